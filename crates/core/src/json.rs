//! JSON, the native spelling (RFC 8259, I-JSON RFC 7493): reading with all faults in their places, and canonical writing (numbers: RFC 8785).

mod broken;
pub(crate) mod canonical;
pub(crate) mod direct;
mod edits;
mod read;
mod string;
mod tokens;
mod write;

use std::io;

use crate::document::Document;
use crate::error::Error;
use crate::node::Entry;
use crate::statement::Statement;

pub use edits::edits;
pub use write::{append, to_string, to_string_pretty, to_vec, to_vec_pretty, to_writer, to_writer_pretty};

/// Writes a string as canonical JSON does, in its quotation marks, behind what is there: for who writes JSON of parts of a statement.
///
/// ```
/// let mut json = Vec::new();
/// statemark::json::append_string(&mut json, "\"firm\"\n");
/// assert_eq!(json, br#""\"firm\"\n""#);
/// ```
pub fn append_string(json: &mut Vec<u8>, text: &str) {
    canonical::string(json, text);
}

/// Writes a number as canonical JSON does (RFC 8785), behind what is there; what is none is written `null`.
///
/// ```
/// let mut json = Vec::new();
/// statemark::json::append_number(&mut json, 0.80);
/// assert_eq!(json, b"0.8");
/// ```
pub fn append_number(json: &mut Vec<u8>, number: f64) {
    canonical::number(json, number);
}

/// Reads a document with all its faults and their places. Bad data is no error here: see [`Document::faults`].
///
/// ```
/// let document = statemark::json::read(br#"{"statemark": "1.0", "id": "a", "titel": "On rain"}"#);
/// assert!(document.statement.is_none());
/// assert!(document.faults.iter().any(|fault| fault.help.as_deref() == Some("did you mean `title`?")));
/// ```
pub fn read(input: &[u8]) -> Document<'_> {
    match Document::decode(input) {
        Ok(text) => read::document(text),
        Err(unreadable) => *unreadable,
    }
}

/// The `$schema` of a JSON text, with its place: it is no part of the statement, and so not in the tree that [`read`] gives.
///
/// ```
/// let entry = statemark::json::schema(r#"{"$schema": "https://example.org/statement", "id": "a"}"#).unwrap();
/// assert_eq!((entry.key_span.start, entry.node.as_str()), (1, Some("https://example.org/statement")));
/// ```
pub fn schema(text: &str) -> Option<Entry<'_>> {
    read::schema(text)
}

/// Reads a statement from a string.
///
/// # Errors
/// When the form of the document has a fault; [`Error`] names the first with line, column and pointer.
pub fn from_str(text: &str) -> Result<Statement, Error> {
    from_slice(text.as_bytes())
}

/// Reads a statement from bytes: UTF-8, with or without a byte order mark.
///
/// # Errors
/// When the form of the document has a fault; [`Error`] names the first with line, column and pointer.
pub fn from_slice(bytes: &[u8]) -> Result<Statement, Error> {
    read(bytes).into_statement()
}

/// Reads a statement from a reader, to its end but no further than the size limit.
///
/// # Errors
/// The outer one when reading fails; the inner one when the form of the document has a fault.
pub fn from_reader(reader: impl io::Read) -> io::Result<Result<Statement, Error>> {
    let mut bytes = Vec::new();
    let limit = crate::document::SIZE_LIMIT as u64 + 1;
    io::Read::read_to_end(&mut io::Read::take(reader, limit), &mut bytes)?;
    Ok(from_slice(&bytes))
}
