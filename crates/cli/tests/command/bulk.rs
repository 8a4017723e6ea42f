//! Many statements: in streams, lists, collections, folders and packed files, on any number of threads.

use std::fs;
use std::io::{Read, Write};
use std::process::Stdio;

use crate::run::{Folder, Outcome};

pub(crate) const XML: &str = "<?xml version=\"1.0\"?>\n<statements xmlns=\"https://w3id.org/statemark/1\">\n";

/// A statement on one line, which is right.
pub(crate) fn statement(id: usize) -> String {
    format!(
        r#"{{"statemark":"1.0","id":"s{id}","type":"statement","title":"On rain {id}","language":"en","date":"2025","issuers":["x"],"entities":[{{"id":"x","kind":"state","name":"X"}}],"sections":[{{"clauses":[{{"id":"rain","text":"X welcomes the rain of {id}."}}]}}]}}"#
    )
}

/// The same with an issuer that is no entity.
pub(crate) fn wrong(id: usize) -> String {
    statement(id).replace("[\"x\"]", "[\"é\"]").replace('é', "y")
}

/// The same as XML, whatever is wrong in its meaning.
pub(crate) fn xml(folder: &Folder, statement: &str) -> String {
    let text = folder.feed(&["convert", "-", "--to", "xml", "--force"], statement).out;
    text.split_once("?>\n").unwrap().1.replace(" xmlns=\"https://w3id.org/statemark/1\"", "")
}

fn places(outcome: &Outcome) -> Vec<&str> {
    outcome.out.lines().filter(|line| line.contains("--> ")).map(str::trim).collect()
}

#[test]
fn one_broken_record_hides_no_other() {
    let folder = Folder::new();
    let broken = "{\"statemark\": ";
    folder.write("a.ndjson", format!("\u{FEFF}{}\r\n\n{}\n{broken}\n{}", statement(1), wrong(2), wrong(4)));
    let outcome = folder.run(&["validate", "a.ndjson"]);
    assert_eq!(outcome.code, 1);
    let column = wrong(2).find("[\"y\"]").unwrap() + 2;
    let issuer =
        |line: usize, record: usize| format!("--> a.ndjson:{line}:{column} in record {record} (s{record}) at /issuers/0");
    let found = places(&outcome);
    assert_eq!(found.len(), 3, "{outcome:?}");
    assert!(
        found[0].starts_with(&issuer(3, 2)) && found[1].starts_with("--> a.ndjson:4:") && found[2].starts_with(&issuer(5, 4)),
        "{found:?}"
    );
    assert!(outcome.out.ends_with("4 documents: 3 errors\n"), "{}", outcome.out);
    assert!(outcome.out.contains("\n3 | {") || outcome.out.contains("\n3 | …"), "the line of the file is shown: {}", outcome.out);
}

