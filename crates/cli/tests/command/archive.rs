//! Packages: made, verified, taken apart, attacked.

mod attacks;
mod extract;
mod foreign;
mod forged;
mod inputs;
mod others;
mod refusals;
mod stopped;
mod zips;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use statemark_archive::package::enclosed;
use statemark_archive::package::zip::{Entry, entries, open};

use crate::run::Folder;

/// The files of a package, by their paths in it.
type Files = BTreeMap<String, Vec<u8>>;

/// A statement on a line, which quotes a file.
fn statement(id: &str, file: &str) -> String {
    format!(
        r#"{{"statemark":"1.0","id":"{id}","type":"statement","title":"On rain {id}","language":"en","date":"2025","issuers":["x"],"entities":[{{"id":"x","kind":"state","name":"X"}}],"sources":[{{"id":"s","kind":"official-text","file":"{file}","rights":"© X"}}],"sections":[{{"clauses":[{{"id":"rain","text":"X welcomes the rain of {id}.","evidence":[{{"source":"s","start":0,"end":4,"exact":"Rain"}}]}}]}}],"provenance":[{{"activity":"coded","agent":"A. Coder","date":"2025-03"}}]}}"#
    )
}

/// A folder with a package of two statements, `bag`.
fn packed() -> Folder {
    let folder = Folder::new();
    folder.write("a.ndjson", statement("a", "rain.txt") + "\n" + &statement("B", "rain.txt") + "\n");
    folder.write("rain.txt", "Rain is welcome.\n");
    let outcome = folder.run(&["archive", "create", "a.ndjson", "-o", "bag"]).right();
    assert_eq!(outcome.out, format!("bag: 2 statements in {} files\n", payload(2, 2)));
    folder
}

/// How many files of payload a package has, with so many statements and source files.
fn payload(statements: usize, sources: usize) -> usize {
    // The list of statements, and of each the four spellings, the page and METS.
    enclosed::FILES.len() + 1 + 6 * statements + sources
}

/// The same with the tag files.
fn all(statements: usize, sources: usize) -> usize {
    payload(statements, sources) + 6
}

/// All files below a folder.
fn files(folder: &Path) -> Files {
    let (mut files, mut folders) = (Files::new(), vec![folder.to_owned()]);
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let path = entry.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(path, fs::read(&entry).unwrap());
            }
        }
    }
    files
}

