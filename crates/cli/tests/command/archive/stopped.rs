//! A run that is stopped leaves nothing under the name of the package.
#![cfg(unix)]

use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use super::statement;
use crate::run::Folder;

/// A folder with so many statements that packing them takes a while.
fn many(count: usize) -> Folder {
    let folder = Folder::new();
    folder.write("rain.txt", "Rain is welcome.\n");
    let lines: Vec<String> = (0..count).map(|number| statement(&format!("s{number}"), "rain.txt")).collect();
    folder.write("a.ndjson", lines.join("\n"));
    folder
}

fn begun(folder: &Folder, bag: &str) -> Child {
    let mut command: Command = folder.command();
    command.args(["archive", "create", "a.ndjson", "-o", bag]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    // Until it has begun to write.
    for _ in 0..2_000 {
        if folder.names().len() > 2 {
            break;
        }
        sleep(Duration::from_millis(1));
    }
    sleep(Duration::from_millis(50));
    child
}

#[test]
fn ctrl_c_leaves_nothing_at_all() {
    let folder = many(3_000);
    for bag in ["bag", "bag.zip"] {
        let child = begun(&folder, bag);
        folder.shell(&format!("kill -INT {}", child.id())).right();
        let output = child.wait_with_output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("interrupted: ") && told.contains(&format!("error: {bag} was not written")), "{told}");
        assert_eq!(folder.names(), ["a.ndjson", "rain.txt"]);
    }
}

#[test]
fn a_kill_leaves_nothing_under_the_name_and_the_next_run_is_whole() {
    let folder = many(3_000);
    for bag in ["bag", "bag.zip"] {
        let mut child = begun(&folder, bag);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!folder.path().join(bag).exists(), "{:?}", folder.names());
    }
    let outcome = folder.run(&["archive", "create", "a.ndjson", "-o", "bag"]).right();
    assert_eq!(outcome.out, format!("bag: 3000 statements in {} files\n", super::payload(3_000, 3_000)));
    assert!(!folder.path().join("bag.partial").exists(), "{:?}", folder.names());
}

#[test]
fn ctrl_c_while_statements_are_written_leaves_nothing() {
    let folder = many(400);
    folder.run(&["archive", "create", "a.ndjson", "-o", "bag"]).right();
    let mut command: Command = folder.command();
    command.args(["archive", "extract", "bag", "-o", "out"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    // Until all is checked and the first files are written.
    for _ in 0..60_000 {
        if folder.names().iter().any(|name| name.starts_with(".statemark-")) {
            break;
        }
        sleep(Duration::from_millis(1));
    }
    folder.shell(&format!("kill -INT {}", child.id())).right();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(told, "error: out was not written to its end: the run was interrupted\n");
    assert_eq!(folder.names(), ["a.ndjson", "bag", "rain.txt"]);
}
