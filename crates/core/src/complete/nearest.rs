//! What a source has in place of words that are not in it.

/// The words of a source that are nearest to a quote.
pub(super) struct Nearest {
    /// How many code points of the source stand before them.
    pub(super) start: usize,
    pub(super) words: String,
    /// Whether quotes, dashes, spaces and capitals are all that differs; else only the first words are the same.
    pub(super) alike: bool,
}

/// Finds words of a source that differ from a quote in quotes, dashes, spaces and capitals only, else those that begin like it.
pub(super) fn nearest(source: &Folded<'_>, exact: &str) -> Option<Nearest> {
    let text = source.original;
    let quote = Folded::new(exact).text;
    if let Some(at) = source.text.find(&quote).filter(|_| !quote.is_empty()) {
        let (start, end) = source.place(at, at + quote.len());
        return Some(Nearest { start: text[..start].chars().count(), words: text[start..end].to_owned(), alike: true });
    }
    // The longer a beginning, the rarer: so the longest that is in the source is found by halving.
    let ends: Vec<usize> = quote.match_indices(' ').map(|(at, _)| at).filter(|&at| at > 0).collect();
    let longest = ends.partition_point(|&end| source.text.contains(&quote[..end])).checked_sub(1)?;
    // One word alone tells nothing.
    let end = ends[longest];
    let at = quote[..end].contains(' ').then(|| source.text.find(&quote[..end]))??;
    let (start, _) = source.place(at, at + end);
    let words: String = text[start..].chars().take(exact.chars().count()).collect();
    Some(Nearest { start: text[..start].chars().count(), words, alike: false })
}

/// A text without what people and programs change unseen.
pub(super) struct Folded<'text> {
    original: &'text str,
    text: String,
    /// For each byte of the folded text, where its character begins in the original.
    origins: Vec<usize>,
}

impl<'text> Folded<'text> {
    pub(super) fn new(original: &'text str) -> Self {
        let (text, origins) = (String::with_capacity(original.len()), Vec::with_capacity(original.len()));
        let mut folded = Self { original, text, origins };
        for (at, c) in original.char_indices() {
            match c {
                '\'' | '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '‹' | '›' =>
                {
                    folded.push('"', at);
                }
                '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => folded.push('-', at),
                '…' => (0..3).for_each(|_| folded.push('.', at)),
                // Soft hyphens, zero-width spaces and joiners, marks of direction and byte order.
                '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' => {}
                c if c.is_whitespace() => {
                    if !folded.text.ends_with(' ') {
                        folded.push(' ', at);
                    }
                }
                c => c.to_lowercase().for_each(|c| folded.push(c, at)),
            }
        }
        folded
    }

    fn push(&mut self, c: char, origin: usize) {
        self.text.push(c);
        self.origins.resize(self.text.len(), origin);
    }

    /// Where a stretch of the folded text, not an empty one, stands in the original, in bytes.
    fn place(&self, start: usize, end: usize) -> (usize, usize) {
        let last = self.origins[end - 1];
        (self.origins[start], last + self.original[last..].chars().next().map_or(0, char::len_utf8))
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, Nearest};

    fn nearest(text: &str, exact: &str) -> Option<Nearest> {
        super::nearest(&Folded::new(text), exact)
    }

    const SOURCE: &str = "Беседа: “The two sides” – both  firm —\nagreed to\u{A0}meet, and to go on.";

    #[test]
    fn quotes_dashes_spaces_and_capitals_are_told() {
        let near = nearest(SOURCE, "\"the two sides\" - both firm - agreed").unwrap();
        assert!(near.alike);
        assert_eq!((near.start, near.words.as_str()), (8, "“The two sides” – both  firm —\nagreed"));
        assert_eq!(nearest(SOURCE, "'The two sides'").unwrap().words, "“The two sides”");
        assert_eq!(nearest(SOURCE, "to meet").unwrap().words, "to\u{A0}meet");
    }

    #[test]
    fn the_longest_beginning_that_is_there_is_told() {
        let near = nearest(SOURCE, "agreed to meet again soon").unwrap();
        assert!(!near.alike);
        assert_eq!((near.start, near.words.as_str()), (39, "agreed to\u{A0}meet, and to go"));
    }

    #[test]
    fn words_of_another_text_are_near_nothing() {
        assert!(nearest(SOURCE, "nothing of this kind").is_none());
        assert!(nearest(SOURCE, "agreed otherwise").is_none());
        assert!(nearest("", "x").is_none());
        assert!(nearest(SOURCE, "\u{200B}").is_none());
    }

    #[test]
    fn characters_that_grow_in_small_letters_keep_their_place() {
        assert_eq!(nearest("İİ  İSTANBUL x", "x").unwrap().start, 13);
    }
}
