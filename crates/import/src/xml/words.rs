//! The words of an element, as they are read: lines with one space where there is white space, and what in them is passed over.

use std::ops::Range;

/// Words with a line feed where a line ends.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    /// What is no part of them, and why.
    passed: Vec<(Range<usize>, &'static str)>,
    /// Where the last line begins.
    line: usize,
    /// Whether white space stands behind the words so far.
    is_apart: bool,
}

impl Words {
    /// Adds characters; with a reason they are passed over.
    pub(super) fn add(&mut self, text: &str, reason: Option<&'static str>) {
        let mut start = None;
        for c in text.chars() {
            let is_first = self.text.len() == self.line;
            if matches!(c, ' ' | '\t' | '\n' | '\r') {
                self.is_apart |= !is_first;
            } else if !(is_first && c.is_whitespace()) {
                if std::mem::take(&mut self.is_apart) {
                    self.text.push(' ');
                }
                start = start.or(Some(self.text.len()));
                self.text.push(c);
            }
        }
        if let (Some(start), Some(reason)) = (start, reason) {
            self.passed.push((start..self.text.len(), reason));
        }
    }

    /// Ends a line, if there is something in it.
    pub(super) fn break_line(&mut self) {
        self.trim();
        if self.text.len() > self.line {
            self.text.push('\n');
            self.line = self.text.len();
        }
    }

    /// Whether there are none so far.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The lines, and what in them is passed over.
    pub(super) fn finish(mut self) -> (String, Vec<(Range<usize>, &'static str)>) {
        self.trim();
        self.text.truncate(self.text.trim_end_matches('\n').len());
        let end = self.text.len();
        let passed = self.passed.into_iter().map(|(range, reason)| (range.start.min(end)..range.end.min(end), reason));
        let passed = passed.filter(|(range, _)| !range.is_empty()).collect();
        (self.text, passed)
    }

    fn trim(&mut self) {
        self.is_apart = false;
        self.text.truncate(self.line + self.text[self.line..].trim_end().len());
    }
}

/// Where the words stand that are not passed over, without white space at their ends.
pub(super) fn kept(text: &str, passed: &[(Range<usize>, &'static str)]) -> Vec<Range<usize>> {
    let ends = passed.iter().map(|(range, _)| range.start).chain([text.len()]);
    let starts = [0].into_iter().chain(passed.iter().map(|(range, _)| range.end));
    { starts.zip(ends) }
        .map(|(start, end)| {
            let piece = &text[start..end];
            let start = start + piece.len() - piece.trim_start().len();
            start..start + piece.trim().len()
        })
        .filter(|range| !range.is_empty())
        .collect()
}

/// The text without what is passed over.
pub(super) fn without(text: &str, passed: &[(Range<usize>, &'static str)]) -> String {
    let ends = passed.iter().map(|(range, _)| range.start).chain([text.len()]);
    let starts = [0].into_iter().chain(passed.iter().map(|(range, _)| range.end));
    starts.zip(ends).map(|(start, end)| &text[start..end]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one_space_and_what_is_passed_over_is_known() {
        let mut words = Words::default();
        words.add(" \u{A0} Rain\n ", None);
        words.add("falls", Some("a note"));
        words.add(" on\t", None);
        words.break_line();
        words.add(" \u{A0} ", None);
        words.break_line();
        words.add("all. ", None);
        let (text, passed) = words.finish();
        assert_eq!((&*text, &passed[..]), ("Rain falls on\nall.", &[(5..10, "a note")][..]));
        assert_eq!(kept(&text, &passed), [0..4, 11..18]);
    }
}
