//! The model of Statemark, an open data format for public statements, and its native JSON.
//!
//! A statement is read with [`json::from_slice`] and written with [`json::to_vec`]; [`json::read`] gives all faults of a document
//! with their places. The other spellings, XML and Markdown, are read and written by `statemark-convert`, on the same model.
//!
//! ```
//! let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
//!     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
//!     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain.", "by": ["x"], "act": "welcome"}]}]}"#;
//! let statement = statemark::json::from_str(text)?;
//! assert_eq!(statement.sections[0].clauses[0].act, Some(statemark::act::Act::Welcome));
//! # Ok::<(), statemark::error::Error>(())
//! ```

// The model, one object a file.
pub mod act;
pub mod action;
pub mod adoption;
pub mod clause;
pub mod entity;
pub mod evidence;
pub mod ext;
pub mod provenance;
pub mod relation;
pub mod section;
pub mod signatory;
pub mod source;
pub mod statement;
pub mod topic;

// Its values.

mod codes;
pub mod date;
pub mod id;
pub mod language;
pub mod number;
pub mod text;
pub mod version;
pub mod web;
pub mod word;

// A document as read, and what is wrong with it.
pub mod complete;
pub mod document;
pub mod edit;
pub mod error;
pub mod fault;
pub mod form;
mod judge;
pub mod node;
pub mod place;
pub mod pointer;
pub mod records;
pub mod suggest;

// The native spelling, and what it makes of a statement that can be compared.
pub mod digest;
pub mod json;
pub mod schema;

// What is derived of a statement, and stored in none.
pub mod spoken;
pub mod standing;

// The example of the project's README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
