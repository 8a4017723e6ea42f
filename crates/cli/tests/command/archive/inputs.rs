//! What is read and what it lies beside: nothing is taken for another thing, and nothing that others have put there is lost.

use std::fs;

use super::statement;
use crate::run::Folder;

#[test]
fn what_lies_beside_the_package_stays_there() {
    let folder = Folder::new();
    folder.write("rain.txt", "Rain is welcome.\n");
    folder.write("a.json", statement("a", "rain.txt"));
    for bag in ["bag", "bag.zip"] {
        fs::create_dir(folder.path().join(format!("{bag}.partial"))).unwrap();
        folder.write(&format!("{bag}.partial/diary.txt"), "Not ours.");
        folder.run(&["archive", "create", "a.json", "-o", bag]).right();
        folder.run(&["archive", "extract", bag, "-o", &format!("{bag}.out")]).right();
        assert_eq!(folder.read(&format!("{bag}.partial/diary.txt")), "Not ours.");
    }
    fs::create_dir(folder.path().join("texts.partial")).unwrap();
    folder.write("texts.partial/diary.txt", "Not ours.");
    folder.run(&["import", "rain.txt", "--date", "2025", "-o", "texts/"]).right();
    assert_eq!(folder.read("texts.partial/diary.txt"), "Not ours.");
}

#[test]
fn spellings_that_say_different_things_are_not_one_statement() {
    let folder = Folder::new();
    folder.write("rain.txt", "Rain is welcome.\n");
    folder.write("a.statemark.json", statement("a", "rain.txt"));
    folder.run(&["convert", "a.statemark.json", "-o", "a.statemark.xml"]).right();
    let outcome = folder.run(&["archive", "create", "a.statemark.json", "a.statemark.xml", "-o", "bag"]);
    assert!(outcome.code == 0 && outcome.err.contains("1 file passed over: other spellings of the same"), "{outcome:?}");
    folder.write("a.statemark.xml", folder.read("a.statemark.xml").replace("On rain", "On snow"));
    for names in [["a.statemark.json", "a.statemark.xml"], ["a.statemark.xml", "a.statemark.json"]] {
        let outcome = folder.run(&["archive", "create", names[0], names[1], "-o", "other"]);
        assert_eq!(outcome.code, 1, "{outcome:?}");
        let told = format!("error: {}:1: it says something else than its other spelling", names[1]);
        assert!(outcome.err.starts_with(&told), "{outcome:?}");
        assert!(!folder.path().join("other").exists());
    }
}

#[test]
fn what_verify_would_refuse_is_not_packed_whatever_the_configuration_says() {
    let folder = Folder::new();
    folder.write("rain.txt", "Snow");
    folder.write("a.json", statement("a", "rain.txt"));
    folder.write("statemark.toml", "ignore = [\"evidence-not-in-source\"]\n");
    folder.run(&["validate", "a.json"]).right();
    let outcome = folder.run(&["archive", "create", "a.json", "-o", "bag"]);
    assert!(outcome.code == 1 && outcome.err.contains("error[evidence-not-in-source]"), "{outcome:?}");
}

#[test]
fn a_package_of_nothing_or_in_what_is_read_is_not_made() {
    let folder = Folder::new();
    folder.write("empty.ndjson", "");
    fs::create_dir(folder.path().join("in")).unwrap();
    folder.write("in/rain.txt", "Rain is welcome.\n");
    folder.write("in/a.json", statement("a", "rain.txt"));
    for (arguments, told) in [
        (["empty.ndjson", "bag"], "error: empty.ndjson holds no statement"),
        (["in", "in/bag"], "error: in/bag lies in a folder that is an input"),
        (["in", "in/bag.zip"], "error: in/bag.zip lies in a folder that is an input"),
    ] {
        let outcome = folder.run(&["archive", "create", arguments[0], "-o", arguments[1]]);
        assert!(outcome.code == 2 && outcome.err.starts_with(told), "{outcome:?}");
        assert!(!folder.path().join(arguments[1]).exists());
    }
}
