//! `validate --baseline`: known findings are quiet, new ones count, mended ones are said and pruned.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::process::Stdio;

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
fn of_equal_findings_as_many_are_known_as_were_counted() {
    let folder = Folder::new();
    let twice = |count: usize| {
        let by = json!(vec!["y"; count]).to_string();
        statement("a", &[]).replace("\"by\":[\"x\"]", &format!("\"by\":{by}"))
    };
    folder.write("a.json", twice(2));
    write(&folder, &["a.json", "--ignore", "reference-twice"]);
    assert_eq!(entries(&folder)[0]["count"], 2, "{}", folder.read("known.json"));
    folder.write("a.json", twice(3));
    let options = ["a.json", "--ignore", "reference-twice", "--baseline", "known.json"];
    assert!(validate(&folder, &options).out.ends_with("1 document: 1 error; 2 known, 1 new\n"));
    folder.write("a.json", twice(1));
    assert!(validate(&folder, &options).out.contains("; 1 known, 0 new, 1 mended"));
    sum(&validate(&folder, &[&options[..], &["--prune-baseline"]].concat()), 0);
    assert_eq!(entries(&folder)[0]["count"], 1);
}

#[test]
fn the_order_the_file_and_the_spelling_do_not_matter() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..30).map(|number| statement(&format!("s{number}"), &["y", "z"][..number % 3])).collect();
    let broken = "{\"titel\": \"no id\"}";
    folder.write("set.ndjson", lines.join("\n") + "\n" + broken);
    write(&folder, &["set.ndjson"]);
    let count = 30 + 9;
    assert_known(&folder, &["set.ndjson"], count);
    folder.write(
        "set.ndjson",
        format!("{}\n{broken}\n\n{}", statement("new", &[]), lines.iter().rev().cloned().collect::<Vec<_>>().join("\n\n")),
    );
    assert_known(&folder, &["set.ndjson"], count);
    folder.write("set.ndjson", format!("[{broken},\n{}]", lines.join(",\n")));
    folder.shell("mv set.ndjson other.json && gzip -k other.json").right();
    let only_statements = validate(&folder, &["other.json.gz", "--baseline", "known.json"]);
    assert!(
        only_statements.out.ends_with("9 errors; 30 known, 9 new\n"),
        "what has no id is known by its file: {}",
        only_statements.out
    );
    let mut xml = "<statements xmlns=\"https://w3id.org/statemark/1\">\n".to_owned();
    for (number, line) in lines.iter().enumerate() {
        let text = folder.feed(&["convert", "-", "--to", "xml"], line).out;
        writeln!(xml, "{}", text.split_once("?>\n").unwrap().1).unwrap();
        folder.feed(&["convert", "-", "--to", "md", "-o", &format!("md{number}.statemark.md")], line).right();
    }
    folder.write("set.xml", xml + "</statements>");
    assert_known(&folder, &["set.xml"], 30);
    assert_known(&folder, &["md*.statemark.md"], 30);
    folder.shell("statemark validate - --baseline known.json < set.xml | grep -q '; 30 known, 0 new$'").right();
}

