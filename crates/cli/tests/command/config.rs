//! `statemark.toml`: where it is found, what it says, and what is wrong with one.

mod asked;
mod wrong;

use std::fs;

use serde_json::Value;

use crate::run::{Folder, Outcome};

/// A right statement with this id and these fields.
fn statement(id: &str, fields: &str) -> String {
    format!(
        r#"{{"statemark": "1.0", "id": "{id}", "type": "statement", "title": "On rain", "language": "en", "date": "2025", "issuers": ["x"],
  "entities": [{{"id": "x", "kind": "state", "name": "X"}}], {fields}
  "sections": [{{"clauses": [{{"id": "rain", "text": "X welcomes the rain of {id}.", "ext": {{"theme": "rain"}}}}]}}]}}"#
    )
}

/// A folder with a statement in `data/`, and files of these names.
fn folder(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    put(&folder, "data/a.json", &statement("a", ""));
    for (name, text) in files {
        put(&folder, name, text);
    }
    folder
}

fn put(folder: &Folder, name: &str, text: &str) {
    fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
    folder.write(name, text);
}

/// The rules that a run tells, with their files: `RULE FILE`, sorted.
fn told(outcome: &Outcome) -> Vec<String> {
    let report: Value = serde_json::from_str(&outcome.out).unwrap_or_else(|error| panic!("{error}: {outcome:?}"));
    let findings = report["findings"].as_array().unwrap().iter();
    let mut told: Vec<String> =
        findings.map(|finding| format!("{} {}", finding["rule"].as_str().unwrap(), finding["file"].as_str().unwrap())).collect();
    told.sort();
    told
}

const ASKS_RIGHTS: &str = "profile = \"p\"\n[profiles.p]\nrequired = [\"rights\"]\n";

#[test]
fn each_file_is_judged_by_the_nearest_configuration_alone() {
    let folder = folder(&[
        ("statemark.toml", ASKS_RIGHTS),
        ("data/b/statemark.toml", "root = true\n"),
        ("data/b/b.json", &statement("b", "")),
        ("data/c/.statemark.toml", "profile = \"q\"\n[profiles.q]\ncoded = true\n"),
        ("data/c/c.json", &statement("c", "")),
        ("data/c/deep/d.json", &statement("d", "")),
    ]);
    let all = ["clause-not-coded data/c/c.json", "clause-not-coded data/c/deep/d.json", "field-not-filled data/a.json"];
    let outcome = folder.run(&["validate", "data", "--format", "json"]);
    assert_eq!((outcome.code, told(&outcome)), (1, all.map(str::to_owned).to_vec()));
    assert_eq!(told(&folder.run(&["validate", "data", "--format", "json", "--threads", "1"])), all);
    assert_eq!(told(&folder.run(&["validate", "data", "--format", "json", "--no-config"])), Vec::<String>::new());
    let outcome = folder.run(&["validate", "data", "--format", "json", "--config", "data/c/.statemark.toml"]);
    assert!(told(&outcome).len() == 4 && told(&outcome).iter().all(|told| told.starts_with("clause-not-coded")), "{outcome:?}");
    // stdin lies in the folder in which the run was started.
    let outcome = folder.feed(&["validate", "-", "--format", "json"], statement("s", ""));
    assert_eq!(told(&outcome), ["field-not-filled stdin"]);
}

#[test]
fn what_is_not_named_is_named_by_the_configuration() {
    let folder = folder(&[
        (
            "statemark.toml",
            "paths = [\"data\", \"more/*.json\"]\nexclude = [\"data/old\", \"**/*.draft.*\"]\nmax-findings = 1\nthreads = 1\n",
        ),
        ("data/old/b.json", "{"),
        ("data/c.draft.json", "{"),
        ("more/d.json", "{"),
        ("more/e.json", "{"),
        ("more/f.draft.json", "{"),
    ]);
    let outcome = folder.run(&["validate"]);
    assert!(
        outcome.code == 1 && outcome.out.contains("more/d.json:1:") && !outcome.out.contains("--> more/e.json"),
        "{outcome:?}"
    );
    assert!(outcome.out.ends_with("3 documents: 2 errors\n"), "{outcome:?}");
    let below =
        folder.command().args(["validate", "--max-findings", "9"]).current_dir(folder.path().join("data/old")).output().unwrap();
    let below = Outcome::from(below);
    assert!(below.out.contains("../../more/e.json:1:") && below.out.ends_with("3 documents: 2 errors\n"), "{below:?}");
    // A file that is named is always read.
    assert_eq!(folder.run(&["validate", "data/c.draft.json"]).code, 1);
    let outcome = Folder::new().run(&["validate"]);
    assert_eq!(
        outcome.err,
        "error: the arguments name nothing to read\n  = help: name files or folders, or write `paths` into statemark.toml; see `validate --help`\n"
    );
    assert_eq!(outcome.code, 2);
}

#[test]
fn severities_are_those_of_the_arguments_then_of_the_configuration() {
    let reversed = statement(
        "a",
        r#""sources": [{"id": "s", "kind": "other", "file": "s.txt"}], "occasion": {"name": "Talks", "date": "2025-02/2025-01"},"#,
    );
    let folder = folder(&[
        ("data/a.json", &reversed),
        ("statemark.toml", "warn = [\"dates\"]\nerror = [\"source-file-missing\"]\nignore = [\"codes\"]\n"),
    ]);
    let levels = |args: &[&str]| {
        let outcome = folder.run(&[&["validate", "data", "--format", "ndjson"], args].concat());
        let findings =
            outcome.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).filter(|line| line["rule"].is_string());
        let mut levels: Vec<String> =
            findings.map(|line| format!("{} {}", line["rule"].as_str().unwrap(), line["severity"].as_str().unwrap())).collect();
        levels.sort();
        (outcome.code, levels.join(", "))
    };
    assert_eq!(levels(&[]), (1, "reversed-interval warning, source-file-missing error".into()));
    assert_eq!(levels(&["--ignore", "source-file-missing"]), (0, "reversed-interval warning".into()));
    assert_eq!(
        levels(&["--error", "reversed-interval", "--warn", "source-file-missing"]),
        (1, "reversed-interval error, source-file-missing warning".into())
    );
}

#[test]
fn the_strictest_configuration_says_what_fails() {
    let reversed = statement("a", r#""sources": [{"id": "s", "kind": "other", "file": "s.txt"}],"#);
    let folder = folder(&[("data/a.json", &reversed), ("statemark.toml", "warn = [\"source-file-missing\"]\n")]);
    assert_eq!(folder.run(&["validate", "data"]).code, 0);
    put(&folder, "statemark.toml", "warn = [\"source-file-missing\"]\nfail-on = \"warning\"\n");
    assert_eq!(folder.run(&["validate", "data"]).code, 1);
    assert_eq!(folder.run(&["validate", "data", "--fail-on", "error"]).code, 0);
    // A folder with a configuration of its own is free of those above, wherever the run is started.
    put(&folder, "data/statemark.toml", "warn = [\"source-file-missing\"]\n");
    assert_eq!(folder.run(&["validate", "data"]).code, 0);
    put(&folder, "more/a.json", &reversed);
    assert_eq!(folder.run(&["validate", "data", "more", "--ignore", "dataset"]).code, 1);
}

const SUPPRESS: &str =
    "[[suppress]]\nstatement = \"a*\"\nrule = \"source-file-missing\"\npointer = \"/sources\"\nreason = \"filed later\"\n";
