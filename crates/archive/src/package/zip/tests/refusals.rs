//! Archives that two programs might read in two ways.

use super::*;

/// An archive of two files, `bag/a` with "rain" and `bag/b` with "snow", and where both headers of the second begin.
fn two() -> (Vec<u8>, usize, usize) {
    let file = |path, bytes: &[u8]| (Made::new(path, bytes), sum(bytes));
    let bytes = archive(&[file("bag/a", b"rain"), file("bag/b", b"snow")]);
    let last = |signature: u32| bytes.windows(4).rposition(|four| four == signature.to_le_bytes()).unwrap();
    let (local, central) = (last(LOCAL), last(CENTRAL));
    (bytes, local, central)
}

/// What is said of an archive in which a number is another.
fn with(at: usize, number: &[u8]) -> String {
    let (mut bytes, ..) = two();
    bytes[at..at + number.len()].copy_from_slice(number);
    read(&bytes).unwrap_err().to_string()
}

/// Puts bytes at a place of an archive of two files, and moves its directory and its second file if they stand behind.
fn put(at: usize, more: &[u8]) -> Vec<u8> {
    let (mut bytes, local, central) = two();
    let (end, length) = (bytes.len() - 22, u32::try_from(more.len()).unwrap());
    let mut add = |place: usize| {
        let number = number::number_32(&bytes, place).unwrap() + length;
        bytes[place..place + 4].copy_from_slice(&number.to_le_bytes());
    };
    add(end + 16);
    if at <= local {
        add(central + 42);
    }
    bytes.splice(at..at, more.iter().copied());
    bytes
}

#[test]
fn headers_that_differ_from_the_directory_are_refused() {
    let (_, local, _) = two();
    for (at, number) in [(6, &[2][..]), (8, &[8]), (14, &[1]), (18, &[5]), (22, &[5]), (30, b"c")] {
        assert_eq!(
            with(local + at, number),
            "has the file \"bag/b\", which has a header that differs from the directory",
            "{at}"
        );
    }
    // Flags that nothing here knows: bytes that are patches of others.
    let patches = Made { flags: 1 << 5, ..Made::new("bag/a", b"a") };
    assert!(refused(&[patches]).contains("has flags that are not known here (0x0020)"));
}

#[test]
fn bytes_that_belong_to_no_file_are_refused() {
    let hidden = archive(&[(Made::new("bag/c", b"evil"), sum(b"evil"))]);
    let hidden = &hidden[..hidden.windows(4).position(|four| four == CENTRAL.to_le_bytes()).unwrap()];
    let (_, local, central) = two();
    let directory = central - 46 - 5;
    let said = |at, more: &[u8]| read(&put(at, more)).unwrap_err().to_string();
    assert_eq!(said(local, hidden), "has the file \"bag/a\", which stands beside bytes that belong to no file");
    assert_eq!(said(directory, hidden), "has the file \"bag/b\", which stands beside bytes that belong to no file");
    assert_eq!(said(local, b"x"), "has the file \"bag/a\", which stands beside bytes that belong to no file");
    let (mut bytes, ..) = two();
    bytes.splice(0..0, *b"MZ");
    assert!(read(&bytes).unwrap_err().to_string().contains("it does not end where the end of the archive begins"));
    // The same where all numbers know of it.
    let (mut bytes, _, central) = two();
    let end = bytes.len() - 22;
    for place in [central - 46 - 5 + 42, central + 42, end + 16] {
        bytes[place] += 2;
    }
    bytes.splice(0..0, *b"MZ");
    assert!(read(&bytes).unwrap_err().to_string().contains("bytes that belong to no file stand before all others"));
}

#[test]
fn bytes_behind_what_is_deflated_are_refused() {
    let mut file = Made::deflated("bag/a", b"rain");
    file.bytes.extend(b"junk");
    let said = read(&archive(&[(file, sum(b"rain"))])).unwrap_err().to_string();
    assert!(said.contains("it is followed by other bytes in the archive"), "{said}");
}

