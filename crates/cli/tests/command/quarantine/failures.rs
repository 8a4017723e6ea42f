//! What cannot be sorted leaves nothing behind.

use std::fs;
use std::process::Stdio;

use serde_json::Value;
use statemark_specimens::shared;

use super::{OUTPUTS, sort};
use crate::bulk::{XML, statement, wrong, xml};
use crate::run::{Folder, Outcome};

#[test]
fn what_is_ill_formed_ends_the_run_with_the_counts_so_far() {
    let folder = Folder::new();
    let (right, bad) = (xml(&folder, &statement(1)), xml(&folder, &wrong(2)));
    let foreign = "<note><b></note>";
    for (name, broken) in [
        ("tag.xml", right.replacen("</title>", "", 1)),
        ("foreign.xml", foreign.to_owned()),
        ("entity.xml", right.replacen("<title>", "<title>&nbsp;", 1)),
        ("prefix.xml", right.replacen("<title>", "<title x:a=''>", 1)),
        ("words.xml", format!("words {right}")),
    ] {
        folder.write(name, format!("{XML}{right}{bad}{right}{broken}{right}</statements>"));
        let mut all = Vec::new();
        for threads in ["1", "2"] {
            let outcome = folder.run(&[
                "validate",
                name,
                "--threads",
                threads,
                "--format",
                "json",
                "--pass",
                "good.xml",
                "--quarantine",
                "bad.xml",
            ]);
            assert_eq!(outcome.code, 2, "{name}: {outcome:?}");
            assert!(outcome.err.starts_with(&format!("error: {name} ")), "{outcome:?}");
            assert!(outcome.err.ends_with("\n3 records = 2 passed + 1 quarantined so far; nothing was written\n"), "{outcome:?}");
            let report: Value = serde_json::from_str(&outcome.out).unwrap();
            assert_eq!(report["interrupted"], true, "the report says that it is not of all");
            all.push((outcome.out, outcome.err));
        }
        assert_eq!(all[0], all[1]);
    }
    folder.write("unclosed.xml", format!("{XML}{right}"));
    folder.write("list.json", format!("[{}, {{\"a\": [}}, {}]", statement(1), statement(2)));
    folder.write("comma.json", format!("[{} {}]", statement(1), statement(2)));
    for (name, kind) in [("unclosed.xml", "xml"), ("list.json", "json"), ("comma.json", "json")] {
        let outcome = folder.run(&["validate", name, "-q", "--pass", &format!("g.{kind}"), "--quarantine", &format!("b.{kind}")]);
        assert!(
            outcome.code == 2 && outcome.err.ends_with("1 record = 1 passed + 0 quarantined so far; nothing was written\n"),
            "{outcome:?}"
        );
    }
    assert!(!folder.names().iter().any(|name| name.starts_with(['g', 'b', '.'])), "{:?}", folder.names());
}

