//! The judge of form: where in the tree the reader is, and what it found wrong there.

use std::collections::{BTreeMap, HashSet};

use crate::document::{FAULT_LIMIT, POINTER_LIMIT};
use crate::fault::{Fault, FaultKind, shown, shown_key};
use crate::form::{DEPTH, Form};
use crate::language::LanguageTag;
use crate::node::{Entry, Node, Span, Value};
use crate::number;
use crate::pointer::Pointer;

/// Collects the faults of a document while its tree is read.
pub(crate) struct Judge<'node> {
    /// The statement's own language, once known to be well-formed.
    pub(crate) language: Option<LanguageTag>,
    /// How many sections, and how many clauses, stand around the current node.
    pub(crate) depth: Depth,
    /// The way to the current node, of which a pointer is made only for a fault.
    path: Vec<Step<'node>>,
    faults: &'node mut Vec<Fault>,
    /// How many bytes the pointers of the faults take.
    pointers: usize,
    /// Beyond this no more is told.
    most: Most,
    /// Of what the reader told a fault: that it is missing as well need not be said.
    told: HashSet<String>,
}

enum Step<'node> {
    Key(&'node str),
    Index(usize),
}

/// How deep the reader is.
#[derive(Default)]
pub(crate) struct Depth {
    pub(crate) sections: usize,
    pub(crate) clauses: usize,
}

/// How many faults are told of a document, and how many bytes their pointers may take.
#[derive(Clone, Copy)]
pub(crate) struct Most {
    pub(crate) faults: usize,
    pub(crate) pointers: usize,
}

impl Most {
    /// What a person reads.
    pub(crate) const TOLD: Self = Self { faults: FAULT_LIMIT, pointers: POINTER_LIMIT };
    /// What one mends.
    pub(crate) const MENDED: Self = Self { faults: 100 * FAULT_LIMIT, pointers: 100 * POINTER_LIMIT };
}

impl<'node> Judge<'node> {
    pub(crate) fn new(faults: &'node mut Vec<Fault>, most: Most) -> Self {
        let told = faults.iter().map(|fault| fault.pointer.as_str().to_owned()).collect();
        Self { language: None, depth: Depth::default(), path: Vec::with_capacity(16), faults, pointers: 0, most, told }
    }

    /// Tells a fault of the current value; `help` may be empty.
    pub(crate) fn fault(&mut self, kind: FaultKind, span: Span, message: String, help: String) {
        if self.is_full() {
            return;
        }
        let help = Some(help).filter(|help| !help.is_empty());
        let pointer = self.pointer();
        self.pointers += pointer.as_str().len();
        self.faults.push(Fault { kind, pointer, span, message, help, missing: None });
    }

    /// Tells that the current object lacks a field.
    pub(crate) fn missing(&mut self, key: &'static str, span: Span, message: String, help: String) {
        if self.is_full() {
            return;
        }
        self.fault(FaultKind::MissingField, span, message, help);
        if let Some(fault) = self.faults.last_mut() {
            fault.missing = Some(key);
        }
    }

    /// Whether more faults were told than will be kept.
    pub(crate) fn is_full(&self) -> bool {
        self.faults.len() > self.most.faults || self.pointers > self.most.pointers
    }

    /// Whether the reader told a fault of the value under `key` of the current one.
    pub(crate) fn is_told(&self, key: &str) -> bool {
        !self.told.is_empty() && self.told.contains(self.pointer().key(key).as_str())
    }

    /// Tells that a key stands for the second time.
    pub(crate) fn duplicate(&mut self, entry: &'node Entry<'node>) {
        let message = format!("`{}` stands here for the second time", shown_key(&entry.key));
        self.fault_at(&entry.key, FaultKind::DuplicateKey, entry.key_span, message, "keep one of them".into());
    }

    /// Tells a fault of the value under `key` of the current one.
    pub(crate) fn fault_at(&mut self, key: &'node str, kind: FaultKind, span: Span, message: String, help: String) {
        self.within_key(key, |judge| judge.fault(kind, span, message, help));
    }

