//! Records of a stream: one statement after the other, each with its place in the file, in bounded memory.
//!
//! A [`Scan`] knows a grammar: where records begin and end, and what is wrong between them. A [`Splitter`] reads the stream, keeps what
//! is not yet whole, and gives [`Block`]s, which together are the stream. What is wrong inside a record is for its reader to tell.
//!
//! ```
//! use statemark::records::{Block, Lines, Splitter};
//! let mut splitter = Splitter::new(&b"{\"a\": 1}\n\n{\"b\": 2}\n"[..], Vec::new(), Box::new(Lines::default()));
//! let block: Block = splitter.next().unwrap()?;
//! assert_eq!(block.pieces.iter().map(|piece| block.bytes(piece)).collect::<Vec<_>>(), [b"{\"a\": 1}", b"{\"b\": 2}"]);
//! assert_eq!((block.pieces[1].before.lines, block.pieces[1].before.bytes), (2, 10));
//! # Ok::<(), std::io::Error>(())
//! ```

mod array;
mod lines;
mod splitter;

use std::ops::Range;

pub use self::array::Array;
pub use self::lines::Lines;
pub use self::splitter::Splitter;
use crate::fault::{Fault, FaultKind};
use crate::node::Span;

/// What stands in a file before a place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Before {
    /// How many lines end before it.
    pub lines: u64,
    /// How many code points stand before it in its own line.
    pub columns: u64,
    /// How many bytes stand before it. A byte order mark at the beginning of the file is not counted.
    pub bytes: u64,
    /// Whether the byte before it is a CR, which ends a line unless an LF follows.
    after_cr: bool,
}

impl Before {
    /// The place behind these bytes, where this one is before them.
    #[must_use]
    pub fn after(mut self, bytes: &[u8]) -> Self {
        let Some(&last) = bytes.last() else { return self };
        self.bytes += bytes.len() as u64;
        // A CR was counted as a line end of its own; with the LF it is one.
        self.lines -= u64::from(self.after_cr && bytes[0] == b'\n');
        let ends = memchr::memchr_iter(b'\n', bytes).count();
        // Nearly no file has a CR, and that is seen fast.
        let returns = if memchr::memchr(b'\r', bytes).is_none() { 0 } else { lone_returns(bytes) };
        self.lines += (ends + returns) as u64;
        let line = match if returns == 0 { memchr::memrchr(b'\n', bytes) } else { memchr::memrchr2(b'\n', b'\r', bytes) } {
            Some(end) => {
                self.columns = 0;
                &bytes[end + 1..]
            }
            None => bytes,
        };
        self.columns += line.iter().filter(|&&byte| !(0x80..0xC0).contains(&byte)).count() as u64;
        self.after_cr = last == b'\r';
        self
    }
}

/// How many CRs have no LF behind them.
fn lone_returns(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\r', bytes).filter(|&at| bytes.get(at + 1) != Some(&b'\n')).count()
}

/// A part of a stream: some whole records, and what stands between them.
#[derive(Debug, Clone, Default)]
pub struct Block {
    /// The bytes. Those of all blocks, one after the other, are the stream, but for records that are too long.
    pub text: Vec<u8>,
    /// What stands before them.
    pub before: Before,
    /// What is in them, in their order.
    pub pieces: Vec<Piece>,
}

impl Block {
    /// A file that is one document.
    pub fn whole(text: Vec<u8>) -> Self {
        let piece = Piece { range: 0..text.len(), before: Before::default(), kind: PieceKind::Document };
        Self { text, before: Before::default(), pieces: vec![piece] }
    }

    /// The bytes of a piece.
    pub fn bytes(&self, piece: &Piece) -> &[u8] {
        &self.text[piece.range.clone()]
    }

    /// The lines that a piece stands on, as far as they are in the block and near the piece; and how far in the piece begins.
    /// For a report that shows them.
    pub fn lines(&self, piece: &Piece) -> (Range<usize>, usize) {
        let Range { start, end } = piece.range;
        let from = start.saturating_sub(NEAR);
        let line = self.text[from..start].iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(from, |at| from + at + 1);
        let to = self.text.len().min(end + NEAR);
        let rest = &self.text[end..to];
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        // Not within a character.
        let is_inside = |at: usize| self.text.get(at).is_some_and(|byte| (0x80..0xC0).contains(byte));
        let line = (line..start).find(|&at| !is_inside(at)).unwrap_or(start);
        let until = (end..=end + length).rev().find(|&at| !is_inside(at)).unwrap_or(end);
        let range = line..until;
        if std::str::from_utf8(&self.text[line..start]).is_ok() && std::str::from_utf8(&self.text[end..until]).is_ok() {
            (range, start - line)
        } else {
            (piece.range.clone(), 0)
        }
    }
}

/// How many bytes of a line are shown before and behind a record that does not begin or end it.
const NEAR: usize = 400;

/// Something in a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the bytes of its block.
    pub range: Range<usize>,
    /// What stands before it in the file.
    pub before: Before,
    /// What it is.
    pub kind: PieceKind,
}

/// What a piece of a stream is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PieceKind {
    /// The one document of its file.
    Document,
    /// A record.
    Record {
        /// Which one, from 1.
        number: u64,
        /// Whether nothing behind it was read, since nobody can say where it ends.
        is_end: bool,
    },
    /// Something that is wrong with the stream and not with a record of it. Spans count from the beginning of the piece.
    Fault(Box<Fault>),
}

/// What a [`Scan`] sees. Offsets are those of the stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A whole record.
    Record(Range<u64>),
    /// A record that goes so wrong that nobody can say where the next one begins: the stream is not read beyond it.
    Last(Range<u64>),
    /// Something wrong between records.
    Fault(Range<u64>, Box<Fault>),
    /// The same, and the stream is not read beyond it.
    End(Range<u64>, Box<Fault>),
}

impl Mark {
    fn range(&self) -> &Range<u64> {
        match self {
            Self::Record(range) | Self::Last(range) | Self::Fault(range, _) | Self::End(range, _) => range,
        }
    }
}

/// Finds records in a stream that is shown to it bit by bit, wherever it is cut.
pub trait Scan {
    /// Looks at the next bytes of the stream, the first of which stands at `at`, and says how many it is done with. The others are shown
    /// to it again, with more behind them: they should be few.
    fn scan(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> usize;

    /// Takes note that the stream ends at `at`.
    fn finish(&mut self, at: u64, marks: &mut Vec<Mark>);

    /// Where the record, or whatever else may get a mark, begins that has not ended yet. Nothing from there on is let go.
    fn open(&self) -> Option<u64>;
}

/// A fault of the grammar between records.
pub fn broken(range: Range<u64>, message: &str, help: &str) -> (Range<u64>, Box<Fault>) {
    let length = usize::try_from(range.end - range.start).unwrap_or(usize::MAX);
    (range, Box::new(Fault::new(FaultKind::Syntax, Span::new(0, length), message).help(help)))
}

/// What is said behind the help where a stream is not read to its end.
pub const UNREAD: &str = "what follows in this file was not read";
