//! Records that pass and records that do not: together they are what was read, and what is not whole has no name.

mod failures;
mod files;

use std::fs;

use proptest::prelude::*;
use serde_json::Value;

use crate::bulk::{XML, statement, wrong, xml};
use crate::run::{Folder, Outcome};

const MARK: &[u8] = b"\xEF\xBB\xBF";
const OUTPUTS: [&str; 6] = ["--pass", "good.ndjson", "--quarantine", "bad.ndjson", "--reasons", "why.ndjson"];

/// Sorts a file of lines.
fn sort(folder: &Folder, file: &str, more: &[&str]) -> Outcome {
    folder.run(&[&["validate", file, "-q", "--ignore", "dataset"], &OUTPUTS[..], more].concat())
}

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    fs::read(folder.path().join(name)).unwrap()
}

/// The reasons, seen to be right: each names bytes that are the same in both files.
fn reasons(folder: &Folder, input: &str, quarantine: &str) -> Vec<Value> {
    let unmarked = |name: &str| {
        let bytes = bytes(folder, name);
        bytes.strip_prefix(MARK).map(<[u8]>::to_vec).unwrap_or(bytes)
    };
    let (from, to) = (unmarked(input), unmarked(quarantine));
    let lines: Vec<Value> = folder.read("why.ndjson").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let range = |place: &Value| {
        let byte = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        byte("start")..byte("end")
    };
    for reason in &lines {
        assert_eq!(from[range(&reason["from"])], to[range(&reason["to"])], "{reason}");
        assert_eq!(reason["to"]["file"], quarantine, "{reason}");
        let (finding, record) = (range(reason), range(&reason["from"]));
        assert!(record.start <= finding.start && finding.end <= record.end + 1, "{reason}");
    }
    lines
}

/// The numbers of the records in quarantine.
fn numbers(reasons: &[Value]) -> Vec<u64> {
    let mut numbers: Vec<u64> = reasons.iter().map(|reason| reason["from"]["record"].as_u64().unwrap()).collect();
    numbers.dedup();
    numbers
}

/// A line, and whether it is right; nothing of a line that is blank.
#[derive(Clone)]
struct Line(Vec<u8>, Option<bool>);

impl std::fmt::Debug for Line {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = &self.0[..self.0.len().min(60)];
        write!(formatter, "{:?} of {} bytes, right: {:?}", String::from_utf8_lossy(shown), self.0.len(), self.1)
    }
}

