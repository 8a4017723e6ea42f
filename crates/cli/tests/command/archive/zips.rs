//! Archives that are made to do harm are refused whole, and the file in them that is to blame is named.

use std::fs;
use std::io::Cursor;

use statemark_archive::package::zip::Writer;

use super::{files, packed};
use crate::run::{Folder, Outcome};

/// An archive of these files.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new(), Cursor::new(Vec::new()));
    for (path, bytes) in files {
        writer.add(path, bytes).unwrap();
    }
    writer.finish().unwrap()
}

/// Sees that an archive is refused, by `verify` and by `extract`, and that nothing is written.
fn refused(folder: &Folder, bytes: &[u8]) -> String {
    folder.write("bad.zip", bytes);
    let before = folder.names();
    let Outcome { code, out, err } = folder.run(&["archive", "verify", "bad.zip"]);
    assert_eq!((code, &*out), (1, ""), "{err}");
    let taken = folder.run(&["archive", "extract", "bad.zip", "-o", "out"]);
    assert_eq!((taken.code, &taken.err), (1, &err));
    assert_eq!(folder.names(), before);
    err
}

#[test]
fn paths_that_lead_out_or_clash_are_refused() {
    let folder = Folder::new();
    for (path, told) in [
        ("../out.txt", "has the part `..`, which leads to the folder above"),
        ("bag/data/../../../out.txt", "has the part `..`, which leads to the folder above"),
        ("/tmp/out.txt", "is absolute"),
        ("C:/out.txt", "is absolute"),
        ("\\\\server\\out.txt", "is absolute"),
        ("bag/data\\..\\out.txt", "has the character '\\\\', which not every system takes"),
        ("bag/data/nul.txt", "has the part `nul.txt`, which is a device on Windows"),
        ("bag/data/a.txt", "is there twice"),
        ("bag/DATA/A.TXT", "would be one file with another on systems where capitals count for nothing"),
        ("bag/data/a.txt/b", "would be one file with another"),
        ("bag/data/a.txt ", "has a part that ends in a dot or a space"),
    ] {
        let said = refused(&folder, &zipped(&[("bag/data/a.txt", b"rain"), (path, b"snow")]));
        assert!(said.starts_with(&format!("error: bad.zip has the file {path:?}, which {told}")), "{said}");
        assert!(said.contains("= help: nothing of it was read"), "{said}");
    }
    let said = refused(&folder, &zipped(&[("a/bagit.txt", b""), ("b/bagit.txt", b"")]));
    assert!(said.starts_with("error: bad.zip has not one bag in it, in one folder"), "{said}");
}

#[test]
fn links_bombs_and_damage_are_refused() {
    let folder = Folder::new();
    let right = zipped(&[("bag/data/a.txt", b"rain")]);
    let central = right.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    let patched = |at: usize, bytes: &[u8]| {
        let mut patched = right.clone();
        patched[central + at..central + at + bytes.len()].copy_from_slice(bytes);
        patched
    };
    let link = (0o120_777_u32 << 16).to_le_bytes();
    assert!(refused(&folder, &patched(38, &link)).contains("\"bag/data/a.txt\", which is a link or a device, and no file"));
    assert!(refused(&folder, &patched(8, &[1, 8])).contains("which is encrypted"));
    assert!(refused(&folder, &patched(10, &[14])).contains("which is packed by method 14"));
    // It says that it is deflated, and 100 MB.
    let mut bomb = patched(24, &100_000_000_u32.to_le_bytes());
    bomb[central + 10] = 8;
    assert!(refused(&folder, &bomb).contains("which unpacks to 100000000 bytes from 4"));
    assert!(refused(&folder, &right[..right.len() - 1]).contains("bad.zip is no zip archive, or its end is missing"));
    assert!(refused(&folder, b"PK\x03\x04").contains("bad.zip is no zip archive"));
    assert!(refused(&folder, &[b"MZ", &right[..]].concat()).contains("bad.zip has a directory of files that is damaged"));
}

#[test]
fn a_file_that_unpacks_to_more_than_it_says_is_found() {
    use std::io::Write as _;

    let folder = Folder::new();
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(&vec![0; 50_000_000]).unwrap();
    let packed = encoder.finish().unwrap();
    let mut bytes = zipped(&[("bag/bagit.txt", &packed)]);
    // Both headers say deflated, and a kilobyte.
    for (signature, method, size) in [(b"PK\x03\x04", 8, 22), (b"PK\x01\x02", 10, 24)] {
        let at = bytes.windows(4).rposition(|four| four == signature).unwrap();
        bytes[at + method] = 8;
        bytes[at + size..at + size + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    folder.write("bad.zip", bytes);
    let outcome = folder.run(&["archive", "verify", "bad.zip"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.out.contains("bad.zip/bagit.txt cannot be read: it is longer than its size in the archive"), "{outcome:?}");
}

#[test]
fn every_byte_of_an_archive_that_is_changed_is_found_or_means_nothing() {
    let folder = packed();
    folder.run(&["archive", "create", "a.ndjson", "-o", "bag.zip"]).right();
    let right = fs::read(folder.path().join("bag.zip")).unwrap();
    let whole = files(&folder.path().join("bag"));
    let mut found = 0;
    let places: Vec<usize> = (0..right.len()).step_by(right.len() / 60).collect();
    for &at in &places {
        let mut flipped = right.clone();
        flipped[at] ^= 1;
        folder.write("flipped.zip", &flipped);
        let outcome = folder.run(&["archive", "verify", "flipped.zip"]);
        if outcome.code == 1 {
            found += 1;
        } else {
            // A date or an attribute in a header.
            assert_eq!(super::unzipped(&flipped), whole, "{at}: {outcome:?}");
        }
    }
    assert!(found * 10 > places.len() * 9, "{found} of {}", places.len());
}
