//! What others say of our XML: xmllint and jing by the schemas, Python's lxml by what it reads.
#![allow(clippy::disallowed_methods, reason = "the judges are programs that read files")]

mod mutants;
mod places;
mod tree;
mod verdicts;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use statemark::clause::Clause;
use statemark::fault::{Fault, FaultKind};
use statemark::json;
use statemark::section::Section;
use statemark::statement::Statement;
use statemark_convert::xml;
use statemark_specimens::draw::Draw;
use statemark_specimens::{campaign, document, examples, shared};
use tempfile::TempDir;
use tree::Element;

/// How many generated documents the judges see.
const SPECIMENS: u64 = 100;

/// The examples, generated documents, and the coded statements where they are at hand.
fn statements() -> Vec<Statement> {
    let examples = examples::examples().into_iter().map(|example| example.statement);
    let coded = shared::folder().map(|shared| fs::read_dir(shared.join("coded")).unwrap());
    let coded = coded.into_iter().flatten().map(|file| file.unwrap().path());
    let coded = coded.filter(|path| path.to_string_lossy().ends_with(".statemark.json"));
    let coded = coded.map(|path| json::from_slice(&fs::read(path).unwrap()).unwrap());
    examples.chain((0..SPECIMENS).map(document::statement)).chain(coded).collect()
}

/// Statements as a collection.
fn collection(statements: &[Statement]) -> String {
    let mut bytes = xml::COLLECTION_BEGIN.as_bytes().to_vec();
    for statement in statements {
        xml::append_record(&mut bytes, statement);
    }
    bytes.extend_from_slice(xml::COLLECTION_END.as_bytes());
    String::from_utf8(bytes).unwrap()
}

/// Writes texts as files of a folder that goes when it is dropped.
fn files(texts: impl IntoIterator<Item = String>) -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let write = |(index, text): (usize, String)| {
        let path = folder.path().join(format!("{index:04}.xml"));
        fs::write(&path, text).unwrap();
        path
    };
    let paths = texts.into_iter().enumerate().map(write).collect();
    (folder, paths)
}

fn schema(name: &str) -> PathBuf {
    shared::project().join("schema").join(name)
}

#[test]
fn what_we_write_is_valid_by_every_schema() {
    let statements = statements();
    let (_folder, paths) = files(statements.iter().map(xml::to_string).chain([collection(&statements), collection(&[])]));
    for (command, schema_name, judge) in JUDGES {
        if shared::has(command[0]) {
            let complaints = judge(command, schema_name, &paths);
            assert!(complaints.is_empty(), "{command:?} {schema_name}: {complaints:#?}");
        }
    }
}

type Judge = fn(&[&str], &str, &[PathBuf]) -> BTreeMap<PathBuf, Vec<String>>;

/// Who judges by which schema.
const JUDGES: &[(&[&str], &str, Judge)] = &[
    (&["xmllint", "--noout", "--nonet", "--relaxng"], "statement.rng", verdicts::complaints),
    (&["jing"], "statement.rng", verdicts::complaints),
    (&["jing", "-c"], "statement.rnc", verdicts::complaints),
    (&["xmllint", "--noout", "--nonet", "--schema"], "statement.xsd", verdicts::complaints_of_form),
    (&["jing"], "statement.xsd", verdicts::complaints_of_form),
];

/// How many changed documents the judges and our reader see.
const MUTANTS: u64 = 1_000;

#[test]
fn the_reader_and_the_schemas_accept_the_same_documents() {
    let roots: Vec<Element> = statements().iter().take(40).map(|statement| Element::read(&xml::to_string(statement))).collect();
    let mut draw = Draw::new(campaign::seed());
    let (changes, mutants): (Vec<String>, Vec<Element>) = (0..MUTANTS)
        .map(|_| {
            let root = draw.pick(&roots);
            mutants::mutant(root, &mut draw)
        })
        .unzip();
    let (_folder, paths) = files(mutants.iter().map(ToString::to_string));
    let faults: Vec<Vec<Fault>> = mutants.iter().map(|mutant| xml::read(mutant.to_string().as_bytes()).faults).collect();
    let refused = faults.iter().filter(|faults| !faults.is_empty()).count();
    println!("{MUTANTS} documents, of which the reader refuses {refused}");
    for (command, schema_name, judge) in JUDGES {
        if !shared::has(command[0]) {
            continue;
        }
        let complaints = judge(command, schema_name, &paths);
        let disagree = paths.iter().zip(&faults).zip(&changes).filter_map(|((path, faults), change)| {
            let said = complaints.get(path);
            let agree = if said.is_some() { !faults.is_empty() } else { faults.iter().all(only_the_reader_sees) };
            (!agree).then(|| {
                format!(
                    "{change}, {}:\n  reader: {:?}\n  judge: {said:?}",
                    path.display(),
                    faults.iter().map(|fault| (fault.kind, &fault.message)).collect::<Vec<_>>()
                )
            })
        });
        let disagree: Vec<String> = disagree.collect();
        assert!(disagree.is_empty(), "{command:?} {schema_name}: {} times\n{}", disagree.len(), disagree.join("\n"));
    }
}

