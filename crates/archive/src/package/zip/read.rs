//! Reads archives of anyone: the directory first, as a whole, and nothing is opened before all of it is found to be right.

use std::collections::HashSet;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::{CENTRAL, ELSEWHERE_16, ELSEWHERE_32, END, END_64, EXTRA_64, LOCAL, LOCATOR_64};
use crate::package::paths::{self, Unfit};

/// How many files an archive may have, and how many times larger than packed one may be that has more than so many bytes.
const MOST: u64 = 2_000_000;
const RATIO: u64 = 200;
const SMALL: u64 = 1024 * 1024;

/// How long the end of an archive is without its comment, and with the longest.
const END_LENGTH: u64 = 22;
const END_LONGEST: u64 = END_LENGTH + 0xFFFF;

/// Why an archive is refused.
///
/// ```
/// use std::io::Cursor;
/// use statemark_archive::package::zip::{Error, entries};
/// let error = entries(&mut Cursor::new(b"no archive")).unwrap_err();
/// assert!(matches!(error, Error::NoArchive));
/// ```
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It could not be read.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// It has no end that is one of zip.
    #[error("is no zip archive, or its end is missing")]
    NoArchive,
    /// Its directory is not where the end says, or not as it says.
    #[error("has a directory of files that is damaged: {0}")]
    Directory(&'static str),
    /// It has more files than are read.
    #[error("has {0} files, and {MOST} are the limit")]
    TooMany(u64),
    /// One of its files is refused.
    #[error("has the file {path:?}, which {wrong}")]
    Entry {
        /// Its path, as it stands there.
        path: String,
        /// Why.
        wrong: Wrong,
    },
}

/// Why a file in an archive is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Its path is one that a package cannot have.
    #[error("{0}")]
    Path(#[from] Unfit),
    /// The path is not in UTF-8.
    #[error("has a name that is not UTF-8")]
    Encoding,
    /// Another file has the same path.
    #[error("is there twice")]
    Twice,
    /// Another has the same path, but for capitals or the Unicode form of letters.
    #[error("would be one file with another on systems where capitals count for nothing")]
    Clash,
    /// It is a link, a device or something else that is no file.
    #[error("is a link or a device, and no file")]
    NoFile,
    /// It is encrypted.
    #[error("is encrypted")]
    Encrypted,
    /// It is packed in a way other than deflate.
    #[error("is packed by method {0}: only stored and deflated files are read")]
    Method(u16),
    /// It is far larger than what it is packed in.
    #[error("unpacks to {size} bytes from {packed}: no text does so")]
    Bomb {
        /// How large it is.
        size: u64,
        /// How large it is packed.
        packed: u64,
    },
    /// Its bytes are those of another file as well, or of the directory.
    #[error("shares its bytes with another file")]
    Overlap,
    /// What stands before its bytes is not what the directory says.
    #[error("has a header that differs from the directory")]
    Header,
    /// It stands on another disk.
    #[error("is on another disk")]
    Disk,
}

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path.
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
    packed: u64,
    sum: u32,
    is_packed: bool,
    /// Where it begins, and where the next begins.
    offset: u64,
    limit: u64,
}

/// Where the directory is.
struct Directory {
    offset: u64,
    length: u64,
    entries: u64,
}

/// The files of an archive, in the order of its directory. Folders are none.
///
/// # Errors
/// When it is no archive, damaged, or has a file that is refused: nothing of it should be read then.
pub fn entries(archive: &mut (impl Read + Seek)) -> Result<Vec<Entry>, Error> {
    let directory = find(archive)?;
    if directory.entries > MOST {
        return Err(Error::TooMany(directory.entries));
    }
    archive.seek(SeekFrom::Start(directory.offset))?;
    let mut reader = BufReader::with_capacity(64 * 1024, archive).take(directory.length);
    let (mut entries, mut paths) = (Vec::new(), HashSet::new());
    for _ in 0..directory.entries {
        let entry = entry(&mut reader)?;
        let path = entry.path.strip_suffix('/').unwrap_or(&entry.path);
        let refused = |wrong: Wrong| Error::Entry { path: entry.path.clone(), wrong };
        paths::check(path).map_err(|unfit| refused(unfit.into()))?;
        if !paths.insert(paths::folded(path)) {
            let is_same = entries.iter().any(|other: &Entry| other.path == entry.path);
            return Err(refused(if is_same { Wrong::Twice } else { Wrong::Clash }));
        }
        entries.push(entry);
    }
    if reader.limit() > 0 {
        return Err(Error::Directory("it is longer than its files"));
    }
    limit(&mut entries, directory.offset)?;
    entries.retain(|entry| !entry.path.ends_with('/'));
    within_folders(&entries)?;
    Ok(entries)
}

/// Sees that no file lies in another, as if that were a folder.
fn within_folders(entries: &[Entry]) -> Result<(), Error> {
    let files: HashSet<String> = entries.iter().map(|entry| paths::folded(&entry.path)).collect();
    for entry in entries {
        let path = paths::folded(&entry.path);
        if path.match_indices('/').any(|(at, _)| files.contains(&path[..at])) {
            return Err(Error::Entry { path: entry.path.clone(), wrong: Wrong::Clash });
        }
    }
    Ok(())
}

