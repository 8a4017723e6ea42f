//! Many documents in Markdown, one behind the other in one file.

use std::fs;
use std::io::Write;

use proptest::prelude::*;

use crate::bulk::statement;
use crate::run::{Folder, Outcome};

const MARK: &str = "\u{FEFF}";
const SORTED: [&str; 6] = ["--pass", "good.md", "--quarantine", "bad.md", "--reasons", "why.ndjson"];

/// A document, which is right, of statement 777.
fn document(folder: &Folder) -> String {
    folder.feed(&["convert", "-", "--to", "md"], statement(777)).right().out.clone()
}

/// Documents, each third of which has an issuer that is no entity.
fn stream(document: &str, count: usize) -> String {
    (1..=count).map(|id| numbered(document, id, id % 3 > 0)).collect()
}

fn numbered(document: &str, id: usize, is_right: bool) -> String {
    let document = document.replace("777", &id.to_string());
    if is_right { document } else { document.replace("issuers: [x]", "issuers: [y]") }
}

#[test]
fn each_document_of_a_stream_is_judged_in_its_place() {
    let folder = Folder::new();
    let one = document(&folder);
    let text = stream(&one, 5);
    let lines = |text: &str| text.lines().count();
    let issuer = 1 + one.lines().position(|line| line.starts_with("issuers")).unwrap();
    let place =
        |name: &str, text: &str| format!("--> {name}:{}:11 in record 3 (s3) at issuers", lines(&one) * 2 + lines(text) + issuer);
    folder.write("a.md", &text);
    let outcome = folder.run(&["validate", "a.md"]);
    assert!(outcome.code == 1 && outcome.out.contains(&place("a.md", "")), "{outcome:?}");
    assert!(outcome.out.contains("issuers: [y]") && outcome.out.ends_with("5 documents: 1 error\n"), "{}", outcome.out);
    // What stands before the first document breaks no other.
    folder.write("b.md", format!("Words\n{text}"));
    let outcome = folder.run(&["validate", "b.md"]);
    assert!(
        outcome.out.contains("error[syntax]: the document does not begin with front matter\n --> b.md:1:1 in record 1\n"),
        "{}",
        outcome.out
    );
    assert!(outcome.out.contains(&place("b.md", "Words").replace("record 3", "record 4")), "{}", outcome.out);
    // Nor does a front matter that never ends.
    folder.write("c.md", text.replacen("\n---\n\n", "\n\n", 1));
    let outcome = folder.run(&["validate", "c.md"]);
    assert!(outcome.out.contains("the front matter never ends\n --> c.md:1:1 in record 1\n"), "{}", outcome.out);
    assert!(outcome.out.ends_with("5 documents: 2 errors\n"), "{}", outcome.out);
    // The bytes of the file, whatever ends its lines.
    for (end, mark) in [("\r\n", MARK), ("\r", "")] {
        folder.write("d.md", format!("{mark}{}", text.replace('\n', end)));
        let outcome = folder.run(&["validate", "d.md", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&outcome.out).unwrap();
        let finding = &report["findings"][0];
        let byte = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
        assert_eq!(&text.replace('\n', end)[byte("start")..byte("end")], "y", "{end:?}");
        assert_eq!((byte("record"), byte("line")), (3, lines(&one) * 2 + issuer), "{end:?}");
    }
}

#[test]
fn a_file_of_one_document_is_none_of_many() {
    let folder = Folder::new();
    let one = document(&folder);
    for text in [format!("\n{one}"), format!("Words\n{one}"), numbered(&one, 1, false), format!("{one}\n---\n")] {
        folder.write("a.md", &text);
        let outcome = folder.run(&["validate", "a.md"]);
        assert!(!outcome.out.contains("record") && outcome.out.contains("1 document: "), "{text}: {}", outcome.out);
    }
    // One that is long is read to its end.
    let long = one.replace("welcomes", &"welcomes ".repeat(40_000));
    folder.write("a.md", &long);
    assert!(folder.run(&["validate", "a.md"]).right().out.starts_with("1 document: "));
    folder.write("a.md", long.clone() + &one);
    assert!(folder.run(&["validate", "a.md"]).out.ends_with("2 documents: 1 error\n"));
    folder.write("a.md", "x".repeat(33 * 1024 * 1024));
    let outcome = folder.run(&["validate", "a.md"]);
    assert!(outcome.code == 2 && outcome.err.contains("a.md is larger than 32 MiB"), "{outcome:?}");
}

#[test]
fn a_stream_is_read_from_anywhere_on_any_number_of_threads() {
    let folder = Folder::new();
    let text = stream(&document(&folder), 3000);
    folder.write("a.md", &text);
    let plain = folder.run(&["validate", "a.md", "--threads", "1"]);
    assert!(plain.out.ends_with("3,000 documents: 1,000 errors\n"), "{}", plain.out);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(text.as_bytes()).unwrap();
    folder.write("b.md.gz", gzip.finish().unwrap());
    folder.write("c", ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest));
    for threads in ["1", "2", "8"] {
        for name in ["a.md", "b.md.gz", "c"] {
            let outcome = folder.run(&["validate", name, "--threads", threads]);
            assert!(outcome.out == plain.out.replace("a.md", name) && outcome.code == 1, "{name} on {threads}: {}", outcome.err);
        }
        let outcome = folder.feed(&["validate", "-", "--threads", threads, "-q"], &text);
        assert!(outcome.err == "3,000 documents: 1,000 errors\n" && outcome.code == 1, "{outcome:?}");
    }
    let (few, told) = (stream(&document(&folder), 9), |outcome: Outcome| outcome.out.replace("stdin", "a.md"));
    folder.write("a.md", &few);
    assert_eq!(told(folder.feed(&["validate", "-"], &few)), folder.run(&["validate", "a.md"]).out);
    folder.write("a.md", &text);
    let counted = folder.run(&["stats", "a.md"]).right().out.clone();
    assert!(counted.contains("3000  100 %  statement"), "{counted}");
}

