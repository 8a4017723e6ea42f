//! Faults of the text itself, after which nothing more can be read.

use statemark::fault::{Fault, FaultKind};
use statemark::node::Span;

/// What was read, or the fault at which reading ends.
pub(super) type Parsed<T> = Result<T, Box<Fault>>;

/// A break of XML's grammar at one place.
pub(super) fn broken(span: Span, message: impl Into<String>, help: impl Into<String>) -> Box<Fault> {
    broken_as(FaultKind::Syntax, span, message, help)
}

/// A fault of another kind, at which reading ends as well.
pub(super) fn broken_as(kind: FaultKind, span: Span, message: impl Into<String>, help: impl Into<String>) -> Box<Fault> {
    Box::new(Fault::new(kind, span, message).help(help))
}

/// The span of the character at an offset; empty at the end of the text.
pub(super) fn here(text: &str, at: usize) -> Span {
    Span::new(at, at + text[at..].chars().next().map_or(0, char::len_utf8))
}
