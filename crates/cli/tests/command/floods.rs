//! One document with more mistakes than anybody reads: the first of each rule are told, all are counted, and neither the memory nor the
//! time grows faster than the document.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::run::Folder;

/// How many findings of one rule are told of a document, as docs/reports.md says.
const KEPT: usize = 1_000;

/// A statement with these fields changed, on one line.
fn statement(fields: &Value) -> String {
    let mut statement = json!({"statemark": "1.0", "id": "s", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
        "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
        "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]});
    let fields = fields.as_object().unwrap().clone();
    statement.as_object_mut().unwrap().extend(fields);
    statement.to_string()
}

/// A statement with these clauses.
fn clauses(count: usize, clause: impl Fn(usize) -> Value) -> String {
    statement(&json!({"sections": [{"clauses": (0..count).map(clause).collect::<Vec<_>>()}]}))
}

/// The entity of the statement, and so many more.
fn entities(count: usize, fields: impl Fn(usize) -> Value) -> Value {
    let entity = |index: usize| {
        let mut entity = json!({"id": format!("e{index}"), "kind": "place", "name": format!("Place {index}")});
        entity.as_object_mut().unwrap().extend(fields(index).as_object().unwrap().clone());
        entity
    };
    std::iter::once(json!({"id": "x", "kind": "state", "name": "X"})).chain((0..count).map(entity)).collect()
}

/// Ids of the same number of things.
fn ids(letter: &str, count: usize) -> Vec<String> {
    (0..count).map(|index| format!("{letter}{index}")).collect()
}

fn report(folder: &Folder, options: &[&str]) -> Value {
    serde_json::from_str(&folder.run(&[&["validate", "--format", "json"], options].concat()).out).unwrap()
}

#[test]
fn what_is_not_told_is_counted_in_every_layout() {
    let folder = Folder::new();
    let count = 3 * KEPT;
    folder.write("a.json", clauses(count, |index| json!({"id": "a", "text": format!("Rain {index}.")})));
    let text = folder.run(&["validate", "a.json"]);
    assert!(text.out.contains("\nand 2,979 more of `duplicate-id` in 1 file\n"), "{}", text.out);
    assert!(text.code == 1 && text.out.ends_with("\n1 document: 2,999 errors\n"), "{text:?}");
    assert_eq!(folder.run(&["validate", "-q", "a.json"]).err, "1 document: 2,999 errors\n");
    for (options, told) in [(vec!["a.json"], KEPT), (vec!["a.json", "--max-findings", "10"], 10)] {
        let json = report(&folder, &options);
        assert_eq!(json["findings"].as_array().unwrap().len(), told);
        assert_eq!(json["left_out"], count - 1 - told);
        assert_eq!(json["totals"], json!({"documents": 1, "errors": count - 1, "warnings": 0, "information": 0}));
        assert_eq!(json["rules"], json!([{"rule": "duplicate-id", "severity": "error", "findings": count - 1, "files": 1}]));
        let lines = folder.run(&[&["validate", "--format", "ndjson"], &options[..]].concat()).out;
        let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
        assert_eq!(lines.lines().count(), told + 1);
        assert!(["totals", "rules", "left_out"].iter().all(|field| last[field] == json[field]), "{last}");
    }
}

#[test]
fn what_readers_of_a_report_would_not_take_is_said() {
    let folder = Folder::new();
    let document = clauses(KEPT + 1, |index| json!({"id": "a", "text": format!("Rain {index}.")}));
    folder.write("a.ndjson", (0..26).map(|_| document.clone() + "\n").collect::<String>());
    let arguments = ["validate", "a.ndjson", "--format", "sarif", "--report", "gitlab=q.json", "--report", "sarif=s.json"];
    let outcome = folder.run(&[&arguments[..], &["--ignore", "dataset", "--report", "json=all.json"]].concat());
    let (takes, shows) = (
        "lists 25,000 of 26,000 findings, the worst: GitHub takes no more",
        "lists more findings than the 5,000 that GitHub shows, which are the worst",
    );
    assert_eq!(
        outcome.err,
        format!(
            "the report {takes}\nthe report {shows}\nq.json lists 25,000 of 26,000 findings, the worst\ns.json {takes}\ns.json {shows}\n"
        )
    );
    assert_eq!((outcome.code, &outcome.out), (1, &folder.read("s.json")));
    let run = serde_json::from_str::<Value>(&outcome.out).unwrap()["runs"][0].take();
    let notes = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    let notes: Vec<&str> = notes.iter().map(|note| note["message"]["text"].as_str().unwrap()).collect();
    let left_out = "1,000 more findings are not listed, none of them worse.".to_owned();
    assert_eq!(notes, [left_out, format!("This log {takes}."), format!("This log {shows}.")]);
    assert_eq!(run["results"].as_array().unwrap().len(), 25_000);
    // A limit that the caller sets is no surprise.
    let outcome = folder.run(&[&arguments[..], &["--ignore", "dataset", "--max-findings", "9"]].concat());
    assert!(outcome.code == 1 && outcome.err.is_empty(), "{}", outcome.err);
}

#[test]
fn the_same_is_told_on_any_number_of_threads() {
    let folder = Folder::new();
    let flood = clauses(KEPT + 5, |_| json!({"id": "a", "text": "ra\u{AD}in"}));
    folder.write("a.ndjson", vec![flood; 6].join("\n"));
    for format in ["text", "json", "ndjson"] {
        let run = |threads: &str| folder.run(&["validate", "a.ndjson", "--threads", threads, "--format", format]).out;
        let one = run("1");
        assert!(one == run("2") && one == run("8"), "{format}");
    }
    let json = report(&folder, &["a.ndjson", "--ignore", "dataset"]);
    let of = |rule: &str| json["rules"].as_array().unwrap().iter().find(|of| of["rule"] == rule).unwrap()["findings"].clone();
    assert_eq!((of("duplicate-id"), of("soft-hyphen")), (json!(6 * (KEPT + 4)), json!(6 * (KEPT + 5))));
    assert_eq!(json["left_out"], 6 * 9);
}

#[test]
fn what_a_statement_lacks_beside_others_is_counted_too() {
    let folder = Folder::new();
    let relations: Vec<Value> = (0..2 * KEPT).map(|index| json!({"type": "cites", "ref": format!("other-{index}")})).collect();
    let flood = statement(&json!({ "relations": relations }));
    folder.write("a.ndjson", format!("{}\n{flood}\n", flood.replace("\"s\"", "\"t\"")));
    let json = report(&folder, &["a.ndjson", "--ignore", "same-text"]);
    assert_eq!(json["totals"]["information"], 4 * KEPT, "{}", json["rules"]);
    assert_eq!((json["findings"].as_array().unwrap().len(), &json["left_out"]), (2 * KEPT, &json!(2 * KEPT)));
    let piped = folder.shell("statemark validate - --format json --ignore same-text < a.ndjson").out;
    let piped: Value = serde_json::from_str(&piped).unwrap();
    assert_eq!((&piped["totals"], &piped["left_out"]), (&json["totals"], &json["left_out"]));
}

/// Judges a document of which each part would be compared with each other one, if that were not taken care of.
fn linear(name: &str, document: &str, rule: &str, count: usize) {
    let folder = Folder::new();
    folder.write("a.json", document);
    let start = Instant::now();
    let json = report(&folder, &["a.json"]);
    // Without care it would be minutes, also on a machine that is ten times as fast.
    assert!(start.elapsed() < Duration::from_secs(30), "{name}: {:?}", start.elapsed());
    let of_rule = json["rules"].as_array().unwrap().iter().find(|of| of["rule"] == rule);
    assert_eq!(of_rule.map_or(&json!(0), |of| &of["findings"]), count, "{name}: {}", json["rules"]);
}

#[test]
fn long_lists_of_actors_are_not_read_again_for_each_clause() {
    let count = 20_000;
    let part = |index: usize| json!({"id": format!("c{index}"), "text": "X welcomes the rain of the spring."});
    let parts: Vec<Value> = (0..count).map(part).collect();
    let clause = json!({"id": "a", "text": "Rain.", "act": "welcome", "by": ids("e", count), "clauses": parts});
    let text = statement(&json!({"entities": entities(count, |_| json!({})), "sections": [{"clauses": [clause]}]}));
    linear("actors", &text, "clause-twice", count - 1);
}

#[test]
fn wide_maps_are_looked_up() {
    let identifiers: Value = (0..50_000).map(|index| (format!("s{index}"), json!(format!("a\u{200B}{index}")))).collect();
    linear("identifiers", &statement(&json!({ "identifiers": identifiers })), "invisible-character", 50_000);
    let title: Value = (0..50_000).map(|index| (format!("iw-x-{index}"), json!(format!("Rain {index}")))).collect();
    let mut title = title;
    title["en"] = json!("On rain");
    linear("languages", &statement(&json!({ "title": title })), "deprecated-language", 50_000);
}

#[test]
fn unknown_ids_are_not_each_compared_with_all_known_ones() {
    let (known, unknown) = (20_000, 20_000);
    let described = entities(known, |index| json!({"aliases": [format!("the place {index}")]}));
    let clause = json!({"id": "a", "text": "X welcomes the rain.", "to": ids("unknown", unknown)});
    let text = statement(&json!({"entities": described, "sections": [{"clauses": [clause]}]}));
    linear("ids", &text, "unknown-reference", unknown);
    let clause = |index: usize| json!({"id": "a", "text": format!("Rain {index}."), "about": ["a", "a"]});
    linear("one id", &clauses(20_000, clause), "unknown-reference", 40_000);
}

#[test]
fn entities_are_not_each_compared_with_the_whole_statement() {
    let count = 20_000;
    let gone = entities(count, |index| json!({"kind": "state", "country": "SU", "id": format!("e{index}")}));
    let list: Vec<Value> = (0..count).map(|index| json!({"id": format!("c{index}"), "text": "Rain.", "to": ["x"]})).collect();
    let text = statement(&json!({"entities": gone, "sections": [{"clauses": list}]}));
    linear("countries", &text, "country-ceased", 0);
    // Two entities that share thousands of identifiers, under other schemes.
    let twins = entities(2, |index| {
        let schemes = (0..count).map(|scheme| (format!("s{index}-{scheme}"), json!("1"))).collect::<Value>();
        json!({ "identifiers": schemes })
    });
    linear("identifiers", &statement(&json!({ "entities": twins })), "entity-twice", 0);
}

#[test]
fn names_are_not_each_looked_for_in_every_clause() {
    let aliases: Vec<String> = (0..10_000).map(|index| format!("the long name {index}")).collect();
    let entity = json!([{"id": "x", "kind": "state", "name": "X", "aliases": aliases}]);
    let clause =
        |index: usize| json!({"id": format!("c{index}"), "text": format!("X condemns {index}."), "act": "welcome", "by": ["x"]});
    let list: Vec<Value> = (0..10_000).map(clause).collect();
    let text = statement(&json!({"entities": entity, "sections": [{"clauses": list}]}));
    linear("names", &text, "text-says-other-act", 10_000);
}

#[test]
fn one_file_that_many_sources_name_is_not_held_many_times() {
    let folder = Folder::new();
    let source = |index: usize| json!({"id": format!("s{index}"), "kind": "other", "file": "rain.txt"});
    folder.write("a.json", statement(&json!({"sources": (0..100).map(source).collect::<Vec<_>>()})));
    folder.write("rain.txt", "The rain fell. ".repeat(1 << 18));
    let start = Instant::now();
    let outcome = folder.shell(&super::attacks::within(400_000, "statemark validate a.json --threads 1"));
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    let message =
        "[source-file-missing]: the file `rain.txt` is not read: the source files of one document may hold 64 MiB together; ";
    assert!(outcome.code == 0 && outcome.out.contains(message), "{outcome:?}");
    // 64 MiB hold it seventeen times.
    assert!(outcome.out.ends_with("\n1 document: 83 information\n"), "{}", outcome.out);
}

#[test]
fn an_endless_id_does_not_stand_beside_each_finding() {
    let folder = Folder::new();
    folder.write("a.json", statement(&json!({"id": "s".repeat(1_000_000), "sections": vec![1; 3 * KEPT]})));
    let outcome = folder.run(&["validate", "a.json", "--format", "json"]);
    assert!(outcome.code == 1 && outcome.out.len() < 1_000_000, "{}", outcome.out.len());
}
