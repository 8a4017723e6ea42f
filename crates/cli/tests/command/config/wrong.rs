//! What is wrong in a configuration is told before any work is done, and the schema refuses it too.

use std::fs;

use serde_json::Value;

use super::{folder, put, statement};
use crate::run::{Folder, project};

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
        (
            "a suppression of what is ignored",
            "ignore = [\"words\"]\n[[suppress]]\nstatement = \"a\"\nrule = \"soft-hyphen\"\nreason = \"x\"\n",
            vec![],
        ),
        (
            "values that the codelist does not have",
            "[profiles.p]\nonly.type = [\"readout\", \"resolution\"]\n[codelists]\ntype = \"codes/a.csv\"\n",
            list(b"code\nreadout\n"),
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
