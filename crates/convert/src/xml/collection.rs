//! Collections: the root `statements` with any number of statements, read as a stream.

use std::borrow::Cow;

use statemark::fault::{Fault, FaultKind, shown_key};
use statemark::node::Span;

use super::NAMESPACE;
use super::decode::Encoding;
use super::events::{Event, Events, Tag};
use super::faults::{Parsed, broken, broken_as};

/// The root of a collection: what holds in each of its records.
#[derive(Debug, Clone, Default)]
pub struct Collection {
    /// Prefix (empty for the default namespace) and namespace, the innermost last.
    pub(super) declared: Vec<(String, String)>,
    /// The root's name as written.
    pub(super) name: String,
    /// How many bytes there are before the end of its tag.
    pub(super) length: usize,
    /// Whether the tag that opens it closes it as well.
    pub(super) is_empty: bool,
    /// What is wrong with the tag, and keeps nobody from reading on.
    pub faults: Vec<Fault>,
}

/// What the beginning of an XML file shows.
#[derive(Debug, Clone)]
pub enum Head {
    /// Too little to tell.
    Unknown,
    /// One document, or what its reader should refuse.
    One,
    /// A collection.
    Many(Collection),
    /// A collection whose root cannot be read: why.
    Broken(Box<Fault>),
}

impl Collection {
    /// Looks at the first bytes of a file, without a byte order mark.
    ///
    /// ```
    /// use statemark_convert::xml::{Collection, Head};
    /// assert!(matches!(Collection::head(b"<!-- found --><statements xmlns=\"https://w3id.org/statemark/1\">"), Head::Many(_)));
    /// assert!(matches!(Collection::head(b"<statement>"), Head::One));
    /// assert!(matches!(Collection::head(b"<!-- fou"), Head::Unknown));
    /// ```
    pub fn head(bytes: &[u8]) -> Head {
        let Some(start) = root(bytes) else { return Head::Unknown };
        if bytes[start] != b'<' {
            return Head::One;
        }
        let Some(length) = bytes[start..].iter().position(|byte| is_end_of_name(*byte)) else { return Head::Unknown };
        let written = &bytes[start + 1..start + length];
        let local = written.rsplit(|&byte| byte == b':').next().unwrap_or(written);
        if local != b"statements" {
            return Head::One;
        }
        let Some(end) = end_of_tag(&bytes[start + length..]) else { return Head::Unknown };
        let end = start + length + end;
        let Ok(text) = std::str::from_utf8(&bytes[..end]) else { return Head::One };
        match Self::read(text) {
            Ok(collection) => Head::Many(collection),
            Err(broken) => Head::Broken(Box::new(broken.into_fault())),
        }
    }

    fn read(text: &str) -> Parsed<Self> {
        let mut events = Events::new(text, Encoding::Utf8);
        let tag = loop {
            match events.next()? {
                Event::Start(tag) => break tag,
                Event::Done => return Ok(Self::default()),
                Event::Words(_) | Event::End(_) => {}
            }
        };
        if !tag.name.is_own() {
            let namespace = shown_key(&tag.name.namespace);
            let stands = if namespace.is_empty() { "no namespace".to_owned() } else { format!("the namespace `{namespace}`") };
            let message = format!("`statements` is in {stands}, not in that of Statemark");
            return Err(broken_as(FaultKind::Misplaced, tag.name_span, message, format!("write xmlns=\"{NAMESPACE}\"")));
        }
        Ok(Self {
            declared: events.declared(),
            name: tag.name.written.to_owned(),
            length: text.len(),
            is_empty: text.ends_with("/>"),
            faults: tag
                .attributes
                .iter()
                .map(|attribute| no_attribute(&tag, attribute.name.written, attribute.name_span))
                .collect(),
        })
    }

    /// How many bytes there are before the first record can begin: up to the end of the tag that opens the collection.
    pub fn head_length(&self) -> usize {
        self.length
    }

    /// What closes the collection, with a line feed.
    pub fn tail(&self) -> String {
        if self.is_empty { String::new() } else { format!("</{}>\n", self.name) }
    }

    /// Whether the namespace of Statemark is the only one that holds in each record, as our writer has it.
    pub(super) fn is_plain(&self) -> bool {
        matches!(&self.declared[..], [(prefix, namespace)] if prefix.is_empty() && namespace == NAMESPACE)
    }

    /// The text of the namespaces that hold in each record.
    pub(super) fn scope(&self) -> Vec<(&str, Cow<'_, str>)> {
        self.declared.iter().map(|(prefix, namespace)| (prefix.as_str(), Cow::Borrowed(namespace.as_str()))).collect()
    }
}

fn no_attribute(tag: &Tag<'_>, name: &str, span: Span) -> Fault {
    let (name, root) = (shown_key(name), shown_key(tag.name.written));
    let message = format!("`{root}` has the attribute `{name}`, and should have none");
    broken_as(FaultKind::UnknownField, span, message, "write it on each statement that it is true of").into_fault()
}

/// The fault of a root element in a collection that is no statement.
pub(super) fn no_statement(tag: &Tag<'_>) -> super::faults::Broken {
    let message = format!("`{}` stands where only statements may stand", shown_key(tag.name.written));
    if tag.name.local == "statement" {
        return broken(tag.name_span, format!("{message}: it is in another namespace"), format!("write xmlns=\"{NAMESPACE}\""));
    }
    broken_as(FaultKind::Misplaced, tag.name_span, message, "write `<statement>`, or take it out")
}

/// Where the root element begins, or what is no markup before it.
fn root(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
        let rest = &bytes[at..];
        let (begin, end): (&[u8], &[u8]) = match rest {
            [b'<', b'?', ..] => (b"<?", b"?>"),
            [b'<', b'!', b'-', b'-', ..] => (b"<!--", b"-->"),
            [] | [b'<'] | [b'<', b'!'] | [b'<', b'!', b'-'] => return None,
            _ => return Some(at),
        };
        at += begin.len() + memchr::memmem::find(&rest[begin.len()..], end)? + end.len();
    }
}

/// How long a tag is, from behind its name.
fn end_of_tag(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate() {
        match quote {
            Some(open) if open == byte => quote = None,
            None if byte == b'"' || byte == b'\'' => quote = Some(byte),
            None if byte == b'>' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

pub(super) fn is_end_of_name(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'>' | b'/')
}
