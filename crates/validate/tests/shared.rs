//! Statements that exist: the examples, and those that were coded by hand, with their sources.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use statemark_specimens::shared;
use statemark_validate::report::text;
use statemark_validate::{Options, validate};

fn main() -> ExitCode {
    shared::run(vec![
        ("the_article_carries_all_evidence_of_the_example", the_article_carries_all_evidence_of_the_example),
        ("statements_coded_by_hand_have_no_finding", statements_coded_by_hand_have_no_finding),
        ("a_thousand_clean_statements_have_no_finding", a_thousand_clean_statements_have_no_finding),
        ("each_spoilt_statement_has_the_finding_of_its_mistake", each_spoilt_statement_has_the_finding_of_its_mistake),
    ])
}

/// The findings of a document, as a person reads them, with source files from a folder.
fn findings(document: &Path, sources: &Path) -> String {
    let bytes = fs::read(document).unwrap();
    let document_read = statemark::json::read(&bytes);
    let report =
        validate(&document_read, &Options { sources: &|file| fs::read(sources.join(file.as_str())).ok(), ..Options::default() });
    text::render(&report, &document.display().to_string(), &document_read.text)
}

fn the_article_carries_all_evidence_of_the_example(shared: &Path) {
    let path = shared::project().join("examples/china-pakistan-2025/china-pakistan-2025.statemark.json");
    assert_eq!(findings(&path, &shared.join("seed")), "");

    // The same, by a plain count of characters that shares no code with the rule.
    let statement = statemark::json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let article: Vec<char> = fs::read_to_string(shared.join("seed/article.txt")).unwrap().chars().collect();
    let quotes: Vec<_> =
        statement.sections.iter().flat_map(|section| &section.clauses).flat_map(|clause| &clause.evidence).collect();
    assert!(quotes.len() > 20, "the example quotes the article");
    for quote in quotes {
        assert_eq!(article[quote.start.index()..quote.end.index()].iter().collect::<String>(), quote.exact.as_str());
    }
}

fn statements_coded_by_hand_have_no_finding(shared: &Path) {
    let mut paths: Vec<_> = fs::read_dir(shared.join("coded")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    assert_eq!(paths.len(), 15);
    for path in paths {
        assert_eq!(findings(&path, &shared.join("seed")), "");
    }
}

/// The set that speed is measured on, a thousand of it, one statement a line. Nothing, where there is no Python.
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
fn rules(line: &str) -> Vec<&'static str> {
    validate(&statemark::json::read(line.as_bytes()), &Options::default()).findings.iter().map(|finding| finding.rule).collect()
}

fn a_thousand_clean_statements_have_no_finding(shared: &Path) {
    let Some(file) = dataset(shared, "clean.ndjson", &[]) else { return };
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(text.lines().count(), 1000);
    for line in text.lines() {
        assert_eq!(rules(line), [""; 0], "{line}");
    }
}

fn each_spoilt_statement_has_the_finding_of_its_mistake(shared: &Path) {
    // The mistakes, as the script that makes them names them.
    let expected = BTreeMap::from([
        ("unknown-field", "unknown-field"),
        ("bad-enum", "unknown-code"),
        ("missing-title", "missing-field"),
        ("bad-id", "wrong-value"),
        ("evidence-offset", "evidence-not-in-source"),
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
        assert_eq!(rules(line), spoilt.get(&number).copied().as_slice(), "line {number}");
    }
}
