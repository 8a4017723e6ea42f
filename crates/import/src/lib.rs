//! Texts that people have, as uncoded Statemark documents, and coded records that they have, as coded ones.
//!
//! Data flows one way: a reader ([`text`], [`markdown`], [`html`], [`xml`]) makes a [`page::Page`], and [`draft`] makes a statement of it.
//! [`mapping`] goes its own way, from rows of records to statements.

// From bytes to characters.
pub mod characters;
pub mod encoding;
pub mod kind;

// What the readers have in common.
mod dates;
mod entities;
mod kinds;
mod labels;
pub mod page;
pub mod points;
mod tag;
mod words;

// The readers.
pub mod html;
pub mod markdown;
pub mod text;
pub mod xml;

// From a page to a statement.
pub mod draft;
pub mod error;

// From records to statements.
pub mod mapping;
