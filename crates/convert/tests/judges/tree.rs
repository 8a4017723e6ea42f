//! An XML document as a tree that can be cut and grafted. Values and words stay as they are written, escaped.

use std::fmt;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) content: Vec<Content>,
}

/// What stands in an element.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    Element(Element),
    Words(String),
}

impl Element {
    /// The root element of a document without indentation.
    pub(crate) fn read(text: &str) -> Self {
        let mut reader = Reader::from_str(text);
        let mut open = vec![Self::new("")];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => open.push(Self::open(&tag)),
                Event::Empty(tag) => open.last_mut().unwrap().content.push(Content::Element(Self::open(&tag))),
                Event::End(_) => {
                    let mut element = open.pop().unwrap();
                    if element.children() > 0 {
                        element.content.retain(|content| matches!(content, Content::Element(_)));
                    }
                    open.last_mut().unwrap().content.push(Content::Element(element));
                }
                Event::Text(words) => open.last_mut().unwrap().words(&words),
                Event::GeneralRef(name) => open.last_mut().unwrap().words(&format!("&{};", &*name)),
                Event::Eof => break,
                _ => {}
            }
        }
        let root = open.remove(0).content.into_iter().find_map(|content| match content {
            Content::Element(element) => Some(element),
            Content::Words(_) => None,
        });
        root.unwrap()
    }

    /// An element with nothing in it.
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), attributes: Vec::new(), content: Vec::new() }
    }

    fn open(tag: &BytesStart<'_>) -> Self {
        let attributes = tag.attributes().map(Result::unwrap);
        let attributes = attributes.map(|attribute| (attribute.key.as_ref().to_owned(), attribute.value.to_string())).collect();
        Self { name: tag.name().as_ref().to_owned(), attributes, content: Vec::new() }
    }

    fn words(&mut self, words: &str) {
        if let Some(Content::Words(before)) = self.content.last_mut() {
            before.push_str(words);
        } else {
            self.content.push(Content::Words(words.to_owned()));
        }
    }

    fn children(&self) -> usize {
        self.content.iter().filter(|content| matches!(content, Content::Element(_))).count()
    }

    /// How many elements there are, with this one.
    pub(crate) fn count(&self) -> usize {
        1 + self
            .content
            .iter()
            .map(|content| if let Content::Element(inner) = content { inner.count() } else { 0 })
            .sum::<usize>()
    }

    /// The element at a number, in the order of the document; 0 is this one.
    pub(crate) fn at(&mut self, number: usize) -> &mut Self {
        let mut rest = number;
        let mut within = None;
        for (index, content) in self.content.iter().enumerate() {
            let Content::Element(inner) = content else { continue };
            let count = inner.count();
            if rest > 0 && rest <= count {
                within = Some((index, rest - 1));
                break;
            }
            rest = rest.saturating_sub(if rest > 0 { count } else { 0 });
        }
        match within {
            None => self,
            Some((index, rest)) => match &mut self.content[index] {
                Content::Element(inner) => inner.at(rest),
                Content::Words(_) => unreachable!("only elements were counted"),
            },
        }
    }
}

impl fmt::Display for Element {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            write!(formatter, " {name}=\"{value}\"")?;
        }
        formatter.write_str(">")?;
        for content in &self.content {
            match content {
                Content::Element(element) => write!(formatter, "{element}")?,
                Content::Words(words) => formatter.write_str(words)?,
            }
        }
        write!(formatter, "</{}>", self.name)
    }
}
