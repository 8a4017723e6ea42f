//! Colours, as a terminal takes them.

use std::borrow::Cow;

use super::Style;
use crate::finding::Severity;

pub(super) const BOLD: &str = "\x1B[1m";
const RED: &str = "\x1B[1;31m";
const YELLOW: &str = "\x1B[1;33m";
pub(super) const BLUE: &str = "\x1B[1;34m";
const CYAN: &str = "\x1B[1;36m";
const PLAIN: &str = "\x1B[0m";

/// The colour of a severity.
pub(super) fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Information => CYAN,
    }
}

/// Adds words in a colour, where the style has any.
pub(super) fn paint(out: &mut String, style: Style, color: &str, words: &str) {
    if style.color {
        out.extend([color, words, PLAIN]);
    } else {
        out.push_str(words);
    }
}

/// A text without the colours that it was laid out with. What a document holds has none: `printable` shows them as �.
pub(super) fn without_colors(words: &str) -> Cow<'_, str> {
    if !words.contains('\x1B') {
        return Cow::Borrowed(words);
    }
    Cow::Owned([BOLD, RED, YELLOW, BLUE, CYAN, PLAIN].iter().fold(words.to_owned(), |words, color| words.replace(color, "")))
}
