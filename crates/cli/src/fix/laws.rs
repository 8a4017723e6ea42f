//! The laws of mending, held against generated documents in which mistakes are planted, in all spellings, and against wrong ones.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that are wrong")]

mod planted;

use std::cell::Cell;
use std::path::Path;

use statemark::edit::{apply, same};
use statemark::node::{Node, Value};
use statemark::statement::Statement;
use statemark_convert::format::Format;
use statemark_specimens::draw::Draw;
use statemark_specimens::{campaign, shared};
use statemark_validate::{Options, validate};

use self::planted::{Trace, commented, planted, statement};
use super::mend::Mender;
use crate::bulk::Source;

/// The text after mending, which a second run leaves as it is.
fn mended(format: Format, text: &str, on_demand: bool) -> String {
    let (source, options) = (Source::whole(Path::new("-"), format), Options { thorough: true, ..Options::default() });
    let work = Mender { source: &source, options: &options, suppress: &|_, _| {}, on_demand };
    let Some(mended) = work.mend(text.as_bytes()) else { return text.to_owned() };
    let out = apply(text, &mended.edits).unwrap();
    assert!(work.mend(out.as_bytes()).is_none(), "a second run finds something to do in {format}:\n{text}\n-- became\n{out}");
    out
}

/// The tree without the ids of clauses.
fn without_ids(format: Format, text: &str) -> Node<'_> {
    fn clear(part: &mut Node<'_>, inside: bool) {
        match &mut part.value {
            Value::Map(entries) => {
                entries.retain(|entry| !(inside && entry.key == "id"));
                entries.iter_mut().filter(|entry| entry.key != "ext").for_each(|entry| {
                    let is_clauses = entry.key == "clauses";
                    match &mut entry.node.value {
                        Value::List(items) => items.iter_mut().for_each(|item| clear(item, is_clauses)),
                        _ => clear(&mut entry.node, false),
                    }
                });
            }
            Value::List(items) => items.iter_mut().for_each(|item| clear(item, false)),
            _ => {}
        }
    }
    let mut tree = format.read(text.as_bytes()).into_node().unwrap();
    clear(&mut tree, false);
    tree
}

/// The lines in which two texts differ.
fn differing(one: &str, other: &str) -> String {
    let lines = |sign: char, text: &str, other: &str| {
        let lines = text.lines().filter(|line| !other.lines().any(|other| other == *line));
        lines.map(|line| format!("{sign} {line:?}\n")).collect::<Vec<_>>().concat()
    };
    lines('-', one, other) + &lines('+', other, one)
}

fn check(format: Format, statement: &Statement, draw: &mut Draw) -> Trace {
    let mut bytes = Vec::new();
    format.write(&mut bytes, statement).unwrap();
    let right = mended(format, &String::from_utf8(bytes).unwrap(), true);
    let (mut wrong, mut trace, mut has_quote) = (right.clone(), Trace::None, false);
    for _ in 0..=draw.below(4) {
        let kind = draw.below(8);
        // Of two mistakes in one quote each hides what the other is.
        let is_quote = matches!(kind, 2 | 7);
        if is_quote && std::mem::replace(&mut has_quote, true) {
            continue;
        }
        let Some((text, left)) = planted(format, &wrong, kind, draw) else { continue };
        wrong = text;
        trace = if trace == Trace::None || left == Trace::Ids { left } else { trace };
    }
    let again = mended(format, &wrong, true);
    let told = || {
        let (wrong, became) = (differing(&right, &wrong), differing(&right, &again));
        let report = validate(&format.read(again.as_bytes()), &Options::default());
        let left = report.findings.iter().filter(|finding| finding.fix.is_some()).map(|finding| &finding.message);
        format!("in {format}, {trace:?}:\n{wrong}\n-- and became\n{became}\n-- with {:#?}", left.collect::<Vec<_>>())
    };
    match trace {
        Trace::None => assert!(again == right, "{}", told()),
        Trace::Layout => {
            let (again, right) = (format.read(again.as_bytes()), format.read(right.as_bytes()));
            assert!(same(again.node().unwrap(), right.node().unwrap()), "{}", told());
        }
        Trace::Ids => assert!(same(&without_ids(format, &again), &without_ids(format, &right)), "{}", told()),
    }
    let count = |text: &str| validate(&format.read(text.as_bytes()), &Options::default()).findings.len();
    assert!(trace == Trace::Ids || count(&again) <= count(&right), "a new finding {}", told());
    if wrong == right { Trace::None } else { trace }
}

