//! The `XPath` of a place leads to the element or attribute that stands there: so says lxml, which evaluates it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use statemark::document::Document;
use statemark::node::{Node, Span, Value as NodeValue};
use statemark::pointer::Pointer;
use statemark_convert::xml::{self, xpath};
use statemark_specimens::shared;

use crate::{files, has_lxml, statements};

/// What a document has that is one element or attribute: neither lists nor words in several languages, which are several.
fn places(node: &Node, text: &str, pointer: &Pointer, found: &mut Vec<(Pointer, Span)>) {
    match &node.value {
        NodeValue::List(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, text, &pointer.index(index), found);
            }
        }
        NodeValue::Map(entries) => {
            if text[node.span.start..].starts_with('<') {
                found.push((pointer.clone(), node.span));
            }
            for entry in entries {
                let pointer = pointer.key(&entry.key);
                // A key that stands in quotation marks is the value of an attribute.
                if text[..entry.key_span.start].ends_with(['"', '\'']) {
                    found.push((pointer.clone(), entry.key_span));
                }
                places(&entry.node, text, &pointer, found);
            }
        }
        _ => found.push((pointer.clone(), node.span)),
    }
}

/// The places of a document and their `XPath`s, for the judge.
fn questions(path: &Path, document: &Document<'_>, found: &[(Pointer, Span)]) -> Value {
    let question = |(pointer, span): &(Pointer, Span)| json!([xpath(document, pointer, *span, None), span.start, span.end]);
    json!([path, found.iter().map(question).collect::<Vec<_>>()])
}

/// How many places were checked, and those that are elsewhere.
fn judged(questions: &[Value]) -> (u64, Vec<String>) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/xpaths.py");
    let mut child = Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(json!(questions).to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let verdict: Value = serde_json::from_slice(&output.stdout).unwrap();
    let different = verdict["different"].as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect();
    (verdict["checked"].as_u64().unwrap(), different)
}

#[test]
fn every_value_stands_where_its_xpath_leads() {
    if !has_lxml() {
        return;
    }
    let (_folder, paths) = files(statements().iter().map(xml::to_string));
    let question = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap();
        let document = xml::read(&bytes);
        let mut found = Vec::new();
        places(document.node().unwrap(), &document.text, &Pointer::root(), &mut found);
        questions(path, &document, &found)
    };
    let (checked, different) = judged(&paths.iter().map(question).collect::<Vec<_>>());
    assert!(checked > 10_000, "{checked}");
    assert_eq!(different, Vec::<String>::new());
}

#[test]
fn every_fault_stands_where_its_xpath_leads() {
    if !has_lxml() {
        return;
    }
    let folder = fs::read_dir(shared::project().join("tests/invalid/xml")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let question = |path: &PathBuf| {
        let bytes = fs::read(path).ok().filter(|bytes| bytes.starts_with(b"<") && std::str::from_utf8(bytes).is_ok())?;
        let document = xml::read(&bytes);
        let faults: Vec<_> = document.faults.iter().map(|fault| (fault.pointer.clone(), fault.span)).collect();
        Some(questions(path, &document, &faults))
    };
    let (checked, different) = judged(&paths.iter().filter_map(question).collect::<Vec<_>>());
    assert!(checked > 30, "{checked}");
    assert_eq!(different, DIFFERENT);
}

/// Where the pointer of a fault is that of what lies around it, its `XPath` is so too; what stands twice by mistake may be found twice.
const DIFFERENT: [&str; 8] = [
    "elements-too-deep.xml: /s:statement/s:sections/s:section[1]/s:clause[1] leads to another element",
    "ext-key-missing.xml: /s:statement/s:ext leads to another element",
    "ext-two-maps.xml: /s:statement/s:ext/*[name()='map'] leads to 2 places",
    "ext-words.xml: /s:statement/s:ext leads to another element",
    // lxml tells the name of an attribute without its prefix.
    "schema-location.xml: /s:statement/@*[name()='xsi:schemaLocation'] leads to another attribute",
    "source-with-text-and-file.xml: /s:statement/s:sources/s:source[1] leads to another element",
    "text-own-language-twice.xml: /s:statement/s:title leads to 2 places",
    "wrapper-missing.xml: /s:statement/*[name()='entity'] leads to 2 places",
];
