//! `validate --watch`: each test waits for lines, and none for time.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
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
        Self::start_into(folder, args, Stdio::piped())
    }

    /// The same, with stdout somewhere else.
    fn start_into(folder: &Folder, args: &[&str], stdout: Stdio) -> Self {
        let mut child = folder.command().args(args).stdout(stdout).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            send(stdout, sender.clone());
        }
        send(child.stderr.take().unwrap(), sender);
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

/// Sends each line of a stream, from a thread of its own.
fn send(stream: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
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
    let watch = Watch::start_into(&folder, &["validate", ".", "--watch"], log.into());
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
fn what_cannot_be_watched_is_refused_before_any_work() {
    let folder = Folder::with_examples();
    let outcome = folder.feed(&["validate", "-", "--watch"], "");
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert!(outcome.err.starts_with("error: stdin cannot be watched\n"), "{outcome:?}");
    let outcome = folder.run(&["validate", "resolution.statemark.json", "--watch", "--format", "json"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""));
    assert!(outcome.err.starts_with("error: --watch goes with --format text only\n"), "{outcome:?}");
}
