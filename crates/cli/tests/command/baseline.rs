//! `validate --baseline`: known findings are quiet, new ones count, mended ones are said and pruned.

mod keys;
mod refusals;

use serde_json::{Value, json};

use crate::run::{Folder, Outcome};

/// A statement on one line, in which these act who are no entities.
fn statement(id: &str, strangers: &[&str]) -> String {
    let clause =
        |by: &&str| json!({"id": format!("c-{by}"), "text": format!("X welcomes the rain of {by} and {id}."), "by": [by]});
    let mut clauses: Vec<Value> = strangers.iter().map(clause).collect();
    clauses.push(clause(&"x"));
    json!({"statemark": "1.0", "id": id, "type": "statement", "title": "On rain", "language": "en", "date": "2025", "issuers": ["x"],
        "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": [{"clauses": clauses}]})
    .to_string()
}

/// A folder with dirt of all kinds, none of it in a folder below.
fn dirty() -> Folder {
    let folder = Folder::new();
    let lines =
        [&*statement("s1", &["y", "z"]), "{\"statemark\": ", &*statement("s2", &["y"]), "{\"titel\": 1}", &*statement("s1", &[])];
    folder.write("set.ndjson", lines.join("\n"));
    folder.write("one.statemark.json", statement("one", &["y"]));
    folder.write("broken.statemark.json", "{\"id\" \"broken\"}");
    folder
}

fn validate(folder: &Folder, options: &[&str]) -> Outcome {
    folder.run(&[&["validate"], options].concat())
}

/// The last line of a report, after it was seen that the run ended with this code and said no more on stderr than that there are
/// files of other kinds, as a baseline is.
fn sum(outcome: &Outcome, code: i32) -> &str {
    assert!(
        outcome.code == code && (outcome.err.is_empty() || outcome.err.ends_with(" of other kinds passed over\n")),
        "{outcome:?}"
    );
    outcome.out.lines().last().unwrap()
}

