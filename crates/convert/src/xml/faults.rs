//! Faults of the text itself, after which nothing more can be read.

use statemark::fault::{Fault, FaultKind};
use statemark::node::Span;

/// What was read, or the fault at which reading ends.
pub(super) type Parsed<T> = Result<T, Broken>;

/// A fault that ends reading, boxed since it is rare and large.
#[derive(Debug)]
pub(super) struct Broken(Box<Fault>);

impl Broken {
    pub(super) fn into_fault(self) -> Fault {
        *self.0
    }
}

/// A break of XML's grammar at one place.
pub(super) fn broken(span: Span, message: impl Into<String>, help: impl Into<String>) -> Broken {
    broken_as(FaultKind::Syntax, span, message, help)
}

/// A fault of another kind, at which reading ends as well.
pub(super) fn broken_as(kind: FaultKind, span: Span, message: impl Into<String>, help: impl Into<String>) -> Broken {
    Broken(Box::new(Fault::new(kind, span, message).help(help)))
}

/// The span of the character at an offset; empty at the end of the text.
pub(super) fn here(text: &str, at: usize) -> Span {
    Span::new(at, at + text[at..].chars().next().map_or(0, char::len_utf8))
}
