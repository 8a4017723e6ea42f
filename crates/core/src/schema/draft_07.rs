//! The twin of the JSON Schema in draft 07, which every editor knows: the same rules in its words.

use serde_json::{Map, Value, json};

use super::{SCHEMA_ID, statement_schema};

/// The identifier of the twin.
const ID: &str = "https://w3id.org/statemark/1.0/statement.draft-07.schema.json";

/// The schema of a statement in draft 07: it accepts the documents that [`statement_schema`] accepts.
///
/// ```
/// let schema = statemark::schema::statement_schema_draft_07();
/// assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
/// assert_eq!(schema["definitions"]["Entity"]["properties"]["id"]["allOf"][0]["$ref"], "#/definitions/Id");
/// ```
pub fn statement_schema_draft_07() -> Value {
    let mut schema = rewritten(statement_schema());
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["$id"] = json!(ID);
    // An editor is pointed to the one or to the other.
    schema["properties"]["$schema"]["examples"] = json!([SCHEMA_ID, ID]);
    schema
}

/// A schema in the words of draft 07.
fn rewritten(schema: Value) -> Value {
    let Value::Object(old) = schema else { return schema };
    let mut new: Map<String, Value> = old.into_iter().map(|(keyword, value)| keyword_and_value(keyword, value)).collect();
    // Draft 07 sees nothing that stands beside a reference.
    if new.len() > 1
        && let Some(reference) = new.remove("$ref")
    {
        new.insert("allOf".to_owned(), json!([{"$ref": reference}]));
    }
    Value::Object(new)
}

fn keyword_and_value(keyword: String, value: Value) -> (String, Value) {
    let value = match (keyword.as_str(), value) {
        ("$defs" | "properties" | "patternProperties", Value::Object(schemas)) => {
            schemas.into_iter().map(|(name, schema)| (name, rewritten(schema))).collect()
        }
        ("anyOf" | "allOf" | "oneOf", Value::Array(schemas)) => schemas.into_iter().map(rewritten).collect(),
        ("additionalProperties" | "propertyNames" | "items" | "not", schema) => rewritten(schema),
        ("$ref", Value::String(target)) => Value::String(target.replacen("#/$defs/", "#/definitions/", 1)),
        (_, value) => value,
    };
    (if keyword == "$defs" { "definitions".to_owned() } else { keyword }, value)
}