#[test]
fn a_folder_gives_its_streams() {
    let folder = Folder::new();
    let text = stream(&document(&folder), 2);
    fs::create_dir(folder.path().join("all")).unwrap();
    folder.write("all/a.md", &text);
    folder.write("all/b.md", format!("{MARK}{text}"));
    folder.write("all/c.md", text.replace('\n', "\r"));
    folder.write("all/d.md", "# Words\n");
    let outcome = folder.run(&["validate", "all", "--ignore", "dataset"]);
    assert!(outcome.out.ends_with("6 documents: nothing found\n"), "{outcome:?}");
}

#[test]
fn what_takes_one_document_refuses_many() {
    let folder = Folder::new();
    let text = stream(&document(&folder), 2);
    folder.write("a.md", &text);
    for args in [&["fmt", "a.md"][..], &["summarize", "a.md"]] {
        let outcome = folder.run(args);
        let said = [outcome.out, outcome.err].concat();
        assert!(outcome.code == 1 && said.contains("another document begins here"), "{said}");
    }
    assert_eq!(folder.read("a.md"), text);
}

#[test]
fn each_document_of_a_stream_is_mended() {
    let folder = Folder::new();
    let one = document(&folder);
    let bad = one.replace("issuers: [x]", "issuers: [x, x]");
    let text = [&one, &bad, &one, &bad].map(String::as_str).concat().replace('\n', "\r\n");
    folder.write("a.md", format!("{MARK}{text}"));
    let outcome = folder.run(&["validate", "a.md", "--fix", "--unsafe-fixes", "--ignore", "dataset"]);
    assert!(outcome.code == 0 && outcome.err.contains("2 findings mended in 1 file"), "{outcome:?}");
    assert_eq!(folder.read("a.md"), format!("{MARK}{}", one.repeat(4).replace('\n', "\r\n")));
}

/// A document with what stands before it, and whether it is right.
#[derive(Debug, Clone)]
struct Piece {
    mark: bool,
    end: &'static str,
    blank: String,
    is_right: bool,
    filled: usize,
}

