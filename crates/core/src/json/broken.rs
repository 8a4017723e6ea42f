//! A text that is no JSON: what is wrong, where, and what was probably meant.

use super::tokens::Tokens;
use crate::fault::{Fault, FaultKind};
use crate::node::Span;
use crate::pointer::Pointer;

/// How a string that a word processor quoted is mended.
pub(super) const CURLY: &str = "write straight marks, as in \"title\"";

/// What to do with a document of another spelling under the name of this one.
pub(super) const OTHER_SPELLINGS: &str = "give an XML document the name NAME.xml, and a Markdown document NAME.md";

/// A text that is no JSON: the fault, and the way to it from the inside out.
pub(super) struct Broken {
    pub(super) fault: Fault,
    steps: Vec<Step>,
}

pub(super) enum Step {
    Key(String),
    Index(usize),
}

pub(super) type Parsed<T> = Result<T, Box<Broken>>;

impl Tokens<'_> {
    /// The fault of an item of a list that is a key.
    pub(super) fn key_in_list(&mut self, item: Span) -> Option<Box<Broken>> {
        self.at = item.end;
        self.skip_white_space();
        (self.peek() == Some(b':')).then(|| broken_at(item, "a key stands in a list", "close the list with `]` before this key"))
    }

    pub(super) fn no_key(&self) -> Box<Broken> {
        match self.peek() {
            None => self.broken("the text ends inside this object", "complete the document"),
            Some(b'/') => self.broken("comments have no place in JSON", "take it out; notes have the field `note`"),
            Some(b'\'') => self.broken("a key in single quotation marks", "write it in \"double quotation marks\""),
            Some(_) if self.text[self.at..].starts_with(['“', '”', '„']) => {
                self.broken("a key in “curly” quotation marks", CURLY)
            }
            Some(_) => {
                let word = self.letters();
                if word.is_empty() {
                    return self.broken("a key should stand here", "write a key in \"double quotation marks\"");
                }
                let span = Span::new(self.at, self.at + word.len());
                broken_at(span, "a key without quotation marks", &format!("write {word:?}"))
            }
        }
    }

    pub(super) fn broken(&self, message: &str, help: &str) -> Box<Broken> {
        self.broken_as(FaultKind::Syntax, message, help)
    }

    pub(super) fn broken_as(&self, kind: FaultKind, message: &str, help: &str) -> Box<Broken> {
        let end = self.text[self.at..].chars().next().map_or(self.at, |c| self.at + c.len_utf8());
        let mut broken = broken_at(Span::new(self.at, end), message, help);
        broken.fault.kind = kind;
        broken
    }
}

pub(super) fn broken_at(span: Span, message: &str, help: &str) -> Box<Broken> {
    Box::new(Broken { fault: Fault::new(FaultKind::Syntax, span, message).help(help), steps: Vec::new() })
}

/// How to write in JSON what is written so in other languages.
pub(super) fn meant(word: &str) -> &'static str {
    match word.to_ascii_lowercase().as_str() {
        "true" => "write `true`",
        "false" => "write `false`",
        "none" | "nil" | "null" | "undefined" => "write `null`",
        _ => "write a string in \"double quotation marks\"",
    }
}

impl Broken {
    /// The fault, with the way to it.
    pub(super) fn into_fault(self) -> Fault {
        let pointer = self.steps.iter().rev().fold(Pointer::root(), |pointer, step| match step {
            Step::Key(key) => pointer.key(key),
            Step::Index(index) => pointer.index(*index),
        });
        self.fault.at(pointer)
    }

    pub(super) fn within(mut self: Box<Self>, step: Step) -> Box<Self> {
        self.steps.push(step);
        self
    }
}
