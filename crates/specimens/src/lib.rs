//! What the tests of Statemark share: generated documents, the examples, the outside corpora. Not published.
#![allow(clippy::missing_panics_doc, reason = "a test that cannot get its specimens has to fail")]

pub mod draw;
pub mod shared;
