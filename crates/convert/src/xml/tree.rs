//! Documents of other standards in XML: a tree of their elements, and in it what is in the namespace of Statemark.
//!
//! The same limits hold as for our own documents: no DTD, no entities, a bound for depth and size, and every fault has a place.

use std::borrow::Cow;

use statemark::document::{Document, VALUE_LIMIT};
use statemark::fault::{Fault, FaultKind, shown, shown_key};
use statemark::language::LanguageTag;
use statemark::node::{Entry, Node, Span, Value};
use statemark::pointer::Pointer;

use super::NAMESPACE;
use super::decode::{self, Encoding};
use super::element::Element as Reading;
use super::events::{Event, Events, Tag};
use super::faults::{Parsed, broken_as};
use super::namespaces::{Attribute, Name};
use super::read::Reader;
use super::shape;

/// The text of a document, decoded.
#[derive(Debug)]
pub struct Source<'input> {
    /// The text, as UTF-8 without byte order mark. Spans are byte offsets into it.
    pub text: Cow<'input, str>,
    encoding: Encoding,
}

/// An element with all that stands in it.
#[derive(Debug, Clone)]
pub struct Element<'text> {
    /// Its name.
    pub name: Name<'text>,
    /// Its attributes, without declarations of namespaces.
    pub attributes: Vec<Attribute<'text>>,
    /// What stands in it. Of an element in the namespace of Statemark nothing is told here: see [`Source::parts`].
    pub content: Vec<Content<'text>>,
    /// Where its first tag stands.
    pub tag: Span,
    /// Prefix and namespace of what is declared around an element in the namespace of Statemark.
    declared: Vec<(String, String)>,
}

/// What stands in an element.
#[derive(Debug, Clone)]
pub enum Content<'text> {
    /// An element.
    Element(Element<'text>),
    /// Words, with references resolved, and where they stand.
    Words(Cow<'text, str>, Span),
}

/// A part of a statement, as its own XML has it.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is: `statement`, `entity`, `topic`, `source`, `section`, `clause` or `event`.
    pub name: String,
    /// What its attribute `ref` says: which element of the document it belongs to.
    pub reference: Option<String>,
    /// Its fields.
    pub fields: Vec<Entry<'static>>,
    /// Where its first tag stands.
    pub span: Span,
}

impl<'input> Source<'input> {
    /// Takes bytes as text: UTF-8, or UTF-16 that shows itself.
    ///
    /// # Errors
    /// The document of an unreadable input.
    pub fn decode(input: &'input [u8]) -> Result<Self, Box<Document<'input>>> {
        decode::decode(input).map(|(text, encoding)| Self { text, encoding })
    }

    /// Reads the tree.
    ///
    /// # Errors
    /// The fault that makes it no XML, or too much.
    ///
    /// ```
    /// use statemark_convert::xml::tree::Source;
    /// let source = Source::decode(b"<a xmlns='urn:x'><b c='1'>On <i>rain</i></b></a>").unwrap();
    /// let root = source.tree().unwrap();
    /// let b = root.elements().next().unwrap();
    /// assert_eq!((&*b.name.namespace, b.attribute("c"), &*b.words()), ("urn:x", Some("1"), "On rain"));
    /// ```
    pub fn tree(&self) -> Result<Element<'_>, Fault> {
        let mut events = Events::new(&self.text, self.encoding);
        read(&mut events).map_err(super::faults::Broken::into_fault)
    }

    /// Reads the parts of a statement that stand in an element in the namespace of Statemark. What is wrong in them is told in `faults`, with
    /// its place in the text; where in the statement it will stand is not known yet.
    ///
    /// # Errors
    /// The fault after which nothing more can be read.
    ///
    /// ```
    /// # use statemark::language::LanguageTag;
    /// use statemark_convert::xml::tree::Source;
    /// let text = br##"<rest xmlns="https://w3id.org/statemark/1"><entity ref="#cn" country="CN"><alias>Beijing</alias></entity></rest>"##;
    /// let source = Source::decode(text).unwrap();
    /// let parts = source.parts(&source.tree().unwrap(), &LanguageTag::new("en").unwrap(), &mut Vec::new()).unwrap();
    /// assert_eq!((parts[0].reference.as_deref(), parts[0].fields.len()), (Some("#cn"), 2));
    /// ```
    pub fn parts(&self, element: &Element<'_>, language: &LanguageTag, faults: &mut Vec<Fault>) -> Result<Vec<Part>, Fault> {
        let scope = element.declared.iter().map(|(prefix, name)| (prefix.as_str(), Cow::Borrowed(name.as_str()))).collect();
        let events = Events::new(&self.text, self.encoding).within(scope).from(element.tag.start);
        let mut reader = Reader::of(events, Some(Cow::Borrowed(language.as_str())));
        let parts = reader.parts();
        faults.extend(reader.faults.into_iter().map(without_pointer));
        parts.map_err(|broken| without_pointer(broken.into_fault()))
    }

