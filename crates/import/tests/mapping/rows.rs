//! Rows that are put aside, each for what is wrong with it, and what is made of the others.

use statemark_import::mapping::{Batch, Mapping, Objection};

use super::{SMALL, batches, grouped, reasons};

#[test]
fn a_quotation_mark_that_is_not_closed_puts_its_row_aside() {
    let records = "No,Who,Day,Words,Code\n1,A,6.2.2025,x,W\n2,A,6.2.2025,\"oops,W\n3,A,6.2.2025,y,W\n";
    let told = reasons(records);
    assert!(
        told.starts_with("2:3 -: a quotation mark in this row is not closed, so that it has all 2 lines to the end"),
        "{told}"
    );
    let error = Mapping::read(SMALL).unwrap().import("No,\"Who\n1,A".as_bytes()).err().unwrap().to_string();
    assert!(error.starts_with("line 1: a quotation mark in the header is not closed"), "{error}");
}

#[test]
fn digits_of_json_stay_and_numbers_are_those_that_all_readers_keep() {
    let mapping = SMALL.replace("\"csv\"", "\"ndjson\"").replace("act = ", "ext = { n = \"{N|number}\" }, act = ");
    let row = |words: &str, n: &str| {
        format!("{{\"No\": \"{n}\", \"Who\": \"A\", \"Day\": \"6.2.2025\", \"Words\": {words}, \"N\": {n}}}\n")
    };
    let records = row("1e2", "1") + &row("100.0", "2e0") + &row("12345678901234567890123", "12345678901234567890123");
    let batches = batches(&mapping, records.as_bytes());
    let clause = |at: usize| {
        let statement = statemark::json::from_slice(batches[at].json.as_ref().unwrap()).unwrap();
        let clause = serde_json::to_value(&statement.sections[0].clauses[0]).unwrap();
        (clause["text"].to_string(), clause["ext"]["n"].as_f64().unwrap())
    };
    assert_eq!([clause(0), clause(1)], [("\"1e2\"".to_owned(), 1.0), ("\"100.0\"".to_owned(), 2.0)]);
    let reason = &batches[2].rows[0].reasons[0];
    assert!(reason.column.as_deref() == Some("N") && reason.message.ends_with("not all readers of JSON keep"), "{reason:?}");
}

#[test]
fn a_way_that_no_row_has_is_told() {
    let mapping = SMALL.replace("\"csv\"", "\"ndjson\"").replace("{Code?|act}", "{Cdoe?|act}");
    let mapping = Mapping::read(&mapping.replace("by = ", "topics = [\"{more[].topic?}\"], by = ")).unwrap();
    let records = r#"{"No": "1", "Who": "A", "Day": "6.2.2025", "Words": "x", "more": [{}, {"topic": null}]}"#;
    let mut import = mapping.import(records.as_bytes()).unwrap();
    assert!(import.by_ref().all(|batch| batch.unwrap().json.is_some()));
    let unseen: Vec<String> = import.unseen().iter().map(ToString::to_string).collect();
    assert_eq!(unseen.len(), 1);
    assert!(unseen[0].starts_with("line 13, column ") && unseen[0].contains("no row has `Cdoe`"), "{unseen:?}");
}

#[test]
fn an_absent_code_says_nothing_and_filters_go_on_behind_it() {
    let mapping = SMALL
        .replace("N = \"\"", "N = \"\"\n\"\" = \"\"\n[codes.who]\n\"\" = \"The Others\"")
        .replace("{Who|id}", "{Who|who|id}");
    let mapping = mapping.replace("name = \"{Who}\"", "name = \"{Who|who}\"").replace("{Who} on", "{Who?|who} on");
    let mapping = mapping.replace("\"\" = \"The Others\"", "\"*\" = \"A\"\n\"\" = \"The Others\"");
    let batches = batches(&mapping, b"No,Who,Day,Words,Code\n1,,6.2.2025,x,\n");
    let statement = statemark::json::from_slice(batches[0].json.as_ref().unwrap_or_else(|| panic!("{batches:?}"))).unwrap();
    assert_eq!((statement.issuers[0].as_str(), statement.sections[0].clauses[0].act), ("the-others", None));
}

