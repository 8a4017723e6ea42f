//! Reads a document: straight into the model where that can be, else by its tree, which is judged.

use std::borrow::Cow;

use super::tokens::Tokens;
use crate::document::{Document, FAULT_LIMIT};
use crate::fault::{Fault, FaultKind};
use crate::node::{Entry, Node, Value};
use crate::pointer::Pointer;

/// Reads a statement straight where it is right; else the tree of the text, and judges it.
pub(super) fn document(text: &str) -> Document<'_> {
    match super::direct::statement(text) {
        Some(statement) => Document::right(text, statement, tree),
        None => by_tree(text),
    }
}

/// The tree of a text that holds a statement.
fn tree(text: &str) -> Option<Node<'_>> {
    let mut node = Tokens::new(text).document().ok()?;
    take_schema(&mut node);
    Some(node)
}

/// Reads the tree of a JSON text and judges it.
pub(super) fn by_tree(text: &str) -> Document<'_> {
    match Tokens::new(text).document() {
        Ok(mut node) => {
            let faults = take_schema(&mut node);
            Document::new(Cow::Borrowed(text), Some(node), faults)
        }
        Err(broken) => Document::unreadable(Cow::Borrowed(text), broken.into_fault()),
    }
}

/// The top-level `$schema` of a text.
pub(super) fn schema(text: &str) -> Option<Entry<'_>> {
    let Value::Map(entries) = Tokens::new(text).document().ok()?.value else { return None };
    entries.into_iter().find(|entry| entry.key == "$schema")
}

/// Takes out a top-level `$schema`, which editors like and the format does not know; tells when it is no string.
fn take_schema(node: &mut Node<'_>) -> Vec<Fault> {
    let Value::Map(entries) = &mut node.value else { return Vec::new() };
    if entries.iter().all(|entry| entry.key != "$schema") {
        return Vec::new();
    }
    let taken: Vec<Entry<'_>> = entries.extract_if(.., |entry| entry.key == "$schema").collect();
    let fault =
        |kind, span, message: String, help: &str| Fault::new(kind, span, message).at(Pointer::root().key("$schema")).help(help);
    let first = taken.first().filter(|entry| entry.node.as_str().is_none()).map(|entry| {
        let message = format!("`$schema` is {}, not a string", entry.node.kind());
        fault(FaultKind::WrongType, entry.node.span, message, "write the address of the schema")
    });
    let others = taken.iter().skip(1).take(FAULT_LIMIT).map(|entry| {
        fault(FaultKind::DuplicateKey, entry.key_span, "`$schema` stands here for the second time".into(), "keep one of them")
    });
    first.into_iter().chain(others).collect()
}
