//! Runs that are stopped: nothing looks whole that is not, and a run that goes on gives what an unbroken one does.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;

use crate::bulk::{statement, wrong};
use crate::run::{Folder, Outcome};

/// Enough for several blocks of records, every seventh of them wrong.
fn lines() -> String {
    let line = |id: usize| if id % 7 == 3 { wrong(id) } else { statement(id) };
    (0..3000).map(|id| line(id) + "\n").collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn ledger(folder: &Folder, name: &str) -> Vec<Value> {
    folder.read(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const ASIDE: [&str; 6] = ["--quarantine", "bad.ndjson", "--reasons", "why.ndjson", "--losses", "lost.ndjson"];

fn convert(folder: &Folder, output: &str, more: &[&str]) -> Outcome {
    let to = output.strip_suffix('/').map_or(vec![], |name| vec!["--to", name]);
    folder.run(&[&["convert", "in.ndjson.gz", "-o", output], &ASIDE[..], &to, more].concat())
}

/// All that is there, by its name.
fn content(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.path().to_owned()];
    while let Some(at) = folders.pop() {
        for path in fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(folder.path()).unwrap().display().to_string();
            match path.is_dir() {
                true => folders.push(path),
                false if name.ends_with(".ledger") => {}
                false => files.push((name, fs::read(path).unwrap())),
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_run_that_goes_on_gives_what_an_unbroken_one_does() {
    let packed = gzip(&lines());
    for output in
        ["out.ndjson", "out.json", "out.xml", "out.md", "out.ndjson.gz", "out.xml.zst", "xml/", "md.gz/", "akn/", "tei/"]
    {
        let whole = Folder::new();
        whole.write("in.ndjson.gz", &packed);
        let outcome = convert(&whole, output, &[]);
        assert!(outcome.code == 1 && outcome.err.contains("3000 records = 2571 converted + 429 quarantined"), "{}", outcome.err);
        let folder = Folder::new();
        // Each time more of it is there than before.
        for rest in [3, 5] {
            folder.write("in.ndjson.gz", &packed[..packed.len() - packed.len() / rest]);
            let outcome = convert(&folder, output, &["--resume"]);
            assert_eq!(outcome.code, 2, "{}", outcome.err);
            assert!(outcome.err.contains("in.ndjson.gz cannot be read: what is packed in it is cut off"), "{}", outcome.err);
            assert!(outcome.err.ends_with("so far; no output has its name: --resume goes on from there\n"), "{}", outcome.err);
            let names: Vec<String> = folder.names();
            let partial = |name: &str| name.ends_with(".partial") || name.ends_with(".ledger") || name == "in.ndjson.gz";
            assert!(names.iter().all(|name| partial(name)), "{names:?}");
            assert_ne!(ledger(&folder, &ledger_name(output)).last().unwrap()["entry"], "end");
        }
        folder.write("in.ndjson.gz", &packed);
        let outcome = convert(&folder, output, &["--resume", "--threads", "8"]);
        assert!(outcome.err.contains("3000 records = 2571 converted + 429 quarantined"), "{}", outcome.err);
        assert_eq!(outcome.code, 1);
        assert!(content(&whole) == content(&folder), "{output}");
        // What is whole is nothing to go on with: the input may be another one by now.
        let again = convert(&folder, output, &["--resume"]);
        if output.ends_with('/') {
            assert!(again.code == 2 && again.err.contains("is not empty"), "{}", again.err);
        } else {
            assert!(
                again.code == 1 && again.err.starts_with("there is no run to go on with: this one begins\n"),
                "{}",
                again.err
            );
        }
        assert!(content(&whole) == content(&folder), "{output}");
    }
}

fn ledger_name(output: &str) -> String {
    format!("{}.ledger", output.trim_end_matches('/'))
}

#[test]
fn a_ledger_tells_what_was_read_and_written() {
    let folder = Folder::new();
    folder.write("in.ndjson.gz", gzip(&lines()));
    convert(&folder, "out.xml", &["--threads", "2"]);
    let entries = ledger(&folder, "out.xml.ledger");
    assert_eq!((entries[0]["entry"].as_str(), entries[0]["version"].as_str()), (Some("begin"), Some(env!("CARGO_PKG_VERSION"))));
    assert_eq!(entries[0]["task"]["output"], "out.xml");
    let find = |name: &str| entries.iter().find(|entry| entry["entry"] == name).unwrap();
    let end = find("end");
    assert_eq!((&end["in"], &end["out"], &end["quarantined"]), (&3000.into(), &2571.into(), &429.into()));
    assert_eq!(end, entries.last().unwrap());
    // The sums of the machine are those of the ledger.
    let sum = |file: &str| folder.shell(&format!("sha256sum {file}")).out.split(' ').next().unwrap().to_owned();
    assert_eq!(find("input")["sha256"], sum("in.ndjson.gz"));
    assert_eq!((find("input")["name"].as_str(), &find("input")["in"]), (Some("in.ndjson.gz"), &3000.into()));
    let written = &find("sealed")["written"];
    for (role, file) in
        [("output", "out.xml"), ("quarantine", "bad.ndjson"), ("reasons", "why.ndjson"), ("losses", "lost.ndjson")]
    {
        assert_eq!((written[role]["name"].as_str(), written[role]["sha256"].as_str()), (Some(file), Some(&*sum(file))));
    }
}

#[test]
fn what_cannot_go_on_says_so() {
    let folder = Folder::new();
    let packed = gzip(&lines());
    let cut = &packed[..packed.len() / 2];
    folder.write("in.ndjson.gz", cut);
    assert_eq!(convert(&folder, "out.xml", &[]).code, 2);
    for (run, expected) in [
        ("convert in.ndjson.gz -o out.xml --resume --force", "it is of another run, in which `force` is false, not true"),
        ("convert in.ndjson.gz -o out.xml --resume --no-config", "it is of another run, in which `no_config` is false, not true"),
        ("convert - -o piped.xml --from ndjson --resume < /dev/null", "stdin cannot be gone on with: it is gone once it is read"),
        ("convert in.ndjson.gz --to xml --resume", "stdout cannot be gone on with: it keeps nothing"),
    ] {
        let run = if run.contains("in.ndjson.gz -o") {
            run.replace("--resume", &format!("--resume {}", ASIDE.join(" ")))
        } else {
            run.to_owned()
        };
        let outcome = folder.shell(&format!("statemark {run}"));
        assert!(outcome.code == 2 && outcome.err.contains(expected), "{run}: {}", outcome.err);
    }
    // What is judged by is another one now.
    folder.write("statemark.toml", "warn = [\"evidence\"]\n");
    let outcome = convert(&folder, "out.xml", &["--resume"]);
    assert!(outcome.code == 2 && outcome.err.contains("it is of another run, in which `configuration` is []"), "{}", outcome.err);
    fs::remove_file(folder.path().join("statemark.toml")).unwrap();
    // An input that is another one now.
    folder.write("in.ndjson.gz", gzip(&lines().replace("rain", "snow")));
    let outcome = convert(&folder, "out.xml", &["--resume"]);
    assert!(outcome.code == 2 && outcome.err.contains("it is not what it was when the run was stopped"), "{}", outcome.err);
    // An output that somebody has touched.
    folder.write("in.ndjson.gz", &packed);
    folder.write("out.xml.partial", "<statements/>");
    let outcome = convert(&folder, "out.xml", &["--resume"]);
    assert!(outcome.code == 2 && outcome.err.starts_with("error: out.xml cannot be gone on with: "), "{}", outcome.err);
    // A ledger that is none.
    folder.write("out.xml.ledger", "no ledger\n");
    let outcome = convert(&folder, "out.xml", &["--resume"]);
    assert!(outcome.code == 2 && outcome.err.contains("out.xml.ledger is no ledger: line 1 is no entry"), "{}", outcome.err);
    // From the beginning it always goes, and what no run has left is not written over.
    assert_eq!(convert(&folder, "out.xml", &[]).code, 1);
    folder.write("other.xml.partial", "mine");
    let outcome = convert(&folder, "other.xml", &[]);
    assert!(outcome.code == 2 && outcome.err.starts_with("error: other.xml.partial exists already"), "{}", outcome.err);
    assert_eq!(folder.read("other.xml.partial"), "mine");
    // What a killed run into a pipe has left keeps nobody from running again.
    folder.write("bad.ndjson.partial", "half");
    let line = format!("statemark convert in.ndjson.gz --to xml {} > piped", ASIDE.join(" "));
    assert_eq!(folder.shell(&line).code, 1);
    assert_eq!(folder.read("bad.ndjson").lines().count(), 429);
}

#[test]
fn outputs_that_wait_for_their_names_get_them() {
    let folder = Folder::new();
    folder.write("in.ndjson.gz", gzip(&lines()));
    convert(&folder, "out.xml", &[]);
    let whole = content(&folder);
    // As a run leaves it that is killed between two names.
    let text = folder.read("out.xml.ledger");
    let (sealed, _) = text.split_once("{\"entry\":\"end\"").unwrap();
    folder.write("out.xml.ledger", sealed);
    for name in ["out.xml", "why.ndjson"] {
        fs::rename(folder.path().join(name), folder.path().join(format!("{name}.partial"))).unwrap();
    }
    let outcome = convert(&folder, "out.xml", &["--resume"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (1, "3000 records = 2571 converted + 429 quarantined\n"));
    assert!(content(&folder) == whole);
    assert_eq!(folder.read("out.xml.ledger"), text);
    // What came to no document has no file that could wait.
    folder.write("one.json", wrong(1));
    let run = ["convert", "one.json", "-o", "one.xml", "--quarantine", "aside.json", "--resume"];
    assert_eq!(folder.run(&run).code, 1);
    let text = folder.read("one.xml.ledger");
    folder.write("one.xml.ledger", text.split_once("{\"entry\":\"end\"").unwrap().0);
    let outcome = folder.run(&run);
    assert_eq!((outcome.code, outcome.err.as_str()), (1, "1 record = 0 converted + 1 quarantined\n"));
}

#[test]
fn one_run_at_a_time_writes_an_output() {
    let folder = Folder::new();
    folder.write("in.ndjson.gz", gzip(&lines()));
    folder.write("out.xml.ledger", "");
    let held = fs::File::open(folder.path().join("out.xml.ledger")).unwrap();
    held.lock().unwrap();
    let outcome = convert(&folder, "out.xml", &[]);
    assert!(outcome.code == 2 && outcome.err.contains("is the ledger of a run that is still at work"), "{}", outcome.err);
    held.unlock().unwrap();
    assert_eq!(convert(&folder, "out.xml", &[]).code, 1);
}

#[cfg(unix)]
#[test]
fn no_room_and_closed_pipes_end_the_run() {
    let folder = Folder::new();
    folder.write("in.ndjson.gz", gzip(&lines()));
    folder.write("out.xml", "old");
    let outcome = folder.shell("trap '' XFSZ; ulimit -f 100; statemark convert in.ndjson.gz -o out.xml");
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.err.contains("out.xml cannot be written: "), "{}", outcome.err);
    assert_eq!(folder.read("out.xml"), "old");
    let outcome = folder
        .shell("set +o pipefail; (statemark convert in.ndjson.gz --to xml --ledger l; echo $? >&2) | head -c 100 > /dev/null");
    assert!(outcome.err.ends_with("no output has its name\n2\n") || outcome.err.contains("\n2\n"), "{}", outcome.err);
    assert!(outcome.err.contains("stdout cannot be written: its reader has gone away"), "{}", outcome.err);
    assert!(!folder.read("l").contains("\"end\""), "its ledger stays open");
}
