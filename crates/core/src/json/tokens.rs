//! A tokenizer that keeps the place of every key and value.

use std::borrow::Cow;

use super::broken::{CURLY, OTHER_SPELLINGS, Parsed, Step, broken_at, meant};
use crate::document::VALUE_LIMIT;
use crate::fault::FaultKind;
use crate::node::{Entry, Node, Span, Value};

/// How deep lists and objects may stand in each other: deeper than any valid document, shallower than any stack.
const NESTING: usize = 128;

pub(super) struct Tokens<'text> {
    pub(super) text: &'text str,
    pub(super) bytes: &'text [u8],
    pub(super) at: usize,
    depth: usize,
    values: usize,
    /// What has been read of the objects that are open, so that each takes no more memory than it needs.
    entries: Vec<Entry<'text>>,
    /// What has been read of the lists that are open.
    items: Vec<Node<'text>>,
}

/// How much of an object or list waits for its end with those around it; longer ones have memory of their own.
const WAITING: usize = 64;

impl<'text> Tokens<'text> {
    pub(super) fn new(text: &'text str) -> Self {
        Self { text, bytes: text.as_bytes(), at: 0, depth: 0, values: 0, entries: Vec::new(), items: Vec::new() }
    }

    pub(super) fn document(&mut self) -> Parsed<Node<'text>> {
        self.skip_white_space();
        if self.peek().is_none() {
            return Err(self.broken("the document is empty", "write a statement, or begin with `statemark new`"));
        }
        if self.peek() == Some(b'<') || self.text[self.at..].starts_with("---") {
            return Err(self.broken("this is no JSON: a statement begins with `{`", OTHER_SPELLINGS));
        }
        let node = self.value()?;
        self.skip_white_space();
        match self.peek() {
            None => Ok(node),
            Some(_) => Err(self.broken(
                "there is more text after the end of the document",
                "take it out; save each statement as a file of its own",
            )),
        }
    }

    pub(super) fn value(&mut self) -> Parsed<Node<'text>> {
        let start = self.at;
        self.values += 1;
        if self.values > VALUE_LIMIT {
            let message = format!("the document holds more than {VALUE_LIMIT} values");
            return Err(self.broken_as(FaultKind::Limit, &message, "split it"));
        }
        let value = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::list)?,
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(Cow::Borrowed(self.digits_of_number()?)),
            Some(_) => self.word()?,
            None => return Err(self.broken("the text ends where a value should stand", "complete the document")),
        };
        Ok(Node::new(value, Span::new(start, self.at)))
    }

    fn nested(&mut self, read: fn(&mut Self) -> Parsed<Value<'text>>) -> Parsed<Value<'text>> {
        if self.depth == NESTING {
            return Err(self.broken_as(FaultKind::Limit, "lists and objects stand too deep in each other", "flatten them"));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn object(&mut self) -> Parsed<Value<'text>> {
        self.at += 1;
        let mut entries = Vec::new();
        self.skip_white_space();
        if self.next_is(b'}') {
            return Ok(Value::Map(entries));
        }
        let waiting = self.entries.len();
        loop {
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.no_key());
            }
            let key = self.string()?;
            let key_span = Span::new(start, self.at);
            self.skip_white_space();
            if !self.next_is(b':') {
                let after = Span::new(key_span.end, key_span.end);
                return Err(broken_at(after, "a `:` is missing after this key", "write `:` and a value after it")
                    .within(Step::Key(key.into_owned())));
            }
            self.skip_white_space();
            match self.value() {
                Ok(node) => self.entries.push(Entry { key, key_span, node }),
                Err(broken) => return Err(broken.within(Step::Key(key.into_owned()))),
            }
            if self.ends(b'}', "object")? {
                return Ok(Value::Map(take(entries, &mut self.entries, waiting)));
            }
            if self.entries.len() - waiting == WAITING {
                entries = take(entries, &mut self.entries, waiting);
            }
        }
    }

    fn list(&mut self) -> Parsed<Value<'text>> {
        self.at += 1;
        let mut items = Vec::new();
        self.skip_white_space();
        if self.next_is(b']') {
            return Ok(Value::List(items));
        }
        let waiting = self.items.len();
        loop {
            let start = self.at;
            let index = items.len() + self.items.len() - waiting;
            let item = self.value().map_err(|broken| broken.within(Step::Index(index)))?;
            self.items.push(item);
            let item = Span::new(start, self.at);
            if self.ends(b']', "list").map_err(|broken| self.key_in_list(item).unwrap_or(broken))? {
                return Ok(Value::List(take(items, &mut self.items, waiting)));
            }
            if self.items.len() - waiting == WAITING {
                items = take(items, &mut self.items, waiting);
            }
        }
    }

    /// After an item: whether the list or object ends here. If not, the next item stands at the current place.
    fn ends(&mut self, close: u8, what: &str) -> Parsed<bool> {
        if self.next_is(close) {
            return Ok(true);
        }
        let after = Span::new(self.at, self.at);
        self.skip_white_space();
        if self.next_is(close) {
            return Ok(true);
        }
        let close_shown = char::from(close);
        let comma = self.at;
        if !self.next_is(b',') {
            return Err(if self.peek().is_none() {
                broken_at(
                    after,
                    &format!("the text ends inside this {what}"),
                    &format!("write the rest of it, and `{close_shown}`"),
                )
            } else {
                let help = format!("write `,` before the next item, or `{close_shown}` after the last");
                broken_at(after, &format!("a `,` or `{close_shown}` is missing here"), &help)
            });
        }
        self.skip_white_space();
        if self.peek() == Some(close) {
            self.at = comma;
            return Err(self.broken(&format!("a `,` stands after the last item of this {what}"), "take the `,` out"));
        }
        Ok(false)
    }

    /// The letters and digits that stand here.
    pub(super) fn letters(&self) -> &'text str {
        let length = self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        &self.text[self.at..self.at + length]
    }

    fn word(&mut self) -> Parsed<Value<'text>> {
        let word = self.letters();
        let span = Span::new(self.at, self.at + word.len());
        let value = match word {
            "null" => Value::Null,
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            "" if self.peek() == Some(b'\'') => {
                return Err(self.broken("a string in single quotation marks", "write it in \"double quotation marks\""));
            }
            "" if self.peek() == Some(b'/') => {
                return Err(self.broken("comments have no place in JSON", "take it out; notes have the field `note`"));
            }
            "" if self.text[self.at..].starts_with(['“', '”', '„']) => {
                return Err(self.broken("a string in “curly” quotation marks", CURLY));
            }
            "" => {
                return Err(self.broken("a value should stand here", "write a string, number, list, object, true, false or null"));
            }
            _ if self.depth == 0 => {
                return Err(broken_at(span, "this is no JSON: a statement begins with `{`", OTHER_SPELLINGS));
            }
            word => {
                let message = format!("{} is no JSON value", crate::fault::shown(word));
                return Err(broken_at(span, &message, meant(word)));
            }
        };
        self.at = span.end;
        Ok(value)
    }

    pub(super) fn digits_of_number(&mut self) -> Parsed<&'text str> {
        let start = self.at;
        self.next_is(b'-');
        if self.next_is(b'0') {
            if self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
                self.at += self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let span = Span::new(start, self.at);
                return Err(broken_at(span, "a number that begins with 0", "take the leading zeros out, or write a string"));
            }
        } else {
            self.digits()?;
        }
        if self.next_is(b'.') {
            self.digits()?;
        }
        if self.next_is(b'e') || self.next_is(b'E') {
            let _ = self.next_is(b'+') || self.next_is(b'-');
            self.digits()?;
        }
        Ok(&self.text[start..self.at])
    }

    fn digits(&mut self) -> Parsed<()> {
        let count = self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        if count == 0 {
            Err(self.broken("a digit of the number should stand here", "write the number as 12, -3 or 0.5"))
        } else {
            Ok(())
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'text [u8] {
        &self.bytes[self.at..]
    }

    pub(super) fn next_is(&mut self, byte: u8) -> bool {
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    pub(super) fn skip_white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }
}

/// What an object or list holds: what it has taken before, and what waited from there on.
fn take<T>(mut taken: Vec<T>, stack: &mut Vec<T>, waiting: usize) -> Vec<T> {
    if taken.is_empty() {
        return stack.split_off(waiting);
    }
    taken.extend(stack.drain(waiting..));
    taken
}
