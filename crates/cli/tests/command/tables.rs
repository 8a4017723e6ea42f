//! `statemark tables`.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

use serde_json::Value;
use statemark_specimens::document;

use crate::bulk::{XML, statement, wrong, xml};
use crate::run::{Folder, STATEMARK};

/// The names of all tables.
const TABLES: [&str; 18] = [
    "action_roles",
    "actions",
    "acts",
    "clause_topics",
    "clauses",
    "entities",
    "evidence",
    "identifiers",
    "members",
    "parties",
    "provenance",
    "relations",
    "roles",
    "sections",
    "sources",
    "statements",
    "texts",
    "topics",
];

/// The names of the files of a folder, sorted.
fn files(folder: &Folder, name: &str) -> Vec<String> {
    let list = std::fs::read_dir(folder.path().join(name)).unwrap();
    let mut names: Vec<String> = list.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_gets_a_file_a_table_and_the_package_that_describes_them() {
    let folder = Folder::with_examples();
    folder.run(&["tables", "*.statemark.json", "-o", "tables"]).right();
    let mut expected: Vec<String> = TABLES.iter().map(|table| format!("{table}.csv")).collect();
    expected.push("datapackage.json".to_owned());
    expected.sort();
    assert_eq!(files(&folder, "tables"), expected);
    let package: Value = serde_json::from_str(&folder.read("tables/datapackage.json")).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let text = folder.read(&format!("tables/{}", resource["path"].as_str().unwrap()));
        let fields: Vec<&str> =
            resource["schema"]["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(text.lines().next().unwrap(), fields.join(","), "{}", resource["name"]);
    }
    insta::assert_snapshot!(package["resources"][7].to_string());
    assert_eq!(folder.read("tables/statements.csv").lines().count(), 4);
    assert!(!folder.names().iter().any(|name| name.starts_with('.')), "nothing is left beside it");
}

#[test]
fn all_spellings_give_the_same_tables() {
    let folder = Folder::with_examples();
    folder.run(&["tables", "*.statemark.json", "-o", "json"]).right();
    for (pattern, output) in [("*.statemark.xml", "xml/"), ("*.statemark.md", "md")] {
        folder.run(&["tables", pattern, "-o", output]).right();
        for file in files(&folder, "json") {
            assert_eq!(folder.read(&format!("{output}/{file}")), folder.read(&format!("json/{file}")), "{output}/{file}");
        }
    }
    let all = folder.run(&["tables", "*.statemark.json", "*.statemark.md", "--only", "statements"]);
    assert_eq!((all.code, all.out), (0, folder.read("json/statements.csv")));
    assert_eq!(all.err, "3 files hold statements of the tables in another spelling\n");
}

#[test]
fn one_table_goes_to_a_file_or_to_stdout() {
    let folder = Folder::with_examples();
    let out = folder.run(&["tables", "*.statemark.json", "--only", "clauses"]).right().out;
    assert!(out.starts_with("statement_id,clause_id,") && out.lines().count() > 40);
    folder.run(&["tables", "*.statemark.json", "--only", "clauses", "-o", "clauses.csv"]).right();
    assert_eq!(folder.read("clauses.csv"), out);
    assert_eq!(folder.run(&["tables", "*.statemark.json", "--only", "clauses", "-o", "-"]).right().out, out);
    let lines = folder.run(&["convert", "*.statemark.json", "--to", "ndjson"]).out;
    assert_eq!(folder.feed(&["tables", "-", "--from", "ndjson", "--only", "clauses"], lines).right().out, out);
}

#[test]
fn what_is_overdue_is_judged_by_a_day_that_is_named() {
    let folder = Folder::with_examples();
    let report = |more: &[&str]| {
        let args = [&["tables", "resolution.statemark.json", "--only", "actions"], more].concat();
        let text = folder.run(&args).right().out;
        text.lines().find(|line| line.contains(",op6-report,")).unwrap().to_owned()
    };
    let days = ",2024-05-31,,2024-05-31,2024-05-31,";
    assert!(report(&[]).contains(&format!("{days},")));
    assert!(report(&["--as-of", "2024-05-31"]).contains(&format!("{days}false,")), "the day itself is in time");
    assert!(report(&["--as-of", "2024-06-01"]).contains(&format!("{days}true,")));
    let bad = folder.run(&["tables", "resolution.statemark.json", "--only", "actions", "--as-of", "2024-02-30"]);
    assert!(bad.code == 2 && bad.err.contains("write a day"), "{bad:?}");
}

#[test]
fn any_number_of_threads_gives_the_same_bytes_from_whatever_holds_them() {
    let folder = Folder::new();
    let mut lines = String::new();
    for seed in 0..600 {
        lines += &(statemark::json::to_string(&document::statement(seed)) + "\n");
        lines += &(statement(usize::try_from(seed).unwrap()) + "\n");
    }
    folder.write("a.ndjson", &lines);
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(lines.replace("\"id\":\"s", "\"id\":\"gz-s").as_bytes()).unwrap();
    folder.write("b.ndjson.gz", encoder.finish().unwrap());
    folder.write("c.json", format!("[{},{}]", statement(1001), statement(1002)));
    folder.write("d.xml", format!("{XML}{}{}</statements>\n", xml(&folder, &statement(1003)), xml(&folder, &statement(1004))));
    let inputs = ["tables", "a.ndjson", "b.ndjson.gz", "c.json", "d.xml", "--threads"];
    let one = folder.run(&[&inputs[..], &["1", "-o", "one"]].concat());
    assert!(one.code == 1 && one.err.ends_with(" left out\n"), "{one:?}");
    assert!(folder.read("one/statements.csv").lines().count() > 1200);
    for threads in ["2", "8"] {
        let more = folder.run(&[&inputs[..], &[threads, "-o", threads]].concat());
        assert_eq!((more.code, &more.err), (1, &one.err));
        for file in files(&folder, "one") {
            assert!(folder.read(&format!("{threads}/{file}")) == folder.read(&format!("one/{file}")), "{file} on {threads}");
        }
    }
}

#[test]
fn what_is_wrong_is_left_out_and_told() {
    let folder = Folder::new();
    let day = format!("{}\n{}\nno json\n{}\n{}\n", statement(1), wrong(2), statement(3), statement(1));
    folder.write("a.ndjson", day);
    let outcome = folder.run(&["tables", "a.ndjson", "--only", "statements"]);
    assert_eq!(outcome.code, 1);
    let ids: Vec<&str> = outcome.out.lines().skip(1).map(|line| line.split(',').next().unwrap()).collect();
    assert_eq!(ids, ["s1", "s3"]);
    for words in [
        "--> a.ndjson:2:",
        "--> a.ndjson:3:",
        "error: a.ndjson:5 is left out: a statement with its id, `s1`, came before\n",
        "5 records = 2 in the tables + 3 left out\n",
    ] {
        assert!(outcome.err.contains(words), "{words}: {}", outcome.err);
    }
    folder.write("many.ndjson", (0..50).map(|id| wrong(id) + "\n").collect::<String>());
    let outcome = folder.run(&["tables", "many.ndjson", "--only", "clauses"]);
    assert_eq!((outcome.code, outcome.out.lines().count()), (1, 1), "the header alone");
    assert!(outcome.err.contains("30 more are left out: `statemark validate` says why\n"), "{}", outcome.err);
    // A team may say that something is no error.
    folder.write("statemark.toml", "warn = [\"unknown-reference\"]\n");
    let outcome = folder.run(&["tables", "many.ndjson", "--only", "clauses"]);
    assert!(outcome.code == 0 && outcome.out.lines().count() == 51, "{outcome:?}");
}

#[test]
fn no_lines_are_tables_without_rows() {
    let folder = Folder::new();
    folder.write("empty.ndjson", "");
    folder.run(&["tables", "empty.ndjson", "-o", "tables"]).right();
    assert_eq!(files(&folder, "tables").len(), TABLES.len() + 1);
    assert_eq!(folder.read("tables/clauses.csv").lines().count(), 1);
}

#[test]
fn what_cannot_be_done_is_refused_and_leaves_nothing() {
    let folder = Folder::with_examples();
    std::fs::create_dir_all(folder.path().join("full")).unwrap();
    folder.write("full/notes.txt", "mine");
    folder.write("empty.json", "");
    let before = folder.names();
    let input = "resolution.statemark.json";
    for (args, words) in [
        (&["-o", "full"][..], "error: full is not empty"),
        (&["-o", "full/"], "error: full/ is not empty"),
        (&[], "error: stdout is one file, and cannot hold 18 tables\n  = help: name a folder after -o, or one table"),
        (&["-o", "a.csv"], "error: a.csv is one file, and cannot hold 18 tables"),
        (&["-o", "a.csv", "--only", "clauses,acts"], "error: a.csv is one file, and cannot hold 2 tables"),
        (&["-o", "a.csv", "--only", "clause"], "clauses"),
        (&["-o", "a.csv", "--to", "parquet", "--only", "acts"], "error: a.csv is CSV by its name, but --to says Parquet"),
        (&["-o", "missing/a.csv", "--only", "acts"], "error: missing/a.csv lies in a folder that is not there"),
        (&["-o", "missing/tables"], "error: missing/tables lies in a folder that is not there"),
        (&["-o", input, "--only", "acts"], "is an input of this run, and would be lost"),
        (&["missing.json", "-o", "tables"], "error: missing.json cannot be read: there is no such file or folder"),
        (&["missing.json", "-o", "a.csv", "--only", "acts"], "error: a.csv was not written, since not all was read"),
        (&["empty.json", "-o", "tables"], "error: empty.json is empty"),
    ] {
        let outcome = folder.run(&[&["tables", input], args].concat());
        assert!(outcome.code == 2 && outcome.out.is_empty() && outcome.err.contains(words), "{args:?}: {outcome:?}");
        assert_eq!(folder.names(), before, "{args:?}");
    }
    let outcome = folder.run(&["tables", ".", "-o", "."]);
    assert!(outcome.code == 2 && outcome.err.starts_with("error: . "), "{outcome:?}");
    let outcome = folder.run(&["tables", "full", "-o", "tables"]);
    assert!(outcome.code == 2 && outcome.err.contains("holds no statement"), "{outcome:?}");
    assert_eq!(folder.names(), before);
}

#[cfg(not(feature = "columns"))]
#[test]
fn parquet_that_was_not_built_in_is_refused_with_how_to_have_it() {
    let folder = Folder::with_examples();
    for args in [&["--to", "parquet", "-o", "tables"][..], &["--only", "acts", "-o", "acts.parquet"]] {
        let outcome = folder.run(&[&["tables", "resolution.statemark.json"], args].concat());
        assert!(outcome.code == 2 && outcome.err.starts_with("error: Parquet is not in this build"), "{outcome:?}");
        assert!(outcome.err.contains("--features columns"), "{outcome:?}");
    }
}

#[cfg(feature = "columns")]
#[test]
fn parquet_has_the_same_bytes_on_any_number_of_threads() {
    let folder = Folder::with_examples();
    let lines: String = (0..3000).map(|id| statement(id % 2900) + "\n").collect();
    folder.write("day.ndjson", lines);
    for threads in ["1", "2", "8"] {
        let outcome =
            folder.run(&["tables", "day.ndjson", "*.statemark.json", "--to", "parquet", "-o", threads, "--threads", threads]);
        assert_eq!(outcome.code, 1, "{outcome:?}");
        assert!(outcome.err.ends_with("3003 records = 2903 in the tables + 100 left out\n"), "{}", outcome.err);
        assert_eq!(files(&folder, threads).len(), TABLES.len());
        for file in files(&folder, "1") {
            let bytes = |folder_name: &str| std::fs::read(folder.path().join(folder_name).join(&file)).unwrap();
            assert!(bytes("1").starts_with(b"PAR1") && bytes("1").ends_with(b"PAR1"), "{file}");
            assert!(bytes(threads) == bytes("1"), "{file} on {threads}");
        }
    }
    folder.run(&["tables", "resolution.statemark.json", "--only", "acts", "-o", "acts.parquet"]).right();
    assert!(std::fs::read(folder.path().join("acts.parquet")).unwrap().starts_with(b"PAR1"));
}

/// A file of the same name in another spelling is passed over only where it holds the same statement.
#[test]
fn two_statements_in_files_of_one_name_are_two() {
    let folder = Folder::new();
    folder.write("a.json", statement(1));
    folder.write("a.xml", folder.feed(&["convert", "-", "--to", "xml"], statement(2)).right().out);
    folder.write("doc.1", statement(3));
    folder.write("doc.2", statement(4));
    for args in [["a.json", "a.xml"], ["doc.1", "doc.2"]] {
        let more: &[&str] = if args[0] == "doc.1" { &["--from", "json"] } else { &[] };
        let out = folder.run(&[&["tables", "--only", "statements"], &args[..], more].concat()).right().out;
        assert_eq!(out.lines().count(), 3, "{out}");
    }
}

/// A heading of a megabyte would stand in the path of each of its thousand sections.
#[test]
fn a_statement_whose_rows_would_fill_the_memory_is_left_out() {
    let folder = Folder::new();
    let inside = vec!["{\"heading\":\"A\"}"; 1000].join(",");
    let sections = format!("\"sections\":[{{\"heading\":\"{}\",\"sections\":[{inside}]}},", "rain-".repeat(200_000));
    folder.write(
        "day.ndjson",
        statement(1) + "\n" + &statement(2).replacen("\"sections\":[", &sections, 1) + "\n" + &statement(3) + "\n",
    );
    for (to, output) in [("csv", "csv"), ("parquet", "parquet")] {
        if to == "parquet" && !cfg!(feature = "columns") {
            continue;
        }
        let outcome = folder.run(&["tables", "day.ndjson", "--to", to, "-o", output]);
        assert_eq!(outcome.code, 1, "{outcome:?}");
        assert!(outcome.err.contains("day.ndjson:2 is left out: its rows have more than 256 MiB of words\n"), "{}", outcome.err);
        assert!(outcome.err.ends_with("3 records = 2 in the tables + 1 left out\n"), "{}", outcome.err);
    }
    assert_eq!(folder.read("csv/statements.csv").lines().count(), 3);
    assert!(!folder.read("csv/sections.csv").contains("rain"));
}

/// Who may not read an empty folder may not read what takes its place.
#[cfg(unix)]
#[test]
fn the_folder_that_takes_the_place_of_an_empty_one_is_as_closed() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::with_examples();
    for (command, output) in [("tables", "closed"), ("convert", "shut/")] {
        let path = folder.path().join(output);
        std::fs::create_dir(&path).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        let more: &[&str] = if command == "convert" { &["--to", "xml"] } else { &[] };
        let outcome = folder.run(&[&[command, "resolution.statemark.json", "-o", output], more].concat());
        assert_eq!(outcome.code, 0, "{outcome:?}");
        assert!(std::fs::read_dir(&path).unwrap().next().is_some());
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700, "{command}");
    }
}

