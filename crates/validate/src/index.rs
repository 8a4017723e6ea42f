//! Where things stand in a list, by their ids: found without a byte of memory where the list is short, as most are.

use std::collections::HashMap;

/// How long a list may be that is looked along.
const SHORT: usize = 16;

/// Where each id of a list stands; the first place of one that stands twice.
#[expect(clippy::large_enum_variant, reason = "most lists are short, and are to cost no memory of their own")]
pub(crate) enum Index<'document> {
    Short { ids: [(u64, &'document str); SHORT], count: usize },
    Long(HashMap<&'document str, usize>),
}

impl<'document> Index<'document> {
    pub(crate) fn new(ids: impl ExactSizeIterator<Item = &'document str> + DoubleEndedIterator) -> Self {
        let count = ids.len();
        if count > SHORT {
            return Self::Long(ids.enumerate().rev().map(|(place, id)| (id, place)).collect());
        }
        let mut short = [(0, ""); SHORT];
        for (slot, id) in short.iter_mut().zip(ids) {
            *slot = (mark(id.as_bytes()), id);
        }
        Self::Short { ids: short, count }
    }

    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        match self {
            Self::Short { ids, count } => {
                let mark = mark(id.as_bytes());
                // The mark of a short one is all of it.
                let is_same = |name: &str| name.len() == id.len() && (id.len() < 8 || name == id);
                ids[..*count].iter().position(|(other, name)| *other == mark && is_same(name))
            }
            Self::Long(places) => places.get(id).copied(),
        }
    }
}

/// A number that is the same for the same bytes, and differs for most others: made of their length, beginning and end.
pub(crate) fn mark(bytes: &[u8]) -> u64 {
    let length = bytes.len() as u64;
    let (Some(begin), Some(end)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) else {
        return bytes.iter().fold(length, |sum, byte| (sum << 8) | u64::from(*byte));
    };
    u64::from_le_bytes(*begin) ^ u64::from_le_bytes(*end).rotate_left(29) ^ length.rotate_right(8)
}

#[cfg(test)]
mod tests {
    use super::Index;

    #[test]
    fn short_and_long_lists_find_the_first_of_an_id() {
        for count in [0, 1, 7, 16, 17, 100] {
            let ids: Vec<String> = (0..count).map(|number| format!("entity-number-{}", number % 90)).collect();
            let index = Index::new(ids.iter().map(String::as_str));
            for (place, id) in ids.iter().enumerate().take(90) {
                assert_eq!(index.place(id), Some(place));
            }
            for unknown in ["", "entity-number-", "entity-number-99", "entity-numbex-1"] {
                assert_eq!(index.place(unknown), None);
            }
        }
    }
}
