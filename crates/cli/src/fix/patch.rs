//! What becomes of a text by several rounds of edits, as edits of the text that there was at first.

use std::ops::Range;

use statemark::edit::Edit;
use statemark::node::Span;

/// A text as pieces: those that are kept, and those that are new.
pub(super) struct Patch {
    pieces: Vec<Piece>,
}

enum Piece {
    Kept(Range<usize>),
    New(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Kept(range) => range.len(),
            Self::New(words) => words.len(),
        }
    }

    /// A part of the piece.
    fn part(&self, from: usize, to: usize) -> Self {
        match self {
            Self::Kept(range) => Self::Kept(range.start + from..range.start + to),
            Self::New(words) => Self::New(words[from..to].to_owned()),
        }
    }
}

impl Patch {
    /// A text of this length, of which all is kept.
    pub(super) fn new(length: usize) -> Self {
        Self { pieces: vec![Piece::Kept(0..length)] }
    }

    /// Makes edits of the text as it is now, which are sorted and do not overlap.
    pub(super) fn edit(&mut self, edits: &[Edit]) {
        let old = std::mem::take(&mut self.pieces);
        let mut rest = old.into_iter();
        let (mut piece, mut start) = (rest.next(), 0);
        for edit in edits {
            self.keep(&mut piece, &mut start, &mut rest, edit.span.start, true);
            self.pieces.push(Piece::New(edit.replacement.clone()));
            self.keep(&mut piece, &mut start, &mut rest, edit.span.end, false);
        }
        self.keep(&mut piece, &mut start, &mut rest, usize::MAX, true);
    }

    /// Goes on to a place of the text; what is before it is kept or not.
    fn keep(
        &mut self,
        piece: &mut Option<Piece>,
        start: &mut usize,
        rest: &mut impl Iterator<Item = Piece>,
        to: usize,
        is_kept: bool,
    ) {
        while let Some(current) = piece.as_ref().filter(|_| *start < to) {
            let length = current.len();
            let end = length.min(to - *start);
            if is_kept && end > 0 {
                self.pieces.push(current.part(0, end));
            }
            *start += end;
            *piece = if end < length { Some(current.part(end, length)) } else { rest.next() };
        }
    }

    /// The edits of the first text that make the last one.
    pub(super) fn edits(self) -> Vec<Edit> {
        let mut edits: Vec<Edit> = Vec::new();
        let mut at = 0;
        let mut words = String::new();
        for piece in self.pieces {
            match piece {
                Piece::New(new) => words.push_str(&new),
                Piece::Kept(range) => {
                    if range.start > at || !words.is_empty() {
                        edits.push(Edit::new(Span::new(at, range.start), std::mem::take(&mut words)));
                    }
                    at = range.end;
                }
            }
        }
        // What stands behind the last piece that is kept was the end of the text, and is known to the caller alone.
        if !words.is_empty() {
            edits.push(Edit::insert(at, words));
        }
        edits
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statemark::edit::apply;

    #[test]
    fn rounds_of_edits_come_to_edits_of_the_first_text() {
        let text = "abcdefgh.";
        let rounds = [
            vec![Edit::new(Span::new(1, 3), "XY"), Edit::insert(5, "Z")],
            vec![Edit::delete(2, 4), Edit::insert(4, "!")],
            vec![Edit::insert(0, "<"), Edit::new(Span::new(1, 2), "A")],
        ];
        let (mut patch, mut now) = (Patch::new(text.len()), text.to_owned());
        for edits in &rounds {
            patch.edit(edits);
            now = apply(&now, edits).unwrap();
        }
        let edits = patch.edits();
        assert_eq!(apply(text, &edits).unwrap(), now);
        assert_eq!(now, "<aA!eZfgh.");
        assert!(edits.iter().all(|edit| edit.span.end < text.len()));
    }
}