#[test]
fn planted_mistakes_are_mended_and_nothing_else() {
    let cases = (campaign::cases() / 10).max(1);
    let mut seen = Vec::new();
    for case in 0..cases {
        for format in Format::ALL {
            let mut draw = Draw::new(campaign::seed().wrapping_mul(1_000_003).wrapping_add(case * 4 + format as u64));
            let statement = statement(case, &mut draw);
            seen.push(check(format, &statement, &mut draw));
        }
    }
    if cases >= 100 {
        for trace in [Trace::None, Trace::Layout, Trace::Ids] {
            assert!(seen.iter().filter(|seen| **seen == trace).count() > 20, "{trace:?} is hardly tried");
        }
    }
}

#[test]
fn no_comment_is_lost() {
    let mut kept = 0;
    for case in 0..(campaign::cases() / 20).max(1) {
        for format in [Format::Xml, Format::Markdown, Format::Yaml] {
            let mut draw = Draw::new(campaign::seed().wrapping_mul(1_000_033).wrapping_add(case * 3 + format as u64));
            let mut bytes = Vec::new();
            format.write(&mut bytes, &statement(case, &mut draw)).unwrap();
            let mut wrong = String::from_utf8(bytes).unwrap();
            for _ in 0..4 {
                let kind = draw.below(8);
                wrong = planted(format, &wrong, kind, &mut draw).map_or(wrong, |(text, _)| text);
            }
            let (text, comments) = commented(format, &wrong, &mut draw);
            let on_demand = draw.once_in(2);
            lawful(format, "generated", text.as_bytes(), on_demand);
            let after = mended(format, &text, on_demand);
            for comment in &comments {
                assert!(after.contains(&**comment), "{comment} is lost:\n{text}\n-- became\n{after}");
            }
            kept += if after == text { 0 } else { comments.len() };
        }
    }
    assert!(campaign::cases() < 2_000 || kept > 50, "{kept}");
}

/// A statement of so many clauses, each with a quote of its own that is written by the caller.
fn long(count: usize, evidence: impl Fn(usize, usize, &str) -> String) -> String {
    let words: Vec<String> = (0..count).map(|number| format!("rain and wind in the valley {number}.")).collect();
    let mut at = 0;
    let clause = |(number, words): (usize, &String)| {
        let start = at;
        at += words.len() + 1;
        let evidence = evidence(number, start, words);
        format!(r#"{{"id": "c{number}", "text": "The clause {number}.", "evidence": [{evidence}]}}"#)
    };
    let clauses: Vec<String> = words.iter().enumerate().map(clause).collect();
    format!(
        r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["x"],
        "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sources": [{{"id": "s", "kind": "other", "text": "{}"}}],
        "sections": [{{"clauses": [{}]}}]}}"#,
        words.join(" "),
        clauses.join(",\n")
    )
}

/// How often a statement is judged until it is mended, how many findings that mends, and how many are left.
fn judged(format: Format, text: &str) -> (usize, usize, usize) {
    let (source, count) = (Source::whole(Path::new("-"), format), Cell::new(0));
    let options = Options { thorough: true, ..Options::default() };
    let work = Mender { source: &source, options: &options, suppress: &|_, _| count.set(count.get() + 1), on_demand: false };
    let mended = work.mend(text.as_bytes()).unwrap();
    let after = apply(text, &mended.edits).unwrap();
    (count.get(), mended.findings, validate(&format.read(after.as_bytes()), &options).findings.len())
}

