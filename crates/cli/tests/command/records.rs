//! `statemark import --mapping`.

use serde_json::Value;

use crate::run::{Folder, project};

/// The example mappings and their records.
fn folder() -> Folder {
    let folder = Folder::new();
    for name in ["icews.toml", "icews.tsv", "plover.toml", "plover.txt"] {
        folder.write(name, std::fs::read(project().join("examples/mappings").join(name)).unwrap());
    }
    folder
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_row_is_in_a_statement_or_put_aside_with_its_reason() {
    for (records, mapping, told) in [
        ("icews.tsv", "icews.toml", "8 rows = 4 in 2 statements + 4 put aside\n"),
        ("plover.txt", "plover.toml", "5 rows = 3 in 3 statements + 2 put aside\n"),
    ] {
        let folder = folder();
        let run = folder.run(&[
            "import",
            records,
            "--mapping",
            mapping,
            "-o",
            "out.ndjson",
            "--quarantine",
            "bad",
            "--reasons",
            "why.ndjson",
        ]);
        assert!(run.code == 1 && run.out.is_empty() && run.err.ends_with(told), "{run:?}");
        let others: Vec<&str> = run.err.lines().rev().skip(1).collect();
        assert!(others.iter().all(|line| line.contains("no row has `recipient[].")), "{run:?}");
        folder.run(&["validate", "out.ndjson"]).right();
        let (all, bad) = (folder.read(records), folder.read("bad"));
        let header = if records == "icews.tsv" { all.lines().next().unwrap() } else { "" };
        let reasons = lines(&folder.read("why.ndjson"));
        for reason in &reasons {
            let slice = |text: &str, from: &Value| {
                let at = |key: &str| usize::try_from(from[key].as_u64().unwrap()).unwrap();
                text[at("start")..at("end")].to_owned()
            };
            assert_eq!(slice(&all, &reason["from"]), slice(&bad, &reason["to"]), "{reason}");
            assert_eq!((reason["file"].as_str(), reason["to"]["file"].as_str()), (Some(records), Some("bad")));
            assert!(reason["line"].is_u64() && reason["message"].is_string() && reason["help"].is_string());
        }
        let rows: Vec<&str> = bad.lines().filter(|line| *line != header).collect();
        let expected: Vec<&str> = all.lines().filter(|line| rows.contains(line)).collect();
        assert_eq!(rows, expected, "the quarantine keeps the order");
        // What was put aside is imported again as it is, and put aside again.
        let again = folder.run(&["import", "bad", "--mapping", mapping]);
        assert_eq!((again.code, again.out.as_str()), (1, ""), "{again:?}");
        assert!(
            again.err.ends_with(&format!("{} rows = 0 in 0 statements + {} put aside\n", rows.len(), rows.len())),
            "{again:?}"
        );
    }
}

#[test]
fn reasons_go_to_stderr_where_no_file_is_named() {
    let folder = folder();
    let run = folder.feed(&["import", "-", "--mapping", "plover.toml"], folder.read("plover.txt"));
    assert_eq!((run.code, run.out.lines().count()), (1, 3), "{run:?}");
    assert!(
        run.err.starts_with("stdin:3: row 3, column `event[]`: `COERCE` is not in the codelist `act`\n  = help: add it"),
        "{run:?}"
    );
}

#[test]
fn what_the_rules_call_an_error_puts_its_rows_aside() {
    let folder = folder();
    folder.write("wrong.tsv", folder.read("icews.tsv").replace("2025-05-14", "2025-02-30"));
    let run = folder.run(&["import", "wrong.tsv", "--mapping", "icews.toml", "--reasons", "why.ndjson"]);
    assert_eq!(run.err, "8 rows = 1 in 1 statement + 7 put aside\n");
    let reasons = lines(&folder.read("why.ndjson"));
    assert!(reasons[0]["from"]["record"] == 1 && reasons[0]["column"] == "Event Date", "{}", reasons[0]);
}

#[test]
fn a_mapping_or_an_option_that_is_wrong_is_told_before_any_work() {
    let folder = folder();
    folder.write("wrong.toml", folder.read("icews.toml").replace("date = \"{Event Date}\"", "dates = \"{Event Date}\""));
    folder.write("other.tsv", "Event ID\tStory ID\n1\t2\n");
    let names = folder.names();
    for (args, told) in [
        (
            &["import", "icews.tsv", "--mapping", "wrong.toml", "-o", "out.ndjson"][..],
            "error: wrong.toml is no mapping that can be used:\nline ",
        ),
        (
            &["import", "other.tsv", "--mapping", "icews.toml", "-o", "out.ndjson"],
            "error: icews.toml does not fit these records:\nline ",
        ),
        (&["import", "icews.tsv", "other.tsv", "--mapping", "icews.toml"], "error: icews.tsv, other.tsv are several"),
        (
            &["import", "icews.tsv", "--mapping", "icews.toml", "-o", "out.ndjson.gz"],
            "error: out.ndjson.gz is no NDJSON by its name",
        ),
        (&["import", "icews.tsv", "--mapping", "icews.toml", "-o", "out.statemark.md"], "error: out.statemark.md is no NDJSON"),
        (&["import", "icews.tsv", "--mapping", "icews.toml", "--threads", "2"], "error: --threads is for texts"),
        (&["import", "icews.tsv", "--mapping", "icews.toml", "--date", "2025"], "error: --date is for texts"),
        (&["import", "icews.tsv", "--mapping", "icews.toml", "-o", "icews.tsv"], "error: icews.tsv is an input"),
        (&["import", "icews.tsv", "--mapping", "icews.toml", "-o", "icews.toml"], "error: icews.toml is an input"),
        (
            &["import", "icews.tsv", "--mapping", "icews.toml", "-o", "a", "--quarantine", "a"],
            "error: a is named for two outputs",
        ),
        (&["import", "icews.tsv", "--mapping", "icews.toml", "--quarantine", "-"], "error: --quarantine cannot go to stdout"),
        (&["import", "none.tsv", "--mapping", "icews.toml"], "error: none.tsv cannot be read"),
        (&["import", "icews.tsv", "--mapping", "none.toml"], "error: none.toml cannot be read"),
    ] {
        let run = folder.run(args);
        assert!(run.code == 2 && run.out.is_empty() && run.err.starts_with(told), "{args:?}: {run:?}");
        assert_eq!(folder.names(), names, "{args:?}");
    }
}

#[test]
fn packed_records_and_a_list_of_json_are_read() {
    let folder = folder();
    let whole = folder.run(&["import", "plover.txt", "--mapping", "plover.toml", "--quarantine", "bad"]).out;
    folder.shell("gzip -k plover.txt").right();
    assert_eq!(folder.run(&["import", "plover.txt.gz", "--mapping", "plover.toml"]).out, whole);
    let items: Vec<String> = folder.read("plover.txt").lines().map(str::to_owned).collect();
    folder.write("list.json", format!("[\n{}\n]", items.join(",\n")));
    folder.write("list.toml", folder.read("plover.toml").replace("\"ndjson\"", "\"json\""));
    assert_eq!(folder.run(&["import", "list.json", "--mapping", "list.toml", "--quarantine", "bad.json"]).out, whole);
    let aside: Vec<Value> = serde_json::from_str(&folder.read("bad.json")).unwrap();
    assert_eq!(aside, lines(&folder.read("bad")));
}

#[test]
fn what_no_row_has_is_told_and_nothing_is_written_where_nothing_is_made() {
    let folder = folder();
    folder.write("way.toml", folder.read("plover.toml").replace("{text?}", "{txet?}"));
    let run = folder.run(&["import", "plover.txt", "--mapping", "way.toml", "--reasons", "why.ndjson"]);
    assert!(run.err.starts_with("warning: way.toml: line ") && run.err.contains("no row has `txet`"), "{run:?}");
    folder.write("none.ndjson", "{}\n");
    let none = folder.run(&["import", "none.ndjson", "--mapping", "plover.toml", "-o", "out.ndjson"]);
    assert!(none.code == 1 && none.err.ends_with("1 row = 0 in 0 statements + 1 put aside\n"), "{none:?}");
    assert!(!folder.names().contains(&"out.ndjson".to_owned()));
}

/// Whoever stops a run finds nothing of it.
#[cfg(unix)]
#[test]
fn a_run_that_is_interrupted_leaves_nothing() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let folder = folder();
    let records = folder.read("plover.txt");
    let mut child = folder
        .command()
        .args(["import", "-", "--mapping", "plover.toml", "-o", "out.ndjson", "--quarantine", "bad"])
        .stdin(Stdio::piped())
        .stderr(std::fs::File::create(folder.path().join("words")).unwrap())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    (0..2000).for_each(|_| input.write_all(records.as_bytes()).unwrap());
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    // It may be waiting for more.
    let _ = (0..8000).try_for_each(|_| input.write_all(records.as_bytes()));
    drop(input);
    let (code, words) = (child.wait().unwrap().code(), folder.read("words"));
    assert_eq!(code, Some(2), "{words}");
    assert!(words.ends_with("interrupted: no file was written\n"), "{words}");
    assert_eq!(folder.names(), ["icews.toml", "icews.tsv", "plover.toml", "plover.txt", "words"]);
}

/// What stands beside the examples is passed over, not judged.
#[test]
fn all_examples_are_valid_as_a_folder() {
    let outcome = Folder::new().run(&["validate", project().join("examples").to_str().unwrap()]);
    assert_eq!(outcome.code, 0, "{outcome:?}");
}
