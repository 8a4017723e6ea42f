//! The law through Parquet and Arrow: a statement comes back the same, byte for byte in canonical JSON.
#![cfg(feature = "columns")]

mod through;

use std::fmt::Write as _;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Int32Array, ListArray, StringArray, StructArray};
use arrow_ipc::writer::FileWriter;
use arrow_schema::{DataType, Field, FieldRef, Schema};
use serde_json::Value;
use statemark::json;
use statemark::statement::Statement;
use statemark_specimens::draw::Draw;
use statemark_specimens::{campaign, document, examples, shared};
use statemark_tables::lossless::{Batch, Container, Writer, columns, lines, schema};

use crate::through::{CONTAINERS, batch, canonical, read, written, written_on};

#[test]
fn generated_documents_obey_the_law() {
    campaign::run(|statement| through::check(&[statement]));
}

#[test]
fn many_rows_in_many_batches_come_back_in_order() {
    let statements: Vec<Statement> = (0..3000).map(document::statement).collect();
    let batches: Vec<Batch> = statements.chunks(700).map(batch).collect();
    for container in CONTAINERS {
        let bytes = written(container, &batches);
        for threads in [1, 2, 5] {
            let again = written_on(threads, container, &batches);
            assert!(bytes == again, "{container}: the same rows are the same bytes, on {threads} threads too");
        }
        assert!(read(container, &bytes).unwrap() == canonical(&statements), "{container}");
    }
}

#[test]
fn examples_obey_the_law() {
    let statements: Vec<Statement> = examples::examples().into_iter().map(|example| example.statement).collect();
    for container in CONTAINERS {
        assert_eq!(read(container, &written(container, &[batch(&statements)])).unwrap(), canonical(&statements));
    }
}

#[test]
fn a_table_may_be_empty() {
    for container in CONTAINERS {
        assert_eq!(read(container, &written(container, &[])).unwrap(), "");
    }
}

/// A file of 50 rows in a few batches, with bytes changed, taken out or put in, is read or refused, and nothing else.
#[test]
fn damaged_files_are_read_or_refused() {
    let statements: Vec<Statement> = (0..50).map(document::statement).collect();
    let batches: Vec<Batch> = statements.chunks(20).map(batch).collect();
    let mut draw = Draw::new(campaign::seed());
    for container in CONTAINERS {
        let right = written(container, &batches);
        let (mut refused, mut total) = (0, 0);
        for number in 0..campaign::cases() {
            let mut bytes = right.clone();
            // Half of the damage goes to the end, where the index lies.
            let from = if number % 2 == 0 { 0 } else { bytes.len() * 3 / 4 };
            for _ in 0..=draw.below(3) {
                let at = from + draw.below(bytes.len() - from);
                match draw.below(4) {
                    0 => bytes.truncate(at.max(1)),
                    1 => drop(bytes.remove(at)),
                    2 => bytes.insert(at, u8::try_from(draw.below(256)).unwrap()),
                    _ => bytes[at] = u8::try_from(draw.below(256)).unwrap(),
                }
                if bytes.len() <= from {
                    break;
                }
            }
            total += 1;
            refused += u64::from(read(container, &bytes).is_err());
        }
        assert!(refused > total / 10, "{container}: {refused} of {total} are refused");
    }
}

