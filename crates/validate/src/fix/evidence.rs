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

#[cfg(test)]
mod tests {
    use crate::fix::Applicability::{self, OnDemand, Safe};
    use crate::{Options, validate};

    /// What may be done about each finding on one quote of a source.
    fn found(text: &str, evidence: &str) -> Vec<(&'static str, Option<Applicability>)> {
        let text = format!(
            r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["x"],
            "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sources": [{{"id": "s", "kind": "other", "text": "{text}"}}],
            "sections": [{{"clauses": [{{"id": "c", "text": "X acts.", "evidence": [{{"source": "s", {evidence}}}]}}]}}]}}"#
        );
        let report = validate(&statemark::json::read(text.as_bytes()), &Options::default());
        let finding = |finding: &crate::finding::Finding| (finding.rule, finding.fix.as_ref().map(|fix| fix.applicability));
        report.findings.iter().map(finding).collect()
    }

    #[test]
    fn only_what_stands_once_is_mended_unseen() {
        let paris = |start| format!(r#""start": {start}, "end": {}, "exact": "Paris""#, start + 5);
        assert_eq!(found("né à Paris", &paris(7)), [("evidence-in-bytes", Some(Safe))]);
        assert_eq!(found("né à Paris, Paris", &paris(7)), [("evidence-in-bytes", Some(OnDemand))]);
        assert_eq!(found("né à Paris", &paris(1)), [("evidence-misplaced", Some(Safe))]);
        assert_eq!(found("né à Paris, Paris", &paris(1)), [("evidence-misplaced", None)]);
        assert_eq!(found("né à paris", &paris(1)), [("evidence-not-in-source", None)]);
        // Words that overlap themselves stand twice.
        assert_eq!(found("a xyxyx", r#""start": 0, "end": 3, "exact": "xyx""#), [("evidence-misplaced", None)]);
        assert_eq!(found("a xyx", r#""start": 0, "end": 3, "exact": "xyx""#), [("evidence-misplaced", Some(Safe))]);
    }

    #[test]
    fn offsets_that_lack_are_known_of_what_stands_once() {
        let both = |fix| [("missing-field", fix), ("missing-field", fix)];
        assert_eq!(found("né à Paris", r#""exact": "Paris""#), both(Some(Safe)));
        assert_eq!(found("né à Paris, Paris", r#""exact": "Paris""#), both(None));
        assert_eq!(found("xyxyx", r#""exact": "xyx""#), both(None));
        // `start` says which of the two is meant.
        assert_eq!(found("Paris, Paris", r#""start": 7, "end": 9, "exact": "Paris""#), [("span-length", Some(Safe))]);
        assert_eq!(found("Paris, Paris", r#""start": 6, "end": 9, "exact": "Paris""#), [("span-length", None)]);
    }
}