#[test]
fn findings_name_record_statement_and_the_bytes_of_the_file() {
    let folder = Folder::new();
    let list = format!("[{},\n {}, {}]", statement(1), wrong(2), wrong(3));
    folder.write("a.json", &list);
    let outcome = folder.run(&["validate", "a.json", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&outcome.out).unwrap();
    let findings = report["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 2, "{outcome:?}");
    for (finding, record, id) in [(&findings[0], 2, "s2"), (&findings[1], 3, "s3")] {
        assert_eq!(
            (finding["record"].as_u64(), finding["statement"].as_str(), finding["line"].as_u64()),
            (Some(record), Some(id), Some(2))
        );
        let byte = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
        assert_eq!(&list[byte("start")..byte("end")], "\"y\"");
        let line = list.find('\n').unwrap() + 1;
        assert_eq!(byte("column"), byte("start") - line + 1);
    }
}

#[test]
fn a_collection_is_judged_statement_by_statement() {
    let folder = Folder::new();
    let (right, bad) = (xml(&folder, &statement(1)), xml(&folder, &wrong(2)));
    let unclosed = right.replacen("</title>", "", 1);
    folder.write("a.xml", format!("{XML}{right}{unclosed}{bad} words {right}</statements>\n"));
    let outcome = folder.run(&["validate", "a.xml", "--ignore", "dataset"]);
    assert_eq!(outcome.code, 1);
    assert_eq!(places(&outcome).len(), 3, "{}", outcome.out);
    assert!(outcome.out.contains("error[syntax]") && outcome.out.contains("error[unknown-reference]"), "{}", outcome.out);
    assert!(outcome.out.contains("words stand where only statements may stand"), "{}", outcome.out);
    assert!(outcome.out.ends_with("4 documents: 3 errors\n"), "{}", outcome.out);
    let line =
        1 + format!("{XML}{right}{unclosed}").lines().count() + bad.lines().position(|line| line.contains("\"y\"")).unwrap();
    assert!(outcome.out.contains(&format!("a.xml:{line}:")), "{line}: {}", outcome.out);
    // Where the collection ends too early, it is said.
    folder.write("b.xml", format!("{XML}{right}"));
    assert!(folder.run(&["validate", "b.xml"]).out.contains("the element `statements` is never closed"));
    folder.write("c.xml", format!("{}{right}</statements>", XML.replace(">\n", " n='1'>\n").replace("? n='1'>", "?>")));
    assert!(folder.run(&["validate", "c.xml"]).out.contains("has the attribute `n`, and should have none"));
}

#[test]
fn what_cannot_be_told_apart_ends_the_file_and_says_so() {
    let folder = Folder::new();
    folder.write("a.json", format!("[{}, {{\"a\": [}}, {}]", wrong(1), wrong(2)));
    let outcome = folder.run(&["validate", "a.json"]);
    assert_eq!((outcome.code, places(&outcome).len()), (1, 2), "{outcome:?}");
    assert!(outcome.out.contains("; what follows in this file was not read"), "{}", outcome.out);
}

#[test]
fn every_byte_is_the_same_on_any_number_of_threads() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..3000).map(|id| if id % 10 == 3 { wrong(id) } else { statement(id) }).collect();
    folder.write("a.ndjson", lines.join("\n"));
    folder.write("b.json", format!("[{}]", lines[..50].join(",")));
    for format in ["text", "json"] {
        let run = |threads: &str| {
            folder.run(&["validate", "a.ndjson", "b.json", "missing.json", "--format", format, "--threads", threads])
        };
        let one = run("1");
        assert!(one.code == 2 && one.out.len() > 1000, "{}", one.err);
        for threads in ["2", "8"] {
            let other = run(threads);
            assert!((one.code, &one.out, &one.err) == (other.code, &other.out, &other.err), "{format} on {threads}");
        }
    }
}

#[test]
fn packed_files_are_read_as_what_they_hold() {
    let folder = Folder::new();
    let lines = format!("{}\n{}\n", statement(1), wrong(2));
    let gzip = |text: &str| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let zstd = |text: &str| ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    folder.write("a.ndjson", &lines);
    let plain = folder.run(&["validate", "a.ndjson"]).out;
    // Several members, and names that say nothing of the packing.
    let two = |pack: &dyn Fn(&str) -> Vec<u8>| [pack(&lines[..100]), pack(&lines[100..])].concat();
    for (name, bytes) in
        [("a.ndjson.gz", two(&gzip)), ("b.ndjson.zst", two(&zstd)), ("c.ndjson", gzip(&lines)), ("d", zstd(&lines))]
    {
        for threads in ["1", "2"] {
            folder.write(name, &bytes);
            let outcome = folder.run(&["validate", name, "--threads", threads]);
            assert_eq!(outcome.out, plain.replace("a.ndjson", name), "{name}: {}", outcome.err);
            // Cut off: what could be read is judged, and the end is told.
            folder.write(name, &bytes[..bytes.len() - 5]);
            let outcome = folder.run(&["validate", name, "--threads", threads]);
            assert!(outcome.code == 2 && outcome.err.contains("is cut off after byte "), "{name}: {outcome:?}");
        }
    }
    let mut damaged = gzip(&lines);
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0xFF;
    folder.write("e.ndjson.gz", damaged);
    let outcome = folder.run(&["validate", "e.ndjson.gz"]);
    assert!(outcome.code == 2 && outcome.err.contains("is damaged after byte "), "{outcome:?}");
}

