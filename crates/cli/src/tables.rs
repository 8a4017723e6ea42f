//! Flat tables: from the inputs over threads to files that are whole or absent.
//!
//! `plan` finds what is read and written to be right, `labour` judges each record and makes its rows on any thread, and `course` takes them
//! in order to the `sinks`, one a table.

mod course;
mod labour;
mod plan;
mod sinks;

pub(crate) use self::plan::run;
