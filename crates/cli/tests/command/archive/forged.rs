//! Packages of ours that were changed together with all their manifests: what does not follow from the statements is found.

use statemark_archive::package::info::{self, Oxum};
use statemark_archive::package::manifest::{Kind, line};
use statemark_archive::package::sum::Algorithm;

use super::{Files, files, packed, write};
use crate::run::{Folder, Outcome};

/// The folder of the first statement.
const A: &str = "data/statements/a";

/// Makes `Payload-Oxum` and all manifests again: what is new stands at their ends, what is gone does not.
fn remade(mut files: Files) -> Files {
    let mut oxum = Oxum::default();
    files.iter().filter(|(path, _)| path.starts_with("data/")).for_each(|(_, bytes)| oxum.add(bytes.len() as u64));
    let told = String::from_utf8(files[info::INFO_FILE].clone()).unwrap();
    let said = info::values(&told, info::OXUM_LABEL).concat();
    if !said.is_empty() {
        files.insert(info::INFO_FILE.to_owned(), told.replace(&said, &oxum.to_string()).into_bytes());
    }
    for kind in [Kind::Payload, Kind::Tags] {
        for algorithm in Algorithm::OWN {
            let listed = String::from_utf8(files[&kind.file(algorithm)].clone()).unwrap();
            let mut paths: Vec<String> = listed.lines().map(|line| line.split_once("  ").unwrap().1.to_owned()).collect();
            let is_of = |path: &str| match kind {
                Kind::Payload => path.starts_with("data/"),
                Kind::Tags => !path.starts_with("data/") && !path.starts_with("tagmanifest"),
            };
            paths.extend(files.keys().filter(|path| is_of(path) && !listed.contains(&format!("  {path}\n"))).cloned());
            let present = paths.iter().filter_map(|path| Some(line(&algorithm.of(files.get(path)?), path)));
            let text = present.collect::<String>();
            files.insert(kind.file(algorithm), text.into_bytes());
        }
    }
    files
}

/// What is said of a package that was changed so, and then given manifests that fit.
fn forged(change: impl FnOnce(&mut Files)) -> (Folder, Outcome) {
    let folder = packed();
    let mut files = files(&folder.path().join("bag"));
    change(&mut files);
    write(&folder.path().join("forged"), &remade(files));
    let outcome = folder.run(&["archive", "verify", "forged"]);
    (folder, outcome)
}

/// Sees that this is found, and gives what is told.
fn found(told: &str, change: impl FnOnce(&mut Files)) {
    let (_, outcome) = forged(change);
    assert_eq!((outcome.code, &*outcome.err), (1, ""), "{told}: {outcome:?}");
    assert!(outcome.out.contains(told), "{told}: {outcome:?}");
}

/// Changes words in a file.
fn replace(files: &mut Files, path: &str, words: &str, others: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(words), "{path} has no {words}");
    files.insert(path.to_owned(), text.replacen(words, others, 1).into_bytes());
}

#[test]
fn what_is_as_it_was_is_right() {
    let (_, outcome) = forged(|_| {});
    assert!(outcome.right().out.contains("complete and valid"));
}

#[test]
fn statements_that_say_something_else_are_found() {
    let json = format!("{A}/a.statemark.json");
    let (_, outcome) = forged(|files| replace(files, &json, "X welcomes the rain", "X condemns the rain"));
    for spelling in ["statemark.xml", "akn.xml", "tei.xml"] {
        let told = format!("error: forged/{A}/a.{spelling} reads as another statement than the JSON beside it");
        assert!(outcome.out.contains(&told), "{outcome:?}");
    }
    let told = format!("error: forged/{A}/a.statemark.html is not as it was written");
    assert!(outcome.out.contains(&told), "{outcome:?}");
    // The spellings are read of whatever version made them.
    found(&format!("error: forged/{A}/a.akn.xml reads as another statement than the JSON beside it"), |files| {
        replace(files, &json, "X welcomes the rain", "X condemns the rain");
        let agent = info::values(std::str::from_utf8(&files["bag-info.txt"]).unwrap(), info::AGENT_LABEL).concat();
        replace(files, "bag-info.txt", &agent, "statemark 0.0.1");
    });
    found("a.statemark.json is a statement, but not in canonical JSON", |files| replace(files, &json, ": ", " :"));
    found("a.statemark.json is not valid: ", |files| replace(files, &json, "\"exact\": \"Rain\"", "\"exact\": \"Snow\""));
    found("a.tei.xml is no statement: ", |files| replace(files, &format!("{A}/a.tei.xml"), "<TEI ", "<TEY "));
}