/// Sees that no two files have the same bytes: else few bytes could be unpacked to very many.
fn limit(entries: &mut [Entry], directory: u64) -> Result<(), Error> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&index| entries[index].offset);
    let mut limit = directory;
    for index in order.into_iter().rev() {
        let entry = &mut entries[index];
        let least = 30 + entry.path.len() as u64;
        let end = entry.offset.checked_add(least).and_then(|begin| begin.checked_add(entry.packed));
        if end.is_none_or(|end| end > limit) {
            return Err(Error::Entry { path: entry.path.clone(), wrong: Wrong::Overlap });
        }
        entry.limit = limit;
        limit = entry.offset;
    }
    Ok(())
}

/// Finds the directory: by the end, which the last bytes must be.
fn find(archive: &mut (impl Read + Seek)) -> Result<Directory, Error> {
    let length = archive.seek(SeekFrom::End(0))?;
    let start = length.saturating_sub(END_LONGEST);
    archive.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    archive.take(END_LONGEST).read_to_end(&mut tail)?;
    let is_end = |at: &usize| {
        let rest = &tail[*at..];
        number_32(rest, 0) == Some(END) && number_16(rest, 20).is_some_and(|comment| rest.len() == 22 + usize::from(comment))
    };
    let at = (0..tail.len().saturating_sub(21)).rev().find(is_end).ok_or(Error::NoArchive)?;
    let (end, place) = (&tail[at..], start + at as u64);
    let short = |at| number_16(end, at).unwrap_or_default();
    if short(4) != 0 && short(4) != ELSEWHERE_16 {
        return Err(Error::Directory("it is on another disk"));
    }
    let (count, size, offset) = (short(10), number_32(end, 12).unwrap_or_default(), number_32(end, 16).unwrap_or_default());
    let (directory, end) = if count == ELSEWHERE_16 || size == ELSEWHERE_32 || offset == ELSEWHERE_32 {
        find_64(archive, place)?
    } else {
        let directory = Directory { offset: offset.into(), length: size.into(), entries: count.into() };
        (directory, place)
    };
    // What stood between them would be read by some programs and not by others.
    if directory.offset.checked_add(directory.length) != Some(end) {
        return Err(Error::Directory("it does not end where the end of the archive begins"));
    }
    Ok(directory)
}

/// The same where numbers take 64 bits, which the locator before the end leads to.
fn find_64(archive: &mut (impl Read + Seek), place: u64) -> Result<(Directory, u64), Error> {
    let wrong = || Error::Directory("its numbers of 64 bits are missing");
    let locator: [u8; 20] = at(archive, place.checked_sub(20).ok_or_else(wrong)?)?;
    let offset = number_64(&locator, 8).filter(|_| number_32(&locator, 0) == Some(LOCATOR_64)).ok_or_else(wrong)?;
    let end: [u8; 56] = at(archive, offset)?;
    if number_32(&end, 0) != Some(END_64) || number_64(&end, 4).and_then(|rest| offset.checked_add(12 + rest)) != Some(place - 20)
    {
        return Err(wrong());
    }
    let number = |at| number_64(&end, at).unwrap_or_default();
    Ok((Directory { entries: number(32), length: number(40), offset: number(48) }, offset))
}

/// Reads so many bytes at a place.
fn at<const LENGTH: usize>(archive: &mut (impl Read + Seek), place: u64) -> Result<[u8; LENGTH], Error> {
    let mut bytes = [0; LENGTH];
    archive.seek(SeekFrom::Start(place))?;
    archive.read_exact(&mut bytes).map_err(cut)?;
    Ok(bytes)
}

fn cut(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::UnexpectedEof { Error::Directory("it is cut off") } else { Error::Read(error) }
}

/// Reads what the directory says of the next file.
fn entry(reader: &mut impl Read) -> Result<Entry, Error> {
    let mut header = [0; 46];
    reader.read_exact(&mut header).map_err(cut)?;
    if number_32(&header, 0) != Some(CENTRAL) {
        return Err(Error::Directory("a file in it does not begin as one does"));
    }
    let (short, long) = (|at| number_16(&header, at).unwrap_or_default(), |at| number_32(&header, at).unwrap_or_default());
    let mut rest = vec![0; usize::from(short(28)) + usize::from(short(30)) + usize::from(short(32))];
    reader.read_exact(&mut rest).map_err(cut)?;
    let (name, extra) = rest.split_at(usize::from(short(28)));
    let path = String::from_utf8_lossy(name).into_owned();
    let refused = |wrong| Err(Error::Entry { path: path.clone(), wrong });
    let mut large = Large::of(&extra[..usize::from(short(30))]);
    // In this order they stand there, each only where it is needed.
    let (size, packed, offset) = (large.number(long(24)), large.number(long(20)), large.number(long(42)));
    let (Some(size), Some(packed), Some(offset)) = (size, packed, offset) else {
        return Err(Error::Directory("a number of 64 bits is missing"));
    };
    let kind = long(38) >> 28;
    if std::str::from_utf8(name).is_err() {
        return refused(Wrong::Encoding);
    }
    if short(34) != 0 && short(34) != ELSEWHERE_16 {
        return refused(Wrong::Disk);
    }
    if short(8) & (1 | 1 << 6 | 1 << 13) != 0 {
        return refused(Wrong::Encrypted);
    }
    // Unix says what kind of thing it is: a file, a folder, or nothing of it.
    if short(4) >> 8 == 3 && !matches!((kind, path.ends_with('/')), (0, _) | (8, false) | (4, true)) {
        return refused(Wrong::NoFile);
    }
    if !matches!(short(10), 0 | 8) {
        return refused(Wrong::Method(short(10)));
    }
    let is_packed = short(10) == 8;
    if (size > SMALL && size / RATIO > packed) || (!is_packed && size != packed) {
        return refused(Wrong::Bomb { size, packed });
    }
    Ok(Entry { path, size, packed, sum: long(16), is_packed, offset, limit: 0 })
}

