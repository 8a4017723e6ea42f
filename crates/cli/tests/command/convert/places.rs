//! Where conversions write: nothing over what is read, nothing over each other, whatever names they are given.

use std::fs;

use crate::bulk::{statement, wrong};
use crate::run::Folder;

/// A right record, and a wrong one.
fn day() -> String {
    statement(1) + "\n" + &wrong(2) + "\n"
}

#[test]
fn what_a_run_keeps_for_itself_is_no_place_for_anything_else() {
    let folder = Folder::new();
    for name in ["in.ndjson", "out.xml.ledger", "new.xml.partial"] {
        folder.write(name, day());
    }
    folder.write("one.json", statement(1));
    for (run, expected) in [
        ("out.xml.ledger --from ndjson -o out.xml", "out.xml.ledger is an input of this run, and would be lost"),
        ("new.xml.partial --from ndjson -o new.xml", "new.xml.partial is an input of this run, and would be lost"),
        ("in.ndjson -o a.xml --reasons a.xml.ledger", "a.xml.ledger is named for two outputs"),
        ("in.ndjson -o a.xml --quarantine a.xml.partial", "a.xml.partial is named for two outputs"),
        ("in.ndjson -o a.xml --ledger a.xml.partial", "a.xml.partial is named for two outputs"),
        ("in.ndjson -o a.xml --reasons r --losses r.partial", "r.partial is named for two outputs"),
        ("in.ndjson -o a.xml --reasons -", "- is no file, and cannot become one"),
        ("one.json -o a.xml --losses ./a.xml", "./a.xml is named for two outputs"),
    ] {
        let before = folder.names();
        let outcome = folder.run(&[&["convert"], &run.split(' ').collect::<Vec<_>>()[..]].concat());
        assert!(outcome.code == 2 && outcome.err.starts_with(&format!("error: {expected}\n")), "{run}: {}", outcome.err);
        assert_eq!(folder.names(), before, "{run}");
    }
    for name in ["in.ndjson", "out.xml.ledger", "new.xml.partial"] {
        assert_eq!(folder.read(name), day(), "{name}");
    }
    folder.run(&["convert", "in.ndjson", "-o", "a.xml", "--ledger", "a.xml.ledger"]);
    assert!(folder.read("a.xml.ledger").contains("\"end\""), "a name may be said that is taken anyway");
}

#[test]
fn no_record_in_the_quarantine_is_written_over() {
    let folder = Folder::new();
    for name in ["a", "b"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        folder.write(&format!("{name}/day.ndjson"), day());
    }
    let (a, b) = (folder.path().join("a/day.ndjson"), folder.path().join("b/day.ndjson"));
    for inputs in [["a", "b"], ["a/day.ndjson", "a/day.ndjson"], [a.to_str().unwrap(), b.to_str().unwrap()]] {
        let outcome = folder.run(&[&["convert"], &inputs[..], &["-o", "out.xml", "--quarantine", "bad/"]].concat());
        let why = "would get the same name in the quarantine as another file\n";
        assert!(outcome.code == 2 && outcome.err.contains(why), "{}", outcome.err);
        assert!(!folder.path().join("out.xml").exists());
    }
    let outcome = folder.run(&["convert", "a/day.ndjson", "b/day.ndjson", "-o", "out.xml", "--quarantine", "bad/"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("4 records = 2 converted + 2 quarantined\n"), "{}", outcome.err);
    assert_eq!(folder.read("bad/a/day.ndjson"), wrong(2) + "\n");
    assert_eq!(folder.read("bad/b/day.ndjson"), wrong(2) + "\n");
}

#[test]
fn what_a_pipe_gives_cannot_be_put_aside_as_a_file() {
    let folder = Folder::new();
    folder.write("in.ndjson", day());
    let outcome = folder.feed(&["convert", "in.ndjson", "-", "-o", "out.xml", "--quarantine", "bad/"], b"PK\x03\x04");
    assert!(outcome.code == 2 && outcome.err.contains("stdin is a zip archive"), "{}", outcome.err);
    assert!(outcome.err.contains("\n2 records = 1 converted + 1 quarantined so far; "), "{}", outcome.err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_need_not_be_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    let name = |bytes: &[u8]| folder.path().join(OsStr::from_bytes(bytes));
    fs::create_dir(name(b"in\xFF")).unwrap();
    fs::create_dir(name(b"in\xFF/sub\xFE")).unwrap();
    fs::write(name(b"in\xFF/sub\xFE/day\xFD.ndjson"), day()).unwrap();
    let convert = |args: &[&[u8]]| {
        let args = args.iter().map(|arg| OsStr::from_bytes(arg));
        folder.command().arg("convert").args(args).arg("--verify").output().unwrap()
    };
    let outcome = convert(&[b"in\xFF", b"--to", b"xml", b"-o", b"out/", b"--quarantine", b"bad\xFF/"]);
    assert_eq!(outcome.status.code(), Some(1), "{}", String::from_utf8_lossy(&outcome.stderr));
    assert!(name(b"out/sub\xFE/s1.statemark.xml").is_file());
    assert_eq!(fs::read_to_string(name(b"bad\xFF/sub\xFE/day\xFD.ndjson")).unwrap(), wrong(2) + "\n");
    let outcome = convert(&[b"in\xFF/sub\xFE/day\xFD.ndjson", b"--to", b"xml", b"-o", b"o\xFC", b"--quarantine", b"q\xFC"]);
    assert_eq!(outcome.status.code(), Some(1), "{}", String::from_utf8_lossy(&outcome.stderr));
    assert!(name(b"o\xFC").is_file() && name(b"o\xFC.ledger").is_file());
    assert_eq!(fs::read_to_string(name(b"q\xFC")).unwrap(), wrong(2) + "\n");
}

#[cfg(unix)]
#[test]
fn a_link_may_lead_to_a_folder_that_is_not_there_yet() {
    let folder = Folder::new();
    folder.write("in.ndjson", day());
    std::os::unix::fs::symlink("new", folder.path().join("link")).unwrap();
    let outcome = folder.run(&["convert", "in.ndjson", "--to", "xml", "-o", "link/"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("2 records = 1 converted + 1 refused\n"), "{}", outcome.err);
    assert!(folder.path().join("new/s1.statemark.xml").is_file());
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_replaced_by_a_file() {
    use std::os::unix::fs::FileTypeExt;
    let folder = Folder::new();
    folder.write("in.ndjson", day());
    folder.shell("mkfifo pipe").right();
    let outcome = folder.run(&["convert", "in.ndjson", "-o", "out.xml", "--reasons", "pipe"]);
    assert!(outcome.code == 2 && outcome.err.starts_with("error: pipe is no file, and cannot become one\n"), "{}", outcome.err);
    assert!(fs::metadata(folder.path().join("pipe")).unwrap().file_type().is_fifo());
}

#[cfg(unix)]
#[test]
fn nobody_waits_for_a_pipe_in_a_folder() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("in")).unwrap();
    folder.write("in/day.ndjson", day());
    folder.shell("mkfifo in/pipe.ndjson in/pipe.json in/pipe.statemark.xml").right();
    let outcome = folder.run(&["convert", "in", "-o", "out.xml"]);
    assert_eq!(outcome.code, 1, "{}", outcome.err);
    let end = "2 records = 1 converted + 1 refused\n3 files of other kinds passed over\n";
    assert!(outcome.err.ends_with(end), "{}", outcome.err);
}
