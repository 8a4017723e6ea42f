//! Tables of columns, in and out.

use std::fs;

use crate::bulk::{statement, wrong};
use crate::run::Folder;

fn day(count: usize) -> String {
    (1..=count).map(|number| statement(number) + "\n").collect()
}

/// The same statements, whatever the numbers in JSON look like.
fn digest(folder: &Folder, name: &str) -> String {
    folder.run(&["digest", "--set", name]).right().out
}

#[test]
fn statements_come_back_from_tables_byte_for_byte() {
    let folder = Folder::with_examples();
    folder.run(&[
        "convert",
        "resolution.statemark.json",
        "declaration.statemark.md",
        "china-pakistan-2025.statemark.xml",
        "-o",
        "a.ndjson",
    ]);
    for container in ["parquet", "arrow"] {
        let (table, again) = (format!("a.{container}"), format!("b.{container}"));
        let outcome = folder.run(&["convert", "a.ndjson", "-o", &table, "--verify"]);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, "3 records = 3 converted + 0 refused\n"));
        let outcome = folder.run(&["convert", &table, "--to", "ndjson"]);
        assert_eq!((outcome.code, outcome.out), (0, folder.read("a.ndjson")), "{container}");
        folder.run(&["convert", &table, "-o", "a.xml"]);
        folder.run(&["convert", "a.xml", "-o", &again]);
        assert!(fs::read(folder.path().join(&table)).unwrap() == fs::read(folder.path().join(&again)).unwrap(), "{container}");
        assert_eq!(digest(&folder, &table), digest(&folder, "a.ndjson"));
    }
}

#[test]
fn the_same_bytes_on_any_number_of_threads_and_into_a_pipe() {
    let folder = Folder::new();
    folder.write("day.ndjson", day(3000));
    for container in ["parquet", "arrow"] {
        let tables: Vec<Vec<u8>> = ["1", "2", "8"]
            .into_iter()
            .map(|threads| {
                let name = format!("{threads}.{container}");
                assert_eq!(folder.run(&["convert", "day.ndjson", "-o", &name, "--threads", threads]).code, 0);
                fs::read(folder.path().join(name)).unwrap()
            })
            .collect();
        assert!(tables.iter().all(|table| *table == tables[0]), "{container}");
        assert_eq!(
            folder.shell(&format!("statemark convert - --from ndjson --to {container} < day.ndjson > piped.{container}")).code,
            0
        );
        assert!(fs::read(folder.path().join(format!("piped.{container}"))).unwrap() == tables[0], "{container}");
        for threads in ["1", "2"] {
            let back = folder.run(&["convert", &format!("1.{container}"), "--to", "ndjson", "--threads", threads]);
            assert!(back.code == 0 && back.out == day(3000), "{container}: {}", back.err);
        }
    }
}

#[test]
fn every_command_of_many_takes_tables() {
    let folder = Folder::new();
    folder.write("day.ndjson", day(20));
    fs::create_dir(folder.path().join("days")).unwrap();
    folder.run(&["convert", "day.ndjson", "-o", "days/day.parquet"]);
    fs::remove_file(folder.path().join("days/day.parquet.ledger")).unwrap();
    for file in ["days/day.parquet", "days"] {
        folder.run(&["validate", file]).right();
        assert_eq!(folder.run(&["stats", file]).right().out, folder.run(&["stats", "day.ndjson"]).right().out);
        assert_eq!(digest(&folder, file), digest(&folder, "day.ndjson"));
    }
    let told = folder.run(&["convert", "days/day.parquet", "--to", "md", "--verbose"]);
    assert!(told.err.contains("reads days/day.parquet: Parquet, a table\n"), "{}", told.err);
    for args in [&["summarize", "days/day.parquet"][..], &["fmt", "days/day.parquet"], &["validate", "--fix", "days/day.parquet"]]
    {
        let before = fs::read(folder.path().join("days/day.parquet")).unwrap();
        let outcome = folder.run(args);
        assert!(outcome.code == 2 && outcome.err.contains("table"), "{args:?}: {outcome:?}");
        assert!(fs::read(folder.path().join("days/day.parquet")).unwrap() == before, "{args:?}");
    }
}

