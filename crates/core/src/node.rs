//! The tree of a document as read, in any spelling: the shape of its JSON, each key and value with its place.

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
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// The six kinds of JSON value. Numbers keep their digits, maps keep the order and the duplicates of the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as its digits were written in JSON's grammar.
    Number(String),
    /// A string, with its escapes resolved.
    String(String),
    /// A list.
    List(Vec<Node>),
    /// A map: the entries in the order of the text.
    Map(Vec<Entry>),
}

/// A key, its place, and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key, with its escapes resolved.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Node {
    /// A node of this value at this place.
    pub fn new(value: Value, span: Span) -> Self {
        Self { value, span }
    }

    /// A string at this place.
    pub fn string(text: impl Into<String>, span: Span) -> Self {
        Self::new(Value::String(text.into()), span)
    }

    /// The value under `key`, if this is a map that has it; the first where it stands twice.
    pub fn get(&self, key: &str) -> Option<&Node> {
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
    pub fn items(&self) -> Option<&[Node]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries, if this is a map.
    pub fn entries(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The node at a JSON Pointer (RFC 6901), or nothing.
    ///
    /// ```
    /// let document = statemark::json::read(br#"{"id": "a"}"#);
    /// let node = document.node.unwrap();
    /// assert_eq!(node.at("/id").and_then(|id| id.as_str()), Some("a"));
    /// ```
    pub fn at(&self, pointer: &str) -> Option<&Node> {
        pointer.split('/').skip(1).try_fold(self, |node, step| match &node.value {
            Value::Map(_) => node.get(&crate::pointer::unescape(step)),
            Value::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
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

impl Entry {
    /// An entry whose key stands at `key_span`.
    pub fn new(key: impl Into<String>, key_span: Span, node: Node) -> Self {
        Self { key: key.into(), key_span, node }
    }
}
