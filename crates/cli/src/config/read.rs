//! From TOML to keys, with every fault in its place.

use std::borrow::Cow;
use std::ops::Range;

use statemark::suggest::nearest;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of TOML and its place.
pub(super) type Value<'text> = Spanned<DeValue<'text>>;

/// What was read, and where it stands: byte offsets.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

/// One thing that is wrong with a configuration.
#[derive(Debug)]
pub(super) struct Fault {
    /// Where: a byte offset.
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// What is wrong so far.
#[derive(Debug, Default)]
pub(super) struct Faults(pub(super) Vec<Fault>);

impl Faults {
    pub(super) fn add(&mut self, at: usize, message: impl Into<String>, help: impl Into<String>) {
        self.0.push(Fault { at, message: message.into(), help: Some(help.into()) });
    }

    fn wrong_type(&mut self, key: &str, expected: &str, value: &Value<'_>) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.add(value.span().start, format!("`{key}` is {found}"), format!("write {expected}"));
    }
}

/// What can be read from a value of TOML.
pub(super) trait Read: Sized {
    /// The value of a key, or nothing after telling what is wrong.
    fn read(value: &Value<'_>, key: &str, faults: &mut Faults) -> Option<Self>;
}

/// Reads a whole configuration.
pub(super) fn read<T: Read>(text: &str, faults: &mut Faults) -> Option<T> {
    let (table, errors) = DeTable::parse_recoverable(text);
    // What comes behind the first mistake in the grammar is mostly its shadow.
    if let Some(error) = errors.first() {
        let at = error.span().map_or(0, |span| span.start);
        // Some messages of the parser have lines of their own.
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        faults.add(at, format!("is no TOML here: {message}"), "see https://toml.io for the grammar");
        return None;
    }
    let span = table.span();
    T::read(&Spanned::new(span, DeValue::Table(table.into_inner())), "statemark.toml", faults)
}

/// A table, while its keys are read.
pub(super) struct Table<'value, 'text> {
    entries: &'value DeTable<'text>,
    name: &'value str,
    known: Vec<String>,
}

impl<'value, 'text> Table<'value, 'text> {
    pub(super) fn open(value: &'value Value<'text>, name: &'value str, faults: &mut Faults) -> Option<Self> {
        if let DeValue::Table(entries) = value.get_ref() {
            return Some(Self { entries, name, known: Vec::new() });
        }
        faults.wrong_type(name, "a table", value);
        None
    }

    /// The value of a key, if it is there: the key is the name of a field, with hyphens.
    pub(super) fn take<T: Read>(&mut self, field: &str, faults: &mut Faults) -> Option<T> {
        let key = field.replace('_', "-");
        let value = self.entries.get(key.as_str());
        let read = value.and_then(|value| T::read(value, &key, faults));
        self.known.push(key);
        read
    }

