//! From events to the tree of a document, by the table of shapes.

use std::borrow::Cow;
use std::collections::HashSet;

use statemark::document::{Document, FAULT_LIMIT, POINTER_LIMIT, VALUE_LIMIT};
use statemark::fault::{Fault, FaultKind};
use statemark::language::LanguageTag;
use statemark::node::{Entry, Node, Span, Value};
use statemark::pointer::Pointer;
use statemark::version::Version;

use super::NAMESPACE;
use super::collection::{self, Collection};
use super::decode::Encoding;
use super::element::Element;
use super::events::{Event, Events, Tag};
use super::faults::{Parsed, broken_as};
use super::shape::{self, Child, Content, Shape};
use super::unknown;

/// Reads the tree of a document, which may be a record of a collection, and judges it.
pub(super) fn document<'text>(text: Cow<'text, str>, encoding: Encoding, within: Option<&'text Collection>) -> Document<'text> {
    match text {
        Cow::Borrowed(text) => tree(text, encoding, within.map(Collection::scope)).judge(Cow::Borrowed(text)),
        // The tree of a text that was made here has words of its own.
        Cow::Owned(text) => {
            let tree = tree(&text, encoding, None);
            let tree = Tree { read: tree.read.map(Node::into_owned), ..tree };
            tree.judge(Cow::Owned(text))
        }
    }
}

/// The tree of a document that is right.
pub(super) fn node(text: &str) -> Option<Node<'_>> {
    tree(text, Encoding::Utf8, None).read.ok()
}

/// The tree of a record that is right, in a collection that declares the namespace of Statemark alone.
pub(super) fn node_of_record(text: &str) -> Option<Node<'_>> {
    tree(text, Encoding::Utf8, Some(vec![("", Cow::Borrowed(NAMESPACE))])).read.ok()
}

/// What was read of a text.
struct Tree<'text> {
    read: Parsed<Node<'text>>,
    /// The way to the place where reading ended.
    pointer: Pointer,
    faults: Vec<Fault>,
    meant: HashSet<String>,
}

/// Reads a text, which is a record where namespaces of a collection hold in it.
fn tree<'text>(text: &'text str, encoding: Encoding, within: Option<Vec<(&'text str, Cow<'text, str>)>>) -> Tree<'text> {
    let events = Events::new(text, encoding);
    let is_record = within.is_some();
    let events = if let Some(scope) = within { events.within(scope) } else { events };
    let mut reader = Reader { is_record, ..Reader::of(events, None) };
    let read = reader.root();
    Tree { read, pointer: reader.pointer(), faults: reader.faults, meant: reader.meant }
}

impl<'text> Tree<'text> {
    fn judge(self, text: Cow<'text, str>) -> Document<'text> {
        match self.read {
            Ok(node) => {
                let meant = self.meant;
                Document::new(text, Some(node), self.faults).worded(move |faults| unknown::say_it_in_xml(faults, &meant))
            }
            Err(broken) => Document::unreadable(text, broken.into_fault().at(self.pointer)),
        }
    }
}

/// Reads elements to the objects, lists and strings that they are.
pub(super) struct Reader<'text> {
    pub(super) events: Events<'text>,
    /// Whether this is a record of a collection.
    is_record: bool,
    /// The statement's own language, where it is known.
    pub(super) language: Option<Cow<'text, str>>,
    path: Vec<Step<'text>>,
    pub(super) faults: Vec<Fault>,
    /// Pointers to the fields that misspelt ones were meant to be.
    pub(super) meant: HashSet<String>,
    /// How many values the tree holds.
    values: usize,
    /// How many bytes the pointers of the faults take.
    pointers: usize,
}

enum Step<'text> {
    Key(Cow<'text, str>),
    Index(usize),
}

impl<'text> Reader<'text> {
    /// Reads from these events what has words in this language of its own.
    pub(super) fn of(events: Events<'text>, language: Option<Cow<'text, str>>) -> Self {
        Self {
            events,
            is_record: false,
            language,
            path: Vec::with_capacity(16),
            faults: Vec::new(),
            meant: HashSet::new(),
            values: 0,
            pointers: 0,
        }
    }

