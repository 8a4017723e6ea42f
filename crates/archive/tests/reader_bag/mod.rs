//! Bags made by hand, and the reader that lies in each package, run as a stranger would.
#![allow(dead_code, reason = "not every test asks for all of it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use statemark::digest::Digest;
use statemark::json;
use statemark::statement::Statement;
use statemark_convert::xml;
use statemark_specimens::{document, examples, shared};
use tempfile::TempDir;

pub(crate) const READER: &str = include_str!("../../src/package/read_statements.py");

/// What a bag is made of by hand: names, and what stands in the files.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The examples, and generated statements.
pub(crate) fn statements() -> Vec<Statement> {
    let mut statements: Vec<_> = examples::examples().into_iter().map(|example| example.statement).collect();
    // Generated ones have the same few ids; each lies in a folder of its own.
    statements.extend((0..100).map(document::statement));
    statements
}

/// The files of a right bag.
pub(crate) fn files(statements: &[Statement]) -> Files {
    let mut files = Files::new();
    for (index, statement) in statements.iter().enumerate() {
        files.insert(format!("data/{index:03}/a.statemark.json"), json::to_vec_pretty(statement));
        files.insert(format!("data/{index:03}/a.statemark.xml"), xml::to_vec(statement));
    }
    files.insert("data/100% \u{2028}.txt".to_owned(), b"rain".to_vec());
    sealed(files)
}

/// A payload with the tag files of a right bag.
pub(crate) fn sealed(mut files: Files) -> Files {
    files.retain(|name, _| name.starts_with("data/"));
    let sizes: Vec<usize> = files.values().map(Vec::len).collect();
    files.insert("read_statements.py".to_owned(), READER.into());
    files.insert("bagit.txt".to_owned(), b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_vec());
    files.insert("bag-info.txt".to_owned(), format!("Payload-Oxum: {}.{}\n", sizes.iter().sum::<usize>(), sizes.len()).into());
    files.insert("manifest-sha256.txt".to_owned(), manifest(&files, |name| name.starts_with("data/")));
    files.insert("tagmanifest-sha256.txt".to_owned(), manifest(&files, |name| !name.starts_with("data/")));
    files
}

/// A right bag of the examples, with the texts that they quote; without one whose text is not ours to ship.
pub(crate) fn examples_with_sources() -> Files {
    let mut files = Files::new();
    for example in examples::examples().into_iter().filter(|example| example.name != "china-pakistan-2025") {
        let (name, statement) = (&example.name, &example.statement);
        files.insert(format!("data/{name}/a.statemark.json"), json::to_vec_pretty(statement));
        files.insert(format!("data/{name}/a.statemark.xml"), xml::to_vec(statement));
        for file in statement.sources.iter().filter_map(|source| source.file.as_ref()) {
            let path = shared::project().join("examples").join(name).join(file.as_str());
            files.insert(format!("data/{name}/{file}"), fs::read(path).unwrap());
        }
    }
    sealed(files)
}

/// A manifest of some files.
pub(crate) fn manifest(files: &Files, lists: impl Fn(&str) -> bool) -> Vec<u8> {
    let line = |(name, bytes): (&String, &Vec<u8>)| format!("{}  {}\n", Digest::of_bytes(bytes), name.replace('%', "%25"));
    files.iter().filter(|(name, _)| lists(name)).map(line).collect::<String>().into_bytes()
}

/// A bag in a folder that goes away.
pub(crate) fn written(files: &Files) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Runs the reader as a stranger would: without site packages, without a word of the environment but where programs lie.
pub(crate) fn read(bag: &Path, arguments: &[&str]) -> Option<Output> {
    if !shared::has("python3") {
        return None;
    }
    let mut command = Command::new("python3");
    command.args(["-I", "-S"]).arg(bag.join("read_statements.py")).args(arguments).current_dir("/");
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    Some(command.output().unwrap())
}
