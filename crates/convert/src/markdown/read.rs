//! Reading: front matter through a YAML parser, the body through a CommonMark parser, both into one tree.

mod apart;
mod attributes;
mod blocks;
mod body;
mod clause;
mod evidence;
mod help;
mod section;
mod words;

use std::borrow::Cow;

use statemark::document::Document;
use statemark::fault::{Fault, FaultKind};
use statemark::node::Span;
use statemark::version::Version;

use super::{limits, records};
use crate::yaml::read::{self as yaml, Entry, Node, Value};
use crate::yaml::scalar::Schema;
use crate::yaml::{comments, limits as yaml_limits};

/// Reads a whole document.
pub(super) fn document(text: &str) -> Document<'_> {
    let (yaml, body) = match only(text).and_then(|()| front_matter(text)) {
        Ok(parts) => parts,
        Err(fault) => return Document::unreadable(Cow::Borrowed(text), fault),
    };
    let front = &text[yaml.start..yaml.end];
    if let Some(fault) = yaml_limits::check(front, yaml.start, "front matter").or_else(|| limits::check(&text[body..], body)) {
        return Document::unreadable(Cow::Borrowed(text), fault);
    }
    let front = match yaml::read(front, Schema::Statement, limits::DEPTH, &|offset| yaml.start + offset) {
        Ok(front) => front,
        Err(fault) => return Document::unreadable(Cow::Borrowed(text), *fault),
    };
    let mut faults = Vec::new();
    let Value::Map(mut entries) = front.value else {
        let fault = Fault::new(FaultKind::Syntax, front.span, "the front matter is no map").help("write `key: value` lines");
        return Document::unreadable(Cow::Borrowed(text), fault);
    };
    for entry in entries.extract_if(.., |entry| matches!(&*entry.key, "title" | "sections")) {
        faults.push(help::misplaced_entry(&entry));
    }
    let mut node = Node::new(Value::Map(entries), Span::new(yaml.start.min(text.len()), text.len()));
    body::read(text, body, &mut node, &mut faults);
    // What else a document of an unknown version holds is not for this reader to judge.
    if node.get("statemark").is_some_and(|version| version.as_str() != Some(Version::CURRENT)) {
        faults.clear();
    }
    help::locate(&node, &mut faults);
    Document::new(Cow::Borrowed(text), Some(node), faults).worded(|faults| {
        help::hide(faults);
        faults.iter_mut().for_each(help::mend);
    })
}

/// The places of the comments in the YAML of a document: in its front matter, and in its fences of `ext`.
pub(crate) fn comments(text: &str) -> Vec<Span> {
    let Ok((yaml, body)) = front_matter(text) else { return Vec::new() };
    let found = comments::places(&text[yaml.start..yaml.end]).into_iter();
    let mut found: Vec<Span> = found.map(|span| Span::new(yaml.start + span.start, yaml.start + span.end)).collect();
    if clause::may_have_ext(&text[body..]) {
        let (blocks, _) = blocks::parse(&body::line_feeds(&text[body..]), body);
        blocks::each_code(&blocks, &mut |code| {
            let in_code = if clause::is_ext(code) { comments::places(&code.text) } else { Vec::new() };
            // Lines of a fence may have markers before them, but what is on one line is in one piece.
            found.extend(in_code.into_iter().map(|span| {
                let start = code.place(span.start);
                Span::new(start, start + (span.end - span.start))
            }));
        });
    }
    found
}

/// Where the front matter ends, before its second line `---`.
pub(super) fn front_matter_end(text: &str) -> Option<usize> {
    front_matter(text).ok().map(|(yaml, _)| yaml.end)
}

/// Refuses a second document: a stream is cut there, whatever stands around it.
fn only(text: &str) -> Result<(), Fault> {
    let Some((start, end)) = records::opening(text, front_begin(text)?.end) else { return Ok(()) };
    let fault = Fault::new(FaultKind::Misplaced, Span::new(start, end), "another document begins here");
    Err(fault.help("keep one statement in a file"))
}

/// The place of the YAML between the two lines `---`, and the offset at which the body begins.
fn front_matter(text: &str) -> Result<(Span, usize), Fault> {
    let Span { start, end: begin } = front_begin(text)?;
    let mut lines = Lines { text, at: begin };
    let Some((end, _)) = lines.find(|(_, line)| line.trim_end() == "---") else {
        let fault = Fault::new(FaultKind::Syntax, Span::new(start, start + 3), "the front matter never ends");
        return Err(fault.help("write a line `---` below its last field"));
    };
    Ok((Span::new(begin, end), lines.at))
}

/// The first line `---`, with its end.
fn front_begin(text: &str) -> Result<Span, Fault> {
    let mut lines = Lines { text, at: 0 };
    let first = lines.by_ref().find(|(_, line)| !line.trim().is_empty());
    if let Some((start, _)) = first.filter(|(_, line)| line.trim_end() == "---") {
        return Ok(Span::new(start, lines.at));
    }
    let start = first.map_or(0, |(start, _)| start);
    let fault = Fault::new(FaultKind::Syntax, Span::new(start, start), "the document does not begin with front matter");
    Err(fault.help("write a line `---`, the fields of the statement as YAML, and a second line `---`"))
}

/// The lines of a text with their offsets; they end at LF, CR LF or a lone CR.
struct Lines<'text> {
    text: &'text str,
    at: usize,
}

impl<'text> Iterator for Lines<'text> {
    type Item = (usize, &'text str);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let end = if rest[length..].starts_with("\r\n") { 2 } else { usize::from(length < rest.len()) };
        self.at = start + length + end;
        Some((start, &rest[..length]))
    }
}

/// The fields of an object, while it is read.
#[derive(Default)]
struct Fields(Vec<Entry>);

impl Fields {
    fn push(&mut self, key: &'static str, node: Node) {
        self.0.push(Entry::new(key, node.span, node));
    }

    /// A list, unless it is empty. It stands from its first item to its last.
    fn push_list(&mut self, key: &'static str, items: Vec<Node>) {
        if let (Some(first), Some(last)) = (items.first(), items.last()) {
            let span = Span::new(first.span.start, last.span.end.max(first.span.end));
            self.push(key, Node::new(Value::List(items), span));
        }
    }

    fn into_node(self, span: Span) -> Node {
        Node::new(Value::Map(self.0), span)
    }
}
