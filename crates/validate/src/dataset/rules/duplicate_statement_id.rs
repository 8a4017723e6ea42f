//! One id for two statements.

use statemark::pointer::Pointer;

use crate::dataset::Remark;
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-statement-id",
    severity: Severity::Error,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "Two statements of a set have the same id.",
    why: "A reference to that id could mean either, and a program that stores statements by their id loses one of the two.",
    example: "\"id\": \"rain-2025\"\n\"id\": \"rain-2025\"",
    mend: "Give one of them another id, and change the relations that mean it. If they are the same statement, keep one. A statement that lies there in several spellings is meant once.",
    seen: Some(
        "1,346 duplicate ids among 175,784 records that the validator of GBIF had let pass (gbif/gbif-data-validator#76).",
    ),
    check: Check::Dataset(check),
};

fn check(set: &Set<'_>) -> Vec<Remark> {
    let id = || Pointer::root().key("id");
    let mut remarks = Vec::new();
    for group in set.same_id() {
        let Some((&first, others)) = group.split_first() else { continue };
        remarks.extend(others.iter().map(|&other| {
            let help = "give one of them another id, or keep just one if they are the same statement";
            Remark::new(other, id(), "another statement of the set has this id too", help).see(
                first,
                id(),
                "the first one that has it",
            )
        }));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;

    #[test]
    fn finds_an_id_that_several_statements_have() {
        let set = r#""id": "a"
            "id": "b"
            "id": "a"
            "id": "a""#;
        insta::assert_snapshot!(messages("duplicate-statement-id", set), @"
        3/id: another statement of the set has this id too (give one of them another id, or keep just one if they are the same statement) [1/id: the first one that has it]
        4/id: another statement of the set has this id too (give one of them another id, or keep just one if they are the same statement) [1/id: the first one that has it]
        ");
    }

    #[test]
    fn passes_ids_that_differ() {
        assert_eq!(messages("duplicate-statement-id", "\"id\": \"a\"\n\"id\": \"A\"\n\"id\": \"a.1\""), "");
    }
}