#[test]
fn a_file_of_another_layout_is_refused_in_words() {
    let told = |schema: Schema| {
        let schema = Arc::new(schema);
        let mut writer = FileWriter::try_new(Vec::new(), &schema).unwrap();
        writer.finish().unwrap();
        read(Container::Arrow, &writer.into_inner().unwrap()).unwrap_err().to_string()
    };
    let ours = schema();
    let with = |change: &dyn Fn(Vec<FieldRef>) -> Vec<FieldRef>| {
        Schema::new(change(ours.fields.iter().cloned().collect())).with_metadata(ours.metadata.clone())
    };
    let another = Schema::new(ours.fields.clone()).with_metadata([("statemark.table".to_owned(), "2".to_owned())]);
    assert_eq!(told(another), "is a table of version \"2\" by its `statemark.table`, and this version of statemark reads 1");
    let without = with(&|fields| fields.into_iter().filter(|field| field.name() != "date").collect());
    assert_eq!(told(without), "is no table of statements: it lacks the column `date`");
    let more = with(&|fields| [fields, vec![Arc::new(Field::new("score", DataType::Int8, true))]].concat());
    assert_eq!(told(more), "is no table of statements: the column `score` is unknown");
    let twice = with(&|fields| [&fields[..], &fields[1..2]].concat());
    assert_eq!(told(twice), "is no table of statements: the column `id` stands in it more than once");
    let typed = with(&|mut fields| {
        fields[1] = Arc::new(Field::new("id", DataType::Int64, false));
        fields
    });
    assert_eq!(told(typed), "is no table of statements: the column `id` is Int64, and Utf8 is expected");
    let nested = with(&|mut fields| {
        let item = Field::new("item", DataType::Int64, false);
        let at = fields.iter().position(|field| field.name() == "clauses").unwrap();
        fields[at] = Arc::new(Field::new("clauses", DataType::List(Arc::new(item)), false));
        fields
    });
    assert_eq!(told(nested), "is no table of statements: the column `clauses[]` is Int64, and a Struct is expected");
    assert_eq!(told(Schema::empty()), "is no table of statements: it lacks the column `statemark`");
    for container in CONTAINERS {
        let bytes = written(container, &[batch(&[document::statement(1)])]);
        let error = read(container, &bytes[..bytes.len() - 5]).unwrap_err();
        assert!(error.to_string().starts_with("is damaged or cut off: "), "{error}");
    }
}

