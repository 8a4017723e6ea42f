//! Offsets for quotes that have none, or wrong ones.

use std::collections::HashMap;
use std::io;

use super::nearest::{Folded, nearest};
use super::set;
use crate::document::FAULT_LIMIT;
use crate::fault::shown;
use crate::fault::{Fault, FaultKind};
use crate::node::{Node, Span, Value};
use crate::pointer::Pointer;

/// How many of the places where a quote stands a message names.
const NAMED: usize = 3;
/// How many words of a quote are compared with those at its offsets.
const MOST: usize = 50;

/// Finds each quote in its source, and sets `start` and `end` where they are missing or wrong. Of several places it takes the
/// one between the quotes before and after it, if there is just one; what it cannot place it tells. `read` gives the bytes of
/// a source's `file`.
///
/// ```
/// let document = statemark::json::read(br#"{"sources": [{"id": "s", "text": "They met. They agreed."}],
///     "sections": [{"clauses": [{"evidence": [{"source": "s", "exact": "agreed"}]}]}]}"#);
/// let mut node = document.into_node().unwrap();
/// let faults = statemark::complete::offsets(&mut node, &|_| Err(std::io::ErrorKind::NotFound.into()));
/// assert!(faults.is_empty());
/// let start = &node.at("/sections/0/clauses/0/evidence/0/start").unwrap().value;
/// assert_eq!(*start, statemark::node::Value::Number("15".into()));
/// ```
pub fn offsets(node: &mut Node<'_>, read: &dyn Fn(&str) -> io::Result<Vec<u8>>) -> Vec<Fault> {
    let texts = texts(node, read);
    let mut quotes = Vec::new();
    collect(node, &Pointer::root(), &mut quotes);
    let mut places: Vec<Place> = quotes.iter().map(|quote| quote.place(&texts)).collect();
    decide(&quotes, &mut places, &texts);
    let mut faults = Vec::new();
    let mut folded = HashMap::new();
    for (quote, place) in quotes.iter_mut().zip(places) {
        let start = match place {
            Place::At(start) => start,
            Place::Left => continue,
            Place::Several | Place::Nowhere(_) => {
                // One more than are told, so that it is said that there are more.
                if faults.len() <= FAULT_LIMIT {
                    faults.push(quote.fault(&place, &texts, &mut folded));
                }
                // Nothing more is to be said of these offsets.
                0
            }
        };
        quote.set(start);
    }
    faults
}

/// The text of each source by its id, or why it is not at hand.
fn texts(node: &Node<'_>, read: &dyn Fn(&str) -> io::Result<Vec<u8>>) -> HashMap<String, Result<String, String>> {
    let sources = node.get("sources").and_then(Node::items).unwrap_or_default();
    let text = |source: &Node<'_>| match (source.get("text").and_then(Node::as_str), source.get("file").and_then(Node::as_str)) {
        (Some(text), _) => Ok(text.to_owned()),
        (None, Some(file)) => read(file)
            .and_then(|bytes| String::from_utf8(bytes).map_err(|_| io::Error::other("it is not UTF-8")))
            .map_err(|error| format!("its file {} cannot be read: {error}", shown(file))),
        (None, None) => Err("it has neither `text` nor `file`".to_owned()),
    };
    sources.iter().filter_map(|source| Some((source.get("id")?.as_str()?.to_owned(), text(source)))).collect()
}

/// Words of a source that a clause quotes.
struct Quote<'node, 'text> {
    evidence: &'node mut Node<'text>,
    pointer: Pointer,
    span: Span,
    source: String,
    exact: String,
}

/// Where a quote stands in its source, in code points.
enum Place {
    At(usize),
    Several,
    /// And why it cannot be found.
    Nowhere(String),
    /// As it is: it has offsets, and its source is not at hand to judge them.
    Left,
}

/// All quotes in the order of the text: those of a clause before those of its sub-clauses.
fn collect<'node, 'text>(node: &'node mut Node<'text>, pointer: &Pointer, quotes: &mut Vec<Quote<'node, 'text>>) {
    let Value::Map(entries) = &mut node.value else { return };
    let mut entries: Vec<_> = entries.iter_mut().filter(|entry| matches!(entry.node.value, Value::List(_))).collect();
    entries.sort_by_key(|entry| entry.key != "evidence");
    for entry in entries {
        let pointer = pointer.key(&entry.key);
        let Value::List(items) = &mut entry.node.value else { continue };
        let items = items.iter_mut().enumerate().map(|(index, item)| (pointer.index(index), item));
        match &*entry.key {
            "evidence" => quotes.extend(items.filter_map(|(pointer, item)| Quote::new(item, pointer))),
            "clauses" | "sections" => items.for_each(|(pointer, item)| collect(item, &pointer, quotes)),
            _ => {}
        }
    }
}

