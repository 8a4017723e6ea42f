//! Statements in the standards of archives, with nothing lost: what fits is renamed into the standard's own element, what does not stands,
//! as our own XML has it, in the one place that the standard leaves for what it does not know. Reading is the inverse.
//!
//! [`akn`] is Akoma Ntoso 3.0, [`tei`] is TEI P5. `docs/archive.md` tells where each field stands. [`page`] is for people, and is not read back;
//! [`package`] puts all of these into a bag with checksums (`docs/packages.md`); [`foreign`] reads what was not made of statements.

// Where each field stands.
mod days;
mod kept;
mod languages;
mod mapping;
mod names;
mod object;
mod reference;

// What nobody has read.
mod unread;

// The standards.
pub mod akn;
pub mod foreign;
pub mod standard;
pub mod table;
pub mod tei;

// For people.
pub mod page;

// The package.
pub mod package;
