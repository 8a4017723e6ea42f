//! The blocks of a page. A printed number is that of the block behind it, or a block of its own.

use std::ops::Range;

use statemark_import::page::{Block, BlockKind, LeftOut, Page};

use super::words::Words;

/// A page that is being made.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) page: Page,
    number: Option<Number>,
}

/// A printed number that waits for what it is the number of.
#[derive(Debug)]
struct Number {
    words: String,
    spans: Vec<Range<usize>>,
    /// What it is where nothing follows.
    kind: BlockKind,
    /// How deep the element stands that it is the number of.
    depth: usize,
}

impl Blocks {
    /// Adds a block.
    pub(super) fn add(&mut self, words: &Words, kind: BlockKind) {
        if kind == BlockKind::Title {
            self.release();
        }
        let spans = self.place(words);
        if !words.kept.contains(char::is_alphanumeric) {
            return self.leave_out(spans, "no letter and no digit");
        }
        let number = self.number.take().map(|number| {
            self.leave_out(number.spans, "a number");
            number.words
        });
        self.page.blocks.push(Block { kind, number, words: words.kept.clone(), spans });
    }

    /// Adds the number of an element that stands so deep.
    pub(super) fn number(&mut self, words: &Words, kind: BlockKind, depth: usize) {
        self.release();
        let spans = self.place(words);
        if !spans.is_empty() {
            self.number = Some(Number { words: words.kept.clone(), spans, kind, depth });
        }
    }

    /// What stands so deep ends.
    pub(super) fn end(&mut self, depth: usize) {
        if self.number.as_ref().is_some_and(|number| number.depth >= depth) {
            self.release();
        }
    }

    /// Makes a block of the number that waits: it is that of nothing which follows.
    pub(super) fn release(&mut self) {
        let Some(Number { words, spans, kind, .. }) = self.number.take() else { return };
        if words.contains(char::is_alphanumeric) {
            self.page.blocks.push(Block { kind, number: None, words, spans });
        } else {
            self.leave_out(spans, "no letter and no digit");
        }
    }

    /// Puts words into the text; gives where those stand that are read.
    fn place(&mut self, words: &Words) -> Vec<Range<usize>> {
        let text = &mut self.page.text;
        if !text.is_empty() && !words.source.is_empty() {
            text.push_str(if self.number.is_some() { " " } else { "\n\n" });
        }
        let start = text.len();
        text.push_str(&words.source);
        let mut spans = Vec::new();
        for (range, reason) in &words.pieces {
            let piece = &words.source[range.clone()];
            let start = start + range.start + piece.len() - piece.trim_start().len();
            let span = start..start + piece.trim().len();
            match reason {
                _ if span.is_empty() => {}
                Some(reason) => self.leave_out([span], reason),
                None => spans.push(span),
            }
        }
        spans
    }

    fn leave_out(&mut self, spans: impl IntoIterator<Item = Range<usize>>, reason: &'static str) {
        self.page.left_out.extend(spans.into_iter().map(|span| LeftOut { span, reason }));
    }
}
