//! What a run reads is never written over, and no two outputs go to one place: refused before any work, whatever names they are given.
#![cfg(unix)]

use crate::bulk::{statement, wrong};
use crate::run::Folder;

/// A folder with an input, a configuration with a codelist and a schema, a baseline, and links to them.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("in.ndjson", format!("{}\n{}\n", statement(1), wrong(2)));
    folder.write("codes.csv", "code\nun\n");
    folder.write("ext.json", "{}");
    folder.write("statemark.toml", "codelists.type = \"codes.csv\"\next-schemas.ext = \"ext.json\"\n");
    folder.run(&["validate", "in.ndjson", "--write-baseline", "known.json"]).right();
    folder
        .shell("mkdir set good bad && cp in.ndjson set && ln -s in.ndjson soft && ln in.ndjson hard && ln -s new later")
        .right();
    folder.shell("ln known.json knows && ln -s codes.csv codes && ln statemark.toml config").right();
    folder
}

/// All that lies in the folder, with its bytes.
fn all(folder: &Folder) -> String {
    folder.shell("find . -type f | sort | xargs cksum; find . | sort").right().out
}

const LOST: &str = "is an input of this run, and would be lost";
const TWICE: &str = "is named for two outputs";

fn refused(cases: &[(&str, &str, &str)]) {
    let folder = folder();
    let before = all(&folder);
    for (args, name, why) in cases {
        let outcome = folder.shell(&format!("statemark validate {args}"));
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{args}: {outcome:?}");
        assert!(outcome.err.starts_with(&format!("error: {name} {why}\n  = help: ")), "{args}: {outcome:?}");
        assert_eq!(all(&folder), before, "{args}");
    }
}

#[test]
fn what_is_read_is_not_written_over() {
    let is_checked = "is the baseline, and to be checked as well";
    refused(&[
        ("in.ndjson --report json=./in.ndjson", "./in.ndjson", LOST),
        ("in.ndjson --report json=set/../in.ndjson", "set/../in.ndjson", LOST),
        ("in.ndjson --report json=soft", "soft", LOST),
        ("in.ndjson --report json=hard", "hard", LOST),
        ("soft --report json=in.ndjson", "in.ndjson", LOST),
        ("in.ndjson --pass soft --quarantine q.ndjson", "soft", LOST),
        ("in.ndjson --pass p.ndjson --quarantine hard", "hard", LOST),
        ("in.ndjson --pass p.ndjson --quarantine q.ndjson --reasons hard", "hard", LOST),
        ("in.ndjson --write-baseline hard", "hard", is_checked),
        ("in.ndjson --write-baseline ./soft", "./soft", is_checked),
        ("in.ndjson --baseline hard", "hard", is_checked),
        // The input is not there either: it would be once this is written.
        ("new --report json=later", "later", LOST),
        ("missing.ndjson --write-baseline ./missing.ndjson", "./missing.ndjson", is_checked),
    ]);
}

#[test]
fn what_documents_are_judged_by_is_not_written_over() {
    refused(&[
        ("in.ndjson --report json=statemark.toml", "statemark.toml", LOST),
        ("in.ndjson --report json=config", "config", LOST),
        ("in.ndjson --write-baseline statemark.toml", "statemark.toml", LOST),
        ("set/in.ndjson --report json=./statemark.toml", "./statemark.toml", LOST),
        ("in.ndjson --report json=codes", "codes", LOST),
        ("in.ndjson --pass p.ndjson --quarantine q.ndjson --reasons codes.csv", "codes.csv", LOST),
        ("in.ndjson --pass ext.json --quarantine q.ndjson", "ext.json", LOST),
        ("in.ndjson --baseline known.json --report json=knows", "knows", LOST),
        ("in.ndjson --baseline known.json --pass known.json --quarantine q.ndjson", "known.json", LOST),
    ]);
}

#[test]
fn no_two_outputs_go_to_one_place() {
    refused(&[
        ("in.ndjson --report json=new --report sarif=./new", "./new", TWICE),
        ("in.ndjson --report json=new --report sarif=later", "later", TWICE),
        ("in.ndjson --report json=knows --report sarif=known.json", "known.json", TWICE),
        ("in.ndjson --write-baseline new.json --report json=set/../new.json", "set/../new.json", TWICE),
        ("in.ndjson --baseline known.json --prune-baseline --report json=knows", "knows", TWICE),
        ("in.ndjson --write-baseline known.json --pass knows --quarantine q.ndjson", "known.json", TWICE),
        ("in.ndjson --pass new --quarantine later", "later", TWICE),
        ("in.ndjson --pass p.ndjson --quarantine q.ndjson --reasons ./p.ndjson", "./p.ndjson", TWICE),
        ("in.ndjson --pass p.ndjson --quarantine q.ndjson --report json=./q.ndjson", "./q.ndjson", TWICE),
        ("in.ndjson --pass p.ndjson --quarantine q.ndjson --reasons r --report json=r", "r", TWICE),
        ("set --pass good --quarantine ./good", "./good", TWICE),
    ]);
}

