//! The body: a title, sections, and the texts of sources.

use std::borrow::Cow;
use std::collections::HashMap;

use statemark::document::FAULT_LIMIT;
use statemark::fault::{Fault, FaultKind};
use statemark::node::Span;

use super::apart::{Slip, apart};
use super::attributes::{self, Attribute, CodeSpan};
use super::blocks::{self, Block, BlockKind, Code};
use super::section::Outline;
use super::{Entry, Node, Value};
use crate::points::Points;

/// What the reader of the body knows of the statement, and the faults that it finds.
pub(super) struct Context<'document> {
    /// The text of the document.
    pub(super) text: &'document str,
    /// The statement's own language.
    pub(super) language: &'document str,
    /// The texts of the sources that stand in the document.
    pub(super) sources: HashMap<&'document str, Points<'document>>,
    /// How many values the attributes hold so far.
    values: usize,
    /// How many bytes the words have that quotes leave out.
    pub(super) left_out: usize,
    pub(super) faults: &'document mut Vec<Fault>,
}

impl Context<'_> {
    pub(super) fn tell(&mut self, kind: FaultKind, span: Span, message: impl Into<String>, help: impl Into<String>) {
        // One more than are told, so that it is said that there are more.
        if self.faults.len() <= FAULT_LIMIT {
            self.faults.push(Fault::new(kind, span, message).help(help));
        }
    }

    pub(super) fn attributes(&mut self, code: Option<&CodeSpan>) -> Vec<Attribute> {
        code.map(|code| attributes::parse(code, self.text, &mut self.values, self.faults)).unwrap_or_default()
    }
}

/// Reads the body that begins at `start` into the tree, which holds the front matter.
pub(super) fn read(text: &str, start: usize, root: &mut Node, faults: &mut Vec<Fault>) {
    let body = &text[start..];
    let (mut blocks, definitions) = blocks::parse(&line_feeds(body), start);
    faults.extend(apart(&mut blocks, text).into_iter().map(|slip| {
        match slip {
            Slip::Joined(span) => {
                Fault::new(FaultKind::Misplaced, span, "these words stand right below attributes, which end a paragraph")
                    .help("put an empty line before them")
            }
            Slip::Above(span) => Fault::new(FaultKind::Misplaced, span, "these attributes stand above their words")
                .help("write them below the words, as the last line of the paragraph"),
        }
    }));
    for span in definitions {
        let help = "take it out; where it is part of the words, write \\[ for its first bracket";
        faults.push(Fault::new(FaultKind::Misplaced, span, "a link definition has no place here").help(help));
    }
    read_sources(text, &blocks, root, faults);
    let language = root.get("language").and_then(Node::as_str).unwrap_or("und");
    let mut context = Context { text, language, sources: source_texts(root), values: 0, left_out: 0, faults };
    let mut outline = Outline::default();
    // What has been read makes room for what is read next.
    let mut blocks = blocks.into_iter().filter(|block| !is_source(block)).peekable();
    while let Some(block) = blocks.next() {
        outline.read(&block, blocks.peek(), &mut context);
    }
    let fields = outline.into_entries(&mut context);
    if let Value::Map(entries) = &mut root.value {
        entries.extend(fields);
    }
}

/// A lone CR ends a line in CommonMark; not all parsers know. A line feed in its place moves nothing.
pub(super) fn line_feeds(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    if memchr::memchr_iter(b'\r', bytes).all(|at| bytes.get(at + 1) == Some(&b'\n')) {
        return Cow::Borrowed(text);
    }
    let mut chars = text.chars().peekable();
    let mut fed = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        fed.push(if c == '\r' && chars.peek() != Some(&'\n') { '\n' } else { c });
    }
    Cow::Owned(fed)
}

/// The texts of the sources, by id, where these are strings.
fn source_texts(root: &Node) -> HashMap<&str, Points<'_>> {
    let sources = root.get("sources").and_then(Node::items).unwrap_or_default();
    let texts =
        sources.iter().filter_map(|source| Some((source.get("id")?.as_str()?, Points::new(source.get("text")?.as_str()?))));
    texts.collect()
}

fn source_code(block: &Block) -> Option<(&Code, &str)> {
    match &block.kind {
        BlockKind::Code(code) => code.info.as_deref().filter(|info| info.starts_with("source=")).map(|info| (code, info)),
        _ => None,
    }
}

fn is_source(block: &Block) -> bool {
    source_code(block).is_some()
}

/// Gives the sources of the front matter the texts of the fences.
fn read_sources(text: &str, blocks: &[Block], root: &mut Node, faults: &mut Vec<Fault>) {
    let mut sources = sources_by_id(root);
    for block in blocks {
        let Some((code, info)) = source_code(block) else { continue };
        unclosed(code, block.span, faults);
        let raw = &text[block.span.start..block.span.end];
        let start = block.span.start + raw.find(info).unwrap_or_default();
        let span = CodeSpan { span: Span::new(start, start + info.len()), content: info.to_owned() };
        let (mut id, mut crlf) = (None, false);
        for attribute in attributes::parse(&span, text, &mut 0, faults) {
            match (attribute.key.as_str(), attribute.text()) {
                ("source", Some(value)) if id.is_none() => id = Some((value.to_owned(), attribute.span())),
                ("eol", Some("crlf")) => crlf = true,
                _ => {
                    let message = "the fence of a source has only `source=` and `eol=crlf`";
                    let help = "take the rest out; what is known of a source stands in the front matter";
                    faults.push(Fault::new(FaultKind::Misplaced, attribute.key_span, message).help(help));
                }
            }
        }
        let Some((id, id_span)) = id else { continue };
        let words = code.text.strip_suffix('\n').unwrap_or(&code.text);
        let words = if crlf { words.replace('\n', "\r\n") } else { words.to_owned() };
        let node = Node::string(words, block.span);
        if let Some(entries) = sources.get_mut(&id) {
            entries.push(Entry::new("text", id_span, node));
        } else {
            let message = format!("the front matter has no source `{id}`");
            let help = "add it to `sources`, or write the id of one that stands there";
            faults.push(Fault::new(FaultKind::Misplaced, id_span, message).help(help));
        }
    }
}

/// The fields of the sources, by id; of the first where an id stands twice.
fn sources_by_id(root: &mut Node) -> HashMap<String, &mut Vec<Entry>> {
    let Value::Map(fields) = &mut root.value else { return HashMap::new() };
    let sources = fields.iter_mut().find(|entry| entry.key == "sources").map(|entry| &mut entry.node.value);
    let Some(Value::List(items)) = sources else { return HashMap::new() };
    let mut by_id = HashMap::new();
    for item in items {
        let Some(id) = item.get("id").and_then(Node::as_str).map(str::to_owned) else { continue };
        if let Value::Map(entries) = &mut item.value {
            by_id.entry(id).or_insert(entries);
        }
    }
    by_id
}

/// Tells of a fence that runs to the end of what holds it.
pub(super) fn unclosed(code: &Code, span: Span, faults: &mut Vec<Fault>) {
    if !code.closed {
        let fault = Fault::new(FaultKind::Syntax, Span::new(span.start, span.start + 3), "this fence never ends");
        faults.push(fault.help("close it with a line of as many back ticks as it begins with"));
    }
}