/// Compares a baseline with what is there: nothing is new, and so many findings are known.
fn assert_known(folder: &Folder, inputs: &[&str], count: usize) {
    let outcome = validate(folder, &[inputs, &["--baseline", "known.json", "--format", "json"]].concat());
    let report: Value = serde_json::from_str(&outcome.out).unwrap();
    assert_eq!((outcome.code, &report["findings"]), (0, &json!([])), "{}", outcome.out);
    let known = &report["baseline"];
    let all: u64 = known["known"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!((all, &known["new"], &known["mended"]), (count as u64, &json!(0), &json!(0)), "{report}");
}

fn write(folder: &Folder, inputs: &[&str]) {
    sum(&validate(folder, &[inputs, &["--write-baseline", "known.json"]].concat()), 0);
}

fn entries(folder: &Folder) -> Vec<Value> {
    let baseline: Value = serde_json::from_str(&folder.read("known.json")).unwrap();
    baseline["findings"].as_array().unwrap().clone()
}

#[test]
fn what_is_known_is_quiet_and_what_is_new_counts() {
    let folder = dirty();
    let all = validate(&folder, &["."]);
    assert!(all.out.ends_with("\n7 documents: 16 errors\n"), "{}", all.out);
    assert_eq!(sum(&validate(&folder, &[".", "--write-baseline", "known.json"]), 0), "7 documents: nothing new; 16 known, 0 new");
    assert_eq!(sum(&validate(&folder, &[".", "--baseline", "known.json"]), 0), "7 documents: nothing new; 16 known, 0 new");
    assert_known(&folder, &["."], 16);
    folder.write("one.statemark.json", statement("one", &["new", "y"]).replace(':', ":\n"));
    let outcome = validate(&folder, &[".", "--baseline", "known.json"]);
    assert_eq!(outcome.out.matches("error[").count(), 1);
    assert!(outcome.out.contains("`new`") && outcome.out.contains("one.statemark.json:"), "{}", outcome.out);
    let said = "7 documents: 1 error; 16 known, 1 new";
    assert_eq!(outcome.out.lines().last().unwrap(), said);
    let quiet = validate(&folder, &[".", "--baseline", "known.json", "-q"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.lines().last().unwrap()), (1, "", said));
    assert_eq!(validate(&folder, &[".", "--baseline", "known.json", "--exit-zero"]).code, 0);
}

#[test]
fn the_report_counts_what_is_known_and_keeps_to_its_schema() {
    let folder = dirty();
    write(&folder, &["."]);
    folder.write("two.statemark.json", statement("two", &["y", "z"]));
    let schema: Value = serde_json::from_str(&folder.run(&["schema", "--kind", "report"]).out).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let outcome = validate(&folder, &[".", "--baseline", "known.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&outcome.out).unwrap();
    assert!(schema.is_valid(&report), "{report}");
    assert_eq!(report["totals"], json!({"documents": 8, "errors": 2, "warnings": 0, "information": 0}));
    assert_eq!(report["findings"].as_array().unwrap().len(), 2);
    let known = json!({"known": {"errors": 16, "warnings": 0, "information": 0}, "new": 2, "mended": 0, "unseen": 0});
    assert_eq!((outcome.code, &report["baseline"]), (1, &known));
    let lines = validate(&folder, &[".", "--baseline", "known.json", "--format", "ndjson"]).out;
    let last: Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!((lines.lines().count(), &last["baseline"]), (3, &known));
    let without: Value = serde_json::from_str(&validate(&folder, &[".", "--format", "json"]).out).unwrap();
    assert!(without.get("baseline").is_none());
}

#[test]
fn a_baseline_is_sorted_an_entry_a_line_and_keeps_reasons() {
    let folder = dirty();
    sum(&validate(&folder, &[".", "--write-baseline", "known.json", "--reason", "old \"stock\""]), 0);
    let text = folder.read("known.json");
    let schema: Value = serde_json::from_str(&folder.run(&["schema", "--kind", "baseline"]).right().out).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&serde_json::from_str(&text).unwrap()));
    assert_eq!(text.lines().count(), entries(&folder).len() + 7);
    assert!(entries(&folder).iter().all(|entry| entry["reason"] == "old \"stock\""));
    // A person writes a reason, turns the order, and there is a new finding.
    let mut baseline: Value = serde_json::from_str(&text).unwrap();
    baseline["findings"].as_array_mut().unwrap().reverse();
    let mine = baseline["findings"].as_array_mut().unwrap().iter_mut().find(|entry| entry["statement"] == "one").unwrap();
    mine["reason"] = json!("the printed text has it so");
    folder.write("known.json", format!("\u{FEFF}{baseline:#}"));
    folder.write("two.statemark.json", statement("two", &["y"]));
    sum(&validate(&folder, &[".", "--write-baseline", "known.json", "--reason", "new"]), 0);
    let rewritten = folder.read("known.json");
    let fresh: Vec<&str> = rewritten.lines().filter(|line| !text.contains(line.trim_end_matches(','))).collect();
    assert_eq!((fresh.len(), fresh[0]), (3, "\"documents\": 8,"), "{fresh:?}");
    assert!(fresh[1].contains("the printed text has it so") && fresh[2].contains("\"reason\":\"new\""), "{fresh:?}");
    write(&folder, &["."]);
    assert_eq!(folder.read("known.json"), rewritten);
}

#[test]
fn what_is_mended_is_named_and_pruned() {
    let folder = dirty();
    sum(&validate(&folder, &[".", "--write-baseline", "known.json", "--reason", "old"]), 0);
    let before = folder.read("known.json");
    folder.write("one.statemark.json", statement("one", &[]));
    folder.write("two.statemark.json", statement("two", &["y"]));
    let verbose = validate(&folder, &[".", "--baseline", "known.json", "-v"]).out;
    assert!(
        verbose.contains(
            "\nmended[unknown-reference]: one at /sections/*/clauses/c-y/by/*\n8 documents: 1 error; 15 known, 1 new, 1 mended"
        ),
        "{verbose}"
    );
    assert_eq!(folder.read("known.json"), before);
    let pruned = validate(&folder, &[".", "--baseline", "known.json", "--prune-baseline"]);
    assert_eq!(
        (pruned.code, pruned.out.lines().last().unwrap()),
        (1, "8 documents: 1 error; 15 known, 1 new, 1 mended and taken out")
    );
    let after = folder.read("known.json");
    let gone: Vec<&str> = before.lines().filter(|line| !after.contains(*line)).collect();
    assert!(gone.len() == 1 && gone[0].contains("\"one\""), "{gone:?}");
    assert!(after.lines().all(|line| before.contains(line)) && !after.contains("two"), "what is new is not taken for known");
    assert!(validate(&folder, &[".", "--baseline", "known.json", "--prune-baseline"]).out.ends_with("; 15 known, 1 new\n"));
    assert_eq!(folder.read("known.json"), after);
}

#[test]
fn what_nobody_looked_for_is_not_mended() {
    let folder = dirty();
    write(&folder, &["."]);
    let text = folder.read("known.json");
    for (options, known) in
        [(&["one.statemark.json"][..], 1), (&[".", "--ignore", "references,dataset"], 11), (&["broken.statemark.json"], 1)]
    {
        let all = [options, &["--baseline", "known.json", "--prune-baseline"]].concat();
        assert!(sum(&validate(&folder, &all), 0).ends_with(&format!("; {known} known, 0 new")), "{options:?}");
        assert_eq!(folder.read("known.json"), text);
    }
    // Nor what stands behind a fault of form.
    folder.write("one.statemark.json", statement("one", &["y"]).replace("\"title\"", "\"titel\""));
    let outcome = validate(&folder, &["one.statemark.json", "--baseline", "known.json", "--prune-baseline", "-v"]);
    assert!(outcome.code == 1 && outcome.out.ends_with("; 0 known, 1 new\n"), "{}", outcome.out);
    assert!(outcome.out.contains("16 known that nobody looked for"), "{}", outcome.out);
    assert_eq!(folder.read("known.json"), text);
}

#[test]
fn what_a_profile_no_longer_asks_is_not_mended() {
    let folder = Folder::new();
    folder.write(
        "statemark.toml",
        "profile = \"strict\"\n[profiles.loose]\nrequired = [\"rights\"]\n[profiles.strict]\nextends = \"loose\"\nquotes = 1\n",
    );
    folder.write("one.statemark.json", statement("one", &[]));
    write(&folder, &["."]);
    let text = folder.read("known.json");
    assert_eq!(entries(&folder).len(), 2, "{text}");
    let pruned = validate(&folder, &[".", "--profile", "loose", "--baseline", "known.json", "--prune-baseline"]);
    assert!(sum(&pruned, 0).ends_with("; 1 known, 0 new"), "{pruned:?}");
    assert_eq!(folder.read("known.json"), text);
}

#[test]
fn what_is_checked_is_what_the_configurations_of_the_files_say() {
    let folder = Folder::new();
    folder.shell("mkdir data").right();
    folder.write("data/statemark.toml", "profile = \"p\"\n[profiles.p]\nrequired = [\"rights\"]\n");
    folder.write("data/one.statemark.json", statement("one", &[]));
    write(&folder, &["data"]);
    folder.write("data/one.statemark.json", statement("one", &[]).replacen('{', "{\"rights\":\"CC0 1.0\",", 1));
    // Nothing is read of the folder in which the run is started, whatever counts there.
    for config in ["", "ignore = [\"profile\"]\n"] {
        folder.write("statemark.toml", config);
        let outcome = validate(&folder, &["data", "--baseline", "known.json"]);
        assert!(sum(&outcome, 0).contains("; 0 known, 0 new, 1 mended"), "{config}: {outcome:?}");
    }
}

#[test]
fn what_is_suppressed_needs_no_entry() {
    let folder = Folder::new();
    folder.write("one.statemark.json", statement("one", &["y", "z"]));
    write(&folder, &["."]);
    folder.write(
        "statemark.toml",
        "[[suppress]]\nstatement = \"one\"\nrule = \"unknown-reference\"\npointer = \"/sections/0/clauses/0\"\nreason = \"so the paper has it\"\n",
    );
    let pruned = validate(&folder, &[".", "--baseline", "known.json", "--prune-baseline"]);
    assert_eq!(sum(&pruned, 0), "1 document: nothing new; 1 known, 0 new, 1 mended and taken out");
    assert_eq!(entries(&folder).len(), 1);
}

#[test]
fn of_a_flood_the_first_are_known_and_the_others_counted() {
    let folder = Folder::new();
    let flood = |count: usize| {
        let clauses: Vec<Value> =
            (0..count).map(|index| json!({"id": format!("c{index}"), "text": format!("Rain {index}."), "by": ["y"]})).collect();
        statement("a", &[])
            .replace("\"sections\":[{\"clauses\":", &format!("\"sections\":[{{\"clauses\":{}}},{{\"clauses\":", json!(clauses)))
    };
    folder.write("a.json", flood(3000));
    assert_eq!(
        sum(&validate(&folder, &["a.json", "--write-baseline", "known.json"]), 0),
        "1 document: nothing new; 3,000 known, 0 new"
    );
    assert_eq!(entries(&folder).len(), 1001);
    assert!(entries(&folder)[0].get("at").is_none() && entries(&folder)[0]["count"] == 2000);
    assert_known(&folder, &["a.json"], 3000);
    folder.write("a.json", flood(3003));
    let outcome = validate(&folder, &["a.json", "--baseline", "known.json"]);
    assert!(outcome.code == 1 && outcome.out.contains("error[unknown-reference]"), "{}", outcome.out);
    assert!(outcome.out.ends_with("1 document: 3 errors; 3,000 known, 3 new\n"), "{}", outcome.out);
    // What moves up in place of those that are mended is known.
    folder.write("a.json", flood(3000).replacen("[\"y\"]", "[\"x\"]", 500));
    let outcome = validate(&folder, &["a.json", "--baseline", "known.json"]);
    assert!(sum(&outcome, 0).ends_with("; 2,500 known, 0 new"), "{}", outcome.out);
    folder.write("a.json", flood(3000).replacen("[\"y\"]", "[\"x\"]", 2200));
    let outcome = validate(&folder, &["a.json", "--baseline", "known.json", "--prune-baseline"]);
    assert!(sum(&outcome, 0).ends_with("; 800 known, 0 new, 2,200 mended and taken out"), "{}", outcome.out);
}

#[test]
fn what_is_known_holds_no_record_back() {
    let folder = dirty();
    write(&folder, &["set.ndjson"]);
    let sort = ["--baseline", "known.json", "-q", "--ignore", "dataset", "--pass", "good.txt", "--quarantine", "bad.txt"];
    let outcome = validate(&folder, &[&["set.ndjson"], &sort[..]].concat());
    assert!(outcome.code == 0 && outcome.err.ends_with("5 records = 5 passed + 0 quarantined\n"), "{outcome:?}");
    assert_eq!((folder.read("good.txt"), folder.read("bad.txt")), (folder.read("set.ndjson"), String::new()));
    // Of a record without an id one copy is known, and the other is not after all.
    let set = folder.read("set.ndjson");
    folder.write("set.ndjson", format!("{set}\n{{\"titel\": 1}}\n"));
    for threads in ["1", "2"] {
        let outcome = validate(&folder, &[&["set.ndjson", "--threads", threads], &sort[..]].concat());
        assert!(outcome.code == 1 && outcome.err.ends_with("6 records = 5 passed + 1 quarantined\n"), "{outcome:?}");
        assert_eq!((folder.read("good.txt"), folder.read("bad.txt")), (format!("{set}\n"), "{\"titel\": 1}\n".to_owned()));
    }
}

#[test]
fn what_would_break_a_list_breaks_it_also_if_it_is_known() {
    let folder = Folder::new();
    folder.write("list.json", format!("[{}, {{\"id\" \"broken\"}}]", statement("one", &[])));
    write(&folder, &["list.json"]);
    let before = folder.names();
    let sort = ["list.json", "--baseline", "known.json", "--pass", "good.json", "--quarantine", "bad.json"];
    let outcome = validate(&folder, &sort);
    assert!(outcome.code == 2 && outcome.err.ends_with("nothing was written\n"), "{outcome:?}");
    assert_eq!(folder.names(), before);
}

#[test]
fn what_a_configuration_turns_off_is_not_mended() {
    let folder = dirty();
    write(&folder, &["set.ndjson"]);
    let known = folder.read("known.json");
    assert!(known.contains("unknown-reference"), "{known}");
    folder.write("statemark.toml", "ignore = [\"unknown-reference\"]\n");
    let outcome = validate(&folder, &["set.ndjson", "--baseline", "known.json", "--prune-baseline"]);
    assert!(sum(&outcome, 0).ends_with(" known, 0 new"), "{outcome:?}");
    assert_eq!(folder.read("known.json"), known);
}
