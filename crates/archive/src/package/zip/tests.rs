mod refusals;

use std::io::{Cursor, Read, Write as _};

use super::*;

/// A file of an archive as a test makes it, by the fields of its headers.
#[derive(Clone)]
struct Made {
    path: Vec<u8>,
    bytes: Vec<u8>,
    size: u32,
    method: u16,
    flags: u16,
    mode: u32,
    system: u8,
    /// Extra fields in the directory, and what stands behind the bytes.
    extra: Vec<u8>,
    behind: Vec<u8>,
}

impl Made {
    fn new(path: &str, bytes: &[u8]) -> Self {
        let size = u32::try_from(bytes.len()).unwrap();
        let (path, bytes) = (path.as_bytes().to_vec(), bytes.to_vec());
        let (extra, behind) = (Vec::new(), Vec::new());
        Self { path, bytes, size, method: 0, flags: FLAG_UTF8, mode: 0o100_644, system: 3, extra, behind }
    }

    fn deflated(path: &str, bytes: &[u8]) -> Self {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        Self { bytes: encoder.finish().unwrap(), method: 8, ..Self::new(path, bytes) }
    }
}

/// An archive of files, whose CRC-32 is that of these bytes.
fn archive(files: &[(Made, u32)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (file, sum) in files {
        let offset = u32::try_from(out.len()).unwrap();
        let packed = u32::try_from(file.bytes.len()).unwrap();
        let mut shared = Vec::new();
        for number in [20, file.flags, file.method, 0, 33] {
            shared.extend(number.to_le_bytes());
        }
        for number in [*sum, packed, file.size] {
            shared.extend(number.to_le_bytes());
        }
        shared.extend(u16::try_from(file.path.len()).unwrap().to_le_bytes());
        out.extend(LOCAL.to_le_bytes());
        out.extend(&shared);
        out.extend([0; 2]);
        out.extend(&file.path);
        out.extend(&file.bytes);
        out.extend(&file.behind);
        directory.extend(CENTRAL.to_le_bytes());
        // Made by version 2.0.
        directory.extend([20, file.system]);
        directory.extend(&shared);
        directory.extend(u16::try_from(file.extra.len()).unwrap().to_le_bytes());
        directory.extend([0; 6]);
        directory.extend((file.mode << 16).to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(&file.path);
        directory.extend(&file.extra);
    }
    let (count, length) = (u16::try_from(files.len()).unwrap(), u32::try_from(directory.len()).unwrap());
    let offset = u32::try_from(out.len()).unwrap();
    out.extend(directory);
    out.extend(END.to_le_bytes());
    out.extend([0; 4]);
    for number in [count, count] {
        out.extend(number.to_le_bytes());
    }
    for number in [length, offset] {
        out.extend(number.to_le_bytes());
    }
    out.extend([0; 2]);
    out
}

fn sum(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// Reads all files of an archive.
fn read(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let read = |entry: Entry| {
        let mut contents = Vec::new();
        open(Cursor::new(bytes), &entry)?.read_to_end(&mut contents)?;
        Ok((entry.path, contents))
    };
    entries(&mut Cursor::new(bytes))?.into_iter().map(read).collect()
}

fn refused(files: &[Made]) -> String {
    let files: Vec<_> = files.iter().map(|file| (file.clone(), sum(&file.bytes))).collect();
    read(&archive(&files)).unwrap_err().to_string()
}

fn written(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer.add(path, bytes).unwrap();
    }
    writer.finish().unwrap()
}

#[test]
fn what_is_written_is_read_and_the_same_each_time() {
    let large = vec![7; 100_000];
    let files: [(&str, &[u8]); 3] = [("bag/a.txt", b"rain"), ("bag/ü/empty", b""), ("bag/b", &large)];
    let bytes = written(&files);
    assert_eq!(bytes, written(&files));
    let owned: Vec<_> = files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())).collect();
    assert_eq!(read(&bytes).unwrap(), owned);
    assert!(read(&written(&[])).unwrap().is_empty());
}

#[test]
fn more_files_than_16_bits_count_are_read() {
    let mut writer = Writer::new(Vec::new(), Cursor::new(Vec::new()));
    (0..70_000).for_each(|number| writer.add(&format!("{number}"), b"").unwrap());
    let bytes = writer.finish().unwrap();
    assert_eq!(entries(&mut Cursor::new(&bytes)).unwrap().len(), 70_000);
}