#[test]
fn a_judge_puts_the_rows_aside_that_are_wrong_alone() {
    let judge = |json: &[u8]| {
        let json: serde_json::Value = serde_json::from_slice(json).unwrap();
        let clauses = json["sections"][0]["clauses"].as_array().unwrap().clone();
        let wrong = clauses.iter().enumerate().filter(|(_, clause)| clause["text"] == "bad");
        let objection = |(at, _): (usize, &serde_json::Value)| Objection {
            pointer: format!("/sections/0/clauses/{at}/text"),
            message: "these words are bad".to_owned(),
            help: "mend them".to_owned(),
        };
        wrong.map(objection).collect::<Vec<_>>()
    };
    let mapping = Mapping::read(&grouped()).unwrap();
    let records = "No,Who,Day,Words,Code\n1,A,6.2.2025,x,W\n2,A,6.2.2025,bad,W\n3,A,6.2.2025,y,W\n4,B,6.2.2025,bad,W\n5,C,6.2.2025,x,W\n6,B,6.2.2025,x,W\n";
    let batches: Vec<Batch> = mapping.import(records.as_bytes()).unwrap().judged_by(judge).map(Result::unwrap).collect();
    let told: Vec<_> = batches.iter().flat_map(|batch| &batch.rows).filter(|row| !row.reasons.is_empty()).collect();
    assert_eq!(told.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
    assert!(told.iter().all(|row| row.reasons[0].column.as_deref() == Some("Words")), "{told:?}");
    // The id of what was refused is free.
    assert_eq!(batches.iter().filter(|batch| batch.json.is_some()).count(), 3);
}

#[test]
fn names_of_columns_may_stand_in_quotation_marks() {
    let mapping = SMALL.replace("{Words|line}", "{\\\"Words [en]|?\\\"|line}").replace("{Code?|act}", "{\\\"Sure?\\\"?|act}");
    let batches = batches(&mapping, b"No,Who,Day,Words [en]|?,Sure?\n1,A,6.2.2025,x,W\n2,A,6.2.2025,x,\n");
    assert!(batches.iter().all(|batch| batch.json.is_some()), "{batches:?}");
    let mapping = Mapping::read(&SMALL.replace("{Words|line}", "{Words [en]|line}")).unwrap();
    let error = mapping.import("No,Who,Day,Words [en],Code\n".as_bytes()).err().unwrap().to_string();
    assert!(error.ends_with("did you mean `\"Words [en]\"`?"), "{error}");
}

#[test]
fn records_without_a_line_are_an_error() {
    let mapping = Mapping::read(&SMALL.replace("\"csv\"", "\"ndjson\"")).unwrap();
    let error = mapping.import(&b"\n"[..]).unwrap().last().unwrap().unwrap_err().to_string();
    assert!(error.starts_with("the records are empty"), "{error}");
}

#[test]
fn long_lists_and_groups_are_read_in_time() {
    let mapping = SMALL.replace("issuers = [\"{Who|id}\"]", "issuers = [\"{Who[;]|id}\"]");
    let mapping = mapping.replace(
        "entities = [{ id = \"{Who|id}\", kind = \"state\", name = \"{Who}\" }]",
        "entities = [{ id = \"{Who[;]|id}\", kind = \"state\", name = \"{Who[;]}\" }]",
    );
    let mapping = mapping.replace("title = \"{Who}", "title = \"{No}").replace("by = [\"{Who|id}\"]", "by = [\"{Who[;]|id}\"]");
    let who: Vec<String> = (0..20_000).map(|number| format!("A{number}")).collect();
    let begun = std::time::Instant::now();
    let batches = batches(&mapping, format!("No,Who,Day,Words,Code\n1,{},6.2.2025,x,W\n", who.join(";")).as_bytes());
    assert!(
        batches[0].json.is_some() && begun.elapsed().as_secs() < 10,
        "{:?}: {:?}",
        begun.elapsed(),
        batches[0].rows[0].reasons
    );
}
