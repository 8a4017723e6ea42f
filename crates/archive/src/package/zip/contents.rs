//! What is in a file of an archive.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::entry::{DEFLATED, Entry};

/// What is in a file, unpacked: no byte more than the directory says, and an error at the end where they are others.
pub struct Contents<Archive> {
    unpacked: Unpacked<Archive>,
    crc: Crc,
    sum: u32,
    packed: u64,
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
/// When the archive cannot be read.
pub fn open<Archive: Read + Seek>(mut archive: Archive, entry: &Entry) -> io::Result<Contents<Archive>> {
    archive.seek(SeekFrom::Start(entry.begin))?;
    let packed = archive.take(entry.packed);
    let unpacked = if entry.method == DEFLATED {
        Unpacked::Deflated(Box::new(DeflateDecoder::new(BufReader::with_capacity(16 * 1024, packed))))
    } else {
        Unpacked::Stored(packed)
    };
    Ok(Contents { unpacked, crc: Crc::new(), sum: entry.sum, packed: entry.packed, left: entry.size })
}

impl<Archive: Read> Contents<Archive> {
    /// What is wrong, now that all was read.
    fn wrong(&self) -> Option<&'static str> {
        // A program that goes on behind the end of what was packed would find something else there.
        let has_rest = matches!(&self.unpacked, Unpacked::Deflated(reader) if reader.total_in() != self.packed);
        match () {
            () if self.left > 0 => Some("shorter than its size"),
            () if self.crc.sum() != self.sum => Some("not what its checksum says"),
            () if has_rest => Some("followed by other bytes"),
            () => None,
        }
    }
}

impl<Archive: Read> Read for Contents<Archive> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.unpacked {
            Unpacked::Stored(reader) => reader.read(buffer)?,
            Unpacked::Deflated(reader) => reader.read(buffer)?,
        };
        let wrong = |what: &str| Err(io::Error::new(io::ErrorKind::InvalidData, format!("it is {what} in the archive")));
        self.crc.update(&buffer[..read]);
        let Some(left) = self.left.checked_sub(read as u64) else { return wrong("longer than its size") };
        self.left = left;
        match self.wrong().filter(|_| read == 0 && !buffer.is_empty()) {
            Some(what) => wrong(what),
            None => Ok(read),
        }
    }
}
