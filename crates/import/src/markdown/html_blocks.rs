//! HTML that stands in Markdown, as a block or within a line: its words, and what nobody sees.

use std::ops::Range;

use super::html::{self, Part};
use super::{Reader, Span};
use crate::entities::resolved;
use crate::tag;

/// Why words in HTML that nobody sees are left out.
const HIDDEN: &str = "hidden by HTML";

/// An element within a line that nobody sees.
pub(super) struct Hidden {
    name: String,
    /// How many elements of its name are open.
    depth: isize,
    /// Where it stands, as far as it is read.
    span: Span,
}

impl Hidden {
    /// More of it stands here.
    pub(super) fn grow(&mut self, range: &Span) {
        self.span.end = self.span.end.max(range.end);
    }
}

impl Reader<'_> {
    /// A tag within a line.
    pub(super) fn inline_html(&mut self, range: Span) {
        let tag = &self.text[range.clone()];
        if let Some(hidden) = &mut self.hidden {
            hidden.grow(&range);
            hidden.depth += html::step(tag, &hidden.name);
            if hidden.depth == 0 {
                self.end_hidden();
            }
        } else if html::hides(tag) && self.images == 0 {
            self.hidden = Some(Hidden { name: tag::name(tag), depth: 1, span: range });
        } else {
            let is_break = tag::name(tag) == "br";
            self.leave_out(range, "a tag of HTML");
            if let Some(open) = self.open.as_mut().filter(|_| is_break) {
                open.pieces.space();
            }
        }
    }

    /// Leaves out what was hidden up to here.
    pub(super) fn end_hidden(&mut self) {
        if let Some(Hidden { span, .. }) = self.hidden.take() {
            self.leave_out(span, HIDDEN);
        }
    }

    /// A block of HTML, of which all lines are read.
    pub(super) fn html_block(&mut self) {
        let lines = self.html.take().unwrap_or_default();
        let html: String = lines.iter().map(|line| &self.text[line.clone()]).collect();
        let mut places = Places { lines: &lines, before: 0 };
        for (range, part) in html::parts(&html) {
            for place in places.of(&range) {
                match part {
                    Part::Words => {
                        let words = &self.text[place.clone()];
                        self.words(&resolved(words), place);
                    }
                    Part::Hidden => self.leave_out(place, HIDDEN),
                    Part::Break | Part::Tag => {}
                }
            }
            match part {
                Part::Break if self.open.as_ref().is_some_and(|open| !open.pieces.is_empty()) => self.paragraph(),
                Part::Tag if matches!(&*tag::name(&html[range]), "br" | "td" | "th") => self.words_apart(),
                _ => {}
            }
        }
    }

    fn words_apart(&mut self) {
        if let Some(open) = &mut self.open {
            open.pieces.space();
        }
    }
}

/// Where pieces of HTML stand in the text, which may have marks such as `>` before each line.
struct Places<'lines> {
    lines: &'lines [Span],
    /// How many bytes of the HTML stand before these lines.
    before: usize,
}

impl Places<'_> {
    /// The places of a piece that stands behind those that were asked for before, line by line.
    fn of(&mut self, piece: &Range<usize>) -> Vec<Span> {
        let mut places = Vec::new();
        while let Some(line) = self.lines.first() {
            let end = self.before + line.len();
            let (from, to) = (piece.start.max(self.before), piece.end.min(end));
            if from < to {
                places.push(line.start + from - self.before..line.start + to - self.before);
            }
            if piece.end < end {
                break;
            }
            (self.lines, self.before) = (&self.lines[1..], end);
        }
        places
    }
}
