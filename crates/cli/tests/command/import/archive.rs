//! Akoma Ntoso and TEI of others, as uncoded statements.

use serde_json::Value;

use super::{json, refused};
use crate::run::Folder;

const DEBATE: &str = include_str!("debate.akn.xml");

#[test]
fn a_debate_becomes_an_uncoded_statement_and_its_losses_are_told() {
    let folder = Folder::new();
    folder.write("debate.akn.xml", DEBATE);
    let statement = json(&folder.run(&["import", "debate.akn.xml", "--left-out", "lost.ndjson"]).right().out);
    assert_eq!(
        (&statement["title"], &statement["date"], &statement["language"]),
        (&"Sitting on the rain".into(), &"2025-02-06".into(), &"en".into())
    );
    assert_eq!(statement["entities"][0]["name"], "Assembly of Aland");
    let section = &statement["sections"][0];
    assert_eq!((&section["heading"], &section["clauses"][1]["text"]), (&"Questions".into(), &"We welcome the rain.".into()));
    let note = statement["provenance"][0]["note"].as_str().unwrap();
    assert!(note.starts_with("imported from debate.akn.xml, Akoma Ntoso; told by the text: "), "{note}");
    let lost: Vec<Value> = folder.read("lost.ndjson").lines().map(json).collect();
    let has = |key: &str, value: &str| lost.iter().any(|line| line[key] == value);
    assert!(has("words", "It rained.") && has("reason", "a note") && has("element", "term") && has("element", "TLCPerson"));
    // Its name tells what it is, or --from.
    folder.write("debate.xml", DEBATE.replace("akn/3.0\"", "akn/3.0/WD17\""));
    let named = json(&folder.run(&["import", "debate.xml", "--from", "akn"]).right().out);
    assert_eq!(named["sections"][0]["clauses"][1]["text"], "We welcome the rain.");
    for name in ["a.akn.xml", "a.tei.xml"] {
        folder.run(&["import", "debate.akn.xml", "-o", name]).right();
        assert_eq!(json(&folder.run(&["convert", name, "--to", "json"]).right().out), statement);
    }
}

#[test]
fn what_is_no_single_document_is_refused() {
    let folder = Folder::with_examples();
    folder.write("many.tei.xml", "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\"/>");
    refused(
        &folder.run(&["import", "many.tei.xml"]),
        1,
        "many.tei.xml holds a `teiCorpus`, which is no single document",
        "save each `TEI` in it as a file of its own",
    );
    folder.write("other.akn.xml", "<a/>");
    refused(&folder.run(&["import", "other.akn.xml"]), 1, "other.akn.xml is no Akoma Ntoso 3.0: its root is `a`", "");
    folder.run(&["convert", "resolution.statemark.json", "-o", "own.akn.xml"]).right();
    refused(&folder.run(&["import", "own.akn.xml"]), 1, "own.akn.xml was made of a statement", "`statemark convert`");
    folder
        .write("undated.tei.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body><p>It rains.</p></body></text></TEI>");
    refused(&folder.run(&["import", "undated.tei.xml"]), 1, "undated.tei.xml does not tell its date", "add --date");
}
