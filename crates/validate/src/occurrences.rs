//! Where many words stand in one text: all of them are looked for in one walk over it.

use std::borrow::Cow;

/// How many places of the same words are kept.
const PLACES: usize = 8;

/// About how many bytes are compared at most. No text that says anything comes near, but one letter a million times does.
const COMPARED: usize = 1 << 31;

/// How many bytes of words may be compared at no cost.
const FEW: usize = 32;

/// The places of words in a text.
pub(crate) struct Occurrences<'words> {
    /// Sorted, each once.
    entries: Vec<Entry<'words>>,
    is_whole: bool,
}

struct Entry<'words> {
    words: Cow<'words, str>,
    /// The longest of the other words that these begin with.
    beginning: Option<usize>,
    places: Vec<usize>,
}

impl<'words> Occurrences<'words> {
    /// Looks for all of these words.
    pub(crate) fn new(text: &str, words: impl Iterator<Item = Cow<'words, str>>) -> Self {
        let mut words: Vec<_> = words.filter(|words| !words.is_empty()).collect();
        words.sort_unstable();
        words.dedup();
        let mut entries: Vec<Entry<'_>> = Vec::with_capacity(words.len());
        for words in words {
            let mut beginning = entries.len().checked_sub(1);
            while let Some(other) = beginning.filter(|&other| !words.starts_with(&*entries[other].words)) {
                beginning = entries[other].beginning;
            }
            entries.push(Entry { words, beginning, places: Vec::new() });
        }
        let mut found = Self { entries, is_whole: true };
        found.is_whole = found.walk(text.as_bytes());
        found
    }

    /// Notes what stands at each place of the text; whether its end was reached.
    fn walk(&mut self, text: &[u8]) -> bool {
        // Where those words begin that begin with two bytes, or with later ones.
        let mut begin = vec![0; (1 << 16) + 1];
        self.entries.iter().for_each(|entry| begin[1 + head(entry.words.as_bytes())] += 1);
        (1..begin.len()).for_each(|head| begin[head] += begin[head - 1]);
        let mut left = COMPARED;
        for at in 0..text.len() {
            let rest = &text[at..];
            let (from, to) = (begin[head(rest)], begin[head(rest) + 1]);
            // All words that stand here are beginnings of the last that does not come after the text in the order.
            let behind = from + self.entries[from..to].partition_point(|entry| entry.words.as_bytes() <= rest);
            let mut next = behind.checked_sub(1);
            while let Some(entry) = next.map(|place| &mut self.entries[place]) {
                let words = entry.words.as_bytes();
                let is_alike = rest.starts_with(&words[..words.len().min(FEW)]);
                let Some(rest_left) = left.checked_sub(if is_alike { words.len() } else { 1 }) else { return false };
                left = rest_left;
                if entry.places.len() < PLACES && is_alike && rest.starts_with(words) {
                    entry.places.push(at);
                }
                next = entry.beginning;
            }
        }
        true
    }

    /// The first places of words, in bytes; they may overlap. Nothing where that is not known.
    pub(crate) fn places(&self, words: &str) -> Option<&[usize]> {
        let place = self.entries.binary_search_by(|entry| (*entry.words).cmp(words)).ok().filter(|_| self.is_whole)?;
        Some(&self.entries[place].places)
    }
}

/// The first two bytes, in the order of words.
fn head(words: &[u8]) -> usize {
    let byte = |place| usize::from(words.get(place).copied().unwrap_or(0));
    byte(0) << 8 | byte(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_a_plain_search() {
        let text = "a xyxyx, né à Nérac; xyx né";
        let words = ["xyx", "xy", "x", "né", "né à", "né à Paris", "a", "", "é", "z", "xyx né", "xyx née", "à Nérac"];
        let found = Occurrences::new(text, words.into_iter().map(Cow::Borrowed));
        for words in words.into_iter().filter(|words| !words.is_empty()) {
            let plain: Vec<usize> = (0..text.len()).filter(|&at| text.as_bytes()[at..].starts_with(words.as_bytes())).collect();
            assert_eq!(found.places(words), Some(&plain[..plain.len().min(PLACES)]), "{words}");
        }
        assert_eq!((found.places("other"), found.places("")), (None, None));
    }

    #[test]
    fn words_without_end_are_given_up() {
        let words: Vec<String> = (1..2_000).map(|length| "x".repeat(length)).collect();
        let found = Occurrences::new(&"x".repeat(1 << 20), words.iter().map(|words| Cow::Borrowed(&**words)));
        assert_eq!(found.places("x"), None);
    }
}