#[test]
fn what_cannot_be_done_is_refused_before_any_work() {
    let folder = Folder::new();
    folder.write("in.ndjson", format!("{}\n{}\n", statement(1), wrong(2)));
    folder.write("one.json", statement(1));
    folder.write("set.xml", format!("{XML}{}</statements>", xml(&folder, &statement(1))));
    folder
        .shell("mkdir -p set/sub empty free full twins/a twins/b && cp in.ndjson full && cp one.json set/a.statemark.json")
        .right();
    folder.shell("cp one.json twins/a/x.statemark.json && cp one.json twins/b/x.statemark.json && ln in.ndjson linked.ndjson && ln -s good.ndjson way.ndjson").right();
    let before = folder.shell("find . | sort").out;
    for (args, words) in [
        ("in.ndjson --pass in.ndjson --quarantine bad.ndjson", "in.ndjson is an input"),
        ("in.ndjson --pass ./in.ndjson --quarantine bad.ndjson", "./in.ndjson is an input"),
        ("in.ndjson --pass good.ndjson --quarantine linked.ndjson", "linked.ndjson is an input"),
        ("in.ndjson --pass good.ndjson --quarantine good.ndjson", "good.ndjson is named for two outputs"),
        ("in.ndjson --pass good.ndjson --quarantine set/../good.ndjson", "set/../good.ndjson is named for two outputs"),
        ("in.ndjson --pass good.ndjson --quarantine way.ndjson", "way.ndjson is named for two outputs"),
        ("in.ndjson --pass good.ndjson --quarantine bad.ndjson --reasons bad.ndjson", "bad.ndjson is named for two outputs"),
        ("in.ndjson --pass good.ndjson --quarantine bad.ndjson --reasons in.ndjson", "in.ndjson is an input"),
        ("in.ndjson --pass no/good.ndjson --quarantine bad.ndjson", "no/good.ndjson lies in a folder that is not there"),
        ("in.ndjson --pass good/ --quarantine bad.ndjson", "good/ is a folder by its name, but there is no such folder"),
        ("in.ndjson --pass - --quarantine bad.ndjson", "- stands for stdout"),
        ("in.ndjson --pass /dev/null --quarantine bad.ndjson", "/dev/null is no file"),
        ("in.ndjson --pass good.ndjson.gz --quarantine bad.ndjson", "good.ndjson.gz would be packed"),
        (
            "in.ndjson --pass good.ndjson --quarantine bad.xml",
            "in.ndjson holds a statement a line, and the names of the outputs say otherwise",
        ),
        ("set.xml --pass good.ndjson --quarantine bad.xml", "set.xml is a collection in XML"),
        ("one.json --pass good.json --quarantine bad.json", "one.json is one document, which cannot be split"),
        (
            "in.ndjson one.json --pass good.ndjson --quarantine bad.ndjson",
            "good.ndjson is to hold the files that pass, but there is no such folder",
        ),
        ("set --pass empty --quarantine bad", "bad is to hold files, but there is no such folder"),
        ("set --pass good --quarantine empty", "good is no folder, but the place of the quarantine is one"),
        ("set --pass full --quarantine empty", "full is not empty"),
        ("set --pass empty --quarantine ./empty", "./empty is named for two outputs"),
        ("set --pass empty --quarantine set/sub", "set/sub lies in a folder that is an input"),
        (
            "set --pass empty --quarantine free --reasons empty/why.ndjson",
            "empty/why.ndjson lies in a folder that is to hold records",
        ),
        ("- --pass empty --quarantine free", "- has no name to be kept in a folder"),
        (
            "twins/a twins/b --pass empty --quarantine free",
            "twins/b/x.statemark.json would get the same name in a folder as another file",
        ),
        (
            "missing.ndjson --pass good.ndjson --quarantine bad.ndjson",
            "missing.ndjson cannot be read: there is no such file or folder",
        ),
    ] {
        let outcome = folder.shell(&format!("statemark validate {args}"));
        assert!(
            outcome.code == 2 && outcome.err.starts_with(&format!("error: {words}")) && outcome.out.is_empty(),
            "{args}: {outcome:?}"
        );
    }
    for args in
        ["--pass good.ndjson", "--quarantine bad.ndjson", "--reasons why.ndjson", "--pass good.ndjson --reasons why.ndjson"]
    {
        let outcome = folder.shell(&format!("statemark validate in.ndjson {args}"));
        assert!(outcome.code == 2 && outcome.err.contains("required"), "{args}: {outcome:?}");
    }
    assert_eq!(folder.shell("find . | sort").out, before, "nothing was written");
}

#[test]
fn an_earlier_result_is_replaced_whole_or_stays() {
    let folder = Folder::new();
    for name in ["good.ndjson", "bad.ndjson", "why.ndjson"] {
        folder.write(name, "old\n");
    }
    folder.write("in.ndjson", format!("{}\n", statement(1)));
    folder.write("cut.ndjson.gz", &{
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        (0..4000).for_each(|id| writeln!(encoder, "{}", statement(id)).unwrap());
        let mut packed = encoder.finish().unwrap();
        packed.truncate(packed.len() - 9);
        packed
    });
    let outcome = sort(&folder, "cut.ndjson.gz", &[]);
    assert!(outcome.code == 2 && outcome.err.ends_with("so far; nothing was written\n"), "{outcome:?}");
    let left = || ["good.ndjson", "bad.ndjson", "why.ndjson"].map(|name| folder.read(name));
    assert_eq!(left(), ["old\n"; 3]);
    assert_eq!(sort(&folder, "in.ndjson", &[]).code, 0);
    assert_eq!(left(), [statement(1) + "\n", String::new(), String::new()]);
    assert_eq!(folder.names().len(), 5, "{:?}", folder.names());
}