fn line() -> impl Strategy<Value = Line> {
    let number = 0..1000usize;
    let right = |text: Vec<u8>| Line(text, Some(true));
    let bad = |text: Vec<u8>| Line(text, Some(false));
    prop_oneof![
        4 => number.clone().prop_map(move |id| right(statement(id).into_bytes())),
        1 => number.clone().prop_map(move |id| right(format!(" \t{} ", statement(id)).into_bytes())),
        1 => number.clone().prop_map(move |id| right([MARK, statement(id).as_bytes()].concat())),
        1 => (number.clone(), 1..600_000usize)
            .prop_map(move |(id, size)| right(statement(id).replacen("On", &"O".repeat(size), 1).into_bytes())),
        3 => number.clone().prop_map(move |id| bad(wrong(id).into_bytes())),
        1 => number.clone().prop_map(move |id| bad([MARK, wrong(id).as_bytes()].concat())),
        1 => number.prop_map(move |id| bad(statement(id).as_bytes()[..=id % 100].to_vec())),
        1 => prop::collection::vec(any::<u8>(), 1..50).prop_filter_map("a line that is not blank", move |bytes| {
            let is_line = !bytes.contains(&b'\n') && !bytes.iter().all(|byte| b" \t\r".contains(byte)) && bytes != MARK;
            is_line.then(|| bad(bytes))
        }),
        1 => (1..600_000usize).prop_map(move |size| bad(vec![b'x'; size])),
        1 => Just(()).prop_map(move |()| bad(b"\0".to_vec())),
        1 => Just(()).prop_map(move |()| bad(b"null".to_vec())),
        3 => "[ \t\r]{0,3}".prop_map(|text| Line(text.into_bytes(), None)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_passes_and_what_does_not_are_all_lines_in_order(
        lines in prop::collection::vec((line(), any::<bool>()), 1..40),
        has_mark in any::<bool>(),
        has_end in any::<bool>(),
        threads in prop::sample::select(vec!["1", "2", "8"]),
    ) {
        // A mark at the beginning of the first line is that of the file.
        prop_assume!(!lines[0].0.0.starts_with(b"\xEF") && lines.iter().any(|line| line.0.1.is_some()));
        let mut input = if has_mark { MARK.to_vec() } else { Vec::new() };
        let (mut halves, mut quarantined, mut records) = ([Vec::new(), Vec::new()], Vec::new(), 0);
        // A blank line goes where the one before it goes.
        let mut half = 0;
        for (index, (Line(text, is_right), has_return)) in lines.iter().enumerate() {
            let start = input.len();
            input.extend(text);
            input.extend(if *has_return { &b"\r"[..] } else { b"" });
            input.extend(if has_end || index + 1 < lines.len() { &b"\n"[..] } else { b"" });
            if let Some(is_right) = is_right {
                half = usize::from(!is_right);
                records += 1;
                quarantined.extend((!is_right).then_some(records));
            }
            let line = if index == 0 { &input[..] } else { &input[start..] };
            halves[half].extend_from_slice(line);
        }
        let folder = Folder::new();
        folder.write("in.ndjson", &input);
        let outcome = sort(&folder, "in.ndjson", &["--threads", threads]);
        let (bad, all) = (quarantined.len(), if records == 1 { "record" } else { "records" });
        let last = format!("{records} {all} = {} passed + {bad} quarantined", records - bad as u64);
        prop_assert_eq!(outcome.err.lines().last(), Some(last.as_str()), "{:?}", outcome);
        prop_assert_eq!(outcome.code, i32::from(bad > 0));
        prop_assert!(bytes(&folder, "good.ndjson") == halves[0], "what passes");
        prop_assert!(bytes(&folder, "bad.ndjson") == halves[1], "what does not");
        prop_assert_eq!(numbers(&reasons(&folder, "in.ndjson", "bad.ndjson")), quarantined);
        prop_assert_eq!(folder.names(), ["bad.ndjson", "good.ndjson", "in.ndjson", "why.ndjson"]);
    }

    #[test]
    fn both_halves_of_a_collection_are_collections(
        records in prop::collection::vec((0..4usize, 0..5usize), 1..15),
        has_mark in any::<bool>(),
        threads in prop::sample::select(vec!["1", "2"]),
    ) {
        let folder = Folder::new();
        let right = xml(&folder, &statement(7)).trim_end().to_owned();
        // The prefix is declared at the root.
        let spelled = right.replace("<statement ", "<s:statement xmlns='https://w3id.org/statemark/1' ").replace("</statement>", "</s:statement>");
        let misspelt = right.replace("<title>", "<titel>").replace("</title>", "</titel>");
        let kinds = [right, spelled, xml(&folder, &wrong(7)).trim_end().to_owned(), misspelt];
        let gaps = ["", "\n", "\n  ", " <!-- </statements>\n<statement> --> ", "<?x </statements> ?>\r\n"];
        let mark = if has_mark { "\u{FEFF}" } else { "" };
        let root = format!("{mark}{}", XML.replace(">\n", " xmlns:s='https://w3id.org/statemark/1'>\n").replace("? xmlns:s='https://w3id.org/statemark/1'>", "?>"));
        let (mut input, mut halves) = (root.clone(), [root.clone(), root]);
        let mut blanks = "";
        for (index, (kind, gap)) in records.iter().enumerate() {
            let all = format!("{blanks}{}{}", kinds[*kind], gaps[*gap]);
            // Blanks before a record go with it.
            let kept = if index + 1 < records.len() { all.trim_end_matches(' ') } else { &all };
            input.push_str(&all[blanks.len()..]);
            halves[usize::from(*kind > 1)].push_str(kept);
            blanks = &"  "[..all.len() - kept.len()];
        }
        for text in halves.iter_mut().chain([&mut input]) {
            text.push_str("</statements >\n<!-- end -->\n");
        }
        folder.write("in.xml", &input);
        let outcome = folder.run(&["validate", "in.xml", "-q", "--ignore", "dataset", "--threads", threads,
            "--pass", "good.xml", "--quarantine", "bad.xml", "--reasons", "why.ndjson"]);
        let bad = records.iter().filter(|(kind, _)| *kind > 1).count();
        prop_assert_eq!(outcome.code, i32::from(bad > 0), "{:?}", outcome);
        for (name, half) in ["good.xml", "bad.xml"].into_iter().zip(&halves) {
            prop_assert_eq!(&folder.read(name), half);
        }
        let reasons = reasons(&folder, "in.xml", "bad.xml");
        let expected: Vec<u64> = (1..).zip(&records).filter(|(_, (kind, _))| *kind > 1).map(|(number, _)| number).collect();
        prop_assert_eq!(numbers(&reasons), expected);
        // Each half is read as a collection again.
        for (name, count, code) in [("good.xml", records.len() - bad, 0), ("bad.xml", bad, 1)] {
            let outcome = folder.run(&["validate", name, "-q", "--ignore", "dataset"]);
            let documents = format!("{count} document{}", if count == 1 { "" } else { "s" });
            prop_assert!(count == 0 || (outcome.code == code && outcome.err.starts_with(&documents)), "{:?}", outcome);
            if statemark_specimens::shared::has("xmllint") {
                let checked = folder.shell(&format!("xmllint --noout {name}"));
                prop_assert!(checked.code == 0, "{:?}", checked);
            }
        }
    }
}

#[test]
fn a_list_becomes_two_lists() {
    let folder = Folder::new();
    folder.write("in.json", format!("\u{FEFF}[{},\n {} , {},{}]\n", statement(1), wrong(2), wrong(3), statement(4)));
    let args = ["validate", "in.json", "-q", "--pass", "good.json", "--quarantine", "bad.json", "--reasons", "why.ndjson"];
    let outcome = folder.run(&args);
    assert!(outcome.code == 1 && outcome.err.ends_with("\n4 records = 2 passed + 2 quarantined\n"), "{outcome:?}");
    assert_eq!(folder.read("good.json"), format!("\u{FEFF}[\n{},\n{}\n]\n", statement(1), statement(4)));
    assert_eq!(folder.read("bad.json"), format!("\u{FEFF}[\n{},\n{}\n]\n", wrong(2), wrong(3)));
    assert_eq!(numbers(&reasons(&folder, "in.json", "bad.json")), [2, 3]);
    // Lists of nothing are lists.
    folder.write("in.json", format!("[{}]", wrong(1)));
    assert_eq!(folder.run(&args).code, 1);
    assert_eq!(folder.read("good.json"), "[\n]\n");
}

#[test]
fn a_record_that_is_too_long_is_put_aside_byte_for_byte() {
    let folder = Folder::new();
    let huge = |length: usize| "x".repeat(length) + "\n\n";
    let (one, two) = (huge(33 * 1024 * 1024), huge(32 * 1024 * 1024 + 1));
    for threads in ["1", "2"] {
        let (right, bad) = (statement(1) + "\n", wrong(2) + "\n");
        folder.write("in.ndjson", [&right, &one, &right, &bad, &two, &right].map(String::as_bytes).concat());
        let outcome = sort(&folder, "in.ndjson", &["--threads", threads]);
        assert!(outcome.err.ends_with("6 records = 3 passed + 3 quarantined\n"), "{outcome:?}");
        assert!(bytes(&folder, "bad.ndjson") == [&one, &bad, &two].map(String::as_bytes).concat());
        assert_eq!(folder.read("good.ndjson"), right.repeat(3));
        let reasons = reasons(&folder, "in.ndjson", "bad.ndjson");
        assert_eq!(numbers(&reasons), [2, 4, 5]);
        assert_eq!((&reasons[0]["rule"], reasons[0]["to"]["end"].as_u64()), (&"limit".into(), Some(one.len() as u64)));
    }
}

#[test]
fn a_reason_is_a_finding_of_the_schema_with_two_places() {
    let schema: Value = serde_json::from_str(&Folder::new().run(&["schema", "--kind", "report"]).right().out).unwrap();
    let line = serde_json::json!({"$ref": "#/$defs/finding", "$defs": schema["$defs"], "$schema": schema["$schema"]});
    let validator = jsonschema::validator_for(&line).unwrap();
    let folder = Folder::new();
    folder.write("in.ndjson", format!("{}\n{{}}\nnull\n", wrong(1)));
    assert_eq!(sort(&folder, "in.ndjson", &[]).code, 1);
    let found = folder.run(&["validate", "in.ndjson", "--format", "ndjson", "--ignore", "dataset"]).out;
    let mut reasons = reasons(&folder, "in.ndjson", "bad.ndjson");
    assert!(reasons.len() > 9);
    for (reason, found) in reasons.iter_mut().zip(found.lines()) {
        let fields = reason.as_object_mut().unwrap();
        let record = fields.remove("from").unwrap()["record"].clone();
        fields.remove("to");
        assert_eq!(fields.get("record"), Some(&record));
        assert!(validator.is_valid(reason), "{reason}");
        assert_eq!(*reason, serde_json::from_str::<Value>(found).unwrap());
    }
}

#[test]
fn every_byte_is_the_same_on_any_number_of_threads() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..4000).map(|id| if id % 10 == 3 { wrong(id) } else { statement(id) }).collect();
    folder.write("in.ndjson", lines.join("\n"));
    folder.shell("gzip -k in.ndjson").right();
    let run = |file: &str, threads: &str| {
        let outcome = sort(&folder, file, &["--threads", threads]);
        assert!(outcome.err.ends_with("\n4000 records = 3600 passed + 400 quarantined\n"), "{outcome:?}");
        ["good.ndjson", "bad.ndjson", "why.ndjson"].map(|name| folder.read(name).replace("in.ndjson.gz", "in.ndjson"))
    };
    let one = run("in.ndjson", "1");
    assert_eq!(one[0].lines().count() + one[1].lines().count(), 4000);
    for (file, threads) in [("in.ndjson", "2"), ("in.ndjson", "8"), ("in.ndjson.gz", "2")] {
        assert!(run(file, threads) == one, "{file} on {threads}");
    }
}

