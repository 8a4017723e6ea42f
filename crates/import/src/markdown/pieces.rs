//! The words of a block and where they stand, bit by bit.

use std::ops::Range;

use super::trimmed;
use crate::page::LeftOut;
use crate::words::{has_words, plain};

/// The words of a block.
#[derive(Default)]
pub(super) struct Pieces {
    words: String,
    spans: Vec<Range<usize>>,
    /// What stands between them that has words.
    left_out: Vec<LeftOut>,
    /// Up to where all is taken in or left out.
    end: usize,
    /// Whether the next piece stands apart from the last.
    is_apart: bool,
    breaks: usize,
}

impl Pieces {
    pub(super) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// How many lines it has.
    pub(super) fn lines(&self) -> usize {
        self.breaks + 1
    }

    /// Adds words that stand here. Signs of markup between them and those before are taken in, words of it are not.
    pub(super) fn add(&mut self, text: &str, words: &str, range: Range<usize>) {
        self.words.push_str(words);
        let between = text.get(self.end..range.start).unwrap_or("");
        match self.spans.last_mut() {
            Some(last) if !self.is_apart && !has_words(between) => last.end = last.end.max(range.end),
            _ => self.spans.push(range.clone()),
        }
        (self.end, self.is_apart) = (range.end.max(self.end), false);
    }

    /// A line ends.
    pub(super) fn space(&mut self) {
        self.words.push(' ');
        self.breaks += 1;
    }

    /// Leaves out what stands here and was not taken in, if it has words.
    pub(super) fn leave_out(&mut self, text: &str, range: Range<usize>, reason: &'static str) {
        let rest = range.start.max(self.end)..range.end;
        if rest.start < rest.end && has_words(&text[rest.clone()]) {
            self.left_out.push(LeftOut { span: trimmed(text, rest.clone()), reason });
            (self.end, self.is_apart) = (rest.end, true);
        }
    }

    /// The words as one line, where they stand, and what is left out between.
    pub(super) fn finish(self, text: &str) -> (String, Vec<Range<usize>>, Vec<LeftOut>) {
        let spans = self.spans.into_iter().map(|span| trimmed(text, span)).filter(|span| !span.is_empty());
        (plain(&self.words), spans.collect(), self.left_out)
    }
}
