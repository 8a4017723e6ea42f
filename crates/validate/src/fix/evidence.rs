//! Quotes: their offsets, and words that differ from those of the source in typography.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;

use statemark::edit::Change;
use statemark::node::{Node, Value};
use statemark::pointer::Pointer;
use statemark::text::Verbatim;
use statemark::web::RelativePath;

use super::Fix;
use crate::Options;
use crate::occurrences::Occurrences;
use crate::offsets::CodePoints;
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

/// The fix of offsets that count something else than code points, of so many quotes. Where the words of all stand once, nobody can doubt
/// it.
pub(crate) fn counted_otherwise(quotes: &[(&WrongQuote, usize)], most: usize) -> Fix {
    let all = quotes.iter().take(most);
    let changes = all.flat_map(|(quote, start)| offsets(quote, *start, start + quote.length())).collect();
    if quotes.iter().all(|(quote, _)| quote.is_once) { Fix::safe(changes) } else { Fix::on_demand(changes) }
}

/// The fix of a quote that differs in typography: the words become those of the source.
pub(crate) fn typography(quote: &WrongQuote, start: usize, end: usize, words: &str) -> Option<Fix> {
    let mut changes = vec![Change::Set(quote.pointer.key("exact"), Value::String(words.to_owned().into()))];
    changes.extend(offsets(quote, start, end));
    // A file may hold what no document can.
    Verbatim::holds(words).then(|| Fix::on_demand(changes))
}

/// The texts of those sources of a document whose ids name but one.
pub(super) fn texts<'document>(node: &'document Node<'_>, options: &Options<'_>) -> Texts<'document> {
    let mut texts = HashMap::new();
    for source in node.get("sources").and_then(Node::items).unwrap_or_default() {
        let Some(id) = source.get("id").and_then(Node::as_str) else { continue };
        texts.entry(id).and_modify(|text| *text = None).or_insert_with(|| text(source, options));
    }
    texts
}

/// Texts by the ids of their sources.
type Texts<'document> = HashMap<&'document str, Option<Cow<'document, str>>>;

fn text<'document>(source: &'document Node<'_>, options: &Options<'_>) -> Option<Cow<'document, str>> {
    if let Some(text) = source.get("text") {
        return text.as_str().map(Cow::Borrowed);
    }
    let file = RelativePath::new(source.get("file")?.as_str()?).ok()?;
    String::from_utf8((options.sources)(&file)?).ok().map(Cow::Owned)
}

/// The sources of a document whose form is wrong.
pub(super) struct Sources<'texts> {
    node: &'texts Node<'texts>,
    by_id: HashMap<&'texts str, (CodePoints<'texts>, OnceCell<Occurrences<'texts>>)>,
    left: usize,
    thorough: bool,
}

impl<'texts> Sources<'texts> {
    pub(super) fn new(node: &'texts Node<'texts>, texts: &'texts Texts<'_>, thorough: bool) -> Self {
        let source = |(id, text): (&&'texts str, &'texts Option<Cow<'_, str>>)| {
            Some((*id, (CodePoints::new(text.as_deref()?), OnceCell::new())))
        };
        Self { node, by_id: texts.iter().filter_map(source).collect(), left: SEARCH, thorough }
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
    fn find(&mut self, id: &str, exact: &str, start: Option<usize>) -> Option<usize> {
        let (points, quotes) = self.by_id.get(id)?;
        if let Some(start) = start.filter(|&start| points.has(start, exact)) {
            return Some(start);
        }
        let text = points.text();
        let at = if let Some(left) = self.left.checked_sub(2 * text.len()) {
            self.left = left;
            let at = text.find(exact)?;
            // Words may also overlap themselves.
            let next = at + text[at..].chars().next().map_or(1, char::len_utf8);
            (!text[next..].contains(exact)).then_some(at)?
        } else if self.thorough {
            let words = || quotes_of(self.node, id).into_iter().map(Cow::Borrowed);
            let [at] = quotes.get_or_init(|| Occurrences::new(text, words())).places(exact)? else { return None };
            *at
        } else {
            return None;
        };
        Some(points.number(at))
    }
}

/// The words of all quotes of a source.
fn quotes_of<'document>(node: &'document Node<'_>, source: &str) -> Vec<&'document str> {
    let (mut quotes, mut open) = (Vec::new(), vec![node]);
    while let Some(node) = open.pop() {
        if node.get("source").and_then(Node::as_str) == Some(source) {
            quotes.extend(node.get("exact").and_then(Node::as_str));
        }
        open.extend(node.items().unwrap_or_default());
        open.extend(node.entries().unwrap_or_default().iter().map(|entry| &entry.node));
    }
    quotes
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