#[test]
fn archives_of_others_are_read() {
    let folder = Made { mode: 0o040_755, ..Made::new("bag/", b"") };
    let packed = Made::deflated("bag/a", &b"rain ".repeat(100));
    let bytes = archive(&[(folder, 0), (packed, sum(&b"rain ".repeat(100)))]);
    let whole = [("bag/".to_owned(), Vec::new()), ("bag/a".to_owned(), b"rain ".repeat(100))];
    assert_eq!(read(&bytes).unwrap(), whole);
}

#[test]
fn paths_that_lead_out_or_clash_are_refused() {
    let a = Made::new("bag/a", b"a");
    for (path, told) in [
        ("../a", "has the file \"../a\", which has the part `..`, which leads to the folder above"),
        ("bag/../../a", "which has the part `..`"),
        ("/etc/passwd", "which is absolute"),
        ("C:\\a", "which is absolute"),
        ("bag\\..\\a", "which has the character '\\\\', which not every system takes"),
        ("bag/nul", "which has the part `nul`, which is a device on Windows"),
        ("bag/a", "which is there twice"),
        ("bag/A", "which would be one file with another on systems where capitals count for nothing"),
        ("bag/a/b", "which would be one file with another"),
        ("bag//b", "which has an empty part"),
        ("bag/b\0", "which has the character '\\0'"),
    ] {
        let said = refused(&[a.clone(), Made::new(path, b"b")]);
        assert!(said.contains(told), "{path}: {said}");
    }
}

#[test]
fn what_is_no_plain_file_is_refused() {
    let a = Made::new("bag/a", b"a");
    let with = |change: fn(&mut Made)| {
        let mut file = a.clone();
        change(&mut file);
        refused(&[file])
    };
    assert!(with(|file| file.mode = 0o120_777).contains("\"bag/a\", which is a link or a device"));
    assert!(with(|file| file.mode = 0o010_644).contains("is a link or a device"));
    assert!(with(|file| file.mode = 0o040_755).contains("is a link or a device"));
    assert!(with(|file| file.flags |= 1).contains("is encrypted"));
    assert!(with(|file| file.method = 12).contains("is packed by method 12"));
    assert!(with(|file| file.path = b"bag/\xFF".to_vec()).contains("has a name that is not UTF-8"));
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let bomb = Made::deflated("bag/a", &vec![0; 8 * 1024 * 1024]);
    let said = refused(std::slice::from_ref(&bomb));
    assert!(said.contains("\"bag/a\", which unpacks to 8388608 bytes from "), "{said}");
    // One that hides how large it is unpacks no further than it says.
    let said = refused(&[Made { size: 1000, ..bomb }]);
    assert!(said.contains("it is longer than its size in the archive"), "{said}");
}

#[test]
fn files_that_share_bytes_are_refused() {
    let a = (Made::new("bag/a", b"rain"), sum(b"rain"));
    let mut bytes = archive(&[a.clone(), (Made::new("bag/b", b"rain"), sum(b"rain"))]);
    // The second says that it begins where the first does.
    let second = bytes.windows(4).rposition(|four| four == CENTRAL.to_le_bytes()).unwrap();
    bytes[second + 42..second + 46].fill(0);
    assert!(read(&bytes).unwrap_err().to_string().contains("shares its bytes with another file"));
    let mut bytes = archive(&[a]);
    // A name that the directory and the file itself do not agree about.
    bytes[30] = b'c';
    assert!(read(&bytes).unwrap_err().to_string().contains("has a header that differs from the directory"));
}

#[test]
fn damaged_archives_are_errors_and_no_panic() {
    let bytes = written(&[("bag/a", b"rain and snow"), ("bag/b", b"hail")]);
    let files = read(&bytes).unwrap();
    let mut found = 0;
    for at in 0..bytes.len() {
        assert!(read(&bytes[..at]).is_err(), "cut at {at}");
        for bit in [1, 0x10, 0x80, 0xFF] {
            let mut damaged = bytes.clone();
            damaged[at] ^= bit;
            // A date, an attribute or the like may be another, but what is read is the same.
            match read(&damaged) {
                Ok(read) => assert_eq!(read, files, "{at}"),
                Err(_) => found += 1,
            }
        }
    }
    assert!(found > 2 * bytes.len(), "{found} of {}", 4 * bytes.len());
}