#[test]
fn every_file_that_is_made_of_a_statement_is_made_again_and_compared() {
    for (name, words, others) in [
        ("a.statemark.html", "X welcomes the rain", "X condemns the rain"),
        ("METS.xml", "A. Coder", "B. Coder"),
        ("a.statemark.xml", "?>\n", "?>\n\n"),
    ] {
        found(&format!("error: forged/{A}/{name} is not as it was written"), |files| {
            replace(files, &format!("{A}/{name}"), words, others);
        });
    }
    // A text is no other, but METS has its checksum.
    found(&format!("error: forged/{A}/METS.xml is not as it was written"), |files| {
        replace(files, &format!("{A}/rain.txt"), "is welcome", "is unwelcome");
    });
}

#[test]
fn files_that_are_missing_or_more_are_found() {
    for name in ["a.statemark.json", "a.statemark.xml", "a.akn.xml", "a.tei.xml", "a.statemark.html", "METS.xml", "rain.txt"] {
        found(&format!("error: forged/{A}/{name} is missing\n"), |files| {
            files.remove(&format!("{A}/{name}"));
        });
    }
    for name in [&format!("{A}/evil.exe"), "data/statements/evil.txt", "data/evil.txt", "evil.sh", "fetch.txt"] {
        found(&format!("error: forged/{name} is no file that a package has there"), |files| {
            files.insert(name.to_owned(), b"MZ".to_vec());
        });
    }
    for name in ["manifest-md5.txt", "tagmanifest-md5.txt"] {
        found(&format!("error: forged/{name} is no file that a package has there"), |files| {
            files.insert(name.to_owned(), b"0 bagit.txt\n".to_vec());
        });
    }
    found("error: forged/data/statements/z/z.statemark.json is missing", |files| {
        files.insert("data/statements/z/evil.exe".to_owned(), b"MZ".to_vec());
    });
    found("error: forged/data/README.txt is missing", |files| {
        files.remove("data/README.txt");
    });
}

#[test]
fn what_explains_the_statements_is_compared() {
    for path in ["data/README.txt", "data/read_statements.py", "data/format/format.md"] {
        found(&format!("error: forged/{path} is not as it was written"), |files| {
            files.get_mut(path).unwrap().extend(b"FORGED");
        });
    }
    // Another version of the program has other words there; it cannot be said that they are wrong.
    let (_, outcome) = forged(|files| {
        files.get_mut("data/README.txt").unwrap().extend(b"OTHER");
        let told = String::from_utf8(files["bag-info.txt"].clone()).unwrap();
        let agent = info::values(&told, info::AGENT_LABEL).concat();
        replace(files, "bag-info.txt", &agent, "statemark 0.0.1");
    });
    assert!(outcome.right().out.contains("note: forged: another version of the program made it"), "what is not compared is said");
}

#[test]
fn the_list_says_what_the_statements_say() {
    let list = "data/statements.tsv";
    let of_a = "error: forged/data/statements.tsv does not say what data/statements/a/a.statemark.json holds";
    found(of_a, |files| replace(files, list, "On rain a", "On snow a"));
    found(of_a, |files| replace(files, list, "data/statements/a/\ta\tstatement\t2025\ten\tOn rain a\n", ""));
    found("error: forged/data/statements.tsv has a line 4 that is that of no statement", |files| {
        files.get_mut(list).unwrap().extend(b"data/statements/c/\tc\n");
    });
    found("error: forged/data/statements.tsv is not as it was written", |files| replace(files, list, "folder\t", "place\t"));
    found("error: forged/data/statements/b/b.statemark.json is a statement whose folder is called b", |files| {
        let moved = |path: &str| path.replace("B~df7e70e5", "b");
        *files = files.iter().map(|(path, bytes)| (moved(path), bytes.clone())).collect();
        replace(files, list, "B~df7e70e5", "b");
    });
}

