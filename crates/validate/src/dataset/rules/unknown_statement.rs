//! A relation to a statement that is not there.

use crate::dataset::Remark;
use crate::dataset::facts::Link;
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "unknown-statement",
    severity: Severity::Information,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "A relation leads to a statement that is not in the set.",
    why: "Who follows the relation finds nothing. It may be meant so, where a set is a part of a larger one; or the id is misspelt.",
    example: r#""id": "rain-2024"
"relations": [{"type": "follows", "ref": "rain-2042"}]"#,
    mend: "Add the statement, or correct the id. What is no document of this format is named by an absolute URI.",
    seen: Some("Resources that link to resources which do not exist (BuddhistDigitalResourceCenter/library-issues#73)."),
    check: Check::Dataset(check),
};

fn check(set: &Set<'_>) -> Vec<Remark> {
    let unknown = set.links().filter(|link| set.with_id(link.target).next().is_none());
    let remark = |link: &Link| {
        let message = "no statement of the set has the id to which this relation leads";
        Remark::new(link.statement, link.pointer(), message, "add that statement to the set, or correct the id")
    };
    unknown.map(remark).collect()
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;

    #[test]
    fn finds_relations_of_statements_and_of_clauses_that_lead_nowhere() {
        let set = r#""id": "a", "relations": [{"type": "follows", "ref": "b"}, {"type": "cites", "ref": "c"}]
            "id": "b", "sections": [{"clauses": [{"id": "a", "text": "A."}, {"id": "b", "text": "B.", "relations": [{"type": "cites", "ref": "d#x"}]}]}]"#;
        insta::assert_snapshot!(messages("unknown-statement", set), @"
        1/relations/1/ref: no statement of the set has the id to which this relation leads (add that statement to the set, or correct the id)
        2/sections/0/clauses/1/relations/0/ref: no statement of the set has the id to which this relation leads (add that statement to the set, or correct the id)
        ");
    }

    #[test]
    fn passes_statements_of_the_set_and_what_is_outside_of_all_sets() {
        let set = r##""id": "a", "relations": [{"type": "follows", "ref": "b"}, {"type": "cites", "ref": "b#a"}, {"type": "cites", "ref": "https://un.org/x"}]
            "id": "b", "relations": [{"type": "cites", "ref": "#a"}, {"type": "cites", "ref": "b#a"}]"##;
        assert_eq!(messages("unknown-statement", set), "");
    }

    #[test]
    fn passes_a_single_statement() {
        assert_eq!(messages("unknown-statement", r#""relations": [{"type": "follows", "ref": "b"}]"#), "");
    }
}