#[test]
fn names_that_programs_read_in_two_ways_are_refused() {
    let unsaid = Made { flags: 0, ..Made::new("bag/ä", b"a") };
    assert!(refused(&[unsaid]).contains("has a name that is not said to be UTF-8"));
    assert!(read(&archive(&[(Made { flags: 0, ..Made::new("bag/a", b"a") }, sum(b"a"))])).is_ok());
    let field = |name: &str| {
        let length = u8::try_from(5 + name.len()).unwrap();
        [&[0x75, 0x70, length, 0, 1, 0, 0, 0, 0], name.as_bytes()].concat()
    };
    let named = |extra: Vec<u8>| read(&archive(&[(Made { extra, ..Made::new("bag/a", b"a") }, sum(b"a"))]));
    assert!(named(field("bag/a")).is_ok());
    assert!(named(field("bag/b")).unwrap_err().to_string().contains("has two names, of which programs take one or the other"));
    let long = |number: u64| [&[1, 0, 8, 0][..], &number.to_le_bytes()].concat();
    assert!(named(long(1)).is_ok());
    assert!(named(long(9)).unwrap_err().to_string().contains("has extra fields that are damaged"));
    assert!(named(vec![1, 0, 9, 0]).unwrap_err().to_string().contains("has extra fields that are damaged"));
    for path in ["bag/σ", "bag/ſ", "bag/\u{202E}"] {
        let said = refused(&[Made::new("bag/ς", b"a"), Made::new("bag/s", b"a"), Made::new(path, b"a")]);
        assert!(said.contains("would be one file with another") || said.contains("invisible character U+202E"), "{said}");
    }
}

#[test]
fn links_of_any_system_are_refused() {
    for system in [0, 3, 19] {
        let link = Made { system, mode: 0o120_777, ..Made::new("bag/a", b"/etc/passwd") };
        assert!(refused(&[link]).contains("is a link or a device"), "{system}");
    }
    let folder = Made { mode: 0o040_755, ..Made::new("bag/", b"a") };
    assert!(refused(&[folder]).contains("is a link or a device"));
}

#[test]
fn numbers_behind_the_bytes_are_checked() {
    let (crc, length) = (sum(b"rain").to_le_bytes(), 4_u32.to_le_bytes());
    let streamed = |behind: Vec<u8>| {
        let file = Made { flags: FLAG_UTF8 | FLAG_DESCRIPTOR, behind, ..Made::new("bag/a", b"rain") };
        read(&archive(&[(file, sum(b"rain"))]))
    };
    let long = 4_u64.to_le_bytes();
    for signature in [&DESCRIPTOR.to_le_bytes()[..], b""] {
        assert!(streamed([signature, &crc, &length, &length].concat()).is_ok());
        assert!(streamed([signature, &crc, &long, &long].concat()).is_ok());
        let said = streamed([signature, &crc, &length, &[5, 0, 0, 0]].concat()).unwrap_err().to_string();
        assert!(said.contains("has a header that differs from the directory"), "{said}");
    }
    for behind in [Vec::new(), vec![0; 13]] {
        assert!(streamed(behind).unwrap_err().to_string().contains("bytes that belong to no file"));
    }
}

#[test]
fn ends_that_disagree_are_refused() {
    let end = two().0.len() - 22;
    for at in [4, 6, 8] {
        assert!(with(end + at, &[1]).contains("is on another disk"), "{at}");
    }
    assert!(with(end + 8, &[3, 0, 3, 0]).contains("is damaged: it is cut off"));
    assert!(with(end + 8, &[1, 0, 1, 0]).contains("it is longer than its files"));
    let commented = |comment: &[u8]| {
        let (mut bytes, ..) = two();
        bytes[end + 20..].copy_from_slice(&u16::try_from(comment.len()).unwrap().to_le_bytes());
        bytes.extend(comment);
        read(&bytes)
    };
    assert!(commented(b"made by git").is_ok());
    assert!(
        commented(&[&END.to_le_bytes()[..], b"and more"].concat()).unwrap_err().to_string().contains("its comment looks like")
    );
    assert!(commented(&two().0).is_err());
}

