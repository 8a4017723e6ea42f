//! One entity with two codes.

use std::collections::BTreeSet;

use crate::codes;
use crate::dataset::Remark;
use crate::dataset::entities::{Known, What, number_of_country};
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "entity-codes-differ",
    severity: Severity::Warning,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "Entities of two statements are the same by one code, and different by another: an identifier, a country, or the name of a state.",
    why: "Whoever joins data by these codes takes two entities for one, or one for two.",
    example: r#""entities": [{"id": "x", "kind": "state", "name": "Norway", "country": "NO"}]
"entities": [{"id": "x", "kind": "state", "name": "Norway", "country": "NA"}]"#,
    mend: "Look the entity up, and correct the code that is wrong. Countries whose code was withdrawn, and identifiers `uri`, may rightly be several.",
    seen: Some("One member of parliament under two items of Wikidata (welfare-state-analytics/riksdagen-corpus#302)."),
    check: Check::Dataset(check),
};

fn check(set: &Set<'_>) -> Vec<Remark> {
    // A state may rightly have had another code before.
    let before: Vec<u64> = codes::withdrawn().map(number_of_country).collect();
    let mut pairs = Vec::new();
    for mut codes in set.entities() {
        // A key of codes has no names, and none of names has codes.
        codes.retain(|code| code.what == What::IDENTIFIER || (code.what == What::COUNTRY && !before.contains(&code.value)));
        codes.sort_by_key(|code| code.statement);
        let Some((first, others)) = codes.split_first() else { continue };
        pairs.extend(others.iter().map(|code| (*code, *first)));
    }
    // Where several things tell that it is the same entity, its code differs once: at one place, from one place, and not from a place
    // that was told itself.
    pairs.sort_by_cached_key(|(code, _)| (code.statement, code.pointer()));
    pairs.dedup_by_key(|(code, _)| (code.statement, code.pointer()));
    let (mut told, mut seen) = (BTreeSet::new(), BTreeSet::new());
    pairs.retain(|(code, first)| {
        let from = (first.statement, first.pointer());
        let is_new = !told.contains(&from) && seen.insert((from, code.value));
        is_new && told.insert((code.statement, code.pointer()))
    });
    pairs.iter().map(|(code, first)| remark(code, first)).collect()
}

fn remark(code: &Known, first: &Known) -> Remark {
    let (message, there) = if code.what == What::COUNTRY {
        (
            "another statement has another country for this entity, which has the same identifier or is a state of the same name",
            "the country there",
        )
    } else {
        (
            "another statement has another identifier for this entity, which has the same identifier of another scheme or the same country",
            "the identifiers there",
        )
    };
    Remark::new(code.statement, code.pointer(), message, "compare the two, and correct the one that is wrong").see(
        first.statement,
        first.pointer(),
        there,
    )
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;

    #[test]
    fn finds_codes_that_contradict_each_other() {
        let set = r#""entities": [{"id": "x", "kind": "state", "name": "China", "country": "CN", "identifiers": {"wikidata": "Q148"}}]
            "entities": [{"id": "x", "kind": "state", "name": "China", "country": "CN", "identifiers": {"wikidata": "Q29520"}}]
            "entities": [{"id": "x", "kind": "state", "name": "China", "country": "TW"}]
            "entities": [{"id": "x", "kind": "organization", "name": "WHO", "identifiers": {"wikidata": "Q7817", "ror": "01f80g185"}}]
            "entities": [{"id": "x", "kind": "organization", "name": "WHO", "identifiers": {"wikidata": "Q7817", "ror": "00cv9y106"}}]"#;
        insta::assert_snapshot!(messages("entity-codes-differ", set), @"
        2/entities/0/identifiers: another statement has another identifier for this entity, which has the same identifier of another scheme or the same country (compare the two, and correct the one that is wrong) [1/entities/0/identifiers: the identifiers there]
        3/entities/0/country: another statement has another country for this entity, which has the same identifier or is a state of the same name (compare the two, and correct the one that is wrong) [1/entities/0/country: the country there]
        5/entities/0/identifiers: another statement has another identifier for this entity, which has the same identifier of another scheme or the same country (compare the two, and correct the one that is wrong) [4/entities/0/identifiers: the identifiers there]
        ");
    }

    fn places(set: &str) -> Vec<String> {
        let place = |line: &str| line.split(':').next().unwrap_or_default().to_owned();
        messages("entity-codes-differ", set).lines().map(place).collect()
    }

    #[test]
    fn finds_one_wrong_code_once() {
        // The first and the second differ by their identifier, the second and the third by their name.
        let set = r#""entities": [{"id": "x", "kind": "state", "name": "Chine", "country": "CN", "identifiers": {"wikidata": "Q148"}}]
            "entities": [{"id": "x", "kind": "state", "name": "China", "country": "TW", "identifiers": {"wikidata": "Q148"}}]
            "entities": [{"id": "x", "kind": "state", "name": "China", "country": "CN", "identifiers": {"wikidata": "Q148"}}]"#;
        assert_eq!(places(set), ["2/entities/0/country"]);
        let set = r#""entities": [{"id": "x", "kind": "state", "name": "China", "country": "TW", "identifiers": {"wikidata": "Q148"}}]
            "entities": [{"id": "x", "kind": "state", "name": "Chine", "country": "CN", "identifiers": {"wikidata": "Q148"}}]
            "entities": [{"id": "x", "kind": "state", "name": "China", "country": "CN", "identifiers": {"wikidata": "Q148"}}]"#;
        assert_eq!(places(set), ["2/entities/0/country"]);
    }

    #[test]
    fn passes_codes_that_agree_or_may_be_several() {
        let set = r#""entities": [{"id": "x", "kind": "state", "name": "Burma", "country": "BU", "identifiers": {"wikidata": "Q836", "iso3166-1": "BUR"}}]
            "entities": [{"id": "x", "kind": "state", "name": "Burma", "country": "MM", "identifiers": {"wikidata": "Q836", "iso3166-1": "MM", "uri": "https://a.org"}}]
            "entities": [{"id": "x", "kind": "state", "name": "Burma", "country": "MM", "identifiers": {"wikidata": "Q836", "uri": "https://b.org"}}]
            "entities": [{"id": "x", "kind": "place", "name": "Rangoon", "country": "MM"}, {"id": "y", "kind": "place", "name": "Rangoon", "country": "US"}]"#;
        assert_eq!(messages("entity-codes-differ", set), "");
    }
}