/// The numbers of 64 bits of a file.
struct Large<'extra>(&'extra [u8]);

impl<'extra> Large<'extra> {
    fn of(mut extra: &'extra [u8]) -> Self {
        while let (Some(id), Some(length)) = (number_16(extra, 0), number_16(extra, 2)) {
            let Some(field) = extra.get(4..4 + usize::from(length)) else { break };
            if id == EXTRA_64 {
                return Self(field);
            }
            extra = &extra[4 + field.len()..];
        }
        Self(&[])
    }

    /// The number, where 32 bits hold it; else the next of these.
    fn number(&mut self, number: u32) -> Option<u64> {
        if number != ELSEWHERE_32 {
            return Some(number.into());
        }
        let (large, rest) = self.0.split_at_checked(8)?;
        self.0 = rest;
        number_64(large, 0)
    }
}

/// What is in a file, unpacked: no byte more than the directory says, and an error at the end where they are others.
pub struct Contents<Archive> {
    unpacked: Unpacked<Archive>,
    crc: Crc,
    sum: u32,
    /// How many bytes are still to come.
    left: u64,
}

enum Unpacked<Archive> {
    Stored(io::Take<Archive>),
    Deflated(Box<DeflateDecoder<BufReader<io::Take<Archive>>>>),
}

/// Opens a file of an archive.
///
/// # Errors
/// When what stands before its bytes is not what the directory says.
pub fn open<Archive: Read + Seek>(mut archive: Archive, entry: &Entry) -> Result<Contents<Archive>, Error> {
    let refused = |wrong| Error::Entry { path: entry.path.clone(), wrong };
    let header: [u8; 30] = at(&mut archive, entry.offset)?;
    let short = |at| number_16(&header, at).unwrap_or_default();
    let mut name = vec![0; usize::from(short(26))];
    archive.read_exact(&mut name).map_err(cut)?;
    let method = if entry.is_packed { 8 } else { 0 };
    if number_32(&header, 0) != Some(LOCAL) || name != entry.path.as_bytes() || short(8) != method {
        return Err(refused(Wrong::Header));
    }
    let begin = entry.offset + 30 + u64::from(short(26)) + u64::from(short(28));
    if begin + entry.packed > entry.limit {
        return Err(refused(Wrong::Overlap));
    }
    archive.seek(SeekFrom::Start(begin))?;
    let packed = archive.take(entry.packed);
    let unpacked = if entry.is_packed {
        Unpacked::Deflated(Box::new(DeflateDecoder::new(BufReader::with_capacity(16 * 1024, packed))))
    } else {
        Unpacked::Stored(packed)
    };
    Ok(Contents { unpacked, crc: Crc::new(), sum: entry.sum, left: entry.size })
}

impl<Archive: Read> Read for Contents<Archive> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.unpacked {
            Unpacked::Stored(reader) => reader.read(buffer)?,
            Unpacked::Deflated(reader) => reader.read(buffer)?,
        };
        let wrong = |what: &str| Err(io::Error::new(io::ErrorKind::InvalidData, format!("it is {what} in the archive")));
        self.crc.update(&buffer[..read]);
        match self.left.checked_sub(read as u64) {
            None => wrong("longer than its size"),
            Some(left) if read == 0 && !buffer.is_empty() && left > 0 => wrong("shorter than its size"),
            Some(0) if read == 0 && !buffer.is_empty() && self.crc.sum() != self.sum => wrong("not what its checksum says"),
            Some(left) => {
                self.left = left;
                Ok(read)
            }
        }
    }
}

fn bytes<const LENGTH: usize>(bytes: &[u8], at: usize) -> Option<[u8; LENGTH]> {
    bytes.get(at..at + LENGTH)?.try_into().ok()
}

fn number_16(from: &[u8], at: usize) -> Option<u16> {
    bytes(from, at).map(u16::from_le_bytes)
}

fn number_32(from: &[u8], at: usize) -> Option<u32> {
    bytes(from, at).map(u32::from_le_bytes)
}

fn number_64(from: &[u8], at: usize) -> Option<u64> {
    bytes(from, at).map(u64::from_le_bytes)
}