/// A run that was given 20,000 statements and waits for more.
#[cfg(unix)]
fn begun(folder: &Folder) -> (Child, ChildStdin) {
    let mut child = Command::new(STATEMARK)
        .args(["tables", "-", "--from", "ndjson", "-o", "tables"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    for id in 0..20_000 {
        writeln!(input, "{}", statement(id)).unwrap();
    }
    (child, input)
}

/// A run that is killed leaves nothing that has a name.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_leaves_nothing_under_its_name() {
    let folder = Folder::new();
    let (mut child, input) = begun(&folder);
    child.kill().unwrap();
    child.wait().unwrap();
    drop(input);
    assert!(!folder.path().join("tables").exists());
    assert!(folder.names().iter().all(|name| name.starts_with(".statemark-")), "{:?}", folder.names());
    // With Ctrl-C it takes away what it wrote.
    let folder = Folder::new();
    let (mut child, mut input) = begun(&folder);
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    // It may be waiting for more.
    let _ = (20_000..60_000).try_for_each(|id| writeln!(input, "{}", statement(id)));
    drop(input);
    let mut words = String::new();
    child.stderr.take().unwrap().read_to_string(&mut words).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2), "{words}");
    assert!(words.contains("interrupted") && words.contains("tables was not written"), "{words}");
    assert!(folder.names().is_empty(), "{:?}", folder.names());
}
