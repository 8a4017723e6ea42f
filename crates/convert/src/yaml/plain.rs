//! Plain YAML, as our writer and most people write it, read straight to the tree: maps and lists in lines or, on one line, in brackets;
//! scalars on one line, with or without quotation marks; comments on lines of their own. No tabs and CRs, empty values, scalars of several lines, or anything with a
//! sign of its own (`|`, `>`, `&`, `*`, `!`, `?`, `%`).
//!
//! What it takes it reads as the parser for all of YAML does, place by place. All else, and all that is wrong, it leaves to that.

mod scalars;

use std::borrow::Cow;

use statemark::document::VALUE_LIMIT;
use statemark::node::Span;

use super::read::{Entry, Node, Value};
use super::scalar::{self, Schema};

/// Parsers of YAML need not look for the end of a key any further than 1024 characters.
const LONGEST_KEY: usize = 1000;

/// Reads a YAML document that is a map, if it is plain. `place` tells where a byte of `text` stands in the document around it.
pub(super) fn read(text: &str, schema: Schema, most: usize, place: &dyn Fn(usize) -> usize) -> Option<Node> {
    let controls = text.bytes().filter(|&byte| byte < b' ' && byte != b'\n').count();
    if controls > 0 || memchr::memmem::find(text.as_bytes(), "\u{FEFF}".as_bytes()).is_some() {
        return None;
    }
    let mut reader = Reader { text, at: 0, line: 0, place, values: 0, depth: 0, most };
    let column = reader.skip();
    let first = reader.scalar(false)?;
    let node = reader.map(column, first, schema)?;
    (reader.at == text.len()).then_some(node)
}

struct Reader<'text> {
    text: &'text str,
    at: usize,
    /// Where the line begins.
    line: usize,
    place: &'text dyn Fn(usize) -> usize,
    values: usize,
    depth: usize,
    most: usize,
}

/// A scalar that may turn out to be a key.
struct Scalar<'text> {
    text: Cow<'text, str>,
    is_quoted: bool,
    span: Span,
}

impl<'text> Reader<'text> {
    /// What stands behind a key or a dash of a collection at this column.
    fn value(&mut self, column: usize, is_item: bool, schema: Schema) -> Option<Node> {
        self.spaces();
        if !is_item && matches!(self.byte(0), Some(b'\n' | b'#')) {
            let inner = self.skip();
            // A list may stand at the column of its key.
            return match self.is_dash() {
                true if inner >= column => self.list(inner, inner == column, schema),
                false if inner > column => {
                    let first = self.scalar(false)?;
                    self.map(inner, first, schema)
                }
                _ => None,
            };
        }
        let inner = self.at - self.line;
        let node = match self.byte(0)? {
            b'[' | b'{' => self.flow(schema)?,
            b'-' if is_item && self.is_dash() => return self.list(inner, false, schema),
            _ => {
                let scalar = self.scalar(false)?;
                if is_item && self.byte(0) == Some(b':') {
                    return self.map(inner, scalar, schema);
                }
                self.leaf(scalar, schema)?
            }
        };
        self.spaces();
        // What is deeper in the next line would belong to the value. A comment on this one does, to the parser.
        let ends = matches!(self.byte(0), None | Some(b'\n'));
        (ends && (self.skip() <= column || self.at == self.text.len())).then_some(node)
    }

    /// A map in lines, behind its first key.
    fn map(&mut self, column: usize, first: Scalar<'text>, schema: Schema) -> Option<Node> {
        self.enter()?;
        let (start, mut key, mut entries) = (first.span.start, first, Vec::new());
        loop {
            entries.push(self.entry(key, schema, |reader, schema| reader.value(column, false, schema))?);
            match self.next_column() {
                Some(next) if next == column && !self.is_dash() => key = self.scalar(false)?,
                Some(next) if next >= column => return None,
                _ => return Some(self.leave(Value::Map(entries), start)),
            }
        }
    }

    /// A list in lines, which may stand at the column of the key that it belongs to.
    fn list(&mut self, column: usize, is_beside_key: bool, schema: Schema) -> Option<Node> {
        self.enter()?;
        let (dash, mut items) = ((self.place)(self.at), Vec::new());
        loop {
            self.at += 1;
            items.push(self.value(column, true, schema)?);
            match self.next_column() {
                Some(next) if next == column && self.is_dash() => {}
                Some(next) if next > column || (next == column && !is_beside_key) => return None,
                // The parser takes one that is not indented to begin behind its first dash.
                _ => {
                    let start = items.first().filter(|_| is_beside_key).map_or(dash, |first: &Node| first.span.start);
                    return Some(self.leave(Value::List(items), start));
                }
            }
        }
    }

