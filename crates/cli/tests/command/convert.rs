//! `statemark convert`: one document; many in the modules below.

mod archive;
mod aside;
#[cfg(not(feature = "columns"))]
mod columnless;
#[cfg(feature = "columns")]
mod columns;
mod losses;
mod pairs;
mod places;
mod resume;

use std::fs;
use std::path::Path;

use crate::run::Folder;

const JSON: &str = "resolution.statemark.json";

#[test]
fn a_document_comes_back_from_every_way_through_the_spellings() {
    let folder = Folder::with_examples();
    for name in ["china-pakistan-2025", "declaration", "resolution"] {
        let json = format!("{name}.statemark.json");
        folder.run(&["convert", &json, "-o", "a.md"]).right();
        folder.run(&["convert", "a.md", "-o", "b.xml"]).right();
        let back = folder.run(&["convert", "b.xml", "--to", "json"]).right();
        assert_eq!(back.out, folder.read(&json));
        folder.run(&["convert", &json, "-o", "c.xml"]).right();
        assert_eq!(folder.read("b.xml"), folder.read("c.xml"));
        assert_eq!(folder.run(&["convert", "c.xml", "--to", "md"]).right().out, folder.read("a.md"));
        folder.run(&["convert", "a.md", "-o", "d.yaml"]).right();
        assert_eq!(folder.feed(&["convert", "-", "--to", "xml"], folder.read("d.yaml")).right().out, folder.read("b.xml"));
        folder.run(&["convert", "b.xml", "-o", "e.yml"]).right();
        assert_eq!(folder.read("e.yml"), folder.read("d.yaml"));
    }
}

