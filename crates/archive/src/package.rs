//! Packages for an archive: statements with all that is needed to read them when our programs are gone, in a bag (BagIt 1.0, RFC 8493).
//!
//! `docs/packages.md` tells what lies where. Nothing here touches files: what is written is given to the caller, and what is read comes
//! from it.

// What is written.
pub mod contents;
pub mod enclosed;
mod format;
mod mets;

// A bag, written and read.
pub mod bag;
pub mod finding;
pub mod info;
pub mod manifest;
pub mod own;
pub mod paths;
pub mod readback;
pub mod sum;
pub mod zip;
