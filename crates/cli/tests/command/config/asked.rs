//! What a configuration asks of documents: profiles, codelists, schemas; and what the team lives with.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{SUPPRESS, folder, put, statement, told};
use crate::run::{Folder, project};

#[test]
fn profiles_add_to_each_other_and_are_chosen_by_name() {
    let text = "profile = \"loose\"\n[profiles.loose]\nrequired = [\"rights\"]\n[profiles.strict]\nextends = \"loose\"\ncoded = true\nquotes = 1\n\
                only.type = [\"resolution\"]\n[profiles.own]\nextends = \"strict\"\ncoded = false\nquotes = 0\nonly.type = [\"statement\"]\n";
    let folder = folder(&[("statemark.toml", text)]);
    let rules = |args: &[&str]| {
        let told = told(&folder.run(&[&["validate", "data", "--format", "json"], args].concat()));
        told.iter().map(|told| told.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rules(&[]), ["field-not-filled"]);
    assert_eq!(
        rules(&["--profile", "strict"]),
        ["clause-not-coded", "clause-not-quoted", "field-not-filled", "value-not-allowed"]
    );
    assert_eq!(rules(&["--profile", "own"]), ["field-not-filled"]);
    assert_eq!(rules(&["--profile", "strict", "--ignore", "profile"]), Vec::<String>::new());
}

#[test]
fn codes_and_ext_are_those_of_the_team_in_every_spelling() {
    let folder = folder(&[
        (
            "statemark.toml",
            "[codelists]\nentities.id = \"codes/ids.csv#id\"\nclauses.ext = \"codes/keys.json\"\n[ext-schemas]\nclauses.ext = \"ext.json\"\n",
        ),
        ("codes/ids.csv", "label,id\n\"Y, of old\",y\n"),
        ("codes/keys.json", "[\"them\"]"),
        ("ext.json", r#"{"properties": {"theme": {"type": "integer"}}}"#),
    ]);
    let mut reports = Vec::new();
    for name in ["data/a.json", "data/a.xml", "data/a.md"] {
        folder.run(&["convert", "data/a.json", "-o", name, "--force"]);
        let outcome = folder.run(&["validate", name, "--format", "json"]);
        let report: Value = serde_json::from_str(&outcome.out).unwrap();
        let findings = report["findings"].as_array().unwrap().iter();
        let lines: Vec<String> = findings
            .map(|finding| format!("{} {} {} {}", finding["rule"], finding["pointer"], finding["message"], finding["help"]))
            .collect();
        reports.push(lines.join("\n"));
    }
    insta::assert_snapshot!(reports[0]);
    assert!(reports.iter().all(|report| *report == reports[0]), "{reports:?}");
}

#[test]
fn what_the_team_lives_with_is_quiet_and_what_is_not_needed_is_told() {
    let unused = r#""sources": [{"id": "s", "kind": "other", "file": "s.txt"}],"#;
    let text = format!(
        "error = [\"evidence\"]\n{SUPPRESS}\n[[suppress]]\nstatement = \"zz\"\nrule = \"source-file-missing\"\nreason = \"gone\"\n"
    );
    let folder =
        folder(&[("data/a.json", &statement("a", unused)), ("data/b.json", &statement("b", unused)), ("statemark.toml", &text)]);
    let outcome = folder.run(&["validate", "."]);
    insta::assert_snapshot!(outcome.out);
    let json = |args: &[&str]| told(&folder.run(&[&["validate", "--format", "json"], args].concat()));
    assert_eq!(json(&["."]), ["source-file-missing ./data/b.json", "unused-suppression statemark.toml"]);
    // Who did not read all of it cannot know.
    assert_eq!(json(&["data"]), ["source-file-missing data/b.json"]);
    assert_eq!(json(&["data/a.json"]), Vec::<String>::new());
    assert_eq!(json(&[".", "--ignore", "unused-suppression"]), ["source-file-missing ./data/b.json"]);
    // What the paths of the configuration name is all of it.
    put(
        &folder,
        "statemark.toml",
        &format!("paths = [\"data/*.json\"]\nerror = [\"evidence\"]\n{}", text.split_once('\n').unwrap().1),
    );
    assert_eq!(json(&[]), ["source-file-missing data/b.json", "unused-suppression statemark.toml"]);
    // A file that cannot be read may be the one.
    let outcome = folder.run(&["validate", ".", "missing.json"]);
    assert!(outcome.code == 2 && !outcome.out.contains("unused-suppression"), "{outcome:?}");
}

#[test]
fn a_suppression_of_what_nobody_looked_for_is_not_told() {
    let suppress = |rule: &str| format!("[[suppress]]\nstatement = \"z\"\nrule = \"{rule}\"\nreason = \"so it is\"\n");
    let text = format!(
        "profile = \"strict\"\n[profiles.loose]\nrequired = [\"title\"]\n[profiles.strict]\nextends = \"loose\"\nquotes = 1\n{}{}",
        suppress("clause-not-quoted"),
        suppress("soft-hyphen")
    );
    let folder = folder(&[("statemark.toml", &text)]);
    let unused = |args: &[&str]| {
        let outcome = folder.run(&[&["validate", ".", "--format", "json"], args].concat());
        told(&outcome).iter().filter(|told| told.starts_with("unused-suppression")).count()
    };
    assert_eq!(unused(&[]), 2);
    assert_eq!(unused(&["--ignore", "soft-hyphen"]), 1);
    assert_eq!(unused(&["--profile", "loose"]), 1);
    assert_eq!(unused(&["--profile", "loose", "--ignore", "words"]), 0);
}

#[test]
fn what_is_found_in_sets_is_kept_quiet_too() {
    let folder = folder(&[
        ("data/b.json", &statement("a", "")),
        ("statemark.toml", "[[suppress]]\nstatement = \"a\"\nrule = \"duplicate-statement-id\"\nreason = \"two prints\"\n"),
    ]);
    assert_eq!(
        told(&folder.run(&["validate", ".", "--format", "json", "--no-config"])).first().unwrap(),
        "duplicate-statement-id ./data/b.json"
    );
    assert!(
        !told(&folder.run(&["validate", ".", "--format", "json"]))
            .iter()
            .any(|told| told.contains("-id ") || told.contains("unused"))
    );
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// A folder with an example profile and an example document.
fn with_profile(profile: &str, document: &str) -> Folder {
    let folder = Folder::new();
    copy(&project().join("examples/profiles").join(profile), folder.path());
    copy(&project().join("examples").join(document), &folder.path().join("statements"));
    folder
}

#[test]
fn the_example_profiles_work() {
    for (profile, document) in [("newsroom", "china-pakistan-2025"), ("archive", "resolution")] {
        let outcome = with_profile(profile, document).run(&["validate"]);
        assert!(
            outcome.code == 0 && !outcome.out.contains("error") && !outcome.out.contains("warning"),
            "{profile}: {outcome:?}"
        );
    }
    let crossed = |profile: &str, document: &str| {
        let folder = with_profile(profile, document);
        let told = told(&folder.run(&["validate", "--format", "json"]));
        let name = format!(" ./statements/{document}.statemark.json");
        told.iter().filter_map(|told| told.strip_suffix(&name)).map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
    };
    insta::assert_snapshot!(format!("{:?}\n{:?}", crossed("newsroom", "declaration"), crossed("archive", "china-pakistan-2025")));
    let looser = with_profile("newsroom", "declaration").run(&["validate", "--profile", "first-look", "--format", "json"]);
    assert!(
        told(&looser).iter().all(|told| !told.starts_with("value-not-allowed") && !told.starts_with("clause-not-coded")),
        "{looser:?}"
    );
}

#[test]
fn the_folders_of_examples_hold_what_their_configurations_name() {
    for profile in ["newsroom", "archive"] {
        let folder = Folder::new();
        copy(&project().join("examples/profiles").join(profile), folder.path());
        let outcome = folder.run(&["validate"]);
        assert!(outcome.code == 2 && outcome.err.contains("holds no statement"), "{outcome:?}");
    }
}

#[test]
fn a_folder_that_is_excluded_is_no_folder_without_statements() {
    let folder = folder(&[("statemark.toml", "exclude = [\"data\"]\n")]);
    for named in ["data", "data/*.json"] {
        let outcome = folder.run(&["validate", named]);
        assert_eq!(outcome.code, 2);
        assert!(
            outcome.err.contains("the configuration does not exclude") && outcome.err.contains("--no-config"),
            "{}",
            outcome.err
        );
        assert_eq!(folder.run(&["validate", named, "--no-config"]).code, 0);
    }
}