#[test]
fn the_spelling_is_told_by_option_then_name_then_content() {
    let folder = Folder::with_examples();
    let text = folder.read(JSON);
    folder.write("named.xml", &text);
    folder.write("unnamed", &text);
    assert_eq!(folder.run(&["convert", "named.xml", "--from", "json", "--to", "json"]).right().out, text);
    assert_eq!(folder.run(&["convert", "unnamed", "--to", "json"]).right().out, text);
    assert_eq!(folder.run(&["convert", "named.xml", "--to", "json"]).code, 1);
    folder.write("neither", "Statement of X");
    let outcome = folder.run(&["convert", "neither", "--to", "json"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert!(outcome.err.contains("neither its name nor its content tells"), "{}", outcome.err);
}

#[test]
fn json_may_be_one_line() {
    let folder = Folder::with_examples();
    let outcome = folder.run(&["convert", JSON, "--to", "ndjson"]).right();
    assert_eq!(outcome.out.lines().count(), 1);
    assert!(outcome.out.ends_with("}\n"));
    assert_eq!(folder.feed(&["convert", "-", "--to", "json"], &outcome.out).right().out, folder.read(JSON));
}

#[test]
fn without_a_target_nothing_is_done() {
    let folder = Folder::with_examples();
    let before = folder.names();
    for args in [&["convert", JSON][..], &["convert", JSON, "-o", "out"], &["convert", JSON, "-o", "-"]] {
        let outcome = folder.run(args);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{args:?}");
        assert!(
            outcome.err.contains("help: ") && outcome.err.contains(".json, .ndjson, .xml, .md or .yaml")
                || outcome.err.contains("json, ndjson, xml, md or yaml"),
            "{}",
            outcome.err
        );
    }
    assert_eq!(folder.names(), before);
}

#[test]
fn a_longer_old_file_is_replaced_whole() {
    let folder = Folder::with_examples();
    folder.write("out.json", "x".repeat(1_000_000));
    folder.run(&["convert", JSON, "-o", "out.json"]).right();
    assert_eq!(folder.read("out.json"), folder.read(JSON));
}

#[test]
fn input_and_output_may_be_the_same_file() {
    let folder = Folder::with_examples();
    let text = folder.read(JSON);
    folder.run(&["convert", JSON, "--to", "ndjson", "-o", JSON]).right();
    assert_eq!(folder.read(JSON).lines().count(), 1);
    folder.run(&["convert", JSON, "-o", JSON]).right();
    assert_eq!(folder.read(JSON), text);
}

#[test]
fn a_refused_document_leaves_input_and_output_as_they_were() {
    let folder = Folder::new();
    folder.write("wrong.json", "{\"statemark\": \"1.0\"}");
    folder.write("out.xml", "old");
    let before = folder.names();
    let outcome = folder.run(&["convert", "wrong.json", "-o", "out.xml"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert!(outcome.err.contains("the statement lacks the field `title`"), "{}", outcome.err);
    assert_eq!((folder.read("out.xml").as_str(), folder.names()), ("old", before));
    assert_eq!(folder.read("wrong.json"), "{\"statemark\": \"1.0\"}");
}

#[test]
fn a_file_that_cannot_be_written_stays_as_it_was() {
    let folder = Folder::with_examples();
    for target in ["missing/out.json", "resolution.statemark.xml/out.json"] {
        let outcome = folder.run(&["convert", JSON, "-o", target]);
        assert_eq!(outcome.code, 2, "{target}");
        assert!(outcome.err.starts_with(&format!("error: {target} cannot be written: ")), "{}", outcome.err);
    }
    let path = folder.path().join("read-only.json");
    fs::write(&path, "old").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(folder.run(&["convert", JSON, "-o", "read-only.json"]).code, 2);
    assert_eq!(folder.read("read-only.json"), "old");
    assert!(!folder.names().iter().any(|name| name.starts_with(".statemark")), "{:?}", folder.names());
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let folder = Folder::with_examples();
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().mode() & 0o777;
    folder.write("private.json", "old");
    fs::set_permissions(folder.path().join("private.json"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("private.json", folder.path().join("link.json")).unwrap();
    folder.run(&["convert", JSON, "-o", "link.json"]).right();
    assert_eq!(fs::read_link(folder.path().join("link.json")).unwrap(), Path::new("private.json"));
    assert_eq!((folder.read("private.json"), mode("private.json")), (folder.read(JSON), 0o640));
    // What a link points at need not be there yet, nor what that points at.
    symlink("target.json", folder.path().join("first.json")).unwrap();
    symlink("first.json", folder.path().join("second.json")).unwrap();
    folder.run(&["convert", JSON, "-o", "second.json"]).right();
    assert_eq!(fs::read_link(folder.path().join("first.json")).unwrap(), Path::new("target.json"));
    assert_eq!(fs::read_link(folder.path().join("second.json")).unwrap(), Path::new("first.json"));
    assert_eq!(folder.read("target.json"), folder.read(JSON));
    symlink("circle.json", folder.path().join("circle.json")).unwrap();
    let outcome = folder.run(&["convert", JSON, "-o", "circle.json"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("circle.json cannot be written: its links lead to each other"), "{}", outcome.err);
    // A new file is as open as any other that is made here.
    folder.write("other.json", "new");
    folder.run(&["convert", JSON, "-o", "new.json"]).right();
    assert_eq!(mode("new.json"), mode("other.json"));
    folder.run(&["convert", JSON, "-o", "/dev/null", "--to", "json"]).right();
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let folder = Folder::with_examples();
    let stars = "*".repeat(1_100_000);
    let long = folder.read(JSON).replacen("\"text\": \"", &format!("\"text\": \"{stars}"), 1);
    folder.write("long.json", long);
    folder.write("out.md", "old");
    for args in [&["convert", "long.json", "-o", "out.md"][..], &["convert", "long.json", "--to", "md"]] {
        let outcome = folder.run(args);
        assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
        let why = "error: long.json is not converted: in Markdown, the document holds more than ";
        assert!(outcome.err.starts_with(why), "{}", outcome.err);
    }
    assert_eq!(folder.read("out.md"), "old");
    folder.run(&["convert", "long.json", "-o", "out.xml"]).right();
}

#[test]
fn a_file_that_its_layout_makes_too_large_stays_as_it_is() {
    let folder = Folder::new();
    // Each item of a list takes a line of its own in a file.
    let list = format!("{}{}1{}", "[".repeat(25), "1,".repeat(700_000), "]".repeat(25));
    let dense = format!(
        r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["x"],
        "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sections": [{{"heading": "H"}}], "ext": {{"list": {list}}}}}"#
    );
    folder.write("dense.json", &dense);
    let outcome = folder.run(&["fmt", "dense.json"]);
    assert_eq!(outcome.code, 2, "{}", outcome.err);
    assert!(outcome.err.starts_with("error: the JSON could not be read again: the document has "), "{}", outcome.err);
    assert_eq!(folder.read("dense.json"), dense);
}

#[test]
fn comments_are_told_as_a_loss() {
    let folder = Folder::new();
    folder.write("draft.md", folder.run(&["new"]).right().out);
    let outcome = folder.run(&["convert", "draft.md", "--to", "json"]);
    assert_eq!(
        (outcome.code, outcome.err.as_str()),
        (0, "warning: the output does not carry 13 comments; --losses FILE lists them\n")
    );
}

#[test]
fn a_target_that_contradicts_itself_or_is_a_folder_is_refused() {
    let folder = Folder::with_examples();
    let file = "resolution.statemark.json";
    let outcome = folder.run(&["convert", file, "--to", "md", "-o", "a.xml"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert!(outcome.err.starts_with("error: a.xml is XML by its name, but --to says Markdown\n  = help: "), "{}", outcome.err);
    assert!(!folder.names().contains(&"a.xml".to_owned()));
    folder.run(&["convert", file, "--to", "xml", "-o", "a.xml"]).right();
    folder.run(&["convert", file, "--to", "xml", "-o", "a.txt"]).right();
    let outcome = folder.run(&["convert", file, "-o", "texts"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.starts_with("error: texts is a folder, whose name tells no spelling\n"), "{}", outcome.err);
}

#[test]
fn what_was_understood_is_said_on_demand() {
    let folder = Folder::with_examples();
    let outcome = folder.run(&["convert", JSON, "-o", "out.xml.gz", "--verbose"]);
    assert_eq!(
        (outcome.code, outcome.err.as_str()),
        (0, "reads resolution.statemark.json: JSON\nwrites out.xml.gz: XML packed by gzip\n")
    );
    folder.shell("statemark convert resolution.statemark.json --to ndjson > day.ndjson").right();
    let outcome = folder.run(&["convert", "day.ndjson", "--to", "md", "-v"]);
    assert!(
        outcome.err.starts_with("reads day.ndjson: NDJSON\nwrites stdout: Markdown, a stream\n1 record = "),
        "{}",
        outcome.err
    );
}
