//! The Markdown spelling: CommonMark without extensions, behind front matter in YAML 1.2. It is what people write and review.
//!
//! One rule: **a code span at the end of a paragraph or heading holds its attributes**: `#id`, `key=value`, `list=a,b`, bare words;
//! a value in quotation marks is a JSON string. `docs/format.md` has the whole grammar. In short:
//!
//! - The front matter holds all of the statement but its title and sections. Plain scalars of known fields are raw text; `ext`
//!   follows the core schema.
//! - `#` is the title, `##` and deeper are sections. A paragraph of attributes opens a section without a heading.
//! - A paragraph is a clause. A number in bold stands before its words. A paragraph with `lang=…` says the words above in another language.
//! - A block quote is evidence, a bullet is an `action`, `condition`, `relation`, `note` or else a sub-clause, a fence `yaml ext` is `ext`:
//!   all of the clause above.
//! - A fence `source=ID` is the text of a source.
//!
//! Blocks and inlines come from a CommonMark parser, so that what people and formatters lay out another way reads the same. What the
//! model cannot keep (emphasis, links, HTML …) is a fault in its place, never dropped.
//!
//! ```
//! use statemark_convert::markdown;
//!
//! let text = r#"---
//! statemark: "1.0"
//! id: rain-2025
//! type: statement
//! language: en
//! date: 2025-02-06
//! issuers: [x]
//! entities:
//!   - {id: x, kind: state, name: X}
//! ---
//!
//! ## On Rain
//!
//! **1.** X welcomes the rain,
//! `#rain by=x act=welcome`
//! "#;
//! let statement = markdown::from_slice(text.as_bytes())?;
//! assert_eq!(statement.sections[0].clauses[0].text.own(&statement.language), "X welcomes the rain,");
//! assert_eq!(markdown::to_string(&statement), text);
//! # Ok::<(), statemark::error::Error>(())
//! ```

mod edits;
mod headings;
mod label;
pub(crate) mod limits;
mod read;
mod records;
mod write;

pub(crate) use edits::{Frame, edits};
pub(crate) use read::comments;

use std::io;

use statemark::document::Document;
use statemark::error::Error;
use statemark::statement::Statement;

pub use headings::heading_path;
pub use records::Records;

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

/// Writes a statement as a document that reads as the same statement.
pub fn to_string(statement: &Statement) -> String {
    write::document(statement)
}

/// Writes a statement into a writer.
///
/// # Errors
/// What the writer fails with.
pub fn to_writer(mut writer: impl io::Write, statement: &Statement) -> io::Result<()> {
    writer.write_all(to_string(statement).as_bytes())
}
