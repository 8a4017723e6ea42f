//! `ext`: the XML that `XPath` 3.1 has for JSON (`XPath` and `XQuery` Functions and Operators 3.1, 17.4), without its escaped strings.

use std::borrow::Cow;

use statemark::fault::FaultKind;
use statemark::fault::shown_key;
use statemark::node::{Entry, Node, Span, Value};
use statemark::number::is_json;

use super::EXT_NAMESPACE;
use super::chars::is_blank;
use super::events::{Event, Tag};
use super::faults::Parsed;
use super::namespaces::Attribute;
use super::read::{Reader, push};

/// Where a value of `ext` stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Ext,
    Map,
    List,
    Scalar,
}

/// A value of `ext`, and its key if it has one.
struct Entered<'text> {
    key: Option<(Cow<'text, str>, Span)>,
    node: Node<'text>,
}

impl<'text> Reader<'text> {
    /// Reads an `ext` element: the one map that it holds, or nothing after telling what is wrong.
    pub(super) fn ext(&mut self, tag: &Tag<'text>) -> Parsed<Option<Node<'text>>> {
        let (span, faults) = (tag.span, self.faults.len());
        for attribute in &tag.attributes {
            self.no_attribute(attribute, "`ext` has no attributes of its own: write the value into its map");
        }
        let mut map = None;
        loop {
            match self.events.next()? {
                Event::Start(tag) if tag.name.namespace == EXT_NAMESPACE && tag.name.local == "map" && map.is_none() => {
                    map = Some(self.value(&tag, Inside::Ext, 0)?.node);
                }
                Event::Start(tag) => self.stranger(&tag, Inside::Ext)?,
                Event::Words(words) => self.stray(&words.text, words.span),
                Event::End(_) | Event::Done => break,
            }
        }
        if map.is_none() && self.faults.len() == faults {
            let help = format!("write `<map xmlns=\"{EXT_NAMESPACE}\">…</map>` in it, or take it out");
            self.tell_here(FaultKind::Empty, span, "`ext` is empty".into(), help);
        }
        Ok(map)
    }

    /// Reads a value; `index` is its place in a list.
    fn value(&mut self, tag: &Tag<'text>, inside: Inside, index: usize) -> Parsed<Entered<'text>> {
        self.count(1, tag.span)?;
        let is_key = |attribute: &&Attribute<'_>| attribute.name.written == "key" && inside == Inside::Map;
        let key = tag.attributes.iter().find(is_key).map(|key| (key.value.clone(), key.span));
        let read = |reader: &mut Self| {
            for attribute in tag.attributes.iter().filter(|attribute| !is_key(attribute)) {
                reader.no_attribute(
                    attribute,
                    match attribute.name.written {
                        "key" => "only what stands in a map has a key",
                        name if name.starts_with("escaped") => {
                            "write the characters themselves: nothing is escaped here but as in all XML"
                        }
                        _ => "the only attribute in `ext` is `key`",
                    },
                );
            }
            match tag.name.local {
                "map" => reader.map(tag),
                "array" => reader.array(tag),
                _ => reader.scalar(tag),
            }
        };
        let node = match (inside, &key) {
            (Inside::Map, Some((key, _))) => self.within(key.clone(), read),
            (Inside::List, _) => self.within_index(index, read),
            _ => read(self),
        }?;
        Ok(Entered { key, node })
    }

    fn map(&mut self, tag: &Tag<'text>) -> Parsed<Node<'text>> {
        let mut entries = Vec::new();
        let end = loop {
            match self.events.next()? {
                Event::Start(tag) if is_value(&tag) => {
                    let (span, name) = (tag.span, tag.name.local);
                    let Entered { key, node } = self.value(&tag, Inside::Map, 0)?;
                    if let Some((key, key_span)) = key {
                        entries.push(Entry::new(key, key_span, node));
                    } else {
                        let message = format!("this `{name}` stands in a map and has no key");
                        self.tell_here(FaultKind::MissingField, span, message, "add key=\"…\"".into());
                    }
                }
                Event::Start(tag) => self.stranger(&tag, Inside::Map)?,
                Event::Words(words) => self.stray(&words.text, words.span),
                Event::End(span) => break span,
                Event::Done => break tag.span,
            }
        };
        Ok(Node::new(Value::Map(entries), Span::new(tag.span.start, end.end)))
    }

    fn array(&mut self, tag: &Tag<'text>) -> Parsed<Node<'text>> {
        let mut items = Vec::new();
        let end = loop {
            match self.events.next()? {
                Event::Start(tag) if is_value(&tag) => {
                    let item = self.value(&tag, Inside::List, items.len())?.node;
                    items.push(item);
                }
                Event::Start(tag) => self.stranger(&tag, Inside::List)?,
                Event::Words(words) => self.stray(&words.text, words.span),
                Event::End(span) => break span,
                Event::Done => break tag.span,
            }
        };
        Ok(Node::new(Value::List(items), Span::new(tag.span.start, end.end)))
    }

    fn scalar(&mut self, tag: &Tag<'text>) -> Parsed<Node<'text>> {
        let mut text = Cow::Borrowed("");
        let end = loop {
            match self.events.next()? {
                Event::Start(inner) => self.stranger(&inner, Inside::Scalar)?,
                Event::Words(words) => push(&mut text, words.text),
                Event::End(span) => break span,
                Event::Done => break tag.span,
            }
        };
        let span = if end == tag.span { end } else { Span::new(tag.span.end, end.start) };
        let value = match (tag.name.local, &*text) {
            ("string", _) => Ok(Value::String(text.clone())),
            ("number", _) if is_json(&text) => Ok(Value::Number(text.clone())),
            ("boolean", "true") => Ok(Value::Boolean(true)),
            ("boolean", "false") => Ok(Value::Boolean(false)),
            ("null", "") => Ok(Value::Null),
            ("number", _) => Err("write a number as JSON has it, such as 12, -0.5 or 1e21"),
            ("boolean", _) => Err("write true or false"),
            _ => Err("write `<null/>`, or a `<string>`"),
        };
        let value = value.unwrap_or_else(|help| {
            self.wrong_value("", tag.name.local, &text, span, help);
            Value::Null
        });
        Ok(Node::new(value, span))
    }

    fn no_attribute(&mut self, attribute: &super::namespaces::Attribute<'_>, help: &str) {
        let written = attribute.name.written;
        let message = format!("the field `{}` is unknown here", shown_key(written));
        self.tell(FaultKind::UnknownField, written, attribute.name_span, message, help.into());
    }

    /// Tells of an element that `ext` has no place for, and skips it.
    fn stranger(&mut self, tag: &Tag<'text>, inside: Inside) -> Parsed<()> {
        let message = format!("the element `{}` has no place here", shown_key(tag.name.written));
        let help = if is_value(tag) && inside == Inside::Ext {
            "`ext` holds one map: put all into it".to_owned()
        } else if is_value(tag) && inside == Inside::Scalar {
            "only a map or an array holds elements".to_owned()
        } else if tag.name.is_own() {
            format!("what stands in `ext` has the namespace `{EXT_NAMESPACE}`: declare it on the map")
        } else {
            "write a map, array, string, number, boolean or null".to_owned()
        };
        self.tell_here(FaultKind::Misplaced, tag.name_span, message, help);
        self.skip()
    }

    fn stray(&mut self, text: &str, span: Span) {
        if !is_blank(text) {
            let message = format!("the words {} stand where only elements may stand", statemark::fault::shown(text.trim()));
            self.tell_here(FaultKind::Misplaced, span, message, "write them as a `<string>`".into());
        }
    }
}

fn is_value(tag: &Tag<'_>) -> bool {
    tag.name.namespace == EXT_NAMESPACE && matches!(tag.name.local, "map" | "array" | "string" | "number" | "boolean" | "null")
}
