//! A second opinion on the JSON Schema: ajv accepts the same documents as the validator of our other tests.
#![allow(clippy::disallowed_methods, reason = "tests read the documents of the project")]

mod mutants;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Trial};
use serde_json::Value;
use statemark::schema;
use statemark_specimens::draw::Draw;
use statemark_specimens::shared;

use mutants::{KINDS, bases, mutant};

fn main() -> ExitCode {
    let installed = std::env::var_os("STATEMARK_NODE_MODULES").is_some() && shared::has("node");
    let tests: [(&str, fn()); 3] = [
        ("ajv_agrees_on_the_documents_of_the_project", documents_of_the_project),
        ("ajv_agrees_on_mutated_documents", mutated_documents),
        ("ajv_reads_the_patterns_as_we_do", patterns),
    ];
    let trials = tests.into_iter().map(|(name, test)| {
        let ignored = !installed && !shared::is_ci();
        Trial::test(name, move || {
            if !installed {
                return Err("STATEMARK_NODE_MODULES names no folder with ajv, and this is CI: nothing may be skipped".into());
            }
            test();
            Ok(())
        })
        .with_ignored_flag(ignored)
        .with_kind(if ignored { "skipped: STATEMARK_NODE_MODULES names no folder with ajv" } else { "" })
    });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

/// The verdicts of ajv on documents, in their order.
fn ajv(documents: &[String]) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ajv/judge.cjs");
    let mut child = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = format!("{}\n", schema::statement_schema());
    for document in documents {
        writeln!(input, "{}", Value::from(document.as_str())).unwrap();
    }
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "ajv refuses the schema");
    let verdicts: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(verdicts.len(), documents.len());
    verdicts
}

/// The verdicts of the validator that our other tests use.
fn ours(documents: &[String]) -> Vec<&'static str> {
    let validator = jsonschema::validator_for(&schema::statement_schema()).unwrap();
    let verdict = |document: &String| match serde_json::from_str::<Value>(document) {
        Err(_) => "unreadable",
        Ok(value) if validator.is_valid(&value) => "valid",
        Ok(_) => "invalid",
    };
    documents.iter().map(verdict).collect()
}

fn assert_agreement(documents: &[String]) {
    let (ours, theirs) = (ours(documents), ajv(documents));
    assert!(ours.contains(&"valid"));
    for ((document, ours), theirs) in documents.iter().zip(ours).zip(theirs) {
        if ours == "unreadable" {
            // JavaScript reads halves of surrogate pairs and takes numbers too large for infinite; neither is a statement.
            assert!(statemark::json::from_str(document).is_err(), "{document}");
        } else {
            assert_eq!(ours, theirs, "{document}");
        }
    }
}

/// The JSON files in a folder and the folders in it. What is not UTF-8 is no text that ajv could be given.
fn json_files(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            json_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.extend(String::from_utf8(fs::read(&path).unwrap()));
        }
    }
}

fn documents_of_the_project() {
    let mut documents = Vec::new();
    for folder in ["examples", "tests"] {
        json_files(&shared::project().join(folder), &mut documents);
    }
    assert!(documents.len() >= 3);
    assert_agreement(&documents);
}

fn mutated_documents() {
    let bases = bases();
    let mut draw = Draw::new(4);
    let documents: Vec<String> = (0..30).flat_map(|_| KINDS).map(|kind| mutant(&mut draw, &bases, kind).to_string()).collect();
    assert!(documents.len() >= 500);
    assert_agreement(&documents);
}

fn patterns() {
    // In the place of a string of each type, every string of the list.
    let base = serde_json::json!({
        "statemark": "1.0", "id": "a", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["x"],
        "identifiers": {"doi": "x"}, "place": {"name": "P", "country": "CN"},
        "entities": [{"id": "x", "kind": "state", "name": "X"}], "topics": [{"id": "t", "label": "L", "match": "u"}],
        "sources": [
            {"id": "s", "kind": "other", "text": "T", "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
            {"id": "f", "kind": "other", "file": "a/b"}
        ],
        "sections": [{"heading": "H"}], "ext": {"k": "v"}
    });
    let places = [
        "/id",
        "/title",
        "/language",
        "/date",
        "/issuers/0",
        "/identifiers/doi",
        "/place/country",
        "/topics/0/match",
        "/sources/0/text",
        "/sources/0/sha256",
        "/sources/1/file",
        "/ext/k",
    ];
    let mut documents = vec![base.to_string()];
    for place in places {
        for string in mutants::STRINGS {
            let mut document = base.clone();
            *document.pointer_mut(place).unwrap() = Value::from(*string);
            documents.push(document.to_string());
        }
    }
    for string in mutants::STRINGS {
        let mut document = base.clone();
        document["identifiers"] = serde_json::json!({*string: "x"});
        document["ext"] = serde_json::json!({*string: "x"});
        documents.push(document.to_string());
    }
    assert_agreement(&documents);
}
