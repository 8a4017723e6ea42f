//! An element while it is read: its entries, its words, and which children it has had.

use std::borrow::Cow;

use statemark::fault::shown_key;
use statemark::node::{Entry, Node, Span, Value};

use super::events::Tag;
use super::namespaces::is_same;
use super::shape::{self, Shape};

/// What was read of an element.
pub(super) struct Element<'text> {
    pub(super) shape: &'static Shape,
    /// The name as written.
    name: &'text str,
    pub(super) entries: Vec<Entry<'text>>,
    /// For each child of the shape, one more than where the entry stands that all those children make together; 0 where none has stood here.
    shared: [u32; CHILDREN],
    /// The words between its tags.
    pub(super) words: Cow<'text, str>,
    /// Where they stand.
    pub(super) inside: Span,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether words were refused.
    pub(super) refused: bool,
    /// Which children it had in the right order: a bit for each.
    pub(super) seen: u32,
    /// Where its last attribute stands in the shape, and one further.
    next: usize,
}

impl<'text> Element<'text> {
    /// An element of which nothing but its tag is known.
    pub(super) fn new(tag: &Tag<'text>, shape: &'static Shape) -> Self {
        // What has attributes mostly has words or a child or two.
        let room = if tag.attributes.is_empty() || shape.words == Some("") { 0 } else { tag.attributes.len() + 2 };
        Self {
            shape,
            name: tag.name.written,
            entries: Vec::with_capacity(room),
            shared: [0; CHILDREN],
            words: Cow::Borrowed(""),
            inside: tag.span,
            span: tag.span,
            refused: false,
            seen: 0,
            next: 0,
        }
    }

    /// The name as messages show it.
    pub(super) fn name(&self) -> String {
        shown_key(self.name)
    }

    /// How many values its attributes hold, and it itself.
    pub(super) fn values(&self) -> usize {
        1 + self.entries.iter().map(|entry| 1 + entry.node.items().map_or(0, <[_]>::len)).sum::<usize>()
    }

    pub(super) fn lacks(&self, key: &str) -> bool {
        self.entries.iter().all(|entry| entry.key != key)
    }

    /// The attribute of the shape whose name fits: most often it stands behind the last one.
    pub(super) fn known(&mut self, fits: impl Fn(&str) -> bool) -> Option<&'static shape::Attribute> {
        let known = self.shape.attributes;
        let behind = known[self.next..].iter().position(|known| fits(known.name)).map(|steps| self.next + steps);
        let index = behind.or_else(|| known[..self.next].iter().position(|known| fits(known.name)))?;
        self.next = index + 1;
        Some(&known[index])
    }

    /// The place of a child of this name in the shape: most often where the last one stood, or behind that.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        let children = self.shape.children;
        let last = self.seen.checked_ilog2().map_or(0, |last| last as usize);
        let behind = children[last..].iter().position(|child| is_same(child.name, name)).map(|steps| last + steps);
        behind.or_else(|| children[..last].iter().position(|child| is_same(child.name, name)))
    }

    /// The entry of a child of the shape, which is made of an empty value where there is none.
    pub(super) fn entry(&mut self, index: usize, key_span: Span, empty: Value<'text>) -> &mut Entry<'text> {
        let place = self.shared(index).unwrap_or_else(|| {
            let key = self.shape.children[index].key;
            self.share(Entry::new(key, key_span, Node::new(empty, key_span)), index)
        });
        &mut self.entries[place]
    }

    /// Where the entry stands that all children of one kind make together, if one has stood here.
    pub(super) fn shared(&self, index: usize) -> Option<usize> {
        self.shared[index].checked_sub(1).map(|place| place as usize)
    }

    /// Adds an entry that further children of its kind will add to, and says where it stands.
    pub(super) fn share(&mut self, entry: Entry<'text>, index: usize) -> usize {
        self.entries.push(entry);
        // There are fewer than values in a document.
        self.shared[index] = u32::try_from(self.entries.len()).unwrap_or_default();
        self.entries.len() - 1
    }
}

/// The most children that a shape has.
const CHILDREN: usize = 16;

const _: () = assert!(shape::STATEMENT.children.len() <= CHILDREN);
