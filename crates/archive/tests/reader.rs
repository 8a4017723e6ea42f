//! The reader that lies in each package: Python alone, written from the specification. It lists what `spoken` lists, and finds every change.
#![allow(clippy::disallowed_methods, reason = "a package is files, its reader is a program")]

mod reader_bag;

use reader_bag::{Files, examples_with_sources, files, read, sealed, statements, written};
use statemark::id::Id;
use statemark::json;
use statemark::spoken;
use statemark::statement::Statement;
use statemark_specimens::examples;

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
        // What generated documents quote is in no source.
        assert!(errors.lines().rev().skip(1).all(|line| line.contains(": clause ") || line.contains(": source ")), "{errors}");
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
fn a_right_bag_is_found_right() {
    for arguments in [&["--table"][..], &["--from", "xml"]] {
        let Some(output) = read(written(&examples_with_sources()).path(), arguments) else { return };
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{errors}");
        assert!(errors.contains("unchanged, and no others; all quotes whose sources are at hand are in them"), "{errors}");
        assert!(!String::from_utf8_lossy(&output.stdout).contains("NOT"));
    }
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
fn a_statement_of_another_version_is_refused_and_others_are_read() {
    let statement = examples::examples().remove(0).statement;
    let mut files = files(std::slice::from_ref(&statement));
    files.insert(
        "data/9/b.statemark.json".to_owned(),
        json::to_string(&statement).replace(r#""statemark":"1.0""#, r#""statemark":"1.1""#).into(),
    );
    files.insert("data/9/c.statemark.json".to_owned(), b"{".to_vec());
    files.insert("data/9/d.statemark.json".to_owned(), br#"{"statemark": "1.0"}"#.to_vec());
    let Some(output) = read(written(&sealed(files)).path(), &["--table"]) else { return };
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), table(&statement));
    assert!(errors.contains("b.statemark.json: cannot be read as a statement") && errors.contains("'1.1'"), "{errors}");
    assert!(errors.contains("c.statemark.json: cannot be read") && errors.contains("d.statemark.json: lacks"), "{errors}");
}
