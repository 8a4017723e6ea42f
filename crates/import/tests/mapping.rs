//! Coded records by a mapping.
#![allow(clippy::disallowed_methods, reason = "the examples are files")]

#[path = "mapping/rows.rs"]
mod rows;

use statemark_import::mapping::{Batch, GROUP_LIMIT, Mapping};

fn example(name: &str) -> String {
    let path = format!("{}/../../examples/mappings/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn batches(mapping: &str, records: &[u8]) -> Vec<Batch> {
    let mapping = Mapping::read(mapping).unwrap_or_else(|error| panic!("{error}"));
    let import = mapping.import(records).unwrap_or_else(|error| panic!("{error}"));
    let header = import.header().to_vec();
    let batches: Vec<Batch> = import.collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{error}"));
    keeps_all(&header, records, &batches);
    batches
}

/// No row is lost: they stand in their order, and each is in a statement or has a reason.
fn keeps_all(header: &[u8], records: &[u8], batches: &[Batch]) {
    let mut number = 0;
    for batch in batches {
        for row in &batch.rows {
            number += 1;
            assert_eq!(row.number, number);
            let start = usize::try_from(row.start).unwrap();
            assert_eq!(records[start..start + row.bytes.len()], row.bytes, "row {number}");
        }
        assert_eq!(batch.json.is_some(), batch.rows.iter().any(|row| row.reasons.is_empty()), "{batch:?}");
    }
    assert!(records.starts_with(header));
}

fn shown(batches: &[Batch]) -> String {
    let mut lines = Vec::new();
    for batch in batches {
        if let Some(json) = &batch.json {
            let statement = statemark::json::from_slice(json).unwrap_or_else(|error| panic!("{error}"));
            lines.push(statemark::json::to_string_pretty(&statement));
        }
        for row in &batch.rows {
            for reason in &row.reasons {
                let column = reason.column.as_deref().unwrap_or("-");
                lines.push(format!(
                    "aside: row {}, line {}, column {column}: {}; {}",
                    row.number, row.line, reason.message, reason.help
                ));
            }
        }
    }
    lines.join("\n")
}

#[test]
fn events_in_the_layout_of_icews() {
    insta::assert_snapshot!(shown(&batches(&example("icews.toml"), example("icews.tsv").as_bytes())));
}

#[test]
fn events_in_the_layout_of_plover() {
    insta::assert_snapshot!(shown(&batches(&example("plover.toml"), example("plover.txt").as_bytes())));
}

const SMALL: &str = r#"format = "csv"
[codes.act]
W = "welcome"
N = ""
[statement]
id = "{No}"
type = "statement"
title = "{Who} on {Day}"
language = "en"
date = "{Day|date DD.MM.YYYY}"
issuers = ["{Who|id}"]
entities = [{ id = "{Who|id}", kind = "state", name = "{Who}" }]
sections = [{ clauses = [{ id = "c", text = "{Words|line}", by = ["{Who|id}"], act = "{Code?|act}" }] }]
"#;

fn reasons(records: &str) -> String {
    let batches = batches(SMALL, records.as_bytes());
    let rows = batches.iter().flat_map(|batch| &batch.rows);
    let told = rows.flat_map(|row| row.reasons.iter().map(move |reason| (row, reason)));
    let line = |(row, reason): (&statemark_import::mapping::Row, &statemark_import::mapping::Reason)| {
        format!("{}:{} {}: {}; {}", row.number, row.line, reason.column.as_deref().unwrap_or("-"), reason.message, reason.help)
    };
    told.map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn rows_that_do_not_fit_say_why() {
    let records = "No,Who,Day,Words,Code\r\n\
        1,Aland,6.2.2025,\"Aland welcomed\r\nthe \"\"rain\"\".\",W\r\n\
        \r\n\
        2,Aland,6/2/2025,x,W\r\n\
        3,,6.2.2025,x,W\r\n\
        4,Aland,6.2.2025,x,Q\r\n\
        5,Aland,6.2.2025,x\r\n\
        1,Aland,6.2.2025,x,W\r\n\
        a/b,Aland,6.2.2025,x,N\r\n\
        6,-,6.2.2025,x,\r\n\
        7,Aland,6.2.2025,x,\r\n\
        8,\" Aland\",6.2.2025,x,";
    insta::assert_snapshot!(reasons(records));
    let batches = batches(SMALL, records.as_bytes());
    let first = statemark::json::from_slice(batches[0].json.as_ref().unwrap()).unwrap();
    let words = serde_json::to_value(&first.sections[0].clauses[0].text).unwrap();
    assert_eq!(words, "Aland welcomed the \"rain\".");
}

#[test]
fn bytes_that_are_no_text_put_their_row_aside() {
    let batches = batches(SMALL, b"No,Who,Day,Words,Code\n1,A,6.2.2025,\xFF,W\n2,A,6.2.2025,x,W\n");
    assert_eq!(batches[0].rows[0].reasons[0].message, "byte 13 of the row is not UTF-8");
    assert!(batches[1].json.is_some());
}

#[test]
fn a_group_is_one_statement() {
    let mapping = grouped();
    let records =
        "No,Who,Day,Words,Code\n1,A,6.2.2025,x,W\n2,A,6.2.2025,y,W\n3,A,7.2.2025,z,W\n4,B,7.2.2025,z,W\n5,A,6.2.2025,late,W\n";
    let batches = batches(&mapping, records.as_bytes());
    let clauses: Vec<usize> = batches
        .iter()
        .filter_map(|batch| batch.json.as_ref())
        .map(|json| statemark::json::from_slice(json).unwrap().sections[0].clauses.len())
        .collect();
    assert_eq!(clauses, [2, 1]);
    let told: Vec<&str> =
        batches.iter().flat_map(|batch| &batch.rows).flat_map(|row| &row.reasons).map(|reason| reason.message.as_str()).collect();
    assert_eq!(
        told,
        ["its group says both \"2025-02-06\" and \"2025-02-07\" for `date`", "a statement `a` was made of rows before"]
    );
}

#[test]
fn a_group_has_so_many_rows_and_no_more() {
    let mapping = grouped();
    let rows = (0..GROUP_LIMIT + 2).map(|number| format!("{number},A,6.2.2025,x,W\n")).collect::<Vec<_>>().concat();
    let batches = batches(&mapping, format!("No,Who,Day,Words,Code\n{rows}").as_bytes());
    assert_eq!(batches.iter().map(|batch| batch.rows.len()).collect::<Vec<_>>(), [GROUP_LIMIT, 2]);
    assert!(batches[0].json.is_some() && batches[1].rows[0].reasons[0].message == "its group has more than 2000 rows or 32 MiB");
}

#[test]
fn a_list_of_json_is_read_item_by_item() {
    let mapping = SMALL.replace("\"csv\"", "\"json\"").replace("{No}", "{no}").replace("{Words|line}", "{said[0].words}");
    let records = r#" [ {"no": 1, "Who": "A", "Day": "6.2.2025", "said": [{"words": "x"}]},
        {"no": 2, "Who": "A", "Day": "6.2.2025", "said": {"words": 5}}, 7, {"no": 3, "Who": ["A"], "Day": "6.2.2025"} ] "#;
    let batches = batches(&mapping, records.as_bytes());
    assert_eq!(batches.iter().filter(|batch| batch.json.is_some()).count(), 2);
    let told: Vec<&str> =
        batches.iter().flat_map(|batch| &batch.rows).flat_map(|row| &row.reasons).map(|reason| reason.message.as_str()).collect();
    assert_eq!(told, ["the row is no object of JSON", "it is no single value"]);
}

fn wrong(mapping: &str) -> String {
    Mapping::read(mapping).unwrap_err().to_string()
}

#[test]
fn a_wrong_mapping_is_told_before_any_work() {
    let mapping = SMALL
        .replace("\"csv\"", "\"csv\"\nseperator = \";\"")
        .replace("kind = \"state\"", "kind = \"sate\", nane = \"x\"")
        .replace("{Code?|act}", "{Code?|acts}")
        .replace("{Words|line}", "{Words")
        .replace("language = \"en\"\n", "")
        .replace("date DD.MM", "date %d.MM")
        .replace("issuers = [\"{Who|id}\"]", "issuers = \"{Who[;]}\"")
        .replace("title = \"{Who}", "title = \"{#}");
    insta::assert_snapshot!(wrong(&mapping));
    insta::assert_snapshot!("codes_twice", wrong(&SMALL.replace("N = \"\"", "W = \"hope\"")));
    insta::assert_snapshot!("no_toml", wrong("format = csv"));
    insta::assert_snapshot!("empty", wrong(""));
}

#[test]
fn a_missing_column_is_told_before_any_work() {
    let mapping = Mapping::read(SMALL).unwrap();
    let error = |records: &str| mapping.import(records.as_bytes()).err().unwrap().to_string();
    insta::assert_snapshot!(error("No,who,Day,Day,Text\n1,A,B,C,D\n"));
    assert_eq!(
        error(""),
        "the records are empty; write a row a line, in csv and tsv below a header with the names of the columns"
    );
}

#[test]
fn records_that_cannot_be_told_apart_end_the_run() {
    let mapping = Mapping::read(&SMALL.replace("\"csv\"", "\"json\"")).unwrap();
    let last = |records: &str| mapping.import(records.as_bytes()).unwrap().last().unwrap().unwrap_err().to_string();
    assert_eq!(last("[{}\n {}]"), "line 1: a `,` or `]` is missing here; write `,` before the next item, or `]` after the last");
    let mapping = Mapping::read(SMALL).unwrap();
    let mut records = b"No,Who,Day,Words,Code\n1,\"".to_vec();
    records.resize(statemark::document::SIZE_LIMIT + 64, b'x');
    let error = mapping.import(records.as_slice()).unwrap().last().unwrap().unwrap_err().to_string();
    assert!(error.starts_with("line 2: the row that begins here is longer than 32 MiB"), "{error}");
}

#[test]
fn the_mapping_of_the_documentation_is_right() {
    let path = format!("{}/../../docs/mapping.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let mapping = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let batches = batches(mapping, b"No,Who,Day,Words,Code\n1,Aland,6.2.2025,Aland welcomed the rain.,WEL\n");
    assert!(batches[0].json.is_some(), "{batches:?}");
}

/// The mapping, where all rows of one `Who` make a statement.
fn grouped() -> String {
    SMALL
        .replace("format = \"csv\"\n", "format = \"csv\"\ngroup = \"{Who}\"\n")
        .replace("{No}", "{Who|id}")
        .replace("\"c\"", "\"c{No}\"")
        .replace("[{ clauses", "[{ id = \"s\", clauses")
}
