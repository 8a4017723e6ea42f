//! What cannot go into a package, and bags that are no bags: a clear sentence, and nothing half written.

use std::fs;

use super::{files, packed, statement, write};
use crate::run::Folder;

/// Sees that nothing is made of this, and gives what is told.
fn refused(folder: &Folder, file: &str) -> String {
    let before = folder.names();
    for bag in ["bag", "bag.zip"] {
        let outcome = folder.run(&["archive", "create", file, "-o", bag]);
        assert_eq!((outcome.code, &*outcome.out), (1, ""), "{outcome:?}");
        assert!(outcome.err.ends_with(&format!("{bag} was not made: 1 record wrong\n")), "{outcome:?}");
        assert_eq!(folder.names(), before, "nothing is left");
        if bag == "bag.zip" {
            return outcome.err;
        }
    }
    unreachable!()
}

#[test]
fn what_is_wrong_or_not_all_there_is_not_packed() {
    let folder = Folder::new();
    folder.write("a.json", statement("a", "rain.txt"));
    let told = refused(&folder, "a.json");
    assert!(told.contains("error[source-file-missing]: the file `rain.txt` is not here"), "{told}");
    assert!(told.contains("--> a.json:1:") && told.contains("at /sources/0/file"), "{told}");
    folder.write("rain.txt", "Snow");
    let told = refused(&folder, "a.json");
    assert!(told.contains("error[evidence-not-in-source]"), "{told}");
    folder.write("rain.txt", "Rain");
    folder.write("two.ndjson", format!("{0}\n{0}\n", statement("a", "rain.txt")));
    let told = refused(&folder, "two.ndjson");
    assert!(told.contains("error: two.ndjson:2: a statement with its id, `a`, came before"), "{told}");
}

#[test]
fn names_that_not_every_system_takes_are_refused() {
    for (file, told) in [
        ("a%20b.txt", "the source file `a%20b.txt` has `%` in its name, which programs for bags read in different ways"),
        ("aux.txt", "the source file `aux.txt` has the part `aux.txt`, which is a device on Windows"),
        ("a?.txt", "the source file `a?.txt` has the character '?'"),
        ("a\u{202E}txt.exe", "the source file `a\\u{202e}txt.exe` has the invisible character U+202E"),
        ("mets.xml", "the source file `mets.xml` has the name of another file of the statement"),
    ] {
        let folder = Folder::new();
        folder.write("a.json", statement("a", file));
        folder.write(file, "Rain");
        let said = refused(&folder, "a.json");
        assert!(said.starts_with(&format!("error: a.json:1: {told}")), "{said}");
        assert!(said.contains("= help: give the file another name, in the statement as well"), "{said}");
    }
}

#[test]
fn ids_that_are_one_name_on_some_systems_have_folders_of_their_own() {
    let folder = Folder::new();
    folder.write("rain.txt", "Rain");
    let long = "a".repeat(120);
    let ids = ["a", "A", "con", "CON", "nul.txt", &long];
    folder.write("a.ndjson", ids.map(|id| statement(id, "rain.txt")).join("\n"));
    folder.run(&["archive", "create", "a.ndjson", "-o", "bag"]).right();
    folder.run(&["archive", "verify", "bag"]).right();
    let names: Vec<String> = fs::read_dir(folder.path().join("bag/data/statements"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_lowercase())
        .collect();
    let mut unique = names.clone();
    unique.sort();
    unique.dedup();
    assert_eq!((unique.len(), names.len()), (6, 6), "{names:?}");
    assert!(names.iter().all(|name| name.len() <= 110 && !["con", "nul.txt"].contains(&&**name)), "{names:?}");
}

#[test]
fn outputs_that_would_lose_something_are_refused() {
    let folder = packed();
    for (arguments, told) in [
        (&["a.ndjson", "-o", "bag"][..], "error: bag is not empty"),
        (&["a.ndjson", "-o", "rain.txt"], "error: rain.txt exists already"),
        (&["a.ndjson", "-o", "a.ndjson"], "error: a.ndjson is an input of this run"),
        (&["a.ndjson", "-o", "no/bag"], "error: no/bag lies in a folder that is not there"),
        (&["a.ndjson", "-o", "-"], "error: stdout is no place for a package"),
        (&["none.json", "-o", "new"], "error: none.json cannot be read"),
    ] {
        let outcome = folder.run(&[&["archive", "create"], arguments].concat());
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.err.starts_with(told), "{outcome:?}");
    }
    let outcome = folder.run(&["archive", "extract", "bag", "-o", "bag/out"]);
    assert_eq!(outcome.code, 2, "{outcome:?}");
    assert!(outcome.err.starts_with("error: bag/out lies in the package, and would change it"), "{outcome:?}");
    assert_eq!(folder.names(), ["a.ndjson", "bag", "rain.txt"]);
}

#[test]
fn what_is_wrong_with_a_bag_is_told_and_nothing_is_taken_out_of_it() {
    let folder = packed();
    let right = files(&folder.path().join("bag"));
    let with = |path: &str, text: Option<&str>| {
        let mut files = right.clone();
        files.remove(path);
        files.extend(text.map(|text| (path.to_owned(), text.as_bytes().to_vec())));
        write(&folder.path().join("bag"), &files);
        let outcome = folder.run(&["archive", "verify", "bag"]);
        assert_eq!((outcome.code, &*outcome.err), (1, ""), "{outcome:?}");
        let taken = folder.run(&["archive", "extract", "bag", "-o", "out"]);
        assert_eq!((taken.code, &*taken.err), (1, "error: out was not written: something is wrong with bag\n"), "{taken:?}");
        assert!(!folder.path().join("out").exists());
        outcome.out
    };
    assert!(with("bagit.txt", None).starts_with("error: bag/bagit.txt is missing"));
    assert!(with("bagit.txt", Some("BagIt-Version: 1.0\n")).contains("bag/bagit.txt does not declare a bag and its encoding"));
    assert!(with("manifest-sha512.txt", None).contains("bag/manifest-sha512.txt is missing"));
    let mixed = String::from_utf8(right["manifest-sha512.txt"].clone()).unwrap();
    let told = with("manifest-sha256.txt", Some(&mixed));
    assert!(told.contains("bag/manifest-sha256.txt line 1 has a checksum of 128 characters, and the 64"), "{told}");
    let info = String::from_utf8(right["bag-info.txt"].clone()).unwrap();
    let told = with("bag-info.txt", Some(&info.replace("Payload-Oxum: ", "Payload-Oxum: 1")));
    assert!(told.contains("bag/bag-info.txt says that the payload is 1"), "{told}");
}
