//! METS with PREMIS and Dublin Core, judged by the schemas of all three at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use statemark::statement::Statement;
use statemark_archive::package::contents::{METS, Making, Refusal, files};
use statemark_specimens::{campaign, examples, shared};

/// Every generated document and every example, with and without a day; and that a broken copy is refused.
pub(crate) fn what_is_told_of_files_is_accepted(shared: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let statements = Mutex::new(Vec::new());
    campaign::run(|statement| {
        statements.lock().unwrap().push(statement.clone());
        Ok(())
    });
    let mut statements = statements.into_inner().unwrap();
    statements.extend(examples::examples().into_iter().map(|example| example.statement));
    let mut paths = Vec::new();
    let mut refused = 0;
    for (number, statement) in statements.iter().enumerate() {
        let Some(bytes) = mets(statement, (number % 2 == 0).then_some("2026-11-23")) else {
            refused += 1;
            continue;
        };
        let path = folder.path().join(format!("{number}.xml"));
        fs::write(&path, bytes).unwrap();
        paths.push(path);
    }
    for paths in paths.chunks(500) {
        if let Some((is_accepted, said)) = judge(shared, paths) {
            assert!(is_accepted, "{said}");
        }
    }
    println!("METS: {} accepted, {refused} have source files with names that are not packed", paths.len());
    assert!(refused * 2 < statements.len(), "{refused} of {}", statements.len());
    let broken = folder.path().join("broken.xml");
    let text = fs::read_to_string(&paths[0]).unwrap().replace("premis:size>", "premis:length>");
    fs::write(&broken, text).unwrap();
    assert!(judge(shared, &[broken]).is_none_or(|(is_accepted, _)| !is_accepted));
}

/// What is told of the files of a statement; nothing where one has a name that no package takes.
fn mets(statement: &Statement, date: Option<&str>) -> Option<Vec<u8>> {
    let mut sources: Vec<(String, Vec<u8>)> = Vec::new();
    for file in statement.sources.iter().filter_map(|source| source.file.as_ref()) {
        if sources.iter().all(|(path, _)| path != file.as_str()) {
            sources.push((file.as_str().to_owned(), b"rain".to_vec()));
        }
    }
    let making = Making { date, program: "statemark", version: "1.0.0" };
    match files(statement, sources, making) {
        Ok(files) => files.into_iter().find(|file| file.path == METS).map(|file| file.bytes),
        Err(refusal @ Refusal::NotAsWritten { .. }) => panic!("{}: {refusal}", statement.id),
        Err(_) => None,
    }
}

/// Whether the schemas accept files, and what was said of them; nothing where the judge is not installed.
fn judge(shared: &Path, files: &[PathBuf]) -> Option<(bool, String)> {
    if !shared::has("xmllint") {
        return None;
    }
    let mut command = Command::new("xmllint");
    command.args(["--nonet", "--noout", "--schema", "package.xsd"]).args(files);
    let output = command.current_dir(shared.join("standards")).env("XML_CATALOG_FILES", "catalog.xml").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Some((output.status.success(), said.lines().filter(|line| !line.ends_with(" validates")).take(5).collect()))
}
