//! Every document of `tests/invalid`, with the report that a person reads. One snapshot a document, in `tests/invalid/findings`.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use statemark_convert::format::Format;
use statemark_validate::report::text;
use statemark_validate::{Options, rules, validate};

/// The folder of the documents.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/invalid")
}

/// The files of a folder and of those below it, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn documents() -> Vec<(PathBuf, Format)> {
    files(&folder()).into_iter().filter_map(|path| Format::from_name(&path).map(|format| (path, format))).collect()
}

/// The name of a document's snapshot: its folder and its file.
fn name(path: &Path) -> String {
    path.strip_prefix(folder()).unwrap().to_str().unwrap().replace(['/', '\\'], "--")
}

#[test]
fn every_document_has_the_report_that_was_read() {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../../../tests/invalid/findings");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut shown = BTreeSet::new();
    for (path, format) in documents() {
        let bytes = fs::read(&path).unwrap();
        let document = format.read(&bytes);
        let beside = path.parent().unwrap();
        let report = validate(&document, &Options { sources: &|file| fs::read(beside.join(file.as_str())).ok() });
        let file = path.file_name().unwrap().to_str().unwrap();
        // A file is called after the rule that finds its one cause, a dot, and the cause.
        let (rule, _) = file.split_once('.').unwrap();
        assert!(rules::find(rule).is_some(), "{file} is not called after a rule");
        let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(found, [rule], "{file} has one cause, and the report one finding");
        shown.insert(rule.to_owned());
        let report = format!("{}{}\n", text::render(&report, file, &document.text), text::summary(&report.totals()));
        settings.bind(|| insta::assert_snapshot!(name(&path), report));
    }
    let missing: Vec<&str> = rules::every().map(|rule| rule.name).filter(|name| !shown.contains(*name)).collect();
    assert_eq!(missing, ["misplaced"], "every rule has a document that breaks it");
}

#[test]
fn every_snapshot_has_its_document() {
    let names: BTreeSet<String> = documents().iter().map(|(path, _)| format!("{}.snap", name(path))).collect();
    let snapshots = files(&folder().join("findings"));
    assert!(snapshots.iter().all(|path| names.contains(path.file_name().unwrap().to_str().unwrap())), "a snapshot is left over");
}