#[test]
fn what_is_wrong_is_put_aside() {
    let folder = Folder::new();
    folder.write("day.ndjson", day(5) + &wrong(6) + "\n" + &statement(7) + "\n");
    let outcome =
        folder.run(&["convert", "day.ndjson", "-o", "day.parquet", "--quarantine", "bad.ndjson", "--reasons", "why.ndjson"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("7 records = 6 converted + 1 quarantined\n"), "{}", outcome.err);
    assert_eq!(folder.read("bad.ndjson"), wrong(6) + "\n");
    assert_eq!(folder.run(&["convert", "day.parquet", "--to", "ndjson"]).out, day(5) + &statement(7) + "\n");
    folder.write("wrong.json", wrong(1));
    let outcome = folder.run(&["convert", "wrong.json", "-o", "wrong.parquet"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("1 record = 0 converted + 1 refused\n"), "{}", outcome.err);
    assert!(!folder.path().join("wrong.parquet").exists(), "no document is no file");
}

#[test]
fn a_run_that_writes_a_table_is_not_gone_on_with() {
    let folder = Folder::new();
    folder.write("day.ndjson", day(5));
    let outcome = folder.run(&["convert", "day.ndjson", "-o", "day.parquet", "--resume"]);
    assert_eq!(outcome.code, 2);
    assert!(
        outcome.err.starts_with("error: day.parquet cannot be gone on with: a table has its index at its end"),
        "{}",
        outcome.err
    );
    assert_eq!(folder.names(), ["day.ndjson"]);
    folder.write("day.ndjson", day(5) + &wrong(6) + "\n");
    let outcome = folder.run(&["convert", "day.ndjson", "-o", "day.parquet", "--fail-fast"]);
    assert!(outcome.code == 1 && !folder.path().join("day.parquet").exists(), "{outcome:?}");
}

#[test]
fn a_table_that_cannot_be_read_is_told_and_nothing_is_written() {
    let folder = Folder::new();
    folder.write("day.ndjson", day(500));
    for container in ["parquet", "arrow"] {
        let (table, cut, named) = (format!("day.{container}"), format!("cut.{container}"), format!("text.{container}"));
        folder.run(&["convert", "day.ndjson", "-o", &table]);
        let bytes = fs::read(folder.path().join(&table)).unwrap();
        folder.write(&cut, &bytes[..bytes.len() / 2]);
        folder.write(&named, day(1));
        folder.shell(&format!("gzip -k {table}"));
        for (input, expected) in [
            (cut.as_str(), format!("error: {cut} is damaged or cut off: ")),
            (&named, format!("error: {named} does not begin as ")),
            (
                &format!("{table}.gz"),
                format!("error: {table}.gz is {}, packed once more", if container == "arrow" { "Arrow" } else { "Parquet" }),
            ),
        ] {
            let outcome = folder.run(&["convert", input, "-o", "out.ndjson"]);
            assert!(outcome.code == 2 && outcome.err.starts_with(&expected), "{input}: {}", outcome.err);
            assert!(!folder.path().join("out.ndjson").exists());
        }
        let piped = folder.feed(&["validate", "-"], &bytes);
        assert!(piped.code == 2 && piped.err.contains("read from its end, and a pipe has none"), "{}", piped.err);
        assert!(piped.err.contains("help: write it into a file, and name that"), "{}", piped.err);
        let folder_of = folder.run(&["convert", "day.ndjson", "-o", "out/", "--to", container]);
        assert!(folder_of.code == 2 && folder_of.err.contains("is one file"), "{}", folder_of.err);
        assert_eq!(folder.run(&["convert", "day.ndjson", "--to", &format!("{container}.gz")]).code, 2);
    }
}

/// Damage in the middle, which the index does not show.
#[test]
fn a_table_that_is_damaged_inside_ends_the_run() {
    let folder = Folder::new();
    folder.write("day.ndjson", day(2000));
    folder.run(&["convert", "day.ndjson", "-o", "day.parquet"]);
    let mut bytes = fs::read(folder.path().join("day.parquet")).unwrap();
    let middle = bytes.len() / 3;
    bytes[middle..middle + 400].fill(0xFF);
    folder.write("day.parquet", &bytes);
    for threads in ["1", "2"] {
        let outcome = folder.run(&["convert", "day.parquet", "-o", "out.ndjson", "--threads", threads]);
        assert_eq!(outcome.code, 2, "{}", outcome.err);
        assert!(outcome.err.starts_with("error: day.parquet cannot be read: it is damaged or cut off: "), "{}", outcome.err);
        assert!(!outcome.err.contains("panicked"), "{}", outcome.err);
        assert!(!folder.path().join("out.ndjson").exists());
    }
}

#[test]
fn rows_that_are_put_aside_are_lines() {
    let folder = Folder::new();
    // Right in form and wrong in meaning: the writer takes it by force.
    let meaning = statement(2).replace("\"issuers\":[\"x\"]", "\"issuers\":[\"y\"]");
    assert_ne!(meaning, statement(2));
    folder.write("day.ndjson", statement(1) + "\n" + &meaning + "\n");
    folder.run(&["convert", "day.ndjson", "-o", "day.parquet", "--force"]);
    let outcome = folder.run(&["validate", "day.parquet"]);
    assert!(outcome.code == 1 && outcome.out.contains("day.parquet:2:"), "{outcome:?}");
    let outcome = folder.run(&["convert", "day.parquet", "-o", "out.arrow", "--quarantine", "bad/"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("2 records = 1 converted + 1 quarantined\n"), "{}", outcome.err);
    assert_eq!(folder.read("bad/day.parquet.ndjson"), meaning + "\n");
    let outcome = folder.run(&["validate", "day.parquet", "--pass", "good.ndjson", "--quarantine", "bad.ndjson"]);
    assert_eq!((outcome.code, folder.read("good.ndjson")), (1, statement(1) + "\n"), "{}", outcome.err);
}

#[test]
fn a_table_in_a_folder_that_cannot_be_read_is_told() {
    let folder = Folder::new();
    folder.write("day.ndjson", day(50));
    folder.run(&["convert", "day.ndjson", "-o", "day.parquet"]);
    let bytes = fs::read(folder.path().join("day.parquet")).unwrap();
    fs::create_dir(folder.path().join("set")).unwrap();
    folder.write("set/a.ndjson", day(1));
    folder.write("set/b.parquet", &bytes[..bytes.len() - 9]);
    for args in [&["validate", "set"][..], &["convert", "set", "-o", "all.xml"]] {
        let outcome = folder.run(args);
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.err.contains("set/b.parquet is damaged or cut off"), "{}", outcome.err);
    }
}

#[test]
fn a_table_is_not_packed_once_more() {
    let folder = Folder::new();
    folder.write("day.ndjson", day(1));
    for args in [&["day.ndjson", "-o", "a.parquet.gz"][..], &["day.ndjson", "--to", "arrow", "-o", "a.arrow.zst"]] {
        let outcome = folder.run(&[&["convert"], args].concat());
        assert_eq!(outcome.code, 2, "{outcome:?}");
        assert!(outcome.err.contains("is the name of a table that is packed once more"), "{}", outcome.err);
    }
    assert_eq!(folder.names(), ["day.ndjson"]);
}
