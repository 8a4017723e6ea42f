//! `statemark.toml`: where it is found, what it says, and what is wrong with one.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{Folder, Outcome, project};

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
        "error: the arguments name nothing to read\n  = help: name files or folders, or write `paths` into statemark.toml; see `statemark validate --help`\n"
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
}

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
        folder.run(&["convert", "data/a.json", "-o", name]);
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

const SUPPRESS: &str =
    "[[suppress]]\nstatement = \"a*\"\nrule = \"source-file-missing\"\npointer = \"/sources\"\nreason = \"filed later\"\n";

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

/// A file beside a configuration: its name and its bytes.
type Beside = (&'static str, &'static [u8]);

/// A bad configuration: what makes it so, and the files beside it.
fn bad() -> Vec<(&'static str, &'static str, Vec<Beside>)> {
    let list = |text: &'static [u8]| vec![("codes/a.csv", text)];
    let ext = |text: &'static [u8]| vec![("ext.json", text)];
    vec![
        ("no TOML", "paths = [\"data\"\nroot = true\n", vec![]),
        ("a key twice", "root = true\nroot = false\n", vec![]),
        ("unknown keys", "sevrity = 1\nignroe = [\"words\"]\n[profiles.p]\nquots = 1\n", vec![]),
        (
            "wrong types",
            "root = 1\npaths = \"data\"\nmax-findings = -1\nfail-on = \"information\"\nthreads = 0\nprofile = \" \"\nwarn = [1]\ncodelists = 1\n",
            vec![],
        ),
        (
            "levels that contradict each other",
            "error = [\"words\"]\nignore = [\"words\", \"wrods\", \"syntax\", \"form\"]\nwarn = [\"mojibake\", \"mojibake\"]\n",
            vec![],
        ),
        (
            "profiles",
            "profile = \"newsrom\"\n[profiles.newsroom]\nextends = \"desk\"\n[profiles.desk]\nextends = \"newsroom\"\n[profiles.other]\nextends = \"nobody\"\n",
            vec![],
        ),
        (
            "fields",
            "[profiles.p]\nrequired = [\"datte\", \"sources.url.host\"]\nonly.title = [\"T\"]\nonly.type = []\nonly.clauses.act = [\"urgge\"]\n",
            vec![],
        ),
        ("paths outside", "paths = [\"../data\"]\nexclude = [\"/tmp\", \"[a\"]\n[codelists]\ntopics.id = \"../a.csv\"\n", vec![]),
        (
            "a codelist that is not there",
            "[codelists]\ntopics.id = \"codes/a.csv\"\ntopics.match = \"codes\"\nentities.id = \"codes/a.txt\"\n",
            vec![("codes/b.csv", b"code\n")],
        ),
        ("a code twice", "[codelists]\ntopics.id = \"codes/a.csv\"\n", list(b"code,label\na,A\nb,B\na,C\n")),
        ("a list without the column", "[codelists]\ntopics.id = \"codes/a.csv#uri\"\n", list(b"code,label\na,A\n")),
        ("a binary list", "[codelists]\ntopics.id = \"codes/a.csv\"\n", list(b"\x1F\x8B\x08\0")),
        ("a list in Latin-1", "[codelists]\ntopics.id = \"codes/a.csv\"\n", list(b"code\nD\xE9c\n")),
        ("a list that is no list", "[codelists]\ntopics.id = \"ext.json\"\n", ext(b"{\"a\": 1}")),
        ("a list of a field without codes", "[codelists]\ntitle = \"codes/a.csv\"\n", list(b"code\na\n")),
        ("a schema that is no JSON", "[ext-schemas]\next = \"ext.json\"\n", ext(b"{\n \"type\": }")),
        (
            "a schema that is no schema",
            "[ext-schemas]\next = \"ext.json\"\n",
            ext(b"{\n  \"properties\": {\"a\": {\"type\": \"strng\"}}\n}"),
        ),
        (
            "a schema that is elsewhere",
            "[ext-schemas]\next = \"ext.json\"\n",
            ext(b"{\"$ref\": \"https://example.org/far.json\"}"),
        ),
        ("a schema of no ext", "[ext-schemas]\ntitle = \"ext.json\"\n", ext(b"{}")),
        ("a schema that is not there", "[ext-schemas]\next = \"missing.json\"\n", vec![]),
        (
            "suppressions",
            "[[suppress]]\nstatement = \"a\"\nrule = \"topic-unusd\"\nreason = \"x\"\n[[suppress]]\nstatement = \"a\"\nrule = \"topic-unused\"\n[[suppress]]\nstatement = \"a\"\nrule = \"topic-unused\"\nreason = \"\"\n[[suppress]]\nstatement = \"a\"\nrule = \"syntax\"\npointer = \"topics\"\nreason = \"x\"\n",
            vec![],
        ),
        ("a path that is not there", "paths = [\"data\", \"date\"]\n", vec![]),
    ]
}

