//! What is taken out of packages: all of it, and nothing over another.

use super::foreign::bag;
use super::{files, statement, write};
use crate::run::Folder;

#[test]
fn statements_of_one_name_in_two_folders_both_come_out() {
    let folder = Folder::new();
    let (one, two) = (statement("one", "rain.txt"), statement("two", "rain.txt"));
    let payload = [("data/s.statemark.json", &*one), ("data/statements/s.statemark.json", &*two), ("data/rain.txt", "Rain")];
    write(&folder.path().join("bag"), &bag(&payload));
    let outcome = folder.run(&["archive", "extract", "bag", "-o", "out"]).right();
    assert_eq!(outcome.out, "out: 2 statements\n");
    let out = files(&folder.path().join("out"));
    assert_eq!(out["s.statemark.json"], one.as_bytes());
    assert_eq!(out["statements/s.statemark.json"], two.as_bytes());
    assert_eq!(out["rain.txt"], b"Rain");
}

#[test]
fn a_file_that_two_statements_quote_comes_out_once() {
    let folder = Folder::new();
    let (one, two) = (statement("one", "rain.txt"), statement("two", "rain.txt"));
    write(
        &folder.path().join("bag"),
        &bag(&[("data/a.statemark.json", &one), ("data/b.statemark.json", &two), ("data/rain.txt", "Rain")]),
    );
    folder.run(&["archive", "extract", "bag", "-o", "out"]).right();
    assert_eq!(files(&folder.path().join("out")).len(), 3);
}

#[cfg(target_os = "linux")]
#[test]
fn files_that_would_be_one_are_not_taken_out() {
    let folder = Folder::new();
    let (one, two) = (statement("one", "rain.txt"), statement("two", "rain.txt"));
    for (first, second) in [("S", "s"), ("ς", "σ")] {
        let paths = [first, second].map(|name| format!("data/{name}.statemark.json"));
        write(&folder.path().join("bag"), &bag(&[(&*paths[0], &*one), (&*paths[1], &*two)]));
        let outcome = folder.run(&["archive", "extract", "bag", "-o", "out"]);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.err.contains(" would be one file with data/"), "{outcome:?}");
        assert_eq!(folder.names(), ["bag"], "nothing is left");
    }
}