/// Writes files below a folder that is not there, or is replaced.
fn write(folder: &Path, files: &Files) {
    let _ = fs::remove_dir_all(folder);
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// The files of an archive, below the folder that they lie in.
fn unzipped(bytes: &[u8]) -> Files {
    let read = |entry: Entry| {
        let mut contents = Vec::new();
        std::io::Read::read_to_end(&mut open(std::io::Cursor::new(bytes), &entry).unwrap(), &mut contents).unwrap();
        (entry.path.split_once('/').unwrap().1.to_owned(), contents)
    };
    entries(&mut std::io::Cursor::new(bytes)).unwrap().into_iter().map(read).collect()
}

#[test]
fn what_goes_in_comes_out_byte_for_byte() {
    let folder = Folder::with_examples();
    for name in ["resolution", "declaration"] {
        folder.run(&["fmt", &format!("{name}.statemark.json")]);
    }
    // The spellings of a statement are one statement.
    let named = ["resolution.statemark.json", "resolution.statemark.xml", "declaration.statemark.md"];
    for bag in ["bag", "bag.zip"] {
        let outcome = folder.run(&[&["archive", "create", "-o", bag][..], &named].concat());
        assert_eq!((outcome.code, &*outcome.err), (0, "1 file passed over: other spellings of the same\n"), "{outcome:?}");
        let verified = folder.run(&["archive", "verify", bag]).right().out;
        assert_eq!(verified, format!("{bag}: complete and valid: {} files, 2 statements\n", all(2, 1)));
        let out = format!("out-{bag}");
        assert_eq!(folder.run(&["archive", "extract", bag, "-o", &out]).right().out, format!("{out}: 2 statements\n"));
        let taken = files(&folder.path().join(&out));
        let written = |name: &str| fs::read(folder.path().join(name)).unwrap();
        assert_eq!(taken["sh-res-12-2024/sh-res-12-2024.statemark.json"], written("resolution.statemark.json"));
        assert_eq!(taken["sh-res-12-2024/resolution.txt"], written("resolution.txt"));
        assert_eq!(taken["ellmar-vienna-2024/ellmar-vienna-2024.statemark.json"], written("declaration.statemark.json"));
        assert_eq!(taken.len(), 3, "{:?}", taken.keys());
        // And what was taken out is as valid as it was, sources and all.
        assert_eq!(folder.run(&["validate", &out, "--error", "source-file-missing"]).code, 0);
    }
    assert_eq!(files(&folder.path().join("bag")), unzipped(&fs::read(folder.path().join("bag.zip")).unwrap()));
}

#[test]
fn the_same_statements_make_the_same_package() {
    let folder = packed();
    let first = files(&folder.path().join("bag"));
    for (name, threads) in [("one", "1"), ("eight", "8")] {
        folder.run(&["archive", "create", "a.ndjson", "-o", name, "--threads", threads]).right();
        assert_eq!(files(&folder.path().join(name)), first, "{name}");
    }
    let zip = |place: &str| {
        fs::create_dir_all(folder.path().join(place)).unwrap();
        folder.run(&["archive", "create", "a.ndjson", "-o", &format!("{place}/bag.zip")]).right();
        fs::read(folder.path().join(place).join("bag.zip")).unwrap()
    };
    assert_eq!(zip("x"), zip("y"));
    // A package that is made again of what was taken out of it is the same.
    folder.run(&["archive", "extract", "bag", "-o", "out"]).right();
    assert_eq!(folder.run(&["archive", "create", "out/a", "out/B~df7e70e5", "-o", "again"]).code, 0);
    assert_eq!(files(&folder.path().join("again")), first);
}

#[test]
fn a_package_tells_of_itself() {
    let folder = packed();
    let bag = files(&folder.path().join("bag"));
    let text = |path: &str| String::from_utf8(bag[path].clone()).unwrap();
    assert_eq!(text("bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    assert!(text("bag-info.txt").starts_with("External-Description: 2 statements\nBag-Software-Agent: statemark "));
    assert!(!text("bag-info.txt").contains("Bagging-Date"), "no clock is asked");
    assert_eq!(
        text("data/statements.tsv").lines().nth(2),
        Some("data/statements/B~df7e70e5/\tB\tstatement\t2025\ten\tOn rain B")
    );
    let mets = text("data/statements/a/METS.xml");
    for told in [
        "<premis:eventType>metadata modification</premis:eventType>",
        "<premis:eventDateTime>2025-03</premis:eventDateTime>",
        "<premis:agentName>A. Coder</premis:agentName>",
        "<premis:otherRightsNote>© X</premis:otherRightsNote>",
        "xlink:href=\"rain.txt\"",
    ] {
        assert!(mets.contains(told), "{told}");
    }
    for path in ["data/README.txt", "data/format/format.md", "data/format/statement.xsd", "data/statements/a/a.tei.xml"] {
        assert!(text(path).len() > 100, "{path}");
    }
    folder.run(&["archive", "create", "a.ndjson", "-o", "dated", "--date", "2026-11-23"]).right();
    assert!(folder.read("dated/bag-info.txt").contains("Bagging-Date: 2026-11-23\n"));
    // The folders of a package are statements like any others, each in several spellings.
    let outcome = folder.run(&["validate", "bag/data"]);
    assert_eq!((outcome.code, outcome.out.lines().last()), (0, Some("8 documents: nothing found")), "{outcome:?}");
}
