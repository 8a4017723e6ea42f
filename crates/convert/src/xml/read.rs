//! From events to the tree of a document, by the table of shapes.

use std::borrow::Cow;
use std::collections::HashSet;

use statemark::document::{Document, FAULT_LIMIT, VALUE_LIMIT};
use statemark::fault::shown_key;
use statemark::fault::{Fault, FaultKind};
use statemark::node::{Entry, Node, Span, Value};
use statemark::pointer::Pointer;
use statemark::version::Version;

use super::NAMESPACE;
use super::collection::{self, Collection};
use super::decode::Encoding;
use super::events::{Event, Events, Tag};
use super::faults::{Parsed, broken_as};
use super::shape::{self, Child, Content, Shape};
use super::unknown;

/// Reads the tree of a document, which may be a record of a collection, and judges it.
pub(super) fn document<'text>(text: Cow<'text, str>, encoding: Encoding, within: Option<&Collection>) -> Document<'text> {
    let Tree { read, pointer, faults, meant } = tree(&text, encoding, within);
    match read {
        Ok(node) => {
            let mut document = Document::new(text, Some(node), faults);
            unknown::say_it_in_xml(&mut document.faults, &meant);
            document
        }
        Err(broken) => Document::unreadable(text, broken.into_fault().at(pointer)),
    }
}

/// What was read of a text.
struct Tree {
    read: Parsed<Node>,
    /// The way to the place where reading ended.
    pointer: Pointer,
    faults: Vec<Fault>,
    meant: HashSet<String>,
}

fn tree(text: &str, encoding: Encoding, within: Option<&Collection>) -> Tree {
    let events = Events::new(text, encoding);
    let mut reader = Reader {
        events: if let Some(collection) = within { events.within(collection.scope()) } else { events },
        is_record: within.is_some(),
        language: String::new(),
        path: Vec::new(),
        faults: Vec::new(),
        meant: HashSet::new(),
        values: 0,
    };
    let read = reader.root();
    Tree { read, pointer: reader.pointer(), faults: reader.faults, meant: reader.meant }
}

/// Reads elements to the objects, lists and strings that they are.
pub(super) struct Reader<'text> {
    pub(super) events: Events<'text>,
    /// Whether this is a record of a collection.
    is_record: bool,
    /// The statement's own language, as written; empty where it is not known.
    pub(super) language: String,
    path: Vec<Step>,
    pub(super) faults: Vec<Fault>,
    /// Pointers to the fields that misspelt ones were meant to be.
    pub(super) meant: HashSet<String>,
    /// How many values the tree holds.
    values: usize,
}

enum Step {
    Key(Cow<'static, str>),
    Index(usize),
}

/// What was read of an element.
pub(super) struct Element<'text> {
    pub(super) shape: &'static Shape,
    /// The name as written.
    name: &'text str,
    pub(super) entries: Vec<Entry>,
    /// The words between its tags.
    words: String,
    /// Whether words were refused.
    pub(super) refused: bool,
    /// Which children it had, each where it stood first, in the right order.
    pub(super) seen: Vec<usize>,
}

impl<'text> Reader<'text> {
    fn root(&mut self) -> Parsed<Node> {
        let tag = loop {
            if let Event::Start(tag) = self.events.next()? {
                break tag;
            }
        };
        if tag.name.namespace != NAMESPACE || tag.name.local != "statement" {
            return Err(if self.is_record { collection::no_statement(&tag) } else { unknown::root(&tag) });
        }
        let node = self.element(tag, &shape::STATEMENT)?;
        while !matches!(self.events.next()?, Event::Done) {}
        // What else a document of an unknown version holds is not for this reader to judge.
        if node.get("statemark").and_then(Node::as_str).is_some_and(|version| version != Version::CURRENT) {
            self.faults.clear();
        }
        Ok(node)
    }

    /// Reads an element to its end, as an object.
    pub(super) fn element(&mut self, tag: Tag<'text>, shape: &'static Shape) -> Parsed<Node> {
        let mut element = Element {
            shape,
            name: tag.name.written,
            entries: Vec::new(),
            words: String::new(),
            refused: false,
            seen: Vec::new(),
        };
        for attribute in tag.attributes {
            self.attribute(attribute, &mut element);
        }
        // Where the words are the value of the element itself, an attribute is but the key to it.
        let values = if shape.words == Some("") { 1 } else { element.values() };
        self.count(values, tag.span)?;
        let end = loop {
            match self.events.next()? {
                Event::Start(child) => self.child(child, &mut element)?,
                Event::Words(words) if shape.words.is_some() => element.words.push_str(&words.text),
                Event::Words(words) => self.no_words(&words.text, words.span, &mut element),
                Event::End(span) => break span,
                Event::Done => break tag.span,
            }
        };
        if let Some(key) = shape.words {
            // A tag that opens and closes has no inside: the words that lack would stand where it stands.
            let span = if end == tag.span { end } else { Span::new(tag.span.end, end.start) };
            element.entries.push(Entry::new(key, tag.name_span, Node::string(element.words, span)));
        }
        Ok(Node::new(Value::Map(element.entries), Span::new(tag.span.start, end.end)))
    }

