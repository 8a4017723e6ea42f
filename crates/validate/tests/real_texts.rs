//! How often the rules on words speak of real texts: each paragraph as a clause that quotes it, with the text as its source. What they find
//! was read, and is there.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;
use statemark_specimens::shared;
use statemark_validate::{Options, validate};

fn main() -> ExitCode {
    shared::run(vec![(
        "rules_on_words_find_in_real_texts_only_what_is_there",
        rules_on_words_find_in_real_texts_only_what_is_there,
    )])
}

/// The files of a corpus, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Words without the tags of the file that they were found in; a tag of a block ends a paragraph.
fn without_tags(text: &str) -> String {
    let mut plain = String::new();
    for (index, piece) in text.split('<').enumerate() {
        let words = if index == 0 { piece } else { piece.split_once('>').map_or("", |(_, words)| words) };
        if ["/p>", "p>", "br", "/para>", "/title>"].iter().any(|tag| piece.starts_with(tag)) {
            plain.push_str("\n\n");
        }
        plain.push_str(words);
    }
    plain
}

/// A statement that has each paragraph of a text as a clause, with or without a quote of it.
fn document(text: &str, quotes: bool) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let (mut clauses, mut start) = (Vec::new(), 0);
    for paragraph in text.split("\n\n") {
        let words = paragraph.trim().replace('\n', " ");
        let end = start + paragraph.chars().count();
        if !words.is_empty() {
            let evidence = json!([{"source": "s", "start": start, "end": end, "exact": paragraph}]);
            let evidence = if quotes { evidence } else { json!([]) };
            clauses.push(json!({"id": format!("c{}", clauses.len()), "text": words, "by": ["a"], "evidence": evidence}));
        }
        start = end + 2;
    }
    let statement = json!({"statemark": "1.0", "id": "real", "type": "statement", "title": "A real text", "language": "en", "date": "2000",
        "issuers": ["a"], "entities": [{"id": "a", "kind": "group", "name": "The speakers"}],
        "sources": [{"id": "s", "kind": "official-text", "text": text}], "sections": [{"clauses": clauses}]});
    statement.to_string()
}

/// The rules that speak of a document, each once.
fn rules(json: &str) -> BTreeSet<&'static str> {
    let document = statemark::json::read(json.as_bytes());
    assert_eq!(document.faults, []);
    validate(&document, &Options::default()).findings.iter().map(|finding| finding.rule).collect()
}

fn rules_on_words_find_in_real_texts_only_what_is_there(shared: &Path) {
    let (mut spoken, mut count): (BTreeMap<(String, &str), usize>, _) = (BTreeMap::new(), 0);
    for corpus in files(&shared.join("corpora/texts")) {
        let name = corpus.file_name().unwrap().to_str().unwrap();
        for file in files(&corpus) {
            let text = fs::read_to_string(&file).unwrap();
            let text = if name.ends_with("-xml") { without_tags(&text) } else { text };
            for rule in &rules(&document(&text, true)) | &rules(&document(&text, false)) {
                *spoken.entry((name.to_owned(), rule)).or_default() += 1;
            }
            count += 1;
        }
    }
    let spoken: Vec<String> = spoken.iter().map(|((corpus, rule), count)| format!("{corpus}: {rule} in {count}")).collect();
    assert_eq!(count, 786);
    // One false alarm: a form annexed to a resolution has the same line in several places.
    insta::assert_snapshot!(spoken.join("\n"), @"
    australia-pm-xml: escaped-entity in 3
    dfat-md: soft-hyphen in 1
    unsc-resolutions-txt: clause-twice in 1
    whitehouse-md: clause-twice in 1
    whitehouse-md: html-in-words in 23
    whitehouse-md: invisible-character in 2
    whitehouse-md: soft-hyphen in 1
    ");
}
