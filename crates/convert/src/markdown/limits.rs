//! Limits that are checked before a text is parsed, so that no hostile one takes more time or memory than its length allows.

use statemark::document::VALUE_LIMIT;
use statemark::fault::{Fault, FaultKind};
use statemark::node::Span;

use crate::yaml::limits::breaks;

/// How deep quotes and list items may stand in each other: deeper than any statement, and cheap to parse.
pub(crate) const DEPTH: usize = 64;

/// Why a text that stands at `base` in its document must not be parsed, or nothing.
pub(super) fn check(text: &str, base: usize) -> Option<Fault> {
    let mut start = 0;
    let ends = memchr::memchr2_iter(b'\n', b'\r', text.as_bytes()).map(|end| end + 1);
    for end in ends.chain([text.len()]) {
        if depth(&text[start..end]) > DEPTH {
            let message = format!("quotes or lists stand more than {DEPTH} deep");
            return Some(
                Fault::new(FaultKind::Limit, Span::new(base + start, base + start), message)
                    .help("take markers or spaces out; the text of a source may stand in the front matter"),
            );
        }
        start = end;
    }
    // A text has no more of them than bytes.
    (text.len() > VALUE_LIMIT && marks(text) > VALUE_LIMIT).then(|| {
        let message = format!("the document holds more than {VALUE_LIMIT} lines and characters with a meaning in Markdown");
        Fault::new(FaultKind::Limit, Span::new(base, base), message).help("split it, or keep long sources as files beside it")
    })
}

/// The most containers that a line can open or go on: one a marker, one for two columns of white space before a marker. Lines of fences
/// count as well: before the text is parsed, nobody knows what a fence is.
pub(super) fn depth(line: &str) -> usize {
    let bytes = line.as_bytes();
    let (mut at, mut columns, mut depth, mut deepest) = (0, 0, 0, 0);
    loop {
        let rest = &bytes[at..];
        let marker = match rest.first() {
            Some(b' ') => {
                columns += 1;
                at += 1;
                continue;
            }
            Some(b'\t') => {
                columns += 4;
                at += 1;
                continue;
            }
            Some(b'>') => 1,
            Some(b'-' | b'+' | b'*') if ends_marker(rest, 1) => 1,
            Some(b'0'..=b'9') => {
                let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
                if digits > 9 || !matches!(rest.get(digits), Some(b'.' | b')')) || !ends_marker(rest, digits + 1) {
                    return deepest;
                }
                digits + 1
            }
            _ => return deepest,
        };
        at += marker;
        depth += 1;
        deepest = depth + columns / 2;
    }
}

fn ends_marker(rest: &[u8], length: usize) -> bool {
    rest.get(length).is_none_or(u8::is_ascii_whitespace)
}

/// How many lines and characters a text has that a Markdown parser keeps an account of.
pub(super) fn marks(text: &str) -> usize {
    let is_mark = |byte: &u8| matches!(byte, b'*' | b'_' | b'`' | b'[' | b']' | b'!' | b'<' | b'&' | b'\\');
    breaks(text) + text.bytes().filter(is_mark).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_never_below_what_a_line_opens() {
        assert_eq!([depth("words - 1. >"), depth("> words"), depth("    - 1) > x"), depth("\t- "), depth("-")], [0, 1, 6, 3, 1]);
        assert_eq!([depth("**12.** words"), depth("1.5 million"), depth("     words"), depth("---")], [0, 0, 0, 0]);
    }

    #[test]
    fn bombs_are_refused_before_they_are_parsed() {
        for bomb in [">".repeat(100_000), "- ".repeat(100_000), "1. ".repeat(100_000), format!("{}- x", " ".repeat(1000))] {
            let fault = check(&format!("fine\n{bomb}\n"), 10).expect("refused");
            assert_eq!((fault.kind, fault.span.start), (FaultKind::Limit, 15));
        }
        assert!(check(&"*".repeat(VALUE_LIMIT + 1), 0).is_some());
        assert!(check(&format!("{}words", " ".repeat(1000)), 0).is_none());
    }

    #[test]
    fn lines_count_alike_whatever_ends_them() {
        for end in ["\n", "\r", "\r\n"] {
            assert_eq!(marks(&format!("a{end}{end}*b{end}")), 4);
            let most = end.repeat(VALUE_LIMIT);
            assert!(check(&most, 0).is_none(), "{end:?}");
            let more = most + end;
            assert!(check(&more, 0).is_some(), "{end:?}");
        }
    }
}