/// Whether a fault is one of those that no schema sees, as docs/format.md lists them.
fn only_the_reader_sees(fault: &Fault) -> bool {
    match fault.kind {
        FaultKind::SpanLength | FaultKind::Language | FaultKind::Number | FaultKind::Limit => true,
        // A scheme, the key of a map of `ext`, a language: an element or attribute given twice is seen by all.
        FaultKind::DuplicateKey => {
            let pointer = fault.pointer.as_str();
            let above = pointer.rsplit('/').nth(1).unwrap_or_default();
            let is_language = ["title", "name", "label", "heading", "text", "condition", "what"].contains(&above);
            is_language || pointer.contains("/identifiers") || pointer.contains("/ext") || fault.message.contains("own language")
        }
        FaultKind::Misplaced => fault.message.contains("stands after other languages"),
        _ => false,
    }
}

#[test]
fn what_a_formatter_makes_of_it_is_the_same_statement() {
    if !shared::has("xmllint") {
        return;
    }
    let statements = statements();
    let (_folder, paths) = files(statements.iter().map(xml::to_string));
    for (statement, path) in statements.iter().zip(paths) {
        let output = Command::new("xmllint").args(["--nonet", "--format"]).arg(&path).output().unwrap();
        let read = xml::from_slice(&output.stdout);
        let read = read.unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(&output.stdout)));
        assert_eq!(json::to_string_pretty(&read), json::to_string_pretty(statement));
    }
}

/// The documents on which xmllint and our reader differ, with the reason.
const DIFFERENCES: &[(&str, &str)] = &[
    ("declaration-other-encoding.xml", "xmllint knows Latin-1"),
    ("doctype-with-entities.xml", "xmllint knows DTDs"),
    ("doctype.xml", "xmllint knows DTDs"),
    ("elements-too-deep.xml", "xmllint goes deeper"),
    ("utf-16-broken.xml", "xmllint drops half a character at the end"),
];

#[test]
fn xmllint_finds_the_same_documents_well_formed() {
    if !shared::has("xmllint") {
        return;
    }
    let folder = fs::read_dir(shared::project().join("tests/invalid/xml")).unwrap();
    let mut differ = Vec::new();
    for path in folder.map(|file| file.unwrap().path()) {
        let output = Command::new("xmllint").args(["--nonet", "--noout"]).arg(&path).output().unwrap();
        // Of namespaces xmllint speaks, but it does not fail.
        let right = output.status.success() && output.stderr.is_empty();
        if right != xml::well_formed(&fs::read(&path).unwrap()).is_ok() {
            differ.push(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    differ.sort();
    assert_eq!(differ, DIFFERENCES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
}

/// Whether lxml is installed. That it is missing is said, and in CI fails the test that asks.
fn has_lxml() -> bool {
    let has_lxml = shared::has("python3") && Command::new("python3").args(["-c", "import lxml"]).status().unwrap().success();
    assert!(has_lxml || !shared::is_ci(), "lxml is missing, and this is CI: nothing may be skipped");
    if !has_lxml {
        eprintln!("skipped: lxml is not installed");
    }
    has_lxml
}

/// Id, language if it is not the statement's own, and words.
type Words = (String, Option<String>, String);

#[test]
fn lxml_sees_the_same_words() {
    let python = |arguments: &[&Path]| Command::new("python3").args(arguments).output().unwrap();
    if !has_lxml() {
        return;
    }
    let statements = statements();
    let (_folder, paths) = files(statements.iter().map(xml::to_string));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges/clauses.py");
    let arguments: Vec<&Path> = std::iter::once(&script).chain(&paths).map(PathBuf::as_path).collect();
    let output = python(&arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: BTreeMap<PathBuf, Vec<Words>> = serde_json::from_slice(&output.stdout).unwrap();
    for (statement, path) in statements.iter().zip(&paths) {
        assert_eq!(seen[path], words(statement), "{}", statement.id);
    }
}

fn words(statement: &Statement) -> Vec<Words> {
    let mut words = Vec::new();
    statement.sections.iter().for_each(|section| words_of_section(section, statement, &mut words));
    words
}

fn words_of_section(section: &Section, statement: &Statement, words: &mut Vec<Words>) {
    section.clauses.iter().for_each(|clause| words_of_clause(clause, statement, words));
    section.sections.iter().for_each(|inner| words_of_section(inner, statement, words));
}

fn words_of_clause(clause: &Clause, statement: &Statement, words: &mut Vec<Words>) {
    words.push((clause.id.to_string(), None, clause.text.own(&statement.language).to_string()));
    let others = clause.text.others(&statement.language);
    words.extend(others.map(|(tag, line)| (clause.id.to_string(), Some(tag.to_string()), line.to_string())));
    clause.clauses.iter().for_each(|inner| words_of_clause(inner, statement, words));
}
