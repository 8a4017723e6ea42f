//! Mistakes planted in documents that are right.

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
use statemark_specimens::document;
use statemark_specimens::draw::Draw;

use crate::bulk::Source;

/// Keys under which a Line stands.
const LINES: [&str; 10] = ["name", "label", "rights", "office", "publisher", "date_text", "agent", "note", "what", "heading"];

/// What a mistake leaves when it is mended.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Trace {
    /// Nothing: byte for byte.
    None,
    /// The same tree.
    Layout,
    /// The same tree, but for the ids of clauses.
    Ids,
}

/// A statement with quotes that hold: some words of its sources that stand there once.
pub(super) fn statement(seed: u64, draw: &mut Draw) -> Statement {
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
pub(super) fn planted(format: Format, text: &str, kind: usize, draw: &mut Draw) -> Option<(String, Trace)> {
    let document = format.read(text.as_bytes());
    let root = document.node()?;
    // YAML needs quotation marks around spaces, and keeps them.
    let spaced = if matches!(format, Format::Markdown | Format::Yaml) { Trace::Layout } else { Trace::None };
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
    apply(&document.text, &source.editor(document)?.edits(changes)?)
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
        Format::Yaml => {
            let line = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
            let before = text[line..span.start].strip_suffix("id: ")?;
            let is_flow = before.contains('{');
            Edit::insert(
                span.end,
                if is_flow { ", ".into() } else { format!("\n{}", " ".repeat(before.len())) } + "continues: false",
            )
        }
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

/// A text with up to three comments that change nothing, and those comments. JSON has none.
pub(super) fn commented(format: Format, text: &str, draw: &mut Draw) -> (String, Vec<String>) {
    let (mut text, mut comments) = (text.to_owned(), Vec::new());
    let end = if format == Format::Xml { '>' } else { '\n' };
    for number in 0..if format == Format::Json { 0 } else { 3 } {
        let places: Vec<usize> = text.match_indices(end).map(|(at, _)| at + 1).collect();
        let at = places[draw.below(places.len())];
        let word = format!("comment-{number}");
        let comment = if format == Format::Xml { format!("<!-- {word} -->") } else { format!("# {word}\n") };
        let with = format!("{}{comment}{}", &text[..at], &text[at..]);
        let (before, after) = (format.read(text.as_bytes()), format.read(with.as_bytes()));
        let is_comment = before.faults.len() == after.faults.len()
            && before.node().zip(after.node()).is_some_and(|(before, after)| same(before, after));
        if is_comment {
            drop((before, after));
            text = with;
            comments.push(word);
        }
    }
    (text, comments)
}
