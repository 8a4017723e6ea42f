//! What a document of a standard says beyond the statement that was read of it: it would be lost, so it is told.
//!
//! The statement is written once more, and the two documents are led side by side. What the reader has taken stands in both; what it has
//! passed over, others have put there.

use std::collections::HashMap;

use statemark::document::Document;
use statemark::fault::{Fault, FaultKind, shown, shown_key};
use statemark::node::{Node, Span};
use statemark::statement::Statement;
use statemark_convert::xml::tree::{Content, Element, Source};

/// The most pieces that are told: those of a document of another kind would be a flood.
const MOST: usize = 20;

/// Where hints for validators stand, which say nothing of a statement.
const HINTS: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Reads a document, of which nothing may be lost.
pub(crate) fn document(
    input: &[u8],
    read: fn(&Source<'_>, &Element<'_>, &mut Vec<Fault>) -> Result<Node<'static>, Fault>,
    write: fn(&Statement) -> Vec<u8>,
) -> Document<'_> {
    let source = match Source::decode(input) {
        Ok(source) => source,
        Err(unreadable) => return *unreadable,
    };
    let (root, mut faults) = (source.tree(), Vec::new());
    let node = root.as_ref().map_err(Clone::clone).and_then(|root| read(&source, root, &mut faults));
    let document = match node {
        Ok(node) => Document::new(source.text.clone(), Some(node), faults),
        Err(fault) => return Document::unreadable(source.text.clone(), fault),
    };
    match (&root, &document.statement) {
        (Ok(root), Some(statement)) => match unread(root, &write(statement)) {
            unread if unread.is_empty() => document,
            unread => document.revise(|_| unread),
        },
        _ => document,
    }
}

/// What a document says that the same statement, written once more, does not.
fn unread(given: &Element<'_>, written: &[u8]) -> Vec<Fault> {
    let Ok(source) = Source::decode(written) else { return Vec::new() };
    let Ok(own) = source.tree() else { return Vec::new() };
    let mut comparison = Comparison::default();
    comparison.element(given, &own);
    comparison.values();
    comparison.faults
}

/// Two documents side by side.
#[derive(Default)]
struct Comparison<'tree> {
    /// What elements are called in ours, by what they are called in the one that was given.
    names: HashMap<&'tree str, &'tree str>,
    /// Attributes that say something else in ours: pointers to elements that are called otherwise, or what others have changed.
    others: Vec<Other<'tree>>,
    faults: Vec<Fault>,
}

struct Other<'tree> {
    name: &'tree str,
    given: &'tree str,
    own: &'tree str,
    span: Span,
}

impl<'tree> Comparison<'tree> {
    fn element(&mut self, given: &'tree Element<'_>, own: &'tree Element<'_>) {
        self.attributes(given, own);
        self.words(given, own);
        let (own, mut at): (Vec<_>, _) = (own.elements().collect(), 0);
        for child in given.elements() {
            if self.faults.len() >= MOST {
                return;
            }
            // Of lists that are alike, the one of the same kind.
            let is_same = |own: &&Element<'_>| {
                let is_same_kind = ["n", "type"].iter().all(|name| own.attribute(name) == child.attribute(name));
                own.name.local == child.name.local && own.name.namespace == child.name.namespace && is_same_kind
            };
            match own[at..].iter().position(is_same) {
                Some(before) => {
                    self.element(child, own[at + before]);
                    at += before + 1;
                }
                None => self.tell(format!("the element `{}`", shown_key(child.name.written)), child.tag),
            }
        }
    }

    fn attributes(&mut self, given: &'tree Element<'_>, own: &'tree Element<'_>) {
        for attribute in given.attributes.iter().filter(|attribute| attribute.name.namespace != HINTS) {
            let name = attribute.name.written;
            match own.find(attribute.name.local, &attribute.name.namespace) {
                None => self.tell(format!("the attribute `{}`", shown_key(name)), attribute.span),
                Some(own) if own.value == attribute.value => {}
                Some(own) if matches!(name, "eId" | "xml:id") => {
                    self.names.insert(&attribute.value, &own.value);
                }
                Some(own) => self.others.push(Other { name, given: &attribute.value, own: &own.value, span: attribute.span }),
            }
        }
    }

    fn words(&mut self, given: &Element<'_>, own: &Element<'_>) {
        let words = direct_words(given);
        // Of words that are cut by elements which others have put among them, those elements are told.
        let is_cut = own.elements().next().is_none() && given.elements().next().is_some();
        if is_cut || words.trim().is_empty() || words.trim() == direct_words(own).trim() {
            return;
        }
        let span = given.content.iter().find_map(|content| match content {
            Content::Words(words, span) if !words.trim().is_empty() => Some(*span),
            _ => None,
        });
        self.tell(format!("the words {}", shown(words.trim())), span.unwrap_or(given.tag));
    }

    /// Tells of attributes with other values, unless they point at the same by other names.
    fn values(&mut self) {
        for Other { name, given, own, span } in std::mem::take(&mut self.others) {
            let renamed = |pointer: &'tree str| {
                let name = pointer.strip_prefix('#').and_then(|name| self.names.get(name));
                name.map_or_else(|| pointer.to_owned(), |name| format!("#{name}"))
            };
            if given.split(' ').map(renamed).eq(own.split(' ')) || self.faults.len() >= MOST {
                continue;
            }
            let message = format!("`{name}` is {}, where the statement makes it {}", shown(given), shown(own));
            let help = "it is made of other fields: change those, or take it back";
            self.faults.push(Fault::new(FaultKind::Misplaced, span, message).help(help));
        }
    }

    fn tell(&mut self, what: String, span: Span) {
        let message = format!("{what} would be lost: a statement has no place for it here");
        let help = "take it out, or say it where docs/archive.md tells that a field of the statement stands";
        self.faults.push(Fault::new(FaultKind::Misplaced, span, message).help(help));
    }
}

/// The words in an element, without those of elements in it.
fn direct_words(element: &Element<'_>) -> String {
    let words = element.content.iter().map(|content| match content {
        Content::Words(words, _) => words,
        Content::Element(_) => "",
    });
    words.collect()
}
