//! What is made of the keys: the JSON Schema of a configuration, and the table of its page.
#![allow(clippy::disallowed_methods, reason = "the page is a file beside the code")]

use std::borrow::Cow;
use std::fmt::Write;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};
use statemark_specimens::generated::assert_generated;
use statemark_specimens::shared::project;

use super::keys::Keys;
use super::read::{ByField, Named, Placed};

impl<T: JsonSchema> JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T>()
    }
}

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Named{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "object", "additionalProperties": generator.subschema_for::<T>()})
    }
}

impl<T: JsonSchema> JsonSchema for ByField<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("ByField{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (value, table) = (generator.subschema_for::<T>(), generator.subschema_for::<Self>());
        json_schema!({"type": "object", "additionalProperties": {"anyOf": [value, table]}})
    }
}

fn schema() -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Keys>().to_value();
    schema["$id"] = json!("https://w3id.org/statemark/1.0/config.schema.json");
    schema["title"] = json!("Configuration of statemark: statemark.toml");
    tidy(&mut schema);
    schema
}

/// TOML has no null, and no string of a configuration is empty.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [kind] = types.as_slice() {
                    map["type"] = kind.clone();
                }
            }
            if let Some(Value::Array(branches)) = map.get_mut("anyOf") {
                branches.retain(|branch| *branch != json!({"type": "null"}));
                if let [branch] = branches.as_slice() {
                    let branch = branch.clone();
                    map.remove("anyOf");
                    // In draft 7 nothing counts beside a reference.
                    map.insert("allOf".to_owned(), json!([branch]));
                }
            }
            if map.get("type").is_some_and(|kind| kind == "string") && !map.contains_key("enum") {
                map.insert("minLength".to_owned(), json!(1));
            }
            map.remove("format");
            map.values_mut().for_each(tidy);
        }
        Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

#[test]
fn the_schema_is_made_of_the_keys() {
    assert_generated("schema/config.schema.json", &(serde_json::to_string_pretty(&schema()).unwrap() + "\n"));
}

#[test]
fn the_table_of_the_page_is_made_of_the_keys() {
    let schema = schema();
    let mut table = String::from("| key | what it says | such as |\n|---|---|---|\n");
    let tables = [
        ("", &schema),
        ("profiles.NAME.", &schema["definitions"]["ProfileKeys"]),
        ("suppress.", &schema["definitions"]["SuppressKeys"]),
    ];
    for (prefix, keys) in tables {
        for (key, about) in keys["properties"].as_object().unwrap() {
            let words = about["description"].as_str().unwrap().replace('|', "\\|");
            let example = about["examples"].get(0).map(|example| format!("`{example}`")).unwrap_or_default();
            writeln!(table, "| `{prefix}{key}` | {words} | {example} |").unwrap();
        }
    }
    let (begin, end) = ("<!-- keys: made by a test -->\n\n", "\n<!-- end of keys -->");
    let page = std::fs::read_to_string(project().join("docs/configuration.md")).unwrap();
    let (before, rest) = page.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    assert_generated("docs/configuration.md", &format!("{before}{begin}{table}{end}{after}"));
}
