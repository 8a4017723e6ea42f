//! The laws of mending, held against generated documents in which mistakes are planted, in all three spellings, and against wrong ones.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that are wrong")]

use std::path::Path;

use statemark::document::Document;
use statemark::edit::{Change, Edit, apply, same};
use statemark::evidence::Evidence;
use statemark::node::{Node, Span, Value};
use statemark::number::Count;
use statemark::pointer::Pointer;
use statemark::statement::Statement;
use statemark::text::Verbatim;
use statemark_convert::format::Format;
use statemark_specimens::draw::Draw;
use statemark_specimens::{campaign, document, shared};
use statemark_validate::{Options, validate};

use super::mend::Mender;
use crate::bulk::Source;

/// Keys under which a Line stands.
const LINES: [&str; 10] = ["name", "label", "rights", "office", "publisher", "date_text", "agent", "note", "what", "heading"];

/// What a mistake leaves when it is mended.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Trace {
    /// Nothing: byte for byte.
    None,
    /// The same tree.
    Layout,
    /// The same tree, but for the ids of clauses.
    Ids,
}

/// The text after mending, which a second run leaves as it is.
fn mended(format: Format, text: &str, on_demand: bool) -> String {
    let (source, options) = (Source::whole(Path::new("-"), format), Options::default());
    let work = Mender { source: &source, options: &options, suppress: &|_, _| {}, on_demand };
    let Some(mended) = work.mend(text.as_bytes()) else { return text.to_owned() };
    let out = apply(text, &mended.edits).unwrap();
    assert!(work.mend(out.as_bytes()).is_none(), "a second run finds something to do in {format}:\n{text}\n-- became\n{out}");
    out
}

/// A statement with quotes that hold: some words of its sources that stand there once.
fn statement(seed: u64, draw: &mut Draw) -> Statement {
    let mut statement = document::statement(seed);
    let sources = statement.sources.clone();
    for clause in statement.sections.iter_mut().flat_map(|section| &mut section.clauses) {
        for source in &sources {
            let Some(text) = &source.text else { continue };
            let places: Vec<usize> = text.as_str().char_indices().map(|(at, _)| at).collect();
            let start = draw.below(places.len());
            let length = (1 + draw.below(12)).min(places.len() - start);
            let end = places.get(start + length).copied().unwrap_or(text.as_str().len());
            let exact = &text.as_str()[places[start]..end];
            let count = |count: usize| Count::new(count as u64).unwrap();
            let (start, end) = (count(start), count(start + length));
            let exact = Verbatim::new(exact).unwrap();
            clause.evidence.push(Evidence { source: source.id.clone(), start, end, exact });
        }
    }
    statement
}

/// A text with one more mistake, and what is left of it when it is mended.
fn planted(format: Format, text: &str, kind: usize, draw: &mut Draw) -> Option<(String, Trace)> {
    let document = format.read(text.as_bytes());
    let root = document.node()?;
    // Front matter needs quotation marks around spaces, and keeps them.
    let spaced = if format == Format::Markdown { Trace::Layout } else { Trace::None };
    let planted = match kind {
        0 | 1 => space(format, &document, draw).map(|text| (text, spaced)),
        2 => offset(format, &document, draw).map(|text| (text, Trace::None)),
        3 => flag(format, text, root, draw).map(|text| (text, Trace::None)),
        4 => no_id(format, text, root, draw).map(|text| (text, Trace::Ids)),
        5 if format == Format::Xml => moved(text).map(|text| (text, Trace::None)),
        6 if format == Format::Xml && !text.contains("<topics>") => {
            Some((text.replacen("\n  </entities>", "\n  </entities>\n  <topics>\n  </topics>", 1), Trace::None))
        }
        7 => typography(format, &document, draw).map(|text| (text, Trace::Layout)),
        _ => None,
    };
    planted.filter(|(planted, _)| planted != text)
}

fn changed(format: Format, document: &Document<'_>, changes: &[Change]) -> Option<String> {
    let source = Source::whole(Path::new("-"), format);
    apply(&document.text, &source.editor(document).edits(changes)?)
}

