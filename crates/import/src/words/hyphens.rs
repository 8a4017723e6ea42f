//! Whether a hyphen at the end of a line belongs to the word or to the break.

use std::collections::HashSet;

/// What goes before a hyphen that belongs to the word more often than not.
const BEFORE: [&str; 31] = [
    "all", "by", "co", "cross", "eighty", "ex", "fifty", "follow", "forty", "half", "high", "ill", "long", "low", "multi",
    "ninety", "non", "post", "pre", "pro", "self", "semi", "seventy", "short", "sixty", "so", "socio", "thirty", "twenty",
    "vice", "well",
];

/// The most characters before a hyphen that are looked at: no word is longer.
const LONGEST: usize = 64;

/// The words of a text, which show how it writes them.
pub(crate) struct Vocabulary<'text> {
    text: &'text str,
    words: Option<HashSet<String>>,
}

impl<'text> Vocabulary<'text> {
    /// The words of this text, which are gathered when the first hyphen asks for them.
    pub(crate) fn new(text: &'text str) -> Self {
        Self { text, words: None }
    }

    /// Whether words end in a hyphen that the break before this line put there.
    pub(super) fn is_hyphenated(&mut self, words: &str, line: &str) -> bool {
        let Some(rest) = words.strip_suffix(['-', '\u{2010}']) else { return false };
        let letters = rest.char_indices().rev().take(LONGEST).take_while(|&(_, c)| is_of_word(c));
        let before = &rest[letters.last().map_or(rest.len(), |(at, _)| at)..];
        let after = &line[..line.find(|c: char| !is_of_word(c)).unwrap_or(line.len())];
        let is_inside = before.ends_with(char::is_alphabetic) && after.starts_with(char::is_lowercase);
        is_inside && !self.keeps(before, after)
    }

    /// Whether the text writes these two with a hyphen, or it is likely.
    fn keeps(&mut self, before: &str, after: &str) -> bool {
        let words = self.words.get_or_insert_with(|| {
            let words = self.text.split(|c: char| !is_of_word(c)).filter(|word| !word.is_empty());
            words.map(str::to_lowercase).collect()
        });
        let (before, after) = (before.to_lowercase(), after.to_lowercase());
        if words.contains(&format!("{before}-{after}")) {
            return true;
        }
        !words.contains(&format!("{before}{after}")) && (before.contains('-') || BEFORE.binary_search(&&*before).is_ok())
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted() {
        assert!(BEFORE.is_sorted());
    }
}
