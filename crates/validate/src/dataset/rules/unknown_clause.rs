//! A relation to a clause that the other statement does not have.

use std::collections::BTreeSet;

use statemark::pointer::Pointer;

use crate::dataset::Remark;
use crate::dataset::facts::{Link, clause_id};
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "unknown-clause",
    severity: Severity::Error,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "A relation leads to a clause that the statement which it names does not have.",
    why: "Who asks which words were recalled, amended or carried out gets no answer.",
    example: r#""id": "rain-2024"
"relations": [{"type": "recalls", "ref": "rain-2024#floods"}]"#,
    mend: "Write the id of a clause of that statement after the `#`, or its id alone if all of it is meant.",
    seen: Some(
        "Links to parts of pages that have no such part, left over when their names were changed (DISIC/rgaa_referentiel_en#9).",
    ),
    check: Check::Dataset(check),
};

fn check(set: &Set<'_>) -> Vec<Remark> {
    let mut links: Vec<&Link> = set.links().filter(|link| link.clause() != 0).collect();
    links.sort_by_key(|link| link.target);
    let mut remarks = Vec::new();
    for links in links.chunk_by(|one, other| one.target == other.target) {
        let Some(target) = set.with_id(links[0].target).next() else { continue };
        // Where several statements have the id, each may be meant.
        let clauses: BTreeSet<u32> =
            set.with_id(links[0].target).flat_map(|statement| set.clauses(statement)).map(clause_id).collect();
        for link in links.iter().filter(|link| !clauses.contains(&link.clause())) {
            let message = "the statement to which this relation leads has no such clause";
            let remark =
                Remark::new(link.statement, link.pointer(), message, "write the id of a clause of that statement after the `#`");
            remarks.push(remark.see(target, Pointer::root().key("sections"), "its clauses"));
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;

    #[test]
    fn finds_clauses_that_the_other_statement_does_not_have() {
        let set = r#""id": "a", "relations": [{"type": "recalls", "ref": "b#x"}, {"type": "recalls", "ref": "b#c"}]
            "id": "b", "sections": [{"clauses": [{"id": "b", "text": "B.", "clauses": [{"id": "c", "text": "C."}]}]}]
            "sections": [{"clauses": [{"id": "a", "text": "A.", "relations": [{"type": "cites", "ref": "a#x"}]}]}]"#;
        insta::assert_snapshot!(messages("unknown-clause", set), @"
        1/relations/0/ref: the statement to which this relation leads has no such clause (write the id of a clause of that statement after the `#`) [2/sections: its clauses]
        3/sections/0/clauses/0/relations/0/ref: the statement to which this relation leads has no such clause (write the id of a clause of that statement after the `#`) [1/sections: its clauses]
        ");
    }

    #[test]
    fn passes_clauses_that_are_there_and_statements_that_are_not() {
        let set = r#""id": "a", "relations": [{"type": "recalls", "ref": "b#a"}, {"type": "recalls", "ref": "c#x"}, {"type": "recalls", "ref": "b"}]
            "id": "b""#;
        assert_eq!(messages("unknown-clause", set), "");
    }
}
