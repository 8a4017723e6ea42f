//! What the directory of an archive says of a file.

use std::io::Read;

use super::directory::{RATIO, SMALL, cut};
use super::extra::LongNumbers;
use super::number::{number_16, number_32};
use super::refusal::{Error, Wrong};
use super::{CENTRAL, ELSEWHERE_16, FLAG_DESCRIPTOR, FLAG_UTF8};

/// How files are packed that are read: not at all, or by deflate.
const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;

/// Flags of what is encrypted, and those that say nothing that matters here: how hard it was packed.
const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
const INDIFFERENT: u16 = 1 << 1 | 1 << 2;

/// A file in an archive, or a folder, whose path ends in a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path.
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
    pub(super) packed: u64,
    /// Its CRC-32.
    pub(super) sum: u32,
    pub(super) flags: u16,
    pub(super) method: u16,
    /// Where its header begins, and where its bytes do.
    pub(super) offset: u64,
    pub(super) begin: u64,
}

impl Entry {
    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        self.path.ends_with('/')
    }

    /// Why the archive is refused for this file.
    pub(super) fn refused(&self, wrong: Wrong) -> Error {
        Error::Entry { path: self.path.clone(), wrong }
    }

    /// Reads what the directory says of the next file.
    pub(super) fn read(directory: &mut impl Read) -> Result<Self, Error> {
        let mut header = [0; 46];
        directory.read_exact(&mut header).map_err(cut)?;
        if number_32(&header, 0) != Some(CENTRAL) {
            return Err(Error::Directory("a file in it does not begin as one does"));
        }
        let mut part = |at| {
            let mut bytes = vec![0; usize::from(number_16(&header, at).unwrap_or_default())];
            directory.read_exact(&mut bytes).map_err(cut).map(|()| bytes)
        };
        let (name, extra, _comment) = (part(28)?, part(30)?, part(32)?);
        Self::judged(&header, &name, &extra)
            .map_err(|wrong| Error::Entry { path: String::from_utf8_lossy(&name).into_owned(), wrong })
    }

    fn judged(header: &[u8; 46], name: &[u8], extra: &[u8]) -> Result<Self, Wrong> {
        let (short, long) = (|at| number_16(header, at).unwrap_or_default(), |at| number_32(header, at).unwrap_or_default());
        let (flags, method) = (short(8), short(10));
        let path = std::str::from_utf8(name).map_err(|_| Wrong::Encoding)?;
        match flags & !(INDIFFERENT | FLAG_DESCRIPTOR | FLAG_UTF8) {
            0 => {}
            other if other & ENCRYPTED != 0 => return Err(Wrong::Encrypted),
            other => return Err(Wrong::Flags(other)),
        }
        if !path.is_ascii() && flags & FLAG_UTF8 == 0 {
            return Err(Wrong::Unsaid);
        }
        let mut numbers = LongNumbers::read(extra, name)?;
        // In this order they stand there, each only where it is needed.
        let (size, packed, offset) = (numbers.number(long(24))?, numbers.number(long(20))?, numbers.number(long(42))?);
        numbers.are_of(&[size, packed, offset])?;
        if short(34) != 0 && short(34) != ELSEWHERE_16 {
            return Err(Wrong::Disk);
        }
        // What kind of thing it is: nothing is said, or a file, or a folder. Programs look there whatever system it says it is from.
        let is_kind = matches!((long(38) >> 28, path.ends_with('/')), (0, _) | (8, false) | (4, true));
        if !is_kind || (path.ends_with('/') && size > 0) {
            return Err(Wrong::NoFile);
        }
        if !matches!(method, STORED | DEFLATED) {
            return Err(Wrong::Method(method));
        }
        if method == STORED && size != packed {
            return Err(Wrong::Stored { size, packed });
        }
        if size > SMALL && size / RATIO > packed {
            return Err(Wrong::Bomb { size, packed });
        }
        Ok(Self { path: path.to_owned(), size, packed, sum: long(16), flags, method, offset, begin: 0 })
    }
}
