//! Several reports in one run, each in a file of its own, and those that machines read.

use serde_json::Value;

use crate::run::{Folder, Outcome};

const FORMATS: [&str; 7] = ["text", "json", "ndjson", "sarif", "github", "gitlab", "junit"];

/// Two examples, a document with three findings in a file with a difficult name, and records of which one is no JSON.
fn folder() -> Folder {
    let folder = Folder::with_examples();
    let mut document: Value = serde_json::from_str(&folder.read("resolution.statemark.json")).unwrap();
    document["sources"] = serde_json::json!([{"id": "s", "kind": "other", "file": "none.txt"}]);
    document["sections"] =
        serde_json::json!([{"heading": "Rain", "clauses": [{"id": "a", "text": "Welcomes the rain.", "act": "welcome"}]}]);
    folder.write("ü a,b:c.statemark.json", serde_json::to_string_pretty(&document).unwrap());
    let record = serde_json::to_string(&document).unwrap();
    folder.write("set.ndjson", format!("{record}\n{{\n{}\n", record.replace("resolution", "second")));
    folder
}

/// Validates all that is in a folder.
fn run(folder: &Folder, options: &[&str]) -> Outcome {
    folder.run(&[&["validate", "."], options].concat())
}

#[test]
fn a_report_in_a_file_is_what_its_format_prints() {
    let folder = folder();
    let printed = FORMATS.map(|format| run(&folder, &["--format", format]));
    let reports: Vec<String> = FORMATS.iter().map(|format| format!("{format}=out.{format}.txt")).collect();
    let options: Vec<&str> = reports.iter().flat_map(|report| ["--report", report]).collect();
    for threads in ["1", "2", "8"] {
        let outcome = run(&folder, &[&["--format", "json", "--threads", threads], options.as_slice()].concat());
        assert_eq!((outcome.code, &outcome.out), (1, &printed[1].out));
        for (format, printed) in FORMATS.iter().zip(&printed) {
            assert_eq!(folder.read(&format!("out.{format}.txt")), printed.out, "{format} with {threads} threads");
            assert!(printed.code == 1 && printed.out.contains("act-without-actor"), "{printed:?}");
        }
    }
    // Nothing on stdout, and the reports all the same.
    let quiet = run(&folder, &["--quiet", "--report", "junit=junit.xml", "--report", "text=out.text.txt"]);
    assert_eq!((quiet.code, quiet.out.as_str()), (1, ""));
    assert_eq!(folder.read("junit.xml"), printed[6].out);
}

#[test]
fn a_file_is_no_terminal() {
    let folder = folder();
    let coloured = run(&folder, &["--color", "always", "--verbose", "--report", "text=out.txt"]);
    let plain = run(&folder, &["--color", "never", "--verbose"]);
    assert!(coloured.out.contains('\x1B') && plain.out.contains("why:"));
    assert_eq!(folder.read("out.txt"), plain.out);
}

#[test]
fn wrong_reports_are_refused_before_any_work() {
    let folder = folder();
    folder.write("old.sarif", "old");
    std::fs::create_dir(folder.path().join("reports")).unwrap();
    let before = folder.names();
    let set = folder.read("set.ndjson");
    let refused = |reports: &[&str], says: &str| {
        let options: Vec<&str> = reports.iter().flat_map(|report| ["--report", *report]).collect();
        let outcome = run(&folder, &options);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{reports:?}");
        assert!(outcome.err.contains(says), "{reports:?}: {}", outcome.err);
    };
    refused(&["sarif"], "write FORMAT=FILE, such as sarif=out.sarif");
    refused(&["sarif="], "write FORMAT=FILE");
    refused(&["xml=out.xml"], "the formats are text, json, ndjson, sarif, github, gitlab, junit");
    refused(&["sarif=-"], "a report to stdout is what --format prints");
    refused(&["sarif=old.sarif", "json=./old.sarif"], "./old.sarif is named for two outputs");
    refused(&["sarif=old.sarif", "json=reports/../old.sarif"], "is named for two outputs");
    refused(&["sarif=new.sarif", "junit=new.sarif"], "new.sarif is named for two outputs");
    refused(&["json=set.ndjson"], "set.ndjson is an input of this run, and would be lost");
    refused(&["json=reports/../set.ndjson"], "is an input of this run");
    refused(&["json=reports"], "reports is a folder");
    refused(&["sarif=new.sarif", "json=none/a.json"], "none/a.json lies in a folder that is not there");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("set.ndjson", folder.path().join("link.json")).unwrap();
        refused(&["json=link.json"], "link.json is an input of this run");
        std::fs::remove_file(folder.path().join("link.json")).unwrap();
    }
    assert_eq!((folder.names(), folder.read("old.sarif"), folder.read("set.ndjson")), (before, "old".to_owned(), set));
}

