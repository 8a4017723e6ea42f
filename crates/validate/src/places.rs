//! From a pointer to the place in the text, for many pointers of one document.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use statemark::node::{Entry, Node, Span, Value};
use statemark::pointer::unescape;

/// How many entries of a map are looked through one by one; a wider one is indexed when it is first asked.
const NARROW: usize = 64;

/// The places of a document.
pub(crate) struct Places<'node> {
    root: &'node Node<'node>,
    /// The first entry of each key, of wide maps by their address.
    wide: RefCell<HashMap<usize, Keys<'node>>>,
}

type Keys<'node> = HashMap<&'node str, &'node Entry<'node>>;

impl<'node> Places<'node> {
    pub(crate) fn new(root: &'node Node<'node>) -> Self {
        Self { root, wide: RefCell::default() }
    }

    /// Where the value at a pointer stands, or its key; where the spelling leaves it out, what it stands in.
    pub(crate) fn span(&self, pointer: &str, at_key: bool) -> Span {
        let (mut node, mut place) = (self.root, self.root.span);
        for step in pointer.split('/').skip(1) {
            let (next, key) = match &node.value {
                Value::Map(entries) => match self.entry(entries, &unescape(step)) {
                    Some(entry) => (&entry.node, entry.key_span),
                    None => return node.span,
                },
                Value::List(items) => match step.parse().ok().and_then(|index: usize| items.get(index)) {
                    Some(item) => (item, item.span),
                    None => return node.span,
                },
                _ => return node.span,
            };
            (node, place) = (next, if at_key { key } else { next.span });
        }
        place
    }

    /// The first entry of a map that has this key.
    fn entry(&self, entries: &'node [Entry<'node>], key: &str) -> Option<&'node Entry<'node>> {
        if entries.len() <= NARROW {
            return entries.iter().find(|entry| entry.key == key);
        }
        let mut wide = self.wide.borrow_mut();
        let keys = match wide.entry(entries.as_ptr().addr()) {
            Slot::Occupied(keys) => keys.into_mut(),
            // The first of several is the last that is put in.
            Slot::Vacant(slot) => slot.insert(entries.iter().rev().map(|entry| (&*entry.key, entry)).collect()),
        };
        keys.get(key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_maps_are_read_as_narrow_ones_are() {
        for count in [NARROW - 2, NARROW * 3] {
            let more: Vec<String> = (0..count).map(|number| format!(r#", "k{number}": [{number}]"#)).collect();
            let text = format!(r#"{{"a/b": 1, "a/b": 2{}}}"#, more.concat());
            let document = statemark::json::read(text.as_bytes());
            let node = document.into_node().expect("it is a map");
            let places = Places::new(&node);
            let words = |pointer: &str, at_key| {
                let span = places.span(pointer, at_key);
                &text[span.start..span.end]
            };
            assert_eq!([words("/a~1b", false), words("/a~1b", true)], ["1", "\"a/b\""]);
            assert_eq!([words("/k7/0", false), words("/k7", true), words("/k7/1/none", false)], ["7", "\"k7\"", "[7]"]);
            assert_eq!([words("", false), words("/none", false), words("/none/0", false)], [text.as_str(); 3]);
        }
    }
}
