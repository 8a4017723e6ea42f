//! The invalid documents of `tests/invalid/markdown`: what is said of each, and where.
#![allow(clippy::disallowed_methods, reason = "the documents are files")]

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use statemark_convert::markdown;
use statemark_specimens::shared::project;

#[test]
fn each_document_is_refused_in_words_that_help() {
    let folder = fs::read_dir(project().join("tests/invalid/markdown")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|file| file.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 100);
    let mut findings = String::new();
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        let document = markdown::read(&bytes);
        writeln!(findings, "{}", path.file_name().unwrap().to_string_lossy()).unwrap();
        assert!(!document.faults.is_empty() && document.statement.is_none(), "{} is read without a fault", path.display());
        for fault in &document.faults {
            let place = document.place(fault.span.start);
            let help = fault.help.as_ref().expect("each fault comes with help");
            let pointer = if fault.pointer.as_str().is_empty() { String::new() } else { format!("{} ", fault.pointer) };
            writeln!(findings, "  {}:{} {pointer}{}: {} ({help})", place.line, place.column, fault.kind, fault.message).unwrap();
        }
    }
    insta::assert_snapshot!(findings);
}
