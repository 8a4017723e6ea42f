//! How what has nothing to do with the tree is put right: elements out of order, lists with nothing in them, languages that go without saying.

use std::collections::HashMap;

use statemark::edit::Edit;
use statemark::node::Span;

use super::chars::{is_blank, is_white_space};
use super::decode::Encoding;
use super::events::{Event, Events, Tag};
use super::namespaces::Attribute;
use super::shape::{Content, STATEMENT, Shape, Value};
use super::{Collection, shape};

/// The edits for each place where the reader tells such a fault, by where the fault begins.
pub(crate) fn layout(text: &str, within: Option<&Collection>) -> HashMap<usize, Vec<Edit>> {
    let events = Events::new(text, Encoding::Utf8);
    let events = if let Some(collection) = within { events.within(collection.scope()) } else { events };
    let mut walk = Walk { text, language: String::new(), open: Vec::new(), found: HashMap::new() };
    // What breaks the grammar has been told, and nothing is known of what stands behind it.
    let _ = walk.all(events);
    walk.found
}

struct Walk<'text> {
    text: &'text str,
    /// The statement's own language.
    language: String,
    open: Vec<Open>,
    found: HashMap<usize, Vec<Edit>>,
}

/// An element that is open.
struct Open {
    /// What it may hold; nothing where that is words, or unknown.
    shape: Option<&'static Shape>,
    tag: Span,
    name: usize,
    /// Which children it had in the right order: a bit for each.
    seen: u32,
    /// The first of each of those, and where it begins.
    firsts: Vec<(usize, usize)>,
    /// Whether it is a list that is better left out than empty, and nothing stands in it so far.
    is_vain: bool,
    /// Where it belongs, if not here.
    target: Option<usize>,
}

impl Walk<'_> {
    fn all(&mut self, mut events: Events<'_>) -> super::faults::Parsed<()> {
        loop {
            match events.next()? {
                Event::Start(tag) => self.start(&tag),
                Event::Words(words) => {
                    if let Some(open) = self.open.last_mut() {
                        open.is_vain &= is_blank(&words.text);
                    }
                }
                Event::End(span) => self.end(span),
                Event::Done => return Ok(()),
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let Span { start, .. } = tag.span;
        let mut open = Open {
            shape: None,
            tag: tag.span,
            name: tag.name_span.start,
            seen: 0,
            firsts: Vec::new(),
            is_vain: false,
            target: None,
        };
        if let Some(parent) = self.open.last_mut() {
            parent.is_vain = false;
            let children = parent.shape.map_or(&[][..], |shape| shape.children);
            let index = children.iter().position(|child| child.name == tag.name.local && tag.name.is_own());
            if let Some(index) = index {
                open.shape = shape_of(&children[index].content);
                let is_required = matches!(children[index].key, "entities" | "sections");
                open.is_vain = matches!(children[index].content, Content::List(_)) && !is_required;
                if parent.seen >> index >> 1 != 0 {
                    open.target = parent.firsts.iter().filter(|(other, _)| *other > index).map(|(_, start)| *start).min();
                } else if parent.seen & (1 << index) == 0 {
                    parent.seen |= 1 << index;
                    parent.firsts.push((index, start));
                }
                if matches!(children[index].content, Content::Text) {
                    self.own_language(tag);
                }
            }
        } else if tag.name.local == "statement" {
            open.shape = Some(&STATEMENT);
            let language = tag.attributes.iter().find(|attribute| attribute.name.written == "xml:lang");
            self.language = language.map(|attribute| attribute.value.to_string()).unwrap_or_default();
        }
        for attribute in open.shape.map_or(&[][..], |_| &tag.attributes[..]) {
            self.empty_list(attribute, open.shape);
        }
        self.open.push(open);
    }

    /// Words that name the statement's own language need not.
    fn own_language(&mut self, tag: &Tag<'_>) {
        if let Some(attribute) = tag.attributes.iter().find(|attribute| attribute.name.written == "xml:lang")
            && attribute.value == self.language
        {
            self.found.insert(attribute.name_span.start, vec![self.without(attribute)]);
        }
    }

    /// A list of words without any is left out.
    fn empty_list(&mut self, attribute: &Attribute<'_>, shape: Option<&'static Shape>) {
        let is_list = |known: &shape::Attribute| known.name == attribute.name.written && known.value == Value::Words;
        let is_known = shape.is_some_and(|shape| shape.attributes.iter().any(is_list));
        if is_known && is_blank(&attribute.value) && attribute.name.written != "issuers" {
            self.found.insert(attribute.span.start, vec![self.without(attribute)]);
        }
    }

    /// An attribute taken out, with the space before it.
    fn without(&self, attribute: &Attribute<'_>) -> Edit {
        Edit::delete(self.before(attribute.name_span.start), attribute.span.end + 1)
    }

    /// Where the white space before a place begins.
    fn before(&self, at: usize) -> usize {
        self.text[..at].trim_end_matches(is_white_space).len()
    }

    fn end(&mut self, end: Span) {
        let Some(open) = self.open.pop() else { return };
        let Span { start, end: inside } = open.tag;
        let taken_out = Edit::delete(self.before(start), end.end);
        // A comment in it would be lost.
        if open.is_vain && (end == open.tag || is_blank(&self.text[inside..end.start])) {
            self.found.insert(start, vec![taken_out.clone()]);
        }
        if let Some(target) = open.target {
            let words = [&self.text[start..end.end], &self.text[self.before(target)..target]].concat();
            self.found.insert(open.name, vec![Edit::insert(target, words), taken_out]);
        }
    }
}

fn shape_of(content: &Content) -> Option<&'static Shape> {
    match content {
        Content::Object(shape) | Content::Items(shape) | Content::List(shape) => Some(shape),
        _ => None,
    }
}
