//! Every set of `tests/invalid/dataset`, with what is found in it. One snapshot a set, in `tests/invalid/findings/dataset`.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use statemark::document::Document;
use statemark_validate::dataset::{Dataset, Facts, Finding, Origin};
use statemark_validate::levels::Levels;
use statemark_validate::{Options, rules, validate};

/// The folder of the sets.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/invalid/dataset")
}

/// The names of the files of a folder, without the extension, sorted.
fn names(folder: &Path) -> BTreeSet<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
}

/// A finding as a person would see it, after a second look at its records.
fn shown(finding: &Finding, documents: &[Document<'_>]) -> String {
    let place = |record: u32, pointer: &str, start: usize, end: usize| {
        let words = &documents[record as usize - 1].text[start..end];
        let words: String = words.chars().take(60).collect();
        format!("record {record} at {pointer}: {words}")
    };
    let node = |record: u32| documents[record as usize - 1].node().unwrap();
    let placed = finding.placed(node(finding.origin.record));
    let mut text = format!("{}[{}]: {}\n", placed.severity, placed.rule, placed.message);
    writeln!(text, " --> {}", place(finding.origin.record, placed.pointer.as_str(), placed.span.start, placed.span.end)).unwrap();
    for related in &finding.related {
        let placed = related.placed(node(related.origin.record));
        let there = place(related.origin.record, placed.pointer.as_str(), placed.span.start, placed.span.end);
        writeln!(text, " ::: {there} ({})", placed.message).unwrap();
    }
    writeln!(text, " = help: {}", placed.help.unwrap()).unwrap();
    text
}

#[test]
fn every_set_has_the_findings_that_were_read() {
    let mut seen = BTreeSet::new();
    for name in names(&folder()) {
        let text = fs::read_to_string(folder().join(format!("{name}.ndjson"))).unwrap();
        let documents: Vec<Document<'_>> = text.lines().map(|line| statemark::json::read(line.as_bytes())).collect();
        let (mut dataset, mut offset) = (Dataset::default(), 0);
        for (record, (document, line)) in (1..).zip(documents.iter().zip(text.lines())) {
            assert!(validate(document, &Options::default()).is_valid(), "{name}: each statement alone is right");
            dataset.add(Facts::of(document.statement.as_ref().unwrap()), Origin { file: 0, record, offset, line: record });
            offset += line.len() as u64 + 1;
        }
        let findings = dataset.findings(&Levels::new());
        let found: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(found, [name.split_once('.').unwrap().0], "{name}: one cause, one finding");
        for finding in &findings {
            // The offset leads back to the record.
            let start = usize::try_from(finding.origin.offset).unwrap();
            assert!(text[start..].starts_with(text.lines().nth(finding.origin.record as usize - 1).unwrap()));
        }
        seen.extend(found);
        let shown: Vec<String> = findings.iter().map(|finding| shown(finding, &documents)).collect();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../../tests/invalid/findings/dataset");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, shown.concat()));
    }
    let every: BTreeSet<&str> = rules::OVER_SETS.iter().map(|rule| rule.name).collect();
    assert_eq!(seen, every, "every rule over sets has a set that breaks it");
}

#[test]
fn every_snapshot_has_its_set() {
    assert_eq!(names(&folder().join("../findings/dataset")), names(&folder()));
}
