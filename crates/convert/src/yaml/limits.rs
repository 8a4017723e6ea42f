//! Limits on YAML.

use statemark::document::VALUE_LIMIT;
use statemark::fault::{Fault, FaultKind};
use statemark::node::Span;

/// How deep lists and maps may stand in each other in a document of its own: as in JSON.
pub(super) const DEPTH: usize = 128;

/// Why a text that stands at `base` in its document must not be parsed, or nothing.
pub(crate) fn check(text: &str, base: usize, what: &str) -> Option<Fault> {
    (text.len() > VALUE_LIMIT && breaks(text) > VALUE_LIMIT).then(|| {
        let message = format!("the {what} has more than {VALUE_LIMIT} lines");
        Fault::new(FaultKind::Limit, Span::new(base, base), message).help("split the document")
    })
}

/// How many line breaks a text has: LF, CR, or both as one.
pub(crate) fn breaks(text: &str) -> usize {
    text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r')).count() - text.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_alike_whatever_ends_them() {
        for end in ["\n", "\r", "\r\n"] {
            assert!(check(&end.repeat(VALUE_LIMIT), 0, "document").is_none(), "{end:?}");
            assert!(check(&end.repeat(VALUE_LIMIT + 1), 0, "document").is_some(), "{end:?}");
        }
    }
}
