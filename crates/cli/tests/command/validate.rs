//! `statemark validate`.

use std::fs;

use crate::run::Folder;

const WRONG: &str = "{\n  \"statemark\": \"1.0\",\n  \"titel\": \"é\"\n}\n";
const FILE: &str = "china-pakistan-2025.statemark.json";

#[test]
fn the_exit_code_says_the_worst_of_all_files() {
    let folder = Folder::with_examples();
    folder.write("wrong.json", WRONG);
    let good = "resolution.statemark.json";
    assert_eq!(folder.run(&["validate", good, FILE]).right().out.lines().last(), Some("2 documents: 1 information"));
    assert_eq!(folder.run(&["validate", good, "wrong.json"]).code, 1);
    let outcome = folder.run(&["validate", "missing.json", "wrong.json", good]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("missing.json cannot be read: there is no such file"), "{}", outcome.err);
    assert!(outcome.out.contains("wrong.json:3:3 at /titel") && outcome.out.contains("2 documents: "), "{}", outcome.out);
}

#[test]
fn findings_are_data_too() {
    let folder = Folder::with_examples();
    folder.write("wrong.json", WRONG);
    let outcome = folder.run(&["validate", "wrong.json", "--format", "json"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (1, ""));
    let report: serde_json::Value = serde_json::from_str(&outcome.out).unwrap();
    let titel = report["findings"].as_array().unwrap().iter().find(|finding| finding["pointer"] == "/titel").unwrap();
    assert_eq!(
        (titel["file"].as_str(), titel["line"].as_u64(), titel["column"].as_u64()),
        (Some("wrong.json"), Some(3), Some(3))
    );
    let right = folder.run(&["validate", "resolution.statemark.json", "--format", "json"]).right();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&right.out).unwrap()["findings"], serde_json::json!([]));
}

#[test]
fn stdin_is_a_document_in_any_spelling() {
    let folder = Folder::with_examples();
    for name in ["resolution.statemark.json", "resolution.statemark.xml", "resolution.statemark.md"] {
        folder.feed(&["validate", "-"], folder.read(name)).right();
    }
    assert!(folder.feed(&["validate", "-"], WRONG).out.contains("--> stdin:3:3"));
}

#[test]
fn one_mistake_has_one_sentence_in_all_spellings() {
    let folder = Folder::with_examples();
    let sentence = |name: &str, right: &str, wrong: &str| {
        folder.write("wrong", folder.read(name).replacen(right, wrong, 1));
        let outcome = folder.run(&["validate", "wrong"]);
        assert_eq!(outcome.code, 1, "{name}: {outcome:?}");
        outcome.out.lines().next().unwrap().to_owned()
    };
    let json = sentence("resolution.statemark.json", "\"type\": \"resolution\"", "\"type\": \"resolutoin\"");
    assert_eq!(json, "error[unknown-code]: \"resolutoin\" is not a type of statement");
    assert_eq!(sentence("resolution.statemark.xml", "type=\"resolution\"", "type=\"resolutoin\""), json);
    assert_eq!(sentence("resolution.statemark.md", "type: resolution", "type: resolutoin"), json);
}

#[test]
fn source_files_lie_beside_the_document_or_where_one_says() {
    let folder = Folder::with_examples();
    let text = folder.read("declaration.statemark.json");
    assert!(text.contains("\"text\": "), "the declaration holds its source");
    let mut document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let source = document["sources"][0].as_object_mut().unwrap();
    let words = source.remove("text").unwrap().as_str().unwrap().to_owned();
    source.insert("file".to_owned(), "texts/words.txt".into());
    fs::create_dir_all(folder.path().join("documents/texts")).unwrap();
    fs::create_dir_all(folder.path().join("elsewhere/texts")).unwrap();
    folder.write("documents/d.json", document.to_string());
    assert!(folder.run(&["validate", "documents/d.json"]).right().out.contains("[source-file-missing]"));

    folder.write("documents/texts/words.txt", &words);
    folder.write("elsewhere/texts/words.txt", "other words");
    assert!(folder.run(&["validate", "documents/d.json"]).right().out.contains("nothing found"));
    assert_eq!(folder.run(&["validate", "documents/d.json", "--sources", "elsewhere"]).code, 1);
}

