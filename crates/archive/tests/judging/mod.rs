//! What holds for the readers of the standards, whatever they are given: mutated documents and the fuzzers ask it.

use statemark::node::{Node, Value};
use statemark_archive::foreign;
use statemark_archive::standard::Standard;

use crate::whole;

/// Whether a document is accepted, or what its reader did wrong.
pub(crate) fn judge(standard: Standard, input: &[u8]) -> Result<bool, String> {
    // The reader of others must stand it too.
    let _ = foreign::read(standard, input);
    let document = standard.read(input);
    let is_inside = |start: usize, end: usize| document.text.get(start..end).is_some();
    if let Some(fault) = document.faults.iter().find(|fault| !is_inside(fault.span.start, fault.span.end)) {
        return Err(format!("{fault:?} is no part of the text"));
    }
    if let Some(node) = document.node() {
        has_places(node, &is_inside)?;
    }
    match (&document.statement, document.faults.len()) {
        (None, 0) => Err("there is neither a statement nor a fault".into()),
        (Some(_), 1..) => Err(format!("there is a statement, and faults too: {:?}", document.faults)),
        (Some(statement), 0) => whole::check(statement).map(|()| true),
        (None, _) => Ok(false),
    }
}

fn has_places(node: &Node<'_>, is_inside: &dyn Fn(usize, usize) -> bool) -> Result<(), String> {
    if !is_inside(node.span.start, node.span.end) {
        return Err(format!("{:?} is no part of the text", node.span));
    }
    match &node.value {
        Value::List(items) => items.iter().try_for_each(|item| has_places(item, is_inside)),
        Value::Map(entries) => entries.iter().try_for_each(|entry| has_places(&entry.node, is_inside)),
        _ => Ok(()),
    }
}
