//! One entity by two names.

use std::collections::BTreeSet;

use crate::dataset::Remark;
use crate::dataset::entities::{Known, What, alike, both};
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "entity-names-differ",
    severity: Severity::Warning,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "Entities of two statements have the same identifier, or are states with the same country, but different names in the same language.",
    why: "Either the identifier is wrong, and two entities become one; or the name is misspelt, and one becomes two.",
    example: r#""entities": [{"id": "x", "kind": "state", "name": "Norway", "country": "NO"}]
"entities": [{"id": "x", "kind": "state", "name": "Norwey", "country": "NO"}]"#,
    mend: "Write one name throughout, others as `aliases`: names that one statement gives to one entity are taken as the same in all. A name that holds all words of another, as an official one does, is no other name.",
    seen: Some(
        "`fatmir_mediu` and `fatmir_mehdiu`, one person (everypolitician/everypolitician#288); Masaharu and Masahara Nakagawa (codeforjapan/codeforelection#75).",
    ),
    check: Check::Dataset(check),
};

/// With how many names of an entity a name is compared: more has only an identifier that stands for nothing.
const NAMES: usize = 16;

fn check(set: &Set<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for known in set.entities() {
        // A statement that has two names for it, one of them as an alias, says that they are the same.
        let said = known.iter().filter(|known| known.what == What::BOTH).map(|known| known.value).collect::<BTreeSet<u64>>();
        let same = |one: &Known, other: &Known| alike(one.value, other.value) || said.contains(&both(one.value, other.value));
        for names in known.chunk_by(|one, other| one.what == other.what).filter(|names| names[0].what.is_name()) {
            let mut names = names.to_vec();
            names.sort_by_key(|name| name.statement);
            for (index, name) in names.iter().enumerate().skip(1) {
                if !names[..index.min(NAMES)].iter().any(|before| same(before, name)) {
                    remarks.push(remark(name, &names[0]));
                }
            }
        }
    }
    once_a_place(remarks)
}

fn remark(name: &Known, first: &Known) -> Remark {
    let message =
        "another statement has another name for this entity, which has the same identifier or is the state of the same country";
    let help = "write the same name, and the other one into `aliases`; or correct the identifier or country";
    Remark::new(name.statement, name.pointer(), message, help).see(first.statement, first.pointer(), "the name there")
}

/// Where several identifiers are the same, the name differs once.
fn once_a_place(mut remarks: Vec<Remark>) -> Vec<Remark> {
    remarks.sort_by(|one, other| (one.statement, &one.pointer).cmp(&(other.statement, &other.pointer)));
    remarks.dedup_by(|one, other| (one.statement, &one.pointer) == (other.statement, &other.pointer));
    remarks
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;

    #[test]
    fn finds_other_names_for_the_same_identifier_or_country() {
        let set = r#""entities": [{"id": "x", "kind": "state", "name": "Türkiye", "country": "TR"}]
            "entities": [{"id": "x", "kind": "person", "name": "Fatmir Mediu", "identifiers": {"wikidata": "Q1", "viaf": "1"}}]
            "entities": [{"id": "x", "kind": "state", "name": "Turkey", "country": "TR"}]
            "entities": [{"id": "x", "kind": "state", "name": "Turkey", "country": "TR"}]
            "entities": [{"id": "x", "kind": "person", "name": {"en": "Fatmir Mehdiu", "ar": "فاتمير"}, "identifiers": {"wikidata": "Q1", "viaf": "1"}}]"#;
        insta::assert_snapshot!(messages("entity-names-differ", set), @"
        3/entities/0/name: another statement has another name for this entity, which has the same identifier or is the state of the same country (write the same name, and the other one into `aliases`; or correct the identifier or country) [1/entities/0/name: the name there]
        5/entities/0/name: another statement has another name for this entity, which has the same identifier or is the state of the same country (write the same name, and the other one into `aliases`; or correct the identifier or country) [2/entities/0/name: the name there]
        ");
    }

    #[test]
    fn finds_a_name_that_nobody_has_beside_names_that_go_together() {
        let set = r#""entities": [{"id": "x", "kind": "state", "name": "Türkiye", "country": "TR"}]
            "entities": [{"id": "x", "kind": "state", "name": "Turkey", "aliases": ["Türkiye"], "country": "TR"}]
            "entities": [{"id": "x", "kind": "state", "name": "Turquie", "aliases": ["Türkiye"], "country": "TR"}]
            "entities": [{"id": "x", "kind": "state", "name": "Turky", "country": "TR"}]"#;
        assert_eq!(messages("entity-names-differ", set).split(':').next(), Some("4/entities/0/name"));
    }

    #[test]
    fn passes_longer_names_aliases_other_languages_and_what_only_belongs_to_a_country() {
        let set = r#""entities": [{"id": "x", "kind": "state", "name": "China", "country": "CN"}, {"id": "t", "kind": "state", "name": "Türkiye", "country": "TR"}]
            "entities": [{"id": "x", "kind": "state", "name": "People’s Republic of China", "country": "CN"}]
            "language": "fr", "entities": [{"id": "x", "kind": "state", "name": "Chine", "country": "CN"}]
            "entities": [{"id": "x", "kind": "state", "name": "Turkey", "aliases": ["Türkiye"], "country": "TR"}]
            "entities": [{"id": "x", "kind": "place", "name": "Hong Kong", "country": "CN"}]"#;
        assert_eq!(messages("entity-names-differ", set), "");
    }
}
