//! Columns as they are read: from a row back to JSON.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, BooleanArray, Float64Array, Int32Array, Int64Array, ListArray, StringArray, StructArray};
use serde::de::IgnoredAny;
use statemark::json::{append_number, append_string};

use super::field::{Field, Kind};

/// A column of a batch, or the fields of an object in one.
pub(super) enum Values<'batch> {
    Words(&'batch StringArray),
    Json(&'batch StringArray),
    Flag(&'batch BooleanArray),
    Count(&'batch Int64Array),
    Index(&'batch Int32Array),
    Degree(&'batch Float64Array),
    Text(Pairs<'batch>),
    Identifiers(Pairs<'batch>),
    Object(&'batch StructArray, Vec<Member<'batch>>),
    List(&'batch ListArray, Box<Values<'batch>>),
}

/// A field of an object, with its column.
pub(super) struct Member<'batch> {
    pub(super) field: &'static Field,
    pub(super) values: Values<'batch>,
}

/// Lists of two words each.
pub(super) struct Pairs<'batch> {
    lists: &'batch ListArray,
    items: &'batch StructArray,
    first: &'batch StringArray,
    second: &'batch StringArray,
}

/// What is wrong in a row, and where in it.
pub(super) struct Wrong {
    pub(super) column: String,
    pub(super) message: String,
}

impl Wrong {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { column: String::new(), message: message.into() }
    }

    /// The same, seen from what holds the value.
    pub(super) fn within(mut self, part: &str) -> Self {
        let dot = if self.column.is_empty() || self.column.starts_with('[') { "" } else { "." };
        self.column = format!("{part}{dot}{}", self.column);
        self
    }
}

impl<'batch> Values<'batch> {
    /// A column of this kind; nothing where it is none.
    pub(super) fn of(kind: Kind, array: &'batch ArrayRef) -> Option<Self> {
        Some(match kind {
            Kind::Words => Self::Words(array.as_string_opt()?),
            Kind::Json => Self::Json(array.as_string_opt()?),
            Kind::Flag => Self::Flag(array.as_boolean_opt()?),
            Kind::Count => Self::Count(array.as_primitive_opt::<Int64Type>()?),
            Kind::Index => Self::Index(array.as_primitive_opt::<Int32Type>()?),
            Kind::Degree => Self::Degree(array.as_primitive_opt::<Float64Type>()?),
            Kind::Text => Self::Text(Pairs::of(["language", "words"], array)?),
            Kind::Identifiers => Self::Identifiers(Pairs::of(["scheme", "value"], array)?),
            Kind::Object(fields) => {
                let object = array.as_struct_opt()?;
                Self::Object(object, members(fields, object)?)
            }
            Kind::List(item) => {
                let lists = array.as_list_opt::<i32>()?;
                Self::List(lists, Box::new(Self::of(*item, lists.values())?))
            }
        })
    }

    /// Writes the value of a row, in a statement of this language, behind what is there. Says whether there is one.
    pub(super) fn write(&self, json: &mut Vec<u8>, at: usize, own: &str) -> Result<bool, Wrong> {
        match self {
            Self::Words(words) if words.is_valid(at) => append_string(json, words.value(at)),
            Self::Json(texts) if texts.is_valid(at) => append_json(json, texts.value(at))?,
            // A flag that is not set is left out.
            Self::Flag(flags) if flags.is_valid(at) && flags.value(at) => json.extend_from_slice(b"true"),
            Self::Count(counts) if counts.is_valid(at) => json.extend_from_slice(counts.value(at).to_string().as_bytes()),
            Self::Index(places) if places.is_valid(at) => json.extend_from_slice(places.value(at).to_string().as_bytes()),
            Self::Degree(degrees) if degrees.is_valid(at) => append_number(json, degrees.value(at)),
            Self::Text(pairs) => return Ok(pairs.write_text(json, at, own)),
            Self::Identifiers(pairs) => return Ok(pairs.write_map(json, at)),
            Self::Object(objects, members) if objects.is_valid(at) => {
                json.push(b'{');
                write_members(members, json, at, own)?;
                close(json, b'}');
            }
            Self::List(lists, items) => return write_list(lists, items, json, at, own),
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// The fields of an object, each with its column.
pub(super) fn members<'batch>(fields: &'static [Field], object: &'batch StructArray) -> Option<Vec<Member<'batch>>> {
    let member =
        |field: &'static Field| Some(Member { field, values: Values::of(field.kind, object.column_by_name(field.name)?)? });
    fields.iter().map(member).collect()
}

/// Writes the fields that are there, each with a comma behind it.
pub(super) fn write_members(members: &[Member<'_>], json: &mut Vec<u8>, at: usize, own: &str) -> Result<(), Wrong> {
    members.iter().try_for_each(|member| member.write(json, at, own))
}

impl Member<'_> {
    /// Writes the field with a comma behind it, if it is there.
    pub(super) fn write(&self, json: &mut Vec<u8>, at: usize, own: &str) -> Result<(), Wrong> {
        let start = json.len();
        key(json, self.field.name);
        let is_there = self.values.write(json, at, own).map_err(|wrong| wrong.within(self.field.name))?;
        if is_there {
            json.push(b',');
        } else {
            json.truncate(start);
        }
        Ok(())
    }
}

/// Writes the key of a field.
pub(super) fn key(json: &mut Vec<u8>, name: &str) {
    json.push(b'"');
    json.extend_from_slice(name.as_bytes());
    json.extend_from_slice(b"\":");
}

/// Closes an object or a list, whose values each have a comma behind them: the last gives way.
pub(super) fn close(json: &mut Vec<u8>, bracket: u8) {
    if json.last() == Some(&b',') {
        json.pop();
    }
    json.push(bracket);
}

/// Where the items of a list stand among all of them; nothing where there are none.
pub(super) fn range(lists: &ListArray, at: usize) -> std::ops::Range<usize> {
    if lists.is_null(at) {
        return 0..0;
    }
    let ends = lists.value_offsets();
    let place = |end: i32| usize::try_from(end).unwrap_or(0);
    place(ends[at])..place(ends[at + 1])
}

fn write_list(lists: &ListArray, items: &Values<'_>, json: &mut Vec<u8>, at: usize, own: &str) -> Result<bool, Wrong> {
    let range = range(lists, at);
    if range.is_empty() {
        return Ok(false);
    }
    json.push(b'[');
    for (index, at) in range.enumerate() {
        if !items.write(json, at, own).map_err(|wrong| wrong.within(&format!("[{index}]")))? {
            json.extend_from_slice(b"null");
        }
        json.push(b',');
    }
    close(json, b']');
    Ok(true)
}

/// Writes JSON that stands in a column, on one line.
fn append_json(json: &mut Vec<u8>, text: &str) -> Result<(), Wrong> {
    let read: Result<IgnoredAny, _> = serde_json::from_str(text);
    read.map_err(|error| Wrong::new(format!("there is no JSON: {error}")))?;
    // In what is JSON, a line break stands between its tokens.
    json.extend(text.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }));
    Ok(())
}

impl<'batch> Pairs<'batch> {
    fn of([first, second]: [&str; 2], array: &'batch ArrayRef) -> Option<Self> {
        let lists = array.as_list_opt::<i32>()?;
        let pairs = lists.values().as_struct_opt()?;
        let words = |name: &str| pairs.column_by_name(name)?.as_string_opt();
        Some(Self { lists, items: pairs, first: words(first)?, second: words(second)? })
    }

    /// Writes words in one language, or in several.
    fn write_text(&self, json: &mut Vec<u8>, at: usize, own: &str) -> bool {
        let range = range(self.lists, at);
        if range.len() == 1 && self.first.is_null(range.start) {
            self.append_words(json, range.start);
            return true;
        }
        self.write_entries(json, range, own)
    }

    fn write_map(&self, json: &mut Vec<u8>, at: usize) -> bool {
        self.write_entries(json, range(self.lists, at), "")
    }

    /// Writes a map, its keys sorted; `absent` is the key that is left out in the column.
    fn write_entries(&self, json: &mut Vec<u8>, range: std::ops::Range<usize>, absent: &str) -> bool {
        let name = |at: usize| if self.items.is_valid(at) && self.first.is_valid(at) { self.first.value(at) } else { absent };
        let mut entries: Vec<(&str, usize)> = range.map(|at| (name(at), at)).collect();
        // Those with the same key stay in their order, for the judge to find.
        entries.sort_by_key(|(name, _)| *name);
        if entries.is_empty() {
            return false;
        }
        json.push(b'{');
        for (name, at) in entries {
            append_string(json, name);
            json.push(b':');
            self.append_words(json, at);
            json.push(b',');
        }
        close(json, b'}');
        true
    }

    fn append_words(&self, json: &mut Vec<u8>, at: usize) {
        if self.items.is_valid(at) && self.second.is_valid(at) {
            append_string(json, self.second.value(at));
        } else {
            json.extend_from_slice(b"null");
        }
    }
}