#[test]
fn a_folder_gives_its_statements_in_order() {
    let folder = Folder::new();
    for sub in ["set/b", "set/.hidden", "set/ignored"] {
        fs::create_dir_all(folder.path().join(sub)).unwrap();
    }
    folder.write("set/.gitignore", "ignored\n");
    for name in ["set/b/z.statemark.json", "set/b/A.json", "set/.hidden/a.json", "set/ignored/a.json", "set/c.statemark.json"] {
        folder.write(name, wrong(1));
    }
    folder.write("set/b.ndjson", wrong(2));
    folder.write("set/package.json", "{\"name\": \"statemark\"}");
    folder.write("set/d.yaml", "# one of many\nstatemark: \"1.0\"\nid: [\n");
    folder.write("set/compose.yml", "name: statemark\n");
    folder.write("set/README.md", "# Read me\n");
    folder.write("set/text.txt", "text");
    let outcome = folder.run(&["validate", "set", "--ignore", "dataset"]);
    let files: Vec<&str> = places(&outcome).iter().map(|place| place[4..].split(':').next().unwrap()).collect();
    assert_eq!(
        files,
        ["set/b.ndjson", "set/b/A.json", "set/b/z.statemark.json", "set/c.statemark.json", "set/d.yaml"],
        "{outcome:?}"
    );
    assert_eq!(outcome.err, "4 files of other kinds passed over\n");
    // What is named is read, ignored or not.
    assert_eq!(places(&folder.run(&["validate", "set/ignored/a.json"])).len(), 1);
    let outcome = folder.run(&["validate", "set/text.txt"]);
    assert!(outcome.code == 2 && outcome.err.contains("neither its name nor its content tells"), "{outcome:?}");
}

#[test]
fn a_pattern_that_the_shell_left_is_expanded() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path().join("a/b")).unwrap();
    for name in ["a/1.json", "a/b/2.json", "a/b/3.xml", "4.json"] {
        folder.write(name, wrong(1));
    }
    let names = |pattern: &str| {
        let outcome = folder.run(&["validate", pattern, "--ignore", "dataset"]);
        places(&outcome).iter().map(|place| place[4..].split(':').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names("*.json"), ["4.json"]);
    assert_eq!(names("a/**/*.json"), ["a/1.json", "a/b/2.json"]);
    assert_eq!(names("**/[12].json"), ["a/1.json", "a/b/2.json"]);
    let outcome = folder.run(&["validate", "*.md"]);
    assert!(outcome.code == 2 && outcome.err.starts_with("error: *.md is a pattern that matches no file\n"), "{outcome:?}");
}

#[test]
fn nothing_read_is_no_success() {
    let folder = Folder::new();
    folder.write("blank.ndjson", "\n \n");
    folder.write("none.json", "[]");
    folder.write("none.xml", format!("{XML}</statements>"));
    for name in ["blank.ndjson", "none.json", "none.xml"] {
        let outcome = folder.run(&["validate", name]);
        assert!(outcome.code == 2 && outcome.err.starts_with(&format!("error: {name} holds no statement\n")), "{outcome:?}");
    }
}

#[test]
fn quiet_prints_one_line_and_most_findings_can_be_left_out() {
    let folder = Folder::new();
    folder.write("a.ndjson", (0..9).map(|id| wrong(id) + "\n").collect::<String>());
    let outcome = folder.run(&["validate", "-q", "a.ndjson"]);
    assert_eq!((outcome.code, outcome.out.as_str(), outcome.err.as_str()), (1, "", "9 documents: 9 errors\n"));
    let outcome = folder.run(&["validate", "--max-findings", "2", "a.ndjson"]);
    assert_eq!((outcome.code, places(&outcome).len()), (1, 2));
    assert!(
        outcome.out.contains("and 7 more of `unknown-reference`") && outcome.out.ends_with("9 documents: 9 errors\n"),
        "{}",
        outcome.out
    );
    let overview = folder.run(&["validate", "--max-findings", "0", "a.ndjson"]).out;
    assert!(overview.starts_with("error[unknown-reference]: 9 in 1 file\n\n"), "{overview}");
}

#[test]
fn a_stream_on_stdin_is_told_by_its_content() {
    let folder = Folder::new();
    let lines = format!("{}\n{}\n", wrong(1), statement(2));
    assert!(folder.feed(&["validate", "-"], &lines).out.ends_with("2 documents: 1 error\n"));
    assert!(folder.feed(&["validate", "-"], format!("[{},{}]", wrong(1), statement(2))).out.ends_with("2 documents: 1 error\n"));
    let collection = format!("{XML}{}{}</statements>", xml(&folder, &wrong(1)), xml(&folder, &statement(2)));
    assert!(folder.feed(&["validate", "-"], collection).out.ends_with("2 documents: 1 error\n"));
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_reports_what_it_has() {
    let folder = Folder::new();
    for threads in ["1", "2"] {
        let mut command = folder.command();
        command.args(["validate", "-", "--threads", threads]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // More than a thread takes at once, so that a finding is printed while the stream goes on.
        (0..20_000).for_each(|id| writeln!(stdin, "{}", wrong(id)).unwrap());
        let mut stdout = child.stdout.take().unwrap();
        let mut first = [0; 5];
        stdout.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"error");
        let pid = child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        // The stream ends only after the signal.
        drop(stdin);
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).unwrap();
        let outcome = Outcome::from(child.wait_with_output().unwrap());
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.err.starts_with("interrupted: "), "{outcome:?}");
        assert!(rest.contains("\ninterrupted after "), "{}", &rest[rest.len().saturating_sub(500)..]);
    }
}

