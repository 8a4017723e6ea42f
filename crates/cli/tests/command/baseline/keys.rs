//! What a finding is known by: whatever order, file and spelling it comes in.

use std::fmt::Write;

use serde_json::json;

use super::{assert_known, dirty, entries, statement, sum, validate, write};
use crate::run::Folder;

#[test]
fn each_field_that_a_profile_misses_is_known_by_itself() {
    let folder = Folder::new();
    folder.write(
        "statemark.toml",
        "profile = \"p\"\n[profiles.p]\nrequired = [\"rights\", \"place.country\", \"place.name\", \"clauses.note\"]\n",
    );
    let text = statement("a", &[]);
    folder.write("a.statemark.json", &text);
    write(&folder, &["."]);
    let places: Vec<_> = entries(&folder).into_iter().map(|entry| entry["at"].clone()).collect();
    assert_eq!(places, ["/place/country", "/place/name", "/rights", "/sections/*/clauses/c-x/note"]);
    // What was filled is mended, and hides nothing that is missing since.
    folder.write("a.statemark.json", text.replacen('{', "{\"place\":{\"name\":\"Rome\"},", 1));
    let outcome = validate(&folder, &[".", "--baseline", "known.json"]);
    assert!(sum(&outcome, 0).contains("; 3 known, 0 new, 1 mended"), "{outcome:?}");
    folder.write("known.json", folder.read("known.json").replace("\"/rights\"", "\"/date_text\""));
    let outcome = validate(&folder, &[".", "--baseline", "known.json"]);
    assert!(
        outcome.code == 1 && outcome.out.contains("`rights` is not filled") && outcome.out.contains("2 known, 1 new, 2 mended"),
        "{outcome:?}"
    );
}

#[test]
fn of_equal_findings_as_many_are_known_as_were_counted() {
    let folder = Folder::new();
    let twice = |count: usize| {
        let by = json!(vec!["y"; count]).to_string();
        statement("a", &[]).replace("\"by\":[\"x\"]", &format!("\"by\":{by}"))
    };
    folder.write("a.json", twice(2));
    write(&folder, &["a.json", "--ignore", "reference-twice"]);
    assert_eq!(entries(&folder)[0]["count"], 2, "{}", folder.read("known.json"));
    folder.write("a.json", twice(3));
    let options = ["a.json", "--ignore", "reference-twice", "--baseline", "known.json"];
    assert!(validate(&folder, &options).out.ends_with("1 document: 1 error; 2 known, 1 new\n"));
    folder.write("a.json", twice(1));
    assert!(validate(&folder, &options).out.contains("; 1 known, 0 new, 1 mended"));
    sum(&validate(&folder, &[&options[..], &["--prune-baseline"]].concat()), 0);
    assert_eq!(entries(&folder)[0]["count"], 1);
}

#[test]
fn the_order_the_file_and_the_spelling_do_not_matter() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..30).map(|number| statement(&format!("s{number}"), &["y", "z"][..number % 3])).collect();
    let broken = "{\"titel\": \"no id\"}";
    folder.write("set.ndjson", lines.join("\n") + "\n" + broken);
    write(&folder, &["set.ndjson"]);
    let count = 30 + 9;
    assert_known(&folder, &["set.ndjson"], count);
    folder.write(
        "set.ndjson",
        format!("{}\n{broken}\n\n{}", statement("new", &[]), lines.iter().rev().cloned().collect::<Vec<_>>().join("\n\n")),
    );
    assert_known(&folder, &["set.ndjson"], count);
    folder.write("set.ndjson", format!("[{broken},\n{}]", lines.join(",\n")));
    folder.shell("mv set.ndjson other.json && gzip -k other.json").right();
    let only_statements = validate(&folder, &["other.json.gz", "--baseline", "known.json"]);
    assert!(
        only_statements.out.ends_with("9 errors; 30 known, 9 new\n"),
        "what has no id is known by its file: {}",
        only_statements.out
    );
    let mut xml = "<statements xmlns=\"https://w3id.org/statemark/1\">\n".to_owned();
    for (number, line) in lines.iter().enumerate() {
        let text = folder.feed(&["convert", "-", "--to", "xml", "--force"], line).out;
        writeln!(xml, "{}", text.split_once("?>\n").unwrap().1).unwrap();
        folder.feed(&["convert", "-", "--to", "md", "--force", "-o", &format!("md{number}.statemark.md")], line).right();
    }
    folder.write("set.xml", xml + "</statements>");
    assert_known(&folder, &["set.xml"], 30);
    assert_known(&folder, &["md*.statemark.md"], 30);
    folder.shell("statemark validate - --baseline known.json < set.xml | grep -q '; 30 known, 0 new$'").right();
}

