//! Files of folders, pipes, and files that are no documents.

use std::fs;

use serde_json::Value;

use super::{OUTPUTS, bytes};
use crate::bulk::{XML, statement, wrong, xml};
use crate::run::Folder;

#[test]
fn the_files_of_a_folder_are_sorted_under_their_names() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path().join("in/sub")).unwrap();
    let xml_of = |text: &str| format!("{XML}{}</statements>", xml(&folder, text));
    let set = format!("{}\n{}\n{{", statement(1), wrong(2));
    let files: [(&str, Vec<u8>); 7] = [
        ("a.statemark.json", format!("\u{FEFF}{}\r\n", statement(3)).into_bytes()),
        ("sub/b.statemark.json", wrong(4).into_bytes()),
        ("sub/c.statemark.md", b"---\n: [\n".to_vec()),
        ("sub/set.ndjson", set.clone().into_bytes()),
        ("blank.ndjson", b"\n \n".to_vec()),
        ("right.xml", xml_of(&statement(5)).into_bytes()),
        ("wrong.xml", xml_of(&wrong(6)).into_bytes()),
    ];
    for (name, bytes) in &files {
        folder.write(&format!("in/{name}"), bytes);
    }
    folder.shell("gzip in/sub/set.ndjson").right();
    let mut runs = Vec::new();
    for threads in ["1", "2", "8"] {
        folder.shell("rm -rf good bad && mkdir good bad").right();
        let args =
            ["validate", "in", "-q", "--pass", "good", "--quarantine", "bad", "--reasons", "why.ndjson", "--threads", threads];
        let outcome = folder.run(&args);
        assert!(outcome.code == 1 && outcome.err.ends_with("\n8 records = 3 passed + 5 quarantined\n"), "{outcome:?}");
        let listed = |half: &str| folder.shell(&format!("cd {half} && find . -type f | sort")).right().out;
        assert_eq!(listed("good"), "./a.statemark.json\n./blank.ndjson\n./right.xml\n./sub/set.ndjson\n");
        assert_eq!(listed("bad"), "./sub/b.statemark.json\n./sub/c.statemark.md\n./sub/set.ndjson\n./wrong.xml\n");
        for (name, bytes) in files.iter().filter(|(name, _)| *name != "sub/set.ndjson") {
            let half = if folder.path().join("good").join(name).exists() { "good" } else { "bad" };
            assert!(fs::read(folder.path().join(half).join(name)).unwrap() == *bytes, "{name}");
        }
        assert_eq!(folder.read("good/sub/set.ndjson") + &folder.read("bad/sub/set.ndjson"), set);
        runs.push(folder.read("why.ndjson"));
    }
    assert!(runs[0] == runs[1] && runs[0] == runs[2]);
    assert!(
        runs[0].contains("\"from\":{\"record\":3,") && runs[0].contains("\"to\":{\"file\":\"bad/sub/set.ndjson\","),
        "{}",
        runs[0]
    );
    assert_eq!(folder.names(), ["bad", "good", "in", "why.ndjson"]);
}

#[test]
fn files_that_are_no_documents_are_put_aside_as_they_are() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("in")).unwrap();
    folder.write("in/a.statemark.json", statement(1));
    folder.write("in/empty.statemark.json", "");
    folder.write("in/printed.statemark.md.gz", b"\x1F\x8B\x08\0\0\0\0\0\0\x03");
    folder.write("in/zip.statemark.json", b"PK\x03\x04\0\xFF");
    fs::File::create(folder.path().join("in/huge.statemark.json")).unwrap().set_len(33 * 1024 * 1024).unwrap();
    let run = |more: &[&str]| {
        folder.shell("rm -rf good bad && mkdir good bad").right();
        folder
            .run(&[&["validate", "in", "-q", "--pass", "good", "--quarantine", "bad", "--reasons", "why.ndjson"], more].concat())
    };
    // What is packed is damaged: it was not read.
    let outcome = run(&[]);
    assert!(outcome.code == 2 && outcome.err.ends_with("quarantined so far; nothing was written\n"), "{outcome:?}");
    assert!(folder.shell("rmdir good bad").code == 0, "nothing is in them");
    folder.shell("rm in/printed.*").right();
    assert_eq!(run(&["--exit-zero"]).code, 0);
    let outcome = run(&[]);
    assert!(outcome.code == 1 && outcome.err.ends_with("\n4 records = 1 passed + 3 quarantined\n"), "{outcome:?}");
    for name in ["empty", "zip", "huge"].map(|name| format!("{name}.statemark.json")) {
        assert!(bytes(&folder, &format!("in/{name}")) == bytes(&folder, &format!("bad/{name}")), "{name}");
    }
    let reasons = folder.read("why.ndjson");
    let first: Value = serde_json::from_str(reasons.lines().next().unwrap()).unwrap();
    assert_eq!(
        (reasons.lines().count(), &first["file"], &first["reason"]),
        (3, &"in/empty.statemark.json".into(), &"is empty".into())
    );
    assert!(reasons.contains("\"to\":{\"file\":\"bad/huge.statemark.json\",\"start\":0,\"end\":34603008}"), "{reasons}");
}

#[test]
fn a_pipe_with_a_name_is_read_once() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..2000).map(|id| if id % 3 == 0 { wrong(id) } else { statement(id) }).collect();
    folder.write("in.ndjson", lines.join("\n"));
    let outcome = folder.shell(&format!("statemark validate <(cat in.ndjson) -q --ignore dataset {}", OUTPUTS.join(" ")));
    assert!(outcome.err.ends_with("\n2000 records = 1333 passed + 667 quarantined\n"), "{outcome:?}");
}

#[test]
fn the_stream_of_a_pipe_is_what_the_outputs_are_named_for() {
    let folder = Folder::new();
    for (lines, counts) in [
        (format!("{}\n", statement(1)), "1 record = 1 passed + 0 quarantined\n"),
        (format!("no JSON\n{}\n", statement(1)), "2 records = 1 passed + 1 quarantined\n"),
        (wrong(1), "1 record = 0 passed + 1 quarantined\n"),
    ] {
        let outcome = folder.feed(&[&["validate", "-", "-q"], &OUTPUTS[..]].concat(), lines);
        assert!(outcome.err.ends_with(counts), "{outcome:?}");
    }
}
