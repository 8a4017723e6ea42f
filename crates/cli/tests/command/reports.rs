//! How findings are judged and printed: levels, exit codes, layouts, colours.

use serde_json::Value;

use crate::run::{Folder, Outcome, project};

/// A document with an error of actors and an information of evidence.
fn folder() -> Folder {
    let folder = Folder::with_examples();
    let mut document: Value = serde_json::from_str(&folder.read("resolution.statemark.json")).unwrap();
    document["sources"] = serde_json::json!([{"id": "s", "kind": "other", "file": "none.txt"}]);
    document["sections"] =
        serde_json::json!([{"heading": "Rain", "clauses": [{"id": "a", "text": "Welcomes the rain.", "act": "welcome"}]}]);
    folder.write("a.json", serde_json::to_string_pretty(&document).unwrap());
    folder
}

fn validate(folder: &Folder, options: &[&str]) -> Outcome {
    folder.run(&[&["validate", "a.json"], options].concat())
}

/// The findings of a document, each with its severity.
fn found(folder: &Folder, options: &[&str]) -> Vec<String> {
    let outcome = validate(folder, &[options, &["--format", "json"]].concat());
    let report: Value = serde_json::from_str(&outcome.out).unwrap();
    let line = |finding: &Value| format!("{} {}", finding["severity"].as_str().unwrap(), finding["rule"].as_str().unwrap());
    let mut found: Vec<String> = report["findings"].as_array().unwrap().iter().map(line).collect();
    found.retain(|line| line.ends_with("source-file-missing") || line.ends_with("act-without-actor"));
    found.sort();
    found
}

#[test]
fn the_caller_says_how_bad_a_rule_is() {
    let folder = folder();
    assert_eq!(found(&folder, &[]), ["error act-without-actor", "information source-file-missing"]);
    assert_eq!(found(&folder, &["--ignore", "actors"]), ["information source-file-missing"]);
    assert_eq!(
        found(&folder, &["--error", "evidence", "--warn", "act-without-actor"]),
        ["error source-file-missing", "warning act-without-actor"]
    );
    assert_eq!(found(&folder, &["--ignore", "evidence,actors"]), [""; 0]);
}

#[test]
fn what_stands_last_counts() {
    let folder = folder();
    let lists = ["--ignore", "evidence,actors", "--warn", "actors", "--ignore", "evidence"];
    assert_eq!(found(&folder, &lists), ["warning act-without-actor"]);
    assert_eq!(found(&folder, &["--warn=actors", "--ignore=actors"]), ["information source-file-missing"]);
    assert_eq!(found(&folder, &["--ignore=actors,evidence", "--error=evidence"]), ["error source-file-missing"]);
}

