//! The examples in their three spellings: written from JSON, the same statement whichever is read, and all fields of the format used.
#![allow(clippy::disallowed_methods, reason = "the examples are files")]

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use statemark::json;
use statemark_convert::{format::Format, markdown, xml};
use statemark_specimens::examples::examples;
use statemark_specimens::generated::assert_generated;
use statemark_specimens::shared::project;

#[test]
fn the_spellings_stand_side_by_side() {
    for example in examples() {
        let path = |extension: &str| format!("examples/{0}/{0}.statemark.{extension}", example.name);
        assert_generated(&path("json"), &json::to_string_pretty(&example.statement));
        assert_generated(&path("xml"), &xml::to_string(&example.statement));
        assert_generated(&path("md"), &markdown::to_string(&example.statement));
    }
}

#[test]
fn each_spelling_reads_as_the_same_statement() {
    for example in examples() {
        for (format, extension) in [(Format::Xml, "xml"), (Format::Markdown, "md")] {
            let bytes = fs::read(project().join(format!("examples/{0}/{0}.statemark.{extension}", example.name))).unwrap();
            let document = format.read(&bytes);
            assert_eq!(document.faults, [], "{} in {format}", example.name);
            assert_eq!(document.statement.as_ref(), Some(&example.statement), "{} in {format}", example.name);
        }
    }
}

#[test]
fn together_they_use_every_field() {
    let schema: Value = serde_json::from_str(statemark::schema::JSON_SCHEMA).unwrap();
    let mut unused = BTreeSet::new();
    collect_fields("Statement", &schema, &mut unused);
    for (name, object) in schema["$defs"].as_object().unwrap() {
        collect_fields(name, object, &mut unused);
    }
    assert!(unused.len() > 90, "{} fields", unused.len());
    for example in examples() {
        let document: Value = serde_json::from_str(&json::to_string(&example.statement)).unwrap();
        cross_out(&document, &schema, "Statement", &schema, &mut unused);
    }
    unused.remove("Statement.$schema");
    assert!(unused.is_empty(), "no example uses {unused:?}");
}

fn collect_fields(name: &str, object: &Value, fields: &mut BTreeSet<String>) {
    for field in object["properties"].as_object().into_iter().flat_map(|properties| properties.keys()) {
        fields.insert(format!("{name}.{field}"));
    }
}

/// Crosses out the fields that a value uses, following the schema's references.
fn cross_out(value: &Value, schema: &Value, name: &str, root: &Value, unused: &mut BTreeSet<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.trim_start_matches("#/$defs/");
        return cross_out(value, &root["$defs"][name], name, root, unused);
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| cross_out(item, &schema["items"], name, root, unused)),
        Value::Object(fields) => {
            for (field, value) in fields {
                if let Some(property) = schema["properties"].get(field) {
                    unused.remove(&format!("{name}.{field}"));
                    cross_out(value, property, name, root, unused);
                }
            }
        }
        _ => {}
    }
}