    /// Tells of the keys that nobody took.
    pub(super) fn finish(self, faults: &mut Faults) {
        for key in self.entries.keys().filter(|key| self.known.iter().all(|known| known != key.get_ref())) {
            let help = match nearest(key.get_ref(), self.known.iter().map(String::as_str)) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("the keys here are {}", self.known.join(", ")),
            };
            faults.add(key.span().start, format!("no key of `{}` is called `{}`", self.name, key.get_ref()), help);
        }
    }
}

/// Declares a table of TOML: its keys are the names of its fields with hyphens, and each may be left out.
macro_rules! table {
    ($(#[$meta:meta])* pub(super) struct $name:ident { $( $(#[$field_meta:meta])* $field:ident: $type:ty, )* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default)]
        #[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "kebab-case", deny_unknown_fields))]
        pub(super) struct $name {
            $( $(#[$field_meta])* pub(super) $field: Option<$type>, )*
        }

        impl Read for $name {
            fn read(value: &Value<'_>, key: &str, faults: &mut Faults) -> Option<Self> {
                let mut table = Table::open(value, key, faults)?;
                let read = Self { $( $field: table.take(stringify!($field), faults), )* };
                table.finish(faults);
                Some(read)
            }
        }
    };
}

pub(super) use table;

impl Read for bool {
    fn read(value: &Value<'_>, key: &str, faults: &mut Faults) -> Option<Self> {
        let read = value.get_ref().as_bool();
        if read.is_none() {
            faults.wrong_type(key, "true or false", value);
        }
        read
    }
}

impl Read for u32 {
    fn read(value: &Value<'_>, key: &str, faults: &mut Faults) -> Option<Self> {
        let DeValue::Integer(digits) = value.get_ref() else {
            faults.wrong_type(key, "a whole number", value);
            return None;
        };
        let read = Self::from_str_radix(digits.as_str(), digits.radix()).ok();
        if read.is_none() {
            faults.add(value.span().start, format!("`{key}` is {digits}"), format!("write a number from 0 to {}", Self::MAX));
        }
        read
    }
}

impl Read for String {
    fn read(value: &Value<'_>, key: &str, faults: &mut Faults) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                faults.add(value.span().start, format!("`{key}` is empty"), "write something, or leave it out");
                None
            }
            DeValue::String(text) => Some(text.clone().into_owned()),
            _ => {
                faults.wrong_type(key, "a string", value);
                None
            }
        }
    }
}

impl<T: Read> Read for Placed<T> {
    fn read(value: &Value<'_>, key: &str, faults: &mut Faults) -> Option<Self> {
        Some(Self { value: T::read(value, key, faults)?, span: value.span() })
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value<'_>, key: &str, faults: &mut Faults) -> Option<Self> {
        let DeValue::Array(items) = value.get_ref() else {
            faults.wrong_type(key, "a list in brackets", value);
            return None;
        };
        Some(items.iter().filter_map(|item| T::read(item, key, faults)).collect())
    }
}

/// Values by names of the team's own, in the order of the text.
#[derive(Debug, Clone)]
pub(super) struct Named<T>(pub(super) Vec<(Placed<String>, T)>);

impl<T: Read> Read for Named<T> {
    fn read(value: &Value<'_>, key: &str, faults: &mut Faults) -> Option<Self> {
        let table = Table::open(value, key, faults)?.entries;
        let entry = |(name, value): (&Spanned<Cow<'_, str>>, &Value<'_>)| {
            let name = Placed { value: name.get_ref().to_string(), span: name.span() };
            let value = T::read(value, &format!("{key}.{}", name.value), faults)?;
            Some((name, value))
        };
        let mut entries: Vec<_> = table.iter().filter_map(entry).collect();
        entries.sort_by_key(|(name, _): &(Placed<String>, T)| name.span.start);
        Some(Self(entries))
    }
}

/// Values by the paths of fields, in the order of the text. `topics.match = …` is the same with and without quotation marks.
#[derive(Debug, Clone)]
pub(super) struct ByField<T>(pub(super) Vec<(Placed<String>, T)>);

impl<T: Read> Read for ByField<T> {
    fn read(value: &Value<'_>, key: &str, faults: &mut Faults) -> Option<Self> {
        fn within<T: Read>(table: &DeTable<'_>, path: &str, all: &mut Vec<(Placed<String>, T)>, faults: &mut Faults) {
            for (key, value) in table {
                let path = if path.is_empty() { key.get_ref().to_string() } else { format!("{path}.{}", key.get_ref()) };
                if let DeValue::Table(table) = value.get_ref() {
                    within(table, &path, all, faults);
                } else if let Some(value) = T::read(value, &path, faults) {
                    all.push((Placed { value: path, span: key.span() }, value));
                }
            }
        }
        let table = Table::open(value, key, faults)?.entries;
        let mut all = Vec::new();
        within(table, "", &mut all, faults);
        all.sort_by_key(|(path, _)| path.span.start);
        Some(Self(all))
    }
}