#[test]
fn a_rule_that_nobody_knows_is_a_question_and_form_is_no_choice() {
    let outcome = validate(&folder(), &["--ignore", "actors,evidnce"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    let expected = "error: no rule and no category is called `evidnce`\n  = help: did you mean `evidence`?\n";
    assert!(outcome.err.starts_with(expected), "{}", outcome.err);
    let outcome = validate(&folder(), &["--ignore", "unknown-field"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.starts_with("error: `unknown-field` is a matter of form, and always an error"), "{}", outcome.err);
}

#[test]
fn the_caller_says_what_fails() {
    let folder = folder();
    let code = |options: &[&str]| validate(&folder, options).code;
    assert_eq!([code(&[]), code(&["--exit-zero"]), code(&["--warn", "actors"])], [1, 0, 0]);
    assert_eq!(
        [code(&["--warn", "actors", "--fail-on", "warning"]), code(&["--ignore", "actors", "--fail-on", "warning"])],
        [1, 0]
    );
    assert_eq!(folder.run(&["validate", "a.json", "missing.json", "--exit-zero"]).code, 2, "what was not read is not right");
}

/// What a run came to: its code, the last line of what it printed and, where it was quiet, the line that sums up.
fn sum(folder: &Folder, files: &[&str], options: &[&str]) -> (i32, String, String) {
    let last = |text: &str| text.lines().last().unwrap_or_default().to_owned();
    let (loud, quiet) = (&[&["validate"], options, files].concat(), &[&["validate", "-q"], options, files].concat());
    let (loud, quiet) = (folder.run(loud), folder.run(quiet));
    assert!(loud.code == quiet.code && quiet.out.is_empty(), "{quiet:?}");
    (loud.code, last(&loud.out), last(&quiet.err))
}

#[test]
fn findings_beside_documents_count_as_those_in_them() {
    let folder = Folder::with_examples();
    let one = "resolution.statemark.json";
    folder.write("a.json", folder.read(one).replacen("\"id\": \"", "\"id\": \"a-", 1));
    let said = |options: &[&str]| {
        let (code, loud, quiet) = sum(&folder, &[one, "a.json"], options);
        assert_eq!(loud, quiet, "{options:?}");
        format!("{code} {loud}")
    };
    assert_eq!(said(&[]), "0 2 documents: 1 warning");
    assert_eq!(said(&["--fail-on", "warning"]), "1 2 documents: 1 warning");
    assert_eq!(said(&["--fail-on", "warning", "--max-findings", "0"]), "1 2 documents: 1 warning");
    assert_eq!(said(&["--fail-on", "warning", "--exit-zero"]), "0 2 documents: 1 warning");
    assert_eq!(said(&["--error", "dataset"]), "1 2 documents: 1 error");
    assert_eq!(said(&["--error", "dataset", "--exit-zero"]), "0 2 documents: 1 error");
    assert_eq!(said(&["--ignore", "dataset", "--fail-on", "warning"]), "0 2 documents: nothing found");
    let outcome = folder.run(&["validate", "--fail-on", "warning", "missing.json", one, "a.json"]);
    assert!(outcome.code == 2 && outcome.out.ends_with("\n2 documents: 1 warning; 1 file was not read\n"), "{outcome:?}");
}

#[test]
fn what_is_wrong_where_no_document_begins_is_summed_up() {
    let folder = Folder::new();
    folder.write("list.json", "[");
    folder.write("empty.ndjson", "\n\n");
    let line = "0 documents: 1 error".to_owned();
    for options in [&["--exit-zero"][..], &[], &["--fail-on", "warning"]] {
        let code = i32::from(!options.contains(&"--exit-zero"));
        assert_eq!(sum(&folder, &["list.json"], options), (code, line.clone(), line.clone()));
    }
    let outcome = folder.run(&["validate", "empty.ndjson", "--fail-on", "warning"]);
    assert!(outcome.code == 2 && outcome.err.starts_with("error: empty.ndjson holds no statement\n"), "{outcome:?}");
}

#[test]
fn each_layout_tells_of_files_that_were_not_read() {
    let folder = folder();
    let report = |format: &str| folder.run(&["validate", "missing.json", "a.json", "--format", format]);
    let json: Value = serde_json::from_str(&report("json").out).unwrap();
    assert_eq!(json["unread"][0]["file"], "missing.json");
    assert_eq!(json["unread"][0]["reason"], "cannot be read: there is no such file or folder");
    let schema: Value =
        serde_json::from_str(&std::fs::read_to_string(project().join("schema/report.schema.json")).unwrap()).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json));
    let lines = report("ndjson").out;
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!((last["unread"].clone(), last["totals"].clone()), (json["unread"].clone(), json["totals"].clone()));
    assert_eq!(lines.lines().count(), json["findings"].as_array().unwrap().len() + 1);
    assert!(report("text").out.ends_with("; 1 file was not read\n"), "{}", report("text").out);
    assert_eq!(report("text").code, 2);
}

#[test]
fn places_are_told_as_the_spelling_calls_them() {
    let folder = folder();
    folder.run(&["convert", "a.json", "-o", "a.xml", "--force"]).right();
    folder.run(&["convert", "a.json", "-o", "a.md", "--force"]).right();
    let said = |name: &str| folder.run(&["validate", name, "--ignore", "evidence"]).out;
    assert!(said("a.json").contains(" at /sections/0/clauses/0/act\n"), "{}", said("a.json"));
    assert!(said("a.xml").contains(" at /s:statement/s:sections/s:section[1]/s:clause[1]/@act\n"), "{}", said("a.xml"));
    assert!(said("a.md").contains(" at Rain › clause a › act\n"), "{}", said("a.md"));
    let json = folder.run(&["validate", "a.xml", "--format", "ndjson"]).out;
    assert!(json.contains("\"pointer\":\"/sections/0/clauses/0/act\",\"xpath\":\"/s:statement/"), "{json}");
}

#[test]
fn colours_and_reasons_are_for_those_who_want_them() {
    let folder = folder();
    let coloured = |options: &[&str], variables: &[(&str, &str)]| {
        let mut command = folder.command();
        command.args(["validate", "a.json"]).args(options).envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap().contains('\x1B')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]), "what the caller writes counts most");
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&["--color", "always", "--format", "json"], &[]));
    let why = " = why: ";
    assert!(!validate(&folder, &[]).out.contains(why) && validate(&folder, &["-v"]).out.contains(why));
    assert!(validate(&folder, &[]).out.contains("`statemark explain RULE` says more of a rule\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colours() {
    let folder = folder();
    if !statemark_specimens::shared::has("script") {
        return;
    }
    let shown = |variables: &str| folder.shell(&format!("{variables} script -qec 'statemark validate a.json' /dev/null")).out;
    assert!(shown("NO_COLOR= TERM=xterm").contains("\x1B[1;31merror["), "{}", shown("NO_COLOR= TERM=xterm"));
    assert!(!shown("NO_COLOR=1 TERM=xterm").contains("\x1B["));
    assert!(!shown("NO_COLOR= TERM=dumb").contains("\x1B["));
}
