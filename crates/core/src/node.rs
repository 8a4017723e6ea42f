//! The tree of a document as read, in any spelling: the shape of its JSON, each key and value with its place.
//! Its words are those of the text itself where they stand there as they are, and its own where escapes were resolved.

use std::borrow::Cow;

/// Where something stands in the text that was read: byte offsets into that text as UTF-8, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Byte offset of the first byte.
    pub start: usize,
    /// Byte offset after the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`, in bytes, end exclusive.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// A value and the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Node<'text> {
    /// What stands there.
    pub value: Value<'text>,
    /// Where it stands.
    pub span: Span,
}

/// The six kinds of JSON value. Numbers keep their digits, maps keep the order and the duplicates of the text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value<'text> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as its digits were written in JSON's grammar.
    Number(Cow<'text, str>),
    /// A string, with its escapes resolved.
    String(Cow<'text, str>),
    /// A list.
    List(Vec<Node<'text>>),
    /// A map: the entries in the order of the text.
    Map(Vec<Entry<'text>>),
}

/// A key, its place, and its value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry<'text> {
    /// The key, with its escapes resolved.
    pub key: Cow<'text, str>,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node<'text>,
}

impl<'text> Node<'text> {
    /// A node of this value at this place.
    pub fn new(value: Value<'text>, span: Span) -> Self {
        Self { value, span }
    }

    /// A string at this place.
    pub fn string(text: impl Into<Cow<'text, str>>, span: Span) -> Self {
        Self::new(Value::String(text.into()), span)
    }

    /// The value under `key`, if this is a map that has it; the first where it stands twice.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node),
            _ => None,
        }
    }

    /// The string, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if this is a list.
    pub fn items(&self) -> Option<&[Self]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries, if this is a map.
    pub fn entries(&self) -> Option<&[Entry<'text>]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The node at a JSON Pointer (RFC 6901), or nothing.
    ///
    /// ```
    /// let document = statemark::json::read(br#"{"id": "a"}"#);
    /// let node = document.into_node().unwrap();
    /// assert_eq!(node.at("/id").and_then(|id| id.as_str()), Some("a"));
    /// ```
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        pointer.split('/').skip(1).try_fold(self, |node, step| match &node.value {
            Value::Map(_) => node.get(&crate::pointer::unescape(step)),
            Value::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The same tree with words of its own, which outlives the text.
    #[must_use]
    pub fn into_owned(self) -> Node<'static> {
        let own = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        let value = match self.value {
            Value::Null => Value::Null,
            Value::Boolean(value) => Value::Boolean(value),
            Value::Number(digits) => Value::Number(own(digits)),
            Value::String(text) => Value::String(own(text)),
            Value::List(items) => Value::List(items.into_iter().map(Self::into_owned).collect()),
            Value::Map(entries) => Value::Map(entries.into_iter().map(Entry::into_owned).collect()),
        };
        Node { value, span: self.span }
    }

    /// What kind of value this is, as a message calls it.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Boolean(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::List(_) => "a list",
            Value::Map(_) => "an object",
        }
    }
}

impl<'text> Entry<'text> {
    /// An entry whose key stands at `key_span`.
    pub fn new(key: impl Into<Cow<'text, str>>, key_span: Span, node: Node<'text>) -> Self {
        Self { key: key.into(), key_span, node }
    }

    fn into_owned(self) -> Entry<'static> {
        Entry { key: Cow::Owned(self.key.into_owned()), key_span: self.key_span, node: self.node.into_owned() }
    }
}
