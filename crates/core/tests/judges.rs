//! Second opinions on the JSON Schema: ajv (on its twin in draft 07 too) and Python's jsonschema accept the documents that the reader accepts, but for what no schema can say.
#![allow(clippy::disallowed_methods, reason = "tests read the documents of the project")]

mod mutants;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::thread;

use libtest_mimic::{Arguments, Trial};
use serde_json::Value;
use statemark::fault::FaultKind;
use statemark::schema;
use statemark_specimens::draw::Draw;
use statemark_specimens::{campaign, shared};

use mutants::{BEYOND_THE_SCHEMA, KINDS, bases, mutant};

/// A program that judges by the schema.
struct Judge {
    name: &'static str,
    program: &'static str,
    /// Its script, below `tests/judges`.
    script: &'static str,
    schema: fn() -> Value,
    installed: fn() -> bool,
}

/// A test of what a judge says.
type Test = fn(&Judge);

fn has_ajv() -> bool {
    std::env::var_os("STATEMARK_NODE_MODULES").is_some() && shared::has("node")
}

static JUDGES: [Judge; 3] = [
    Judge { name: "ajv", program: "node", script: "ajv.cjs", schema: schema::statement_schema, installed: has_ajv },
    Judge {
        name: "ajv_in_draft_07",
        program: "node",
        script: "ajv.cjs",
        schema: schema::statement_schema_draft_07,
        installed: has_ajv,
    },
    Judge {
        name: "jsonschema",
        program: "python3",
        script: "python.py",
        schema: schema::statement_schema,
        installed: || {
            let import = || Command::new("python3").args(["-c", "import jsonschema"]).stderr(Stdio::null()).status();
            shared::has("python3") && import().is_ok_and(|status| status.success())
        },
    },
];

fn main() -> ExitCode {
    let tests: [(&str, Test); 3] = [
        ("agrees_on_the_documents_of_the_project", documents_of_the_project),
        ("agrees_on_mutated_documents", mutated_documents),
        ("reads_the_patterns_as_we_do", patterns),
    ];
    let mut trials = Vec::new();
    for judge in &JUDGES {
        let installed = (judge.installed)();
        let ignored = !installed && !shared::is_ci();
        trials.extend(tests.map(|(name, test)| {
            Trial::test(format!("{}_{name}", judge.name), move || {
                if !installed {
                    return Err(format!("{} is missing, and this is CI: nothing may be skipped", judge.name).into());
                }
                test(judge);
                Ok(())
            })
            .with_ignored_flag(ignored)
            .with_kind(if ignored { "skipped: it is not installed" } else { "" })
        }));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

impl Judge {
    /// The verdicts on documents, in their order.
    fn verdicts(&self, documents: &[String]) -> Vec<String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges").join(self.script);
        let mut child = Command::new(self.program).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut input = format!("{}\n", (self.schema)());
        for document in documents {
            writeln!(input, "{}", Value::from(document.as_str())).unwrap();
        }
        // A program may answer before it has read all.
        let mut stdin = child.stdin.take().unwrap();
        let writer = thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{} refuses the schema", self.name);
        writer.join().unwrap();
        let verdicts: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
        assert_eq!(verdicts.len(), documents.len());
        verdicts
    }

    /// Checks that the judge accepts what the reader accepts, but for what no schema can say.
    fn assert_agreement(&self, documents: &[String]) {
        let (mut accepted, mut refused) = (0, 0);
        for (document, verdict) in documents.iter().zip(self.verdicts(documents)) {
            let read = statemark::json::read(document.as_bytes());
            let beyond = read.faults.iter().all(|fault| BEYOND_THE_SCHEMA.contains(&fault.kind));
            match (verdict.as_str(), read.statement.is_some()) {
                ("valid", true) => accepted += 1,
                ("invalid" | "unreadable", false) => refused += 1,
                ("valid", false) if beyond && !read.faults.is_empty() => {}
                // Halves of surrogate pairs and keys that stand twice are gone when these programs have read a document.
                ("valid", false) if serde_json::from_str::<Value>(document).is_err() => {}
                ("valid", false) if read.faults.iter().all(|fault| fault.kind == FaultKind::DuplicateKey) => {}
                (verdict, _) => panic!("{}: {verdict}, reader: {:#?}\n{document}", self.name, read.faults),
            }
        }
        assert!(accepted > 0 && refused > 0);
        println!(
            "{}: {accepted} accepted, {refused} refused, the other {} by the reader alone",
            self.name,
            documents.len() - accepted - refused
        );
    }
}

/// The JSON files in a folder and the folders in it. What is not UTF-8 is no text that a judge could be given.
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

fn documents_of_the_project(judge: &Judge) {
    let mut documents = Vec::new();
    for folder in ["examples", "tests"] {
        json_files(&shared::project().join(folder), &mut documents);
    }
    assert!(documents.len() >= 3);
    judge.assert_agreement(&documents);
}

fn mutated_documents(judge: &Judge) {
    let bases = bases();
    let mut draw = Draw::new(4);
    let count = usize::try_from(campaign::number("STATEMARK_JUDGED").unwrap_or(600)).unwrap();
    let documents: Vec<String> =
        KINDS.iter().cycle().take(count).map(|kind| mutant(&mut draw, &bases, kind).to_string()).collect();
    judge.assert_agreement(&documents);
}

fn patterns(judge: &Judge) {
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
    judge.assert_agreement(&documents);
}
