//! What stands twice in a list: found in one pass, and without a byte of memory where nothing does.

use std::collections::HashMap;

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

/// Whether the keys differ for certain: each leaves a mark of its own among 1024, which those of a short list mostly do.
fn all_differ<'key>(keys: impl Iterator<Item = (usize, &'key str)>) -> bool {
    let mut marks = [0_u64; 16];
    for (_, key) in keys {
        let mark = mark(key.as_bytes());
        let bit = 1 << (mark & 63);
        let word = &mut marks[(mark >> 6) & 15];
        if *word & bit != 0 {
            return false;
        }
        *word |= bit;
    }
    true
}

/// A number that is the same for the same bytes, made of their length, beginning and end.
fn mark(bytes: &[u8]) -> usize {
    let eight = |bytes: &[u8]| bytes.iter().fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
    let begin = eight(&bytes[..bytes.len().min(8)]);
    let end = eight(&bytes[bytes.len().saturating_sub(8)..]);
    let mixed = (begin ^ end.rotate_left(29) ^ bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 54).unwrap_or_default()
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
