//! `validate --watch`: each test waits for lines, and none for time.
#![cfg(unix)]

use std::io::{BufRead, BufReader, PipeReader, PipeWriter};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::bulk::{statement, wrong};
use crate::run::Folder;

/// The binary while it watches. It ends with the test, however that ends.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Folder, args: &[&str]) -> Self {
        let (reader, writer) = std::io::pipe().unwrap();
        Self::start_into(folder, args, writer.try_clone().unwrap().into(), (reader, writer))
    }

    /// The same, with stdout somewhere else. What goes to one pipe comes in its order.
    fn start_into(folder: &Folder, args: &[&str], stdout: Stdio, (reader, writer): (PipeReader, PipeWriter)) -> Self {
        let child = folder.command().args(args).stdout(stdout).stderr(writer).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(reader).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Self { child, lines }
    }

    /// Waits for a line that holds these words.
    fn wait_for(&self, words: &str) -> String {
        let mut seen = Vec::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_mins(1)).unwrap_or_else(|_| panic!("no {words:?} in {seen:#?}"));
            if line.contains(words) {
                return line;
            }
            seen.push(line);
        }
    }

    /// Ctrl-C, and the exit code.
    fn end(mut self) -> Option<i32> {
        assert!(Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // One that has ended already cannot be killed, and need not be.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_change_is_checked_and_ctrl_c_ends_with_the_last_status() {
    let folder = Folder::new();
    folder.write("a.statemark.json", statement(1));
    let watch = Watch::start(&folder, &["validate", "a.statemark.json", "--watch"]);
    let header = watch.wait_for("1 file is watched; Ctrl-C ends");
    let clock: String = header.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    assert_eq!(clock, "[00:00:00 UTC] 0 file is watched; Ctrl-C ends");
    watch.wait_for("1 document: ");
    folder.write("a.statemark.json", wrong(12));
    watch.wait_for(" UTC] a.statemark.json changed");
    watch.wait_for("error[unknown-reference]");
    watch.wait_for("1 document: 1 error");
    assert_eq!(watch.end(), Some(1));
}

#[test]
fn a_mended_file_ends_well_and_a_new_one_in_a_folder_is_seen() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("drafts")).unwrap();
    folder.write("drafts/a.statemark.json", wrong(12));
    let watch = Watch::start(&folder, &["validate", "drafts", "--watch"]);
    watch.wait_for("1 document: 1 error");
    folder.write("drafts/a.statemark.json", statement(1));
    watch.wait_for("1 document: ");
    folder.write("drafts/b.statemark.json", statement(2));
    watch.wait_for(" UTC] drafts/b.statemark.json changed");
    watch.wait_for("2 documents: ");
    std::fs::remove_file(folder.path().join("drafts/a.statemark.json")).unwrap();
    watch.wait_for(" UTC] drafts/a.statemark.json changed");
    watch.wait_for("1 document: ");
    assert_eq!(watch.end(), Some(0));
}

#[test]
fn what_a_run_writes_itself_starts_no_other() {
    let folder = Folder::new();
    folder.write("a.statemark.json", wrong(1));
    let log = std::fs::File::create(folder.path().join("log.txt")).unwrap();
    let watch = Watch::start_into(&folder, &["validate", ".", "--watch"], log.into(), std::io::pipe().unwrap());
    // Once it could be the person's doing.
    watch.wait_for("./log.txt changed");
    for id in [10, 100, 1000] {
        folder.write("a.statemark.json", wrong(id));
        let line = watch.wait_for(" changed");
        assert!(line.contains("./a.statemark.json"), "{line}");
    }
    // What a check says last, so that it is not interrupted.
    watch.wait_for("1 file of other kinds passed over");
    assert_eq!(watch.end(), Some(1));
}

#[test]
fn a_file_that_is_not_there_yet_is_waited_for() {
    let folder = Folder::new();
    let watch = Watch::start(&folder, &["validate", "a.statemark.json", "--watch"]);
    watch.wait_for("error: a.statemark.json cannot be read: there is no such file or folder");
    folder.write("a.statemark.json", statement(1));
    watch.wait_for("1 document: ");
    assert_eq!(watch.end(), Some(0));
}