    /// The fields that the attributes in the namespace of Statemark say of an object, in an element of another standard.
    ///
    /// ```
    /// use statemark_convert::xml::tree::Source;
    /// let source = Source::decode(b"<p xmlns:sm='https://w3id.org/statemark/1' class='a' sm:by='cn pk' sm:act='welcome'/>").unwrap();
    /// let fields = source.attributes(&source.tree().unwrap(), "clause", &mut Vec::new());
    /// assert_eq!(fields.iter().map(|field| &*field.key).collect::<Vec<_>>(), ["by", "act"]);
    /// ```
    pub fn attributes(&self, element: &Element<'_>, part: &str, faults: &mut Vec<Fault>) -> Vec<Entry<'static>> {
        let own = || element.attributes.iter().filter(|attribute| attribute.name.is_own());
        let Some(shape) = shape::part(part).filter(|_| own().next().is_some()) else { return Vec::new() };
        let tag = Tag { name: element.name.clone(), name_span: element.tag, attributes: Vec::new(), span: element.tag };
        let mut reader = Reader::of(Events::new("", self.encoding), None);
        let mut reading = Reading::new(&tag, shape);
        for attribute in own() {
            let name = Name::written(attribute.name.local);
            reader.attribute(&mut Attribute { name, ..attribute.clone() }, &mut reading);
        }
        faults.extend(reader.faults.into_iter().map(without_pointer));
        fields(Node::new(Value::Map(reading.entries), element.tag))
    }
}

impl<'text> Element<'text> {
    /// The elements in it.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Words(..) => None,
        })
    }

    /// The elements in it that have this name, whatever their namespace.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.elements().filter(move |element| element.name.local == name)
    }

    /// The first element in it that has this name, and is of its own namespace.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.named(name).find(|element| element.name.namespace == self.name.namespace)
    }

    /// The attribute without a namespace that has this name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.find(name, "").map(|attribute| &*attribute.value)
    }

    /// The attribute in the namespace of Statemark that has this name.
    pub fn own_attribute(&self, name: &str) -> Option<&Attribute<'text>> {
        self.find(name, NAMESPACE)
    }

    /// The attribute of this name in this namespace.
    pub fn find(&self, name: &str, namespace: &str) -> Option<&Attribute<'text>> {
        self.attributes.iter().find(|attribute| attribute.name.local == name && attribute.name.namespace == namespace)
    }

    /// All words in it, without the elements among them.
    pub fn words(&self) -> Cow<'text, str> {
        if let [Content::Words(words, _)] = &self.content[..] {
            return words.clone();
        }
        let mut all = String::new();
        self.push_words(&mut all);
        Cow::Owned(all)
    }

    fn push_words(&self, all: &mut String) {
        for content in &self.content {
            match content {
                Content::Element(element) => element.push_words(all),
                Content::Words(words, _) => all.push_str(words),
            }
        }
    }

    /// Where its words stand: from the first to the last, or its tag where it has none.
    pub fn inside(&self) -> Span {
        let mut spans = self.content.iter().map(|content| match content {
            Content::Element(element) => element.tag,
            Content::Words(_, span) => *span,
        });
        match (spans.next(), spans.next_back()) {
            (None, _) => self.tag,
            (Some(first), last) => Span::new(first.start, last.unwrap_or(first).end),
        }
    }
}

/// Reads a document to its end.
fn read<'text>(events: &mut Events<'text>) -> Parsed<Element<'text>> {
    let mut pieces = 0;
    loop {
        if let Event::Start(tag) = events.next()? {
            let root = element(events, tag, &mut pieces)?;
            while !matches!(events.next()?, Event::Done) {}
            return Ok(root);
        }
    }
}

