//! What the tests of Statemark share: generated documents, the examples, the outside corpora. Not published.
#![allow(clippy::missing_panics_doc, reason = "a test that cannot get its specimens has to fail")]

// Documents made from a number: the same number, the same document.
pub mod campaign;
pub mod document;
pub mod draw;
mod ext;
mod names;
pub mod strategy;
mod words;

// What they cover.
pub mod classes;
pub mod coverage;

// Documents made to break readers.
pub mod attacks;
pub mod mutation;

// Documents that lie in files.
pub mod examples;
pub mod generated;
pub mod json_test_suite;
pub mod shared;
