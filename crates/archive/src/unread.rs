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

use crate::mapping::VERSION;

/// The most pieces that are told: those of a document of another kind would be a flood.
const MOST: usize = 20;

/// Where hints for validators stand, which say nothing of a statement.
const HINTS: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What names an element, in one of the standards.
const NAMES: [&str; 2] = ["eId", "xml:id"];

/// How many elements are looked at for one of the same kind: lists of them are few.
const NEAR: usize = 64;

/// How a standard is read and written.
pub(crate) struct Spelling {
    /// The element that holds what is kept, if the document was made of a statement.
    pub(crate) rest: for<'tree, 'text> fn(&'tree Element<'text>) -> Option<&'tree Element<'text>>,
    pub(crate) read: fn(&Source<'_>, &Element<'_>, &mut Vec<Fault>) -> Result<Node<'static>, Fault>,
    pub(crate) write: fn(&Statement) -> Vec<u8>,
}

/// Reads a document, of which nothing may be lost.
pub(crate) fn document<'input>(input: &'input [u8], spelling: &Spelling) -> Document<'input> {
    let source = match Source::decode(input) {
        Ok(source) => source,
        Err(unreadable) => return *unreadable,
    };
    let (root, mut faults) = (source.tree(), Vec::new());
    let read = root.as_ref().map_err(Clone::clone).and_then(|root| {
        let version = (spelling.rest)(root).map(version).transpose()?;
        Ok((version, (spelling.read)(&source, root, &mut faults)?))
    });
    let (version, document) = match read {
        Ok((version, node)) => (version, Document::new(source.text.clone(), Some(node), faults)),
        Err(fault) => return Document::unreadable(source.text.clone(), fault),
    };
    match (&root, &document.statement) {
        // What an older version has written in another way, others need not have put there.
        (Ok(root), Some(statement)) if version == Some(VERSION) => {
            let written = (spelling.write)(statement);
            // Most documents are as they were written.
            let unread = if written == input { Vec::new() } else { unread(root, &written) };
            if unread.is_empty() { document } else { document.revise(|_| unread) }
        }
        _ => document,
    }
}

/// The mapping by which a document was made.
fn version(rest: &Element<'_>) -> Result<u32, Fault> {
    let said = rest.find("mapping", "");
    match said.and_then(|said| said.value.parse().ok()) {
        Some(version) if (1..=VERSION).contains(&version) => Ok(version),
        _ => {
            let span = said.map_or(rest.tag, |said| said.span);
            let said = said.map_or("none".to_owned(), |said| shown(&said.value));
            let message = format!("`mapping` is {said}, where this version of Statemark knows those from 1 to {VERSION}");
            Err(Fault::new(FaultKind::Version, span, message)
                .help("read it by the version that has written it, or by a newer one"))
        }
    }
}

/// What a document says that the same statement, written once more, does not.
fn unread(given: &Element<'_>, written: &[u8]) -> Vec<Fault> {
    let unreadable = |fault: Option<&Fault>| {
        let why = fault.map_or("", |fault| &fault.message);
        let message = format!("whether all of it was read cannot be told, since the statement would not be written so: {why}");
        vec![Fault::new(FaultKind::Limit, given.tag, message).help("split it")]
    };
    let source = match Source::decode(written) {
        Ok(source) => source,
        Err(document) => return unreadable(document.faults.first()),
    };
    match source.tree() {
        Err(fault) => unreadable(Some(&fault)),
        Ok(own) => {
            let mut comparison = Comparison { language: find(given, "xml:lang"), ..Comparison::default() };
            comparison.element(given, &own);
            comparison.values();
            comparison.faults
        }
    }
}

