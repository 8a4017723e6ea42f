//! The reports of all broken documents hold to their schema: so say two validators that are not ours.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use libtest_mimic::{Arguments, Trial};
use serde_json::{Value, json};
use statemark_convert::format::Format;
use statemark_specimens::shared;
use statemark_validate::report::json::Unread;
use statemark_validate::report::part::{Part, Wanted};
use statemark_validate::report::stream::Stream;
use statemark_validate::report::{self, Layout, Origin, Style};
use statemark_validate::{Options, validate};

fn main() -> ExitCode {
    let installed = std::env::var_os("STATEMARK_NODE_MODULES").is_some() && shared::has("node");
    let ignored = !installed && !shared::is_ci();
    let ours = Trial::test("the_reports_hold_to_their_schema", || {
        hold_to_their_schema(ours);
        Ok(())
    });
    let theirs = Trial::test("the_reports_hold_to_their_schema_says_ajv", move || {
        if !installed {
            return Err("STATEMARK_NODE_MODULES names no folder with ajv, and this is CI: nothing may be skipped".into());
        }
        hold_to_their_schema(ajv);
        Ok(())
    });
    let why = if ignored { "skipped: STATEMARK_NODE_MODULES names no folder with ajv" } else { "" };
    libtest_mimic::run(&Arguments::from_args(), vec![ours, theirs.with_ignored_flag(ignored).with_kind(why)]).exit_code()
}

/// The verdicts of the validator that our other tests use.
fn ours(schema: &Value, documents: &[String]) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    let verdict = |document: &String| validator.is_valid(&serde_json::from_str(document).unwrap());
    documents.iter().map(|document| if verdict(document) { "valid" } else { "invalid" }.to_owned()).collect()
}

/// The verdicts of ajv.
fn ajv(schema: &Value, documents: &[String]) -> Vec<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests/judges/ajv.cjs");
    let mut child = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = format!("{schema}\n");
    for document in documents {
        writeln!(input, "{}", Value::from(document.as_str())).unwrap();
    }
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "ajv refuses the schema");
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

fn hold_to_their_schema(judge: fn(&Value, &[String]) -> Vec<String>) {
    let schema: Value = serde_json::from_str(report::SCHEMA).unwrap();
    let whole = reported(Layout::Json);
    let lines: Vec<String> = reported(Layout::Ndjson).lines().map(str::to_owned).collect();
    let listed = serde_json::from_str::<Value>(&whole).unwrap()["findings"].as_array().unwrap().len();
    assert!(listed > 100 && lines.len() == listed + 1);
    let of_lines = json!({"$schema": schema["$schema"], "$ref": "#/$defs/line", "$defs": schema["$defs"]});
    assert_eq!(judge(&schema, &[whole]), ["valid"]);
    for (line, verdict) in lines.iter().zip(judge(&of_lines, &lines)) {
        assert_eq!(verdict, "valid", "{line}");
    }

    // What is no such report is refused, so that the schema says something.
    let (line, ending) = (serde_json::from_str::<Value>(&lines[0]).unwrap(), lines.last().unwrap());
    let changed = |field: &str, value: Value| {
        let mut line = line.clone();
        line[field] = value;
        line.to_string()
    };
    let wrong = [
        changed("line", json!(0)),
        changed("severity", json!("fatal")),
        changed("colum", json!(1)),
        changed("related", json!([{"message": "x"}])),
        ending.replace("\"left_out\"", "\"left\""),
    ];
    assert_eq!(judge(&of_lines, &wrong), ["invalid"; 5]);
    assert_eq!(judge(&schema, std::slice::from_ref(ending)), ["invalid"]);
}

/// The report of all documents of `tests/invalid`, and of a file that could not be read.
fn reported(layout: Layout) -> String {
    let mut out = Vec::new();
    let mut stream = Stream::new(&mut out, layout, Style::default(), None);
    for folder in ["json", "xml", "markdown"] {
        let folder = shared::project().join("tests/invalid").join(folder);
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if let Some(format) = Format::from_name(&path) {
                stream.part(&part(&path, format, layout)).unwrap();
            }
        }
    }
    stream.unread(Unread { file: "a".into(), reason: "is empty".into(), help: Some("fill it".into()) });
    stream.finish(false).unwrap();
    String::from_utf8(out).unwrap()
}

fn part(path: &Path, format: Format, layout: Layout) -> Part {
    let bytes = fs::read(path).unwrap();
    let document = format.read(&bytes);
    let file = path.file_name().unwrap().to_str().unwrap();
    let origin = Origin { record: Some(1), statement: Some("a"), ..Origin::new(file, &document.text) };
    Part::new(&origin, &validate(&document, &Options::default()), Wanted::by([(layout, Style::default())]))
}
