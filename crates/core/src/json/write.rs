//! Canonical JSON: keys in the order of the format, numbers as in RFC 8785, and no other freedom.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter};

use super::canonical::Canonical;
use crate::statement::Statement;

/// Writes a statement on one line, as NDJSON holds it, without the line feed.
///
/// # Panics
/// Never: a statement has no value that JSON cannot carry.
pub fn to_string(statement: &Statement) -> String {
    String::from_utf8(to_vec(statement)).expect("the writer writes UTF-8")
}

/// Writes a statement as a file holds it: two spaces a level, one line feed at the end.
///
/// # Panics
/// Never: a statement has no value that JSON cannot carry.
pub fn to_string_pretty(statement: &Statement) -> String {
    String::from_utf8(to_vec_pretty(statement)).expect("the writer writes UTF-8")
}

/// Writes a statement on one line, as [`to_string`] does.
pub fn to_vec(statement: &Statement) -> Vec<u8> {
    let mut bytes = Vec::new();
    append(&mut bytes, statement);
    bytes
}

/// Writes a statement on one line, as [`to_string`] does, behind what is there.
///
/// ```
/// # use statemark::json;
/// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
/// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
/// #     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]}"#;
/// # let statements = [json::from_str(text)?];
/// let mut bytes = Vec::new();
/// for statement in &statements {
///     json::append(&mut bytes, statement);
///     bytes.push(b'\n');
/// }
/// # Ok::<(), statemark::error::Error>(())
/// ```
pub fn append(bytes: &mut Vec<u8>, statement: &Statement) {
    statement.write(bytes);
}

/// Writes a statement as a file holds it, as [`to_string_pretty`] does.
///
/// # Panics
/// Never: writing to memory does not fail.
pub fn to_vec_pretty(statement: &Statement) -> Vec<u8> {
    let mut bytes = Vec::new();
    to_writer_pretty(&mut bytes, statement).expect("writing to memory does not fail");
    bytes
}

/// Writes a statement on one line, as [`to_string`] does.
///
/// # Errors
/// What the writer fails with.
pub fn to_writer(mut writer: impl io::Write, statement: &Statement) -> io::Result<()> {
    writer.write_all(&to_vec(statement))
}

/// Writes a statement as a file holds it, as [`to_string_pretty`] does.
///
/// # Errors
/// What the writer fails with.
pub fn to_writer_pretty(mut writer: impl io::Write, statement: &Statement) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(&mut writer, Layout(PrettyFormatter::new()));
    statement.serialize(&mut serializer).map_err(io::Error::from)?;
    writer.write_all(b"\n")
}

/// The layout of another formatter, with doubles as JavaScript writes them.
pub(super) struct Layout<F>(pub(super) F);

macro_rules! delegate {
    ($($name:ident($($argument:ident: $type:ty),*)),+ $(,)?) => {
        $(
            fn $name<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $argument: $type)*) -> io::Result<()> {
                self.0.$name(writer $(, $argument)*)
            }
        )+
    };
}

impl<F: Formatter> Formatter for Layout<F> {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(ryu_js::Buffer::new().format(value).as_bytes())
    }

    delegate! {
        begin_array(), end_array(), begin_array_value(first: bool), end_array_value(),
        begin_object(), end_object(), begin_object_key(first: bool), end_object_key(),
        begin_object_value(), end_object_value(),
    }
}
