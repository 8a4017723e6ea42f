//! Statements that exist: the examples, and those that were coded by hand, with their sources.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use statemark_specimens::shared;
use statemark_validate::dataset::{Dataset, Facts, Origin};
use statemark_validate::levels::Levels;
use statemark_validate::report::text;
use statemark_validate::{Options, validate};

fn main() -> ExitCode {
    shared::run(vec![
        ("the_article_carries_all_evidence_of_the_example", the_article_carries_all_evidence_of_the_example),
        ("statements_coded_by_hand_have_no_finding", statements_coded_by_hand_have_no_finding),
        ("statements_coded_by_hand_are_a_set", statements_coded_by_hand_are_a_set),
        (
            "a_thousand_made_statements_have_no_finding_beside_each_other",
            a_thousand_made_statements_have_no_finding_beside_each_other,
        ),
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

/// What the rules over sets find in these documents: the rule, the number of the document, the pointer.
fn beside_each_other<'a>(documents: impl Iterator<Item = &'a [u8]>) -> Vec<(&'static str, u32, String)> {
    let mut dataset = Dataset::default();
    for (file, bytes) in (0..).zip(documents) {
        let statement = statemark::json::from_slice(bytes).unwrap();
        dataset.add(Facts::of(&statement), Origin { file, record: 1, offset: 0, line: 1 });
    }
    let findings = dataset.findings(&Levels::new());
    findings.into_iter().map(|found| (found.rule, found.origin.file, found.pointer.as_str().to_owned())).collect()
}

fn statements_coded_by_hand_are_a_set(shared: &Path) {
    let mut paths: Vec<_> = fs::read_dir(shared.join("coded")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    paths.sort();
    for name in ["china-pakistan-2025", "declaration", "resolution"] {
        paths.push(shared::project().join(format!("examples/{name}/{name}.statemark.json")));
    }
    let documents: Vec<Vec<u8>> = paths.iter().map(|path| fs::read(path).unwrap()).collect();
    let mut found = beside_each_other(documents.iter().map(Vec::as_slice));
    // Nine relations lead to resolutions and statements that nobody has coded; the article was coded twice, here and as an example.
    found.retain(|(rule, ..)| *rule != "unknown-statement");
    assert_eq!(found, [("duplicate-statement-id", 15, "/id".to_owned())]);
}

fn a_thousand_made_statements_have_no_finding_beside_each_other(shared: &Path) {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("set.ndjson");
    let mut python = Command::new("python3");
    python.arg(shared.join("research/make_dataset.py")).args(["--count", "1000", "--out"]).arg(&file);
    assert!(python.status().unwrap().success());
    let text = fs::read(&file).unwrap();
    let lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 1000);
    assert_eq!(beside_each_other(lines.into_iter()), []);
}
