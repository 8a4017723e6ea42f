//! Form: from the tree of a document to the model, with all faults in one pass. The same for every spelling.

use std::collections::{BTreeMap, HashSet};

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
    fn form<'node>(node: &'node Node<'node>, judge: &mut Judge<'node>) -> Option<Self>;
}

/// The fields of one object, while they are read in canonical order.
pub(crate) struct Fields<'node, 'slots> {
    node: &'node Node<'node>,
    known: &'static [&'static str],
    /// The value of each known field, if it is there.
    slots: &'slots [Option<&'node Node<'node>>],
    /// How many fields have been read.
    read: usize,
    unknown: Vec<&'node Entry<'node>>,
    missing: Vec<&'static str>,
}

impl<'node, 'slots> Fields<'node, 'slots> {
    /// Opens an object to read its fields, for each of which there is a slot; tells of keys that stand twice.
    pub(crate) fn open(
        node: &'node Node<'node>,
        known: &'static [&'static str],
        slots: &'slots mut [Option<&'node Node<'node>>],
        judge: &mut Judge<'node>,
    ) -> Option<Self> {
        let Some(entries) = node.entries() else {
            let fields: Vec<_> = known.iter().take(3).map(|key| format!("\"{key}\": …")).collect();
            judge.wrong_type(node, &format!("an object such as {{{}}}", fields.join(", ")));
            return None;
        };
        let mut unknown = Vec::new();
        let mut strangers = None;
        // In canonical order, each field is found a few steps behind the one before it.
        let mut next = 0;
        for entry in entries {
            let key = &*entry.key;
            let is_key = |known: &&str| is_same(known, key);
            let behind = known[next..].iter().position(is_key).map(|steps| next + steps);
            let is_first = if let Some(position) = behind.or_else(|| known[..next].iter().position(is_key)) {
                next = position + 1;
                let is_first = slots[position].is_none();
                slots[position].get_or_insert(&entry.node);
                is_first
            } else {
                let is_first = strangers.get_or_insert_with(HashSet::new).insert(key);
                unknown.extend(is_first.then_some(entry));
                is_first
            };
            if !is_first {
                judge.duplicate(entry);
            }
        }
        Some(Fields { node, known, slots, read: 0, unknown, missing: Vec::new() })
    }

    /// The next of the known fields: its key, and its value if it is there.
    fn take(&mut self) -> (&'static str, Option<&'node Node<'node>>) {
        let index = self.read;
        self.read += 1;
        (self.known[index], self.slots[index])
    }

    /// A field that must be there.
    pub(crate) fn required<T: Form>(&mut self, judge: &mut Judge<'node>) -> Option<T> {
        let (key, node) = self.take();
        let Some(node) = node else {
            self.missing.push(key);
            return None;
        };
        judge.within_key(key, |judge| T::form(node, judge))
    }

    /// A field that may be left out.
    #[expect(clippy::option_option, reason = "the outer one says whether the field is right, the inner one whether it is there")]
    pub(crate) fn optional<T: Form>(&mut self, judge: &mut Judge<'node>) -> Option<Option<T>> {
        match self.take() {
            (_, None) => Some(None),
            (key, Some(node)) => judge.within_key(key, |judge| T::form(node, judge)).map(Some),
        }
    }

    /// A list that may be left out; an empty one is the same.
    pub(crate) fn list<T: Form>(&mut self, judge: &mut Judge<'node>) -> Option<Vec<T>> {
        match self.take() {
            (_, None) => Some(Vec::new()),
            (key, Some(node)) => judge.within_key(key, |judge| judge.list(node)),
        }
    }

    /// A list that must hold something.
    pub(crate) fn some<T: Form>(&mut self, judge: &mut Judge<'node>) -> Option<Vec<T>> {
        let (key, node) = self.take();
        let Some(node) = node else {
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
    pub(crate) fn map<K, V>(&mut self, judge: &mut Judge<'node>) -> Option<BTreeMap<K, V>>
    where
        K: Ord + std::str::FromStr<Err = crate::word::ValueError>,
        V: Form,
    {
        match self.take() {
            (_, None) => Some(BTreeMap::new()),
            (key, Some(node)) => judge.within_key(key, |judge| judge.map(node)),
        }
    }

    /// A field with a value of its own where it is left out.
    pub(crate) fn default<T: Form + Default>(&mut self, judge: &mut Judge<'node>) -> Option<T> {
        self.optional(judge).map(Option::unwrap_or_default)
    }

    /// A field that is `true` or left out.
    pub(crate) fn flag(&mut self, judge: &mut Judge<'node>) -> Option<bool> {
        match self.take() {
            (_, None) => Some(false),
            (key, Some(node)) => judge.within_key(key, |judge| match node.value {
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
    pub(crate) fn finish(self, judge: &mut Judge<'node>) {
        if !self.unknown.is_empty() || !self.missing.is_empty() {
            self.tell(judge);
        }
    }

    fn tell(self, judge: &mut Judge<'node>) {
        let Self { node, known, slots, unknown, mut missing, .. } = self;
        let absent = || known.iter().zip(slots).filter(|(_, node)| node.is_none()).map(|(key, _)| *key);
        for entry in unknown {
            // The nearest name takes time to find.
            if judge.is_full() {
                break;
            }
            let help = match crate::suggest::nearest(&entry.key, absent()) {
                Some(near) => {
                    missing.retain(|key| *key != near);
                    format!("did you mean `{near}`?")
                }
                None if let Some(list) = crate::suggest::home(&entry.key) => format!("move it into an item of `{list}`"),
                None if known.contains(&"ext") => {
                    let fields: Vec<_> = absent().filter(|key| *key != "ext").collect();
                    format!("write one of: {}; or move it into `ext`", fields.join(", "))
                }
                None => format!("take it out, or write one of: {}", known.join(", ")),
            };
            let message = format!("the field `{}` is unknown here", shown_key(&entry.key));
            judge.fault_at(&entry.key, FaultKind::UnknownField, entry.key_span, message, help);
        }
        missing.retain(|key| !judge.is_told(key));
        for key in missing {
            // The object may be long: the point where it begins says enough.
            let span = Span::new(node.span.start, node.span.start);
            let message = format!("{} lacks the field `{key}`", name(node, judge));
            let help = match (key, judge.field().as_str()) {
                ("id", "an item of `clauses`") => "add `id`; `statemark fmt --ids` gives one to each clause".to_owned(),
                ("start" | "end", "an item of `evidence`") => format!("add `{key}`; `statemark fmt --locate` finds it"),
                _ => format!("add `{key}`"),
            };
            judge.missing(key, span, message, help);
        }
    }
}

/// Whether two keys are the same. They are short, and so many that a call for each to compare memory would take longer.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).all(|(one, other)| one == other)
}

/// What messages call the object that is being read: by its id where it has one.
fn name(node: &Node<'_>, judge: &Judge<'_>) -> String {
    match node.get("id").and_then(Node::as_str) {
        Some(id) if !judge.is_at_root() => format!("{} with the id {}", judge.field(), shown(id)),
        _ => judge.field(),
    }
}

/// Reads an object: each field once, with how it is read, in canonical order; then what ties the fields together, and what is said where
/// that does not hold.
macro_rules! object {
    (fields of $type:ident { $( $field:ident $(as $key:literal)? : $how:ident ),* $(,)? } $(where $holds:path, else $tell:path)?) => {
        impl $type {
            fn fields<'node>(node: &'node crate::node::Node<'node>, judge: &mut crate::judge::Judge<'node>) -> Option<Self> {
                const KNOWN: &[&str] = &[ $( crate::form::key!($field $($key)?), )* ];
                let mut slots = [None; KNOWN.len()];
                let mut fields = crate::form::Fields::open(node, KNOWN, &mut slots, judge)?;
                $( let $field = fields.$how(judge); )*
                fields.finish(judge);
                let object = Self { $( $field: $field?, )* };
                $( if !$holds(&object) { $tell(&object, node, judge); return None; } )?
                Some(object)
            }
        }

        crate::json::direct::direct!($type { $( $field $(as $key)? : $how ),* } $($holds)?);
        crate::json::canonical::canonical!($type { $( $field $(as $key)? : $how ),* });
    };
    ($type:ident $($rest:tt)*) => {
        crate::form::object!(fields of $type $($rest)*);

        impl crate::form::Form for $type {
            fn form<'node>(node: &'node crate::node::Node<'node>, judge: &mut crate::judge::Judge<'node>) -> Option<Self> {
                Self::fields(node, judge)
            }
        }

        impl crate::json::direct::Direct for $type {
            fn direct(json: &mut crate::json::direct::Reader<'_>) -> Option<Self> {
                Self::direct_fields(json)
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