    /// A list or map in brackets.
    fn flow(&mut self, schema: Schema) -> Option<Node> {
        self.enter()?;
        let (start, is_list) = ((self.place)(self.at), self.byte(0) == Some(b'['));
        let (mut items, mut entries, close) = (Vec::new(), Vec::new(), if is_list { b']' } else { b'}' });
        self.at += 1;
        self.spaces();
        while self.byte(0) != Some(close) || !(items.is_empty() && entries.is_empty()) {
            if is_list {
                items.push(self.flow_value(schema)?);
            } else {
                let key = self.scalar(true)?;
                entries.push(self.entry(key, schema, Self::flow_value)?);
            }
            self.spaces();
            match self.byte(0)? {
                b',' => self.at += 1,
                byte if byte == close => break,
                _ => return None,
            }
            self.spaces();
        }
        self.at += 1;
        Some(self.leave(if is_list { Value::List(items) } else { Value::Map(entries) }, start))
    }

    fn flow_value(&mut self, schema: Schema) -> Option<Node> {
        self.spaces();
        if matches!(self.byte(0)?, b'[' | b'{') {
            return self.flow(schema);
        }
        let scalar = self.scalar(true)?;
        self.leaf(scalar, schema)
    }

    /// An entry, whose key has been read, but for its colon.
    fn entry(
        &mut self,
        key: Scalar<'text>,
        schema: Schema,
        value: impl FnOnce(&mut Self, Schema) -> Option<Node>,
    ) -> Option<Entry> {
        let is_colon = self.byte(0) == Some(b':') && matches!(self.byte(1), Some(b' ' | b'\n'));
        let is_key = key.text.len() <= LONGEST_KEY && key.span.end - key.span.start <= LONGEST_KEY;
        if !is_colon || !is_key || (!key.is_quoted && key.text == "<<") {
            return None;
        }
        self.at += 1;
        let node = value(self, schema.under(&key.text))?;
        Some(Entry::new(key.text.into_owned(), key.span, node))
    }

    /// A scalar on this line. One without quotation marks ends before `: ` and ` #`, and in brackets before the signs of those.
    fn scalar(&mut self, in_flow: bool) -> Option<Scalar<'text>> {
        let (start, rest) = (self.at, &self.text[self.at..]);
        let is_quoted = matches!(self.byte(0)?, b'"' | b'\'');
        let (text, length) = match self.byte(0)? {
            b'"' => scalars::double(rest)?,
            b'\'' => scalars::single(rest)?,
            _ => scalars::plain(rest, in_flow).map(|text| (Cow::Borrowed(text), text.len()))?,
        };
        self.at += length;
        let end = start + self.text[start..self.at].trim_end().len();
        Some(Scalar { text, is_quoted, span: Span::new((self.place)(start), (self.place)(end)) })
    }

    fn leaf(&mut self, scalar: Scalar<'text>, schema: Schema) -> Option<Node> {
        self.count()?;
        let Scalar { text, is_quoted, span } = scalar;
        if is_quoted {
            return Some(Node::string(text.into_owned(), span));
        }
        Some(Node::new(scalar::value(&text, schema).ok()?, span))
    }

    fn count(&mut self) -> Option<()> {
        self.values += 1;
        (self.values <= VALUE_LIMIT).then_some(())
    }

    fn enter(&mut self) -> Option<()> {
        self.depth += 1;
        self.count().filter(|()| self.depth <= self.most)
    }

    /// A collection that ends here: in lines, that is before what stands behind it.
    fn leave(&mut self, value: Value, start: usize) -> Node {
        self.depth -= 1;
        Node::new(value, Span::new(start, (self.place)(self.at)))
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn is_dash(&self) -> bool {
        self.byte(0) == Some(b'-') && matches!(self.byte(1), Some(b' '))
    }

    fn spaces(&mut self) {
        self.at += self.text.as_bytes()[self.at..].iter().take_while(|&&byte| byte == b' ').count();
    }

    /// Goes on to the next line that has something, behind what is left of this one, and says at which column that begins.
    fn skip(&mut self) -> usize {
        loop {
            self.spaces();
            match self.byte(0) {
                Some(b'\n') => {
                    self.at += 1;
                    self.line = self.at;
                }
                Some(b'#') => {
                    self.at += memchr::memchr(b'\n', &self.text.as_bytes()[self.at..]).unwrap_or(self.text.len() - self.at);
                }
                _ => return self.at - self.line,
            }
        }
    }

    /// The column of what comes next, if anything does.
    fn next_column(&self) -> Option<usize> {
        (self.at < self.text.len()).then_some(self.at - self.line)
    }
}

#[cfg(test)]
mod tests;
