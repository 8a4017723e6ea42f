//! An act, and nobody who does it.

use crate::context::Context;
use crate::finding::Severity;
use crate::outline::ClauseAt;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};

pub(super) static RULE: Rule = Rule {
    name: "act-without-actor",
    severity: Severity::Error,
    category: Category::Actors,
    since: "0.1.0",
    summary: "A clause has an `act`, but neither it nor a clause around it says `by` whom.",
    why: "Who does what is the first question that is asked of a statement. An act without an actor falls out of every answer.",
    example: r#""sections": [{"clauses": [{"id": "truce", "text": "The truce was welcomed.", "act": "welcome"}]}]"#,
    mend: "Write into `by` the ids of those who speak. A third party whose act is only reported goes into `about`.",
    seen: Some(
        "openeventdata/PLOVER #9: coders of political events ask when an event may have no source actor, and the manual does not say.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for at in context.outline.clauses() {
        // One `by` on the outermost clause mends those inside it too.
        if acts_alone(at) && !at.around().skip(1).any(acts_alone) {
            let act = at.clause.act.map_or("", |act| act.code());
            let message = format!("the clause `{}` has the act `{act}`, but does not say by whom", at.clause.id);
            let issuers: Vec<String> = context.statement.issuers.iter().take(8).map(|id| format!("\"{id}\"")).collect();
            let help = format!("add `by` with those who speak here; the issuers are {}", issuers.join(", "));
            remarks.push(Remark::new(at.trail().key("act").pointer(), message).help(help));
        }
    }
    remarks
}

/// Whether a clause has an act of its own, and nobody who does it.
fn acts_alone(at: ClauseAt<'_>) -> bool {
    at.clause.act.is_some() && at.around().all(|at| at.clause.by.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::testing::{clause, messages};

    #[test]
    fn finds_an_act_by_nobody_once() {
        let text = clause(r#""act": "urge", "clauses": [{"id": "b", "text": "B.", "act": "demand"}, {"id": "c", "text": "C."}]"#);
        insta::assert_snapshot!(messages("act-without-actor", &text), @r#"/sections/0/clauses/0/act: the clause `a` has the act `urge`, but does not say by whom (add `by` with those who speak here; the issuers are "cn", "pk")"#);
    }

    #[test]
    fn passes_what_is_coded_or_inherited_or_not_coded_at_all() {
        for text in [
            clause(r#""act": "urge", "by": ["cn"]"#),
            clause(r#""by": ["cn"], "clauses": [{"id": "b", "text": "B.", "act": "demand"}]"#),
            clause(r#""emphasis": "strong""#),
        ] {
            assert_eq!(messages("act-without-actor", &text), "");
        }
    }
}
