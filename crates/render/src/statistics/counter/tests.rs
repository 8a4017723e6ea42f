//! What is counted, number by number.

use serde_json::{Value, json};
use statemark::document::Document;

use super::*;

/// A statement with these fields in the place of those of a small one.
fn statement(fields: &Value) -> Statement {
    let mut value = json!({
        "statemark": "1.0", "id": "a", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["x"],
        "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": [{"heading": "H"}]
    });
    value.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    let text = value.to_string();
    let Document { statement, faults, .. } = statemark::json::read(text.as_bytes());
    statement.unwrap_or_else(|| panic!("{faults:?}"))
}

fn counted(statements: &[Statement]) -> Statistics {
    let mut counter = Counter::default();
    for statement in statements {
        counter.add(statement);
    }
    counter.finish(Rest::default())
}

#[test]
fn clauses_count_with_what_they_take_from_their_parent() {
    let sections = json!([{"clauses": [
        {"id": "a", "text": "T", "by": ["x"], "act": "condemn", "clauses": [
            {"id": "b", "text": "T", "act": "welcome", "topics": ["t"]},
            {"id": "c", "text": "T", "actions": [{"what": "w"}]}
        ]}
    ], "sections": [{"clauses": [{"id": "d", "text": "T"}]}]}]);
    let statistics = counted(&[statement(&json!({"sections": sections, "topics": [{"id": "t", "label": "L"}]}))]);
    let clauses = Clauses { all: 4, with_act: 3, with_by: 3, with_topics: 1, with_actions: 1, with_evidence: 0 };
    assert_eq!(statistics.clauses, clauses);
    assert_eq!(statistics.acts, [OfAct { value: "condemn", clauses: 2 }, OfAct { value: "welcome", clauses: 1 }]);
}

#[test]
fn each_character_of_a_source_is_quoted_once() {
    let quote = |start: u64, exact: &str| json!({"source": "s", "start": start, "end": start + exact.chars().count() as u64, "exact": exact});
    let evidence = json!([quote(0, "Élan vital"), quote(5, "vital"), quote(11, "中国"), quote(999, "xx")]);
    let fields = json!({
        "sources": [
            {"id": "s", "kind": "other", "text": "Élan vital 中国."},
            {"id": "f", "kind": "other", "file": "a.txt"},
            {"id": "s", "kind": "other", "text": "again"}
        ],
        "sections": [{"clauses": [{"id": "a", "text": "T", "evidence": evidence}]}]
    });
    let statistics = counted(&[statement(&fields)]);
    assert_eq!(statistics.quotes, Quotes { spans: 4, words: 6 });
    let expected = Sources { all: 3, with_text: 2, characters: 14 + 5, quoted_characters: 14 };
    assert_eq!(statistics.sources, expected, "12 are quoted, and 2 by an offset behind the end");
    assert_eq!(statistics.clauses.with_evidence, 1);
}

#[test]
fn an_issuer_is_told_by_country_identifier_or_name() {
    let issued = |entities: Value, issuers: Value| statement(&json!({"entities": entities, "issuers": issuers}));
    let statements = [
        issued(
            json!([{"id": "x", "kind": "state", "name": "China", "country": "CN", "identifiers": {"un-m49": "156"}}]),
            json!(["x", "x"]),
        ),
        issued(json!([{"id": "prc", "kind": "state", "name": "Chine", "country": "CN"}]), json!(["prc"])),
        issued(
            json!([
                {"id": "un", "kind": "organization", "name": "United Nations", "identifiers": {"wikidata": "Q1065"}},
                {"id": "x", "kind": "person", "name": "China", "country": "CN"}
            ]),
            json!(["un", "x", "nobody"]),
        ),
        issued(
            json!([{"id": "onu", "kind": "organization", "name": "ONU", "identifiers": {"wikidata": "Q1065"}}]),
            json!(["onu"]),
        ),
        issued(json!([{"id": "y", "kind": "person", "name": "China"}]), json!(["y"])),
    ];
    let issuers = counted(&statements).issuers;
    let told: Vec<(&str, Option<&str>, u64)> =
        issuers.iter().map(|issuer| (issuer.name.as_str(), issuer.identifier.as_deref(), issuer.statements)).collect();
    let expected = [
        ("China", Some("country:CN"), 2),
        ("United Nations", Some("wikidata:Q1065"), 2),
        ("China", None, 2),
        ("nobody", None, 1),
    ];
    assert_eq!(told, expected);
}

#[test]
fn tags_that_differ_only_in_case_are_one_language() {
    let usual = |tag: &str| in_usual_case(&LanguageTag::new(tag).unwrap());
    for tag in ["zh-hans-cn", "ZH-HANS-CN", "zh-Hans-CN"] {
        assert_eq!(usual(tag), "zh-Hans-CN");
    }
    assert_eq!(usual("EN-x-US-Latn"), "en-x-us-latn");
    assert_eq!(usual("sl-ROZAJ"), "sl-rozaj");
}

#[test]
fn the_parts_add_up_to_the_whole() {
    let examples: Vec<Statement> =
        statemark_specimens::examples::examples().into_iter().map(|example| example.statement).collect();
    let all = counted(&examples);
    assert_eq!(all.statements, 3);
    assert!(all.clauses.all > 30 && all.quotes.words > 100 && all.sources.quoted_characters > 100, "{all:?}");
    for cut in 0..=examples.len() {
        let (mut left, mut right) = (Counter::default(), Counter::default());
        examples[..cut].iter().for_each(|statement| left.add(statement));
        examples[cut..].iter().for_each(|statement| right.add(statement));
        left.absorb(right);
        assert_eq!(left.finish(Rest::default()), all);
    }
}

#[test]
fn long_lists_are_cut_in_text_and_whole_in_json() {
    let made = |number: usize| {
        let entities = json!([{"id": "x", "kind": "group", "name": format!("G{number:02}")}]);
        statement(&json!({"entities": entities, "date": format!("{}", 1900 + number)}))
    };
    let statistics = counted(&(0..40).map(made).collect::<Vec<_>>());
    let text = super::super::text::to_string(&statistics);
    assert!(text.contains("Issuers, 15 of 40\n-----------------\n 1    2 %  G00\n"), "{text}");
    assert_eq!(text.matches("\n           and 25 more\n").count(), 2, "of issuers and of years: {text}");
    assert!(text.contains("  1939\n") && !text.contains("  1900\n"), "the latest years stay");
    let json: Value = serde_json::from_str(&super::super::json::to_string(&statistics)).unwrap();
    assert_eq!((json["issuers"].as_array().unwrap().len(), json["years"][0]["value"].as_str()), (40, Some("1900")));
}
