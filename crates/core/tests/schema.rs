//! The JSON Schema: it accepts what the reader accepts, but for what no JSON Schema can say, and it explains every field.
#![allow(clippy::disallowed_methods, reason = "tests read the examples")]

mod mutants;

use std::collections::BTreeMap;

use jsonschema::Validator;
use mutants::{BEYOND_THE_SCHEMA, KINDS, bases, mutant, thin};
use serde_json::Value;
use statemark::fault::FaultKind;
use statemark::{json as statemark_json, schema};
use statemark_specimens::campaign;
use statemark_specimens::draw::Draw;

/// The schema and its twin in draft 07.
fn schemas() -> [Value; 2] {
    [schema::statement_schema(), schema::statement_schema_draft_07()]
}

fn validators() -> [Validator; 2] {
    schemas().map(|schema| jsonschema::validator_for(&schema).unwrap())
}

/// How the two judge a document.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    Accepted,
    Refused,
    /// Refused by the reader alone, and only for what no schema can say.
    BeyondTheSchema,
}

/// The common verdict of schema, twin and reader.
fn verdict(validators: &[Validator; 2], text: &str) -> Result<Verdict, String> {
    let value = serde_json::from_str::<Value>(text);
    let judged = |validator: &Validator| value.as_ref().is_ok_and(|value| validator.is_valid(value));
    let by_schema = judged(&validators[0]);
    if judged(&validators[1]) != by_schema {
        return Err(format!("2020-12: {by_schema}, draft 07: {}\n{text}", !by_schema));
    }
    let document = statemark_json::read(text.as_bytes());
    let beyond = document.faults.iter().all(|fault| BEYOND_THE_SCHEMA.contains(&fault.kind));
    match (by_schema, document.statement.is_some()) {
        (true, true) => Ok(Verdict::Accepted),
        (false, false) if !document.faults.is_empty() => Ok(Verdict::Refused),
        (true, false) if beyond && !document.faults.is_empty() => Ok(Verdict::BeyondTheSchema),
        (by_schema, by_reader) => {
            Err(format!("schema: {by_schema}, reader: {by_reader}, faults: {:#?}\n{text}", document.faults))
        }
    }
}

#[test]
fn schema_and_reader_accept_the_same_mutated_documents() {
    let count = campaign::number("STATEMARK_CASES").unwrap_or(20_000);
    let (validators, bases) = (validators(), bases());
    let mut draw = Draw::new(1);
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (_, kind) in (0..count).zip(KINDS.iter().cycle()) {
        let text = mutant(&mut draw, &bases, kind).to_string();
        let verdict = verdict(&validators, &text).unwrap_or_else(|disagreement| panic!("{}: {disagreement}", kind.0));
        counts.entry(kind.0).or_default()[verdict as usize] += 1;
    }
    println!("accepted, refused, refused by the reader alone: {counts:#?}");
    assert_eq!(counts.len(), KINDS.len());
    for (kind, [accepted, refused, _]) in counts {
        // Every kind makes right documents, and all but these two wrong ones.
        let harmless = ["an item twice", "a number of another form"].contains(&kind);
        assert!(refused > 0 || harmless, "{kind}: none is refused");
        assert!(accepted > 0, "{kind}: none is accepted");
    }
}

#[test]
fn thinned_examples_are_valid() {
    let validators = validators();
    let mut draw = Draw::new(2);
    for base in bases() {
        assert_eq!(verdict(&validators, &base.to_string()), Ok(Verdict::Accepted));
        for _ in 0..20 {
            let mut document = base.clone();
            thin(&mut draw, &mut document);
            assert_eq!(verdict(&validators, &document.to_string()), Ok(Verdict::Accepted), "{document}");
        }
    }
}

/// A small statement with these fields before its closing bracket.
fn document(more: &str) -> String {
    format!(
        r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "T", "language": "en", "date": "2025",
        "issuers": ["x"], "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sections": [{{"heading": "H"}}]{more}}}"#
    )
}

