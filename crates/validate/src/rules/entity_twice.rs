//! One thing of the world under two ids.

use std::collections::{BTreeMap, HashSet};

use statemark::entity::{Entity, EntityKind};
use statemark::language::LanguageTag;
use statemark::pointer::Pointer;

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::twice::twice;
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "entity-twice",
    severity: Severity::Warning,
    category: Category::References,
    since: "0.1.0",
    summary: "Two entities share an identifier, are states of one country, or have the same kind and name.",
    why: "\"What did China promise?\" finds half of it: what was coded under one id is not found under the other.",
    example: r#""entities": [{"id": "cn", "kind": "state", "name": "China", "country": "CN"}, {"id": "prc", "kind": "state", "name": "People's Republic of China", "country": "CN"}],
"sections": [{"clauses": [{"id": "a", "text": "China thanked its hosts.", "by": ["prc"]}]}]"#,
    mend: "Keep one entity, with the other's name among its `aliases`, and change the references. Two bodies of one name are told apart by \
           `of` or `country`; a state of the past has a code of its own (`SU`, `DD`).",
    seen: Some(
        "openstates/openstates-scrapers #1882: one senator is two legislators, and the votes are on neither; `Phoenix.International.actors.txt`, a dictionary of actors for CAMEO, has Interpol as two entries.",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let entities = &context.statement.entities;
    twins(context).into_iter().map(|(two, (one, why))| remark(entities, one, two, &why)).collect()
}

/// For each entity that seems to be an earlier one under another id: that one, and why.
pub(super) fn twins(context: &Context<'_>) -> BTreeMap<usize, (usize, String)> {
    let (language, entities) = (&context.statement.language, &context.statement.entities);
    let mut pairs: BTreeMap<usize, (usize, String)> = BTreeMap::new();
    let mut add = |keys: Vec<(usize, usize)>, why: &dyn Fn(&Entity, &Entity) -> Option<String>| {
        let mut compared = HashSet::new();
        for (one, two) in keys {
            // Two that share many values are compared once.
            if compared.insert((one, two))
                && entities[one].id != entities[two].id
                && let Some(why) = why(&entities[one], &entities[two])
            {
                pairs.entry(two).or_insert((one, why));
            }
        }
    };
    let listed = || entities.iter().enumerate();
    let identified =
        || listed().flat_map(|(index, entity)| entity.identifiers.values().map(move |value| (index, value.as_str())));
    add(twice(identified()), &identifier_in_common);
    let states = || listed().filter(|(_, entity)| entity.kind == EntityKind::State);
    let countries = states().filter_map(|(index, entity)| entity.country.as_ref().map(|country| (index, country.as_str())));
    add(twice(countries), &|_, two| two.country.as_ref().map(|country| format!("both are states of the country {country}")));
    let names = listed().map(|(index, entity)| (index, entity.name.own(language).as_str()));
    add(twice(names), &|one, two| same_name(one, two, language));
    pairs
}

fn remark(entities: &[Entity], one: usize, two: usize, why: &str) -> Remark {
    let (first, again) = (&entities[one].id, &entities[two].id);
    let place = |index| -> Pointer { Trail::new("entities").index(index).key("id").pointer() };
    Remark::new(place(two), format!("`{again}` seems to be the same as `{first}`: {why}"))
        .help(format!("write `{first}` wherever `{again}` stands, and take `{again}` out"))
        .see(place(one), format!("the entity `{first}` stands here"))
}

/// Whether two entities are the same, as far as this rule can tell.
pub(super) fn same(one: &Entity, two: &Entity, language: &LanguageTag) -> bool {
    let states = one.kind == EntityKind::State && two.kind == EntityKind::State;
    identifier_in_common(one, two).is_some()
        || (states && one.country.is_some() && one.country == two.country)
        || same_name(one, two, language).is_some()
}

