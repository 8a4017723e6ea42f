//! What stands twice in a list: found in one pass, and without a byte of memory where nothing does.

use std::collections::HashMap;

use crate::index::mark;

/// For each key that was there before: the index that came with its first, and its own.
pub(crate) fn twice<'key>(keys: impl Iterator<Item = (usize, &'key str)> + Clone) -> Vec<(usize, usize)> {
    if all_differ(keys.clone()) {
        return Vec::new();
    }
    let mut first = HashMap::new();
    keys.filter_map(|(index, key)| match *first.entry(key).or_insert(index) {
        seen if seen == index => None,
        seen => Some((seen, index)),
    })
    .collect()
}

/// Whether the keys differ for certain.
fn all_differ<'key>(keys: impl Iterator<Item = (usize, &'key str)>) -> bool {
    let mut marks = Marks::default();
    keys.into_iter().all(|(_, key)| marks.add(mark(key.as_bytes())))
}

/// Two bits for each number among 2048: hardly a number of a short list finds both set by others (a Bloom filter).
#[derive(Default)]
pub(crate) struct Marks([u64; 32]);

impl Marks {
    /// Adds a number; whether it differs for certain from all before.
    pub(crate) fn add(&mut self, number: u64) -> bool {
        let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let one = self.set(mixed >> 53);
        let two = self.set(mixed >> 42);
        one || two
    }

    /// Sets the bit that the lowest eleven of a number name; whether it was not set.
    fn set(&mut self, bits: u64) -> bool {
        let word = &mut self.0[usize::try_from(bits >> 6 & 31).unwrap_or_default()];
        let (before, bit) = (*word, 1 << (bits & 63));
        *word |= bit;
        before & bit == 0
    }
}

#[cfg(test)]
mod tests {
    use super::twice;

    fn of(keys: &[&str]) -> Vec<(usize, usize)> {
        twice(keys.iter().copied().enumerate())
    }

    #[test]
    fn each_later_one_is_told_with_the_first() {
        assert_eq!(of(&["a", "b", "a", "b", "a"]), [(0, 2), (1, 3), (0, 4)]);
        assert_eq!(of(&["", ""]), [(0, 1)]);
    }

    #[test]
    fn what_differs_is_not_told() {
        assert_eq!(of(&["a", "A", "ab", "China", "Chinb", ""]), []);
        let many: Vec<String> = (0..5000).map(|number| format!("entity-{number}")).collect();
        assert_eq!(of(&many.iter().map(String::as_str).collect::<Vec<_>>()), []);
    }
}