/// Two documents side by side.
#[derive(Default)]
struct Comparison<'tree> {
    /// The language of the whole, which others may say again of its parts.
    language: Option<&'tree str>,
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
        let mut siblings = Siblings::new(own);
        for child in given.elements() {
            if self.faults.len() >= MOST {
                return;
            }
            match siblings.take(child) {
                Some(own) => self.element(child, own),
                None => self.tell(&format!("the element `{}`", shown_key(child.name.written)), child.tag),
            }
        }
    }

    fn attributes(&mut self, given: &'tree Element<'_>, own: &'tree Element<'_>) {
        for attribute in given.attributes.iter().filter(|attribute| attribute.name.namespace != HINTS) {
            let name = attribute.name.written;
            match own.find(attribute.name.local, &attribute.name.namespace) {
                None if name == "xml:lang" && self.language == Some(&*attribute.value) => {}
                None => self.tell(&format!("the attribute `{}`", shown_key(name)), attribute.span),
                Some(own) if own.value == attribute.value => {}
                Some(own) if NAMES.contains(&name) => {
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
        self.tell(&format!("the words {}", shown(words.trim())), span.unwrap_or(given.tag));
    }

    /// Tells of attributes with other values, unless they point at the same by other names.
    fn values(&mut self) {
        for Other { name, given, own, span } in std::mem::take(&mut self.others) {
            let renamed = |pointer: &'tree str| {
                let name = pointer.strip_prefix('#').and_then(|name| self.names.get(name));
                name.map_or_else(|| pointer.to_owned(), |name| format!("#{name}"))
            };
            let number = |text: &str| text.parse::<f64>().ok();
            let is_same = given.split_ascii_whitespace().map(renamed).eq(own.split_ascii_whitespace());
            if is_same || number(given).is_some_and(|given| number(own) == Some(given)) || self.faults.len() >= MOST {
                continue;
            }
            let message = format!("`{name}` is {}, where the statement makes it {}", shown(given), shown(own));
            let help = "it is made of other fields: write what they make of it, or change those";
            self.faults.push(Fault::new(FaultKind::Misplaced, span, message).help(help));
        }
    }

    fn tell(&mut self, what: &str, span: Span) {
        let message = format!("{what} would be lost: a statement has no place for it here");
        let help = "take it out, or say it where docs/archive.md tells that a field of the statement stands";
        self.faults.push(Fault::new(FaultKind::Misplaced, span, message).help(help));
    }
}

/// The elements in one of ours that were not met yet.
struct Siblings<'tree, 'text> {
    all: Vec<Option<&'tree Element<'text>>>,
    named: HashMap<&'tree str, usize>,
    /// The first that was not met.
    next: usize,
}

impl<'tree, 'text> Siblings<'tree, 'text> {
    fn new(own: &'tree Element<'text>) -> Self {
        let all: Vec<_> = own.elements().map(Some).collect();
        let named = own.elements().enumerate().filter_map(|(index, own)| Some((name(own)?, index))).collect();
        Self { all, named, next: 0 }
    }

    /// The one that says the same as another: of its name, else of its kind, else the next.
    fn take(&mut self, given: &Element<'_>) -> Option<&'tree Element<'text>> {
        let is_same = |own: &Element<'_>| own.name.local == given.name.local && own.name.namespace == given.name.namespace;
        let is_of_kind = |own: &Element<'_>| is_same(own) && kind(own) == kind(given);
        // To one without a kind, others may have given one.
        let has_no_kind = |own: &Element<'_>| is_same(own) && kind(own) == [None; 2];
        let named = name(given).and_then(|name| self.named.get(name).copied());
        let named = named.filter(|index| self.all[*index].is_some_and(is_same));
        let left = &self.all[self.next..];
        let at = named
            .or_else(|| Some(self.next + left.iter().take(NEAR).position(|own| own.is_some_and(is_of_kind))?))
            .or_else(|| Some(self.next + left.iter().position(|own| own.is_some_and(has_no_kind))?))?;
        let found = self.all[at].take();
        self.next += self.all[self.next..].iter().take_while(|own| own.is_none()).count();
        found
    }
}

/// What tells lists and items that are alike from each other.
fn kind<'tree>(element: &'tree Element<'_>) -> [Option<&'tree str>; 2] {
    ["n", "type"].map(|name| element.attribute(name))
}

/// What an element is called.
fn name<'tree>(element: &'tree Element<'_>) -> Option<&'tree str> {
    NAMES.iter().find_map(|name| find(element, name))
}

/// The attribute that is written so.
fn find<'tree>(element: &'tree Element<'_>, written: &str) -> Option<&'tree str> {
    element.attributes.iter().find(|attribute| attribute.name.written == written).map(|attribute| &*attribute.value)
}

/// The words in an element, without those of elements in it.
fn direct_words(element: &Element<'_>) -> String {
    let words = element.content.iter().map(|content| match content {
        Content::Words(words, _) => words,
        Content::Element(_) => "",
    });
    words.collect()
}