#[test]
fn thousands_of_mistakes_are_mended_at_once() {
    // More than are reported of a rule, and more than are searched for one by one.
    const MANY: usize = 3_000;
    let quote = |start: usize, words: &str| {
        format!(r#"{{"source": "s", "start": {start}, "end": {}, "exact": "{words}"}}"#, start + words.len())
    };
    let misplaced = long(MANY, |_, start, words| quote(start + 1, words));
    for format in Format::ALL {
        let mut bytes = Vec::new();
        format.write(&mut bytes, &statemark::json::read(misplaced.as_bytes()).into_statement().unwrap()).unwrap();
        assert_eq!(judged(format, &String::from_utf8(bytes).unwrap()), (2, MANY, 0), "{format}");
    }
    let lack = long(MANY, |_, _, words| format!(r#"{{"source": "s", "exact": "{words}"}}"#));
    assert_eq!(judged(Format::Json, &lack), (2, MANY, 0));
    let right = long(MANY, |_, start, words| quote(start, words));
    let spaces = right.replace(r#".", "evidence"#, r#". ", "evidence"#);
    assert_eq!(judged(Format::Json, &spaces), (2, MANY, 0));
    let without_ids = (0..MANY).fold(right.clone(), |text, number| text.replacen(&format!(r#""id": "c{number}", "#), "", 1));
    assert_eq!(judged(Format::Json, &without_ids), (2, MANY, 0));
    // Each tenth would be a quote twice: that is found in one more trial, and looked at once again.
    let twice = long(MANY, |number, start, words| {
        let right = if number % 10 == 0 { quote(start, words) + ", " } else { String::new() };
        right + &quote(start + 1, words)
    });
    assert_eq!(judged(Format::Json, &twice), (4, MANY - MANY / 10, MANY / 10));
}

/// All wrong documents, by spelling.
fn wrong() -> Vec<(Format, String, Vec<u8>)> {
    let mut found = Vec::new();
    for (folder, format) in [("json", Format::Json), ("xml", Format::Xml), ("markdown", Format::Markdown), ("yaml", Format::Yaml)]
    {
        for file in std::fs::read_dir(shared::project().join("tests/invalid").join(folder)).unwrap().map(Result::unwrap) {
            found.push((format, file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap()));
        }
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found
}

/// Mends a document and holds the laws against it: no word of a source changes, no rule finds more, a second run does nothing. Gives how
/// many findings it had, and how many were mended.
fn lawful(format: Format, name: &str, bytes: &[u8], on_demand: bool) -> (usize, usize) {
    let (source, options) = (Source::whole(Path::new("-"), format), Options { thorough: true, ..Options::default() });
    let work = Mender { source: &source, options: &options, suppress: &|_, _| {}, on_demand };
    let before = format.read(bytes);
    let report = validate(&before, &options);
    let Some(mended) = work.mend(bytes) else { return (report.findings.len(), 0) };
    let after = apply(std::str::from_utf8(bytes).unwrap(), &mended.edits).unwrap();
    assert!(work.mend(after.as_bytes()).is_none(), "{name} is mended twice:\n{after}");
    let read = format.read(after.as_bytes());
    let texts = |root: &Node<'_>| {
        let sources = root.get("sources").and_then(Node::items).unwrap_or_default();
        sources.iter().map(|source| source.get("text").and_then(Node::as_str).map(str::to_owned)).collect::<Vec<_>>()
    };
    assert_eq!(texts(before.node().unwrap()), texts(read.node().unwrap()), "{name}");
    let left = validate(&read, &options).findings.len();
    assert!(before.statement.is_none() || left < report.findings.len(), "{name} has new findings:\n{after}");
    (report.findings.len(), mended.findings)
}

#[test]
fn each_wrong_document_is_mended_within_the_law() {
    let mut mended = Vec::new();
    for (format, name, bytes) in wrong() {
        let (_, safe) = lawful(format, &name, &bytes, false);
        let (_, all) = lawful(format, &name, &bytes, true);
        assert!(all >= safe, "{name}");
        if all > 0 {
            mended.push(format!("{name} {}", if safe == all { "safe" } else { "on-demand" }));
        }
    }
    insta::assert_snapshot!(mended.join("\n"));
}

#[test]
fn what_is_broken_at_random_is_mended_within_the_law() {
    let wrong = wrong();
    let mut draw = Draw::new(campaign::seed());
    let bits: Vec<&[u8]> = wrong.iter().map(|(.., bytes)| &bytes[..]).collect();
    let mut mended = 0;
    for _ in 0..campaign::cases() {
        let (format, name, bytes) = draw.pick(&wrong);
        let mut bytes = bytes.clone();
        for _ in 0..=draw.below(3) {
            let (at, other) = (draw.below(bytes.len() + 1), draw.pick(&bits));
            let from = draw.below(other.len() + 1);
            let to = (from + draw.below(12)).min(other.len());
            let end = (at + draw.below(6)).min(bytes.len());
            bytes.splice(at..end, other[from..to].iter().copied());
        }
        mended += lawful(*format, name, &bytes, draw.once_in(2)).1;
    }
    assert!(campaign::cases() < 2_000 || mended > 20, "{mended}");
}
