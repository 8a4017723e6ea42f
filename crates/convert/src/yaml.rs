//! The YAML spelling, for single documents: YAML 1.2 whose maps and lists are those of the JSON, key by key.
//!
//! Plain scalars of known fields are raw text (`no` is a language, `1.0` a version); only those of numbers and of `continues` are more.
//! `ext` follows the core schema. Anchors, aliases, tags, merge keys and a second document are faults. Front matter and `ext` fences of
//! Markdown are read and written here too.
//!
//! ```
//! use statemark_convert::yaml;
//!
//! let text = r#"
//! statemark: "1.0"
//! id: rain-2025
//! type: statement
//! title: On Rain
//! language: en
//! date: "2025-02-06"
//! issuers: [x]
//! entities:
//!   - {id: x, kind: state, name: X}
//! sections:
//!   - clauses:
//!       - {id: rain, text: "X welcomes the rain,", by: [x], act: welcome}
//! "#;
//! let statement = yaml::from_slice(text.as_bytes())?;
//! assert_eq!(statement.title.own(&statement.language), "On Rain");
//! assert_eq!(yaml::to_string(&statement), text.trim_start());
//! # Ok::<(), statemark::error::Error>(())
//! ```

pub(crate) mod comments;
pub(crate) mod edits;
pub(crate) mod limits;
mod plain;
pub(crate) mod read;
pub(crate) mod scalar;
pub(crate) mod tree;
pub(crate) mod write;

use std::borrow::Cow;
use std::io;

use statemark::document::Document;
use statemark::error::Error;
use statemark::fault::{Fault, FaultKind};
use statemark::statement::Statement;

/// Reads a document with all its faults and their places. Bad data is no error here: see [`Document::faults`].
pub fn read(input: &[u8]) -> Document<'_> {
    let text = match Document::decode(input) {
        Ok(text) => text,
        Err(unreadable) => return *unreadable,
    };
    if let Some(fault) = limits::check(text, 0, "document") {
        return Document::unreadable(Cow::Borrowed(text), fault);
    }
    match read::read(text, scalar::Schema::Statement, limits::DEPTH, &|offset| offset) {
        Ok(node) if node.span.start == node.span.end => {
            let fault = Fault::new(FaultKind::Syntax, node.span, "the document is empty");
            Document::unreadable(Cow::Borrowed(text), fault.help("write a statement, or begin with `statemark new`"))
        }
        Ok(node) => Document::new(Cow::Borrowed(text), Some(node), Vec::new()),
        Err(fault) => Document::unreadable(Cow::Borrowed(text), *fault),
    }
}

/// Reads a statement from bytes.
///
/// # Errors
/// When the form of the document has a fault; [`Error`] names the first with line, column and pointer.
pub fn from_slice(bytes: &[u8]) -> Result<Statement, Error> {
    read(bytes).into_statement()
}

/// Writes a statement as a document in which any reader of YAML 1.2 sees the JSON that it stands for. Strings that readers of version 1.1
/// take for something else, such as dates, have quotation marks.
pub fn to_string(statement: &Statement) -> String {
    match tree::Tree::of(statement) {
        tree::Tree::Map(entries) => write::document(&entries),
        _ => String::new(),
    }
}

/// Writes a statement, as [`to_string`] does.
///
/// # Errors
/// What the writer fails with.
pub fn to_writer(mut writer: impl io::Write, statement: &Statement) -> io::Result<()> {
    writer.write_all(to_string(statement).as_bytes())
}
