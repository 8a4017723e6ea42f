//! Numbers that stand for words: what is kept of ids, names and texts.

use std::hash::{DefaultHasher, Hasher};

/// The number of some words. The order counts, and where one ends and the next begins.
pub(super) fn of(parts: &[&str]) -> u64 {
    let mut hash = Words::default();
    for part in parts {
        hash.add(part);
    }
    hash.finish()
}

/// The number of many words, made one after the other. The same in one run of the program, not over versions of it.
#[derive(Default)]
pub(super) struct Words(DefaultHasher);

impl Words {
    pub(super) fn add(&mut self, part: &str) {
        self.0.write(part.as_bytes());
        // No UTF-8 has this byte, so that "a", "bc" is not "ab", "c".
        self.0.write_u8(0xFF);
    }

    pub(super) fn finish(&self) -> u64 {
        self.0.finish()
    }
}

/// The upper 24 bits of the number of a word, never 0.
pub(super) fn short(word: &str) -> u32 {
    let upper = of(&[word]) >> 40;
    u32::try_from(upper).unwrap_or(0).max(1)
}

#[cfg(test)]
mod tests {
    use super::{of, short};

    #[test]
    fn words_are_told_apart() {
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(of(&["a", "b"]), of(&["ab"]));
        assert_ne!(of(&["a", "bc"]), of(&["ab", "c"]));
        assert!((1..1 << 24).contains(&short("op4")));
        assert_ne!(short("op4"), short("op5"));
    }
}
