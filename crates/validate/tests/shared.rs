//! Statements that exist: the examples, and those that were coded by hand, with their sources.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use statemark_specimens::shared;
use statemark_validate::report::text;
use statemark_validate::{Options, validate};

fn main() -> ExitCode {
    shared::run(vec![
        ("the_article_carries_all_evidence_of_the_example", the_article_carries_all_evidence_of_the_example),
        ("statements_coded_by_hand_have_no_finding", statements_coded_by_hand_have_no_finding),
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
