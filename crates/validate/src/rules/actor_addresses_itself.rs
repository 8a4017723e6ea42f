//! One who speaks to oneself.

use statemark::id::Id;

use crate::context::Context;
use crate::finding::Severity;
use crate::outline::ClauseAt;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};

pub(super) static RULE: Rule = Rule {
    name: "actor-addresses-itself",
    severity: Severity::Warning,
    category: Category::Actors,
    since: "0.1.0",
    summary: "The same entity stands in `by` and in `to` of a clause, its own or those that it takes from the clause around it.",
    why: "Whoever is asked, thanked or blamed is another than who speaks. One of the two is nearly always a slip, \
          and \"who asked whom?\" gets a wrong answer.",
    example: r#""sections": [{"clauses": [{"id": "a", "text": "China thanked its hosts.", "by": ["cn"], "act": "thank", "to": ["cn"]}]}]"#,
    mend: "Leave in `to` only the others. What the speakers will do themselves goes into `actions`, with them in its `by`.",
    seen: Some("ThreeSixtyGiving/grantnav #486: a trust stands under one identifier as funder and as recipient of grants."),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for at in context.outline.clauses() {
        // What a sub-clause takes whole from the clause around it was said there.
        if (!at.clause.to.is_empty() || !at.clause.by.is_empty() && at.parent().is_some())
            && let Some((index, id)) = shared(at.to(), at.by())
        {
            remarks.push(remark(at, index, id));
        }
    }
    remarks
}

/// How many of a list are looked at: more than there are states, and few enough where many sub-clauses take a long list.
const LOOKED_AT: usize = 256;

/// The first of one list that is in the other too.
fn shared<'ids>(list: &'ids [Id], other: &[Id]) -> Option<(usize, &'ids Id)> {
    let other = &other[..other.len().min(LOOKED_AT)];
    list.iter().take(LOOKED_AT).enumerate().find(|(_, id)| other.contains(id))
}

fn remark(at: ClauseAt<'_>, index: usize, id: &Id) -> Remark {
    let clause = &at.clause.id;
    if at.clause.to.is_empty() {
        let place = at.clause.by.iter().position(|by| by == id).unwrap_or_default();
        let message = format!(
            "`{id}` addresses itself in the clause `{clause}`: it stands in `by` here, and in `to` of the clause around it"
        );
        return Remark::new(at.trail().key("by").index(place).pointer(), message)
            .help("write into `to` of this clause whom it addresses");
    }
    let whose = if at.clause.by.is_empty() { "`by` of the clause around it" } else { "`by`" };
    let message = format!("`{id}` addresses itself in the clause `{clause}`: it stands in `to` and in {whose}");
    let help = if at.to().len() > 1 {
        format!("take `{id}` out of `to`, or out of `by` if only others speak")
    } else {
        "write into `to` whom they address, or leave it out if they address nobody".to_owned()
    };
    Remark::new(at.trail().key("to").index(index).pointer(), message).help(help)
}

#[cfg(test)]
mod tests {
    use crate::testing::{clause, messages};

    #[test]
    fn finds_one_in_both_lists_its_own_or_taken() {
        let found = [
            r#""by": ["cn"], "to": ["cn"]"#,
            r#""by": ["cn", "pk"], "to": ["pk", "cn"]"#,
            r#""by": ["cn"], "to": ["pk"], "clauses": [{"id": "b", "text": "B.", "by": ["pk"]}, {"id": "c", "text": "C.", "to": ["cn"]}]"#,
        ]
        .map(|fields| messages("actor-addresses-itself", &clause(fields)));
        insta::assert_snapshot!(found.join("\n"), @"
        /sections/0/clauses/0/to/0: `cn` addresses itself in the clause `a`: it stands in `to` and in `by` (write into `to` whom they address, or leave it out if they address nobody)
        /sections/0/clauses/0/to/0: `pk` addresses itself in the clause `a`: it stands in `to` and in `by` (take `pk` out of `to`, or out of `by` if only others speak)
        /sections/0/clauses/0/clauses/0/by/0: `pk` addresses itself in the clause `b`: it stands in `by` here, and in `to` of the clause around it (write into `to` of this clause whom it addresses)
        /sections/0/clauses/0/clauses/1/to/0: `cn` addresses itself in the clause `c`: it stands in `to` and in `by` of the clause around it (write into `to` whom they address, or leave it out if they address nobody)
        ");
    }

    #[test]
    fn says_once_what_sub_clauses_take() {
        let text = clause(r#""by": ["cn"], "to": ["cn"], "clauses": [{"id": "b", "text": "B."}]"#);
        assert_eq!(messages("actor-addresses-itself", &text).lines().count(), 1);
    }

    #[test]
    fn passes_others_and_sub_clauses_that_turn_around() {
        for fields in [
            r#""by": ["cn"], "to": ["pk"]"#,
            r#""by": ["cn"], "about": ["cn"]"#,
            r#""by": ["cn"], "to": ["pk"], "clauses": [{"id": "b", "text": "B.", "by": ["pk"], "to": ["cn"]}]"#,
        ] {
            assert_eq!(messages("actor-addresses-itself", &clause(fields)), "");
        }
    }
}