#[test]
fn the_order_of_all_manifests_is_that_in_which_they_are_written() {
    let folder = packed();
    let right = files(&folder.path().join("bag"));
    let turned = |kind: Kind| {
        let mut files = right.clone();
        for algorithm in Algorithm::OWN {
            let text = String::from_utf8(files[&kind.file(algorithm)].clone()).unwrap();
            files.insert(kind.file(algorithm), text.split_inclusive('\n').rev().collect::<String>().into_bytes());
        }
        write(&folder.path().join("forged"), &if kind == Kind::Payload { remade(files) } else { files });
        folder.run(&["archive", "verify", "forged"]).out
    };
    let scattered =
        "a.statemark.json has files that manifest-sha256.txt does not list one behind the other, as they were written";
    assert!(turned(Kind::Payload).contains(scattered));
    let order = |name| format!("error: forged/{name} does not list the files in the order in which they are written");
    assert!(turned(Kind::Tags).contains(&order("tagmanifest-sha256.txt")));
    found(&order("manifest-sha256.txt"), |files| {
        let list = String::from_utf8(files["data/statements.tsv"].clone()).unwrap();
        let lines: Vec<&str> = list.split_inclusive('\n').collect();
        files.insert("data/statements.tsv".to_owned(), [lines[0], lines[2], lines[1]].concat().into_bytes());
    });
}

#[test]
fn a_package_stays_one_of_ours_and_tells_all_of_itself() {
    found("error: forged/bag-info.txt is not as it was written", |files| {
        replace(files, "bag-info.txt", "Payload-Oxum", "X-Oxum");
    });
    found("error: forged/bag-info.txt is not as it was written", |files| {
        replace(files, "bag-info.txt", "External-Description: 2", "External-Description: 3");
    });
    found("error: forged/bag-info.txt is not as it was written", |files| {
        files.get_mut("bag-info.txt").unwrap().extend(b"Contact-Name: Z\n");
    });
    let (folder, outcome) = forged(|files| replace(files, "bag-info.txt", "Version: 1.0", "Version: 7.0"));
    assert_eq!(outcome.code, 2, "{outcome:?}");
    let told = "error: forged/bag-info.txt says that it is of version 7.0 of our packages, which is not known here";
    assert!(outcome.out.starts_with(told) && outcome.out.contains("forged: not all could be checked: "), "{outcome:?}");
    let taken = folder.run(&["archive", "extract", "forged", "-o", "out"]);
    assert_eq!((taken.code, &*taken.err), (2, "error: out was not written: not all could be checked of forged\n"));
    // Emptied, and all made to fit.
    let mut files = files(&folder.path().join("bag"));
    files.insert("bag-info.txt".to_owned(), Vec::new());
    let sums = Algorithm::own_sums(b"");
    for (algorithm, sum) in Algorithm::OWN.into_iter().zip(sums) {
        let listed = String::from_utf8(files[&Kind::Tags.file(algorithm)].clone()).unwrap();
        let lines = listed
            .lines()
            .map(|told| if told.ends_with("  bag-info.txt") { line(&sum, "bag-info.txt") } else { format!("{told}\n") });
        files.insert(Kind::Tags.file(algorithm), lines.collect::<String>().into_bytes());
    }
    write(&folder.path().join("forged"), &files);
    let outcome = folder.run(&["archive", "verify", "forged"]);
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert!(outcome.out.contains("error: forged/bag-info.txt is not as it was written"), "{outcome:?}");
}

#[test]
fn a_source_file_that_is_called_as_a_statement_is_none() {
    let folder = Folder::new();
    folder.write("a.json", super::statement("a", "o.statemark.json"));
    folder.write("o.statemark.json", "Rain");
    folder.run(&["archive", "create", "a.json", "-o", "bag"]).right();
    assert!(folder.run(&["archive", "verify", "bag"]).right().out.ends_with(", 1 statement\n"));
    folder.run(&["archive", "extract", "bag", "-o", "out"]).right();
    assert_eq!(files(&folder.path().join("out")).into_keys().collect::<Vec<_>>(), ["a/a.statemark.json", "a/o.statemark.json"]);
}