/// White space at the ends of a Line.
fn space(format: Format, document: &Document<'_>, draw: &mut Draw) -> Option<String> {
    let mut found = Vec::new();
    each(document.node()?, &Pointer::root(), &mut |pointer, key, node| {
        if let Some(text) = node.as_str().filter(|text| LINES.contains(&key) && !text.is_empty()) {
            found.push((pointer.clone(), text.to_owned()));
        }
    });
    let (pointer, words) = found.get(draw.below(found.len().max(1)))?;
    let spaces = draw.pick(&[(" ", ""), ("", " "), ("\u{A0}", " \u{2003}"), ("  ", " ")]);
    let words = format!("{}{words}{}", spaces.0, spaces.1);
    changed(format, document, &[Change::Set(pointer.clone(), Value::String(words.into()))])
}

/// The quotes that stand once in their source, a text of the document.
fn quotes<'text>(root: &'text Node<'_>) -> Vec<(Pointer, &'text Node<'text>, &'text str)> {
    let sources = root.get("sources").and_then(Node::items).unwrap_or_default();
    let mut found = Vec::new();
    each(root, &Pointer::root(), &mut |pointer, key, node| {
        let words = || {
            let named = |source: &&Node<'_>| source.get("id").and_then(Node::as_str) == node.get("source").and_then(Node::as_str);
            let mut named = sources.iter().filter(named);
            let source = named.next().filter(|_| named.next().is_none())?.get("text")?.as_str()?;
            let exact = node.get("exact")?.as_str()?;
            let at = source.find(exact)?;
            let next = at + source[at..].chars().next()?.len_utf8();
            let is_once = !source[next..].contains(exact);
            let start = number(node, "start")?;
            // Words that Markdown leaves out are known by their offsets alone.
            let is_written = node.get("exact")?.span != node.span;
            // Signs and spaces at the ends may stand beside others that differ from them in typography.
            let is_telling = exact.starts_with(char::is_alphanumeric) && exact.ends_with(char::is_alphanumeric);
            // A mark that is combined with the last letter belongs to it.
            let is_whole = source[at + exact.len()..].chars().next().is_none_or(|c| c.is_ascii());
            (is_written && is_telling && is_whole && is_once && source[..at].chars().count() == start).then_some(exact)
        };
        if key == "evidence"
            && let Some(exact) = words()
        {
            found.push((pointer.clone(), node, exact));
        }
    });
    // One that stands twice in a clause would be one more finding once it is mended.
    let all: Vec<_> = found.iter().map(|(pointer, _, exact)| (above(pointer), *exact)).collect();
    found.retain(|(pointer, _, exact)| all.iter().filter(|other| **other == (above(pointer), *exact)).count() == 1);
    found
}

/// The pointer to the list that an item stands in.
fn above(pointer: &Pointer) -> String {
    pointer.as_str().rsplit_once('/').map(|(above, _)| above.to_owned()).unwrap_or_default()
}

fn number(node: &Node<'_>, key: &str) -> Option<usize> {
    match &node.get(key)?.value {
        Value::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}

/// Wrong offsets of a quote.
fn offset(format: Format, document: &Document<'_>, draw: &mut Draw) -> Option<String> {
    let found = quotes(document.node()?);
    let (pointer, node, _) = found.get(draw.below(found.len().max(1)))?;
    let by = 1 + draw.below(9);
    let value = |key| Some(Value::Number((number(node, key)? + by).to_string().into()));
    let mut changes = vec![Change::Set(pointer.key("end"), value("end")?)];
    if draw.once_in(2) {
        changes.push(Change::Set(pointer.key("start"), value("start")?));
    }
    changed(format, document, &changes)
}

/// Other spaces in the words of a quote.
fn typography(format: Format, document: &Document<'_>, draw: &mut Draw) -> Option<String> {
    let mut found = quotes(document.node()?);
    // What is not seen at the ends is no part of the words that are found.
    let is_plain = |exact: &str| exact.chars().all(|c| c.is_alphanumeric() || c == ' ');
    found.retain(|(_, _, exact)| is_plain(exact) && exact.split(' ').count() > 1 && exact.trim() == *exact);
    let (pointer, _, exact) = found.get(draw.below(found.len().max(1)))?;
    let other = exact.replace(' ', "\u{A0}");
    changed(format, document, &[Change::Set(pointer.key("exact"), Value::String(other.into()))])
}

/// The ids of clauses.
fn ids<'text>(root: &'text Node<'_>) -> Vec<(Pointer, &'text Node<'text>)> {
    let mut found = Vec::new();
    each(root, &Pointer::root(), &mut |pointer, key, node| {
        if key == "clauses"
            && let Some(id) = node.get("id").filter(|_| node.get("continues").is_none())
        {
            found.push((pointer.clone(), id));
        }
    });
    found
}

