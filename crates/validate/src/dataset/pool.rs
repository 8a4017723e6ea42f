//! A long list that grows by pieces: nothing of it is ever copied, and no more than one piece is partly empty.

/// How many items a piece holds.
const PIECE: usize = 4096;

/// A list to which one can only add.
#[derive(Debug)]
pub(super) struct Pool<T> {
    pieces: Vec<Vec<T>>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { pieces: Vec::new() }
    }
}

impl<T> Pool<T> {
    pub(super) fn push(&mut self, item: T) {
        if let Some(piece) = self.pieces.last_mut().filter(|piece| piece.len() < PIECE) {
            piece.push(item);
        } else {
            let mut piece = Vec::with_capacity(PIECE);
            piece.push(item);
            self.pieces.push(piece);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.pieces.last().map_or(0, |last| (self.pieces.len() - 1) * PIECE + last.len())
    }

    pub(super) fn get(&self, index: u32) -> Option<&T> {
        let index = index as usize;
        self.pieces.get(index / PIECE)?.get(index % PIECE)
    }

    /// All items, each with its number.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        (0..).zip(self.pieces.iter().flatten())
    }

    /// How much memory the list holds, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.pieces.iter().map(|piece| piece.capacity() * size_of::<T>()).sum::<usize>()
            + self.pieces.capacity() * size_of::<Vec<T>>()
    }
}

#[cfg(test)]
mod tests {
    use super::{PIECE, Pool};

    #[test]
    fn items_keep_their_numbers_over_pieces() {
        let mut pool = Pool::default();
        assert_eq!((pool.len(), pool.get(0)), (0, None));
        for item in 0..PIECE * 2 + 3 {
            pool.push(item);
        }
        assert_eq!(pool.len(), PIECE * 2 + 3);
        assert!(pool.iter().all(|(index, item)| index as usize == *item && pool.get(index) == Some(item)));
        assert_eq!(pool.get(u32::MAX), None);
        assert!(pool.bytes() < 3 * PIECE * size_of::<usize>() + 1000);
    }
}
