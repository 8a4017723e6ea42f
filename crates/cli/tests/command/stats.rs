//! `statemark stats`.

use std::io::Write;

use serde_json::Value;

use crate::bulk::{XML, statement, wrong, xml};
use crate::run::{Folder, project};

/// The statistics as JSON, after they were seen to hold to their schema.
fn statistics(text: &str) -> Value {
    let schema = std::fs::read_to_string(project().join("schema/statistics.schema.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let value = serde_json::from_str(text).unwrap();
    validator.validate(&value).unwrap_or_else(|error| panic!("{error}: {value:#}"));
    value
}

#[test]
fn the_examples_are_counted_once_in_whatever_spelling() {
    let folder = Folder::with_examples();
    let all = folder.run(&["stats", "."]);
    assert_eq!(all.code, 0, "{all:?}");
    insta::assert_snapshot!(all.out);
    for pattern in ["*.statemark.json", "*.statemark.xml", "*.statemark.md"] {
        let one = folder.run(&["stats", pattern]).right().out;
        let (_, rest) = all.out.split_once("Types").unwrap();
        assert_eq!(one.split_once("Types").unwrap().1, rest, "{pattern}");
    }
}

#[test]
fn the_statistics_of_an_example_as_json_have_every_field() {
    let folder = Folder::with_examples();
    let text = folder.run(&["stats", "resolution.statemark.xml", "--format", "json"]).right().out;
    statistics(&text);
    insta::assert_snapshot!(text);
}

#[test]
fn the_schema_of_statistics_refuses_what_they_are_not() {
    let folder = Folder::with_examples();
    let text = folder.run(&["stats", "resolution.statemark.json", "--format", "json"]).right().out;
    let schema = folder.run(&["schema", "--kind", "statistics"]).right().out;
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for (right, other) in [
        ("\"statistics\": \"1.0\"", "\"statistics\": \"2.0\""),
        ("\"wrong\": 0", "\"wrong\": -1"),
        ("\"interrupted\"", "\"stopped\""),
        ("\"kind\": \"organization\"", "\"kind\": \"body\""),
    ] {
        assert!(text.contains(right), "{right}");
        assert!(!validator.is_valid(&serde_json::from_str(&text.replacen(right, other, 1)).unwrap()), "{other}");
    }
}

#[test]
fn all_that_validate_reads_is_counted_with_the_same_bytes_on_any_number_of_threads() {
    let folder = Folder::new();
    let lines: String = (0..2000).map(|id| if id % 10 == 3 { wrong(id) } else { statement(id) } + "\n").collect();
    folder.write("a.ndjson", &lines);
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(lines.as_bytes()).unwrap();
    folder.write("b.ndjson.gz", encoder.finish().unwrap());
    folder
        .write("c.ndjson.zst", ruzstd::encoding::compress_to_vec(lines.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest));
    folder.write("d.json", format!("[{},{}]", statement(1), statement(2)));
    folder.write("e.xml", format!("{XML}{}{}</statements>\n", xml(&folder, &statement(1)), xml(&folder, &wrong(2))));
    std::fs::create_dir(folder.path().join("deep")).unwrap();
    folder.write("deep/f.statemark.json", statement(1));
    for format in ["text", "json"] {
        let run = |threads: &str| folder.run(&["stats", ".", "--format", format, "--threads", threads]).right().out;
        let one = run("1");
        for threads in ["2", "8"] {
            assert_eq!(run(threads), one, "{format} on {threads}");
        }
    }
    let value = statistics(&folder.run(&["stats", ".", "--format", "json"]).right().out);
    assert_eq!(value["statements"], 3 * 2000 + 2 + 2 + 1);
    // Of an issuer that is no entity the id is all that is known.
    let issuers = value["issuers"].as_array().unwrap();
    assert_eq!(
        (&issuers[0]["name"], &issuers[0]["kind"], &issuers[0]["statements"]),
        (&"X".into(), &"state".into(), &5404.into())
    );
    assert_eq!((&issuers[1]["name"], issuers[1].get("kind"), &issuers[1]["statements"]), (&"y".into(), None, &601.into()));
}

#[test]
fn what_is_not_counted_is_said() {
    let folder = Folder::new();
    folder.write("a.ndjson", format!("{}\n{{\"statemark\": \"1.0\"}}\nno json\n{}\n", statement(1), statement(2)));
    let outcome = folder.run(&["stats", "a.ndjson"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (1, ""), "{outcome:?}");
    assert!(
        outcome.out.contains("2         wrong in form, not counted: `statemark validate` says what is wrong\n"),
        "{}",
        outcome.out
    );

    let outcome = folder.run(&["stats", "a.ndjson", "missing.json", "--format", "json"]);
    assert_eq!(outcome.code, 2);
    assert_eq!(outcome.err, "error: missing.json cannot be read: there is no such file or folder\n");
    let value = statistics(&outcome.out);
    assert_eq!(
        (&value["statements"], &value["wrong"], &value["unread"][0]["file"]),
        (&2.into(), &2.into(), &"missing.json".into())
    );

    // Where nothing could be counted there is nothing to print.
    for names in [&["missing.json"][..], &["empty.json"], &["folder"], &["'*.xml'"]] {
        folder.write("empty.json", "");
        std::fs::create_dir_all(folder.path().join("folder")).unwrap();
        let outcome = folder.run(&[&["stats"], names].concat());
        assert!(outcome.code == 2 && outcome.out.is_empty() && outcome.err.starts_with("error: "), "{outcome:?}");
    }
    // A collection that breaks off is counted as far as it goes, and not taken for whole.
    folder.write("b.xml", format!("{XML}{}", xml(&folder, &statement(1))));
    let outcome = folder.run(&["stats", "b.xml", "--format", "json"]);
    let value = statistics(&outcome.out);
    assert_eq!((outcome.code, &value["statements"], &value["wrong"]), (1, &1.into(), &1.into()), "{outcome:?}");
}
