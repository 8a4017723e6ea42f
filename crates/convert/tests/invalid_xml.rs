//! The invalid documents of `tests/invalid/xml`: what is said of each, and where.
#![allow(clippy::disallowed_methods, reason = "the documents are files")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use statemark::fault::FaultKind;
use statemark_convert::xml;
use statemark_specimens::shared::project;

/// Whether the mistake of a document is one of form: others begin with the name of their rule, and a dot.
fn is_of_form(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    name.split_once('.').is_none_or(|(rule, _)| FaultKind::ALL.iter().any(|kind| kind.code() == rule))
}

#[test]
fn each_document_is_refused_in_words_that_help() {
    let folder = fs::read_dir(project().join("tests/invalid/xml")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|file| file.unwrap().path()).collect();
    // A document that is called after a rule of meaning is right in form.
    paths.retain(|path| is_of_form(path));
    paths.sort();
    assert!(paths.len() >= 40);
    let mut findings = String::new();
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        let document = xml::read(&bytes);
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