#[test]
fn records_are_looked_at_beside_each_other() {
    let folder = Folder::new();
    let (one, other) = (statement(1), statement(2));
    folder.write("a.ndjson", format!("{one}\n{other}\n{one}\n"));
    for packed in ["a.ndjson", "a.ndjson.gz"] {
        folder.shell("gzip -kf a.ndjson");
        let outcome = folder.run(&["validate", packed]);
        let place = format!(
            "error[duplicate-statement-id]: another statement of the set has this id too\n --> {packed}:3:25 in record 3 (s1) at /id\n"
        );
        assert!(outcome.code == 1 && outcome.out.contains(&place), "{outcome:?}");
        // The other one is named, without a line that is not its own.
        let other = format!("^\n ::: {packed}:1:25 in record 1 (s1) at /id\n  = see: the first one that has it\n");
        assert!(outcome.out.contains(&other), "{outcome:?}");
    }
    let xml = format!("{XML}{}{}</statements>\n", xml(&folder, &one), xml(&folder, &one));
    folder.write("a.xml", xml);
    let outcome = folder.run(&["validate", "a.xml"]);
    assert!(outcome.out.contains("in record 2 (s1) at /s:statements/s:statement[2]/@id"), "{outcome:?}");
    // What came from stdin cannot be read again.
    let outcome = folder.shell("statemark validate - < a.ndjson");
    assert!(outcome.out.contains(" too (see record 1 at /id)\n --> stdin:3:1 in record 3 at /id"), "{outcome:?}");
}

#[test]
fn reports_say_where_the_other_statement_stands() {
    let folder = Folder::new();
    let pretty: serde_json::Value = serde_json::from_str(&statement(2)).unwrap();
    folder.write("z.json", serde_json::to_string_pretty(&pretty).unwrap());
    folder.write("a.ndjson", format!("{}\n{}\n", statement(1), statement(2)));
    folder.write("b.xml", format!("{XML}{}{}</statements>\n", xml(&folder, &statement(3)), xml(&folder, &statement(2))));
    let schema = serde_json::from_str(&folder.run(&["schema", "--kind", "report"]).out).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let related = |files: &[&str]| {
        let options = ["validate", "--format", "json", "--ignore", "same-text"];
        let report: serde_json::Value = serde_json::from_str(&folder.run(&[&options, files].concat()).out).unwrap();
        assert!(schema.is_valid(&report), "{report}");
        let findings = report["findings"].as_array().unwrap();
        assert!(findings.len() == 1 && !findings[0]["message"].as_str().unwrap().contains("see"), "{report}");
        findings[0]["related"][0].clone()
    };
    // In the order of the arguments, whatever their names.
    let place = related(&["z.json", "a.ndjson"]);
    assert_eq!(
        (&place["file"], &place["statement"], &place["record"]),
        (&"z.json".into(), &"s2".into(), &serde_json::Value::Null)
    );
    let text = folder.read("z.json");
    let byte = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
    let line = place["line"].as_u64().and_then(|line| text.lines().nth(usize::try_from(line).unwrap() - 1)).unwrap();
    assert!(&text[byte("start")..byte("end")] == "\"s2\"" && line.contains("\"id\": \"s2\""), "{place}");
    let place = related(&["b.xml", "a.ndjson"]);
    assert_eq!((&place["record"], &place["pointer"]), (&2.into(), &"/id".into()), "{place}");
    assert_eq!(place["xpath"], "/s:statements/s:statement[2]/@id");
    let place = related(&["a.ndjson", "z.json"]);
    assert_eq!((&place["line"], &place["column"], &place["record"]), (&2.into(), &25.into(), &2.into()), "{place}");
}
