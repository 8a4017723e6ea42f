//! The JSON Schema (2020-12) of the format, generated from the types: their doc comments are the one place where a field is explained.
//! Its twin of draft 07, for editors that know no newer one, is made of it.

mod draft_07;

use schemars::generate::SchemaSettings;
use schemars::{Schema, json_schema};
use serde_json::{Value, json};

pub use self::draft_07::statement_schema_draft_07;
use crate::statement::Statement;

/// The identifier of the schema. It names; nothing is fetched from it.
pub const SCHEMA_ID: &str = "https://w3id.org/statemark/1.0/statement.schema.json";

/// The schema of a string type.
pub(crate) fn word(expected: &str, pattern: &str, examples: &[&str]) -> Schema {
    json_schema!({"description": sentence(expected), "type": "string", "pattern": pattern, "examples": examples})
}

/// The schema of a closed list of codes, each with its meaning.
pub(crate) fn codes(what: &str, codes: &[(&str, &str)]) -> Schema {
    let list: Vec<String> = codes.iter().map(|(code, meaning)| format!("- `{code}`: {meaning}")).collect();
    let names: Vec<&str> = codes.iter().map(|(code, _)| *code).collect();
    json_schema!({
        "description": format!("{}:\n{}", sentence(what).trim_end_matches('.'), list.join("\n")),
        "type": "string",
        "enum": names,
        "examples": names.first()
    })
}

fn sentence(phrase: &str) -> String {
    let mut chars = phrase.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

/// The schema of a statement.
pub fn statement_schema() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Statement>().to_value();
    schema["$id"] = json!(SCHEMA_ID);
    schema["title"] = json!("Statemark statement");
    finish(&mut schema);
    schema["properties"]["$schema"] = json!({
        "title": "Schema",
        "description": "The address of this schema, for editors; dropped when the document is read.",
        "type": "string",
        "examples": [SCHEMA_ID]
    });
    schema
}

/// Gives every property a title, and takes out what the derive macro says but the format does not mean.
fn finish(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get_mut("properties") {
                for (name, property) in properties.iter_mut().filter(|(_, property)| property.is_object()) {
                    property["title"] = json!(title(name));
                }
            }
            if map.get("examples").is_some_and(Value::is_string) {
                let example = map["examples"].take();
                map["examples"] = json!([example]);
            }
            drop_null(map);
            map.values_mut().for_each(finish);
        }
        Value::Array(items) => items.iter_mut().for_each(finish),
        _ => {}
    }
}

/// An optional field is left out, never null.
fn drop_null(map: &mut serde_json::Map<String, Value>) {
    if let Some(Value::Array(branches)) = map.get("anyOf")
        && let [Value::Object(value), null] = branches.as_slice()
        && *null == json!({"type": "null"})
    {
        let value = value.clone();
        map.remove("anyOf");
        map.extend(value);
    }
}

fn title(name: &str) -> String {
    sentence(&name.trim_start_matches('$').replace('_', " ")).trim_end_matches('.').to_owned()
}

/// The JSON Schema as committed.
pub const JSON_SCHEMA: &str = include_str!("../schema/statement.schema.json");
/// The same in draft 07, as committed.
pub const JSON_SCHEMA_DRAFT_07: &str = include_str!("../schema/statement.draft-07.schema.json");
/// The table of acts as committed: tab-separated, one row an act.
pub const ACTS: &str = include_str!("../schema/acts.tsv");
/// The schema of the XML spelling as a person reads it: RELAX NG, compact syntax.
pub const RELAX_NG_COMPACT: &str = include_str!("../schema/statement.rnc");
/// The same in the XML syntax of RELAX NG.
pub const RELAX_NG: &str = include_str!("../schema/statement.rng");
/// The same as XML Schema 1.0. It imports the two below, as `xml.xsd` and `xpath-functions.xsd`.
pub const XSD: &str = include_str!("../schema/statement.xsd");
/// The attributes of XML itself, which the XML Schema imports.
pub const XSD_XML: &str = include_str!("../schema/xml.xsd");
/// The elements of `ext`, which the XML Schema imports.
pub const XSD_XPATH_FUNCTIONS: &str = include_str!("../schema/xpath-functions.xsd");

/// The sub-schema of a field that is `true` or left out.
pub(crate) fn only_true(_: &mut schemars::SchemaGenerator) -> Schema {
    json_schema!({"const": true})
}
