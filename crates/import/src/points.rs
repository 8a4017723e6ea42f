//! From bytes to code points.

/// Counts the code points of a text before its bytes, as quickly as these are asked for in their order.
#[derive(Debug)]
pub struct Points<'text> {
    text: &'text str,
    byte: usize,
    count: u64,
}

impl<'text> Points<'text> {
    /// Counts those of this text.
    pub fn new(text: &'text str) -> Self {
        Self { text, byte: 0, count: 0 }
    }

    /// How many code points stand before a byte, which begins one.
    ///
    /// ```
    /// let mut points = statemark_import::points::Points::new("é, ö");
    /// assert_eq!((points.before(2), points.before(6), points.before(2)), (1, 4, 1));
    /// ```
    pub fn before(&mut self, byte: usize) -> u64 {
        if byte < self.byte {
            (self.byte, self.count) = (0, 0);
        }
        self.count += self.text[self.byte..byte].chars().count() as u64;
        self.byte = byte;
        self.count
    }
}