#[test]
fn our_own_failures_are_told_in_every_report() {
    let folder = folder();
    let outcome = folder.run(&[
        "validate",
        "resolution.statemark.json",
        "none.json",
        "--report",
        "sarif=a.sarif",
        "--report",
        "junit=a.xml",
    ]);
    assert_eq!(outcome.code, 2);
    let sarif: Value = serde_json::from_str(&folder.read("a.sarif")).unwrap();
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let words = invocation["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
    assert_eq!(words, "none.json cannot be read: there is no such file or folder.");
    assert!(folder.read("a.xml").contains("<error message=\"cannot be read: there is no such file or folder\""));

    // Nothing read is no success.
    let empty = Folder::new();
    let outcome = empty.run(&["validate", ".", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!((outcome.code, &sarif["runs"][0]["invocations"][0]["executionSuccessful"]), (2, &Value::from(false)));
    assert!(outcome.err.contains("holds no statement"), "{}", outcome.err);
}

#[test]
fn a_report_is_written_also_when_nobody_reads_the_other() {
    let folder = folder();
    let whole = run(&folder, &["--format", "json"]).out;
    // Far more than a pipe holds.
    let options = "--format ndjson --report json=out.json";
    let outcome =
        folder.shell(&format!("for i in $(seq 400); do cat set.ndjson; done | statemark validate - {options} | head -1"));
    assert!(outcome.out.lines().count() == 1 && outcome.err.is_empty(), "{outcome:?}");
    let report: Value = serde_json::from_str(&folder.read("out.json")).unwrap();
    assert_eq!((&report["interrupted"], &report["totals"]["documents"]), (&false.into(), &1200.into()));
    assert!(serde_json::from_str::<Value>(&whole).is_ok());
}

#[test]
fn github_is_given_a_summary_of_the_step() {
    let folder = folder();
    let summary = folder.path().join("summary.txt");
    folder.write("summary.txt", "before\n");
    let step = |path: &std::path::Path, format: &str| {
        let mut command = folder.command();
        let command = command.env("GITHUB_STEP_SUMMARY", path).args(["validate", ".", "--format", format]);
        Outcome::from(command.output().unwrap())
    };
    assert_eq!(step(&summary, "text").code, 1);
    assert_eq!(folder.read("summary.txt"), "before\n");
    assert_eq!(step(&summary, "github").code, 1);
    let written = folder.read("summary.txt");
    assert!(written.starts_with("before\n### Statemark\n\n"), "{written}");
    assert!(written.contains("| error | `act-without-actor` | 2 | 2 |"), "{written}");
    let outcome = step(&folder.path().join("none/summary.txt"), "github");
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("$GITHUB_STEP_SUMMARY cannot be written"), "{}", outcome.err);
}

#[test]
fn a_fingerprint_survives_shifted_lines() {
    let folder = folder();
    let name = "ü a,b:c.statemark.json";
    let prints = || {
        let sarif: Value = serde_json::from_str(&folder.run(&["validate", name, "--format", "sarif"]).out).unwrap();
        let results = sarif["runs"][0]["results"].as_array().unwrap().clone();
        let lines: Vec<u64> = results
            .iter()
            .map(|result| result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap())
            .collect();
        let prints: Vec<Value> = results.iter().map(|result| result["partialFingerprints"].clone()).collect();
        (lines, prints)
    };
    let (lines, before) = prints();
    folder.write(name, format!("\n\n\n{}", folder.read(name)));
    let (shifted, after) = prints();
    assert!(lines.len() > 1 && lines.iter().zip(&shifted).all(|(line, shifted)| line + 3 == *shifted));
    assert_eq!(before, after);
}

#[test]
fn junit_names_each_statement_once() {
    let folder = folder();
    let record =
        serde_json::to_string(&serde_json::from_str::<Value>(&folder.read("resolution.statemark.json")).unwrap()).unwrap();
    folder.write("twice.ndjson", format!("{record}\n{record}\n"));
    let junit = folder.run(&["validate", "twice.ndjson", "--format", "junit"]).out;
    let names: Vec<&str> = junit.split(" name=\"").filter_map(|rest| rest.split_once("\" file=")).map(|(name, _)| name).collect();
    let distinct: std::collections::HashSet<&&str> = names.iter().collect();
    assert!(names.len() >= 3 && distinct.len() == names.len(), "{names:?}");
}
