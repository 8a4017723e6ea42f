//! The XML spelling.

use std::borrow::Cow;
use std::io;

use statemark::document::Document;
use statemark::error::Error;
use statemark::fault::{Fault, FaultKind};
use statemark::node::Span;
use statemark::statement::Statement;

/// Reads a document with all its faults and their places. Bad data is no error here: see [`Document::faults`].
pub fn read(_input: &[u8]) -> Document<'_> {
    Document::unreadable(Cow::Borrowed(""), Fault::new(FaultKind::Syntax, Span::default(), "not yet"))
}

/// Reads a statement from bytes.
///
/// # Errors
/// When the form of the document has a fault; [`Error`] names the first with line, column and pointer.
pub fn from_slice(bytes: &[u8]) -> Result<Statement, Error> {
    read(bytes).into_statement()
}

/// Writes a statement.
pub fn to_string(_statement: &Statement) -> String {
    String::new()
}

/// Writes a statement.
///
/// # Errors
/// What the writer fails with.
pub fn to_writer(mut writer: impl io::Write, statement: &Statement) -> io::Result<()> {
    writer.write_all(to_string(statement).as_bytes())
}
