//! The reader that lies in each package: Python alone, written from the specification. It lists what `spoken` lists, and finds every change.
#![allow(clippy::disallowed_methods, reason = "a package is files, its reader is a program")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use statemark::digest::Digest;
use statemark::id::Id;
use statemark::json;
use statemark::spoken;
use statemark::statement::Statement;
use statemark_convert::xml;
use statemark_specimens::{document, examples, shared};
use tempfile::TempDir;

const READER: &str = include_str!("../src/package/read_statements.py");

/// What a bag is made of by hand: names, and what stands in the files.
type Files = BTreeMap<String, Vec<u8>>;

fn statements() -> Vec<Statement> {
    let mut statements: Vec<_> = examples::examples().into_iter().map(|example| example.statement).collect();
    // Generated ones have the same few ids; each lies in a folder of its own.
    statements.extend((0..100).map(document::statement));
    statements
}

/// The files of a right bag.
fn files(statements: &[Statement]) -> Files {
    let mut files = Files::new();
    for (index, statement) in statements.iter().enumerate() {
        files.insert(format!("data/{index:03}/a.statemark.json"), json::to_vec_pretty(statement));
        files.insert(format!("data/{index:03}/a.statemark.xml"), xml::to_vec(statement));
    }
    files.insert("data/100% \u{2028}.txt".to_owned(), b"rain".to_vec());
    files.insert("read_statements.py".to_owned(), READER.into());
    files.insert("bagit.txt".to_owned(), b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_vec());
    let payload = |files: &Files| {
        files.iter().filter(|(name, _)| name.starts_with("data/")).map(|(_, bytes)| bytes.len()).collect::<Vec<_>>()
    };
    let sizes = payload(&files);
    files.insert("bag-info.txt".to_owned(), format!("Payload-Oxum: {}.{}\n", sizes.iter().sum::<usize>(), sizes.len()).into());
    files.insert("manifest-sha256.txt".to_owned(), manifest(&files, |name| name.starts_with("data/")));
    files.insert("tagmanifest-sha256.txt".to_owned(), manifest(&files, |name| !name.starts_with("data/")));
    files
}

fn manifest(files: &Files, lists: impl Fn(&str) -> bool) -> Vec<u8> {
    let line = |(name, bytes): (&String, &Vec<u8>)| format!("{}  {}\n", Digest::of_bytes(bytes), name.replace('%', "%25"));
    files.iter().filter(|(name, _)| lists(name)).map(line).collect::<String>().into_bytes()
}

fn written(files: &Files) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

/// Runs the reader as a stranger would: without site packages, without a word of the environment but where programs lie.
fn read(bag: &Path, arguments: &[&str]) -> Option<Output> {
    if !shared::has("python3") {
        return None;
    }
    let mut command = Command::new("python3");
    command.args(["-I", "-S"]).arg(bag.join("read_statements.py")).args(arguments).current_dir("/");
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    Some(command.output().unwrap())
}

/// What the reader's table should say of a statement.
fn table(statement: &Statement) -> String {
    let ids = |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ");
    let row = |one: &spoken::Spoken<'_>| {
        let clause = one.clause;
        let codes = [
            one.act.map_or("", |act| act.code()),
            clause.inner_act.map_or("", |act| act.code()),
            one.emphasis.map_or("", |emphasis| emphasis.code()),
        ];
        let [act, inner, emphasis] = codes;
        let number = one.number.as_deref().unwrap_or("");
        let text = clause.text.own(&statement.language);
        format!(
            "{}\t{}\t{number}\t{}\t{act}\t{inner}\t{emphasis}\t{}\t{text}\n",
            statement.id,
            clause.id,
            ids(one.by),
            ids(one.to)
        )
    };
    spoken::all(statement).iter().map(row).collect()
}

#[test]
fn it_lists_what_is_said_from_json_and_from_xml() {
    let statements = statements();
    let bag = written(&files(&statements));
    let expected: String = statements.iter().map(table).collect();
    for spelling in ["json", "xml"] {
        let Some(output) = read(bag.path(), &["--table", "--from", spelling]) else { return };
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{errors}");
        let said = String::from_utf8(output.stdout).unwrap();
        for (said, expected) in said.lines().zip(expected.lines()) {
            assert_eq!(said, expected, "{spelling}");
        }
        assert_eq!(said, expected, "{spelling}");
        assert!(errors.contains(&format!("{} statements from {}", statements.len(), spelling.to_uppercase())), "{errors}");
    }
}

