//! Streams that end early, fill up or are closed.

use crate::run::Folder;

const JSON: &str = "resolution.statemark.json";

#[test]
fn a_broken_pipe_is_success_for_what_reports() {
    let folder = Folder::with_examples();
    for command in ["validate", "summarize", "stats", "digest", "digest --set"] {
        // A reader that is gone before the first byte.
        let outcome = folder.shell(&format!("(sleep 0; statemark {command} {JSON}) | true")).right();
        assert_eq!(outcome.out, "");
    }
    for command in ["schema", "schema --kind rng", "completions bash", "new", "man"] {
        folder.shell(&format!("statemark {command} | head -1")).right();
    }
}

#[test]
fn a_broken_pipe_is_a_failure_for_convert() {
    let folder = Folder::with_examples();
    // Larger than any pipe holds, so that the writer must notice.
    let text = folder.read(JSON).replacen("\"title\": \"", &format!("\"title\": \"{}", "a".repeat(1_000_000)), 1);
    folder.write("large.json", text);
    for command in ["convert large.json --to json", "fmt - < large.json"] {
        let outcome = folder.shell(&format!("statemark {command} | head -1"));
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert_eq!(outcome.err, "error: stdout cannot be written: its reader has gone away\n");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let folder = Folder::with_examples();
    for command in [
        "validate {}",
        "convert {} --to json",
        "summarize {}",
        "stats {}",
        "digest {}",
        "digest --set {}",
        "schema",
        "new",
        "fmt - < {}",
    ] {
        let outcome = folder.shell(&format!("statemark {} > /dev/full", command.replace("{}", JSON)));
        assert_eq!(outcome.code, 2, "{command}");
        assert!(outcome.err.starts_with("error: stdout cannot be written: "), "{}", outcome.err);
    }
}

#[test]
fn nobody_to_tell_is_no_panic() {
    let folder = Folder::with_examples();
    assert_eq!(folder.shell("statemark validate missing.json 2>&-").code, 2);
    assert_eq!(folder.shell("statemark summarize missing.json 2> /dev/full").code, 2);
}

#[test]
fn results_go_to_stdout_and_all_else_to_stderr() {
    let folder = Folder::with_examples();
    folder.write("wrong.json", "{}");
    let outcome = folder.run(&["validate", "wrong.json"]);
    assert!(outcome.err.is_empty() && outcome.out.contains("error[missing-field]"));
    for command in ["summarize", "fmt"] {
        let outcome = folder.run(&[command, "wrong.json"]);
        assert!(outcome.out.is_empty() && outcome.err.contains("error[missing-field]"), "{outcome:?}");
    }
}
