//! The pages that people read agree with the code: examples, tables of fields, codes and faults, limits, regular expressions.
#![allow(clippy::disallowed_methods, reason = "a test reads the project's own pages")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;
use statemark::digest::{Digest, SetDigest};
use statemark::fault::FaultKind;
use statemark::id::StatementId;
use statemark::node::Node;
use statemark::{date, document, form, id, json, language, number, schema, text, web};
use statemark_convert::file_name::stem;
use statemark_convert::format::Format;
use statemark_convert::yaml;
use statemark_specimens::shared::project;

/// What stands between one heading of a page and the next.
#[derive(Default)]
struct Part {
    heading: String,
    /// Fenced code: info string and content.
    fences: Vec<(String, String)>,
    /// The rows of its tables, heads among them.
    rows: Vec<Vec<String>>,
    /// The rest of its words, code spans in back ticks.
    words: String,
}

fn parts(path: &str) -> Vec<Part> {
    let page = fs::read_to_string(project().join(path)).unwrap();
    let mut parts = vec![Part::default()];
    let (mut in_heading, mut in_fence, mut in_cell) = (false, false, false);
    for event in Parser::new_ext(&page, Options::ENABLE_TABLES) {
        let part = parts.last_mut().unwrap();
        let words = match event {
            Event::Start(Tag::Heading { .. }) => {
                parts.push(Part::default());
                in_heading = true;
                continue;
            }
            Event::End(TagEnd::Heading(_)) => {
                in_heading = false;
                continue;
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                part.fences.push((info.to_string(), String::new()));
                in_fence = true;
                continue;
            }
            Event::End(TagEnd::CodeBlock) => {
                in_fence = false;
                continue;
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                part.rows.push(Vec::new());
                continue;
            }
            Event::Start(Tag::TableCell) => {
                part.rows.last_mut().unwrap().push(String::new());
                in_cell = true;
                continue;
            }
            Event::End(TagEnd::TableCell) => {
                in_cell = false;
                continue;
            }
            Event::Text(text) => text.to_string(),
            Event::Code(code) => format!("`{code}`"),
            Event::SoftBreak => " ".to_owned(),
            _ => continue,
        };
        if in_heading {
            part.heading.push_str(&words);
        } else if in_fence {
            part.fences.last_mut().unwrap().1.push_str(&words);
        } else if in_cell {
            part.rows.last_mut().unwrap().last_mut().unwrap().push_str(&words);
        } else {
            part.words.push_str(&words);
        }
    }
    parts
}

/// The part of `docs/format.md` with this heading.
fn part(heading: &str) -> Part {
    parts("docs/format.md").into_iter().find(|part| part.heading == heading).unwrap_or_else(|| panic!("no heading {heading:?}"))
}

fn schema() -> Value {
    serde_json::from_str(schema::JSON_SCHEMA).unwrap()
}

/// The objects of the format, by name, each with its part of the JSON Schema.
fn objects() -> Vec<(String, Value)> {
    let schema = schema();
    let definitions = schema["$defs"].as_object().unwrap().clone();
    let inner = definitions.into_iter().filter(|(_, definition)| definition.get("properties").is_some());
    std::iter::once(("Statement".to_owned(), schema)).chain(inner).collect()
}

/// The fields of an object as its table has them: name, type, required.
fn fields(object: &str) -> Vec<(String, String, bool)> {
    let table = part(object).rows.into_iter().skip(1);
    table.map(|row| (row[0].trim_matches('`').to_owned(), row[1].clone(), row[2] == "required")).collect()
}

/// A property of the JSON Schema, as the tables name its type.
fn type_of(property: &Value) -> String {
    let name = |value: &Value| value["$ref"].as_str().map(|name| name.trim_start_matches("#/$defs/").to_owned());
    if property["type"] == "array" {
        return format!("{}[]", name(&property["items"]).unwrap());
    }
    if let Some(patterns) = property["patternProperties"].as_object() {
        let (key, value) = patterns.iter().next().unwrap();
        assert_eq!(key, id::Scheme::PATTERN);
        return format!("{{Scheme: {}}}", name(value).unwrap());
    }
    if let Some(choices) = property["anyOf"].as_array() {
        return name(&choices[0]).unwrap();
    }
    if property["const"] == true { "True".to_owned() } else { name(property).unwrap() }
}

/// The documents that a page shows: every fence in the language of a spelling is a whole one.
fn documents(path: &str) -> Vec<(Format, String)> {
    let fences = parts(path).into_iter().flat_map(|part| part.fences);
    let spelling = |info: &str| Format::ALL.into_iter().find(|format| format.to_string().to_lowercase() == info);
    fences.filter_map(|(info, content)| Some((spelling(&info)?, content))).collect()
}

