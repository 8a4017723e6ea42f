//! Akoma Ntoso and TEI: one document, and a folder with a file a statement.

use crate::bulk::statement;
use crate::run::Folder;

const STANDARDS: [(&str, &str); 2] = [("akn", "<akomaNtoso "), ("tei", "<TEI ")];

#[test]
fn a_document_comes_back_from_each_standard() {
    let folder = Folder::with_examples();
    for name in ["china-pakistan-2025", "declaration", "resolution"] {
        let json = format!("{name}.statemark.json");
        for (standard, root) in STANDARDS {
            let file = format!("a.{standard}.xml");
            folder.run(&["convert", &json, "-o", &file]).right();
            assert_eq!(folder.run(&["convert", &json, "--to", standard]).right().out, folder.read(&file));
            assert!(folder.read(&file).contains(root));
            assert_eq!(folder.run(&["convert", &file, "--to", "json"]).right().out, folder.read(&json));
            let from_stdin = folder.feed(&["convert", "-", "--from", standard, "--to", "json"], folder.read(&file));
            assert_eq!(from_stdin.right().out, folder.read(&json));
            folder.run(&["convert", &file, "-o", &format!("b.{standard}.xml.gz")]).right();
            assert_eq!(folder.run(&["convert", &format!("b.{standard}.xml.gz"), "--to", "json"]).right().out, folder.read(&json));
        }
    }
}

#[test]
fn many_statements_are_a_file_each() {
    let folder = Folder::new();
    let records: String = (1..=300).map(|id| statement(id) + "\n").collect();
    folder.write("in.ndjson", &records);
    let digest = folder.run(&["digest", "--set", "in.ndjson"]).right().out;
    for (standard, _) in STANDARDS {
        let output = format!("{standard}/");
        let run = folder.run(&["convert", "in.ndjson", "--to", standard, "-o", &output, "--verify"]);
        assert_eq!((run.code, run.err.as_str()), (0, "300 records = 300 converted + 0 refused\n"));
        assert!(folder.path().join(standard).join(format!("s1.{standard}.xml")).is_file());
        folder.run(&["convert", standard, "-o", &format!("{standard}.ndjson")]);
        let back = folder.run(&["digest", "--set", &format!("{standard}.ndjson")]).right().out;
        assert_eq!(back.split_whitespace().next(), digest.split_whitespace().next());
        let one = folder.run(&["convert", "in.ndjson", "-o", &format!("all.{standard}.xml")]);
        assert!(one.code == 2 && one.err.contains("holds many statements, and a document of"), "{}", one.err);
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let folder = Folder::with_examples();
    folder.run(&["convert", "resolution.statemark.json", "-o", "a.akn.xml"]).right();
    let text = folder.read("a.akn.xml");
    folder.write("b.akn.xml", text.replacen("sm:act=\"condemn\"", "sm:act=\"condem\"", 1));
    let wrong = folder.run(&["validate", "b.akn.xml"]);
    let line = text.lines().position(|line| line.contains("sm:act=\"condemn\"")).unwrap() + 1;
    assert_eq!(wrong.code, 1);
    assert!(wrong.out.contains(&format!("b.akn.xml:{line}:")) && wrong.out.contains("did you mean `condemn`?"), "{}", wrong.out);
    let other = folder.run(&["summarize", "a.akn.xml"]);
    assert!(other.code == 2 && other.err.contains("is Akoma Ntoso by its name"), "{}", other.err);
    folder.write("c.akn.xml", text.replacen("<evidence", "<!-- lost --><evidence", 1));
    let lost = folder.run(&["convert", "c.akn.xml", "--to", "json", "--deny-loss"]);
    assert!(lost.code == 1 && lost.err.contains("1 comment"), "{}", lost.err);
}

#[test]
fn what_others_have_added_goes_aside_byte_for_byte() {
    let folder = Folder::new();
    folder.write("in.ndjson", (1..=30).map(|id| statement(id) + "\n").collect::<String>());
    for (standard, from, to) in [
        ("akn", "<mainBody>", "<mainBody><paragraph><content><p>More.</p></content></paragraph>"),
        ("tei", "</titleStmt>", "<funder>A fund</funder></titleStmt>"),
    ] {
        folder.run(&["convert", "in.ndjson", "--to", standard, "-o", &format!("{standard}/")]);
        let (file, aside) = (format!("{standard}/s7.{standard}.xml"), format!("aside-{standard}"));
        let text = folder.read(&file);
        let changed = text.replacen(from, to, 1);
        assert_ne!(text, changed);
        folder.write(&file, &changed);
        let output = format!("{standard}.ndjson");
        let run = folder.run(&["convert", standard, "-o", &output, "--quarantine", &format!("{aside}/")]);
        assert!(run.code == 1 && run.err.ends_with("30 records = 29 converted + 1 quarantined\n"), "{}", run.err);
        assert!(run.err.contains("would be lost: a statement has no place for it here"), "{}", run.err);
        assert_eq!(folder.read(&output).lines().count(), 29);
        assert_eq!(folder.read(&format!("{aside}/s7.{standard}.xml")), changed);
    }
}

#[test]
fn other_documents_are_refused_and_nothing_is_written() {
    let folder = Folder::with_examples();
    for (text, words) in [
        ("<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act/></akomaNtoso>", "statemark import"),
        ("<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/4.0\"/>", "akn/3.0"),
        ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "DOCTYPE"),
        ("<a>", "never closed"),
    ] {
        folder.write("in.akn.xml", text);
        let refused = folder.run(&["convert", "in.akn.xml", "-o", "out.json"]);
        assert_eq!(refused.code, 1, "{text}: {}", refused.err);
        assert!(refused.err.contains(words), "{text}: {}", refused.err);
        assert!(!folder.path().join("out.json").exists());
    }
}
