//! Changes as the tree sees them, by which the edits of a text are checked.

use super::Change;
use crate::node::{Entry, Node, Span, Value};
use crate::pointer::{Pointer, unescape};

/// Makes a change to a tree. What it is about must be there; else the tree stays as it is.
///
/// ```
/// use statemark::{edit::{self, Change}, node::Value, pointer::Pointer};
/// let mut node = statemark::json::read(br#"{"id": " a"}"#).into_node().unwrap();
/// edit::change(&mut node, &Change::Set(Pointer::root().key("id"), Value::String("a".into())));
/// assert_eq!(node.at("/id").and_then(|id| id.as_str()), Some("a"));
/// ```
pub fn change(node: &mut Node<'_>, change: &Change) {
    match change {
        Change::Set(pointer, value) => {
            if let Some(node) = at_mut(node, pointer.as_str()) {
                node.value = value.clone();
            }
        }
        Change::Add { to, fields, .. } => {
            if let Some(Node { value: Value::Map(entries), span }) = at_mut(node, to.as_str()) {
                let place = Span::new(span.start, span.start);
                entries.extend(fields.iter().map(|(key, value)| Entry::new(*key, place, Node::new(value.clone(), place))));
            }
        }
        Change::Remove(pointer) => remove(node, pointer),
        Change::Rename(pointer, key) => {
            if let Some((above, old)) = split(pointer)
                && let Some(Node { value: Value::Map(entries), .. }) = at_mut(node, above)
                && let Some(entry) = entries.iter_mut().find(|entry| entry.key == unescape(old))
            {
                entry.key = key.clone().into();
            }
        }
        Change::Layout(_) => {}
    }
}

fn remove(node: &mut Node<'_>, pointer: &Pointer) {
    let Some((above, step)) = split(pointer) else { return };
    match at_mut(node, above).map(|node| &mut node.value) {
        Some(Value::Map(entries)) => {
            let key = unescape(step);
            if let Some(place) = entries.iter().position(|entry| entry.key == key) {
                entries.remove(place);
            }
        }
        Some(Value::List(items)) => {
            if let Some(place) = step.parse().ok().filter(|place| *place < items.len()) {
                items.remove(place);
            }
        }
        _ => {}
    }
}

/// A pointer as that to what stands around, and the last step.
fn split(pointer: &Pointer) -> Option<(&str, &str)> {
    pointer.as_str().rsplit_once('/')
}

/// The node at a pointer, to be changed.
fn at_mut<'node, 'text>(node: &'node mut Node<'text>, pointer: &str) -> Option<&'node mut Node<'text>> {
    pointer.split('/').skip(1).try_fold(node, |node, step| match &mut node.value {
        Value::Map(entries) => {
            let key = unescape(step);
            entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.node)
        }
        Value::List(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Whether two trees hold the same values, wherever they stand and in whatever order their maps are.
pub fn same(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.value, &other.value) {
        (Value::List(ones), Value::List(others)) => {
            ones.len() == others.len() && ones.iter().zip(others).all(|(one, other)| same(one, other))
        }
        (Value::Map(ones), Value::Map(others)) => {
            let sorted = |entries| {
                let mut entries: Vec<&Entry<'_>> = <[Entry<'_>]>::iter(entries).collect();
                // Keys that stand twice keep their order.
                entries.sort_by(|a, b| a.key.cmp(&b.key));
                entries
            };
            let pair = |(one, other): (&Entry<'_>, &Entry<'_>)| one.key == other.key && same(&one.node, &other.node);
            ones.len() == others.len() && sorted(ones).into_iter().zip(sorted(others)).all(pair)
        }
        (one, other) => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    #[test]
    fn trees_are_the_same_in_any_order_of_their_keys() {
        let read = |text: &'static str| json::read(text.as_bytes()).into_node().unwrap();
        assert!(same(&read(r#"{"a": [1], "b": {"c": "d"}}"#), &read(r#"{"b":{"c":"\u0064"},"a":[1]}"#)));
        for other in [r#"{"a": [1]}"#, r#"{"a": [1, 1], "b": {"c": "d"}}"#, r#"{"a": [1], "b": {"c": "e"}}"#] {
            assert!(!same(&read(r#"{"a": [1], "b": {"c": "d"}}"#), &read(other)), "{other}");
        }
    }

    #[test]
    fn fields_and_items_are_taken_out_added_and_renamed() {
        let mut node = json::read(br#"{"a/b": {"c": 1, "d": 2}, "e": [1, 2]}"#).into_node().unwrap();
        let map = Pointer::root().key("a/b");
        change(&mut node, &Change::Remove(map.key("c")));
        change(&mut node, &Change::Rename(map.key("d"), "f".into()));
        change(&mut node, &Change::Add { to: map, after: None, fields: vec![("g", Value::Null)] });
        change(&mut node, &Change::Remove(Pointer::root().key("e").index(0)));
        change(&mut node, &Change::Remove(Pointer::root().key("none").index(0)));
        let expected = json::read(br#"{"a/b": {"f": 2, "g": null}, "e": [2]}"#).into_node().unwrap();
        assert!(same(&node, &expected), "{node:?}");
    }
}
