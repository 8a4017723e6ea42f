//! What cannot be converted: of many records each is in the output or put aside, byte for byte.

use std::fs;

use serde_json::Value;

use crate::bulk::{XML, statement, wrong, xml};
use crate::run::{Folder, Outcome};

/// Converts with everything put somewhere.
fn convert(folder: &Folder, files: &[&str], more: &[&str]) -> Outcome {
    folder.run(&[&["convert"], files, &["--reasons", "why.ndjson"], more].concat())
}

fn reasons(folder: &Folder) -> Vec<Value> {
    folder.read("why.ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_rest_goes_on() {
    let folder = Folder::new();
    let bad = [wrong(2), "no JSON".to_owned(), "\u{FFFD}".to_owned()];
    let text = format!("{}\r\n\n{}\n{}\n{}\n{}", statement(1), bad[0], bad[1], statement(4), bad[2]);
    let bytes = text.into_bytes();
    folder.write("in.ndjson", &bytes);
    let outcome = convert(&folder, &["in.ndjson", "-o", "out.xml"], &["--quarantine", "bad.ndjson"]);
    assert_eq!(outcome.code, 1, "{}", outcome.err);
    assert!(outcome.err.ends_with("\n5 records = 2 converted + 3 quarantined\n"), "{}", outcome.err);
    assert!(outcome.err.contains("no entity of this statement has the id `y`"), "{}", outcome.err);
    assert_eq!(folder.read("bad.ndjson"), bad.join("\n") + "\n");
    assert_eq!(folder.run(&["convert", "out.xml", "--to", "ndjson"]).out, statement(1) + "\n" + &statement(4) + "\n");
    let reasons = reasons(&folder);
    assert_eq!(reasons.iter().map(|reason| reason["from"]["record"].as_u64().unwrap()).collect::<Vec<_>>(), [2, 3, 5]);
    let put = fs::read(folder.path().join("bad.ndjson")).unwrap();
    for reason in &reasons {
        let range = |place: &Value| -> std::ops::Range<usize> {
            let byte = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
            byte("start")..byte("end")
        };
        assert_eq!(bytes[range(&reason["from"])], put[range(&reason["to"])], "{reason}");
        assert_eq!(reason["to"]["file"], "bad.ndjson");
    }
    // What is put aside can be mended and converted.
    assert_eq!(folder.run(&["convert", "bad.ndjson", "--to", "xml"]).code, 1);
}

#[test]
fn each_kind_of_file_is_put_aside_as_one_of_its_kind() {
    let folder = Folder::new();
    let of = |id| xml(&folder, &statement(id));
    let bad_xml = of(2).replace("issuers=\"x\"", "issuers=\"y\"");
    folder.write("in.xml", format!("{XML}{}<!-- why -->\n{bad_xml}{}</statements>", of(1), of(3)));
    folder.write("in.json", format!("[{},\n{}, {}]", statement(1), wrong(2), wrong(3)));
    let markdown = |line: &str| folder.feed(&["convert", "-", "--to", "md"], line).out;
    let bad_md = markdown(&statement(2)).replace("issuers: [x]", "issuers: [y]");
    folder.write("in.md", [markdown(&statement(1)), bad_md.clone(), markdown(&statement(3))].concat());
    for (kind, counts, expected) in [
        (
            "xml",
            "3 records = 2 converted + 1 quarantined\n",
            format!("{XML}{}</statements>\n", bad_xml.trim_end().to_owned() + "\n"),
        ),
        ("json", "3 records = 1 converted + 2 quarantined\n", format!("[\n{},\n{}\n]\n", wrong(2), wrong(3))),
        ("md", "3 records = 2 converted + 1 quarantined\n", bad_md),
    ] {
        let (input, aside) = (format!("in.{kind}"), format!("bad.{kind}"));
        let outcome = convert(&folder, &[&input, "--to", "ndjson"], &["--quarantine", &aside]);
        assert!(outcome.code == 1 && outcome.err.ends_with(counts), "{kind}: {}", outcome.err);
        assert_eq!(folder.read(&aside), expected, "{kind}");
        let again = folder.run(&["validate", &aside, "--format", "json"]);
        assert_eq!(again.code, 1, "{}", again.err);
    }
}

#[test]
fn files_go_aside_under_their_own_names() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path().join("in/2025")).unwrap();
    folder.write("in/2025/a.statemark.json", statement(1));
    folder.write("in/2025/b.statemark.json", wrong(2));
    folder.write("in/c.statemark.json", "");
    folder.write("in/d.ndjson", format!("{}\n{}\n{}\n", statement(3), wrong(4), wrong(5)));
    let outcome = convert(&folder, &["in", "--to", "xml", "-o", "out/"], &["--quarantine", "bad"]);
    assert!(outcome.code == 2 && outcome.err.contains("bad is one file, but the records of many"), "{}", outcome.err);
    let outcome = convert(&folder, &["in", "--to", "xml", "-o", "out/"], &["--quarantine", "bad/"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("6 records = 2 converted + 4 quarantined\n"), "{}", outcome.err);
    let names = |of: &str| {
        let mut names: Vec<String> = walk(&folder, of);
        names.sort();
        names
    };
    assert_eq!(names("out"), ["out/2025/s1.statemark.xml", "out/s3.statemark.xml"]);
    assert_eq!(names("bad"), ["bad/2025/b.statemark.json", "bad/c.statemark.json", "bad/d.ndjson"]);
    assert_eq!(folder.read("bad/2025/b.statemark.json"), wrong(2));
    assert_eq!(folder.read("bad/d.ndjson"), format!("{}\n{}\n", wrong(4), wrong(5)));
    let last = &reasons(&folder)[1];
    assert_eq!(last["file"], "in/c.statemark.json");
    assert_eq!(last["to"]["file"], "bad/c.statemark.json");
    let outcome = convert(&folder, &["in", "--to", "xml", "-o", "out/"], &[]);
    assert!(outcome.code == 2 && outcome.err.starts_with("error: out/ is not empty"), "{}", outcome.err);
}