#[test]
fn people_can_read_its_list() {
    let example = examples::examples().into_iter().find(|example| example.name == "declaration").unwrap();
    let bag = written(&files(&[example.statement]));
    let Some(output) = read(bag.path(), &[]) else { return };
    insta::assert_snapshot!(String::from_utf8(output.stdout).unwrap());
}

#[test]
fn it_finds_every_change() {
    let right = files(&[examples::examples().remove(0).statement]);
    let changed = |files: &mut Files, name: &str| files.get_mut(name).unwrap()[0] ^= 1;
    let names: Vec<String> = right.keys().filter(|name| *name != "read_statements.py").cloned().collect();
    for name in &names {
        attack(&right, &format!("{name} is changed"), |files| changed(files, name));
        attack(&right, &format!("{name} is cut"), |files| {
            let bytes = files.get_mut(name).unwrap();
            bytes.truncate(bytes.len() - 2);
        });
        attack(&right, &format!("{name} is renamed"), |files| {
            let bytes = files.remove(name).unwrap();
            files.insert(format!("{name}.old"), bytes);
        });
        attack(&right, &format!("{name} is missing"), |files| drop(files.remove(name)));
    }
    attack(&right, "two files are swapped", |files| {
        let (json, xml) = (files["data/000/a.statemark.json"].clone(), files["data/000/a.statemark.xml"].clone());
        files.insert("data/000/a.statemark.json".to_owned(), xml);
        files.insert("data/000/a.statemark.xml".to_owned(), json);
    });
    for (name, content) in [
        ("data/added.txt", ""),
        ("added.txt", ""),
        ("manifest-sha512.txt", "00  data/000/a.statemark.json\n"),
        ("tagmanifest-sha512.txt", "00  bagit.txt\n"),
        ("tagmanifest-sha999.txt", "00  bagit.txt\n"),
    ] {
        attack(&right, &format!("{name} is added"), |files| drop(files.insert(name.to_owned(), content.into())));
    }
}

/// Sees that the reader says something of a bag that was changed.
fn attack(right: &Files, what: &str, change: impl FnOnce(&mut Files)) {
    let mut files = right.clone();
    change(&mut files);
    let bag = written(&files);
    let Some(output) = read(bag.path(), &["--table"]) else { return };
    let is_bag = files.contains_key("bagit.txt");
    assert_eq!(output.status.code(), Some(if is_bag { 1 } else { 2 }), "{what}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_leads_out_of_the_bag_is_refused() {
    let mut files = files(&[examples::examples().remove(0).statement]);
    let digest = Digest::of_bytes(b"rain");
    let more = format!("{digest}  data/../../rain.txt\n{digest}  /rain.txt\n{digest}  ~/rain.txt\n{digest}  data\\rain.txt\n");
    files.get_mut("manifest-sha256.txt").unwrap().extend(more.bytes());
    files.remove("tagmanifest-sha256.txt");
    let tags = manifest(&files, |name| !name.starts_with("data/"));
    files.insert("tagmanifest-sha256.txt".to_owned(), tags);
    let Some(output) = read(written(&files).path(), &["--table"]) else { return };
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), errors.matches("may lead out of the bag").count()), (Some(1), 4), "{errors}");
}

#[cfg(unix)]
#[test]
fn a_link_is_refused() {
    let bag = written(&files(&[examples::examples().remove(0).statement]));
    std::os::unix::fs::symlink("/etc", bag.path().join("data/etc")).unwrap();
    let Some(output) = read(bag.path(), &["--table"]) else { return };
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && errors.contains("data/etc: neither a file nor a folder"), "{errors}");
}

#[test]
fn a_statement_of_another_version_is_refused_and_others_are_read() {
    let statement = examples::examples().remove(0).statement;
    let mut files = files(std::slice::from_ref(&statement));
    files.insert(
        "data/9/b.statemark.json".to_owned(),
        json::to_string(&statement).replace(r#""statemark":"1.0""#, r#""statemark":"1.1""#).into(),
    );
    files.insert("data/9/c.statemark.json".to_owned(), b"{".to_vec());
    files.insert("data/9/d.statemark.json".to_owned(), br#"{"statemark": "1.0"}"#.to_vec());
    let Some(output) = read(written(&files).path(), &["--table"]) else { return };
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), table(&statement));
    assert!(errors.contains("b.statemark.json: cannot be read as a statement") && errors.contains("'1.1'"), "{errors}");
    assert!(errors.contains("c.statemark.json: cannot be read") && errors.contains("d.statemark.json: lacks"), "{errors}");
}
