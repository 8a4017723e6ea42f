//! YAML 1.2 as documents, front matter and `ext` fences use it: maps, lists and scalars, without anchors, aliases, tags and merge keys.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marks, StrInput};
use statemark::document::VALUE_LIMIT;
use statemark::fault::{Fault, FaultKind};
use statemark::node::{self, Span};

use super::plain;
use super::scalar::{self, Schema};
use crate::points::Points;

// The parser gives words of its own: so has the tree.
pub(crate) type Node = node::Node<'static>;
pub(crate) type Value = node::Value<'static>;
pub(crate) type Entry = node::Entry<'static>;

/// Reads one YAML document, or the fault that stopped it. `place` tells where a byte of `text` stands in the document around it; lists and
/// maps may stand `most` deep in each other.
pub(crate) fn read(text: &str, schema: Schema, most: usize, place: &dyn Fn(usize) -> usize) -> Read<Node> {
    plain::read(text, schema, most, place).map_or_else(|| read_all(text, schema, most, place), Ok)
}

/// The same by the parser for all of YAML.
pub(super) fn read_all(text: &str, schema: Schema, most: usize, place: &dyn Fn(usize) -> usize) -> Read<Node> {
    let (parser, points) = (Parser::new_from_str(text), Points::new(text));
    Reader { parser, text, points, place, values: 0, depth: 0, most }.document(schema)
}

struct Reader<'text> {
    parser: Parser<'text, StrInput<'text>>,
    text: &'text str,
    points: Points<'text>,
    place: &'text dyn Fn(usize) -> usize,
    values: usize,
    depth: usize,
    most: usize,
}

type Read<T> = Result<T, Box<Fault>>;
type Token<'text> = (Event<'text>, Marks);

impl<'text> Reader<'text> {
    fn document(&mut self, schema: Schema) -> Read<Node> {
        let token = loop {
            match self.next()? {
                (Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _) => {}
                token => break token,
            }
        };
        if matches!(token.0, Event::StreamEnd | Event::DocumentEnd) {
            return Ok(Node::new(Value::Map(Vec::new()), self.span(token.1)));
        }
        let node = self.node(token, schema)?;
        loop {
            match self.next()? {
                (Event::DocumentEnd | Event::Nothing, _) => {}
                (Event::StreamEnd, _) => return Ok(node),
                (_, marks) => {
                    return self.refuse(marks, "a second YAML document", "take out what stands after the first");
                }
            }
        }
    }

