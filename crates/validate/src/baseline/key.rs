//! What a finding is known by: it stays the same when lines shift, items change places, or the document is spelled in another way.

use std::borrow::Cow;
use std::fmt::Write;

use statemark::document::Document;
use statemark::node::{Node, Value};
use statemark::pointer::Pointer;

use super::hash::{Hash, plain};
use crate::finding::Finding;
use crate::places::Places;

/// How many bytes an id may have to stand for its item.
const LONGEST_ID: usize = 128;

/// How many bytes a place may have before its end is told by a number.
const LONGEST_PLACE: usize = 400;

/// What a finding is known by. Sorted by what it is about, so that all of one statement stands together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The statement, or the file, that the finding is about.
    pub subject: Subject,
    /// The name of the rule.
    pub rule: Cow<'static, str>,
    /// The pointer, with the ids of items in place of their positions, and `*` where an item has none. Nothing, where findings were
    /// counted and not kept.
    pub at: Option<Box<str>>,
    /// The number of the words there, unless the place says all.
    pub hash: Option<Hash>,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The statement with this id.
    Statement(Box<str>),
    /// A file, where no id could be read.
    File {
        /// Its path, relative to the baseline, with `/` between folders.
        path: Box<str>,
        /// The number of the record's bytes, where the file holds several.
        record: Option<Hash>,
    },
}

impl Subject {
    /// The statement of a document; the file, where it has no id that can be read. `record` is the text of a record of several.
    pub fn of(document: &Document<'_>, record: Option<&[u8]>, path: impl FnOnce() -> String) -> Self {
        let id = match &document.statement {
            Some(statement) => Some(statement.id.as_str()),
            None => document.node().and_then(|node| node.get("id")).and_then(Node::as_str).filter(|id| id.len() <= LONGEST_ID),
        };
        match id {
            Some(id) => Self::Statement(id.into()),
            None => Self::File { path: path().into(), record: record.map(|bytes| Hash::of(bytes.trim_ascii())) },
        }
    }

    /// A file, whatever the record.
    pub fn file(path: &str) -> Self {
        Self::File { path: path.into(), record: None }
    }
}

/// Makes the keys of the findings of one document.
pub struct Keys<'document> {
    subject: Subject,
    /// What else it may be known by: the file, of a document that got its id since.
    pub(super) file: Option<Subject>,
    places: Option<Places<'document>>,
    language: Option<&'document str>,
}

impl<'document> Keys<'document> {
    /// The keys of the findings in a document.
    pub fn new(document: &'document Document<'_>, subject: Subject) -> Self {
        let language = document.node().and_then(|node| node.get("language")).and_then(Node::as_str);
        Self { subject, file: None, places: document.node().map(Places::new), language }
    }

    /// The same keys, for a document that may be known by its file as well, from when it had no id.
    #[must_use]
    pub fn or(self, file: Option<Subject>) -> Self {
        Self { file, ..self }
    }

    /// The keys of what is found on a statement beside others, whose words may be gone: no items are told apart.
    pub fn over_sets(statement: &str) -> Self {
        let subject = Subject::Statement(statement.into());
        Self { subject, file: None, places: None, language: None }
    }

    /// What a finding is known by.
    pub fn key(&self, finding: &Finding) -> Key {
        let places = self.places.as_ref();
        let mut way = Way { place: String::new(), places, node: places.map(Places::root), named: true };
        for (start, end) in steps(finding.pointer.as_str()) {
            way.go(&finding.pointer.as_str()[start..end], self.language);
        }
        let value = way.node.map(|node| plain(node, self.language));
        let hash = value.filter(|value| match value.value {
            // What is under a key, or has an id, is told by its place.
            Value::Map(_) => !way.named,
            Value::List(_) => false,
            _ => finding.missing.is_none(),
        });
        if let Some(field) = &finding.missing {
            way.place.extend(["/", field]);
        }
        let hash = hash.map(|value| Hash::of_value(value, self.language));
        let at = Some(shortened(way.place).into());
        Key { subject: self.subject.clone(), rule: Cow::Borrowed(finding.rule), at, hash }
    }

    /// Whether the document is a record without an id.
    pub(super) fn is_of_record(&self) -> bool {
        matches!(self.subject, Subject::File { record: Some(_), .. })
    }

    /// What the findings of a rule are known by that are counted and not kept.
    pub(super) fn beyond(&self, rule: &'static str) -> Key {
        Key { subject: self.subject.clone(), rule: Cow::Borrowed(rule), at: None, hash: None }
    }
}

/// Where each step of a pointer begins, with its slash, and ends.
fn steps(pointer: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut starts = pointer.match_indices('/').map(|(start, _)| start).peekable();
    std::iter::from_fn(move || {
        let start = starts.next()?;
        Some((start, starts.peek().copied().unwrap_or(pointer.len())))
    })
}

