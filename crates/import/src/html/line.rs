//! The block that is being read: its words as one line, and where they stand in the text of the page.

use std::ops::Range;

use crate::kinds::{Kinds, Paragraph, add_item};
use crate::page::{BlockKind, LeftOut, Page};
use crate::text;
use crate::words::has_words;

/// Preformatted text with more lines is read as plain text.
const LINES: usize = 3;

/// The text of a page and its blocks, as they grow.
#[derive(Debug)]
pub(super) struct Lines {
    page: Page,
    /// The words of the block at hand.
    words: String,
    spans: Vec<Range<usize>>,
    /// White space behind the words so far, which counts only if more words follow.
    gap: Gap,
    /// Whether the text of the block at hand has begun, be it with words that are left out.
    has_begun: bool,
    /// Whether some of its words are not in bold.
    is_plain: bool,
    /// How many elements are open whose words are in bold.
    pub(super) bold: usize,
    kinds: Kinds,
}

/// White space, as the text keeps it and as the words do.
#[derive(Debug, Default)]
struct Gap {
    text: String,
    words: String,
    breaks: usize,
}

impl Lines {
    pub(super) fn new() -> Self {
        Self {
            page: Page::default(),
            words: String::new(),
            spans: Vec::new(),
            gap: Gap::default(),
            has_begun: false,
            is_plain: false,
            bold: 0,
            kinds: Kinds::with_title(),
        }
    }

    /// Adds text of the page, in which runs of white space are one space.
    pub(super) fn add(&mut self, text: &str) {
        text.chars().filter(|&char| is_kept(char)).for_each(|char| self.push(char));
    }

    /// Adds words that a person sees and that are no words of the block.
    pub(super) fn add_left_out(&mut self, text: &str, reason: &'static str) {
        for word in text.split_whitespace() {
            let kept: String = word.chars().filter(|&char| is_kept(char)).collect();
            if kept.is_empty() {
                continue;
            }
            self.begin();
            // The white space before it stays with the words before it.
            self.close_gap();
            let start = self.page.text.len();
            self.page.text.push_str(&kept);
            match self.page.left_out.last_mut().filter(|last| last.reason == reason && last.span.end == start) {
                Some(last) => last.span.end = self.page.text.len(),
                None => self.page.left_out.push(LeftOut { span: start..self.page.text.len(), reason }),
            }
            self.spans.push(self.page.text.len()..self.page.text.len());
            self.gap.push(' ', ' ');
        }
        if !text.ends_with(char::is_whitespace) {
            self.gap = Gap::default();
        }
    }

    /// The end of a line within a block; of the second in a row, whether it ends the block.
    pub(super) fn break_line(&mut self) -> bool {
        self.gap.break_line();
        self.gap.breaks > 1
    }

    /// The end of a cell of a table.
    pub(super) fn end_cell(&mut self) {
        self.gap.push('\t', ' ');
    }

    /// Ends the block at hand, if it has words; says whether it had. What is no more than a paragraph is told by its words; `number` is the
    /// one that stands before it, and not in its words.
    pub(super) fn end_block(&mut self, kind: BlockKind, number: &mut Option<String>, is_preformatted: bool) -> bool {
        self.gap = Gap::default();
        self.has_begun = false;
        let bold = !std::mem::take(&mut self.is_plain);
        let words = std::mem::take(&mut self.words);
        let mut spans = std::mem::take(&mut self.spans);
        if words.is_empty() {
            return false;
        }
        trim(&self.page.text, &mut spans);
        let words = words.trim_end().to_owned();
        if !has_words(&words) {
            self.page.left_out.extend(spans.into_iter().map(|span| LeftOut { span, reason: "no letter and no digit" }));
            return false;
        }
        let page = &mut self.page;
        if let [span] = &spans[..]
            && is_preformatted
            && kind == BlockKind::Paragraph
            && page.text[span.clone()].matches('\n').count() >= LINES
        {
            *number = None;
            let (text, start) = (page.text[span.clone()].to_owned(), span.start);
            text::add(page, &text, start, &mut self.kinds);
            return true;
        }
        let paragraph = Paragraph { words, spans, lines: 1, columns: true, bold };
        match kind {
            BlockKind::Title => self.kinds.add_title(page, paragraph),
            BlockKind::Heading(level) => self.kinds.add_heading(page, level, paragraph),
            BlockKind::Item(depth) => add_item(page, depth, paragraph),
            BlockKind::Paragraph => self.kinds.add(page, paragraph),
        }
        if let Some(block) = page.blocks.last_mut().filter(|block| block.number.is_none()) {
            block.number = number.take();
        }
        *number = None;
        true
    }