#[test]
fn folders_are_there_and_hold_what_is_sorted_alone() {
    let (missing, holds) = ("lies in a folder that is not there", "lies in a folder that is to hold records");
    refused(&[
        ("in.ndjson --report json=none/a.json", "none/a.json", missing),
        ("in.ndjson --report json=in.ndjson/a.json", "in.ndjson/a.json", missing),
        ("in.ndjson --write-baseline none/a.json", "none/a.json", missing),
        ("in.ndjson --pass none/p.ndjson --quarantine q.ndjson", "none/p.ndjson", missing),
        ("in.ndjson --pass p.ndjson --quarantine none/q.ndjson", "none/q.ndjson", missing),
        ("in.ndjson --pass p.ndjson --quarantine q.ndjson --reasons none/r", "none/r", missing),
        ("set --pass good --quarantine bad --report json=good/a.json", "good/a.json", holds),
        ("set --pass good --quarantine bad --write-baseline bad/a.json", "bad/a.json", holds),
        ("set --pass good --quarantine bad --reasons set/../bad/r", "set/../bad/r", holds),
        ("set --pass set --quarantine bad", "set", "lies in a folder that is an input"),
    ]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_no_file_is_told_before_any_work() {
    let why = "cannot be written: there is no such file or folder";
    let folder = folder();
    for args in [
        "--report json=/proc/new.ndjson",
        "--write-baseline /proc/new.ndjson",
        "--pass /proc/new.ndjson --quarantine q.ndjson",
        "--pass p.ndjson --quarantine q.ndjson --reasons /proc/new.ndjson",
    ] {
        let outcome = folder.shell(&format!("statemark validate in.ndjson {args}"));
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{args}");
        assert_eq!(outcome.err, format!("error: /proc/new.ndjson {why}\n"), "{args}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_leaves_what_was_there() {
    let folder = Folder::new();
    let clause = |id: usize| format!(r#"{{"id":"c{id}","text":"X welcomes the rain of {id}.","by":["y"]}}"#);
    let clauses = (0..2000).map(clause).collect::<Vec<_>>().join(",");
    let text = statement(1).replace("\"clauses\":[", &format!("\"clauses\":[{clauses},"));
    folder.write("right.json", &text);
    folder.write("in.json", text.replace("\"On rain", "\" On rain"));
    folder.write("out.sarif", "old");
    folder.write(
        "known.json",
        "{\"baseline\":\"1.0\",\"tool\":{\"name\":\"statemark\",\"version\":\"0.1.0\"},\"documents\":1,\"findings\":[]}",
    );
    let before = all(&folder);
    for (args, name) in [
        ("in.json --fix", "in.json"),
        ("right.json --report sarif=out.sarif", "out.sarif"),
        ("right.json --write-baseline known.json", "known.json"),
    ] {
        // No file may have more than 64 KiB, as if the disk were full.
        let outcome = folder.shell(&format!("trap '' XFSZ; ulimit -f 64; statemark validate -q {args}"));
        let said = format!("error: {name} cannot be written: File too large (os error 27)\n");
        assert!(outcome.code == 2 && outcome.err.contains(&said), "{args}: {outcome:?}");
        assert_eq!(all(&folder), before, "{args}");
    }
}

#[test]
fn nothing_is_mended_before_all_outputs_are_right() {
    let folder = Folder::with_examples();
    let name = "resolution.statemark.json";
    folder.write(name, folder.read(name).replacen("\"title\": \"", "\"title\": \" ", 1));
    let text = folder.read(name);
    for args in ["--report json=none/a.json", "--baseline none.json", &format!("--write-baseline {name}")] {
        let outcome = folder.shell(&format!("statemark validate {name} --fix {args}"));
        assert!(outcome.code == 2 && outcome.err.starts_with("error: "), "{args}: {outcome:?}");
        assert_eq!(folder.read(name), text, "{args}");
    }
}

#[test]
fn who_watches_writes_nothing_of_the_kind() {
    let folder = folder();
    let before = all(&folder);
    for args in
        ["--write-baseline new.json", "--baseline known.json --prune-baseline", "--pass p.ndjson --quarantine q.ndjson", "--fix"]
    {
        let outcome = folder.shell(&format!("statemark validate in.ndjson --watch {args}"));
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{args}: {outcome:?}");
        assert!(outcome.err.contains("the argument '--watch' cannot be used with"), "{args}: {outcome:?}");
    }
    let outcome = folder.run(&["validate", "in.ndjson", "--watch", "--report", "json=hard"]);
    assert!(outcome.code == 2 && outcome.err.starts_with("error: hard is an input"), "{outcome:?}");
    assert_eq!(all(&folder), before);
}