/// A pointer on its way from the root to a value.
struct Way<'keys, 'document> {
    place: String,
    places: Option<&'keys Places<'document>>,
    node: Option<&'document Node<'document>>,
    /// Whether the last step is a name, of a field or an item.
    named: bool,
}

impl Way<'_, '_> {
    /// Goes on by a step, which begins with a slash.
    fn go(&mut self, step: &str, language: Option<&str>) {
        let Some(node) = self.node else {
            let is_position = step[1..].bytes().all(|byte| byte.is_ascii_digit());
            return self.place.push_str(if is_position { "/*" } else { step });
        };
        // One language alone may be written with its tag or without.
        if !std::ptr::eq(plain(node, language), node) {
            return;
        }
        self.node = self.places.and_then(|places| places.next(node, &step[1..]));
        let is_item = matches!(node.value, Value::List(_));
        let id = self.node.filter(|_| is_item).and_then(|item| item.get("id")).and_then(Node::as_str);
        let id = id.filter(|id| id.len() <= LONGEST_ID);
        self.named = !is_item || id.is_some();
        match id {
            Some(id) => self.place.push_str(Pointer::root().key(id).as_str()),
            None => self.place.push_str(if is_item { "/*" } else { step }),
        }
    }
}

/// A place that is not absurdly long: keys can be of any length.
fn shortened(mut place: String) -> String {
    if place.len() > LONGEST_PLACE {
        let Hash(number) = Hash::of(place.as_bytes());
        place.truncate(place.floor_char_boundary(LONGEST_PLACE));
        // Writing to a string does not fail.
        let _ = write!(place, "…{number:016x}");
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, validate};

    /// The places and hashes of what is found by a rule, as text.
    fn found(rule: &str, text: &str) -> Vec<String> {
        let document = statemark::json::read(text.as_bytes());
        let keys = Keys::new(&document, Subject::of(&document, None, || "a.json".into()));
        let findings = validate(&document, &Options::default()).findings;
        let shown =
            |key: Key| format!("{} {}", key.at.unwrap(), key.hash.map_or("-".into(), |Hash(number)| format!("{number:016x}")));
        findings.iter().filter(|finding| finding.rule == rule).map(|finding| shown(keys.key(finding))).collect()
    }

    #[test]
    fn ids_stand_in_place_of_positions() {
        let by = |id: &str, by: &str| {
            format!(
                r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["x"],
            "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sections": [{{"clauses": [{{"id": "b", "text": "X sees."}},
            {{"id": "{id}", "text": "X goes.", "by": {by}}}]}}]}}"#
            )
        };
        let key = found("unknown-reference", &by("rain", r#"["x", "y"]"#));
        // The hash is of the kind and the length of the value and of its bytes: no other version of the tool may change it.
        assert_eq!(key, ["/sections/*/clauses/rain/by/* 17c00b8eb8034e20"]);
        assert_eq!(key, found("unknown-reference", &by("rain", r#"["y", "x"]"#)));
        assert_ne!(key, found("unknown-reference", &by("rain", r#"["z", "x"]"#)));
        assert_ne!(key, found("unknown-reference", &by("snow", r#"["y", "x"]"#)));
    }

    #[test]
    fn what_lacks_a_field_is_told_by_the_field_and_its_own_words() {
        let topics = |topics: &str| found("missing-field", &format!(r#"{{"topics": [{topics}]}}"#));
        let places = |keys: &[String]| keys.iter().filter(|key| key.starts_with("/topics")).cloned().collect::<Vec<_>>();
        let two = places(&topics(r#"{"label": "Rain"}, {"label": "Snow"}"#));
        assert!(two.iter().all(|key| key.starts_with("/topics/*/id ")) && two[0] != two[1], "{two:?}");
        let turned = places(&topics(r#"{"label": "Snow"}, {"id": "c", "label": "Cold"}, {"label": "Rain"}"#));
        assert_eq!(turned, [two[1].clone(), two[0].clone()]);
        assert_eq!(places(&topics(r#"{"id": "a"}"#)), ["/topics/a/label -"]);
        assert!(topics("").contains(&"/date -".to_owned()));
    }

    #[test]
    fn a_place_is_never_longer_than_a_line_or_two() {
        let key = |end: &str| found("unknown-field", &format!(r#"{{"{}{end}": 1}}"#, "é".repeat(10_000)));
        assert!(key("a")[0].len() < 500 && key("a") != key("b"), "{:?}", key("a"));
    }

    #[test]
    fn a_document_without_an_id_is_known_by_its_file_or_its_record() {
        let of =
            |text: &[u8], record: bool| Subject::of(&statemark::json::read(text), record.then_some(text), || "b/a.json".into());
        assert_eq!(of(b"{", false), Subject::file("b/a.json"));
        assert_eq!(of(b" {", true), of(b"{\n", true));
        assert_ne!(of(b"{", true), of(b"[", true));
        assert_eq!(of(b"{\"id\": \"a\"}", true), Subject::Statement("a".into()));
    }
}
