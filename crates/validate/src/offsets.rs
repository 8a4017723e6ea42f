//! From code points, which evidence counts, to bytes: one pass over a text, then each offset at a constant price.

/// How many code points lie between two marks.
const STRIDE: usize = 256;

/// A text whose code points can be looked up by number.
#[derive(Debug)]
pub(crate) struct CodePoints<'text> {
    text: &'text str,
    /// The byte offset of every `STRIDE`th code point; empty where each code point is one byte.
    marks: Vec<usize>,
    count: usize,
}

impl<'text> CodePoints<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: Vec::new(), count: text.len() };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for (offset, _) in text.char_indices() {
            if count % STRIDE == 0 {
                marks.push(offset);
            }
            count += 1;
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
        let Some(&mark) = self.marks.get(number / STRIDE) else { return Some(number) };
        self.text[mark..].char_indices().nth(number % STRIDE).map(|(offset, _)| mark + offset)
    }

    /// The number of the code point that begins at a byte offset.
    pub(crate) fn number(&self, byte: usize) -> usize {
        let mark = self.marks.partition_point(|&mark| mark <= byte);
        match mark.checked_sub(1) {
            None => byte,
            Some(last) => last * STRIDE + self.text[self.marks[last]..byte].chars().count(),
        }
    }

    /// The words between two code points; nothing where the text ends before.
    pub(crate) fn slice(&self, start: usize, end: usize) -> Option<&'text str> {
        self.text.get(self.byte(start)?..self.byte(end)?)
    }
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
    }
}