#[test]
fn many_small_bombs_are_refused_together() {
    let zeros = vec![0; 1024 * 1024];
    let bombs: Vec<_> = (0..3).map(|number| (Made::deflated(&format!("bag/{number}"), &zeros), sum(&zeros))).collect();
    let said = read(&archive(&bombs)).unwrap_err().to_string();
    assert!(said.starts_with("unpacks to 3145728 bytes from ") && said.ends_with(": no texts do so"), "{said}");
    assert!(read(&archive(&bombs[..1])).is_ok());
}

#[test]
fn files_beyond_the_end_are_refused() {
    // The first says that it goes on as far as numbers go, and the second that it begins there.
    let huge = u64::MAX - 5;
    let field = |numbers: [u64; 2]| [&[1, 0, 16, 0][..], &numbers[0].to_le_bytes(), &numbers[1].to_le_bytes()].concat();
    let first = Made { extra: field([huge, huge]), size: u32::MAX, ..Made::new("bag/a", b"rain") };
    let mut bytes = archive(&[(first, 0), (Made::new("bag/b", b"snow"), 0)]);
    let central = bytes.windows(4).position(|four| four == CENTRAL.to_le_bytes()).unwrap();
    bytes[central + 20..central + 24].fill(0xFF);
    let second = bytes.windows(4).rposition(|four| four == CENTRAL.to_le_bytes()).unwrap();
    bytes[second + 42..second + 46].copy_from_slice(&(u32::MAX - 1).to_le_bytes());
    assert!(matches!(read(&bytes), Err(Error::Entry { .. })));
}

/// An archive of one file whose end has these numbers of 64 bits.
fn long(locator: [u64; 2], record: [u64; 5]) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut bytes = archive(&[(Made::new("bag/a", b"a"), sum(b"a"))]);
    let end = bytes.len() - 22;
    let [disks, offset] = locator;
    let mut more = [&END_64.to_le_bytes()[..], &record[0].to_le_bytes(), &[45, 0, 45, 0], &[0; 8]].concat();
    for number in &record[1..] {
        more.extend(number.to_le_bytes());
    }
    more.extend(LOCATOR_64.to_le_bytes());
    more.extend([0; 4]);
    more.extend(offset.to_le_bytes());
    more.extend(u32::try_from(disks).unwrap().to_le_bytes());
    bytes.splice(end..end, more);
    let end = bytes.len() - 22;
    bytes[end + 8..end + 20].fill(0xFF);
    read(&bytes)
}

#[test]
fn numbers_of_64_bits_are_checked_and_never_overflow() {
    let one = archive(&[(Made::new("bag/a", b"a"), sum(b"a"))]);
    let begin = one.windows(4).position(|four| four == CENTRAL.to_le_bytes()).unwrap() as u64;
    let end = one.len() as u64 - 22;
    let right = [44, 1, 1, end - begin, begin];
    assert_eq!(long([1, end], right).unwrap().len(), 1);
    for offset in [u64::MAX, 1 << 63, end + 1, 0] {
        assert!(matches!(long([1, offset], right), Err(Error::Directory(_))), "{offset}");
    }
    for length in [u64::MAX, u64::MAX - 12, 43] {
        assert!(matches!(long([1, end], [length, 1, 1, end - begin, begin]), Err(Error::Directory(_))), "{length}");
    }
    assert!(matches!(long([1, end], [44, 2, 1, end - begin, begin]), Err(Error::Directory("it is on another disk"))));
    assert!(matches!(long([2, end], right), Err(Error::Directory("it is on another disk"))));
    assert!(matches!(long([1, end], [44, 1 << 63, 1 << 63, end - begin, begin]), Err(Error::TooMany(_))));
    assert!(matches!(long([1, end], [44, 1, 1, u64::MAX, begin]), Err(Error::Directory(_))));
}

#[test]
fn as_many_files_as_16_bits_count_need_no_more_bits() {
    let files: Vec<_> = (0..65_535).map(|number| (Made::new(&format!("{number}"), b""), 0)).collect();
    assert_eq!(entries(&mut Cursor::new(archive(&files))).unwrap().len(), 65_535);
}
