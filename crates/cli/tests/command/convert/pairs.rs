//! Every way that many statements can lie in files, from and to every other.

use std::collections::BTreeSet;
use std::fs;

use statemark::id::StatementId;
use statemark::json;
use statemark_specimens::document;

use crate::run::Folder;

/// How many statements go each way.
const COUNT: u64 = 24;

/// Statements that use all of the format, a line each. What is wrong in their meaning goes along with --force.
fn lines() -> String {
    (0..COUNT).map(|seed| line(seed, &format!("S.{seed}-x"))).collect()
}

fn line(seed: u64, id: &str) -> String {
    let mut statement = document::statement(seed);
    statement.id = StatementId::new(id).unwrap();
    json::to_string(&statement) + "\n"
}

fn sorted(lines: &str) -> BTreeSet<&str> {
    lines.lines().collect()
}

/// All that an output can be, packed so.
fn targets(packing: &str) -> Vec<(String, Option<String>)> {
    let files = ["ndjson", "json", "xml", "md"].map(|kind| (format!("all.{kind}{packing}"), None));
    let folders = ["json", "xml", "md", "yaml"].map(|kind| (format!("{kind}{packing}/"), Some(format!("{kind}{packing}"))));
    files.into_iter().chain(folders).collect()
}

/// Converts, and sees that all went along.
fn convert(folder: &Folder, from: &str, (to, spelling): &(String, Option<String>)) {
    let spelling: Vec<&str> = spelling.iter().flat_map(|spelling| ["--to", spelling]).collect();
    let outcome = folder.run(&[&["convert", from, "-o", to, "--force", "--verify"], &spelling[..]].concat());
    let expected = format!("{COUNT} records = {COUNT} converted + 0 refused\n");
    assert_eq!((outcome.code, outcome.err.as_str()), (0, expected.as_str()), "{from} → {to}");
}

/// Converts from there to here, and sees that it comes back as it was.
fn there_and_back(folder: &Folder, from: &str, (to, spelling): (String, Option<String>), lines: &str) {
    fs::create_dir(folder.path().join("to")).unwrap();
    let target = (format!("to/{to}"), spelling);
    convert(folder, from, &target);
    let back = folder.run(&["convert", &target.0, "--to", "ndjson", "--force"]);
    assert_eq!(sorted(&back.out), sorted(lines), "{from} → {to}");
    if !from.ends_with('/') && !to.ends_with('/') {
        assert_eq!(back.out, lines, "the order of {from} → {to}");
    }
    fs::remove_dir_all(folder.path().join("to")).unwrap();
}

#[test]
fn all_ways_lead_to_all_others() {
    let folder = Folder::new();
    let lines = lines();
    folder.write("in.ndjson", &lines);
    for from in targets("") {
        convert(&folder, "in.ndjson", &from);
        for to in targets("") {
            there_and_back(&folder, &from.0, to, &lines);
        }
    }
}

#[test]
fn what_is_packed_is_unpacked() {
    let folder = Folder::new();
    let lines = lines();
    folder.write("in.ndjson", &lines);
    for packing in [".gz", ".zst"] {
        for from in targets(packing) {
            convert(&folder, "in.ndjson", &from);
            there_and_back(&folder, &from.0, (format!("all.ndjson{packing}"), None), &lines);
        }
    }
}

#[test]
fn pipes_give_what_files_do_on_any_number_of_threads() {
    let folder = Folder::new();
    // Several blocks of records.
    let lines: String = (0..600).map(|seed| line(seed % 90, &format!("s{seed}"))).collect();
    folder.write("in.ndjson", &lines);
    for to in ["ndjson", "json", "xml", "md", "ndjson.gz", "xml.zst"] {
        let output = format!("out.{to}");
        folder.run(&["convert", "in.ndjson", "-o", &output, "--force", "--threads", "1"]);
        let expected = fs::read(folder.path().join(&output)).unwrap();
        for threads in ["1", "2", "8"] {
            let line = format!("cat in.ndjson | statemark convert - --to {to} --force --threads {threads} > piped");
            assert_eq!(folder.shell(&line).code, 0);
            assert_eq!(fs::read(folder.path().join("piped")).unwrap(), expected, "{to} on {threads} threads");
        }
    }
}

#[test]
fn a_night_without_statements_is_a_night() {
    let folder = Folder::new();
    for (to, expected) in [("ndjson", ""), ("json", "[\n]\n"), ("md", "")] {
        let outcome = folder.feed(&["convert", "-", "--from", "ndjson", "--to", to], "");
        assert_eq!((outcome.code, outcome.out.as_str()), (0, expected), "{}", outcome.err);
    }
    folder.write("empty.ndjson", "");
    let outcome = folder.run(&["convert", "empty.ndjson", "-o", "empty.xml"]);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, "0 records = 0 converted + 0 refused\n"));
    assert_eq!(folder.run(&["convert", "empty.xml", "--to", "ndjson"]).out, "");
    assert_eq!(folder.feed(&["convert", "-", "--to", "ndjson"], "").code, 2, "nobody knows what it is");
}
