//! Digests: whether two ends of a pipe hold the same statements, in whatever spelling and order.
//!
//! The digest of a statement is the SHA-256 of its canonical JSON on one line, without a line feed: of [`json::to_vec`]. That of a set
//! is the SHA-256 of the digests of its statements in hexadecimal digits, sorted, each with a line feed behind it.
//!
//! ```
//! use statemark::digest::{Digest, SetDigest};
//! use statemark::json;
//! # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
//! #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": [{"heading": "Rain"}]}"#;
//! let statement = json::from_str(text)?;
//! let digest = Digest::of(&statement);
//! assert_eq!(digest, Digest::of_bytes(&json::to_vec(&statement)));
//! let set: SetDigest = [digest].into_iter().collect();
//! assert_eq!(set.finish(), Digest::of_bytes(format!("{digest}\n").as_bytes()));
//! # Ok::<(), statemark::error::Error>(())
//! ```

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::json;
use crate::statement::Statement;

/// A SHA-256; shown as 64 hexadecimal digits in small letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// That of a statement, the same from whatever spelling it was read.
    pub fn of(statement: &Statement) -> Self {
        Self::of_bytes(&json::to_vec(statement))
    }

    /// That of any bytes.
    ///
    /// ```
    /// # use statemark::digest::Digest;
    /// assert!(Digest::of_bytes(b"").to_string().starts_with("e3b0c44298fc1c14"));
    /// ```
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The 32 bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The digits, in ASCII.
    fn hex(&self) -> [u8; 64] {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut hex = [0; 64];
        for (pair, byte) in hex.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        hex
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(std::str::from_utf8(&self.hex()).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Digest({self})")
    }
}

/// How many digests are sorted together: a MiB of them.
const CHUNK: usize = 32 * 1024;

/// What the digest of a set is made of: the digests of its statements, in any order; one that stands twice counts twice.
/// It takes 32 bytes a statement.
///
/// ```
/// # use statemark::digest::{Digest, SetDigest};
/// let (a, b) = (Digest::of_bytes(b"a"), Digest::of_bytes(b"b"));
/// let mut set = SetDigest::default();
/// set.extend([b]);
/// set.extend([a]);
/// assert_eq!((set.len(), set.finish()), (2, SetDigest::from_iter([a, b]).finish()));
/// ```
#[derive(Debug, Clone, Default)]
pub struct SetDigest(Vec<Vec<Digest>>);

impl SetDigest {
    /// How many statements there are so far.
    pub fn len(&self) -> usize {
        self.0.iter().map(Vec::len).sum()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The digest of the set.
    pub fn finish(self) -> Digest {
        let mut chunks: Vec<_> = self.0.into_iter().map(sorted).collect();
        let firsts = chunks.iter_mut().enumerate().filter_map(|(index, chunk)| Some(Reverse((chunk.next()?, index))));
        let mut next: BinaryHeap<_> = firsts.collect();
        let mut hasher = Sha256::new();
        while let Some(mut least) = next.peek_mut() {
            let Reverse((digest, chunk)) = *least;
            let mut line = [b'\n'; 65];
            line[..64].copy_from_slice(&digest.hex());
            hasher.update(line);
            match chunks[chunk].next() {
                Some(following) => *least = Reverse((following, chunk)),
                None => drop(PeekMut::pop(least)),
            }
        }
        Digest(hasher.finalize().into())
    }
}

fn sorted(mut chunk: Vec<Digest>) -> std::vec::IntoIter<Digest> {
    chunk.sort_unstable();
    chunk.into_iter()
}

impl Extend<Digest> for SetDigest {
    fn extend<I: IntoIterator<Item = Digest>>(&mut self, digests: I) {
        for digest in digests {
            match self.0.last_mut().filter(|chunk| chunk.len() < CHUNK) {
                Some(chunk) => chunk.push(digest),
                None => self.0.push(vec![digest]),
            }
        }
    }
}

impl FromIterator<Digest> for SetDigest {
    fn from_iter<I: IntoIterator<Item = Digest>>(digests: I) -> Self {
        let mut set = Self::default();
        set.extend(digests);
        set
    }
}
