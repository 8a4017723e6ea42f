//! How far a run is: on a terminal, and nowhere else.
#![cfg(target_os = "linux")]

use statemark_specimens::shared;

use crate::run::Folder;

/// How many statements take the binary so long that it shows something.
const COUNT: usize = if cfg!(debug_assertions) { 20_000 } else { 500_000 };

/// What begins and what takes away a line.
const CLEAR: &str = "\r\x1B[K";

/// A file that takes a while, in which the statement in the middle is wrong.
fn folder() -> Folder {
    let folder = Folder::new();
    let right = r#"{"statemark":"1.0","id":"s","type":"statement","title":"On rain","language":"en","date":"2025","issuers":["x"],"entities":[{"id":"x","kind":"state","name":"X"}],"sections":[{"clauses":[{"id":"rain","text":"X welcomes the rain."}]}]}"#;
    let wrong = right.replace("[\"x\"]", "[\"y\"]");
    let mut lines = vec![right; COUNT];
    lines[COUNT / 2] = &wrong;
    folder.write("a.ndjson", lines.join("\n"));
    folder
}

/// What a terminal is sent, without carriage returns before line feeds.
fn on_a_terminal(folder: &Folder, options: &str) -> String {
    let line = format!("statemark validate a.ndjson --ignore dataset {options}");
    folder.shell(&format!("NO_COLOR=1 script -qec '{line}' /dev/null")).out.replace("\r\n", "\n")
}

#[test]
fn a_terminal_sees_rate_and_time_left_and_then_only_the_report() {
    if !shared::has("script") {
        return;
    }
    let folder = folder();
    let shown = on_a_terminal(&folder, "--threads 1");
    let pieces: Vec<&str> = shown.split(CLEAR).collect();
    let lines: Vec<&&str> = pieces.iter().filter(|piece| piece.contains(" left")).collect();
    assert!(!lines.is_empty(), "{shown}");
    for line in lines {
        assert!(line.contains("B of ") && line.contains(" %), ") && line.contains("B/s, ") && !line.contains('\n'), "{line:?}");
    }
    // What the terminal shows at the end: of each line what stands behind the last mark that takes away.
    let left: Vec<&str> = shown.lines().map(|line| line.rsplit(CLEAR).next().unwrap_or_default()).collect();
    let report = folder.run(&["validate", "a.ndjson", "--ignore", "dataset"]).out;
    assert_eq!(left, report.lines().collect::<Vec<_>>());
}

#[test]
fn nobody_else_sees_anything_of_it() {
    let folder = folder();
    let outcome = folder.run(&["validate", "a.ndjson", "--ignore", "dataset"]);
    assert!(outcome.err.is_empty() && !outcome.out.contains('\r'), "{outcome:?}");
    if shared::has("script") {
        assert_eq!(
            on_a_terminal(&folder, "-q"),
            format!("{} documents: 1 error\n", if COUNT > 100_000 { "500,000" } else { "20,000" })
        );
        let piped = on_a_terminal(&folder, "2>err | cat");
        assert!(!piped.contains(CLEAR) && folder.read("err").is_empty(), "{piped}");
    }
}
