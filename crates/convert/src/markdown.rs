//! The Markdown spelling.

mod label;
mod limits;
mod points;
mod read;
mod write;

use std::io;

use statemark::document::Document;
use statemark::error::Error;
use statemark::statement::Statement;

/// Reads a document with all its faults and their places. Bad data is no error here: see [`Document::faults`].
pub fn read(input: &[u8]) -> Document<'_> {
    match Document::decode(input) {
        Ok(text) => read::document(text),
        Err(unreadable) => *unreadable,
    }
}

/// Reads a statement from bytes.
///
/// # Errors
/// When the form of the document has a fault; [`Error`] names the first with line, column and pointer.
pub fn from_slice(bytes: &[u8]) -> Result<Statement, Error> {
    read(bytes).into_statement()
}

/// Writes a statement.
pub fn to_string(statement: &Statement) -> String {
    write::document(statement)
}

/// Writes a statement.
///
/// # Errors
/// What the writer fails with.
pub fn to_writer(mut writer: impl io::Write, statement: &Statement) -> io::Result<()> {
    writer.write_all(to_string(statement).as_bytes())
}