#[test]
fn the_future_begins_behind_the_day_that_one_names() {
    let folder = Folder::with_examples();
    let judge = |day: &str| folder.run(&["validate", "resolution.statemark.json", "--as-of", day]);
    assert!(judge("2024-03-15").right().out.contains("nothing found"));
    assert!(judge("2024-03-13").right().out.starts_with("warning[future-date]: the date \"2024-03-14\" lies in the future"));
    for day in ["tomorrow", "2024-03", "2024-02-30", "2024-03-15/..", "2024-03-1X"] {
        let outcome = judge(day);
        assert!(outcome.code == 2 && outcome.err.contains("write a day, such as 2026-01-31"), "{day}: {}", outcome.err);
    }
}

#[cfg(unix)]
#[test]
fn no_source_file_is_read_outside_its_folder() {
    let folder = Folder::with_examples();
    let mut document: serde_json::Value = serde_json::from_str(&folder.read("resolution.statemark.json")).unwrap();
    fs::create_dir(folder.path().join("documents")).unwrap();
    folder.write("secret.txt", "not the words");
    std::os::unix::fs::symlink("../secret.txt", folder.path().join("documents/link.txt")).unwrap();
    let mut judge = |file: &str| {
        let source = document["sources"][0].as_object_mut().unwrap();
        source.remove("text");
        source.insert("file".to_owned(), file.into());
        folder.write("documents/d.json", document.to_string());
        folder.run(&["validate", "documents/d.json"])
    };
    let outcome = judge("link.txt");
    assert!(outcome.out.contains("[source-file-missing]") && !outcome.out.contains("[evidence-"), "{}", outcome.out);
    assert!(outcome.out.contains("the file `link.txt` lies outside the folder of the sources; "), "{}", outcome.out);
    for file in ["../secret.txt", "/etc/hostname", "a//b", "."] {
        let outcome = judge(file);
        assert!(outcome.code == 1 && outcome.out.contains("error[wrong-value]: `file`"), "{file}: {}", outcome.out);
    }
    // A folder, and a pipe that nobody writes to.
    fs::create_dir(folder.path().join("documents/folder")).unwrap();
    assert!(judge("folder").out.contains("[source-file-missing]: the file `folder` is no file; "));
    folder.shell("mkfifo documents/pipe").right();
    assert!(judge("pipe").out.contains("[source-file-missing]"));
}

#[test]
fn several_documents_are_looked_at_beside_each_other() {
    let folder = Folder::with_examples();
    folder.write("other.json", folder.read(FILE).replacen("\"date\": \"2025-02-06\"", "\"date\": \"2025-02-07\"", 1));
    let outcome = folder.run(&["validate", FILE, "other.json"]);
    assert_eq!(outcome.code, 1);
    let place = "error[duplicate-statement-id]: another statement of the set has this id too\n --> other.json:3:9 at /id\n";
    assert!(outcome.out.contains(place), "{}", outcome.out);
    let other = " ::: china-pakistan-2025.statemark.json:3:9 at /id\n  = see: the first one that has it\n";
    assert!(outcome.out.contains(other), "{}", outcome.out);
    let json = folder.run(&["validate", FILE, "other.json", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report["totals"]["documents"], 2);
    assert!(report["findings"].as_array().unwrap().iter().any(|finding| finding["rule"] == "duplicate-statement-id"));
    // One statement in three spellings is one statement.
    let spellings = ["resolution.statemark.json", "resolution.statemark.xml", "resolution.statemark.md"];
    assert!(folder.run(&[["validate"].as_slice(), &spellings].concat()).right().out.contains("3 documents: nothing found"));
}
