//! `statemark digest`.

use statemark::digest::{Digest, SetDigest};
use statemark_specimens::examples::examples;

use crate::bulk::{XML, statement, xml};
use crate::run::{Folder, Outcome};

/// The lines of all examples, in the order of their files.
fn lines() -> String {
    let lines = examples()
        .into_iter()
        .map(|example| [&Digest::of(&example.statement).to_string(), "  ", example.statement.id.as_str(), "\n"].concat());
    lines.collect()
}

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

/// What `--set` prints of statements on a line each.
fn of_set(lines: impl IntoIterator<Item = String>) -> String {
    let digest = |line: String| Digest::of(&statemark::json::from_str(&line).unwrap());
    let set: SetDigest = lines.into_iter().map(digest).collect();
    format!("{}  {} statements\n", set.clone().finish(), set.len())
}

#[test]
fn a_statement_has_the_same_line_in_every_spelling() {
    let folder = Folder::with_examples();
    for pattern in ["*.statemark.json", "*.statemark.xml", "*.statemark.md"] {
        assert_eq!(sorted(&folder.run(&["digest", pattern]).right().out), sorted(&lines()), "{pattern}");
    }
    let set = folder.run(&["digest", "--set", "*.statemark.xml"]).right().out;
    assert_eq!(set, folder.run(&["digest", "--set", "*.statemark.md"]).right().out);
    // What stands in three spellings counts three times.
    let all = folder.run(&["digest", "*.statemark.*"]).right().out;
    assert_eq!(sorted(&all), sorted(&lines().repeat(3)));
}

#[test]
fn coreutils_come_to_the_same() {
    let folder = Folder::with_examples();
    for example in examples() {
        let (name, id) = (format!("{}.statemark.md", example.name), &example.statement.id);
        let line = folder.shell(&format!("printf %s \"$(statemark convert {name} --to ndjson)\" | sha256sum")).right().out;
        let digest = folder.run(&["digest", &name]).right().out;
        assert_eq!(digest, line.replace("  -\n", &format!("  {id}\n")));
    }
    let by_hand = folder.shell("statemark digest '*.statemark.*' | cut -c1-64 | LC_ALL=C sort | sha256sum").right().out;
    let set = folder.run(&["digest", "--set", "*.statemark.*"]).right().out;
    assert_eq!(set, by_hand.replace("  -\n", &format!("  {} statements\n", examples().len() * 3)));
}

#[test]
fn a_set_has_one_digest_whatever_its_order_its_kind_and_the_threads() {
    let folder = Folder::new();
    let lines = |numbers: &[usize]| numbers.iter().map(|number| statement(*number) + "\n").collect::<String>();
    let numbers: Vec<usize> = (0..2000).collect();
    let reversed: Vec<usize> = (0..2000).rev().collect();
    folder.write("a.ndjson", lines(&numbers));
    folder.write("b.json", format!("[{}]", reversed.iter().map(|number| statement(*number)).collect::<Vec<_>>().join(",\n")));
    let expected = of_set(numbers.iter().map(|number| statement(*number)));
    for name in ["a.ndjson", "b.json"] {
        for threads in ["1", "2", "8"] {
            assert_eq!(folder.run(&["digest", "--set", name, "--threads", threads]).right().out, expected);
        }
    }
    let each = folder.run(&["digest", "a.ndjson", "--threads", "8"]).right().out;
    assert_eq!(each, folder.run(&["digest", "a.ndjson", "--threads", "1"]).right().out);
    assert!(each.lines().zip(0..).all(|(line, number)| line.ends_with(&format!("  s{number}"))), "in the order of the input");
    // In parts, whose lists are put together.
    folder.write("1.ndjson", lines(&numbers[..700]));
    folder.write("2.ndjson", lines(&numbers[700..]));
    let parts =
        folder.shell("for part in 2 1; do statemark digest $part.ndjson; done | cut -c1-64 | LC_ALL=C sort | sha256sum").right();
    assert_eq!(parts.out[..64], expected[..64]);
}

#[test]
fn what_is_wrong_is_told_and_has_no_digest() {
    let folder = Folder::new();
    folder.write("a.ndjson", format!("{}\n{{\"statemark\": \n{}\n", statement(1), statement(3)));
    let expected = of_set([1, 3].map(statement));
    let told = |outcome: &Outcome| {
        assert_eq!(outcome.code, 1, "{outcome:?}");
        assert!(outcome.err.contains("--> a.ndjson:2:") && outcome.err.ends_with("1 document: 1 error\n"), "{}", outcome.err);
    };
    let set = folder.run(&["digest", "--set", "a.ndjson"]);
    told(&set);
    assert_eq!(set.out, expected);
    let each = folder.run(&["digest", "a.ndjson"]);
    told(&each);
    assert_eq!(each.out.lines().count(), 2);
    // A collection that breaks off.
    folder.write("b.xml", format!("{XML}{}", xml(&folder, &statement(1))));
    let broken = folder.run(&["digest", "b.xml"]);
    assert_eq!((broken.code, broken.out.lines().count()), (1, 1), "{broken:?}");
}

#[test]
fn a_set_that_cannot_be_read_to_its_end_has_no_digest() {
    let folder = Folder::new();
    folder.write("a.ndjson", statement(1));
    folder.write("empty.json", "");
    for other in ["missing.ndjson", "empty.json"] {
        let set = folder.run(&["digest", "--set", "a.ndjson", other]);
        assert!(set.code == 2 && set.out.is_empty() && set.err.starts_with("error: "), "{set:?}");
        let each = folder.run(&["digest", "a.ndjson", other]);
        assert!(each.code == 2 && each.out.ends_with("  s1\n"), "{each:?}");
    }
    std::fs::create_dir(folder.path().join("folder")).unwrap();
    let none = folder.run(&["digest", "folder"]);
    assert!(none.code == 2 && none.err.starts_with("error: folder holds no statement"), "{none:?}");
}

#[test]
fn stdin_may_be_the_empty_part_of_a_set_and_begin_with_what_is_broken() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["digest", "-"]).right().out, "");
    assert_eq!(folder.run(&["digest", "--set", "-"]).right().out, of_set([]));
    folder.write("part-0", "");
    folder.write("none.ndjson", "");
    assert_eq!(folder.run(&["digest", "--set", "none.ndjson"]).right().out, of_set([]));
    assert_eq!(folder.run(&["digest", "--set", "part-0", "--from", "ndjson"]).right().out, of_set([]));
    folder.write("none.json", "[]");
    assert_eq!(folder.run(&["digest", "--set", "none.json"]).right().out, of_set([]));
    let broken = format!("{{\"statemark\": \n{}\n", statement(2));
    let outcome = folder.feed(&["digest", "-", "--from", "ndjson"], broken);
    assert!(outcome.code == 1 && outcome.out.ends_with("  s2\n"), "{outcome:?}");
}
