//! A day that no calendar has.

use crate::context::Context;
use crate::days::plain;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::each_date;

pub(super) static RULE: Rule = Rule {
    name: "impossible-date",
    severity: Severity::Error,
    category: Category::Dates,
    since: "0.1.0",
    summary: "A date has the right shape, but the Gregorian calendar does not have it.",
    why: "Programs that sort or compare dates refuse it, or silently take another day for it.",
    example: r#""date": "2025-02-30""#,
    mend: "Write the day that is meant. Where it is not known, write the month (`2025-02`) or `2025-02-XX`.",
    seen: Some("openstates/people #195: a legislator retired on 2017-06-31."),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    each_date(&context.outline, |date, trail| {
        if !plain(date)
            && let Some(why) = date.impossible()
        {
            let message = format!("the date \"{date}\" does not exist: {why}");
            remarks.push(
                Remark::new(trail.pointer(), message).help("write the date that is meant, or only as much of it as is known"),
            );
        }
    });
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_days_that_do_not_exist_in_every_field_of_dates() {
        let text = with(
            r#""date": "1900-02-29", "occasion": {"name": "O", "date": "2025-04-31"}, "signatories": [{"entity": "cn", "date": "2025-06-31"}],
            "sources": [{"id": "s", "kind": "other", "published": "2025-02-30", "updated": "2025-02-30~", "retrieved": "2025-02-30T10:00:00Z"}],
            "sections": [{"clauses": [{"id": "a", "text": "A.", "actions": [{"what": "act", "due": "2025-09-31"}]}]}],
            "provenance": [{"activity": "coded", "agent": "A", "date": "-0000"}]"#,
        );
        insta::assert_snapshot!(messages("impossible-date", &text), @r#"
        /date: the date "1900-02-29" does not exist: February 1900 has 28 days (write the date that is meant, or only as much of it as is known)
        /occasion/date: the date "2025-04-31" does not exist: April 2025 has 30 days (write the date that is meant, or only as much of it as is known)
        /provenance/0/date: the date "-0000" does not exist: there is no year −0000; the year before 1 is 0000 (write the date that is meant, or only as much of it as is known)
        /sections/0/clauses/0/actions/0/due: the date "2025-09-31" does not exist: September 2025 has 30 days (write the date that is meant, or only as much of it as is known)
        /signatories/0/date: the date "2025-06-31" does not exist: June 2025 has 30 days (write the date that is meant, or only as much of it as is known)
        /sources/0/published: the date "2025-02-30" does not exist: February 2025 has 28 days (write the date that is meant, or only as much of it as is known)
        /sources/0/retrieved: the date "2025-02-30T10:00:00Z" does not exist: February 2025 has 28 days (write the date that is meant, or only as much of it as is known)
        /sources/0/updated: the date "2025-02-30~" does not exist: February 2025 has 28 days (write the date that is meant, or only as much of it as is known)
        "#);
    }

    #[test]
    fn passes_leap_days_and_what_is_less_than_a_day() {
        for date in ["2024-02-29", "2000-02-29", "2025-02-XX", "2025-02", "2025-02-05/.."] {
            assert_eq!(messages("impossible-date", &with(&format!(r#""date": "{date}""#))), "");
        }
    }
}