#[test]
fn the_documents_that_the_pages_show_are_read() {
    for page in ["docs/format.md", "README.md"] {
        let documents = documents(page);
        assert!(!documents.is_empty(), "{page} shows no document");
        for (format, text) in documents {
            let faults = format.read(text.as_bytes()).faults;
            assert!(faults.is_empty(), "{page}, {format}: {faults:#?}");
        }
    }
}

#[test]
fn the_three_spellings_of_the_example_are_the_same_statement() {
    let example = documents("docs/format.md");
    assert_eq!(example.iter().map(|(format, _)| *format).collect::<Vec<_>>(), [Format::Json, Format::Xml, Format::Markdown]);
    let canonical: BTreeSet<String> = example
        .iter()
        .map(|(format, text)| json::to_string_pretty(&format.read(text.as_bytes()).into_statement().unwrap()))
        .collect();
    assert_eq!(canonical.len(), 1, "{canonical:#?}");
    let shown = &part("7.2 Canonical JSON").fences[0].1;
    assert!(canonical.first().unwrap().starts_with(shown.as_str()), "the canonical JSON that is shown is another");
    let statement = json::from_str(canonical.first().unwrap()).unwrap();
    let shown = &part("7.3 YAML").fences[0].1;
    assert!(yaml::to_string(&statement).starts_with(shown.as_str()), "the YAML that is shown is another");
}

#[test]
fn the_digests_and_names_that_are_shown_are_right() {
    let statement = json::from_str(&documents("docs/format.md")[0].1).unwrap();
    let digest = Digest::of(&statement);
    let shown = [digest, SetDigest::from_iter([digest]).finish()].map(|digest| format!("`{digest}`"));
    let names = ["S-RES-242-1967", "con.1"].map(|id| format!("`{}`", stem(&StatementId::new(id).unwrap())));
    let page = fs::read_to_string(project().join("docs/format.md")).unwrap();
    for word in shown.iter().chain(&names) {
        assert!(page.contains(word), "{word}");
    }
}

#[test]
fn tables_have_every_field_with_its_type() {
    for (object, definition) in objects() {
        let table: BTreeSet<_> = fields(&object).into_iter().collect();
        let required = |field: &str| definition["required"].as_array().is_some_and(|list| list.iter().any(|name| name == field));
        let properties = definition["properties"].as_object().unwrap().iter().filter(|(field, _)| *field != "$schema");
        let expected: BTreeSet<_> =
            properties.map(|(field, property)| (field.clone(), type_of(property), required(field))).collect();
        assert_eq!(table, expected, "{object}");
    }
}

#[test]
fn tables_are_in_canonical_order() {
    let tables: BTreeMap<String, Vec<(String, String, bool)>> =
        objects().into_iter().map(|(object, _)| (object.clone(), fields(&object))).collect();
    let mut seen = BTreeSet::new();
    for name in ["china-pakistan-2025", "resolution", "declaration"] {
        let bytes = fs::read(project().join(format!("examples/{name}/{name}.statemark.json"))).unwrap();
        let canonical = json::to_vec(&json::from_slice(&bytes).unwrap());
        in_order(json::read(&canonical).node().unwrap(), "Statement", &tables, &mut seen);
    }
    let all: BTreeSet<_> =
        tables.iter().flat_map(|(object, fields)| fields.iter().map(move |field| (object.clone(), field.0.clone()))).collect();
    assert_eq!(seen, all, "no example has the field, so that nothing shows its place");
}

/// Demands that the fields of an object, and of all in it, stand in the order of their table; notes those that it meets.
fn in_order(
    node: &Node<'_>,
    object: &str,
    tables: &BTreeMap<String, Vec<(String, String, bool)>>,
    seen: &mut BTreeSet<(String, String)>,
) {
    let Some(table) = tables.get(object) else { return };
    let mut rows = table.iter();
    for entry in node.entries().unwrap() {
        let (field, kind, _) =
            rows.find(|row| row.0 == entry.key).unwrap_or_else(|| panic!("`{}` of {object} is out of order", entry.key));
        seen.insert((object.to_owned(), field.clone()));
        for item in entry.node.items().unwrap_or(std::slice::from_ref(&entry.node)) {
            in_order(item, kind.trim_end_matches("[]"), tables, seen);
        }
    }
}

