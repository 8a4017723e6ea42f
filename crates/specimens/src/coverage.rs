//! What generated documents cover: each field of the JSON Schema, by the classes of what stands in it.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;
use statemark::form::{DEPTH, EXT_DEPTH};

use crate::classes::{self, Class};

/// How often each class of value stood in each field. The fields come from the JSON Schema, so none is forgotten.
#[derive(Clone)]
pub struct Coverage {
    /// What each field holds: the name of a type in the schema.
    types: BTreeMap<String, String>,
    rows: BTreeMap<String, Vec<Cell>>,
}

#[derive(Clone)]
struct Cell {
    class: String,
    /// The test of the class; one without holds the string that it is called by.
    holds: Option<fn(&str) -> bool>,
    count: usize,
}

impl Coverage {
    /// A table of all fields, each class at zero.
    pub fn new() -> Self {
        let schema: Value = serde_json::from_str(statemark::schema::JSON_SCHEMA).expect("the schema is JSON");
        let definitions = schema["$defs"].as_object().expect("the schema has definitions");
        let mut coverage = Self { types: BTreeMap::new(), rows: BTreeMap::new() };
        for (object, definition) in
            definitions.iter().map(|(name, definition)| (name.as_str(), definition)).chain([("Statement", &schema)])
        {
            for (key, property) in definition["properties"].as_object().into_iter().flatten().filter(|(key, _)| *key != "$schema")
            {
                let field = format!("{object}.{key}");
                let kind = type_of(property);
                coverage.add(&field, &kind, &definitions.get(&kind).unwrap_or(&Value::Null)["enum"]);
                coverage.types.insert(field, kind);
            }
        }
        for (row, depth) in [("depth of sections", DEPTH), ("depth of clauses", DEPTH), ("depth of ext", EXT_DEPTH)] {
            coverage.row(row, (1..=depth).map(|depth| Cell { class: depth.to_string(), holds: None, count: 0 }).collect());
        }
        coverage.row("planes of Unicode", cells(classes::PLANES));
        coverage
    }

    /// Adds the rows of a field.
    fn add(&mut self, field: &str, kind: &str, codes: &Value) {
        if let Some(codes) = codes.as_array() {
            let codes = codes.iter().filter_map(Value::as_str);
            return self.row(field, codes.map(|code| Cell { class: code.to_owned(), holds: None, count: 0 }).collect());
        }
        let strings: Vec<Class> = [classes::WORDS, classes::LINES, classes::EMPTY].concat();
        match kind {
            "Line" => self.row(field, cells(classes::WORDS)),
            "Text" => {
                self.row(field, cells(classes::WORDS));
                self.row(&format!("{field}, languages"), cells(classes::TAGS));
            }
            "Identifiers" => {
                self.row(field, cells(classes::WORDS));
                self.row(&format!("{field}, schemes"), cells(classes::IDS.iter().filter(|class| class.name != "underscore")));
            }
            "Verbatim" => self.row(field, cells(classes::WORDS.iter().chain(classes::LINES))),
            "Ext" => {
                self.row(&format!("{field}, keys"), cells(&strings));
                self.row(&format!("{field}, strings"), cells(&strings));
                self.row(&format!("{field}, numbers"), cells(classes::NUMBERS));
                self.row(&format!("{field}, kinds"), cells(classes::KINDS));
            }
            "Id" | "StatementId" => self.row(field, cells(classes::IDS)),
            "Date" => self.row(field, cells(classes::DATES)),
            "Uri" => self.row(field, cells(classes::URIS)),
            "RelativePath" => self.row(field, cells(classes::PATHS)),
            "LanguageTag" => self.row(field, cells(classes::TAGS)),
            "Confidence" => self.row(field, cells(classes::CONFIDENCES)),
            "Count" => self.row(field, cells(classes::COUNTS)),
            _ => self.row(field, cells(classes::PRESENT)),
        }
    }

    fn row(&mut self, row: &str, cells: Vec<Cell>) {
        self.rows.insert(row.to_owned(), cells);
    }