#[test]
fn what_has_no_id_is_known_by_its_path_from_the_baseline() {
    let folder = dirty();
    folder.shell("mkdir -p data/in work && mv *.json *.ndjson data/in").right();
    let file = |folder: &Folder| {
        let files = entries(folder)
            .into_iter()
            .filter_map(|entry| Some((entry["file"].as_str()?.to_owned(), entry.get("record").is_some())));
        files.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    folder.shell("statemark validate data --write-baseline known.json").right();
    assert_eq!(file(&folder), [("data/in/broken.statemark.json".to_owned(), false), ("data/in/set.ndjson".to_owned(), true)]);
    folder.shell("cd work && statemark validate \"$PWD\"/../data/in --baseline ../known.json").right();
    folder.shell("cd data && statemark validate in/set.ndjson in/broken.statemark.json --baseline ../known.json").right();
    folder.shell("cd work && statemark validate ../data --write-baseline known.json && mv known.json ..").right();
    assert_eq!(file(&folder)[0].0, "../data/in/broken.statemark.json");
    // A second broken record is new, also where it breaks as the first does.
    folder.write("data/in/set.ndjson", folder.read("data/in/set.ndjson") + "\n{\"statemark\":  ");
    let outcome = folder.shell("cp known.json work/known.json; statemark validate data --baseline work/known.json");
    assert!(outcome.code == 1 && outcome.out.ends_with("8 documents: 1 error; 16 known, 1 new\n"), "{outcome:?}");
    assert!(outcome.out.contains("data/in/set.ndjson:6:"), "{outcome:?}");
    // Two copies are known as two.
    folder.shell("statemark validate data --write-baseline both.json; statemark validate data --baseline both.json").right();
    assert!(folder.read("both.json").contains("\"rule\":\"syntax\",\"at\":\"/statemark\",\"count\":2"));
}

#[test]
fn a_file_that_gets_its_id_has_no_new_faults() {
    let folder = Folder::new();
    let text = statement("a", &[]).replace("\"title\"", "\"titel\"");
    folder.write("a.json", text.replace("\"id\":\"a\",", ""));
    write(&folder, &["a.json"]);
    folder.write("a.json", &text);
    let outcome = validate(&folder, &["a.json", "--baseline", "known.json", "-v"]);
    assert!(sum(&outcome, 0).contains("; 1 known, 0 new, 1 mended"), "{}", outcome.out);
    assert!(outcome.out.contains("mended[missing-field]: a.json at /id\n"), "{}", outcome.out);
}

#[test]
fn any_number_of_threads_knows_the_same() {
    let folder = Folder::new();
    let lines: Vec<String> =
        (0..2000).map(|number| statement(&format!("s{}", number % 1500), &["y", "z"][..number % 3])).collect();
    folder.write("set.ndjson", lines.join("\n") + "\n{\n[]\n");
    let mut written = Vec::new();
    for threads in ["1", "2", "8"] {
        let name = format!("known{threads}.json");
        written.push(validate(&folder, &["set.ndjson", "--threads", threads, "--write-baseline", &name]).right().out);
        written.push(folder.read(&name));
        folder.write("known.json", folder.read(&name));
    }
    assert!(written[..2] == written[2..4] && written[..2] == written[4..]);
    folder.write("set.ndjson", lines.iter().map(|line| line.replacen("\"y\"", "\"w\"", 1)).collect::<Vec<_>>().join("\n"));
    let runs = ["1", "2", "8"]
        .map(|threads| validate(&folder, &["set.ndjson", "--threads", threads, "--baseline", "known.json", "-v"]).out);
    assert!(runs[0] == runs[1] && runs[0] == runs[2] && runs[0].contains(" mended "), "{}", runs[0].lines().last().unwrap());
}

#[test]
fn findings_over_sets_are_known_too() {
    let folder = Folder::new();
    let (one, two) = (statement("a", &[]), statement("b", &[]));
    folder.write("set.ndjson", [&*one, &*two, &*one].join("\n"));
    write(&folder, &["set.ndjson"]);
    assert!(entries(&folder).iter().any(|entry| entry["rule"] == "duplicate-statement-id" && entry["statement"] == "a"));
    let count = entries(&folder).len();
    folder.write("set.ndjson", [&*two, &*one, &*one].join("\n"));
    assert_known(&folder, &["set.ndjson"], count);
    folder.shell("statemark validate - --baseline known.json < set.ndjson | grep -q ' known, 0 new$'").right();
    folder.write("set.ndjson", [&*one, &*two, &*one, &*one, &*two].join("\n"));
    let outcome = validate(&folder, &["set.ndjson", "--baseline", "known.json", "--format", "ndjson"]);
    assert_eq!(
        outcome.out.matches("\"rule\":\"duplicate-statement-id\",\"severity\":\"error\",\"category\"").count(),
        2,
        "{}",
        outcome.out
    );
    // Of one statement alone nobody can say what the set has.
    folder.write("one.json", &one);
    assert!(sum(&validate(&folder, &["one.json", "--baseline", "known.json"]), 0).ends_with("; 0 known, 0 new"));
    // Without the second one it is mended.
    folder.write("set.ndjson", [&*one, &*two].join("\n"));
    assert!(sum(&validate(&folder, &["set.ndjson", "--baseline", "known.json"]), 0).contains(" 1 mended "));
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
fn what_cannot_be_a_baseline_is_refused_before_any_work() {
    let folder = dirty();
    write(&folder, &["."]);
    let good = folder.read("known.json");
    let line = good.lines().nth(6).unwrap().trim_end_matches(',');
    folder.shell("mkdir folder; touch empty.json; gzip -k known.json; ln -s one.statemark.json link.txt; cp known.json locked.json; chmod a-w locked.json").right();
    folder.write("other.json", "[1, 2]");
    folder.write("version.json", good.replacen("1.0", "2.0", 1));
    folder.write("twice.json", good.replacen(line, &format!("{line},\n{line}"), 1));
    folder.write("unknown.json", good.replacen("\"count\"", "\"number\"", 1));
    let names = folder.names();
    for (options, says) in [
        (&["--baseline", "missing.json"][..], "error: missing.json cannot be read: there is no such file"),
        (&["--baseline", "folder"], "error: folder is no file that could be a baseline"),
        (&["--baseline", "-"], "error: - is no file that could be a baseline"),
        (&["--baseline", "empty.json"], "error: empty.json is no baseline: line 1, column 0: EOF"),
        (&["--baseline", "known.json.gz"], "error: known.json.gz is packed by gzip"),
        (&["--baseline", "other.json"], "error: other.json is no baseline: line 1, column "),
        (
            &["--baseline", "version.json"],
            "error: version.json is no baseline: line 2, column 17: the baseline is of version \"2.0\"; this tool knows \"1.0\"",
        ),
        (&["--baseline", "twice.json"], "error: twice.json is no baseline: line 8, column "),
        (&["--baseline", "unknown.json"], "error: unknown.json is no baseline: line 6, column "),
        (&["--baseline", "one.statemark.json"], "error: one.statemark.json is the baseline, and to be checked as well"),
        (&["--baseline", "./link.txt"], "error: ./link.txt is the baseline, and to be checked as well"),
        (&["--baseline", "locked.json", "--prune-baseline"], "error: locked.json cannot be written: permission denied"),
        (&["--write-baseline", "one.statemark.json"], "error: one.statemark.json is the baseline, and to be checked as well"),
        (&["--write-baseline", "other.json"], "error: other.json is no baseline"),
        (&["--write-baseline", "version.json"], "error: version.json is no baseline"),
        (&["--write-baseline", "none/known.json"], "error: none/known.json lies in a folder that is not there"),
        (&["--write-baseline", "/dev/full"], "error: /dev/full is no file that could be a baseline"),
        (&["--write-baseline", "folder"], "error: folder is no file that could be a baseline"),
        (
            &["--write-baseline", "a.json", "--baseline", "known.json"],
            "error: the argument '--write-baseline <FILE>' cannot be used with '--baseline <FILE>'",
        ),
        (&["--prune-baseline"], "error: the following required arguments were not provided"),
        (
            &["--baseline", "known.json", "--reason", "so"],
            "error: the argument '--baseline <FILE>' cannot be used with '--reason <TEXT>'",
        ),
    ] {
        let outcome = validate(&folder, &[&["one.statemark.json", "set.ndjson"], options].concat());
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{options:?}");
        assert!(outcome.err.starts_with(says), "{options:?}: {}", outcome.err);
    }
    assert_eq!((folder.names(), folder.read("known.json")), (names, good));
}

#[test]
fn a_run_that_did_not_read_all_writes_no_baseline() {
    let folder = dirty();
    let says = "error: new.json was not written, since not all was read\n";
    for inputs in [&[".", "missing.json"][..], &["set.ndjson", "none*.json"]] {
        let outcome = validate(&folder, &[inputs, &["--write-baseline", "new.json"]].concat());
        assert!(outcome.code == 2 && outcome.err.ends_with(says), "{outcome:?}");
        assert!(outcome.out.contains(" known, 0 new"), "{}", outcome.out);
    }
    let empty = Folder::new();
    let outcome = validate(&empty, &[".", "--write-baseline", "new.json"]);
    assert!(
        outcome.code == 2 && outcome.err.ends_with(says) && outcome.err.contains("error: . holds no statement"),
        "{outcome:?}"
    );
    assert!(empty.names().is_empty() && !folder.names().contains(&"new.json".to_owned()));
    write(&folder, &["."]);
    folder.write("one.statemark.json", statement("one", &[]));
    let before = folder.read("known.json");
    let outcome = validate(&folder, &[".", "missing.json", "--baseline", "known.json", "--prune-baseline"]);
    assert!(
        outcome.code == 2 && outcome.err.ends_with("error: known.json was not written, since not all was read\n"),
        "{outcome:?}"
    );
    assert_eq!(folder.read("known.json"), before);
}

#[test]
fn a_run_whose_reader_goes_away_writes_no_baseline() {
    let folder = dirty();
    write(&folder, &["one.statemark.json"]);
    let before = folder.read("known.json");
    folder.write("many.ndjson", (0..5000).map(|number| statement(&format!("m{number}"), &["y"]) + "\n").collect::<String>());
    folder.write("one.statemark.json", statement("one", &[]));
    let line =
        "statemark validate one.statemark.json many.ndjson --format ndjson --baseline known.json --prune-baseline | head -1";
    let outcome = folder.shell(line);
    assert!(outcome.code == 2 && outcome.err.contains("known.json was not written, since not all was read"), "{outcome:?}");
    assert_eq!(folder.read("known.json"), before);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_writes_no_baseline() {
    let folder = Folder::new();
    let mut command = folder.command();
    let command = command.args(["validate", "-", "--format", "ndjson", "--write-baseline", "new.json"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin
        .write_all((0..20_000).map(|number| statement(&format!("m{number}"), &["y"]) + "\n").collect::<String>().as_bytes())
        .unwrap();
    folder.shell(&format!("kill -INT {}", child.id())).right();
    drop(stdin);
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    assert!(err.contains("interrupted: ") && err.ends_with("error: new.json was not written, since not all was read\n"), "{err}");
    assert!(folder.names().is_empty() && out.contains("\"interrupted\":true"), "{out}");
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
fn no_report_takes_the_place_of_another_output() {
    let folder = dirty();
    write(&folder, &["set.ndjson"]);
    let known = folder.read("known.json");
    let sort = ["set.ndjson", "--baseline", "known.json", "--pass", "good.txt", "--quarantine", "bad.txt"];
    for (name, why) in [
        ("known.json", "is an input of this run, and would be lost"),
        ("good.txt", "is named for two outputs"),
        ("./bad.txt", "is named for two outputs"),
    ] {
        let outcome = validate(&folder, &[&sort[..], &["--report", &format!("json={name}")]].concat());
        assert!(outcome.code == 2 && outcome.err.contains(&format!("{name} {why}")), "{outcome:?}");
    }
    assert_eq!(folder.read("known.json"), known);
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