#[test]
fn code_lists_are_whole() {
    let schema = schema();
    let lists = schema["$defs"].as_object().unwrap().iter().filter(|(name, list)| list.get("enum").is_some() && *name != "Act");
    let expected: BTreeSet<(String, Vec<String>)> =
        lists.map(|(name, list)| (name.clone(), serde_json::from_value(list["enum"].clone()).unwrap())).collect();
    let rows = part("3.2 Code lists").rows;
    let shown = rows.iter().skip(1).filter(|row| row[0] != "Act").map(|row| {
        let codes = row[1].split('`').skip(1).step_by(2).map(str::to_owned).collect();
        (row[0].clone(), codes)
    });
    assert_eq!(shown.collect::<BTreeSet<_>>(), expected);
}

#[test]
fn every_kind_of_fault_is_named() {
    let rows = part("6. Reading: form and faults").rows;
    let shown: Vec<&str> = rows.iter().skip(1).map(|row| row[0].trim_matches('`')).collect();
    assert_eq!(shown, FaultKind::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>());
}

#[test]
fn regular_expressions_are_those_of_the_code() {
    let expected = [
        ("Line", text::Line::PATTERN),
        ("Verbatim", text::Verbatim::PATTERN),
        ("Id", id::Id::PATTERN),
        ("StatementId", id::StatementId::PATTERN),
        ("Scheme", id::Scheme::PATTERN),
        ("LanguageTag", language::LanguageTag::PATTERN),
        ("CountryCode", language::CountryCode::PATTERN),
        ("Date", date::Date::PATTERN),
        ("Uri", web::Uri::PATTERN),
        ("RelativePath", web::RelativePath::PATTERN),
        ("Sha256", web::Sha256::PATTERN),
    ];
    let schema = schema();
    let ext = schema["$defs"]["ExtValue"]["pattern"].as_str().unwrap();
    let expected: Vec<_> =
        expected.into_iter().chain([("ExtString", ext)]).map(|(name, one)| (name.to_owned(), format!("{one}\n"))).collect();
    let parts = parts("docs/format.md");
    let appendix = parts.iter().skip_while(|part| !part.heading.starts_with("Appendix")).skip(1);
    let shown: Vec<_> = appendix.map(|part| (part.heading.clone(), part.fences[0].1.clone())).collect();
    assert_eq!(shown, expected);
    let mut in_schema = BTreeSet::new();
    patterns(&schema, &mut in_schema);
    let shown: BTreeSet<String> = shown.into_iter().map(|(_, one)| one.trim_end().to_owned()).collect();
    assert_eq!(shown, in_schema, "the JSON Schema has other expressions");
}

/// All regular expressions of a schema.
fn patterns(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            found.extend(map.get("pattern").and_then(Value::as_str).map(str::to_owned));
            found.extend(map.get("patternProperties").and_then(Value::as_object).into_iter().flat_map(|map| map.keys().cloned()));
            map.values().for_each(|value| patterns(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| patterns(item, found)),
        _ => {}
    }
}

#[test]
fn limits_are_those_of_the_code() {
    let rows = part("13. Limits").rows;
    let shown: Vec<String> = rows.iter().skip(1).map(|row| row[1].chars().filter(char::is_ascii_digit).collect()).collect();
    let limits = [
        document::SIZE_LIMIT as u64,
        document::VALUE_LIMIT as u64,
        form::DEPTH as u64,
        form::DEPTH as u64,
        form::EXT_DEPTH as u64,
        128,
        64,
        document::VALUE_LIMIT as u64,
        document::SIZE_LIMIT as u64,
        document::VALUE_LIMIT as u64,
        1_000,
        256,
        11,
        128,
        number::LARGEST_COUNT,
    ];
    assert_eq!(shown, limits.map(|limit| limit.to_string()));
}

#[test]
fn the_mapping_to_xml_names_every_element_and_attribute() {
    let rnc = fs::read_to_string(project().join("schema/statement.rnc")).unwrap();
    let words: Vec<&str> =
        rnc.lines().filter(|line| !line.trim_start().starts_with('#')).flat_map(str::split_whitespace).collect();
    let names =
        words.windows(2).filter(|pair| matches!(pair[0].trim_start_matches('('), "element" | "attribute")).map(|pair| pair[1]);
    let parts = parts("docs/format.md");
    let section =
        parts.iter().skip_while(|part| !part.heading.starts_with("8.")).take_while(|part| !part.heading.starts_with("9."));
    let text: String =
        section.flat_map(|part| std::iter::once(part.words.clone()).chain(part.rows.iter().flatten().cloned())).collect();
    for name in names {
        assert!(text.contains(&format!("`{}`", name.replace("fn:", ""))), "section 8 does not name `{name}`");
    }
}
