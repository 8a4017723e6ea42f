//! Writes archives: each file as it is, at the first minute that zip knows.

use std::io::{self, Read, Seek, SeekFrom, Write};

use super::{CENTRAL, ELSEWHERE_16, ELSEWHERE_32, END, END_64, EXTRA_64, FLAG_UTF8, LOCAL, LOCATOR_64};

/// The versions of zip that a reader must know: of names in UTF-8, and of numbers of 64 bits.
const PLAIN: u16 = 20;
const LARGE: u16 = 45;

/// Unix made it, and it is a file that all may read.
const MADE_BY: u16 = 3 << 8 | LARGE;
const ATTRIBUTES: u32 = 0o100_644 << 16;

/// The 1st of January 1980.
const DAY: u16 = 1 << 5 | 1;

/// Writes an archive. Its directory, which stands at the end, is kept in a place of its own until then.
///
/// ```
/// use std::io::Cursor;
/// use statemark_archive::package::zip::{Writer, entries};
/// let mut writer = Writer::new(Vec::new(), Cursor::new(Vec::new()));
/// writer.add("bag/a.txt", b"rain")?;
/// let bytes = writer.finish()?;
/// assert_eq!(entries(&mut Cursor::new(bytes)).unwrap()[0].path, "bag/a.txt");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer<Out, Directory> {
    out: Out,
    directory: Directory,
    /// How many bytes were written.
    offset: u64,
    entries: u64,
}

/// What stands of a file in both of its headers.
struct Header<'path> {
    path: &'path str,
    size: u64,
    sum: u32,
}

impl<Out: Write, Directory: Read + Write + Seek> Writer<Out, Directory> {
    /// An archive with nothing in it yet.
    pub fn new(out: Out, directory: Directory) -> Self {
        Self { out, directory, offset: 0, entries: 0 }
    }

    /// Adds a file.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        self.add_from(path, bytes.len() as u64, crc.sum(), &mut &*bytes)
    }

    /// Adds a file of which the size and the CRC-32 are known.
    pub fn add_from(&mut self, path: &str, size: u64, sum: u32, contents: &mut impl Read) -> io::Result<()> {
        let header = Header { path, size, sum };
        let (local, central) = (header.local()?, header.central(self.offset)?);
        self.out.write_all(&local)?;
        if io::copy(&mut contents.take(size), &mut self.out)? != size {
            return Err(io::Error::other("it is shorter than it was"));
        }
        self.directory.write_all(&central)?;
        self.offset += local.len() as u64 + size;
        self.entries += 1;
        Ok(())
    }

    /// Writes the directory, and gives back what was written to.
    pub fn finish(mut self) -> io::Result<Out> {
        let length = self.directory.stream_position()?;
        self.directory.seek(SeekFrom::Start(0))?;
        io::copy(&mut self.directory, &mut self.out)?;
        self.out.write_all(&end(self.entries, length, self.offset))?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl Header<'_> {
    fn local(&self) -> io::Result<Vec<u8>> {
        let extra = if is_large(self.size) { extra(&[self.size, self.size]) } else { Vec::new() };
        let mut bytes = Vec::new();
        bytes.extend(LOCAL.to_le_bytes());
        self.shared(&mut bytes, !extra.is_empty(), &extra)?;
        bytes.extend(self.path.as_bytes());
        bytes.extend(extra);
        Ok(bytes)
    }

    fn central(&self, offset: u64) -> io::Result<Vec<u8>> {
        let sizes = if is_large(self.size) { &[self.size, self.size][..] } else { &[] };
        let large: Vec<u64> = sizes.iter().copied().chain(is_large(offset).then_some(offset)).collect();
        let extra = if large.is_empty() { Vec::new() } else { extra(&large) };
        let mut bytes = Vec::new();
        bytes.extend(CENTRAL.to_le_bytes());
        bytes.extend(MADE_BY.to_le_bytes());
        self.shared(&mut bytes, !extra.is_empty(), &extra)?;
        // No comment, the first disk, and nothing told of the contents.
        bytes.extend([0; 6]);
        bytes.extend(ATTRIBUTES.to_le_bytes());
        bytes.extend(small(offset).to_le_bytes());
        bytes.extend(self.path.as_bytes());
        bytes.extend(extra);
        Ok(bytes)
    }

    /// What both headers have, from the version to the lengths of what follows.
    fn shared(&self, bytes: &mut Vec<u8>, is_large: bool, extra: &[u8]) -> io::Result<()> {
        let short = |length: usize| u16::try_from(length).map_err(|_| io::Error::other("a path is longer than zip takes"));
        let (path, extra) = (short(self.path.len())?, short(extra.len())?);
        // Stored as it is, at midnight.
        for number in [if is_large { LARGE } else { PLAIN }, FLAG_UTF8, 0, 0, DAY] {
            bytes.extend(number.to_le_bytes());
        }
        for number in [self.sum, small(self.size), small(self.size)] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(path.to_le_bytes());
        bytes.extend(extra.to_le_bytes());
        Ok(())
    }
}

/// What stands at the end, after a directory of so many files and bytes that begins there.
fn end(entries: u64, length: u64, offset: u64) -> Vec<u8> {
    let count = u16::try_from(entries).unwrap_or(ELSEWHERE_16);
    let mut bytes = Vec::new();
    if count == ELSEWHERE_16 || is_large(length) || is_large(offset) {
        bytes.extend(END_64.to_le_bytes());
        // How long the rest of this record is.
        bytes.extend(44_u64.to_le_bytes());
        bytes.extend(MADE_BY.to_le_bytes());
        bytes.extend(LARGE.to_le_bytes());
        bytes.extend([0; 8]);
        for number in [entries, entries, length, offset] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(LOCATOR_64.to_le_bytes());
        bytes.extend(0_u32.to_le_bytes());
        bytes.extend((offset + length).to_le_bytes());
        bytes.extend(1_u32.to_le_bytes());
    }
    bytes.extend(END.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(small(length).to_le_bytes());
    bytes.extend(small(offset).to_le_bytes());
    // No comment.
    bytes.extend([0; 2]);
    bytes
}

fn extra(numbers: &[u64]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(EXTRA_64.to_le_bytes());
    // Three numbers at most.
    bytes.extend(u16::try_from(8 * numbers.len()).unwrap_or_default().to_le_bytes());
    for number in numbers {
        bytes.extend(number.to_le_bytes());
    }
    bytes
}

fn is_large(number: u64) -> bool {
    number >= u64::from(ELSEWHERE_32)
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(ELSEWHERE_32)
}
