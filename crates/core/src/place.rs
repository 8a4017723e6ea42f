//! Line and column of a byte offset.

/// A place as a person counts it: both from 1; the column counts Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line, from 1. Lines end at LF, CR LF or a lone CR.
    pub line: usize,
    /// The column, from 1, in code points.
    pub column: usize,
}

/// The starts of a text's lines, so that many places are found fast.
#[derive(Debug, Clone)]
pub struct Lines<'text> {
    text: &'text str,
    starts: Vec<usize>,
    /// How many code points begin before each block of the text, so that a long line is not counted again for each place.
    counts: Vec<usize>,
}

/// How many bytes a block has.
const BLOCK: usize = 4096;

/// How many code points begin in these bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| !(0x80..0xC0).contains(&byte)).count()
}

impl<'text> Lines<'text> {
    /// Finds the lines of `text`.
    pub fn new(text: &'text str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes
            .iter()
            .enumerate()
            .filter(|&(index, &byte)| byte == b'\n' || (byte == b'\r' && bytes.get(index + 1) != Some(&b'\n')));
        let starts = std::iter::once(0).chain(ends.map(|(index, _)| index + 1)).collect();
        let mut count = 0;
        let blocks = bytes.chunks(BLOCK).map(|block| {
            count += beginnings(block);
            count
        });
        Self { text, starts, counts: std::iter::once(0).chain(blocks).collect() }
    }

    /// The place of a byte offset; one beyond the end is taken as the end.
    ///
    /// ```
    /// use statemark::place::Lines;
    /// let place = Lines::new("one\ntwö three").place(9);
    /// assert_eq!((place.line, place.column), (2, 5));
    /// ```
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        Place { line, column: self.code_points(offset) - self.code_points(start) + 1 }
    }

    /// How many code points stand before a byte offset.
    fn code_points(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.counts[block] + beginnings(&self.text.as_bytes()[block * BLOCK..offset])
    }

    /// The words of a line, counted from 1, without its line end; empty beyond the last.
    pub fn line(&self, line: usize) -> &'text str {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else { return "" };
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// The byte offset at which a line, counted from 1, begins.
    pub fn start(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let lines = Lines::new("a\r\nb\rc\nd");
        let place = |offset| (lines.place(offset).line, lines.place(offset).column);
        assert_eq!([place(0), place(3), place(5), place(7), place(99)], [(1, 1), (2, 1), (3, 1), (4, 1), (4, 2)]);
        assert_eq!((lines.line(1), lines.line(4), lines.line(5)), ("a", "d", ""));
    }

    #[test]
    fn columns_count_code_points() {
        assert_eq!(Lines::new("é𝄞x").place(6).column, 3);
        let long = "é𝄞x中".repeat(2000);
        let lines = Lines::new(&long);
        for (number, (offset, _)) in long.char_indices().enumerate() {
            assert_eq!(lines.place(offset).column, number + 1);
        }
        assert_eq!(lines.place(long.len()).column, 8001);
    }
}