#[test]
fn what_documents_are_judged_by_is_watched_too() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("set")).unwrap();
    folder.write("set/a.statemark.json", statement(1));
    folder.write("codes.json", "[\"communique\", \"other\"]");
    folder.write("ext.json", "{}");
    folder.write("statemark.toml", "paths = [\"set\"]\n");
    let watch = Watch::start(&folder, &["validate", "--watch"]);
    watch.wait_for("2 files are watched");
    watch.wait_for("1 document: nothing found");
    // The configuration, which comes to name other files.
    folder.write("b.statemark.json", statement(2));
    folder.write("statemark.toml", "paths = [\"set\", \"b.statemark.json\"]\n");
    watch.wait_for(" UTC] statemark.toml changed");
    watch.wait_for("2 documents: nothing found");
    folder.write("b.statemark.json", wrong(23));
    watch.wait_for(" UTC] b.statemark.json changed");
    watch.wait_for("2 documents: 1 error");
    // One that is wrong, and a right one with a codelist and a schema.
    folder.write("statemark.toml", "path = []\n");
    watch.wait_for("error: statemark.toml:1:1:");
    folder.write("statemark.toml", "paths = [\"set\"]\ncodelists.type = \"codes.json\"\next-schemas.ext = \"ext.json\"\n");
    watch.wait_for("1 document: 1 error");
    folder.write("codes.json", "[");
    watch.wait_for(" UTC] codes.json changed");
    watch.wait_for("error: codes.json:1:");
    folder.write("codes.json", r#"["statement", "other"]"#);
    watch.wait_for(" UTC] codes.json changed");
    watch.wait_for("1 document: nothing found");
    folder.write("ext.json", "[1, 2]");
    watch.wait_for(" UTC] ext.json changed");
    watch.wait_for("error: ext.json:1:1:");
    assert_eq!(watch.end(), Some(2));
}

#[test]
fn a_configuration_that_is_not_there_yet_is_waited_for() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path().join("a/b")).unwrap();
    folder.write("a/b/c.statemark.json", wrong(1));
    let watch = Watch::start(&folder, &["validate", "a/b", "--watch"]);
    watch.wait_for("1 document: 1 error");
    folder.write("a/.statemark.toml", "warn = [\"unknown-reference\"]\n");
    watch.wait_for(" UTC] a/.statemark.toml changed");
    watch.wait_for("1 document: 1 warning");
    std::fs::remove_file(folder.path().join("a/.statemark.toml")).unwrap();
    watch.wait_for("1 document: 1 error");
    assert_eq!(watch.end(), Some(1));
}

#[test]
fn a_baseline_is_watched_too() {
    let folder = Folder::new();
    folder.write("a.statemark.json", wrong(1));
    folder.run(&["validate", "a.statemark.json", "--write-baseline", "known.json"]).right();
    let known = folder.read("known.json");
    folder.write("a.statemark.json", statement(1));
    folder.run(&["validate", "a.statemark.json", "--baseline", "known.json", "--prune-baseline"]).right();
    folder.write("a.statemark.json", wrong(1));
    let watch = Watch::start(&folder, &["validate", "a.statemark.json", "--watch", "--baseline", "known.json"]);
    watch.wait_for("1 document: 1 error");
    folder.write("known.json", known);
    watch.wait_for(" UTC] known.json changed");
    watch.wait_for("1 document: nothing new; 1 known, 0 new");
    assert_eq!(watch.end(), Some(0));
}

#[test]
fn what_cannot_be_watched_is_refused_before_any_work() {
    let folder = Folder::with_examples();
    let outcome = folder.feed(&["validate", "-", "--watch"], "");
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert!(outcome.err.starts_with("error: stdin cannot be watched\n"), "{outcome:?}");
    let outcome = folder.run(&["validate", "resolution.statemark.json", "--watch", "--format", "json"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert!(outcome.err.starts_with("error: --watch goes with --format text only\n"), "{outcome:?}");
}
