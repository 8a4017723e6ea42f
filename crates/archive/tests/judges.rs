//! The official schemas: each accepts all that is written, and refuses what was broken.
#![allow(clippy::disallowed_methods, reason = "the schemas are files, their judges are programs")]

mod packages;
mod whole;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Mutex;

use statemark::json;
use statemark::statement::Statement;
use statemark_specimens::{campaign, examples, shared};

use whole::{STANDARDS, Standard};

fn main() -> ExitCode {
    shared::run(vec![
        ("generated_documents_are_accepted", generated_documents_are_accepted),
        ("examples_are_accepted", examples_are_accepted),
        ("coded_statements_obey_the_law_and_are_accepted", coded_statements_obey_the_law_and_are_accepted),
        ("what_is_broken_is_refused", what_is_broken_is_refused),
        ("what_is_told_of_files_is_accepted", packages::what_is_told_of_files_is_accepted),
    ])
}

fn generated_documents_are_accepted(shared: &Path) {
    let statements = Mutex::new(Vec::new());
    campaign::run(|statement| {
        statements.lock().unwrap().push(statement.clone());
        Ok(())
    });
    accept(shared, &statements.into_inner().unwrap());
}

fn examples_are_accepted(shared: &Path) {
    accept(shared, &examples::examples().into_iter().map(|example| example.statement).collect::<Vec<_>>());
}

fn coded_statements_obey_the_law_and_are_accepted(shared: &Path) {
    let paths = fs::read_dir(shared.join("coded")).unwrap().map(|entry| entry.unwrap().path());
    let statements: Vec<Statement> = paths
        .filter(|path| path.to_string_lossy().ends_with(".statemark.json"))
        .map(|path| json::from_slice(&fs::read(path).unwrap()).unwrap())
        .collect();
    assert_eq!(statements.len(), 15);
    statements.iter().for_each(|statement| whole::check(statement).unwrap());
    accept(shared, &statements);
}

/// What breaks a document of each standard: a text that is taken out.
const BREAKS: &[(&str, &str)] = &[("akn", " name=\"generation\""), ("tei", "<textClass>")];

fn what_is_broken_is_refused(shared: &Path) {
    let statement = &examples::examples()[0].statement;
    for (name, taken) in BREAKS {
        let standard = STANDARDS.iter().find(|standard| standard.name == *name).unwrap();
        let text = String::from_utf8((standard.write)(statement)).unwrap();
        assert!(text.contains(taken), "{name}");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("broken.xml");
        fs::write(&file, text.replacen(taken, "", 1)).unwrap();
        if let Some((is_accepted, said)) = judge(standard, shared, &[file]) {
            assert!(!is_accepted, "{name}: {said}");
        }
    }
}

/// Writes statements in all standards, and has them judged.
fn accept(shared: &Path, statements: &[Statement]) {
    for standard in STANDARDS {
        let folder = tempfile::tempdir().unwrap();
        let files: Vec<PathBuf> = statements
            .iter()
            .enumerate()
            .map(|(index, statement)| {
                let file = folder.path().join(format!("{index}.xml"));
                fs::write(&file, (standard.write)(statement)).unwrap();
                file
            })
            .collect();
        // So many paths as a command line holds.
        for files in files.chunks(500) {
            if let Some((is_accepted, said)) = judge(standard, shared, files) {
                assert!(is_accepted, "{}: {said}", standard.name);
            }
        }
        println!("{} accepts {} documents", standard.name, statements.len());
    }
}

/// Whether the official schema accepts files, and what was said of them; nothing where the judge is not installed.
fn judge(standard: &Standard, shared: &Path, files: &[PathBuf]) -> Option<(bool, String)> {
    let schemas = shared.join("standards");
    let (program, arguments) = match standard.name {
        "akn" => ("xmllint", vec!["--nonet", "--noout", "--schema", "akoma-ntoso/akomantoso30.xsd"]),
        _ => ("jing", vec!["tei/tei_all.rng"]),
    };
    if !shared::has(program) {
        return None;
    }
    let output = Command::new(program).args(arguments).args(files).current_dir(schemas).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    let wrong = String::from_utf8_lossy(&said)
        .lines()
        .filter(|line| !line.ends_with(" validates"))
        .take(5)
        .collect::<Vec<_>>()
        .join("\n");
    Some((output.status.success(), wrong))
}
