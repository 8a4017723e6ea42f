//! The official schemas: each accepts all that is written, and refuses what was broken.
#![allow(clippy::disallowed_methods, reason = "the schemas are files, their judges are programs")]

mod guideline;
mod packages;
mod whole;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Mutex;

use statemark::json;
use statemark::statement::Statement;
use statemark_import::draft::{Given, Origin, draft};
use statemark_import::kind::Kind;
use statemark_import::xml::Names;
use statemark_specimens::{campaign, examples, shared};

use whole::{STANDARDS, Standard};

fn main() -> ExitCode {
    shared::run(vec![
        ("generated_documents_are_accepted", generated_documents_are_accepted),
        ("examples_are_accepted", examples_are_accepted),
        ("coded_statements_obey_the_law_and_are_accepted", coded_statements_obey_the_law_and_are_accepted),
        ("imported_texts_obey_the_law_and_are_accepted", imported_texts_obey_the_law_and_are_accepted),
        ("what_is_broken_is_refused", what_is_broken_is_refused),
        ("what_is_told_of_files_is_accepted", packages::what_is_told_of_files_is_accepted),
    ])
}

/// How many generated documents the schemas judge, where `STATEMARK_JUDGED` does not say: their judges take their time.
const JUDGED: u64 = 300;

fn generated_documents_are_accepted(shared: &Path) {
    let statements = Mutex::new(Vec::new());
    campaign::run(|statement| {
        statements.lock().unwrap().push(statement.clone());
        Ok(())
    });
    let (statements, most) = (statements.into_inner().unwrap(), campaign::number("STATEMARK_JUDGED").unwrap_or(JUDGED));
    let most = usize::try_from(most).unwrap().clamp(1, statements.len());
    accept(shared, &statements.into_iter().take(most).collect::<Vec<_>>());
}

fn examples_are_accepted(shared: &Path) {
    let examples = examples::examples().into_iter().map(|example| example.statement);
    accept(shared, &examples.chain([guideline::resolution()]).collect::<Vec<_>>());
}

fn coded_statements_obey_the_law_and_are_accepted(shared: &Path) {
    let paths = fs::read_dir(shared.join("coded")).unwrap().map(|entry| entry.unwrap().path());
    let statements: Vec<Statement> = paths
        .filter(|path| path.to_string_lossy().ends_with(".statemark.json"))
        .map(|path| json::from_slice(&fs::read(path).unwrap()).unwrap())
        .collect();
    assert_eq!(statements.len(), 15);
    for statement in &statements {
        whole::check(statement).unwrap();
    }
    accept(shared, &statements);
}

/// How many imported texts are led there and back.
const TEXTS: usize = 200;

fn imported_texts_obey_the_law_and_are_accepted(shared: &Path) {
    let statements: Vec<Statement> =
        ["dfat-md", "unsc-resolutions-txt", "australia-pm-xml", "udhr-xml", "whitehouse-md", "unga-resolutions-pdftext"]
            .iter()
            .flat_map(|corpus| imported(&shared.join("corpora/texts").join(corpus), TEXTS / 2))
            .take(TEXTS)
            .collect();
    assert_eq!(statements.len(), TEXTS);
    for statement in &statements {
        whole::check(statement).unwrap();
    }
    accept(shared, &statements);
}

/// So many texts of a folder at most, as uncoded statements.
fn imported(folder: &Path, most: usize) -> Vec<Statement> {
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let given = Given { date: "2025".parse().ok(), ..Given::default() };
    let import = |file: &PathBuf| {
        let text = fs::read_to_string(file).ok()?;
        let kind = Kind::from_name(file).unwrap_or_else(|| Kind::from_content(&text));
        let page = kind.read(&text, &Names::default(), None).ok()?;
        let name = file.file_name()?.to_string_lossy();
        draft(&page, &given, Origin { name: &name, kind: "text", agent: "statemark" }).ok().map(|draft| draft.statement)
    };
    files.iter().filter_map(import).take(most).collect()
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
