//! Quotes: their offsets, and words that differ from those of the source in typography.

use std::collections::HashMap;

use statemark::edit::Change;
use statemark::node::{Node, Value};
use statemark::pointer::Pointer;
use statemark::text::Verbatim;
use statemark::web::RelativePath;

use super::Fix;
use crate::Options;
use crate::quotes::WrongQuote;

/// How many bytes of sources are searched for quotes of a document whose form is wrong.
const SEARCH: usize = 64 * 1024 * 1024;

fn number(number: usize) -> Value<'static> {
    Value::Number(number.to_string().into())
}

/// Other offsets for a quote, where they differ from those that it has.
fn offsets(quote: &WrongQuote, start: usize, end: usize) -> Vec<Change> {
    let places = [("start", quote.start, start), ("end", quote.end, end)];
    let differing = places.into_iter().filter(|(_, old, new)| old != new);
    differing.map(|(key, _, new)| Change::Set(quote.pointer.key(key), number(new))).collect()
}

/// The fix of a quote whose words stand elsewhere, just once.
pub(crate) fn misplaced(quote: &WrongQuote, start: usize) -> Fix {
    Fix::safe(offsets(quote, start, start + quote.length()))
}

/// The fix of offsets that count something else than code points. Where the words stand once, nobody can doubt it.
pub(crate) fn counted_otherwise<'quotes>(quotes: impl Iterator<Item = (&'quotes WrongQuote, usize)>) -> Fix {
    let (mut changes, mut all_once) = (Vec::new(), true);
    for (quote, start) in quotes {
        changes.extend(offsets(quote, start, start + quote.length()));
        all_once &= quote.is_once;
    }
    if all_once { Fix::safe(changes) } else { Fix::on_demand(changes) }
}

/// The fix of a quote that differs in typography: the words become those of the source.
pub(crate) fn typography(quote: &WrongQuote, start: usize, end: usize, words: &str) -> Option<Fix> {
    let mut changes = vec![Change::Set(quote.pointer.key("exact"), Value::String(words.to_owned().into()))];
    changes.extend(offsets(quote, start, end));
    // A file may hold what no document can.
    Verbatim::holds(words).then(|| Fix::on_demand(changes))
}

/// The sources of a document whose form is wrong.
pub(super) struct Sources<'document> {
    node: &'document Node<'document>,
    options: &'document Options<'document>,
    texts: HashMap<String, Option<String>>,
    left: usize,
}

impl<'document> Sources<'document> {
    pub(super) fn new(node: &'document Node<'document>, options: &'document Options<'document>) -> Self {
        Self { node, options, texts: HashMap::new(), left: SEARCH }
    }

    /// The change that gives the evidence at a pointer its offsets, if its words stand at its `start`, or anywhere just once.
    pub(super) fn changes(&mut self, pointer: &Pointer) -> Option<Vec<Change>> {
        let evidence = self.node.at(pointer.as_str())?;
        let exact = evidence.get("exact")?.as_str().filter(|exact| !exact.is_empty())?;
        let start = offset(evidence, "start");
        let found = self.find(evidence.get("source")?.as_str()?, exact, start)?;
        let length = exact.chars().count();
        let (mut changes, mut missing) = (Vec::new(), Vec::new());
        for (key, new) in [("start", found), ("end", found + length)] {
            match evidence.get(key) {
                None => missing.push((key, number(new))),
                Some(_) if offset(evidence, key) == Some(new) => {}
                Some(_) => changes.push(Change::Set(pointer.key(key), number(new))),
            }
        }
        if !missing.is_empty() {
            let after = if missing[0].0 == "end" { "start" } else { "source" };
            changes.push(Change::Add { to: pointer.clone(), after: Some(after), fields: missing });
        }
        (!changes.is_empty()).then_some(changes)
    }

    /// Where words stand in a source, in code points.
    fn find(&mut self, source: &str, exact: &str, start: Option<usize>) -> Option<usize> {
        if !self.texts.contains_key(source) {
            self.texts.insert(source.to_owned(), self.read(source));
        }
        let text = self.texts.get(source)?.as_deref()?;
        self.left = self.left.checked_sub(2 * text.len())?;
        if let Some(start) = start
            && let Some((at, _)) = text.char_indices().nth(start)
            && text[at..].starts_with(exact)
        {
            return Some(start);
        }
        let mut found = text.match_indices(exact);
        let (at, _) = found.next()?;
        // Words may also overlap themselves.
        let next = at + text[at..].chars().next().map_or(1, char::len_utf8);
        (!text[next..].contains(exact)).then(|| text[..at].chars().count())
    }

    /// The text of a source, if just one has this id.
    fn read(&self, id: &str) -> Option<String> {
        let sources = self.node.get("sources")?.items()?;
        let mut named = sources.iter().filter(|source| source.get("id").and_then(Node::as_str) == Some(id));
        let source = named.next().filter(|_| named.next().is_none())?;
        if let Some(text) = source.get("text") {
            return text.as_str().map(str::to_owned);
        }
        let file = RelativePath::new(source.get("file")?.as_str()?).ok()?;
        String::from_utf8((self.options.sources)(&file)?).ok()
    }
}

fn offset(evidence: &Node<'_>, key: &str) -> Option<usize> {
    match &evidence.get(key)?.value {
        Value::Number(digits) => digits.parse().ok(),
        _ => None,
    }
}