/// What a row of this place in its list says of where it stands.
fn moved(column: &str, field: &str, places: Vec<Option<i32>>) -> String {
    let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
        "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": [{"heading": "Rain",
        "clauses": [{"id": "a", "text": "A", "clauses": [{"id": "b", "text": "B"}]}], "sections": [{"heading": "Snow"}]}]}"#;
    let (batch, schema) = (batch(&[json::from_str(text).unwrap()]), schema());
    let at = schema.index_of(column).unwrap();
    let (item, ends, rows, nulls) = batch.column(at).as_list::<i32>().clone().into_parts();
    let (fields, mut columns, _) = rows.as_struct().clone().into_parts();
    let of = fields.iter().position(|other| other.name() == field).unwrap();
    columns[of] = Arc::new(Int32Array::from(places));
    let list = ListArray::new(item, ends, Arc::new(StructArray::new(fields, columns, None)), nulls);
    let mut all = batch.columns().to_vec();
    all[at] = Arc::new(list);
    match lines(&Batch::try_new(schema, all).unwrap()) {
        Ok(lines) => String::from_utf8(lines).unwrap(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn a_tree_that_does_not_hang_together_is_named_with_row_and_column() {
    assert!(moved("clauses", "parent", vec![None, Some(0)]).starts_with('{'));
    assert!(moved("sections", "parent", vec![None, None]).starts_with('{'), "the other section may stand beside it");
    for (column, field, places, expected) in [
        ("clauses", "parent", vec![Some(1), Some(0)], "clauses[0]`, section 0 and parent 1 lead to no open item before it"),
        ("clauses", "parent", vec![None, Some(1)], "clauses[1]`, section 0 and parent 1 lead"),
        ("clauses", "parent", vec![None, Some(-1)], "clauses[1]`, section 0 and parent -1 lead"),
        ("sections", "parent", vec![None, Some(7)], "sections[1]`, parent 7 leads"),
        ("sections", "parent", vec![Some(1), None], "sections[0]`, parent 1 leads"),
    ] {
        let told = moved(column, field, places);
        assert!(told.starts_with(&format!("in row 1, column `{expected}")), "{told}");
    }
}

#[test]
fn ext_that_is_no_json_is_named_with_row_and_column() {
    let (right, schema) = (batch(&[document::statement(1), document::statement(2)]), schema());
    let at = schema.index_of("ext").unwrap();
    let told = |texts: [&str; 2]| {
        let mut columns = right.columns().to_vec();
        columns[at] = Arc::new(StringArray::from(texts.to_vec()));
        lines(&Batch::try_new(Arc::clone(&schema), columns).unwrap())
    };
    let error = told(["{}", "{\"a\": 1}\n{\"b\": 2}"]).unwrap_err().to_string();
    assert!(error.starts_with("in row 2, column `ext`, there is no JSON: trailing characters"), "{error}");
    let read = String::from_utf8(told(["{\n\"a\":\n1}", "{}"]).unwrap()).unwrap();
    assert_eq!(read.lines().count(), 2, "a row is a line, whatever stands in it");
}

#[test]
fn rows_before_one_that_cannot_be_put_together_are_given_first() {
    let statements = [document::statement(1), document::statement(2)];
    let (right, schema) = (batch(&statements), schema());
    let mut columns = right.columns().to_vec();
    columns[schema.index_of("ext").unwrap()] = Arc::new(StringArray::from(vec!["{}", "{"]));
    let bytes = written(Container::Arrow, &[Batch::try_new(schema, columns).unwrap()]);
    let (mut table, mut lines) = (through::opened(Container::Arrow, &bytes).unwrap(), Vec::new());
    assert!(table.next_lines(&mut lines).unwrap());
    assert!(lines.ends_with(b"}\n") && lines.split(|byte| *byte == b'\n').count() == 2);
    let error = table.next_lines(&mut lines).unwrap_err().to_string();
    assert!(error.starts_with("in row 2, column `ext`, there is no JSON"), "{error}");
}

#[test]
fn a_batch_of_other_columns_is_refused() {
    let (right, schema) = (batch(&[document::statement(1)]), schema());
    let fewer = right.project(&(1..schema.fields().len()).collect::<Vec<_>>()).unwrap();
    let error = Writer::new(Container::Parquet, 1).unwrap().push(&fewer).unwrap_err().to_string();
    assert!(error.contains("a batch has other columns than the table"), "{error}");
}

/// The number of rows stands in the footer of Parquet twice: for the file, and for each group.
#[test]
fn a_file_that_tells_of_other_rows_than_it_has_is_damaged() {
    let statements: Vec<Statement> = (0..50).map(document::statement).collect();
    let mut bytes = written(Container::Parquet, &[batch(&statements)]);
    // In Thrift's compact protocol: field 3, 50 twice over; then the list of groups.
    let places: Vec<usize> = (0..bytes.len() - 3).filter(|at| bytes[*at..].starts_with(&[0x16, 100, 0x19])).collect();
    let [at] = places[..] else { panic!("{places:?}") };
    for rows in [0, 98, 102] {
        bytes[at + 1] = rows;
        let error = read(Container::Parquet, &bytes).unwrap_err().to_string();
        assert_eq!(error, "is damaged or cut off: it tells of another number of rows than its groups have");
    }
}

#[test]
fn an_item_that_is_nothing_does_not_come_back_as_something() {
    let (right, schema) = (batch(&[document::statement(1)]), schema());
    let told = |column: &str| {
        let at = schema.index_of(column).unwrap();
        let (item, ends, rows, nulls) = right.column(at).as_list::<i32>().clone().into_parts();
        let (fields, values, _) = rows.as_struct().clone().into_parts();
        let absent = Some(vec![false; rows.len()].into());
        let field = Arc::new(item.as_ref().clone().with_nullable(true));
        let list = ListArray::new(field, ends, Arc::new(StructArray::new(fields, values, absent)), nulls);
        let mut all = right.columns().to_vec();
        all[at] = Arc::new(list);
        let fields: Vec<FieldRef> = schema
            .fields
            .iter()
            .zip(&all)
            .map(|(field, column)| Arc::new(field.as_ref().clone().with_data_type(column.data_type().clone())))
            .collect();
        lines(&Batch::try_new(Arc::new(Schema::new(fields)), all).unwrap())
    };
    let error = told("sections").unwrap_err().to_string();
    assert!(error.starts_with("in row 1, column `sections[0]`, there is nothing"), "{error}");
    let title = told("title").unwrap();
    assert!(String::from_utf8(title).unwrap().contains("\"title\":null,"), "words that are null are refused by the judge");
}

#[test]
fn a_row_that_is_wrong_in_form_is_a_line_to_be_judged() {
    let (right, schema) = (batch(&[document::statement(1)]), schema());
    let at = schema.index_of("id").unwrap();
    let mut columns = right.columns().to_vec();
    columns[at] = Arc::new(StringArray::from(vec!["not an id\n\u{1}\""]));
    let lines = lines(&Batch::try_new(schema, columns).unwrap()).unwrap();
    let document = json::read(&lines);
    assert!(document.statement.is_none());
    assert_eq!(document.faults[0].pointer.as_str(), "/id", "{:?}", document.faults);
    assert_eq!(String::from_utf8(lines.clone()).unwrap().lines().count(), 1);
}

/// `docs/columns.md` lists what the code has, with the words of the JSON Schema.
#[test]
fn the_documentation_lists_the_columns() {
    let path = shared::project().join("docs/columns.md");
    #[expect(clippy::disallowed_methods, reason = "a test compares a file")]
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("<!-- columns -->\n").expect("the page has a place for the table");
    let (_, after) = rest.split_once("<!-- end -->\n").expect("the table has an end");
    let made = format!("{before}<!-- columns -->\n{}<!-- end -->\n{after}", described());
    if std::env::var_os("STATEMARK_UPDATE").is_some() {
        #[expect(clippy::disallowed_methods, reason = "a test writes a file")]
        std::fs::write(&path, &made).unwrap();
    } else {
        assert!(
            made == text,
            "docs/columns.md is not up to date: STATEMARK_UPDATE=1 cargo test -p statemark-tables --features columns"
        );
    }
}

fn described() -> String {
    let schema = statemark::schema::statement_schema();
    let mut table = "| column | type | what |\n|---|---|---|\n".to_owned();
    for (path, kind) in columns() {
        let what = match path.as_str() {
            "sections[].parent" => {
                "The section that it stands in: its place in this list, from 0; null for one that stands in none.".to_owned()
            }
            "clauses[].section" => "The section that it stands in: its place in `sections`, from 0.".to_owned(),
            "clauses[].parent" => {
                "The clause that it is a sub-clause of: its place in this list, from 0; null for one that is none.".to_owned()
            }
            "sections[]" => "All sections, each before those inside it.".to_owned(),
            "clauses[]" => "All clauses, as the sections stand, each before its sub-clauses.".to_owned(),
            path if path.ends_with("[].language") && !path.starts_with("sources") => {
                "The language; null for the statement's own, which comes first.".to_owned()
            }
            path if path.ends_with("[].words") => "The words.".to_owned(),
            path if path.ends_with("[].scheme") => "The scheme.".to_owned(),
            path if path.ends_with("identifiers[].value") => "The identifier.".to_owned(),
            path => description(&schema, path).unwrap_or_else(|| panic!("{path} has no description")),
        };
        writeln!(table, "| `{path}` | {kind} | {what} |").unwrap();
    }
    table
}

/// What the JSON Schema says of the field that a column holds.
fn description(schema: &Value, path: &str) -> Option<String> {
    let mut object = schema;
    let mut found = None;
    for name in path.split('.').map(|name| name.trim_end_matches("[]")) {
        // Sections and clauses are lists of their own in the table.
        let inside = if name == "clauses" && object == schema { &schema["$defs"]["Section"] } else { object };
        let property = inside["properties"].get(name)?;
        found = property.get("description");
        let target =
            std::iter::successors(Some(property), |node| node.get("items").or(node.get("anyOf").and_then(|of| of.get(0))))
                .find_map(|node| node.get("$ref"))
                .and_then(Value::as_str)
                .and_then(|name| name.strip_prefix("#/$defs/"));
        object = target.map_or(&Value::Null, |name| &schema["$defs"][name]);
    }
    found.and_then(Value::as_str).map(|text| text.lines().next().unwrap_or_default().to_owned())
}