/// A set that is larger than any buffer, and a run over it in a shell with this before it.
fn run_large(before: &str, after: &str) -> (Folder, Outcome) {
    let folder = Folder::new();
    folder.write("in.ndjson", (0..4000).map(|id| if id % 2 == 0 { wrong(id) } else { statement(id) } + "\n").collect::<String>());
    let outcome = folder.shell(&format!("{before} statemark validate in.ndjson {} {after}", OUTPUTS.join(" ")));
    assert_eq!(folder.names(), ["in.ndjson"], "{outcome:?}");
    (folder, outcome)
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_leaves_nothing() {
    // No file may have more than 64 KiB, as if the disk were full.
    let (_, outcome) = run_large("trap '' XFSZ; ulimit -f 64;", "-q");
    assert!(outcome.code == 2 && outcome.err.contains(".ndjson cannot be written: "), "{outcome:?}");
    assert!(outcome.err.ends_with(" so far; nothing was written\n"), "{outcome:?}");
    // The report cannot be written.
    let (_, outcome) = run_large("", "> /dev/full");
    assert!(outcome.code == 2 && outcome.err.starts_with("error: stdout cannot be written: "), "{outcome:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_small_disk_that_is_full_leaves_nothing() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("disk")).unwrap();
    folder.write("in.ndjson", (0..4000).map(|id| if id % 2 == 0 { wrong(id) } else { statement(id) } + "\n").collect::<String>());
    let alone = "unshare --user --map-root-user --mount";
    // Not every machine lets its users mount a file system of their own; the size of files is limited above.
    if !shared::has("unshare") || folder.shell(&format!("{alone} mount -t tmpfs tmpfs disk")).code != 0 {
        return;
    }
    for outputs in [
        "--pass disk/good.ndjson --quarantine disk/bad.ndjson",
        "--pass good.ndjson --quarantine bad.ndjson --reasons disk/why.ndjson",
    ] {
        let mount = "mount -t tmpfs -o size=256k tmpfs disk";
        let run = format!("{mount}; statemark validate in.ndjson -q {outputs}; code=$?; ls -A disk; exit $code");
        let outcome = folder.shell(&format!("{alone} bash -c '{run}'"));
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{outcome:?}");
        assert!(
            outcome.err.contains("disk/") && outcome.err.contains("cannot be written: No space left on device"),
            "{outcome:?}"
        );
        assert!(outcome.err.ends_with(" so far; nothing was written\n"), "{outcome:?}");
        assert_eq!(folder.names(), ["disk", "in.ndjson"], "{outputs}");
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_no_output_and_what_was_there() {
    use std::io::{Read, Write};
    for old in [None, Some("old\n")] {
        let folder = Folder::new();
        let names = ["bad.ndjson", "good.ndjson", "why.ndjson"];
        names.iter().zip([old; 3]).for_each(|(name, old)| old.into_iter().for_each(|old| folder.write(name, old)));
        let mut command = folder.command();
        command.args([&["validate", "-"], &OUTPUTS[..]].concat());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        (0..20_000).for_each(|id| writeln!(stdin, "{}", wrong(id)).unwrap());
        // Some of it was judged, and more is to come.
        child.stdout.as_mut().unwrap().read_exact(&mut [0; 5]).unwrap();
        child.kill().unwrap();
        let outcome = child.wait_with_output().unwrap();
        assert!(!outcome.status.success() && !String::from_utf8(outcome.stderr).unwrap().contains("quarantined"));
        let mut left = folder.names();
        left.retain(|name| !name.starts_with(".statemark-"));
        assert_eq!(left, if old.is_some() { &names[..] } else { &[] });
        assert!(left.iter().all(|name| Some(&*folder.read(name)) == old));
    }
}

#[test]
fn a_reader_that_goes_away_leaves_nothing() {
    let (_, outcome) = run_large("", "--format ndjson | head -1");
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.err.starts_with("error: stdout cannot be written: its reader has gone away\n"), "{outcome:?}");
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing() {
    use std::io::{Read, Write};
    let folder = Folder::new();
    let mut command = folder.command();
    command.args([&["validate", "-"], &OUTPUTS[..]].concat());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    (0..20_000).for_each(|id| writeln!(stdin, "{}", wrong(id)).unwrap());
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut [0; 5]).unwrap();
    assert!(std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    drop(stdin);
    stdout.read_to_end(&mut Vec::new()).unwrap();
    let outcome = Outcome::from(child.wait_with_output().unwrap());
    assert!(outcome.code == 2 && outcome.err.contains("interrupted: "), "{outcome:?}");
    assert!(outcome.err.ends_with(" so far; nothing was written\n"), "{outcome:?}");
    assert!(folder.names().is_empty(), "{:?}", folder.names());
}
