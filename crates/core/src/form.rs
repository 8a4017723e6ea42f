//! Form: from the tree of a document to the model, with all faults in one pass. The same for every spelling.

use std::collections::BTreeMap;

use crate::fault::{FaultKind, shown, shown_key};
use crate::judge::Judge;
use crate::node::{Entry, Node, Span, Value};

/// How deep sections may stand in sections, and clauses in clauses.
pub const DEPTH: usize = 16;
/// How deep lists and maps may stand in each other inside `ext`, which itself is the first.
pub const EXT_DEPTH: usize = 32;

/// What can be read from a node.
pub(crate) trait Form: Sized {
    /// The value that a node holds, or nothing after telling the judge what is wrong.
    fn form(node: &Node, judge: &mut Judge<'_>) -> Option<Self>;
}

/// The fields of one object, while they are read.
pub(crate) struct Fields<'node> {
    entries: Vec<&'node Entry>,
    /// Where the object stands.
    pub(crate) span: Span,
    known: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl<'node> Fields<'node> {
    /// Opens an object to read its fields.
    pub(crate) fn open(node: &'node Node, judge: &mut Judge<'_>) -> Option<Self> {
        let entries = judge.entries(node, "an object")?;
        Some(Fields { entries, span: node.span, known: Vec::new(), missing: Vec::new() })
    }

    /// The entry under `key`, which from now on is known.
    fn take(&mut self, key: &'static str) -> Option<&'node Node> {
        self.known.push(key);
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// A field that must be there.
    pub(crate) fn required<T: Form>(&mut self, key: &'static str, judge: &mut Judge<'_>) -> Option<T> {
        let Some(node) = self.take(key) else {
            self.missing.push(key);
            return None;
        };
        judge.within_key(key, |judge| T::form(node, judge))
    }

    /// A field that may be left out.
    #[expect(clippy::option_option, reason = "the outer one says whether the field is right, the inner one whether it is there")]
    pub(crate) fn optional<T: Form>(&mut self, key: &'static str, judge: &mut Judge<'_>) -> Option<Option<T>> {
        match self.take(key) {
            None => Some(None),
            Some(node) => judge.within_key(key, |judge| T::form(node, judge)).map(Some),
        }
    }

    /// A list that may be left out; an empty one is the same.
    pub(crate) fn list<T: Form>(&mut self, key: &'static str, judge: &mut Judge<'_>) -> Option<Vec<T>> {
        match self.take(key) {
            None => Some(Vec::new()),
            Some(node) => judge.within_key(key, |judge| judge.list(node)),
        }
    }

    /// A list that must hold something.
    pub(crate) fn some<T: Form>(&mut self, key: &'static str, judge: &mut Judge<'_>) -> Option<Vec<T>> {
        let Some(node) = self.take(key) else {
            self.missing.push(key);
            return None;
        };
        judge.within_key(key, |judge| {
            if node.items().is_some_and(<[Node]>::is_empty) {
                judge.fault(FaultKind::Empty, node.span, format!("`{key}` is empty"), "write at least one item into it".into());
                return None;
            }
            judge.list(node)
        })
    }

    /// A map that may be left out; an empty one is the same.
    pub(crate) fn map<K, V>(&mut self, key: &'static str, judge: &mut Judge<'_>) -> Option<BTreeMap<K, V>>
    where
        K: Ord + std::str::FromStr<Err = crate::word::ValueError>,
        V: Form,
    {
        match self.take(key) {
            None => Some(BTreeMap::new()),
            Some(node) => judge.within_key(key, |judge| judge.map(node)),
        }
    }

    /// A field with a value of its own where it is left out.
    pub(crate) fn default<T: Form + Default>(&mut self, key: &'static str, judge: &mut Judge<'_>) -> Option<T> {
        self.optional(key, judge).map(Option::unwrap_or_default)
    }

    /// A field that is `true` or left out.
    pub(crate) fn flag(&mut self, key: &'static str, judge: &mut Judge<'_>) -> Option<bool> {
        match self.take(key) {
            None => Some(false),
            Some(node) => judge.within_key(key, |judge| match node.value {
                Value::Boolean(true) => Some(true),
                Value::Boolean(false) => {
                    judge.fault(
                        FaultKind::WrongValue,
                        node.span,
                        format!("`{key}` is false"),
                        format!("leave `{key}` out, or write true"),
                    );
                    None
                }
                _ => {
                    judge.wrong_type(node, "true");
                    None
                }
            }),
        }
    }

    /// Tells of the fields that the format does not know, and of those that are missing. A misspelt one is both, and is told once.
    pub(crate) fn finish(&self, judge: &mut Judge<'_>) {
        let mut missing = self.missing.clone();
        let absent: Vec<&str> =
            self.known.iter().copied().filter(|key| self.entries.iter().all(|entry| entry.key != *key)).collect();
        for entry in self.entries.iter().filter(|entry| !self.known.contains(&entry.key.as_str())) {
            // The nearest name takes time to find.
            if judge.is_full() {
                break;
            }
            let help = match crate::suggest::nearest(&entry.key, absent.iter().copied()) {
                Some(near) => {
                    missing.retain(|key| *key != near);
                    format!("did you mean `{near}`?")
                }
                None if self.known.contains(&"ext") => "what the format does not know goes into `ext`".to_owned(),
                None => format!("take it out, or write one of: {}", self.known.join(", ")),
            };
            let message = format!("the field `{}` is unknown here", shown_key(&entry.key));
            judge.fault_at(&entry.key, FaultKind::UnknownField, entry.key_span, message, help);
        }
        missing.retain(|key| !judge.told.contains(judge.pointer.key(key).as_str()));
        for key in missing {
            // The object may be long: the point where it begins says enough.
            let span = Span::new(self.span.start, self.span.start);
            let message = format!("{} lacks the field `{key}`", self.name(judge));
            let help = match (key, judge.field().as_str()) {
                ("id", "an item of `clauses`") => "add `id`; `statemark fmt --ids` gives one to each clause".to_owned(),
                ("start" | "end", "an item of `evidence`") => format!("add `{key}`; `statemark fmt --locate` finds it"),
                _ => format!("add `{key}`"),
            };
            judge.missing(key, span, message, help);
        }
    }

    /// What messages call the object: by its id where it has one.
    fn name(&self, judge: &Judge<'_>) -> String {
        let id = self.entries.iter().find(|entry| entry.key == "id").and_then(|entry| entry.node.as_str());
        match id {
            Some(id) if !judge.pointer.as_str().is_empty() => format!("{} with the id {}", judge.field(), shown(id)),
            _ => judge.field(),
        }
    }
}

/// Reads an object: each field once, with how it is read, in canonical order; then what ties the fields together.
macro_rules! object {
    (fields of $type:ident { $( $field:ident $(as $key:literal)? : $how:ident ),* $(,)? } $($check:expr)?) => {
        impl $type {
            fn fields(node: &crate::node::Node, judge: &mut crate::judge::Judge<'_>) -> Option<Self> {
                let mut fields = crate::form::Fields::open(node, judge)?;
                $( let $field = fields.$how(crate::form::key!($field $($key)?), judge); )*
                fields.finish(judge);
                let object = Self { $( $field: $field?, )* };
                $( let check: fn(&Self, &crate::node::Node, &mut crate::judge::Judge<'_>) -> bool = $check;
                   if !check(&object, node, judge) { return None; } )?
                Some(object)
            }
        }
    };
    ($type:ident $($rest:tt)*) => {
        crate::form::object!(fields of $type $($rest)*);

        impl crate::form::Form for $type {
            fn form(node: &crate::node::Node, judge: &mut crate::judge::Judge<'_>) -> Option<Self> {
                Self::fields(node, judge)
            }
        }
    };
}

macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

pub(crate) use {key, object};