#[test]
fn warnings_put_aside_what_is_asked_for_only() {
    let folder = Folder::new();
    let odd = statement(1).replace("the rain of", "the rain&nbsp;of");
    folder.write("in.ndjson", format!("{odd}\n{}\n", statement(2)));
    assert!(sort(&folder, "in.ndjson", &[]).err.ends_with("2 records = 2 passed + 0 quarantined\n"));
    let outcome = sort(&folder, "in.ndjson", &["--fail-on", "warning"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("2 records = 1 passed + 1 quarantined\n"), "{outcome:?}");
    assert!(sort(&folder, "in.ndjson", &["--fail-on", "warning", "--exit-zero"]).code == 0);
    assert!(
        sort(&folder, "in.ndjson", &["--fail-on", "warning", "--ignore", "words"]).err.ends_with("2 passed + 0 quarantined\n")
    );
}

#[test]
fn a_configuration_says_what_is_put_aside() {
    let folder = Folder::new();
    let odd = statement(1).replace("the rain of", "the rain&nbsp;of");
    folder.write("in.ndjson", format!("{odd}\n{}\n", statement(2)));
    let sorted = |configuration: &str, more: &[&str]| {
        folder.write("statemark.toml", configuration);
        let outcome = sort(&folder, "in.ndjson", more);
        format!("{} {}", outcome.code, outcome.err.lines().last().unwrap())
    };
    let (all, one) = ("2 records = 2 passed + 0 quarantined", "2 records = 1 passed + 1 quarantined");
    assert_eq!(sorted("fail-on = \"error\"\n", &[]), format!("0 {all}"));
    assert_eq!(sorted("fail-on = \"warning\"\n", &[]), format!("1 {one}"));
    assert_eq!(folder.read("bad.ndjson"), format!("{odd}\n"));
    assert_eq!(sorted("fail-on = \"warning\"\n", &["--fail-on", "error"]), format!("0 {all}"), "the argument wins");
    assert_eq!(sorted("error = [\"words\"]\n", &[]), format!("1 {one}"));
    assert_eq!(sorted("fail-on = \"warning\"\nignore = [\"words\"]\n", &[]), format!("0 {all}"));
}

#[test]
fn what_is_found_when_all_is_read_holds_nothing_back_and_is_said() {
    let folder = Folder::new();
    folder.write("in.ndjson", format!("{}\n{}\n{}\n", statement(1), statement(1), wrong(2)));
    let outcome = folder.run(&[&["validate", "in.ndjson"], &OUTPUTS[..]].concat());
    assert!(outcome.out.contains("error[duplicate-statement-id]"), "{outcome:?}");
    let note = "1 finding on the set of all statements holds no record back\n3 records = 2 passed + 1 quarantined\n";
    assert_eq!((outcome.code, outcome.err.as_str()), (1, note));
    assert!(!folder.read("why.ndjson").contains("duplicate-statement-id"));
}
