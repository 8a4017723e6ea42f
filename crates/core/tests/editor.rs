//! The JSON Schema and its twin work as one types: the language service of VS Code completes by them, explains and underlines.
#![allow(clippy::disallowed_methods, reason = "tests read the documents of the project")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Trial};
use serde_json::{Value, json};
use statemark::schema;
use statemark_specimens::shared;

fn main() -> ExitCode {
    let is_there = |folder: std::ffi::OsString| Path::new(&folder).join("vscode-json-languageservice").is_dir();
    let installed = std::env::var_os("STATEMARK_NODE_MODULES").is_some_and(is_there) && shared::has("node");
    let ignored = !installed && !shared::is_ci();
    let schemas =
        [("by_the_schema", schema::statement_schema()), ("by_its_twin_in_draft_07", schema::statement_schema_draft_07())];
    let trials = schemas.map(|(name, schema)| {
        Trial::test(format!("an_editor_helps_as_one_types_{name}"), move || {
            if !installed {
                return Err(
                    "STATEMARK_NODE_MODULES names no folder with the service, and this is CI: nothing may be skipped".into()
                );
            }
            helps(&schema);
            Ok(())
        })
        .with_ignored_flag(ignored)
        .with_kind(if ignored { "skipped: STATEMARK_NODE_MODULES names no folder with the service" } else { "" })
    });
    libtest_mimic::run(&Arguments::from_args(), trials.into()).exit_code()
}

/// What the service shows in these texts, each with a `|` where the cursor stands.
fn shown(schema: &Value, texts: &[&str]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/editor.cjs");
    let mut child = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let lines: Vec<String> =
        std::iter::once(schema.to_string()).chain(texts.iter().map(|text| Value::from(*text).to_string())).collect();
    child.stdin.take().unwrap().write_all(lines.join("\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The labels of what may stand at the cursor, without quotation marks.
fn labels(shown: &Value) -> BTreeSet<&str> {
    shown["items"].as_object().unwrap().keys().map(|label| label.trim_matches('"')).collect()
}

fn helps(schema: &Value) {
    let acts = fs::read_to_string(shared::project().join("schema/acts.tsv")).unwrap();
    let acts: BTreeSet<&str> = acts.lines().skip(1).map(|line| line.split('\t').next().unwrap()).collect();
    let example = fs::read_to_string(shared::project().join("examples/resolution/resolution.statemark.json")).unwrap();
    let all = shown(
        schema,
        &[
            "{ | }",
            r#"{ "statemark": "1.0", "sections": [{ "clauses": [{ "act": "|" }] }] }"#,
            r#"{ "sections": [{ "clauses": [{ "|": "" }] }] }"#,
            r#"{ "sections": [{ "clauses": [{ "a|ct": "welcome" }] }] }"#,
            r#"{ "titel|": "On rain", "sections": [{ "clauses": [{ "act": "welcom" }] }] }"#,
            &(example + "|"),
        ],
    );
    let [fields, codes, clause, explained, wrong, right] = &all[..] else { panic!("{all:?}") };
    let required = schema["required"].as_array().unwrap().iter().map(|field| field.as_str().unwrap());
    assert!(required.clone().count() > 5 && labels(fields).is_superset(&required.collect()), "{fields}");
    assert!(fields["items"].as_object().unwrap().values().all(|words| words != ""), "each field is explained: {fields}");
    assert_eq!(labels(codes), acts);
    assert!(labels(clause).is_superset(&BTreeSet::from(["text", "act", "by", "evidence"])), "{clause}");
    assert!(explained["hover"].as_str().unwrap().contains("welcome"), "{explained}");
    let faults = wrong["faults"].as_array().unwrap();
    let says = |words: &str| faults.iter().any(|fault| fault.as_str().unwrap().contains(words));
    assert!(says("titel") && says("Value is not accepted") && says("\"title\""), "{faults:?}");
    assert_eq!(right["faults"], json!([]));
}