fn piece() -> impl Strategy<Value = Piece> {
    let end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let filled = prop_oneof![4 => Just(0), 1 => 0..600_000usize];
    (any::<bool>(), end, "[ \t\r\n]{0,3}", any::<bool>(), filled).prop_map(|(mark, end, blank, is_right, filled)| Piece {
        mark,
        end,
        blank,
        is_right,
        filled,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_passes_and_what_does_not_are_all_documents_in_order(
        pieces in prop::collection::vec(piece(), 2..12),
        first in prop::sample::select(vec!["", "\n", "Words\n", "---\nid: a\n---\n"]),
        threads in prop::sample::select(vec!["1", "2", "8"]),
    ) {
        let folder = Folder::new();
        let one = document(&folder);
        let has_words = !first.trim().is_empty();
        let (mut input, mut halves) = (first.as_bytes().to_vec(), [Vec::new(), Vec::new()]);
        // Blank lines go with the document behind them.
        halves[usize::from(has_words || !pieces[0].is_right)].extend_from_slice(first.as_bytes());
        for (id, Piece { mark, end, blank, is_right, filled }) in pieces.iter().enumerate() {
            let text = numbered(&one, id, *is_right).replace("rain of", &format!("rain{} of", "x".repeat(*filled)));
            // In front of the first document stands the mark of the file alone.
            let mark = if *mark && (id > 0 || first.is_empty()) { MARK } else { "" };
            let document = format!("{mark}{}{end}{blank}\n", text.replace('\n', end));
            halves[usize::from(!is_right)].extend_from_slice(document.as_bytes());
            input.extend_from_slice(document.as_bytes());
        }
        folder.write("in.md", &input);
        let outcome = folder.run(&[&["validate", "in.md", "-q", "--ignore", "dataset", "--threads", threads], &SORTED[..]].concat());
        let bad = pieces.iter().filter(|piece| !piece.is_right).count() + usize::from(has_words);
        let all = pieces.len() + usize::from(has_words);
        let last = format!("{all} records = {} passed + {bad} quarantined", all - bad);
        prop_assert_eq!(outcome.err.lines().last(), Some(last.as_str()), "{:?}", outcome);
        prop_assert!(fs::read(folder.path().join("good.md")).unwrap() == halves[0], "what passes");
        prop_assert!(fs::read(folder.path().join("bad.md")).unwrap() == halves[1], "what does not");
    }
}

#[test]
fn a_document_that_is_too_long_is_put_aside_byte_for_byte() {
    let folder = Folder::new();
    let one = document(&folder);
    for end in ["\n", "\r"] {
        let right = numbered(&one, 1, true).replace('\n', end);
        let huge = format!("{right}{}{end}", "x".repeat(33 * 1024 * 1024));
        folder.write("in.md", [&right, &huge, MARK, &right, &huge, &right].map(str::as_bytes).concat());
        let outcome = folder.run(&[&["validate", "in.md", "-q", "--ignore", "dataset"], &SORTED[..]].concat());
        assert!(outcome.err.ends_with("5 records = 3 passed + 2 quarantined\n"), "{outcome:?}");
        assert!(fs::read(folder.path().join("bad.md")).unwrap() == huge.repeat(2).into_bytes());
        assert_eq!(folder.read("good.md"), [&right, MARK, &right, &right].map(str::to_owned).concat());
    }
}

#[test]
fn outputs_are_named_for_what_they_hold() {
    let folder = Folder::new();
    folder.write("in.md", stream(&document(&folder), 3));
    let args = ["validate", "in.md", "--pass", "good.ndjson", "--quarantine", "bad.ndjson"];
    let outcome = folder.run(&args);
    assert!(
        outcome.code == 2
            && outcome.err.contains("in.md holds documents in Markdown, and the names of the outputs say otherwise"),
        "{outcome:?}"
    );
    fs::create_dir(folder.path().join("good")).unwrap();
    fs::create_dir(folder.path().join("bad")).unwrap();
    let outcome = folder.run(&["validate", "in.md", "-q", "--pass", "good", "--quarantine", "bad"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("3 records = 2 passed + 1 quarantined\n"), "{outcome:?}");
    let (good, bad) = (folder.read("good/in.md"), folder.read("bad/in.md"));
    assert_eq!((good.matches("statemark:").count(), bad.matches("statemark:").count()), (2, 1));
}