/// `continues` that is false.
fn flag(format: Format, text: &str, root: &Node<'_>, draw: &mut Draw) -> Option<String> {
    let found = ids(root);
    let (_, Node { span, .. }) = found.get(draw.below(found.len().max(1)))?;
    let edit = match format {
        Format::Json => Edit::insert(span.end, ", \"continues\": false"),
        Format::Xml => Edit::insert(span.end + 1, " continues=\"false\""),
        Format::Markdown => Edit::insert(span.end, " continues=false"),
    };
    apply(text, &[edit])
}

/// A clause without an id.
fn no_id(format: Format, text: &str, root: &Node<'_>, draw: &mut Draw) -> Option<String> {
    let found = ids(root);
    let (pointer, id) = found.get(draw.below(found.len().max(1)))?;
    if format != Format::Markdown {
        return changed(format, &format.read(text.as_bytes()), &[Change::Remove(pointer.key("id"))]);
    }
    let Span { start, end } = id.span;
    match (text[..start].strip_suffix("`#"), text[end..].chars().next()) {
        (Some(_), Some(' ')) => apply(text, &[Edit::delete(start - 1, end + 1)]),
        (Some(before), Some('`')) => apply(text, &[Edit::delete(before.trim_end_matches([' ', '\n']).len(), end + 1)]),
        _ => None,
    }
}

/// The title behind the entities.
fn moved(text: &str) -> Option<String> {
    let start = text.find("\n  <title>")?;
    let end = start + 1 + text[start + 1..].find('\n')?;
    let title = text[start..end].to_owned();
    if text[end..].starts_with("\n  <title") || !title.ends_with("</title>") {
        return None;
    }
    let entities = text.find("\n  </entities>")? + "\n  </entities>".len();
    apply(text, &[Edit::delete(start, end), Edit::insert(entities, title)])
}

/// Each value of a statement outside of `ext`, with its pointer and the key that it, or its list, stands under.
fn each<'node>(node: &'node Node<'node>, pointer: &Pointer, visit: &mut dyn FnMut(&Pointer, &str, &'node Node<'node>)) {
    for entry in node.entries().unwrap_or_default().iter().filter(|entry| entry.key != "ext") {
        let pointer = pointer.key(&entry.key);
        match entry.node.items() {
            None => {
                visit(&pointer, &entry.key, &entry.node);
                each(&entry.node, &pointer, visit);
            }
            Some(items) => {
                for (index, item) in items.iter().enumerate() {
                    visit(&pointer.index(index), &entry.key, item);
                    each(item, &pointer.index(index), visit);
                }
            }
        }
    }
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
            let mut draw = Draw::new(campaign::seed().wrapping_mul(1_000_003).wrapping_add(case * 3 + format as u64));
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

/// All wrong documents, by spelling.
fn wrong() -> Vec<(Format, String, Vec<u8>)> {
    let mut found = Vec::new();
    for (folder, format) in [("json", Format::Json), ("xml", Format::Xml), ("markdown", Format::Markdown)] {
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
    let (source, options) = (Source::whole(Path::new("-"), format), Options::default());
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
