//! One id for two things.

use std::collections::HashMap;

use statemark::pointer::Pointer;

use crate::context::Context;
use crate::finding::Severity;
use crate::index::mark;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::twice::Marks;
use crate::walk::{Kind, each_id};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-id",
    severity: Severity::Error,
    category: Category::References,
    since: "0.1.0",
    summary: "Two things of a statement have the same id, whatever kind they are of.",
    why: "A reference to that id could mean either. The XML schema refuses such a document, and a merge would lose one of the two.",
    example: r#""topics": [{"id": "cn", "label": "China"}]"#,
    mend: "Give one of them another id, and change the references that mean it.",
    seen: Some(
        "Akoma Ntoso's own example `eu_COM(2013)0619_EN-8.xml` has 61 `eId`s more than once: each component of the document repeats those of the first.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let (mut marks, mut all_differ) = (Marks::default(), true);
    each_id(&context.outline, |id, _, _| all_differ = all_differ && marks.add(mark(id.as_str().as_bytes())));
    if all_differ {
        return Remarks::default();
    }
    let mut first: HashMap<&str, (Kind, Pointer)> = HashMap::new();
    let mut remarks = Remarks::default();
    each_id(&context.outline, |id, kind, trail| {
        // Only ids that stand several times are worth a pointer.
        if context.named(id.as_str()).len() < 2 {
            return;
        }
        let pointer = trail.key("id").pointer();
        let Some((other, seen)) = first.get(id.as_str()) else {
            first.insert(id.as_str(), (kind, pointer));
            return;
        };
        let message = if *other == kind {
            format!("the id `{id}` is already that of another {}", kind.name())
        } else {
            format!("the id `{id}` of {} is already that of {}", kind.a(), other.a())
        };
        let seen_here = format!("the {} `{id}` stands here", other.name());
        remarks.push(Remark::new(pointer, message).help("give one of them another id").see(seen.clone(), seen_here));
    });
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_the_same_id_across_kinds_and_within_one() {
        let text = with(
            r#""topics": [{"id": "cn", "label": "China"}], "sections": [{"id": "pk", "clauses": [
                {"id": "a", "text": "A.", "actions": [{"id": "a", "what": "act"}], "clauses": [{"id": "a", "text": "A."}]}]}]"#,
        );
        insta::assert_snapshot!(messages("duplicate-id", &text), @"
        /sections/0/clauses/0/actions/0/id: the id `a` of an action is already that of a clause (give one of them another id) [/sections/0/clauses/0/id: the clause `a` stands here]
        /sections/0/clauses/0/clauses/0/id: the id `a` is already that of another clause (give one of them another id) [/sections/0/clauses/0/id: the clause `a` stands here]
        /sections/0/id: the id `pk` of a section is already that of an entity (give one of them another id) [/entities/1/id: the entity `pk` stands here]
        /topics/0/id: the id `cn` of a topic is already that of an entity (give one of them another id) [/entities/0/id: the entity `cn` stands here]
        ");
    }

    #[test]
    fn passes_different_ids() {
        assert_eq!(messages("duplicate-id", &with(r#""topics": [{"id": "CN", "label": "China"}]"#)), "");
    }
}
