//! An interval that ends before it begins.

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::each_date;

pub(super) static RULE: Rule = Rule {
    name: "reversed-interval",
    severity: Severity::Error,
    category: Category::Dates,
    since: "0.1.0",
    summary: "An interval of dates ends before it begins.",
    why: "No day lies in it: a search by date never finds what is dated so.",
    example: r#""date": "2025-02-08/2025-02-05""#,
    mend: "Write the earlier date first.",
    seen: Some(
        "mysociety/parlparse #188: memberships of ministers that end before they start; opensanctions/opensanctions #1139: an office held from 2019 to 2014.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    each_date(&context.outline, |date, trail| {
        if let Some((from, to)) = date.as_str().split_once('/')
            && date.reversed()
        {
            let message = format!("the interval \"{date}\" ends before it begins");
            remarks.push(Remark::new(trail.pointer(), message).help(format!("write \"{to}/{from}\", if that is meant")));
        }
    });
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_an_end_before_the_beginning() {
        let text = with(r#""date": "2025-02-08/2025-02-05""#);
        insta::assert_snapshot!(messages("reversed-interval", &text), @r#"/date: the interval "2025-02-08/2025-02-05" ends before it begins (write "2025-02-05/2025-02-08", if that is meant)"#);
    }

    #[test]
    fn passes_intervals_that_hold_a_day() {
        for date in ["2025-02-05/2025-02-05", "2025-02/2025-02-05", "2025/..", "../2025", "-0100/0100", "2025"] {
            assert_eq!(messages("reversed-interval", &with(&format!(r#""date": "{date}""#))), "");
        }
    }
}