    /// Counts a statement, given as its JSON.
    pub fn count(&mut self, json: &str) {
        let statement: Value = serde_json::from_str(json).expect("canonical JSON is JSON");
        self.object("Statement", &statement, 0, 0);
        self.tick("planes of Unicode", json);
    }

    /// Adds another count.
    pub fn merge(&mut self, other: &Self) {
        for (row, cells) in &other.rows {
            for (mine, cell) in self.rows.entry(row.clone()).or_default().iter_mut().zip(cells) {
                mine.count += cell.count;
            }
        }
    }

    /// The classes that no document covered, as `field: class`.
    pub fn gaps(&self) -> Vec<String> {
        let gap = |row: &str, cells: &[Cell]| -> Vec<String> {
            cells.iter().filter(|cell| cell.count == 0).map(|cell| format!("{row}: {}", cell.class)).collect()
        };
        self.rows.iter().flat_map(|(row, cells)| gap(row, cells)).collect()
    }

    fn object(&mut self, name: &str, value: &Value, sections: usize, clauses: usize) {
        let (sections, clauses) = (sections + usize::from(name == "Section"), clauses + usize::from(name == "Clause"));
        match name {
            "Section" => self.tick("depth of sections", &sections.to_string()),
            "Clause" => self.tick("depth of clauses", &clauses.to_string()),
            _ => {}
        }
        for (key, value) in value.as_object().into_iter().flatten() {
            let field = format!("{name}.{key}");
            let kind = self.types[&field].clone();
            for value in value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice) {
                match value {
                    Value::Object(entries) if kind == "Text" => self.entries(&field, "languages", entries),
                    Value::Object(entries) if kind == "Identifiers" => self.entries(&field, "schemes", entries),
                    Value::Object(_) if kind == "Ext" => self.ext(&field, value, 1),
                    Value::Object(_) => {
                        self.tick(&field, "");
                        self.object(&kind, value, sections, clauses);
                    }
                    Value::String(text) => self.tick(&field, text),
                    other => self.tick(&field, &other.to_string()),
                }
            }
        }
    }

    fn entries(&mut self, field: &str, keys: &str, entries: &serde_json::Map<String, Value>) {
        for (key, value) in entries {
            self.tick(&format!("{field}, {keys}"), key);
            self.tick(field, value.as_str().unwrap_or_default());
        }
    }

    fn ext(&mut self, field: &str, value: &Value, depth: usize) {
        match value {
            Value::String(text) => self.tick(&format!("{field}, strings"), text),
            Value::Number(number) => self.tick(&format!("{field}, numbers"), &number.to_string()),
            other => self.tick(&format!("{field}, kinds"), &other.to_string()),
        }
        if value.is_array() || value.is_object() {
            self.tick("depth of ext", &depth.to_string());
        }
        for (key, value) in value.as_object().into_iter().flatten() {
            self.tick(&format!("{field}, keys"), key);
            self.ext(field, value, depth + 1);
        }
        for value in value.as_array().into_iter().flatten() {
            self.ext(field, value, depth + 1);
        }
    }

    fn tick(&mut self, row: &str, text: &str) {
        for cell in self.rows.get_mut(row).into_iter().flatten() {
            cell.count += usize::from(cell.holds.map_or_else(|| cell.class == text, |holds| holds(text)));
        }
    }
}

impl Default for Coverage {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (row, cells) in &self.rows {
            let cells: Vec<String> = cells.iter().map(|cell| format!("{} {}", cell.class, cell.count)).collect();
            writeln!(formatter, "{row}: {}", cells.join(", "))?;
        }
        Ok(())
    }
}

fn cells<'class>(classes: impl IntoIterator<Item = &'class Class>) -> Vec<Cell> {
    classes.into_iter().map(|class| Cell { class: class.name.to_owned(), holds: Some(class.holds), count: 0 }).collect()
}

/// The name of the type that a property, or an item of it, has in the schema.
fn type_of(property: &Value) -> String {
    let reference = property["$ref"].as_str().or_else(|| property["items"]["$ref"].as_str());
    match reference.and_then(|reference| reference.rsplit('/').next()) {
        Some(name) => name.to_owned(),
        None if property["patternProperties"].is_object() => "Identifiers".to_owned(),
        None => "true".to_owned(),
    }
}
