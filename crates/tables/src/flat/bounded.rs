//! Rows of which there may be too many. A table repeats what a statement says once: the names of a thousand speakers stand beside each of their
//! thousand clauses, so that a hostile document of some kilobytes could fill the memory.

use statemark::date::Day;

use super::cells::Cells;

/// How many bytes of words the rows of one statement may have in all tables together.
pub const MOST: usize = 256 * 1024 * 1024;

/// Cells that end with the row in which too many words come.
pub struct Bounded<'cells, C> {
    cells: &'cells mut C,
    left: &'cells mut usize,
    is_over: bool,
    is_closed: bool,
}

impl<'cells, C: Cells> Bounded<'cells, C> {
    /// Hands on as many bytes of words as are left.
    pub fn new(cells: &'cells mut C, left: &'cells mut usize) -> Self {
        Self { cells, left, is_over: false, is_closed: false }
    }

    /// Whether words were left out.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    fn hand_on(&mut self, cell: impl FnOnce(&mut C)) {
        if !self.is_closed {
            cell(self.cells);
        }
    }
}

impl<C: Cells> Cells for Bounded<'_, C> {
    fn text(&mut self, text: &str) {
        self.is_over |= text.len() > *self.left;
        if self.is_over {
            self.hand_on(Cells::absent);
        } else {
            *self.left -= text.len();
            self.hand_on(|cells| cells.text(text));
        }
    }

    fn integer(&mut self, number: i64) {
        self.hand_on(|cells| cells.integer(number));
    }

    fn number(&mut self, number: f64) {
        self.hand_on(|cells| cells.number(number));
    }

    fn boolean(&mut self, value: bool) {
        self.hand_on(|cells| cells.boolean(value));
    }

    fn date(&mut self, day: Day) {
        self.hand_on(|cells| cells.date(day));
    }

    fn absent(&mut self) {
        self.hand_on(Cells::absent);
    }

    fn end_row(&mut self) {
        self.hand_on(Cells::end_row);
        self.is_closed = self.is_over;
    }

    fn is_full(&self) -> bool {
        self.is_closed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flat::csv::Rows;

    #[test]
    fn the_row_in_which_too_much_comes_is_the_last() {
        let (mut bytes, mut left) = (Vec::new(), 10);
        let mut rows = Rows::new(&mut bytes);
        let mut bounded = Bounded::new(&mut rows, &mut left);
        for words in ["rain", "long words", "snow"] {
            bounded.text(words);
            bounded.integer(7);
            bounded.end_row();
        }
        assert!(bounded.is_over() && bounded.is_full());
        assert_eq!((bytes.as_slice(), left), (&b"rain,7\n,7\n"[..], 6));
    }
}
