//! Fills in what an author need not type: the ids of clauses, and the offsets of quotes in their sources.
//!
//! Both work on the tree of a document, before a model exists, and so for all spellings; see [`Document::revise`].
//!
//! [`Document::revise`]: crate::document::Document::revise

mod ids;
mod nearest;
mod offsets;

pub use ids::ids;
pub use offsets::offsets;

use crate::node::{Entry, Node, Span, Value};

/// The items of the list under `key`, to be changed; none if there is no such list.
fn items_mut<'node, 'text>(node: &'node mut Node<'text>, key: &str) -> &'node mut [Node<'text>] {
    let Value::Map(entries) = &mut node.value else { return &mut [] };
    match entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.node.value) {
        Some(Value::List(items)) => items,
        _ => &mut [],
    }
}

/// Puts a value under `key` of a map, in place of the one that is there; its place is the map's.
fn set<'text>(node: &mut Node<'text>, key: &'static str, value: Value<'text>) {
    let span = Span::new(node.span.start, node.span.start);
    let Value::Map(entries) = &mut node.value else { return };
    match entries.iter_mut().find(|entry| entry.key == key) {
        Some(entry) => entry.node.value = value,
        None => entries.push(Entry::new(key, span, Node::new(value, span))),
    }
}
