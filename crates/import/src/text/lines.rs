//! The lines of a text.

use std::ops::Range;

/// A line.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where its words stand, without white space around them; empty where there are none.
    pub(super) span: Range<usize>,
    /// How many columns stand before them.
    pub(super) indent: usize,
    /// How many columns they have.
    pub(super) width: usize,
    /// The page, from 0.
    pub(super) page: usize,
    /// Why it is in no paragraph.
    pub(super) left_out: Option<&'static str>,
}

impl Line {
    pub(super) fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

/// Splits a text at its line breaks; a form feed begins a page.
pub(super) fn split(text: &str) -> Vec<Line> {
    let (mut lines, mut start, mut page) = (Vec::new(), 0, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_break(c) {
            continue;
        }
        lines.push(line(text, start..at, page));
        start = at + c.len_utf8();
        if c == '\r' && chars.next_if(|&(_, next)| next == '\n').is_some() {
            start += 1;
        }
        page += usize::from(c == '\u{C}');
    }
    lines.push(line(text, start..text.len(), page));
    lines
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn line(text: &str, range: Range<usize>, page: usize) -> Line {
    let whole = &text[range.clone()];
    let words = whole.trim();
    let before = whole.len() - whole.trim_start().len();
    let start = range.start + before;
    let indent = whole[..before].chars().fold(0, |column, c| if c == '\t' { (column / 8 + 1) * 8 } else { column + 1 });
    let start = if words.is_empty() { range.start } else { start };
    Line { span: start..start + words.len(), indent, width: words.chars().count(), page, left_out: None }
}