    fn child(&mut self, tag: Tag<'text>, element: &mut Element<'text>) -> Parsed<()> {
        let position = element.shape.children.iter().position(|child| child.name == tag.name.local);
        let Some(index) = position.filter(|_| tag.name.namespace == NAMESPACE) else {
            self.unknown_element(&tag, element);
            return self.skip();
        };
        let child = &element.shape.children[index];
        self.order(&tag, index, element);
        let key_span = tag.name_span;
        match child.content {
            Content::Words(shape) => {
                let node = self.within(child.key, |reader| reader.words(tag, shape))?;
                element.entries.push(Entry::new(child.key, key_span, node));
            }
            Content::Object(shape) => {
                let node = self.within(child.key, |reader| reader.element(tag, shape))?;
                element.entries.push(Entry::new(child.key, key_span, node));
            }
            Content::Ext => {
                let node = self.within(child.key, |reader| reader.ext(&tag))?;
                element.entries.extend(node.map(|node| Entry::new(child.key, key_span, node)));
            }
            Content::Lines => self.item(child, element, key_span, |reader| reader.words(tag, &shape::LINE))?,
            Content::Items(shape) => self.item(child, element, key_span, |reader| reader.element(tag, shape))?,
            Content::List(shape) => self.list(tag, child, shape, element)?,
            Content::Text => self.text(tag, child, element)?,
            Content::Identifiers => self.identifier(tag, child, element)?,
        }
        Ok(())
    }

    /// Reads an element that holds words alone, as a string.
    fn words(&mut self, tag: Tag<'text>, shape: &'static Shape) -> Parsed<Node> {
        self.labelled(tag, shape).map(|(_, words)| words)
    }

    /// Reads an element that holds words, as its one attribute, if it is there, and a string.
    pub(super) fn labelled(&mut self, tag: Tag<'text>, shape: &'static Shape) -> Parsed<(Option<Entry>, Node)> {
        let node = self.element(tag, shape)?;
        let Value::Map(mut entries) = node.value else { return Ok((None, node)) };
        let words = entries.pop().map_or(Node::string("", node.span), |entry| entry.node);
        Ok((entries.pop(), words))
    }

    /// Reads an item of the list under the child's key.
    fn item(
        &mut self,
        child: &'static Child,
        element: &mut Element<'text>,
        key_span: Span,
        read: impl FnOnce(&mut Self) -> Parsed<Node>,
    ) -> Parsed<()> {
        self.count(usize::from(element.lacks(child.key)), key_span)?;
        let list = element.entry(child.key, key_span, Value::List(Vec::new()));
        let count = list.node.items().map_or(0, <[Node]>::len);
        let within_list = |reader: &mut Self| reader.within_index(count, read);
        let node = if child.key.is_empty() { within_list(self) } else { self.within(child.key, within_list) }?;
        list.node.span.end = node.span.end;
        if count == 0 {
            list.node.span.start = node.span.start;
        }
        if let Value::List(items) = &mut list.node.value {
            items.push(node);
        }
        Ok(())
    }

    /// Reads an element that holds a list.
    fn list(
        &mut self,
        tag: Tag<'text>,
        child: &'static Child,
        shape: &'static Shape,
        element: &mut Element<'text>,
    ) -> Parsed<()> {
        let (key_span, span, faults) = (tag.name_span, tag.span, self.faults.len());
        let node = self.within(child.key, |reader| reader.element(tag, shape))?;
        let whole = node.span;
        let list =
            if let Value::Map(entries) = node.value { entries.into_iter().find(|entry| entry.key.is_empty()) } else { None };
        match list {
            Some(list) => element.entries.push(Entry::new(child.key, key_span, Node::new(list.node.value, whole))),
            // What stands in it wrongly has been told; else it is empty.
            None if self.faults.len() > faults => {}
            None => {
                let item = shape.children.first().map_or("", |item| item.name);
                let is_required = matches!(child.key, "entities" | "sections");
                let or = if is_required { String::new() } else { format!(", or take `<{}>` out", child.name) };
                let help = format!("write at least one `<{item}>` in it{or}");
                self.tell(FaultKind::Empty, child.key, span, format!("`{}` is empty", child.name), help);
            }
        }
        Ok(())
    }

