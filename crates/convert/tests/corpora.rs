//! The law on outside corpora: real statements, the files of `JSONTestSuite`, the strings of the Big List of Naughty Strings.
#![allow(clippy::disallowed_methods, reason = "the corpora are files")]

mod chains;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};
use statemark::fault::FaultKind;
use statemark_specimens::{json_test_suite, shared};

fn main() -> ExitCode {
    shared::run(vec![
        ("coded_statements_obey_the_law", coded_statements_obey_the_law),
        ("json_test_suite_is_kept_or_refused", json_test_suite_is_kept_or_refused),
        ("naughty_strings_are_kept_or_refused", naughty_strings_are_kept_or_refused),
    ])
}

fn coded_statements_obey_the_law(shared: &Path) {
    let files = files(&shared.join("coded"), ".statemark.json");
    assert_eq!(files.len(), 15);
    for file in files {
        let statement =
            statemark::json::from_slice(&fs::read(&file).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        chains::check(&statement).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}

fn json_test_suite_is_kept_or_refused(shared: &Path) {
    let (right, wrong) = (json_test_suite::documents(shared, "y_"), json_test_suite::documents(shared, "n_"));
    assert_eq!((right.len(), wrong.len()), (95, 188));
    let mut refused = Vec::new();
    for (name, document) in right {
        let document = statemark::json::read(&document);
        match document.statement {
            Some(statement) => chains::check(&statement).unwrap_or_else(|error| panic!("{name}: {error}")),
            None => refused.push((name, document.faults[0].kind)),
        }
    }
    let expected: Vec<_> = json_test_suite::REFUSED.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
    assert_eq!(refused, expected);
    for (name, document) in wrong {
        let document = statemark::json::read(&document);
        assert!(document.statement.is_none() && !document.faults.is_empty(), "{name} is read, but it is no JSON");
    }
}

/// Where a naughty string is put.
const PLACES: &[&str] = &["clause", "source", "ext key", "ext value"];

/// The naughty strings that are refused: which of the list, where, why, and what it is.
const REFUSED_STRINGS: &[(usize, &[&str], FaultKind, &str)] = &[
    (0, &["clause", "source"], FaultKind::WrongValue, "empty"),
    (93, PLACES, FaultKind::Character, "control characters that XML cannot carry"),
    (94, &["clause"], FaultKind::WrongValue, "control characters that only verbatim text may hold"),
    (95, PLACES, FaultKind::Character, "white space, a form feed among it"),
    (98, PLACES, FaultKind::Character, "U+FFFE"),
    (170, &["clause"], FaultKind::WrongValue, "a space at the end"),
    (175, &["clause"], FaultKind::WrongValue, "paragraph separators at both ends"),
    (202, &["clause"], FaultKind::WrongValue, "a space at the start"),
    (434, &["clause"], FaultKind::WrongValue, "a space"),
    (506, PLACES, FaultKind::Character, "escape sequences of a terminal"),
    (507, PLACES, FaultKind::Character, "escape sequences of a terminal"),
    (508, PLACES, FaultKind::Character, "bells and back spaces"),
];

fn naughty_strings_are_kept_or_refused(shared: &Path) {
    let list = fs::read_to_string(shared.join("corpora/suites/blns/blns.json")).unwrap();
    let strings: Vec<String> = serde_json::from_str(&list).unwrap();
    assert_eq!(strings.len(), 515);
    let mut refused = Vec::new();
    for (index, string) in strings.iter().enumerate() {
        for place in PLACES {
            let document_with = match *place {
                "clause" => document(&json!({"sections": [{"clauses": [{"id": "c", "text": string}]}]})),
                "source" => document(&json!({"sources": [{"id": "s", "kind": "other", "text": string}]})),
                "ext key" => document(&json!({"ext": {string: 1}})),
                _ => document(&json!({"ext": {"value": [string]}})),
            };
            let bytes = document_with.to_string().into_bytes();
            let read = statemark::json::read(&bytes);
            match read.statement {
                Some(statement) => chains::check(&statement).unwrap_or_else(|error| panic!("{string:?} as {place}: {error}")),
                None => refused.push((index, *place, read.faults[0].kind)),
            }
        }
    }
    let expected = REFUSED_STRINGS.iter().flat_map(|(index, places, kind, _)| places.iter().map(|place| (*index, *place, *kind)));
    assert_eq!(refused, expected.collect::<Vec<_>>());
}

/// A small statement with some fields more, or others.
fn document(fields: &Value) -> Value {
    let mut document = json!({
        "statemark": "1.0", "id": "a", "type": "statement", "title": "A", "language": "en", "date": "2025",
        "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": [{"heading": "B"}],
    });
    for (key, value) in fields.as_object().unwrap() {
        document[key] = value.clone();
    }
    document
}

/// The files of a folder whose names end so, sorted.
fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.to_string_lossy().ends_with(end)).collect();
    files.sort();
    files
}
