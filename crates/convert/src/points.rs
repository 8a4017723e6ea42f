//! Where code points stand in a text, found without counting from its beginning each time.

/// A text with the byte offset of every 64th code point.
pub(crate) struct Points<'text> {
    text: &'text str,
    marks: Vec<usize>,
}

const STEP: usize = 64;

impl<'text> Points<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        Self { text, marks: text.char_indices().step_by(STEP).map(|(offset, _)| offset).collect() }
    }

    /// The byte offset of a code point; the end of the text for the one after the last and all beyond.
    pub(crate) fn offset(&self, point: usize) -> usize {
        let Some(&mark) = self.marks.get(point / STEP) else { return self.text.len() };
        self.text[mark..].char_indices().nth(point % STEP).map_or(self.text.len(), |(offset, _)| mark + offset)
    }

    /// Whether the words stand from the code point `start` on.
    pub(crate) fn has(&self, words: &str, start: usize) -> bool {
        self.text[self.offset(start)..].starts_with(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_are_found() {
        let text = "é𝄞x".repeat(100);
        let points = Points::new(&text);
        for (index, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.offset(index), offset);
        }
        assert_eq!([points.offset(300), points.offset(9999)], [text.len(); 2]);
        assert!(points.has("𝄞x", 1) && !points.has("𝄞x", 2) && !points.has("é", 300));
    }
}
