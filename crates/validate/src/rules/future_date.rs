//! A date that had not come yet.

use statemark::date::Date;
use statemark::pointer::Pointer;

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::rules::date_text_differs;
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "future-date",
    severity: Severity::Warning,
    category: Category::Dates,
    since: "0.1.0",
    summary: "A date of the statement, its signatories, its sources or its provenance lies in the future.",
    why: "What has been said, signed, published or coded has a day that has come. \
          Today is the day that the caller names (`--as-of`), else the latest of `provenance`: nothing hangs on the clock.",
    example: r#""date": "2052-02-06", "provenance": [{"activity": "coded", "agent": "A. Coder", "date": "2025-03-01"}]"#,
    mend: "Write the right date: the year is often mistyped. Where the document was worked on later, add that to `provenance`.",
    seen: Some("dissemin/dissemin #643: about a thousand papers from the future, one of 2017 in 2099."),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    // Only a named day or one of the provenance can be passed.
    if context.as_of.is_none() && context.statement.provenance.is_empty() {
        return Remarks::default();
    }
    let mut future: Vec<(String, Pointer)> = Vec::new();
    each_past_date(context, &mut |date, trail| {
        // Where the printed words name another year, another rule says so.
        let mistyped = || trail.is_in("date") && date_text_differs::printed(context.statement).is_some();
        if context.is_future(date) && !mistyped() {
            future.push((date.to_string(), trail.pointer()));
        }
    });
    let mut future = future.into_iter();
    let Some((date, pointer)) = future.next() else { return Remarks::default() };
    let against = match context.as_of {
        Some(day) => format!("lies in the future of \"{day}\""),
        None => "is later than all dates of `provenance`".to_owned(),
    };
    let help = match context.as_of {
        Some(_) => "write the day on which it was done; the year may have been mistyped",
        None => "write the day on which it was done, or add to `provenance` what was done to the document since",
    };
    // A wrong day of today makes many dates late: that is one cause.
    let more = match future.len() {
        0 => String::new(),
        1 => ", and so is one more date".to_owned(),
        more => format!(", and so are {more} more dates"),
    };
    let mut remark = Remark::new(pointer, format!("the date \"{date}\" {against}{more}")).help(help);
    for (date, pointer) in future.take(8) {
        remark = remark.see(pointer, format!("\"{date}\" too"));
    }
    Remarks::from_iter([remark])
}

/// Each date of what has been done; an occasion or a due date may lie ahead.
fn each_past_date(context: &Context<'_>, visit: &mut dyn FnMut(&Date, &Trail<'_>)) {
    let statement = context.statement;
    let mut some = |date: Option<&Date>, trail: Trail<'_>| date.into_iter().for_each(|date| visit(date, &trail));
    some(Some(&statement.date), Trail::new("date"));
    for (index, signatory) in statement.signatories.iter().enumerate() {
        some(signatory.date.as_ref(), Trail::new("signatories").index(index).key("date"));
    }
    for (index, source) in statement.sources.iter().enumerate() {
        let trail = Trail::new("sources");
        let trail = trail.index(index);
        some(source.published.as_ref(), trail.key("published"));
        some(source.updated.as_ref(), trail.key("updated"));
        some(source.retrieved.as_ref(), trail.key("retrieved"));
    }
    for (index, event) in statement.provenance.iter().enumerate() {
        some(event.date.as_ref(), Trail::new("provenance").index(index).key("date"));
    }
}

#[cfg(test)]
mod tests {
    use statemark::date::Date;

    use crate::testing::{messages, messages_as_of, with};

    const CODED: &str = r#""provenance": [{"activity": "coded", "agent": "A", "date": "2025-03"}]"#;

    #[test]
    fn finds_what_is_later_than_the_provenance() {
        let late = with(&format!(r#""date": "2025-04-01", {CODED}"#));
        let many = with(&format!(
            r#""signatories": [{{"entity": "cn", "date": "2026"}}], "sources": [{{"id": "s", "kind": "other", "published": "2025-04-01", "retrieved": "2025-05-01"}}], {CODED}"#
        ));
        insta::assert_snapshot!([messages("future-date", &late), messages("future-date", &many)].join("\n"), @r#"
        /date: the date "2025-04-01" is later than all dates of `provenance` (write the day on which it was done, or add to `provenance` what was done to the document since)
        /signatories/0/date: the date "2026" is later than all dates of `provenance`, and so are 2 more dates (write the day on which it was done, or add to `provenance` what was done to the document since) [/sources/0/published: "2025-04-01" too] [/sources/0/retrieved: "2025-05-01" too]
        "#);
    }

    #[test]
    fn finds_what_is_later_than_the_day_that_the_caller_names() {
        let as_of = Date::new("2025-02-05").unwrap();
        insta::assert_snapshot!(messages_as_of("future-date", &with(""), &as_of), @r#"/date: the date "2025-02-06" lies in the future of "2025-02-05" (write the day on which it was done; the year may have been mistyped)"#);
        let coded = with(r#""date": "2025-02-01", "provenance": [{"activity": "coded", "agent": "A", "date": "2052-02-05"}]"#);
        assert_eq!(messages_as_of("future-date", &coded, &as_of).lines().count(), 1);
    }

    #[test]
    fn passes_what_may_have_come_and_what_may_lie_ahead() {
        for fields in [
            r#""date": "2025-03-31""#,
            r#""date": "2025/2026""#,
            r#""date": "2026~""#,
            r#""date": "2026-02-30""#,
            r#""date": "2052-02-06", "date_text": "6 February 2025""#,
            r#""occasion": {"name": "O", "date": "2030"}"#,
            r#""sections": [{"clauses": [{"id": "a", "text": "A.", "actions": [{"what": "act", "due": "2030"}]}]}]"#,
        ] {
            assert_eq!(messages("future-date", &with(&format!("{fields}, {CODED}"))), "", "{fields}");
        }
        for provenance in [
            "",
            r#""provenance": [{"activity": "coded", "agent": "A", "date": "2020~"}]"#,
            r#""provenance": [{"activity": "coded", "agent": "A", "date": "2020/.."}]"#,
        ] {
            assert_eq!(messages("future-date", &with(provenance)), "", "{provenance}");
        }
        assert_eq!(messages_as_of("future-date", &with(""), &Date::new("2025-02-06").unwrap()), "");
    }
}