fn walk(folder: &Folder, below: &str) -> Vec<String> {
    let entries = fs::read_dir(folder.path().join(below)).unwrap().map(|entry| entry.unwrap());
    let named = entries.map(|entry| (entry.path().is_dir(), format!("{below}/{}", entry.file_name().to_string_lossy())));
    named.flat_map(|(is_folder, name)| if is_folder { walk(folder, &name) } else { vec![name] }).collect()
}

#[test]
fn names_of_files_do_not_overwrite_each_other() {
    let folder = Folder::new();
    let with_id = |id: &str| statement(1).replace("\"s1\"", &format!("\"{id}\""));
    let ids = ["Rain", "rain", "RAIN", "con", "Con.a", "rain"];
    folder.write("in.ndjson", ids.map(|id| with_id(id) + "\n").concat());
    let outcome = convert(&folder, &["in.ndjson", "--to", "json.gz", "-o", "out/"], &["--quarantine", "bad.ndjson"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("6 records = 5 converted + 1 quarantined\n"), "{}", outcome.err);
    assert!(
        outcome.err.contains(
            "in.ndjson:6: record 6 is not converted: another statement is to be the file rain.statemark.json.gz already"
        ),
        "{}",
        outcome.err
    );
    assert_eq!(folder.read("bad.ndjson"), with_id("rain") + "\n");
    let mut names: Vec<String> = walk(&folder, "out").into_iter().map(|name| name.to_lowercase()).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(!names.contains(&"out/con.statemark.json.gz".to_owned()));
}

#[test]
fn ill_formed_bytes_end_the_run() {
    let folder = Folder::new();
    let of = |id| xml(&folder, &statement(id));
    folder.write("in.xml", format!("{XML}{}{}</statements>", of(1), of(2).replace("</title>", "")));
    folder.write("out.ndjson", "old");
    let outcome = convert(&folder, &["in.xml", "-o", "out.ndjson"], &["--quarantine", "bad.xml"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.contains("in.xml is ill-formed in record 2, which begins in line"), "{}", outcome.err);
    assert!(outcome.err.contains("\n1 record = 1 converted + 0 quarantined so far; no output has its name"), "{}", outcome.err);
    assert_eq!(folder.read("out.ndjson"), "old");
    assert!(!folder.names().contains(&"bad.xml".to_owned()));
}

#[test]
fn the_first_may_end_it_all() {
    let folder = Folder::new();
    folder.write("in.ndjson", format!("{}\n{}\n{}\n", statement(1), wrong(2), wrong(3)));
    let outcome = convert(&folder, &["in.ndjson", "-o", "out.xml"], &["--fail-fast"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("error: in.ndjson has a record that cannot be converted"), "{}", outcome.err);
    assert!(!folder.names().contains(&"out.xml".to_owned()));
}

#[test]
fn a_flood_is_summed_up() {
    let folder = Folder::new();
    folder.write("in.ndjson", (0..30).map(|id| wrong(id) + "\n").collect::<String>());
    let outcome = folder.run(&["convert", "in.ndjson", "--to", "xml"]);
    assert_eq!(outcome.err.matches("error[unknown-reference]").count(), 20);
    assert!(outcome.err.contains("\n10 more records are not converted; --reasons FILE lists why\n"), "{}", outcome.err);
}

#[test]
fn a_record_that_is_too_long_goes_aside_whole() {
    let folder = Folder::new();
    let long = format!("{{\"statemark\": \"{}\"}}", "x".repeat(33 * 1024 * 1024));
    folder.write("in.ndjson", format!("{}\n{long}\n{}\n", statement(1), statement(3)));
    let outcome = convert(&folder, &["in.ndjson", "-o", "out.ndjson"], &["--quarantine", "bad.ndjson"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("3 records = 2 converted + 1 quarantined\n"), "{}", outcome.err);
    assert_eq!(folder.read("bad.ndjson"), long + "\n");
}

#[test]
fn what_no_statement_can_hold_is_dropped_by_force() {
    let folder = Folder::new();
    let text = statement(1)
        .replace("\"date\"", "\"colour\":\"red\",\"date\"")
        .replace("\"id\":\"rain\"", "\"id\":\"rain\",\"act\":\"sing\",\"topics\":[\"none\"]");
    folder.write("in.json", &text);
    let refused = folder.run(&["convert", "in.json", "--to", "xml"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    let outcome = folder.run(&["convert", "in.json", "--to", "ndjson", "--force", "--losses", "lost.ndjson"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, "warning: the output does not carry 2 dropped values\n"));
    assert_eq!(outcome.out, statement(1).replace(".\"}]}]}", ".\",\"topics\":[\"none\"]}]}]}") + "\n");
    let lost: Vec<Value> = folder.read("lost.ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lost[0]["pointer"], "/colour");
    assert_eq!((lost[1]["pointer"].as_str(), lost[1]["kind"].as_str()), (Some("/sections/0/clauses/0/act"), Some("dropped")));
    // What falls with what was dropped is told where it stood.
    let clause = r#"{"id":"rain","text":"X welcomes the rain of 1."}"#;
    folder.write("list.json", statement(1).replace(clause, &format!(r#"7,{{"id":8,"text":"X hails."}},{clause}"#)));
    let outcome = folder.run(&["convert", "list.json", "--to", "ndjson", "--force", "--losses", "lost.ndjson"]);
    assert_eq!((outcome.code, outcome.out), (0, statement(1) + "\n"));
    let lost = folder.read("lost.ndjson");
    let pointers: Vec<Value> = lost.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["pointer"].take()).collect();
    assert_eq!(pointers, ["/sections/0/clauses/0", "/sections/0/clauses/1", "/sections/0/clauses/1/id"]);
    // Of two the first stays, and whatever is wrong in the other goes with it.
    let text = statement(1).replace("of 1.\"}", "of 1.\",\"act\":\"welcome\"}");
    folder.write("twice.json", text.replace("}]}]}", "}],\"clauses\":[{\"id\":\"snow\",\"act\":8,\"text\":\"No.\"}]}]}"));
    let outcome = folder.run(&["convert", "twice.json", "--to", "ndjson", "--force", "--losses", "lost.ndjson"]);
    assert_eq!((outcome.code, outcome.out), (0, text + "\n"));
    let lost: Value = serde_json::from_str(&folder.read("lost.ndjson")).unwrap();
    assert_eq!(lost["words"], "`clauses` stands here for the second time");
    // What lacks cannot be made up.
    folder.write("no.json", statement(1).replace("\"date\":\"2025\",", ""));
    assert_eq!(folder.run(&["convert", "no.json", "--to", "xml", "--force"]).code, 1);
}

#[test]
fn what_is_too_long_to_be_read_is_put_aside_whole_and_has_its_number() {
    let folder = Folder::new();
    let huge = |id| statement(id).replacen("On rain", &"y".repeat(33 * 1024 * 1024), 1);
    let lines = [statement(1), wrong(2), huge(3), statement(4), huge(5), wrong(6)];
    folder.write("in.ndjson", lines.join("\n"));
    let outcome = convert(&folder, &["in.ndjson", "-o", "out.ndjson"], &["--quarantine", "bad.ndjson"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("6 records = 2 converted + 4 quarantined\n"), "{}", outcome.err);
    let records: Vec<Value> = reasons(&folder).iter_mut().map(|reason| reason["from"]["record"].take()).collect();
    assert_eq!(records, [2, 3, 5, 6]);
    assert!(folder.read("bad.ndjson") == [wrong(2), huge(3), huge(5), wrong(6), String::new()].join("\n"));
    assert_eq!(folder.read("out.ndjson"), [statement(1), statement(4), String::new()].join("\n"));
}