    /// The page, when all is read.
    pub(super) fn finish(mut self) -> Page {
        self.page.left_out.sort_by_key(|left_out| left_out.span.start);
        self.page
    }

    fn push(&mut self, char: char) {
        match char {
            ' ' | '\t' | '\n' | '\r' | '\u{C}' => self.gap.push_space(),
            '\u{2028}' | '\u{2029}' => {
                self.gap.break_line();
            }
            _ if char.is_whitespace() => self.gap.push(char, char),
            _ => {
                self.begin();
                if self.spans.is_empty() {
                    self.gap = Gap::default();
                    self.spans.push(self.page.text.len()..self.page.text.len());
                }
                self.close_gap();
                self.page.text.push(char);
                self.words.push(char);
                self.is_plain |= self.bold == 0;
                self.grow();
            }
        }
    }

    /// Begins the text of a block: a line of its own, behind an empty one.
    fn begin(&mut self) {
        if !self.has_begun {
            self.has_begun = true;
            self.gap = Gap::default();
            if !self.page.text.is_empty() {
                self.page.text.push_str("\n\n");
            }
        }
    }

    fn close_gap(&mut self) {
        let gap = std::mem::take(&mut self.gap);
        self.page.text.push_str(&gap.text);
        let is_double = gap.words == " " && self.words.ends_with(' ');
        if !self.words.is_empty() && !is_double {
            self.words.push_str(&gap.words);
        }
        self.grow();
    }

    /// The last span reaches to the end of the text.
    fn grow(&mut self) {
        if let Some(span) = self.spans.last_mut() {
            span.end = self.page.text.len();
        }
    }
}

impl Gap {
    fn push(&mut self, text: char, words: char) {
        if !(words == ' ' && self.words.ends_with(' ')) {
            self.words.push(words);
        }
        if text == '\t' && self.text.ends_with(' ') {
            self.text.pop();
        }
        self.text.push(text);
    }

    /// White space that is one space, if it is any: none behind another, or behind the end of a line.
    fn push_space(&mut self) {
        if !self.text.ends_with([' ', '\n', '\t']) {
            self.push(' ', ' ');
        }
    }

    fn break_line(&mut self) {
        self.breaks += 1;
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        self.text.push('\n');
        if !self.words.ends_with(' ') {
            self.words.push(' ');
        }
    }
}

/// Takes white space off the ends of what stands in these places, and places that hold nothing.
fn trim(text: &str, spans: &mut Vec<Range<usize>>) {
    let is_blank = |span: &Range<usize>| text[span.clone()].trim().is_empty();
    spans.drain(..spans.iter().take_while(|span| is_blank(span)).count());
    spans.truncate(spans.len() - spans.iter().rev().take_while(|span| is_blank(span)).count());
    spans.retain(|span| !span.is_empty());
    if let Some(first) = spans.first_mut() {
        first.start = first.end - text[first.clone()].trim_start().len();
    }
    if let Some(last) = spans.last_mut() {
        last.end = last.start + text[last.clone()].trim_end().len();
    }
}

/// Whether a character can stand in the text: not control characters that no page shows and no statement carries.
fn is_kept(char: char) -> bool {
    match char {
        '\t' | '\n' | '\r' | '\u{C}' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => !char.is_control(),
    }
}