    fn identifier(&mut self, tag: Tag<'text>, child: &'static Child, element: &mut Element<'text>) -> Parsed<()> {
        let (key_span, span) = (tag.name_span, tag.span);
        let (scheme, value) = self.within(child.key, |reader| reader.labelled(tag, &shape::IDENTIFIER))?;
        let Some(scheme) = scheme else {
            let message = "the attribute `scheme` is missing".to_owned();
            self.tell(FaultKind::MissingField, child.key, span, message, "add it, such as scheme=\"doi\"".into());
            return Ok(());
        };
        self.count(usize::from(element.lacks(child.key)), key_span)?;
        let map = element.entry(child.key, key_span, Value::Map(Vec::new()));
        if let Value::Map(entries) = &mut map.node.value {
            entries.push(labelled_entry(&scheme, value));
        }
        Ok(())
    }

    /// Skips an element to its end.
    pub(super) fn skip(&mut self) -> Parsed<()> {
        let mut depth = 1;
        while depth > 0 {
            match self.events.next()? {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Words(_) => {}
                Event::Done => return Ok(()),
            }
        }
        Ok(())
    }

    /// Counts values of the tree, so that dense input cannot fill the memory.
    pub(super) fn count(&mut self, values: usize, span: Span) -> Parsed<()> {
        self.values += values;
        if self.values <= VALUE_LIMIT {
            return Ok(());
        }
        let message = format!("the document holds more than {VALUE_LIMIT} values");
        Err(broken_as(FaultKind::Limit, span, message, "split it"))
    }

    /// Whether more faults were told than will be kept.
    pub(super) fn is_full(&self) -> bool {
        self.faults.len() > FAULT_LIMIT
    }

    /// Tells a fault of what stands under a key of the current object.
    pub(super) fn tell(&mut self, kind: FaultKind, key: &str, span: Span, message: String, help: String) {
        if self.is_full() {
            return;
        }
        let pointer = self.pointer_to(key);
        self.faults.push(Fault::new(kind, span, message).at(pointer).help(help));
    }

    /// Tells a fault of the current object.
    pub(super) fn tell_here(&mut self, kind: FaultKind, span: Span, message: String, help: String) {
        self.tell(kind, "", span, message, help);
    }

    /// Takes the statement's own language from its tag.
    pub(super) fn take_language(&mut self, language: &str) {
        if self.path.is_empty() {
            language.clone_into(&mut self.language);
        }
    }

    /// Reads what stands under a key. Where reading ends, the path stays as it was there.
    pub(super) fn within<T>(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        read: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        self.path.push(Step::Key(key.into()));
        let value = read(self)?;
        self.path.pop();
        Ok(value)
    }

    /// Reads the item at `index`.
    pub(super) fn within_index<T>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.path.push(Step::Index(index));
        let value = read(self)?;
        self.path.pop();
        Ok(value)
    }

    /// The pointer to what stands under a key of the current object, or to the object.
    pub(super) fn pointer_to(&self, key: &str) -> Pointer {
        if key.is_empty() { self.pointer() } else { self.pointer().key(key) }
    }

    fn pointer(&self) -> Pointer {
        self.path.iter().fold(Pointer::root(), |pointer, step| match step {
            Step::Key(key) => pointer.key(key),
            Step::Index(index) => pointer.index(*index),
        })
    }
}

impl Element<'_> {
    /// The name as messages show it.
    pub(super) fn name(&self) -> String {
        shown_key(self.name)
    }

    /// How many values its attributes hold, and it itself.
    fn values(&self) -> usize {
        1 + self.entries.iter().map(|entry| 1 + entry.node.items().map_or(0, <[Node]>::len)).sum::<usize>()
    }

    pub(super) fn lacks(&self, key: &str) -> bool {
        self.entries.iter().all(|entry| entry.key != key)
    }

    /// The entry under a key, which is made of an empty value where there is none.
    fn entry(&mut self, key: &'static str, key_span: Span, empty: Value) -> &mut Entry {
        let position = self.entries.iter().position(|entry| entry.key == key).unwrap_or_else(|| {
            self.entries.push(Entry::new(key, key_span, Node::new(empty, key_span)));
            self.entries.len() - 1
        });
        &mut self.entries[position]
    }
}

/// An entry whose key is the value of an attribute.
pub(super) fn labelled_entry(attribute: &Entry, node: Node) -> Entry {
    Entry::new(attribute.node.as_str().unwrap_or_default(), attribute.node.span, node)
}