/// Codes of a country stand on its places and bodies too; any other identifier means one thing.
fn identifier_in_common(one: &Entity, two: &Entity) -> Option<String> {
    let of_countries = |scheme: &str| scheme.starts_with("iso3166") || scheme == "un-m49";
    one.identifiers.iter().find_map(|(scheme, value)| {
        let same = two.identifiers.get(scheme) == Some(value) && (one.kind == two.kind || !of_countries(scheme.as_str()));
        same.then(|| format!("both have the identifier {scheme} {value}"))
    })
}

/// Secretaries-General and ministries have one name in many bodies and countries: these tell them apart.
fn same_name(one: &Entity, two: &Entity, language: &LanguageTag) -> Option<String> {
    fn differ<T: PartialEq>(one: Option<&T>, two: Option<&T>) -> bool {
        one.zip(two).is_some_and(|(one, two)| one != two)
    }
    let apart = differ(one.of.as_ref(), two.of.as_ref())
        || differ(one.country.as_ref(), two.country.as_ref())
        || differ(one.office.as_ref(), two.office.as_ref())
        // One country is already said more clearly; two identifiers of one scheme mean two things.
        || one.identifiers.iter().any(|(scheme, value)| two.identifiers.get(scheme).is_some_and(|other| other != value));
    let name = one.name.own(language);
    (one.kind == two.kind && name == two.name.own(language) && !apart).then(|| format!("each is {} called {name}", a(one.kind)))
}

fn a(kind: EntityKind) -> String {
    let code = kind.code();
    format!("{} {code}", if code.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn two(one: &str, two: &str) -> String {
        let text = with(&format!(r#""issuers": ["one"], "entities": [{{"id": "one", {one}}}, {{"id": "two", {two}}}]"#));
        messages("entity-twice", &text)
    }

    #[test]
    fn finds_a_common_identifier_country_or_name() {
        let found = [
            two(
                r#""kind": "organization", "name": "NATO", "identifiers": {"wikidata": "Q7184"}"#,
                r#""kind": "group", "name": "the Alliance", "identifiers": {"wikidata": "Q7184"}"#,
            ),
            two(r#""kind": "state", "name": "China", "country": "CN""#, r#""kind": "state", "name": "PRC", "country": "CN""#),
            two(r#""kind": "event", "name": "COP28""#, r#""kind": "event", "name": "COP28""#),
        ];
        insta::assert_snapshot!(found.join("\n"), @"
        /entities/1/id: `two` seems to be the same as `one`: both have the identifier wikidata Q7184 (write `one` wherever `two` stands, and take `two` out) [/entities/0/id: the entity `one` stands here]
        /entities/1/id: `two` seems to be the same as `one`: both are states of the country CN (write `one` wherever `two` stands, and take `two` out) [/entities/0/id: the entity `one` stands here]
        /entities/1/id: `two` seems to be the same as `one`: each is an event called COP28 (write `one` wherever `two` stands, and take `two` out) [/entities/0/id: the entity `one` stands here]
        ");
    }

    #[test]
    fn says_each_once() {
        let same = r#""kind": "state", "name": "China", "country": "CN", "identifiers": {"iso3166-1": "CHN"}"#;
        assert_eq!(two(same, same).lines().count(), 1);
    }

    #[test]
    fn passes_what_is_told_apart() {
        for (one, other) in [
            (
                r#""kind": "person", "name": "Secretary-General", "of": "one""#,
                r#""kind": "person", "name": "Secretary-General", "of": "two""#,
            ),
            (
                r#""kind": "organization", "name": "Ministry", "country": "CN""#,
                r#""kind": "organization", "name": "Ministry", "country": "PK""#,
            ),
            (r#""kind": "state", "name": "Georgia", "country": "GE""#, r#""kind": "place", "name": "Georgia", "country": "US""#),
            (
                r#""kind": "state", "name": "China", "identifiers": {"iso3166-1": "CHN"}"#,
                r#""kind": "place", "name": "the mainland", "identifiers": {"iso3166-1": "CHN"}"#,
            ),
            (r#""kind": "state", "name": "China", "country": "CN""#, r#""kind": "person", "name": "Wang Yi", "country": "CN""#),
        ] {
            assert_eq!(two(one, other), "", "{one}");
        }
    }
}
