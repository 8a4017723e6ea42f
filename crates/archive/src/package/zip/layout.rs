//! How the files of an archive lie in it. Programs that read from its beginning never see the directory: they must find the same.

use std::io::{BufReader, Read, Seek, SeekFrom};

use super::directory::cut;
use super::entry::Entry;
use super::extra::LongNumbers;
use super::number::{number_16, number_32, number_64};
use super::refusal::{Error, Wrong};
use super::{DESCRIPTOR, FLAG_DESCRIPTOR, LOCAL};

/// Sees that the files stand one behind the other, from the first byte to the directory, and that what stands before and behind the bytes
/// of each says what the directory says. Notes where the bytes begin.
pub(super) fn check(archive: &mut (impl Read + Seek), entries: &mut [Entry], directory: u64) -> Result<(), Error> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by_key(|&index| entries[index].offset);
    archive.seek(SeekFrom::Start(0))?;
    let mut reader = BufReader::with_capacity(64 * 1024, archive);
    if order.first().map_or(directory, |&first| entries[first].offset) != 0 {
        return Err(Error::Directory("bytes that belong to no file stand before all others"));
    }
    for (number, &index) in order.iter().enumerate() {
        let next = order.get(number + 1).map_or(directory, |&next| entries[next].offset.min(directory));
        let entry = &mut entries[index];
        entry.begin = entry.offset + local(&mut reader, entry)?;
        let end =
            entry.begin.checked_add(entry.packed).filter(|end| *end <= next).ok_or_else(|| entry.refused(Wrong::Overlap))?;
        skip(&mut reader, entry.packed)?;
        let mut behind = [0; 24];
        match (usize::try_from(next - end), entry.flags & FLAG_DESCRIPTOR != 0) {
            (Ok(0), false) => {}
            (Ok(length @ (12 | 16 | 20 | 24)), true) => {
                reader.read_exact(&mut behind[..length]).map_err(cut)?;
                if !is_descriptor(&behind[..length], entry) {
                    return Err(entry.refused(Wrong::Header));
                }
            }
            _ => return Err(entry.refused(Wrong::Gap)),
        }
    }
    Ok(())
}

/// Goes over the bytes of a file.
fn skip(reader: &mut BufReader<impl Read + Seek>, bytes: u64) -> Result<(), Error> {
    // A file has no more bytes than this number holds.
    reader.seek_relative(i64::try_from(bytes).unwrap_or(i64::MAX)).map_err(Error::Read)
}

/// Reads what stands before the bytes of a file, and says how long that is.
fn local(reader: &mut impl Read, entry: &Entry) -> Result<u64, Error> {
    let mut header = [0; 30];
    reader.read_exact(&mut header).map_err(cut)?;
    let short = |at| number_16(&header, at).unwrap_or_default();
    if number_32(&header, 0) != Some(LOCAL) || usize::from(short(26)) != entry.path.len() {
        return Err(entry.refused(Wrong::Header));
    }
    let mut name = vec![0; usize::from(short(26))];
    let mut extra = vec![0; usize::from(short(28))];
    reader.read_exact(&mut name).and_then(|()| reader.read_exact(&mut extra)).map_err(cut)?;
    match is_header(&header, &name, &extra, entry) {
        Ok(true) => Ok((header.len() + name.len() + extra.len()) as u64),
        Ok(false) => Err(entry.refused(Wrong::Header)),
        Err(wrong) => Err(entry.refused(wrong)),
    }
}

fn is_header(header: &[u8; 30], name: &[u8], extra: &[u8], entry: &Entry) -> Result<bool, Wrong> {
    let (short, long) = (|at| number_16(header, at), |at| number_32(header, at).unwrap_or_default());
    let mut numbers = LongNumbers::read(extra, name)?;
    let (size, packed) = (numbers.number(long(22))?, numbers.number(long(18))?);
    // Whoever wrote it as a stream did not know them yet.
    let is_later = entry.flags & FLAG_DESCRIPTOR != 0;
    let is = |number: u64, right: u64| number == right || (is_later && number == 0);
    let right = [entry.size, entry.packed, 0];
    numbers.are_of(if is_later { &right } else { &right[..2] })?;
    Ok(name == entry.path.as_bytes()
        && short(6) == Some(entry.flags)
        && short(8) == Some(entry.method)
        && is(long(14).into(), entry.sum.into())
        && is(packed, entry.packed)
        && is(size, entry.size))
}

/// Whether the numbers behind the bytes of a file are right, with a signature or without, and of 32 or of 64 bits.
fn is_descriptor(bytes: &[u8], entry: &Entry) -> bool {
    let (has_signature, is_long) = (bytes.len().is_multiple_of(8), bytes.len() >= 20);
    let start = if has_signature { 4 } else { 0 };
    let number = |at| if is_long { number_64(bytes, at) } else { number_32(bytes, at).map(u64::from) };
    (!has_signature || number_32(bytes, 0) == Some(DESCRIPTOR))
        && number_32(bytes, start) == Some(entry.sum)
        && number(start + 4) == Some(entry.packed)
        && number(start + if is_long { 12 } else { 8 }) == Some(entry.size)
}
