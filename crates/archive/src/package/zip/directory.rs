//! The directory of an archive, which stands at its end: found, read as a whole, and nothing is opened before all of it is right.

use std::collections::HashSet;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::entry::Entry;
use super::number::{number_16, number_32, number_64};
use super::refusal::{Error, Wrong};
use super::{ELSEWHERE_16, ELSEWHERE_32, END, END_64, LOCATOR_64, layout};
use crate::package::paths;

/// How many files an archive may have, and how many times larger than packed what has more than so many bytes may be.
pub(super) const MOST: u64 = 2_000_000;
pub(super) const RATIO: u64 = 200;
pub(super) const SMALL: u64 = 1024 * 1024;

/// How long the end of an archive is without its comment, and with the longest.
const END_LENGTH: u64 = 22;
const END_LONGEST: u64 = END_LENGTH + 0xFFFF;

/// How long what leads to the numbers of 64 bits is, and how long they are.
const LOCATOR_64_LENGTH: u64 = 20;
const END_64_LENGTH: u64 = 56;

/// Where the directory is.
struct Directory {
    offset: u64,
    length: u64,
    entries: u64,
}

/// The files and folders of an archive, in the order of its directory.
///
/// # Errors
/// When it is no archive, damaged, or has a file that is refused: nothing of it should be read then.
pub fn entries(archive: &mut (impl Read + Seek)) -> Result<Vec<Entry>, Error> {
    let directory = find(archive)?;
    if directory.entries > MOST {
        return Err(Error::TooMany(directory.entries));
    }
    archive.seek(SeekFrom::Start(directory.offset))?;
    let mut reader = BufReader::with_capacity(64 * 1024, &mut *archive).take(directory.length);
    let (mut entries, mut paths) = (Vec::new(), HashSet::new());
    for _ in 0..directory.entries {
        let entry = Entry::read(&mut reader)?;
        let path = entry.path.strip_suffix('/').unwrap_or(&entry.path);
        paths::check(path).map_err(|unfit| entry.refused(unfit.into()))?;
        if !paths.insert(paths::folded(path)) {
            let is_same = entries.iter().any(|other: &Entry| other.path == entry.path);
            return Err(entry.refused(if is_same { Wrong::Twice } else { Wrong::Clash }));
        }
        entries.push(entry);
    }
    if reader.limit() > 0 {
        return Err(Error::Directory("it is longer than its files"));
    }
    within_folders(&entries)?;
    let sum = |part: fn(&Entry) -> u64| entries.iter().map(part).fold(0, u64::saturating_add);
    let (size, packed) = (sum(|entry| entry.size), sum(|entry| entry.packed));
    if size > SMALL && size / RATIO > packed {
        return Err(Error::Bomb { size, packed });
    }
    layout::check(archive, &mut entries, directory.offset)?;
    Ok(entries)
}

/// Sees that no file lies in another, as if that were a folder.
fn within_folders(entries: &[Entry]) -> Result<(), Error> {
    let files: HashSet<String> =
        entries.iter().filter(|entry| !entry.is_folder()).map(|entry| paths::folded(&entry.path)).collect();
    for entry in entries {
        let path = paths::folded(&entry.path);
        if path.match_indices('/').any(|(at, _)| files.contains(&path[..at])) {
            return Err(entry.refused(Wrong::Clash));
        }
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
    if end[22..].windows(4).any(|four| four == END.to_le_bytes()) {
        return Err(Error::Directory("its comment looks like the end of another archive"));
    }
    let short = |at| number_16(end, at).unwrap_or_default();
    if [4, 6].into_iter().any(|disk| short(disk) != 0 && short(disk) != ELSEWHERE_16) || short(8) != short(10) {
        return Err(Error::Directory("it is on another disk"));
    }
    let (count, size, offset) = (short(10), number_32(end, 12).unwrap_or_default(), number_32(end, 16).unwrap_or_default());
    let plain = Directory { offset: offset.into(), length: size.into(), entries: count.into() };
    let is_elsewhere = size == ELSEWHERE_32 || offset == ELSEWHERE_32;
    let (directory, end) = match long_numbers(archive, place)? {
        Some((long, end)) if agrees(&plain, &long) => (long, end),
        None if !is_elsewhere => (plain, place),
        _ => return Err(Error::Directory("its numbers of 64 bits are missing, or others")),
    };
    // What stood between them would be read by some programs and not by others.
    if directory.offset.checked_add(directory.length) != Some(end) {
        return Err(Error::Directory("it does not end where the end of the archive begins"));
    }
    Ok(directory)
}

/// Whether the numbers at the end are those of 64 bits, where they do not say that these have them.
fn agrees(plain: &Directory, long: &Directory) -> bool {
    let agrees = |plain: u64, long: u64, elsewhere: u64| plain == long || plain == elsewhere;
    agrees(plain.entries, long.entries, ELSEWHERE_16.into())
        && agrees(plain.length, long.length, ELSEWHERE_32.into())
        && agrees(plain.offset, long.offset, ELSEWHERE_32.into())
}

/// The same where numbers take 64 bits, if a locator before the end leads to them; and where they begin.
fn long_numbers(archive: &mut (impl Read + Seek), place: u64) -> Result<Option<(Directory, u64)>, Error> {
    let Some(locator_place) = place.checked_sub(LOCATOR_64_LENGTH) else { return Ok(None) };
    let locator: [u8; 20] = read_at(archive, locator_place)?;
    if number_32(&locator, 0) != Some(LOCATOR_64) {
        return Ok(None);
    }
    let wrong = || Error::Directory("its numbers of 64 bits are damaged");
    let offset =
        number_64(&locator, 8).filter(|offset| offset.checked_add(END_64_LENGTH).is_some_and(|end| end <= locator_place));
    let offset = offset.ok_or_else(wrong)?;
    let end: [u8; 56] = read_at(archive, offset)?;
    let (number, disk) = (|at| number_64(&end, at).unwrap_or_default(), |at| number_32(&end, at));
    // What follows these twelve bytes is as long as they say.
    let ends = number(4).checked_add(12).and_then(|length| offset.checked_add(length));
    if disk(0) != Some(END_64) || ends != Some(locator_place) {
        return Err(wrong());
    }
    let is_alone = number_32(&locator, 4) == Some(0) && number_32(&locator, 16) == Some(1);
    if !is_alone || disk(16) != Some(0) || disk(20) != Some(0) || number(24) != number(32) {
        return Err(Error::Directory("it is on another disk"));
    }
    Ok(Some((Directory { entries: number(32), length: number(40), offset: number(48) }, offset)))
}

/// Reads so many bytes at a place.
fn read_at<const LENGTH: usize>(archive: &mut (impl Read + Seek), place: u64) -> Result<[u8; LENGTH], Error> {
    let mut bytes = [0; LENGTH];
    archive.seek(SeekFrom::Start(place))?;
    archive.read_exact(&mut bytes).map_err(cut)?;
    Ok(bytes)
}

/// Why something could not be read: the archive ends too early, or the disk fails.
pub(super) fn cut(error: io::Error) -> Error {
    if error.kind() == io::ErrorKind::UnexpectedEof { Error::Directory("it is cut off") } else { Error::Read(error) }
}
