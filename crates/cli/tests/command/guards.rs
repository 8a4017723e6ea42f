//! What is no document, told in a sentence.

use std::fs;

use crate::bulk::statement;
use crate::run::{Folder, STATEMARK};

#[test]
fn what_cannot_be_read_is_a_failure_with_a_sentence() {
    let folder = Folder::new();
    folder.write("empty.json", "");
    folder.write("office.md", b"PK\x03\x04\x14\0");
    folder.write("printed.md", b"%PDF-1.7\n");
    folder.write("binary", b"\x7FELF\x02\x01\x01\0\0\0");
    folder.write("prose", "Joint Statement\n");
    fs::File::create(folder.path().join("huge.json")).unwrap().set_len(33 * 1024 * 1024).unwrap();
    let names = ["missing.json", "empty.json", "office.md", "printed.md", "binary", "prose", "huge.json", "-"];
    let mut sentences = String::new();
    for name in names {
        for args in [&["validate", name][..], &["convert", name, "--to", "xml"], &["summarize", name], &["fmt", name]] {
            let outcome = folder.run(args);
            assert_eq!(outcome.code, 2, "{args:?}: {outcome:?}");
            assert_eq!(outcome.out, "", "what was not read is not summed up");
            if args[0] == "validate" {
                sentences.push_str(&outcome.err);
            } else {
                assert!(sentences.ends_with(&outcome.err), "{args:?}: {outcome:?}");
            }
        }
    }
    insta::assert_snapshot!(sentences);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told_by_its_name_and_the_rest_is_judged() {
    let folder = Folder::new();
    let Some(as_others) = folder.as_others() else { return };
    folder.write("a.statemark.json", statement(1));
    folder.shell("mkdir closed && cp a.statemark.json closed && cp a.statemark.json locked.statemark.json").right();
    folder.shell("printf '[codelists]\\ntype = \"codes.csv\"\\n' > team.toml && echo code > codes.csv").right();
    folder.shell("cp team.toml other.toml && chmod 000 closed locked.statemark.json codes.csv other.toml").right();
    let told = |args: &str| {
        let outcome = folder.shell(&format!("{as_others} statemark validate {args}"));
        assert_eq!(outcome.code, 2, "{args}: {outcome:?}");
        (outcome.out, outcome.err)
    };
    let denied = |name: &str| format!("error: {name} cannot be read: permission denied\n");
    let (out, err) = told(".");
    assert_eq!(out, "1 document: nothing found; 2 files were not read\n");
    assert!(err.starts_with(&(denied("./closed") + &denied("./locked.statemark.json"))), "{err}");
    let (out, err) = told("locked.statemark.json a.statemark.json");
    assert_eq!((out.as_str(), err), ("1 document: nothing found; 1 file was not read\n", denied("locked.statemark.json")));
    // What documents are judged by is read first: without it nothing is done.
    for (args, name) in [
        ("a.statemark.json --baseline locked.statemark.json", "locked.statemark.json"),
        ("a.statemark.json --config other.toml", "other.toml"),
        ("a.statemark.json --config team.toml", "team.toml:2:8: `codes.csv`"),
    ] {
        let (out, err) = told(args);
        assert!(out.is_empty() && err.starts_with(&denied(name)), "{args}: {out}{err}");
    }
    folder.shell("chmod 755 closed").right();
}

#[test]
fn what_takes_one_document_takes_no_folders_and_packed_files() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("folder.json")).unwrap();
    folder.write("packed.json", b"\x1F\x8B\x08\0\0\0\0\0");
    for args in [["summarize", "X"], ["fmt", "X"]] {
        let refused = |name: &str| folder.run(&args.iter().map(|arg| if *arg == "X" { name } else { arg }).collect::<Vec<_>>());
        assert!(refused("folder.json").err.starts_with("error: folder.json is a folder, not a file\n"), "{args:?}");
        assert!(refused("packed.json").err.starts_with("error: packed.json is packed by gzip, not text\n"), "{args:?}");
    }
    let outcome = folder.run(&["validate", "folder.json"]);
    assert!(outcome.code == 2 && outcome.err.starts_with("error: folder.json holds no statement\n"), "{outcome:?}");
    let outcome = folder.run(&["validate", "packed.json"]);
    assert!(outcome.code == 2 && outcome.err.contains("cut off after byte 0 of its text"), "{outcome:?}");
}

#[cfg(unix)]
#[test]
fn names_that_are_no_unicode_are_files_too() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::with_examples();
    let name = std::ffi::OsStr::from_bytes(b"r\xFF.json");
    fs::rename(folder.path().join("resolution.statemark.json"), folder.path().join(name)).unwrap();
    let output = std::process::Command::new(STATEMARK).current_dir(folder.path()).arg("summarize").arg(name).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}
