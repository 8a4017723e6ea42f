//! A clause that goes on with a paragraph that is not there.

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};

pub(super) static RULE: Rule = Rule {
    name: "continues-nothing",
    severity: Severity::Error,
    category: Category::Structure,
    since: "0.1.0",
    summary: "The first clause of a section has `continues`, though no clause stands before it there.",
    why: "`continues` joins a clause to the one before it, so that the printed paragraph can be put together again. \
          No paragraph runs on from one section into the next.",
    example: r#""sections": [{"clauses": [{"id": "a", "continues": true, "text": "It also thanked the hosts."}]}]"#,
    mend: "Take `continues` out; or, if the clause that it goes on with was lost or moved, put that one before it.",
    seen: Some(
        "A/RES/73/3 as text from its PDF: the head of each page stands within a paragraph, so that its rest opens the next part with \"determinants of the epidemic\".",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for (section, place) in context.outline.sections() {
        // The first sub-clause may go on with the words of the clause that it is a part of.
        if let Some(clause) = section.clauses.first().filter(|clause| clause.continues) {
            let message = format!("the clause `{}` continues a paragraph, but is the first of its section", clause.id);
            let pointer = place.trail().key("clauses").index(0).key("continues").pointer();
            remarks.push(
                Remark::new(pointer, message).help("take `continues` out, or put the clause that it goes on with before it"),
            );
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_it_in_the_first_clause_of_any_section() {
        let text = with(
            r#""sections": [{"clauses": [{"id": "a", "text": "A.", "continues": true}]}, {"clauses": [{"id": "b", "text": "B."}],
                "sections": [{"heading": "H", "clauses": [{"id": "c", "text": "C.", "continues": true}]}]}]"#,
        );
        insta::assert_snapshot!(messages("continues-nothing", &text), @"
        /sections/0/clauses/0/continues: the clause `a` continues a paragraph, but is the first of its section (take `continues` out, or put the clause that it goes on with before it)
        /sections/1/sections/0/clauses/0/continues: the clause `c` continues a paragraph, but is the first of its section (take `continues` out, or put the clause that it goes on with before it)
        ");
    }

    #[test]
    fn passes_later_clauses_and_sub_clauses() {
        let text = with(
            r#""sections": [{"clauses": [{"id": "a", "text": "They agreed:", "clauses": [{"id": "b", "text": "to meet", "continues": true}]},
                {"id": "c", "text": "C.", "continues": true}, {"id": "d", "text": "D.", "continues": true}]}]"#,
        );
        assert_eq!(messages("continues-nothing", &text), "");
    }
}
