//! The set that speed is measured on, a thousand statements of it: nothing is said about those that are right, and of each spoilt one its mistake.
#![allow(clippy::disallowed_methods, reason = "tests read what a script writes")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use statemark_specimens::shared;
use statemark_validate::{Options, rules, validate};

fn main() -> ExitCode {
    shared::run(vec![
        ("statements_that_are_right_have_no_finding", statements_that_are_right_have_no_finding),
        ("each_spoilt_statement_has_the_finding_of_its_mistake", each_spoilt_statement_has_the_finding_of_its_mistake),
    ])
}

/// The file with the set, one statement a line. Nothing, where there is no Python.
fn dataset(shared: &Path, name: &str, more: &[&str]) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut command = Command::new("python3");
    command.arg(shared.join("research/make_dataset.py")).args(["--count", "1000", "--out"]).arg(&file).args(more);
    shared::has("python3").then(|| {
        assert!(command.status().unwrap().success());
        file
    })
}

/// The rules that have something to say about a statement, information included.
fn said_of(line: &str) -> Vec<&'static str> {
    validate(&statemark::json::read(line.as_bytes()), &Options::default()).findings.iter().map(|finding| finding.rule).collect()
}

fn statements_that_are_right_have_no_finding(shared: &Path) {
    let Some(file) = dataset(shared, "clean.ndjson", &[]) else { return };
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(text.lines().count(), 1000);
    for line in text.lines() {
        assert_eq!(said_of(line), [""; 0], "{line}");
    }
}

fn each_spoilt_statement_has_the_finding_of_its_mistake(shared: &Path) {
    let misplaced = rules::find("evidence-misplaced").map_or("evidence-not-in-source", |rule| rule.name);
    // The mistakes, as the script that makes them names them.
    let expected = BTreeMap::from([
        ("unknown-field", "unknown-field"),
        ("bad-enum", "unknown-code"),
        ("missing-title", "missing-field"),
        ("bad-id", "wrong-value"),
        ("evidence-offset", misplaced),
        ("unknown-reference", "unknown-reference"),
        ("duplicate-id", "duplicate-id"),
        ("bad-checksum", "checksum-differs"),
    ]);
    let Some(file) = dataset(shared, "spoilt.ndjson", &["--invalid-every", "10"]) else { return };
    let list = fs::read_to_string(file.with_file_name("spoilt.ndjson.invalid.tsv")).unwrap();
    let spoilt: BTreeMap<usize, &str> = list
        .lines()
        .map(|row| {
            let columns: Vec<&str> = row.split('\t').collect();
            (columns[0].parse().unwrap(), expected[columns[2]])
        })
        .collect();
    assert_eq!(spoilt.len(), 100);
    for (number, line) in (1..).zip(fs::read_to_string(file).unwrap().lines()) {
        assert_eq!(said_of(line), spoilt.get(&number).copied().as_slice(), "line {number}");
    }
}