#[test]
fn a_bad_configuration_is_told_before_any_work_is_done() {
    let mut sentences = String::new();
    for (what, text, files) in bad() {
        let folder = folder(&[("statemark.toml", text)]);
        for (name, bytes) in files {
            put(&folder, name, "");
            folder.write(name, bytes);
        }
        let outcome =
            if what == "a path that is not there" { folder.run(&["validate"]) } else { folder.run(&["validate", "data"]) };
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{what}: {outcome:?}");
        for line in outcome.err.lines().filter(|line| line.starts_with("error: ")) {
            let place = line.trim_start_matches("error: ").split(' ').next().unwrap();
            assert!(place.matches(':').count() == 3, "{what}: {line} has its place");
        }
        sentences.extend(["# ", what, "\n", &outcome.err, "\n"]);
    }
    insta::assert_snapshot!(sentences);
}

#[test]
fn a_bad_configuration_of_one_folder_ends_the_run_of_all() {
    let folder = folder(&[("data/deep/statemark.toml", "rot = true\n"), ("data/deep/b.json", &statement("b", ""))]);
    let outcome = folder.run(&["validate", "data"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert_eq!(
        outcome.err,
        "error: data/deep/statemark.toml:1:1: no key of `statemark.toml` is called `rot`\n  = help: did you mean `root`?\n"
    );
    assert_eq!(folder.run(&["validate", "data", "--no-config"]).code, 0);
    assert_eq!(folder.run(&["validate", "data/a.json"]).code, 0, "it is not of that folder");
}

#[test]
fn a_configuration_that_cannot_be_read_is_a_failure() {
    let folder = folder(&[("folder/statemark.toml/x", ""), ("binary.toml", "\0"), ("good.toml", "root = true\n")]);
    folder.write("latin.toml", b"# D\xE9c\n");
    fs::create_dir(folder.path().join("both")).unwrap();
    put(&folder, "both/statemark.toml", "");
    put(&folder, "both/.statemark.toml", "");
    put(&folder, "both/a.json", &statement("a", ""));
    put(&folder, "folder/a.json", &statement("a", ""));
    let mut sentences = String::new();
    for args in [
        &["data", "--config", "missing.toml"][..],
        &["data", "--config", "binary.toml"],
        &["data", "--config", "latin.toml"],
        &["data", "--config", "data"],
        &["folder/a.json"],
        &["both/a.json"],
        &["data", "--profile", "p"],
        &["data", "--config", "good.toml", "--profile", "p"],
    ] {
        let outcome = folder.run(&[&["validate"], args].concat());
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{args:?}: {outcome:?}");
        sentences.push_str(&outcome.err);
    }
    insta::assert_snapshot!(sentences);
    assert_eq!(folder.run(&["validate", "data", "--config", "good.toml", "--no-config"]).code, 2);
}

#[test]
fn the_schema_takes_what_the_command_takes() {
    let schema: Value = serde_json::from_str(&Folder::new().run(&["schema", "--kind", "config"]).right().out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let json = |text: &str| {
        serde_json::to_value(
            toml::de::DeTable::parse(text)
                .unwrap()
                .into_inner()
                .into_iter()
                .map(|(key, value)| (key.into_inner().into_owned(), value_of(value.get_ref())))
                .collect::<serde_json::Map<_, _>>(),
        )
        .unwrap()
    };
    for name in ["newsroom", "archive"] {
        let text = fs::read_to_string(project().join("examples/profiles").join(name).join("statemark.toml")).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json(&text)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    for (what, text, _) in bad().into_iter().filter(|(what, ..)| ["unknown keys", "wrong types", "suppressions"].contains(what)) {
        assert!(!validator.is_valid(&json(text)), "{what}");
    }
}

fn value_of(value: &toml::de::DeValue<'_>) -> Value {
    use toml::de::DeValue;
    match value {
        DeValue::String(text) => text.as_ref().into(),
        DeValue::Integer(digits) => digits.as_str().parse::<i64>().unwrap().into(),
        DeValue::Boolean(value) => (*value).into(),
        DeValue::Array(items) => items.iter().map(|item| value_of(item.get_ref())).collect(),
        DeValue::Table(table) => table
            .iter()
            .map(|(key, value)| (key.get_ref().to_string(), value_of(value.get_ref())))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        DeValue::Float(_) | DeValue::Datetime(_) => Value::Null,
    }
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