    /// Reads what stands under `key` of the current value.
    pub(crate) fn within_key<T>(&mut self, key: &'node str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.within(Step::Key(key), read)
    }

    /// Reads the item at `index` of the current list.
    pub(crate) fn within_index<T>(&mut self, index: usize, read: impl FnOnce(&mut Self) -> T) -> T {
        self.within(Step::Index(index), read)
    }

    fn within<T>(&mut self, step: Step<'node>, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let value = read(self);
        self.path.pop();
        value
    }

    pub(crate) fn is_at_root(&self) -> bool {
        self.path.is_empty()
    }

    fn pointer(&self) -> Pointer {
        self.path.iter().fold(Pointer::root(), |pointer, step| match step {
            Step::Key(key) => pointer.key(key),
            Step::Index(index) => pointer.index(*index),
        })
    }

    /// The name of the field that is being read, as messages call it.
    pub(crate) fn field(&self) -> String {
        let key = |step: &Step<'node>| match *step {
            Step::Key(key) => Some(shown_key(key)),
            Step::Index(_) => None,
        };
        match self.path.iter().rev().enumerate().find_map(|(above, step)| Some((above, key(step)?))) {
            None => "the statement".to_owned(),
            Some((0, key)) => format!("`{key}`"),
            Some((_, key)) => format!("an item of `{key}`"),
        }
    }

    pub(crate) fn wrong_type(&mut self, node: &Node<'_>, expected: &str) {
        let field = self.field();
        if node.value == Value::Null {
            let help = match field.strip_prefix("an item of ") {
                Some(list) => format!("take it out of {list}, or write {expected}"),
                None => format!("leave {field} out, or write {expected}"),
            };
            return self.fault(FaultKind::Null, node.span, format!("{field} is null, which means nothing here"), help);
        }
        let help = match &node.value {
            Value::List(items) if expected.starts_with("a string") && items.len() == 1 && items[0].as_str().is_some() => {
                format!("write {}, without brackets", shown(items[0].as_str().unwrap_or_default()))
            }
            Value::String(text) if expected == "a list" => format!("write [{text:?}]"),
            Value::String(text) if number::is_number(text) && expected.contains("number") => {
                format!("write {text}, without quotation marks")
            }
            Value::Number(digits) if expected.starts_with("a string") => format!("write \"{digits}\""),
            _ => format!("write {expected}"),
        };
        // An example is for the help.
        let expected = expected.split(" such as ").next().unwrap_or_default();
        self.fault(FaultKind::WrongType, node.span, format!("{field} is {}, not {expected}", node.kind()), help);
    }

    /// Tells of a character that XML cannot carry, if the text holds one.
    fn character(&mut self, what: &str, text: &str, span: Span) -> bool {
        let Some((before, c)) = text.chars().enumerate().find(|&(_, c)| crate::text::is_not_xml(c)) else { return false };
        let help = if c == '\u{C}' { "turn form feeds into line feeds before coding" } else { "take the character out" };
        let (position, code) = (before + 1, u32::from(c));
        let message = format!("{what} holds the character U+{code:04X} at position {position}, which XML cannot carry");
        self.fault(FaultKind::Character, span, message, help.into());
        true
    }

    pub(crate) fn wrong_value(&mut self, node: &Node<'_>, value: &str, expected: &str) {
        let field = self.field();
        if self.character(&field, value, node.span) {
            return;
        }
        let (message, help) = if value.is_empty() {
            (format!("{field} is empty"), format!("write {expected}"))
        } else if value.trim().is_empty() {
            (format!("{field} holds nothing but white space"), format!("write {expected}"))
        } else if value.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
            (
                format!("{field} holds a line break"),
                "write it in one line; a text with line breaks is the `text` of a source".into(),
            )
        } else if value.trim() != value {
            let end = if value.trim_start() == value { "ends" } else { "begins" };
            (format!("{field} {end} with white space"), format!("write {}", shown(value.trim())))
        } else if matches!(node.value, Value::Number(_)) {
            (format!("{field} is {value}, which does not fit"), format!("write {expected}"))
        } else {
            (format!("{field} is {}, which does not fit", shown(value)), format!("write {expected}"))
        };
        self.fault(FaultKind::WrongValue, node.span, message, help);
    }

    /// The string that a node holds.
    pub(crate) fn string(&mut self, node: &'node Node<'node>) -> Option<&'node str> {
        if node.as_str().is_none() {
            self.wrong_type(node, "a string");
        }
        node.as_str()
    }

    /// The value of a code that a node holds; `codes` are those that there are.
    pub(crate) fn code<T>(
        &mut self,
        node: &'node Node<'node>,
        what: &str,
        from_code: fn(&str) -> Option<T>,
        codes: impl FnOnce() -> Vec<&'static str>,
    ) -> Option<T> {
        let written = self.string(node)?;
        let value = from_code(written);
        if value.is_none() {
            let codes = codes();
            let near = crate::suggest::whole(written, &codes).or_else(|| crate::suggest::nearest(written, codes.iter().copied()));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None if codes.len() > 20 => "`statemark schema --kind acts` lists them".to_owned(),
                None => format!("write one of: {}", codes.join(", ")),
            };
            self.fault(FaultKind::UnknownCode, node.span, format!("{} is not {what}", shown(written)), help);
        }
        value
    }

    /// The entries of a map, each key once; tells of keys that stand twice.
    pub(crate) fn entries(&mut self, node: &'node Node<'node>, expected: &str) -> Option<Vec<&'node Entry<'node>>> {
        let Some(entries) = node.entries() else {
            self.wrong_type(node, expected);
            return None;
        };
        let mut seen = HashSet::with_capacity(entries.len());
        let mut once = Vec::with_capacity(entries.len());
        for entry in entries {
            if seen.insert(&*entry.key) {
                once.push(entry);
            } else {
                self.duplicate(entry);
            }
        }
        Some(once)
    }

    /// A map from keys of one type to values of another.
    pub(crate) fn map<K: Ord + std::str::FromStr<Err = crate::word::ValueError>, V: Form>(
        &mut self,
        node: &'node Node<'node>,
    ) -> Option<BTreeMap<K, V>> {
        let mut map = BTreeMap::new();
        let mut right = true;
        for entry in self.entries(node, "an object")? {
            let value = self.within_key(&entry.key, |judge| V::form(&entry.node, judge));
            match (entry.key.parse::<K>(), value) {
                (Ok(key), Some(value)) => drop(map.insert(key, value)),
                (Err(error), _) => {
                    let help = format!("write {}", error.expected());
                    let what = format!("the key {}", shown(&entry.key));
                    let message = format!("{what} does not fit");
                    if !self.within_key(&entry.key, |judge| judge.character(&what, &entry.key, entry.key_span)) {
                        self.fault_at(&entry.key, FaultKind::WrongValue, entry.key_span, message, help);
                    }
                    right = false;
                }
                _ => right = false,
            }
        }
        right.then_some(map)
    }

    /// A list of values; the faults of all items are told.
    pub(crate) fn list<T: Form>(&mut self, node: &'node Node<'node>) -> Option<Vec<T>> {
        let Some(items) = node.items() else {
            self.wrong_type(node, "a list");
            return None;
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            if self.is_full() {
                break;
            }
            list.extend(self.within_index(index, |judge| T::form(item, judge)));
        }
        (list.len() == items.len()).then_some(list)
    }

    /// Reads an object that may stand in one of its own kind, down to `DEPTH`.
    pub(crate) fn nested<T>(
        &mut self,
        node: &'node Node<'node>,
        what: &str,
        level: fn(&mut Depth) -> &mut usize,
        read: fn(&'node Node<'node>, &mut Self) -> Option<T>,
    ) -> Option<T> {
        if *level(&mut self.depth) == DEPTH {
            self.fault(FaultKind::Limit, node.span, format!("{what} stand more than {DEPTH} deep"), "flatten them".into());
            return None;
        }
        *level(&mut self.depth) += 1;
        let value = read(node, self);
        *level(&mut self.depth) -= 1;
        value
    }
}
