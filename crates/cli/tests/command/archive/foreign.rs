//! Bags that others made: what is right by the RFC is right, and what nothing vouches for is no statement.

use std::fs;

use statemark_archive::package::manifest::{Kind, line};
use statemark_archive::package::sum::Algorithm;

use super::{Files, statement, write};
use crate::run::{Folder, Outcome};

const DECLARATION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// A bag of these files of payload, with a manifest by sha256.
pub(super) fn bag(payload: &[(&str, &str)]) -> Files {
    let mut files: Files = payload.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let lines: String = payload.iter().map(|(path, text)| line(&Algorithm::Sha256.of(text.as_bytes()), path)).collect();
    files.insert(Kind::Payload.file(Algorithm::Sha256), lines.into_bytes());
    files.insert("bagit.txt".to_owned(), DECLARATION.as_bytes().to_vec());
    files
}

/// What `verify` says of a bag with these files.
fn verify(folder: &Folder, files: &Files) -> Outcome {
    write(&folder.path().join("bag"), files);
    folder.run(&["archive", "verify", "bag"])
}

#[test]
fn what_is_not_checked_is_said() {
    let folder = Folder::new();
    let mut files = bag(&[("data/a:b.txt", "rain")]);
    files.insert("bagit.txt".to_owned(), DECLARATION.replace("1.0", "0.97").replace('\n', "\r\n").into_bytes());
    files.insert("manifest-md5.txt".to_owned(), b"d41d8cd98f00b204e9800998ecf8427e  data/a:b.txt\n".to_vec());
    assert_eq!(
        verify(&folder, &files).right().out,
        "note: bag: the checksums of manifest-md5.txt were not checked: only sha224, sha256, sha384, sha512 can be\n\
         bag: complete and valid: 4 files, 0 statements\n"
    );
    files.remove("manifest-sha256.txt");
    let outcome = verify(&folder, &files);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.out.starts_with("error: bag has no manifest of its payload by sha224"), "{outcome:?}");
    assert!(outcome.out.ends_with("bag: not all could be checked: 3 files, 0 statements\n"), "{outcome:?}");
}

#[test]
fn what_the_rfc_allows_is_right() {
    let folder = Folder::new();
    let right = bag(&[("data/a", "rain")]);
    let manifest = String::from_utf8(right["manifest-sha256.txt"].clone()).unwrap();
    for other in [
        manifest.replace('\n', "\r"),
        manifest.replace('\n', "\r\n"),
        manifest.replace("  data", " *data"),
        manifest.to_uppercase().replace("DATA/A", "data/a"),
    ] {
        let mut files = right.clone();
        files.insert("manifest-sha256.txt".to_owned(), other.into_bytes());
        verify(&folder, &files).right();
    }
    // A folder for the payload is needed, if only an empty one.
    let empty = bag(&[]);
    assert!(verify(&folder, &empty).out.starts_with("error: bag has no folder data/\n"));
    fs::create_dir(folder.path().join("bag/data")).unwrap();
    folder.run(&["archive", "verify", "bag"]).right();
    let mut files = right.clone();
    files.insert("bag-info.txt".to_owned(), b"Contact-Name: A\n  B\nno label\n".to_vec());
    assert!(verify(&folder, &files).out.starts_with("error: bag/bag-info.txt line 3 has no label with a colon behind it\n"));
}

#[test]
fn what_nothing_vouches_for_is_no_statement_and_no_source() {
    let folder = Folder::new();
    let mut files = bag(&[("data/a.statemark.json", &statement("a", "../rain.txt").replace("../", ""))]);
    files.insert("evil.statemark.json".to_owned(), statement("evil", "rain.txt").into_bytes());
    let outcome = verify(&folder, &files).right();
    assert!(outcome.out.ends_with("3 files, 1 statement\n") || outcome.out.ends_with("4 files, 1 statement\n"), "{outcome:?}");
    folder.run(&["archive", "extract", "bag", "-o", "out"]).right();
    assert_eq!(super::files(&folder.path().join("out")).into_keys().collect::<Vec<_>>(), ["a.statemark.json"]);
}

#[test]
fn statements_of_others_need_not_be_canonical_but_valid() {
    let folder = Folder::new();
    let right = statement("a", "rain.txt");
    verify(&folder, &bag(&[("data/a.statemark.json", &right), ("data/rain.txt", "Rain"), ("data/a.tei.xml", "<TEI/>")])).right();
    let outcome = verify(&folder, &bag(&[("data/a.statemark.json", &right), ("data/rain.txt", "Snow")]));
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.out.starts_with("error: bag/data/a.statemark.json is not valid: 1:"), "{outcome:?}");
    let outcome = verify(&folder, &bag(&[("data/a.statemark.json", "{}")]));
    assert!(outcome.out.starts_with("error: bag/data/a.statemark.json is no statement: 1:1: "), "{outcome:?}");
}

#[test]
fn names_do_nothing_to_a_terminal() {
    let folder = Folder::new();
    let mut files = bag(&[("data/a", "rain")]);
    let line = format!("{}  data/x%0A\u{1B}[2K\u{202E}b\n", "0".repeat(64));
    files.get_mut("manifest-sha256.txt").unwrap().extend(line.bytes());
    #[cfg(unix)]
    {
        files.insert("data/\u{1B}]0;owned\u{7}.txt".to_owned(), b"x".to_vec());
        files.insert("manifest-\u{1B}[2J.txt".to_owned(), b"0 data/a\n".to_vec());
    }
    let outcome = verify(&folder, &files);
    assert_eq!(outcome.code, 1);
    assert!(outcome.out.contains("error: bag/data/x\\n\\u{1b}[2K\\u{202e}b is missing"), "{outcome:?}");
    assert!(!outcome.out.contains(['\u{1B}', '\u{7}', '\u{202E}']), "{outcome:?}");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_no_finding() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new();
    let files = bag(&[("data/a", "rain")]);
    write(&folder.path().join("bag"), &files);
    let path = folder.path().join("bag/data/a");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Who may read everything cannot be kept from it.
    if fs::read(&path).is_err() {
        let outcome = folder.run(&["archive", "verify", "bag"]);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.out.starts_with("error: bag/data/a cannot be read: "), "{outcome:?}");
    }
    let outcome = folder.shell("mkfifo pipe && statemark archive verify pipe");
    assert_eq!((outcome.code, &*outcome.err), (2, "error: pipe is neither a folder nor a file\n"));
}