impl<'node, 'text> Quote<'node, 'text> {
    /// The quote of an evidence, if it names a source and holds words.
    fn new(evidence: &'node mut Node<'text>, pointer: Pointer) -> Option<Self> {
        let exact = evidence.get("exact")?;
        let (span, exact) = (exact.span, exact.as_str().filter(|exact| !exact.is_empty())?.to_owned());
        let source = evidence.get("source")?.as_str()?.to_owned();
        Some(Self { evidence, pointer, span, source, exact })
    }

    fn place(&self, texts: &HashMap<String, Result<String, String>>) -> Place {
        let text = match texts.get(&self.source) {
            Some(Ok(text)) => text,
            _ if self.evidence.get("start").is_some() && self.evidence.get("end").is_some() => return Place::Left,
            Some(Err(reason)) => return Place::Nowhere(format!("the text of source `{}` is not at hand: {reason}", self.source)),
            None => return Place::Nowhere(format!("there is no source {}", shown(&self.source))),
        };
        if let Some(start) = self.start().filter(|&start| after(text, start).starts_with(&self.exact)) {
            return Place::At(start);
        }
        let mut found = text.match_indices(&self.exact);
        match (found.next(), found.next()) {
            (Some((at, _)), None) => Place::At(text[..at].chars().count()),
            (Some(_), Some(_)) => Place::Several,
            (None, _) => Place::Nowhere(format!("the words are not in source `{}`", self.source)),
        }
    }

