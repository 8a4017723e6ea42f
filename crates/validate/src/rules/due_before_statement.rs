//! Something to be done before it was spoken of.

use statemark::act::Class;
use statemark::action::Action;

use crate::context::Context;
use crate::days::before;
use crate::finding::Severity;
use crate::outline::ClauseAt;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::rules::date_text_differs;
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "due-before-statement",
    severity: Severity::Warning,
    category: Category::Dates,
    since: "0.1.0",
    summary: "An action was due before the statement was made, though the speakers promise or ask for it.",
    why: "Nobody promises what lies behind. One of the two dates is most likely wrong, often its year, and the action \
          is never found among those that are still open. Goals of others that a statement only tells of may well be past.",
    example: r#""sections": [{"clauses": [{"id": "a", "text": "China pledged to open the line by June 2024.", "by": ["cn"], "act": "pledge",
  "actions": [{"what": "open the line", "by": ["cn"], "due": "2024-06"}]}]}]"#,
    mend: "Write the right date into `due`, or correct the `date` of the statement. A time that is not certain has a `~` or `?` behind it.",
    seen: Some(
        "interlegis/sapl #2145: committees of a parliament with an expected end before the day on which they were created.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    let date = &context.statement.date;
    for at in context.outline.clauses() {
        for (index, action) in at.clause.actions.iter().enumerate() {
            // A wrong date of the statement, and one that its words belie, are said by other rules.
            if let Some(due) = &action.due
                && before(due, date, false)
                && !is_told(at, action)
                && !context.is_future(date)
                && date_text_differs::printed_due(context.statement, action).is_none()
            {
                let message = format!("the action was due \"{due}\", before the statement of \"{date}\"");
                let remark = Remark::new(at.trail().key("actions").index(index).key("due").pointer(), message)
                    .help("write the date that the words mean; the year may have been mistyped");
                remarks.push(remark.see(Trail::new("date").pointer(), "the statement was made on this day"));
            }
        }
    }
    remarks
}

/// Whether an action is only told of: the act neither asks nor promises, and none of its doers speaks.
fn is_told(at: ClauseAt<'_>, action: &Action) -> bool {
    let tells = at.act().is_some_and(|act| matches!(act.class(), Class::Assertive | Class::Expressive));
    // As many speakers as there are states; a longer list would be looked along for each sub-clause.
    let speaks = |id| at.by().iter().take(256).any(|speaker| speaker == id);
    tells && !action.by.iter().take(256).any(speaks)
}

#[cfg(test)]
mod tests {
    use crate::testing::{clause, messages};

    #[test]
    fn finds_a_promise_for_the_past() {
        let text = clause(
            r#""by": ["cn"], "act": "agree", "actions": [{"what": "meet", "due": "2025-01"}, {"what": "act", "due": "../2024"}]"#,
        );
        insta::assert_snapshot!(messages("due-before-statement", &text), @r#"
        /sections/0/clauses/0/actions/0/due: the action was due "2025-01", before the statement of "2025-02-06" (write the date that the words mean; the year may have been mistyped) [/date: the statement was made on this day]
        /sections/0/clauses/0/actions/1/due: the action was due "../2024", before the statement of "2025-02-06" (write the date that the words mean; the year may have been mistyped) [/date: the statement was made on this day]
        "#);
    }

    #[test]
    fn passes_what_is_later_uncertain_or_only_told() {
        for due in ["2025-02-06", "2025-02", "2025", "2024/2026", "2024/..", "2016~", "2026"] {
            let text = clause(&format!(r#""by": ["cn"], "act": "agree", "actions": [{{"what": "meet", "due": "{due}"}}]"#));
            assert_eq!(messages("due-before-statement", &text), "", "{due}");
        }
        let told = clause(r#""by": ["cn"], "act": "regret", "actions": [{"what": "meet", "by": ["pk"], "due": "2015"}]"#);
        let mistyped = clause(r#""actions": [{"what": "meet", "due": "2024", "due_text": "by the end of 2026"}]"#);
        for text in [told, mistyped] {
            assert_eq!(messages("due-before-statement", &text), "");
        }
    }
}
