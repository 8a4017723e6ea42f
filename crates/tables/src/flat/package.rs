//! The package that describes the files of the tables: a Data Package with a Table Schema each (<https://specs.frictionlessdata.io>).

use serde_json::{Map, Value, json};

use super::description::{Column, Description, Reference};
use super::{Kind, Table};

/// The name of the file that describes the others.
pub const NAME: &str = "datapackage.json";

/// What the package says of all its files.
const ABOUT: &str = "Public statements in tables. Empty cells hold nothing; lists in a cell are joined by `; `. A cell of words that would \
    begin with =, +, -, @, a tab or a line break (also in full width, also behind apostrophes) begins with one apostrophe more, so that no \
    spreadsheet runs it: take that away to have the words.";

/// The package of these tables as CSV, as the file `datapackage.json`.
///
/// A foreign key that may be empty is told in the description of its column only: Table Schema has no word for a key of several columns of
/// which one is empty.
///
/// ```
/// use statemark_tables::flat::{Table, package};
/// assert!(package::to_string(Table::ALL).contains("\"path\": \"clauses.csv\""));
/// ```
///
/// # Panics
/// Never: a map of strings is always JSON.
pub fn to_string(tables: &[Table]) -> String {
    let resources: Vec<Value> = tables.iter().map(|table| resource(table.description(), tables)).collect();
    let package = json!({
        "name": "statemark-tables",
        "title": "Public statements in tables",
        "description": ABOUT,
        "profile": "tabular-data-package",
        "resources": resources,
    });
    let mut text = serde_json::to_string_pretty(&package).expect("a map of strings is JSON");
    text.push('\n');
    text
}

fn resource(table: &Description, tables: &[Table]) -> Value {
    json!({
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "description": table.about,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true, "skipInitialSpace": false, "header": true
        },
        "schema": schema(table, tables),
    })
}

fn schema(table: &Description, tables: &[Table]) -> Value {
    let is_there =
        |reference: &&Reference| table.is_total(reference) && tables.iter().any(|other| other.name() == reference.table);
    let fields: Vec<Value> = table.columns.iter().map(field).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""], "primaryKey": table.key });
    let foreign: Vec<Value> = table.references.iter().filter(is_there).map(|reference| foreign_key(table, reference)).collect();
    if !foreign.is_empty() {
        schema["foreignKeys"] = foreign.into();
    }
    schema
}

fn foreign_key(table: &Description, reference: &Reference) -> Value {
    let key = Table::from_name(reference.table).map_or(&[][..], |other| other.description().key);
    // A table that leads to itself says so by an empty name.
    let resource = if reference.table == table.name { "" } else { reference.table };
    json!({ "fields": reference.columns, "reference": { "resource": resource, "fields": key } })
}

fn field(column: &Column) -> Value {
    let mut constraints = Map::new();
    if column.is_required {
        constraints.insert("required".to_owned(), true.into());
    }
    let codes = (column.codes)();
    if !codes.is_empty() {
        constraints.insert("enum".to_owned(), codes.into());
    }
    let mut field = json!({ "name": column.name, "type": column.kind.name(), "description": column.about });
    if column.kind == Kind::Boolean {
        field["trueValues"] = json!(["true"]);
        field["falseValues"] = json!(["false"]);
    }
    if !constraints.is_empty() {
        field["constraints"] = constraints.into();
    }
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_of_some_tables_leads_to_none_that_is_not_there() {
        let keys = |tables: &[Table]| {
            let package: Value = serde_json::from_str(&to_string(tables)).unwrap();
            let schema = &package["resources"][0]["schema"];
            schema["foreignKeys"].as_array().map_or(0, Vec::len)
        };
        assert_eq!(keys(&[Table::Clauses]), 0);
        assert_eq!(keys(&[Table::Clauses, Table::Statements]), 1);
    }
}
