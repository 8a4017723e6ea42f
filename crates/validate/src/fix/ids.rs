//! Ids for clauses that have none: those that `statemark fmt --ids` gives.

use statemark::complete;
use statemark::edit::Change;
use statemark::node::{Node, Value};
use statemark::pointer::Pointer;

/// The ids that the clauses of a statement would get.
pub(super) struct Ids<'text>(Node<'text>);

impl<'text> Ids<'text> {
    /// Derives them: once, and only where one is missing.
    pub(super) fn new(node: &Node<'text>) -> Self {
        let mut node = node.clone();
        complete::ids(&mut node);
        Self(node)
    }

    /// The change that gives an id to the clause at a pointer, if it is one.
    pub(super) fn change(&self, pointer: &Pointer) -> Option<Change> {
        let id = self.0.at(pointer.as_str())?.get("id")?.as_str()?.to_owned();
        Some(Change::Add { to: pointer.clone(), after: None, fields: vec![("id", Value::String(id.into()))] })
    }
}