    /// The offset that is there.
    fn start(&self) -> Option<usize> {
        match &self.evidence.get("start")?.value {
            Value::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    fn length(&self) -> usize {
        self.exact.chars().count()
    }

    fn set(&mut self, start: usize) {
        let end = start + self.length();
        set(self.evidence, "start", Value::Number(start.to_string().into()));
        set(self.evidence, "end", Value::Number(end.to_string().into()));
    }

    /// Why the quote has no place. What is near to it is looked for in its source folded, which is done once for all its quotes.
    fn fault<'source>(
        &self,
        place: &Place,
        texts: &'source HashMap<String, Result<String, String>>,
        folded: &mut HashMap<String, Folded<'source>>,
    ) -> Fault {
        let text = texts.get(&self.source).and_then(|text| text.as_deref().ok());
        let (message, help) = match (place, text) {
            (Place::Nowhere(reason), None) => (reason.clone(), no_text()),
            (Place::Nowhere(reason), Some(text)) => {
                self.not_found(reason, folded.entry(self.source.clone()).or_insert_with(|| Folded::new(text)), text)
            }
            _ => (self.found_often(text.unwrap_or_default()), "quote more words, or write `start`".to_owned()),
        };
        Fault::new(FaultKind::Quote, self.span, message).at(self.pointer.key("exact")).help(help)
    }

    /// The words at the offsets that the quote has, if half of them are those of the quote: then they are most likely meant.
    fn at_own_place(&self, text: &str) -> Option<(usize, String)> {
        let number = |key| match &self.evidence.get(key)?.value {
            Value::Number(digits) => digits.parse::<usize>().ok(),
            _ => None,
        };
        let (start, end) = (number("start")?, number("end")?);
        let words: String = after(text, start).chars().take(end.checked_sub(start)?).collect();
        let there: Vec<&str> = words.split_whitespace().collect();
        let (mut same, mut count) = (0, 0);
        for word in self.exact.split_whitespace().take(MOST) {
            count += 1;
            same += usize::from(there.iter().take(MOST).any(|other| *other == word));
        }
        (same * 2 >= count && same > 0).then_some((start, words))
    }

    fn not_found(&self, reason: &str, source: &Folded<'_>, text: &str) -> (String, String) {
        if let Some((start, words)) = self.at_own_place(text) {
            return (format!("{reason}, which at {start} has {}", shown(&words)), "quote it as it stands there".to_owned());
        }
        match nearest(source, &self.exact) {
            Some(near) if near.alike => (
                format!("{reason}, which at {} has {}", near.start, shown(&near.words)),
                "quote it as it stands there: quotes, dashes, spaces or capitals differ".to_owned(),
            ),
            Some(near) => (
                format!("{reason}, which at {} goes {}", near.start, shown(&near.words)),
                "quote it as it stands there, or in two parts".to_owned(),
            ),
            None => (reason.to_owned(), "copy the words from the source, or name the source that has them".to_owned()),
        }
    }

    fn found_often(&self, text: &str) -> String {
        let count = text.matches(&self.exact).count();
        let places = text.match_indices(&self.exact).take(NAMED).map(|(at, _)| text[..at].chars().count().to_string());
        let places = places.collect::<Vec<_>>().join(", ");
        let more = if count > NAMED { " …" } else { "" };
        format!("the words stand {count} times in source `{}`: at {places}{more}", self.source)
    }
}

fn no_text() -> String {
    "give the source its `text` or `file`; --sources names the folder that source files lie below".to_owned()
}

/// Places quotes that stand several times in their source by the quotes of that source before and after them.
fn decide(quotes: &[Quote<'_, '_>], places: &mut [Place], texts: &HashMap<String, Result<String, String>>) {
    let mut next = HashMap::new();
    let mut ends = vec![None; quotes.len()];
    for (index, quote) in quotes.iter().enumerate().rev() {
        ends[index] = next.get(&quote.source).copied();
        if let Place::At(start) = places[index] {
            next.insert(&quote.source, start);
        }
    }
    let mut last = HashMap::new();
    for ((quote, place), end) in quotes.iter().zip(places).zip(ends) {
        let text = texts.get(&quote.source).and_then(|text| text.as_deref().ok());
        if let (Place::Several, Some(text)) = (&*place, text) {
            let start = last.get(&quote.source).copied().unwrap_or(0);
            *place = between(text, start, end, &quote.exact).map_or(Place::Several, Place::At);
        }
        if let Place::At(start) = place {
            last.insert(&quote.source, *start + quote.length());
        }
    }
}

/// Where words stand in a stretch of a text, in code points, if they stand there just once.
fn between(text: &str, start: usize, end: Option<usize>, exact: &str) -> Option<usize> {
    let stretch = after(text, start);
    let stretch = match end {
        Some(end) => &stretch[..stretch.len() - after(stretch, end.checked_sub(start)?).len()],
        None => stretch,
    };
    let mut found = stretch.match_indices(exact);
    let (at, _) = found.next()?;
    found.next().is_none().then(|| start + stretch[..at].chars().count())
}

/// What stands in a text after so many code points.
fn after(text: &str, count: usize) -> &str {
    text.char_indices().nth(count).map_or("", |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json;

    const TEXT: &str = "«Слово»: They met, and met again; they agreed to meet. They agreed.";

    type Pairs = Vec<(String, String)>;

    /// Start and end of all quotes, pointer and message of what could not be placed, for the clauses' lists of evidence.
    fn located(clauses: &[&str]) -> (Pairs, Pairs) {
        let clauses: Vec<String> = clauses.iter().map(|evidence| format!(r#"{{"evidence": [{evidence}]}}"#)).collect();
        let text = format!(
            r#"{{"sources": [{{"id": "s", "text": {TEXT:?}}}, {{"id": "f", "file": "f.txt"}}, {{"id": "b", "file": "b.txt"}}, {{"id": "n"}}],
                "sections": [{{"clauses": [{}]}}]}}"#,
            clauses.join(",")
        );
        let mut node = json::read(text.as_bytes()).into_node().unwrap();
        let faults = offsets(&mut node, &|file| match file {
            "f.txt" => Ok("\u{FEFF}from a file".into()),
            "b.txt" => Ok(b"\xFF".to_vec()),
            _ => Err(io::ErrorKind::NotFound.into()),
        });
        let mut quotes = Vec::new();
        collect(&mut node, &Pointer::root(), &mut quotes);
        let number = |quote: &Quote<'_, '_>, key| match quote.evidence.get(key).map(|node| &node.value) {
            Some(Value::Number(digits)) => digits.to_string(),
            other => format!("{other:?}"),
        };
        let offsets = quotes.iter().map(|quote| (number(quote, "start"), number(quote, "end"))).collect();
        (offsets, faults.into_iter().map(|fault| (fault.pointer.to_string(), fault.message)).collect())
    }

    fn placed(clauses: &[&str]) -> Pairs {
        let (offsets, faults) = located(clauses);
        assert!(faults.is_empty(), "{faults:?}");
        offsets
    }

    fn refused(evidence: &str) -> String {
        located(&[evidence]).1.remove(0).1
    }

    fn pairs(offsets: &[(usize, usize)]) -> Pairs {
        offsets.iter().map(|(start, end)| (start.to_string(), end.to_string())).collect()
    }

    #[test]
    fn offsets_count_code_points() {
        assert_eq!(
            placed(&[r#"{"source": "s", "exact": "Слово"}, {"source": "s", "exact": "again"}"#]),
            pairs(&[(1, 6), (27, 32)])
        );
        assert_eq!(placed(&[r#"{"source": "f", "exact": "from"}"#]), pairs(&[(1, 5)]));
    }

    #[test]
    fn right_offsets_stay_and_wrong_ones_are_mended() {
        assert_eq!(placed(&[r#"{"source": "s", "start": 23, "end": 99, "exact": "met"}"#]), pairs(&[(23, 26)]));
        assert_eq!(placed(&[r#"{"source": "s", "start": 3, "end": "x", "exact": "again"}"#]), pairs(&[(27, 32)]));
        assert_eq!(placed(&[r#"{"source": "s", "start": 99999999999, "end": 1, "exact": "again"}"#]), pairs(&[(27, 32)]));
    }

    #[test]
    fn quotes_before_and_after_decide_between_places() {
        let first = r#"{"source": "s", "exact": "Слово"}"#;
        let met = r#"{"source": "s", "exact": "met"}"#;
        let again = r#"{"source": "s", "exact": "again"}"#;
        let agreed = r#"{"source": "s", "exact": "agreed"}"#;
        assert_eq!(
            placed(&[again, agreed, r#"{"source": "s", "exact": "to meet"}"#, agreed])[1..],
            pairs(&[(39, 45), (46, 53), (60, 66)])[..]
        );
        let (_, faults) = located(&[first, met, again]);
        assert_eq!(
            faults,
            [(
                "/sections/0/clauses/1/evidence/0/exact".to_owned(),
                "the words stand 2 times in source `s`: at 14, 23".to_owned()
            )]
        );
    }

    #[test]
    fn a_clause_comes_before_its_sub_clauses_whatever_the_order_of_its_keys() {
        let evidence = r#"[{"source": "s", "exact": "met"}]"#;
        let clause = format!(r#"{{"clauses": [{{"evidence": {evidence}}}], "evidence": {evidence}}}"#);
        let text = format!(r#"{{"clauses": [{clause}]}}"#);
        let mut node = json::read(text.as_bytes()).into_node().unwrap();
        let mut quotes = Vec::new();
        collect(&mut node, &Pointer::root(), &mut quotes);
        let pointers: Vec<&str> = quotes.iter().map(|quote| quote.pointer.as_str()).collect();
        assert_eq!(pointers, ["/clauses/0/evidence/0", "/clauses/0/clauses/0/evidence/0"]);
    }

    #[test]
    fn what_cannot_be_placed_says_why() {
        assert_eq!(refused(r#"{"source": "s", "exact": "the war"}"#), "the words are not in source `s`");
        assert_eq!(
            refused(r#"{"source": "s", "exact": "\"слово\""}"#),
            "the words are not in source `s`, which at 0 has \"«Слово»\""
        );
        assert_eq!(
            refused(r#"{"source": "s", "exact": "they agreed to part"}"#),
            "the words are not in source `s`, which at 34 goes \"they agreed to meet\""
        );
        assert_eq!(
            refused(r#"{"source": "s", "start": 34, "end": 53, "exact": "they intend to meet"}"#),
            "the words are not in source `s`, which at 34 has \"they agreed to meet\""
        );
        assert_eq!(refused(r#"{"source": "x", "exact": "a"}"#), "there is no source \"x\"");
        assert_eq!(
            refused(r#"{"source": "n", "exact": "a"}"#),
            "the text of source `n` is not at hand: it has neither `text` nor `file`"
        );
        assert_eq!(
            refused(r#"{"source": "b", "exact": "a"}"#),
            "the text of source `b` is not at hand: its file \"b.txt\" cannot be read: it is not UTF-8"
        );
    }

    #[test]
    fn no_more_faults_are_told_than_of_form() {
        let quotes = vec![r#"{"source": "s", "exact": "the war"}"#; 2 * FAULT_LIMIT].join(",");
        let (offsets, faults) = located(&[&quotes]);
        assert_eq!((offsets.len(), faults.len()), (2 * FAULT_LIMIT, FAULT_LIMIT + 1));
    }

    #[test]
    fn offsets_into_a_source_that_is_not_at_hand_stay() {
        assert_eq!(placed(&[r#"{"source": "n", "start": 5, "end": 6, "exact": "a"}"#]), pairs(&[(5, 6)]));
    }

    #[test]
    fn what_is_no_quote_is_left_to_the_judge_of_form() {
        assert!(placed(&[r#"1, {}, {"source": "s"}, {"source": "s", "exact": ""}, {"source": 1, "exact": "a"}"#]).is_empty());
    }
}
