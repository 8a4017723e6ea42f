//! The value that a comment belongs to, as far as its place tells.

use statemark::node::{Node, Span, Value};
use statemark::pointer::Pointer;

/// A pointer to the value behind which something stands on one line, else to the innermost in which it stands.
pub(super) fn pointer(text: &str, root: &Node<'_>, of: Span) -> Pointer {
    let (mut node, mut pointer) = (root, Pointer::root());
    loop {
        let found = children(node).find(|child| child.start <= of.start && of.start < child.node.span.end);
        let Some(child) = found.or_else(|| before(text, node, of)) else { return pointer };
        (node, pointer) = (child.node, child.step.below(&pointer));
    }
}

struct Child<'node> {
    step: Step<'node>,
    /// Where it begins, key and all.
    start: usize,
    node: &'node Node<'node>,
}

enum Step<'node> {
    Key(&'node str),
    Index(usize),
}

impl Step<'_> {
    fn below(&self, pointer: &Pointer) -> Pointer {
        match self {
            Self::Key(key) => pointer.key(key),
            Self::Index(index) => pointer.index(*index),
        }
    }
}

fn children<'node>(node: &'node Node<'node>) -> Box<dyn Iterator<Item = Child<'node>> + 'node> {
    match &node.value {
        Value::List(items) => Box::new(items.iter().enumerate().map(|(index, node)| Child {
            step: Step::Index(index),
            start: node.span.start,
            node,
        })),
        Value::Map(entries) => Box::new(entries.iter().map(|entry| Child {
            step: Step::Key(&entry.key),
            start: entry.key_span.start.min(entry.node.span.start),
            node: &entry.node,
        })),
        _ => Box::new(std::iter::empty()),
    }
}

/// The value that ends on the same line, with nothing but blanks, a comma or the tag that closes its element behind it.
fn before<'node>(text: &str, node: &'node Node<'node>, of: Span) -> Option<Child<'node>> {
    let ends = |child: &Child<'_>| {
        let Some(gap) = text.get(child.node.span.end..of.start) else { return false };
        let gap = gap.strip_prefix("</").and_then(|tag| tag.split_once('>')).map_or(gap, |(_, rest)| rest);
        gap.chars().all(|c| matches!(c, ' ' | '\t' | ','))
    };
    children(node).filter(ends).max_by_key(|child| child.node.span.end)
}
