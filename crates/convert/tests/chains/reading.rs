//! What holds for every reader, whatever it is given: the suites of mutated bytes ask it.

use statemark::document::Document;
use statemark::node::{Node, Span, Value};
use statemark_convert::format::Format;

use crate::chains;

/// Reads a document; says whether it was accepted, or what its reader did wrong.
pub(crate) fn check(format: Format, input: &[u8]) -> Result<bool, String> {
    let document = format.read(input);
    for fault in &document.faults {
        is_inside(&document, fault.span).map_err(|error| format!("{error}: {fault:?}"))?;
    }
    if let Some(node) = document.node() {
        has_places(&document, node)?;
    }
    match (&document.statement, document.faults.len()) {
        (None, 0) => Err("there is neither a statement nor a fault".into()),
        (Some(_), 1..) => Err(format!("there is a statement, and faults too: {:?}", document.faults)),
        (Some(statement), 0) => chains::check(statement).map(|()| true),
        (None, _) => {
            let error = document.into_statement().expect_err("there is none").to_string();
            if error.starts_with("line ") { Ok(false) } else { Err(format!("the error has no place: {error}")) }
        }
    }
}

fn is_inside(document: &Document<'_>, span: Span) -> Result<(), String> {
    match document.text.get(span.start..span.end) {
        Some(_) => Ok(()),
        None => Err(format!("{span:?} is no part of the text of {} bytes", document.text.len())),
    }
}

fn has_places(document: &Document<'_>, node: &Node<'_>) -> Result<(), String> {
    is_inside(document, node.span)?;
    match &node.value {
        Value::List(items) => items.iter().try_for_each(|item| has_places(document, item)),
        Value::Map(entries) => entries.iter().try_for_each(|entry| {
            is_inside(document, entry.key_span)?;
            has_places(document, &entry.node)
        }),
        _ => Ok(()),
    }
}