/// Reads an element behind its tag. The events say how deep one may stand.
fn element<'text>(events: &mut Events<'text>, tag: Tag<'text>, pieces: &mut usize) -> Parsed<Element<'text>> {
    count(pieces, 1 + tag.attributes.len(), tag.span)?;
    let is_own = tag.name.is_own();
    let mut element = Element {
        declared: if is_own { events.declared() } else { Vec::new() },
        name: tag.name,
        attributes: tag.attributes,
        content: Vec::new(),
        tag: tag.span,
    };
    let mut depth = 0_usize;
    loop {
        match events.next()? {
            // What is in our namespace is read by our own reader.
            Event::Start(_) if is_own => depth += 1,
            Event::End(_) if depth > 0 => depth -= 1,
            Event::Start(tag) => element.content.push(Content::Element(self::element(events, tag, pieces)?)),
            Event::Words(words) if !is_own => {
                // White space between elements is layout, and bounded by them.
                let is_layout = words.text.trim().is_empty() && !matches!(element.content.last(), Some(Content::Words(..)));
                count(pieces, usize::from(!is_layout), words.span)?;
                element.content.push(Content::Words(words.text, words.span));
            }
            Event::Words(_) => {}
            Event::End(_) | Event::Done => return Ok(element),
        }
    }
}

/// Counts pieces of a tree, so that dense input cannot fill the memory.
fn count(pieces: &mut usize, more: usize, span: Span) -> Parsed<()> {
    *pieces += more;
    if *pieces <= VALUE_LIMIT {
        return Ok(());
    }
    let message = format!("the document holds more than {VALUE_LIMIT} elements, attributes and runs of words");
    Err(broken_as(FaultKind::Limit, span, message, "split it"))
}

impl<'text> Reader<'text> {
    /// Reads the parts that stand in the next element.
    fn parts(&mut self) -> Parsed<Vec<Part>> {
        let mut parts = Vec::new();
        loop {
            match self.events.next()? {
                Event::Start(tag) if tag.name.is_own() => {
                    self.parts_of(&mut parts)?;
                    break;
                }
                Event::Start(_) | Event::Words(_) => {}
                Event::End(_) | Event::Done => break,
            }
        }
        Ok(parts)
    }

    fn parts_of(&mut self, parts: &mut Vec<Part>) -> Parsed<()> {
        loop {
            match self.events.next()? {
                Event::Start(tag) => {
                    if let Some(part) = self.part(tag)? {
                        parts.push(part);
                    }
                }
                Event::Words(words) if !words.text.trim().is_empty() => {
                    let message = format!("the words {} stand where only elements may stand", shown(words.text.trim()));
                    self.tell_here(FaultKind::Misplaced, words.span, message, "put them into an element of words".into());
                }
                Event::Words(_) => {}
                Event::End(_) | Event::Done => return Ok(()),
            }
        }
    }

    /// Reads a part, or tells that the element is none and skips it.
    fn part(&mut self, mut tag: Tag<'text>) -> Parsed<Option<Part>> {
        let Some(shape) = shape::part(tag.name.local).filter(|_| tag.name.is_own()) else {
            let message = format!("the element `{}` has no place here", shown_key(tag.name.written));
            let help = "write a statement, entity, topic, source, section, clause or event, or take it out";
            self.tell_here(FaultKind::Misplaced, tag.name_span, message, help.into());
            return self.skip().map(|()| None);
        };
        let position = tag.attributes.iter().position(|attribute| attribute.name.written == "ref");
        let reference = position.map(|at| tag.attributes.remove(at).value.into_owned());
        let (name, span) = (tag.name.local.to_owned(), tag.span);
        let node = self.within(name.clone(), |reader| reader.element(&mut tag, shape))?;
        Ok(Some(Part { name, reference, fields: fields(node), span }))
    }
}

/// A fault of a part: a pointer in it would be none in the statement.
fn without_pointer(fault: Fault) -> Fault {
    fault.at(Pointer::default())
}

/// The fields of an object, with words of their own.
fn fields(node: Node<'_>) -> Vec<Entry<'static>> {
    match node.into_owned().value {
        Value::Map(fields) => fields,
        _ => Vec::new(),
    }
}
