//! The same names where the library is built without columns: nothing of them can be made, and whoever tries is told.

use std::fs::File;

use statemark::statement::Statement;

use super::{Container, Error};

/// A batch of columns.
pub struct Batch(());

/// Rows that are being filled.
#[derive(Default)]
pub struct Rows(());

/// A file that is being written.
pub struct Writer(());

/// A table that is being read.
pub struct Table(());

impl Rows {
    /// Adds a row.
    pub fn push(&mut self, _: &Statement) {}

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        true
    }

    /// # Errors
    /// `Absent`.
    pub fn finish(self) -> Result<Batch, Error> {
        Err(Error::Absent)
    }
}

/// Whether this thread is reading a table.
pub fn is_contained() -> bool {
    false
}

/// # Errors
/// `Absent`.
pub fn lines(_: &Batch) -> Result<Vec<u8>, Error> {
    Err(Error::Absent)
}

impl Writer {
    /// # Errors
    /// `Absent`.
    pub fn new(_: Container, _: usize) -> Result<Self, Error> {
        Err(Error::Absent)
    }

    /// # Errors
    /// `Absent`.
    pub fn push(&mut self, _: &Batch) -> Result<Vec<u8>, Error> {
        Err(Error::Absent)
    }

    /// # Errors
    /// `Absent`.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        Err(Error::Absent)
    }
}

impl Table {
    /// # Errors
    /// `Absent`.
    pub fn open(_: File, _: Container) -> Result<Self, Error> {
        Err(Error::Absent)
    }

    /// How much of the file was read.
    pub fn progress(&self) -> (u64, u64) {
        (0, 0)
    }

    /// # Errors
    /// `Absent`.
    pub fn next_lines(&mut self, _: &mut Vec<u8>) -> Result<bool, Error> {
        Err(Error::Absent)
    }
}
