//! What every rule has: a name, a severity, words that teach it, and how it is checked.

use statemark::node::{Node, Span, Value};
use statemark::pointer::Pointer;

use crate::context::Context;
use crate::finding::{Finding, Related, Severity, cut};

/// A rule: what a finding says by its name, and all that a person needs to understand it.
#[derive(Debug)]
pub struct Rule {
    /// The name, as reports give it.
    pub name: &'static str,
    /// How bad a finding of it is.
    pub severity: Severity,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// A piece of JSON in which it finds something.
    pub example: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// How it is checked.
    pub(crate) check: Check,
}

/// How a rule is checked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// By the readers: it is a matter of form.
    Form,
    /// On the statement, once its form is right.
    Meaning(fn(&Context<'_>) -> Vec<Remark>),
}

/// What a rule of meaning has to say of one value.
#[derive(Debug)]
pub(crate) struct Remark {
    pointer: Pointer,
    /// Whether it is about the key under which the value stands.
    at_key: bool,
    message: String,
    help: Option<String>,
    related: Vec<(Pointer, String)>,
}

impl Remark {
    /// A remark on a value.
    pub(crate) fn new(pointer: Pointer, message: impl Into<String>) -> Self {
        Self { pointer, at_key: false, message: message.into(), help: None, related: Vec::new() }
    }

    /// The same remark, on the key under which the value stands.
    pub(crate) fn at_key(mut self) -> Self {
        self.at_key = true;
        self
    }

    /// The same remark, with a way to mend it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same remark, with another place to look at.
    pub(crate) fn see(mut self, pointer: Pointer, message: impl Into<String>) -> Self {
        self.related.push((pointer, message.into()));
        self
    }

    /// The remark as a finding of a rule, with its places in the text.
    pub(crate) fn finding(self, rule: &Rule, node: &Node) -> Finding {
        let related = |(pointer, message): (Pointer, String)| Related {
            span: span(node, pointer.as_str(), false),
            pointer,
            message: cut(message),
        };
        Finding {
            span: span(node, self.pointer.as_str(), self.at_key),
            rule: rule.name,
            pointer: self.pointer,
            severity: rule.severity,
            message: cut(self.message),
            help: self.help.map(cut),
            related: self.related.into_iter().map(related).collect(),
        }
    }
}

/// Where the value at a pointer stands, or its key; where the spelling leaves it out, what it stands in.
fn span(node: &Node, pointer: &str, at_key: bool) -> Span {
    let (above, step) = pointer.rsplit_once('/').unwrap_or_default();
    if at_key && let Some(Value::Map(entries)) = node.at(above).map(|node| &node.value) {
        // Only language tags are pointed at by their key, and these need no escape.
        if let Some(entry) = entries.iter().find(|entry| entry.key == step) {
            return entry.key_span;
        }
    }
    match node.at(pointer) {
        Some(node) => node.span,
        None if pointer.is_empty() => node.span,
        None => span(node, above, false),
    }
}
