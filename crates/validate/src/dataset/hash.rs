//! Numbers that stand for words: what is kept of ids, names and texts.

/// The number of some words. The order counts, and where one ends and the next begins.
pub(super) fn of(parts: &[impl AsRef<[u8]>]) -> u64 {
    let mut words = Words::default();
    for part in parts {
        words.add(part);
    }
    words.finish()
}

/// The number of many words, made one after the other: sixteen bytes at a time are multiplied, and the two halves of the product mixed.
/// Made for speed. It tells apart what differs by chance; who wants two words to have the same number will find them.
pub(super) struct Words(u64);

/// Numbers without order: digits of pi.
const PI: [u64; 3] = [0x2437_0734_4A40_9382, 0x2299_F31D_0082_EFA9, 0x8EC4_E6C8_9452_821F];

impl Default for Words {
    fn default() -> Self {
        Self(PI[0])
    }
}

impl Words {
    pub(super) fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        let (blocks, rest) = part.as_chunks::<16>();
        for block in blocks {
            self.mix(block);
        }
        let mut last = [0; 16];
        last[..rest.len()].copy_from_slice(rest);
        self.mix(&last);
        // The length tells "a" from "a" and a zero, and where a part ends.
        self.0 = folded(self.0 ^ part.len() as u64, PI[2]);
    }

    fn mix(&mut self, block: &[u8; 16]) {
        let (low, high) = block.split_at(8);
        let half = |bytes: &[u8]| bytes.try_into().map_or(0, u64::from_le_bytes);
        self.0 = folded(half(low) ^ PI[1], half(high) ^ self.0);
    }

    pub(super) fn finish(&self) -> u64 {
        folded(self.0, PI[1])
    }
}

/// The product of two numbers, its upper half mixed into the lower one.
fn folded(one: u64, other: u64) -> u64 {
    let product = u128::from(one) * u128::from(other);
    #[expect(clippy::cast_possible_truncation, reason = "these are the halves")]
    let halves = (product as u64, (product >> 64) as u64);
    halves.0 ^ halves.1
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
        assert_ne!(of(&["a"]), of(&["a\0"]));
        assert_ne!(of(&[""]), of(&["", ""]));
    }

    #[test]
    fn many_words_that_differ_little_have_numbers_of_their_own() {
        let mut numbers: Vec<u64> =
            (0..200_000).flat_map(|n| [of(&[&format!("cn-pk-2025-02-06-{n:06}")]), of(&[&n.to_string()])]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 400_000);
        // The upper and the lower half by themselves: as many alike as chance has it, 400,000 squared by 2³³, so about 19.
        for half in [|number: &u64| number >> 32, |number: &u64| number & 0xFFFF_FFFF] {
            let mut halves: Vec<u64> = numbers.iter().map(half).collect();
            halves.sort_unstable();
            halves.dedup();
            assert!((3..60).contains(&(400_000 - halves.len())), "{}", 400_000 - halves.len());
        }
    }
}