/// The list of the design, each with the fault that the reader tells: documents that the schema accepts.
#[test]
fn the_reader_refuses_what_no_schema_can_say() {
    let validators = validators();
    let deep_ext = format!(r#", "ext": {{"a": {}1{}}}"#, "[".repeat(32), "]".repeat(32));
    let clauses =
        format!(r#"{}{{"id": "c", "text": "T"}}{}"#, r#"{"id": "c", "text": "T", "clauses": ["#.repeat(16), "]}".repeat(16));
    let deep_sections = format!(r#"{}{{"heading": "H"}}{}"#, r#"{"sections": ["#.repeat(16), "]}".repeat(16));
    let base = document("");
    let cases = [
        (document(r#", "rights": "a", "rights": "b""#), FaultKind::DuplicateKey),
        (document(r#", "ext": {"a": 1, "\u0061": 2}"#), FaultKind::DuplicateKey),
        (document(&deep_ext), FaultKind::Limit),
        (base.replace(r#"{"heading": "H"}"#, &format!(r#"{{"clauses": [{clauses}]}}"#)), FaultKind::Limit),
        (base.replace(r#"{"heading": "H"}"#, &deep_sections), FaultKind::Limit),
        (document(r#", "ext": {"a": 9007199254740993}"#), FaultKind::Number),
        (
            base.replace(
                r#"{"heading": "H"}"#,
                r#"{"clauses": [{"id": "c", "text": "T", "evidence": [{"source": "s", "start": 3, "end": 5, "exact": "a"}]}]}"#,
            ),
            FaultKind::SpanLength,
        ),
        (base.replace(r#""title": "T""#, r#""title": {"en": "T", "fr": "a", "FR": "b"}"#), FaultKind::Language),
        (base.replace(r#""title": "T""#, r#""title": {"en": "T", "EN": "a"}"#), FaultKind::Language),
        (base.replace(r#""title": "T""#, r#""title": {"fr": "T"}"#), FaultKind::Language),
    ];
    assert_eq!(verdict(&validators, &base), Ok(Verdict::Accepted));
    for (text, kind) in cases {
        let value: Value = serde_json::from_str(&text).unwrap();
        assert!(validators.iter().all(|validator| validator.is_valid(&value)), "{text}");
        let error = statemark_json::from_str(&text).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}: {text}");
    }
    // Half a surrogate pair: most readers of JSON give the schema no string to judge.
    let error = statemark_json::from_str(&document(r#", "ext": {"a": "\ud800"}"#)).unwrap_err();
    assert_eq!(error.kind(), FaultKind::Character);
    // One level less is right.
    let less_deep = deep_ext.replacen('[', "", 1).replacen(']', "", 1);
    assert_eq!(verdict(&validators, &document(&less_deep)), Ok(Verdict::Accepted));
}

/// The definitions of a schema, of whichever draft.
fn definitions(schema: &Value) -> &serde_json::Map<String, Value> {
    schema.get("$defs").or(schema.get("definitions")).and_then(Value::as_object).unwrap()
}

/// All properties of the schema, each with the way to it.
fn properties(schema: &Value) -> Vec<(String, &Value)> {
    let objects = definitions(schema).iter().map(|(name, definition)| (name.as_str(), definition)).chain([("Statement", schema)]);
    objects
        .filter_map(|(name, object)| Some((name, object.get("properties")?.as_object()?)))
        .flat_map(|(name, properties)| properties.iter().map(move |(key, property)| (format!("{name}.{key}"), property)))
        .collect()
}

#[test]
fn every_property_explains_itself() {
    for schema in schemas() {
        let properties = properties(&schema);
        assert!(properties.len() > 100, "{}", properties.len());
        for (name, property) in &properties {
            let words = |key: &str| property[key].as_str().unwrap_or_default();
            assert!(!words("title").is_empty(), "{name} has no title");
            assert!(words("description").ends_with('.'), "{name}: {:?}", words("description"));
            assert!(property["examples"].as_array().is_some_and(|examples| !examples.is_empty()), "{name} has no examples");
            // A field that is left out says nothing, so an editor has no value to put in its place.
            assert!(property.get("default").is_none(), "{name} has a default value");
        }
        for (name, definition) in definitions(&schema) {
            assert!(definition["description"].is_string(), "{name} has no description");
        }
    }
}

#[test]
fn the_examples_of_every_property_are_valid() {
    for schema in schemas() {
        let all = definitions(&schema).iter().map(|(name, definition)| (name.clone(), definition));
        let mut count = 0;
        for (name, part) in properties(&schema).into_iter().chain(all) {
            let mut alone = part.clone();
            for key in ["$defs", "definitions", "$schema"] {
                alone.as_object_mut().unwrap().extend(schema.get(key).map(|value| (key.to_owned(), value.clone())));
            }
            let validator = jsonschema::validator_for(&alone).unwrap();
            for example in part["examples"].as_array().unwrap_or(&Vec::new()) {
                assert!(validator.is_valid(example), "{name}: {example} is no valid example");
                count += 1;
            }
        }
        assert!(count > 100, "{count}");
    }
}

/// Draft 07 would pass over what it does not know, and over what stands beside a reference.
#[test]
fn the_twin_says_nothing_that_draft_07_does_not_hear() {
    fn look(value: &Value) {
        let Value::Object(map) = value else { return value.as_array().into_iter().flatten().for_each(look) };
        assert!(map.get("$ref").is_none_or(|target| map.len() == 1 && !target.as_str().unwrap().contains("$defs")), "{value}");
        for word in ["$defs", "$dynamicRef", "prefixItems", "dependentRequired", "dependentSchemas", "unevaluatedProperties"] {
            assert!(!map.contains_key(word), "{word}");
        }
        map.values().for_each(look);
    }
    look(&schema::statement_schema_draft_07());
}

#[test]
fn the_entry_for_schema_store_is_ready() {
    let path = statemark_specimens::shared::project().join("schema/schemastore.json");
    let entry: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let fields: Vec<&String> = entry.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["description", "fileMatch", "name", "url", "versions"]);
    let id = &schema::statement_schema_draft_07()["$id"];
    assert_eq!((&entry["url"], &entry["versions"]), (id, &serde_json::json!({"1.0": id})));
    assert_eq!(entry["name"], "Statemark");
    assert_eq!(entry["fileMatch"], serde_json::json!(["*.statemark.json"]), "what the examples and the docs call such files");
    let description = entry["description"].as_str().unwrap();
    assert!(description.len() < 150 && !description.ends_with('.') && !description.contains('\n'), "{description}");
}

#[test]
fn an_address_of_the_schema_may_stand_at_the_top_and_nowhere_else() {
    let validators = validators();
    let address = r#""$schema": "https://w3id.org/statemark/1.0/statement.schema.json""#;
    assert_eq!(verdict(&validators, &document(&format!(", {address}"))), Ok(Verdict::Accepted));
    assert_eq!(verdict(&validators, &document(r#", "$schema": 1"#)), Ok(Verdict::Refused));
    assert_eq!(verdict(&validators, &document(&format!(r#", "place": {{"name": "P", {address}}}"#))), Ok(Verdict::Refused));
}

#[test]
fn a_field_of_one_kind_of_item_alone_has_its_home_there() {
    let schema: Value = serde_json::from_str(schema::JSON_SCHEMA).unwrap();
    // What is written elsewhere under these names is likely to mean another field.
    let ambiguous = ["actions", "label", "of", "source"];
    let lists = [
        ("Clause", "clauses"),
        ("Action", "actions"),
        ("Evidence", "evidence"),
        ("Entity", "entities"),
        ("Topic", "topics"),
        ("Source", "sources"),
        ("Event", "provenance"),
        ("Section", "sections"),
        ("Signatory", "signatories"),
    ];
    let properties = properties(&schema);
    let mut wrong = Vec::new();
    for (path, _) in &properties {
        let (kind, field) = path.rsplit_once('.').unwrap_or(("", path));
        let is_alone = properties.iter().filter(|(other, _)| other.rsplit('.').next() == Some(field)).count() == 1
            && !ambiguous.contains(&field);
        let list = lists.iter().find(|(name, _)| *name == kind).map(|(_, list)| *list).filter(|_| is_alone);
        if statemark::suggest::home(field) != list {
            wrong.push(format!("{path}: {list:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
