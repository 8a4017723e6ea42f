//! What cannot be a baseline, and runs that write none.

use std::io::{Read, Write};
use std::process::Stdio;

use super::{dirty, statement, validate, write};
use crate::run::Folder;

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