#[test]
fn what_has_no_id_is_known_by_its_path_from_the_baseline() {
    let folder = dirty();
    folder.shell("mkdir -p data/in work && mv *.json *.ndjson data/in").right();
    let file = |folder: &Folder| {
        let files = entries(folder)
            .into_iter()
            .filter_map(|entry| Some((entry["file"].as_str()?.to_owned(), entry.get("record").is_some())));
        files.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    folder.shell("statemark validate data --write-baseline known.json").right();
    assert_eq!(file(&folder), [("data/in/broken.statemark.json".to_owned(), false), ("data/in/set.ndjson".to_owned(), true)]);
    folder.shell("cd work && statemark validate \"$PWD\"/../data/in --baseline ../known.json").right();
    folder.shell("cd data && statemark validate in/set.ndjson in/broken.statemark.json --baseline ../known.json").right();
    folder.shell("cd work && statemark validate ../data --write-baseline known.json && mv known.json ..").right();
    assert_eq!(file(&folder)[0].0, "../data/in/broken.statemark.json");
    // A second broken record is new, also where it breaks as the first does.
    folder.write("data/in/set.ndjson", folder.read("data/in/set.ndjson") + "\n{\"statemark\":  ");
    let outcome = folder.shell("cp known.json work/known.json; statemark validate data --baseline work/known.json");
    assert!(outcome.code == 1 && outcome.out.ends_with("8 documents: 1 error; 16 known, 1 new\n"), "{outcome:?}");
    assert!(outcome.out.contains("data/in/set.ndjson:6:"), "{outcome:?}");
    // Two copies are known as two.
    folder.shell("statemark validate data --write-baseline both.json; statemark validate data --baseline both.json").right();
    assert!(folder.read("both.json").contains("\"rule\":\"syntax\",\"at\":\"/statemark\",\"count\":2"));
}

#[test]
fn a_file_that_gets_its_id_has_no_new_faults() {
    let folder = Folder::new();
    let text = statement("a", &[]).replace("\"title\"", "\"titel\"");
    folder.write("a.json", text.replace("\"id\":\"a\",", ""));
    write(&folder, &["a.json"]);
    folder.write("a.json", &text);
    let outcome = validate(&folder, &["a.json", "--baseline", "known.json", "-v"]);
    assert!(sum(&outcome, 0).contains("; 1 known, 0 new, 1 mended"), "{}", outcome.out);
    assert!(outcome.out.contains("mended[missing-field]: a.json at /id\n"), "{}", outcome.out);
}

#[test]
fn any_number_of_threads_knows_the_same() {
    let folder = Folder::new();
    let lines: Vec<String> =
        (0..2000).map(|number| statement(&format!("s{}", number % 1500), &["y", "z"][..number % 3])).collect();
    folder.write("set.ndjson", lines.join("\n") + "\n{\n[]\n");
    let mut written = Vec::new();
    for threads in ["1", "2", "8"] {
        let name = format!("known{threads}.json");
        written.push(validate(&folder, &["set.ndjson", "--threads", threads, "--write-baseline", &name]).right().out);
        written.push(folder.read(&name));
        folder.write("known.json", folder.read(&name));
    }
    assert!(written[..2] == written[2..4] && written[..2] == written[4..]);
    folder.write("set.ndjson", lines.iter().map(|line| line.replacen("\"y\"", "\"w\"", 1)).collect::<Vec<_>>().join("\n"));
    let runs = ["1", "2", "8"]
        .map(|threads| validate(&folder, &["set.ndjson", "--threads", threads, "--baseline", "known.json", "-v"]).out);
    assert!(runs[0] == runs[1] && runs[0] == runs[2] && runs[0].contains(" mended "), "{}", runs[0].lines().last().unwrap());
}

#[test]
fn findings_over_sets_are_known_too() {
    let folder = Folder::new();
    let (one, two) = (statement("a", &[]), statement("b", &[]));
    folder.write("set.ndjson", [&*one, &*two, &*one].join("\n"));
    write(&folder, &["set.ndjson"]);
    assert!(entries(&folder).iter().any(|entry| entry["rule"] == "duplicate-statement-id" && entry["statement"] == "a"));
    let count = entries(&folder).len();
    folder.write("set.ndjson", [&*two, &*one, &*one].join("\n"));
    assert_known(&folder, &["set.ndjson"], count);
    folder.shell("statemark validate - --baseline known.json < set.ndjson | grep -q ' known, 0 new$'").right();
    folder.write("set.ndjson", [&*one, &*two, &*one, &*one, &*two].join("\n"));
    let outcome = validate(&folder, &["set.ndjson", "--baseline", "known.json", "--format", "ndjson"]);
    assert_eq!(
        outcome.out.matches("\"rule\":\"duplicate-statement-id\",\"severity\":\"error\",\"category\"").count(),
        2,
        "{}",
        outcome.out
    );
    // Of one statement alone nobody can say what the set has.
    folder.write("one.json", &one);
    assert!(sum(&validate(&folder, &["one.json", "--baseline", "known.json"]), 0).ends_with("; 0 known, 0 new"));
    // Without the second one it is mended.
    folder.write("set.ndjson", [&*one, &*two].join("\n"));
    assert!(sum(&validate(&folder, &["set.ndjson", "--baseline", "known.json"]), 0).contains(" 1 mended "));
}
