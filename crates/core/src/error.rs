//! Why a document could not be read.

use std::fmt;

use crate::fault::{Fault, FaultKind};
use crate::place::{Lines, Place};

/// Why a document could not be read: its first fault with line and column, and how many more there are.
///
/// ```
/// let error = statemark::json::from_str(r#"{"statemark": "1.1"}"#).unwrap_err();
/// assert_eq!((error.line(), error.column(), error.pointer()), (1, 15, "/statemark"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Error {
    faults: Vec<Fault>,
    place: Place,
}

impl Error {
    /// The error of a document with these faults, of which there is at least one, in this text.
    pub(crate) fn new(mut faults: Vec<Fault>, text: &str) -> Self {
        faults.sort_by_key(|fault| fault.span.start);
        if faults.is_empty() {
            faults.push(Fault::new(FaultKind::Syntax, crate::node::Span::default(), "the document could not be read"));
        }
        let place = Lines::new(text).place(faults[0].span.start);
        Self { faults, place }
    }

    /// The line of the first fault, from 1.
    pub fn line(&self) -> usize {
        self.place.line
    }

    /// The column of the first fault, from 1, in code points.
    pub fn column(&self) -> usize {
        self.place.column
    }

    /// The JSON Pointer of the first fault.
    pub fn pointer(&self) -> &str {
        self.faults[0].pointer.as_str()
    }

    /// What kind of fault the first one is.
    pub fn kind(&self) -> FaultKind {
        self.faults[0].kind
    }

    /// All faults, in the order of the text.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = &self.faults[0];
        write!(formatter, "line {}, column {}", self.place.line, self.place.column)?;
        if !self.pointer().is_empty() {
            write!(formatter, ", at {}", self.pointer())?;
        }
        write!(formatter, ": {}", first.message)?;
        if let Some(help) = &first.help {
            write!(formatter, " ({help})")?;
        }
        match self.faults.len() - 1 {
            0 => Ok(()),
            1 => write!(formatter, "; and one more fault"),
            more => write!(formatter, "; and {more} more faults"),
        }
    }
}