    fn root(&mut self) -> Parsed<Node<'text>> {
        let mut tag = loop {
            if let Event::Start(tag) = self.events.next()? {
                break tag;
            }
        };
        if !tag.name.is_own() || tag.name.local != "statement" {
            return Err(if self.is_record { collection::no_statement(&tag) } else { unknown::root(&tag) });
        }
        let node = self.element(&mut tag, &shape::STATEMENT)?;
        while !matches!(self.events.next()?, Event::Done) {}
        // What else a document of an unknown version holds is not for this reader to judge.
        if node.get("statemark").and_then(Node::as_str).is_some_and(|version| version != Version::CURRENT) {
            self.faults.clear();
        }
        Ok(node)
    }

    /// Reads an element to its end, as an object.
    pub(super) fn element(&mut self, tag: &mut Tag<'text>, shape: &'static Shape) -> Parsed<Node<'text>> {
        let mut element = Element::new(tag, shape);
        self.inside(tag, &mut element)?;
        if let Some(key) = shape.words {
            element.entries.push(Entry::new(key, tag.name_span, Node::string(element.words, element.inside)));
        }
        Ok(Node::new(Value::Map(element.entries), element.span))
    }

    /// Reads what an element holds.
    fn inside(&mut self, tag: &mut Tag<'text>, element: &mut Element<'text>) -> Parsed<()> {
        let mut attributes = std::mem::take(&mut tag.attributes);
        for attribute in &mut attributes {
            self.attribute(attribute, element);
        }
        self.events.reuse(attributes);
        // Where the words are the value of the element itself, an attribute is but the key to it.
        let values = if element.shape.words == Some("") { 1 } else { element.values() };
        self.count(values, tag.span)?;
        let only_words = element.shape.words.and_then(|_| self.events.only_words());
        let end = if let Some((words, end)) = only_words {
            element.words = Cow::Borrowed(words);
            end
        } else {
            self.children(element)?.unwrap_or(tag.span)
        };
        element.span.end = end.end;
        // A tag that opens and closes has no inside: the words that lack would stand where it stands.
        element.inside = if end == tag.span { end } else { Span::new(tag.span.end, end.start) };
        Ok(())
    }

    /// Reads what an element holds, up to the tag that closes it, and gives the place of that.
    fn children(&mut self, element: &mut Element<'text>) -> Parsed<Option<Span>> {
        loop {
            // An event is large: it is read where it is.
            let mut next = self.events.next();
            let Ok(event) = &mut next else { return next.map(|_| None) };
            match event {
                Event::Start(child) => self.child(child, element)?,
                Event::Words(words) if element.shape.words.is_some() => push(&mut element.words, std::mem::take(&mut words.text)),
                Event::Words(words) => self.no_words(&words.text, words.span, element),
                Event::End(span) => return Ok(Some(*span)),
                Event::Done => return Ok(None),
            }
        }
    }

    fn child(&mut self, tag: &mut Tag<'text>, element: &mut Element<'text>) -> Parsed<()> {
        let position = element.position(tag.name.local);
        let Some(index) = position.filter(|_| tag.name.is_own()) else {
            self.unknown_element(tag, element);
            return self.skip();
        };
        let child = &element.shape.children[index];
        self.order(tag, index, element);
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
                let node = self.within(child.key, |reader| reader.ext(tag))?;
                element.entries.extend(node.map(|node| Entry::new(child.key, key_span, node)));
            }
            Content::Lines => self.item(index, element, key_span, |reader| reader.words(tag, &shape::LINE))?,
            Content::Items(shape) => self.item(index, element, key_span, |reader| reader.element(tag, shape))?,
            Content::List(shape) => self.list(tag, child, shape, element)?,
            Content::Text => self.text(tag, index, element)?,
            Content::Identifiers => self.identifier(tag, index, element)?,
        }
        Ok(())
    }

    /// Reads an element that holds words alone, as a string.
    fn words(&mut self, tag: &mut Tag<'text>, shape: &'static Shape) -> Parsed<Node<'text>> {
        self.labelled(tag, shape).map(|(_, words)| words)
    }

    /// Reads an element that holds words, as its one attribute, if it is there, and a string.
    pub(super) fn labelled(
        &mut self,
        tag: &mut Tag<'text>,
        shape: &'static Shape,
    ) -> Parsed<(Option<Entry<'text>>, Node<'text>)> {
        if tag.attributes.is_empty()
            && let Some((words, end)) = self.events.only_words()
        {
            self.events.reuse(std::mem::take(&mut tag.attributes));
            self.count(1, tag.span)?;
            return Ok((None, Node::string(words, Span::new(tag.span.end, end.start))));
        }
        let mut element = Element::new(tag, shape);
        self.inside(tag, &mut element)?;
        Ok((element.entries.pop(), Node::string(element.words, element.inside)))
    }

    /// Reads an item of the list under the child's key.
    fn item(
        &mut self,
        index: usize,
        element: &mut Element<'text>,
        key_span: Span,
        read: impl FnOnce(&mut Self) -> Parsed<Node<'text>>,
    ) -> Parsed<()> {
        self.count(usize::from(element.shared(index).is_none()), key_span)?;
        let key = element.shape.children[index].key;
        let list = element.entry(index, key_span, Value::List(Vec::new()));
        let count = list.node.items().map_or(0, <[_]>::len);
        let within_list = |reader: &mut Self| reader.within_index(count, read);
        let node = if key.is_empty() { within_list(self) } else { self.within(key, within_list) }?;
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
        tag: &mut Tag<'text>,
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

    fn identifier(&mut self, tag: &mut Tag<'text>, index: usize, element: &mut Element<'text>) -> Parsed<()> {
        let child = &element.shape.children[index];
        let (key_span, span) = (tag.name_span, tag.span);
        let (scheme, value) = self.within(child.key, |reader| reader.labelled(tag, &shape::IDENTIFIER))?;
        let Some(scheme) = scheme else {
            let message = "the attribute `scheme` is missing".to_owned();
            self.tell(FaultKind::MissingField, child.key, span, message, "add it, such as scheme=\"doi\"".into());
            return Ok(());
        };
        self.count(usize::from(element.shared(index).is_none()), key_span)?;
        let map = element.entry(index, key_span, Value::Map(Vec::new()));
        if let Value::Map(entries) = &mut map.node.value {
            entries.push(labelled_entry(scheme, value));
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
        // A bound against floods: it counts a little otherwise than the tree that is judged in the end.
        if self.values <= 2 * VALUE_LIMIT {
            return Ok(());
        }
        let message = format!("the document holds more than {VALUE_LIMIT} values");
        Err(broken_as(FaultKind::Limit, span, message, "split it"))
    }

    /// Whether more faults were told than will be kept.
    pub(super) fn is_full(&self) -> bool {
        self.faults.len() > FAULT_LIMIT || self.pointers > POINTER_LIMIT
    }

    /// Tells a fault of what stands under a key of the current object.
    pub(super) fn tell(&mut self, kind: FaultKind, key: &str, span: Span, message: String, help: String) {
        if self.is_full() {
            return;
        }
        let pointer = self.pointer_to(key);
        self.pointers += pointer.as_str().len();
        self.faults.push(Fault::new(kind, span, message).at(pointer).help(help));
    }

    /// Tells a fault of the current object.
    pub(super) fn tell_here(&mut self, kind: FaultKind, span: Span, message: String, help: String) {
        self.tell(kind, "", span, message, help);
    }

    /// Takes the statement's own language from its tag.
    pub(super) fn take_language(&mut self, language: Cow<'text, str>) {
        if self.path.is_empty() {
            self.language = Some(language).filter(|language| LanguageTag::holds(language));
        }
    }

    /// Reads what stands under a key. Where reading ends, the path stays as it was there.
    pub(super) fn within<T>(&mut self, key: impl Into<Cow<'text, str>>, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
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

/// An entry whose key is the value of an attribute.
pub(super) fn labelled_entry<'text>(attribute: Entry<'text>, node: Node<'text>) -> Entry<'text> {
    let Value::String(key) = attribute.node.value else { return Entry::new("", attribute.node.span, node) };
    Entry::new(key, attribute.node.span, node)
}

/// Puts words behind others.
pub(super) fn push<'text>(text: &mut Cow<'text, str>, more: Cow<'text, str>) {
    if text.is_empty() { *text = more } else { text.to_mut().push_str(&more) }
}
