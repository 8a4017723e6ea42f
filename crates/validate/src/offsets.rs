//! From code points, which evidence counts, to bytes: one pass over a text, then each offset at a constant price.

/// How many bytes lie between two marks.
const STRIDE: usize = 256;

/// A text whose code points can be looked up by number.
#[derive(Debug)]
pub(crate) struct CodePoints<'text> {
    text: &'text str,
    /// How many code points begin before every `STRIDE`th byte; empty where each code point is one byte.
    marks: Vec<usize>,
    count: usize,
}

impl<'text> CodePoints<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new(), count: text.len() };
        }
        // Marks are set at blocks of bytes, each with how many code points begin before it: so a block is counted at once.
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += begins(block);
        }
        Self { text, marks, count }
    }

    /// The text.
    pub(crate) fn text(&self) -> &'text str {
        self.text
    }

    /// How many code points the text has.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// The byte offset of the code point with this number, the end of the text for its length, nothing beyond.
    pub(crate) fn byte(&self, number: usize) -> Option<usize> {
        if number >= self.count {
            return (number == self.count).then_some(self.text.len());
        }
        let Some(block) = self.marks.partition_point(|&before| before <= number).checked_sub(1) else { return Some(number) };
        let (mut start, mut left) = (block * STRIDE, number - self.marks[block]);
        // Few bytes at once, as far as the code point does not begin in them.
        for few in self.text.as_bytes()[start..].as_chunks::<32>().0 {
            match left.checked_sub(begins(few)) {
                Some(rest) => (start, left) = (start + few.len(), rest),
                None => break,
            }
        }
        let mut firsts = self.text.as_bytes()[start..].iter().enumerate().filter(|(_, byte)| is_first(**byte));
        firsts.nth(left).map(|(offset, _)| start + offset)
    }

    /// The number of the code point that begins at a byte offset.
    pub(crate) fn number(&self, byte: usize) -> usize {
        let block = byte / STRIDE;
        match self.marks.get(block) {
            Some(before) => before + begins(&self.text.as_bytes()[block * STRIDE..byte]),
            // The end of the text can lie at the end of a block.
            None if self.marks.is_empty() => byte,
            None => self.count,
        }
    }

    /// Whether these words stand from a code point on.
    pub(crate) fn has(&self, start: usize, words: &str) -> bool {
        self.byte(start).is_some_and(|byte| self.text[byte..].starts_with(words))
    }

    /// The words between two code points; nothing where the text ends before.
    pub(crate) fn slice(&self, start: usize, end: usize) -> Option<&'text str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }
}

/// How many code points begin in these bytes.
fn begins(bytes: &[u8]) -> usize {
    // Few enough for a number of one byte, so that the processor adds up many at once.
    bytes.chunks(128).map(|few| usize::from(few.iter().map(|byte| u8::from(is_first(*byte))).sum::<u8>())).sum()
}

/// Whether a byte of UTF-8 is the first of a code point.
fn is_first(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_bytes_agree_with_a_plain_count() {
        for text in ["", "plain", &"é𝄞x\u{301}".repeat(300), &"a".repeat(700)] {
            let points = CodePoints::new(text);
            assert_eq!(points.count(), text.chars().count());
            let offsets = text.char_indices().map(|(offset, _)| offset).chain([text.len()]);
            for (number, offset) in offsets.enumerate() {
                assert_eq!((points.byte(number), points.number(offset)), (Some(offset), number));
            }
            assert_eq!(points.byte(points.count() + 1), None);
        }
        assert_eq!(CodePoints::new("né à").slice(1, 3), Some("é "));
        assert_eq!(CodePoints::new("né").slice(1, 3), None);
        assert!(CodePoints::new("né à").has(1, "é ") && !CodePoints::new("né").has(3, ""));
    }
}