    fn node(&mut self, (event, marks): Token<'text>, schema: Schema) -> Read<Node> {
        self.values += 1;
        if self.values > VALUE_LIMIT {
            let message = format!("the document holds more than {VALUE_LIMIT} values");
            return self.limit(marks, &message, "split it");
        }
        let span = self.span(marks);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), marks)?;
                scalar(text, style, span, schema)
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), marks)?;
                self.nested(marks, |reader| reader.list(span.start, schema))
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_properties(anchor, tag.is_some(), marks)?;
                self.nested(marks, |reader| reader.map(span.start, schema))
            }
            Event::Alias(_) => {
                self.refuse(marks, "an alias (`*`) has no place here", "write the value out; quote a value that begins with `*`")
            }
            _ => self.refuse(marks, "a value should stand here", "write one, or take the key out"),
        }
    }

    fn nested(&mut self, marks: Marks, read: impl FnOnce(&mut Self) -> Read<Node>) -> Read<Node> {
        if self.depth == self.most {
            return self.limit(marks, "lists and maps stand too deep in each other", "flatten them");
        }
        self.depth += 1;
        let node = read(self);
        self.depth -= 1;
        node
    }

    fn list(&mut self, start: usize, schema: Schema) -> Read<Node> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, marks) => {
                    return Ok(Node::new(Value::List(items), self.collection(start, marks)));
                }
                token => items.push(self.node(token, schema)?),
            }
        }
    }

    fn map(&mut self, start: usize, schema: Schema) -> Read<Node> {
        let mut entries = Vec::new();
        loop {
            let (event, marks) = self.next()?;
            let key_span = self.span(marks);
            let key = match event {
                Event::MappingEnd => return Ok(Node::new(Value::Map(entries), self.collection(start, marks))),
                Event::Scalar(key, style, anchor, tag) => {
                    self.refuse_properties(anchor, tag.is_some(), marks)?;
                    if style == ScalarStyle::Plain && key == "<<" {
                        return self.refuse(marks, "a merge key (`<<`) has no place here", "write the entries out");
                    }
                    key.into_owned()
                }
                _ => return self.refuse(marks, "a key must be a string", "write the key in quotation marks"),
            };
            let schema = schema.under(&key);
            let token = self.next()?;
            entries.push(Entry::new(key, key_span, self.node(token, schema)?));
        }
    }

    fn next(&mut self) -> Read<Token<'text>> {
        match self.parser.next_event() {
            Some(Ok(token)) => Ok(token),
            Some(Err(error)) => self.explain(&error),
            None => Ok((Event::StreamEnd, Marks::default())),
        }
    }

    fn refuse_properties(&self, anchor: usize, tag: bool, marks: Marks) -> Read<()> {
        if anchor > 0 {
            return self.refuse(marks, "an anchor (`&`) has no place here", "take it out; quote a value that begins with `&`");
        }
        if tag {
            return self.refuse(marks, "a tag (`!`) has no place here", "take it out; quote a value that begins with `!`");
        }
        Ok(())
    }

    fn refuse<T>(&self, marks: Marks, message: &str, help: &str) -> Read<T> {
        Err(Box::new(Fault::new(FaultKind::Syntax, self.span(marks), message).help(help)))
    }

    fn limit<T>(&self, marks: Marks, message: &str, help: &str) -> Read<T> {
        Err(Box::new(Fault::new(FaultKind::Limit, self.span(marks), message).help(help)))
    }

    /// The place of an event; the parser counts code points.
    fn span(&self, marks: Marks) -> Span {
        let start = self.points.offset(marks.start.index());
        let end = self.points.offset(marks.end.index()).max(start);
        let end = start + self.text[start..end].trim_end().len();
        Span::new((self.place)(start), (self.place)(end))
    }

    /// The place of a list or map that ends with this event, without the white space before its end.
    fn collection(&self, start: usize, marks: Marks) -> Span {
        let end = self.span(marks).end;
        Span::new(start, end.max(start))
    }

    /// The parser's error in our words.
    fn explain<T>(&self, error: &ScanError) -> Read<T> {
        let at = self.points.offset(error.marker().index());
        let info = error.info();
        let (message, help) = if info.contains("tab") || self.text[at..].starts_with('\t') {
            // The parser stops at what stands behind the tab, or at the end of the line before it.
            let line = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
            let tab = self.text[line..].find('\t').map_or(at, |tab| line + tab);
            return self.broken(tab, "a tab in the indentation", "indent with spaces");
        } else if info.contains("unknown anchor") {
            ("an alias (`*`) has no place here", "write the value out; quote a value that begins with `*`")
        } else if info.contains("recursion limit") {
            ("lists and maps stand too deep in each other", "flatten them")
        } else if info.contains("in quoted scalar") || info.contains("quoted scalar, found unexpected end") {
            ("a value in quotation marks that never ends", "close it with a quotation mark")
        } else if let Some(open) = self.open_bracket(at) {
            let (message, help) = match self.text.as_bytes()[open] {
                b'[' => ("a `[` that is never closed", "write `]` where the list ends"),
                _ => ("a `{` that is never closed", "write `}` where the map ends"),
            };
            return self.broken(open, message, help);
        } else if info.contains("mapping values are not allowed") || info.contains("placement of ':'") {
            (
                "a `:` where YAML expects none",
                "write quotation marks around a value that holds `: `, and close the brackets before it",
            )
        } else {
            let message = format!("this is not YAML: {info}");
            let help = "check the indentation, and write quotation marks around values that hold `: `, ` #` or begin with a sign";
            return self.broken(at, &message, help);
        };
        self.broken(at, message, help)
    }

    /// The bracket that the line before a place opens for good: neither it nor the line of the place closes one.
    fn open_bracket(&self, at: usize) -> Option<usize> {
        let line = self.text[..at].rfind('\n')?;
        let here = self.text[line + 1..].lines().next().unwrap_or_default();
        let start = self.text[..line].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.text[start..line];
        let value = before.trim_start_matches([' ', '-']);
        let value = if value.starts_with(['[', '{']) { value } else { value.split_once(": ")?.1 };
        if here.matches([']', '}']).count() > here.matches(['[', '{']).count() || !value.starts_with(['[', '{']) {
            return None;
        }
        let (mut open, mut quote): (Vec<(usize, char)>, _) = (Vec::new(), None);
        for (index, c) in value.char_indices() {
            match (c, quote, open.last()) {
                ('"' | '\'', None, _) => quote = Some(c),
                (_, Some(mark), _) if mark == c => quote = None,
                ('[' | '{', None, _) => open.push((index, c)),
                (']', None, Some((_, '['))) | ('}', None, Some((_, '{'))) => drop(open.pop()),
                // This closes what stands around the open one.
                (']' | '}', None, _) => break,
                _ => {}
            }
        }
        // Behind a mark that is never closed, brackets are words.
        open.last().filter(|_| quote.is_none()).map(|(index, _)| line - value.len() + index)
    }

    fn broken<T>(&self, at: usize, message: &str, help: &str) -> Read<T> {
        let place = (self.place)(at);
        Err(Box::new(Fault::new(FaultKind::Syntax, Span::new(place, place), message).help(help)))
    }
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle, span: Span, schema: Schema) -> Read<Node> {
    if style != ScalarStyle::Plain {
        return Ok(Node::string(text.into_owned(), span));
    }
    let value = scalar::value(&text, schema).map_err(|message| {
        Fault::new(FaultKind::Number, span, message).help("write a number of JSON, or quotation marks around it")
    })?;
    Ok(Node::new(value, span))
}
