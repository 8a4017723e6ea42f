//! Real coded records: every row is in a statement or put aside with a reason, and each statement has no error.
#![allow(clippy::disallowed_methods, reason = "the corpora are files")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use statemark::act::Act;
use statemark_import::mapping::Mapping;
use statemark_specimens::shared;
use statemark_validate::finding::Severity;
use statemark_validate::{Options, validate};

fn main() -> ExitCode {
    shared::run(vec![
        ("events_of_icews_are_statements_or_put_aside", events_of_icews_are_statements_or_put_aside),
        ("an_event_of_plover_is_put_aside_where_it_is_no_json", an_event_of_plover_is_put_aside_where_it_is_no_json),
        ("codes_of_acts_agree_with_the_table_of_cameo_and_plover", codes_of_acts_agree_with_the_table_of_cameo_and_plover),
    ])
}

fn mapping(name: &str) -> (String, Mapping) {
    let text = fs::read_to_string(shared::project().join("examples/mappings").join(name)).unwrap();
    let mapping = Mapping::read(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    (text, mapping)
}

/// How many rows there are, how many of them are in statements, how many statements, and why the others are not.
fn import(mapping: &Mapping, records: &[u8]) -> (usize, usize, usize, BTreeMap<String, usize>) {
    let (mut rows, mut used, mut statements, mut reasons) = (0, 0, 0, BTreeMap::new());
    for batch in mapping.import(records).unwrap() {
        let batch = batch.unwrap();
        rows += batch.rows.len();
        used += batch.rows.iter().filter(|row| row.reasons.is_empty()).count();
        for reason in batch.rows.iter().filter_map(|row| row.reasons.first()) {
            let kind = reason.column.clone().unwrap_or_else(|| reason.message.chars().take(40).collect());
            *reasons.entry(kind).or_default() += 1;
        }
        if let Some(json) = &batch.json {
            statements += 1;
            let document = statemark::json::read(json);
            let found = validate(&document, &Options::default()).findings;
            let errors: Vec<_> = found.iter().filter(|finding| finding.severity == Severity::Error).collect();
            assert!(document.statement.is_some() && errors.is_empty(), "{errors:?}");
        }
    }
    (rows, used, statements, reasons)
}

fn events_of_icews_are_statements_or_put_aside(shared: &Path) {
    let records = fs::read(shared.join("corpora/coded/icews/events.2018.sample.tab")).unwrap();
    let (rows, used, statements, reasons) = import(&mapping("icews.toml").1, &records);
    println!("{rows} rows = {used} in {statements} statements + {} put aside: {reasons:?}", rows - used);
    assert_eq!(rows, records.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).count() - 1);
    assert_eq!(rows - used, reasons.values().sum::<usize>());
    assert_eq!((rows, used, statements), (3705, 2937, 1445));
}

/// The one record that its manual prints has a date without quotation marks.
fn an_event_of_plover_is_put_aside_where_it_is_no_json(shared: &Path) {
    let manual = fs::read_to_string(shared.join("corpora/coded/plover/PLOVER_MANUAL.tex")).unwrap();
    let start = manual.find("{\n\t\"id\"").unwrap();
    let record = manual[start..start + manual[start..].find("\\end{verbatim}").unwrap()].replace('\n', " ");
    let (_, mapping) = mapping("plover.toml");
    let (rows, used, _, _) = import(&mapping, record.as_bytes());
    assert_eq!((rows, used), (1, 0));
    let mended = record.replace("2016-07-24,", "\"2016-07-24\",").replace("{\"code\":\"", "{\"entity_text\":\"");
    assert_eq!(import(&mapping, mended.as_bytes()), (1, 1, 1, BTreeMap::new()));
}

/// Each act of words in the mapping is of the category that the table gives for its code, where acts have one.
fn codes_of_acts_agree_with_the_table_of_cameo_and_plover(shared: &Path) {
    let table = fs::read_to_string(shared.join("corpora/coded/plover/CAMEO2PLOVER-2021.txt")).unwrap();
    let categories: BTreeMap<&str, &str> = table
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(code, rest)| (code.trim(), rest.split([',', '#']).next().unwrap_or_default().trim()))
        .collect();
    let (text, _) = mapping("icews.toml");
    let mut others = BTreeMap::new();
    for line in text.lines().skip_while(|line| *line != "[codes.act]").take_while(|line| *line != "[codes.kind]") {
        let Some((code, act)) = line.split_once(" = ") else { continue };
        let (code, act) = (code.trim_matches('"'), Act::from_code(act.trim_matches('"')).unwrap_or_else(|| panic!("{line}")));
        if let (Some(theirs), Some(ours)) = (categories.get(code), act.plover())
            && *theirs != ours
        {
            others.insert(code.to_owned(), format!("{ours}, not {theirs}"));
        }
    }
    // An apology is regret, and no accusation.
    assert_eq!(others, BTreeMap::from([("055".to_owned(), "ACCUSE, not SUPPORT".to_owned())]));
}
