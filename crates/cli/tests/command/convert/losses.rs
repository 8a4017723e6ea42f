//! What no spelling carries is told, and refused where that is asked for.

use serde_json::Value;

use crate::bulk::{XML, statement, xml};
use crate::run::Folder;

fn lines(folder: &Folder, name: &str) -> Vec<Value> {
    folder.read(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn losses_are_told_with_their_places() {
    let folder = Folder::new();
    let of = |id: usize| xml(&folder, &statement(id));
    let commented = of(2).replace("<title>", "<!-- see below --><title>");
    folder.write("in.xml", format!("{XML}{}<!-- all\n of 2025 -->\n{commented}<?go on?>\n</statements>", of(1)));
    let outcome = folder.run(&["convert", "in.xml", "-o", "out.ndjson", "--losses", "lost.ndjson"]);
    assert_eq!(outcome.code, 0);
    let warning =
        "warning: the output does not carry 2 comments, 1 processing instruction\n2 records = 2 converted + 0 refused\n";
    assert_eq!(outcome.err, warning);
    let lost = lines(&folder, "lost.ndjson");
    let text = folder.read("in.xml");
    for loss in &lost {
        let (line, column) = (loss["line"].as_u64().unwrap(), loss["column"].as_u64().unwrap());
        let line = text.lines().nth(usize::try_from(line - 1).unwrap()).unwrap();
        assert!(line[usize::try_from(column - 1).unwrap()..].starts_with('<'), "{loss}");
        assert_eq!(loss["file"], "in.xml");
    }
    let of_record = lost.iter().find(|loss| loss["record"] == 2).unwrap();
    assert_eq!((of_record["statement"].as_str(), of_record["words"].as_str()), (Some("s2"), Some("see below")));
    let mut kinds: Vec<&str> = lost.iter().map(|loss| loss["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["comment", "comment", "processing-instruction"]);
}

#[test]
fn both_directions_tell_of_comments_and_the_schema() {
    let folder = Folder::new();
    let markdown = folder.feed(&["convert", "-", "--to", "md"], statement(1)).right().out;
    folder.write("in.md", markdown.replacen("id: s1", "id: s1 # mine", 1));
    folder.write("in.json", statement(1).replacen('{', "{\"$schema\":\"statement.schema.json\",", 1));
    folder.write("in.yaml", folder.feed(&["convert", "-", "--to", "yaml"], statement(1)).right().out + "# the end\n");
    for (input, kind, words) in
        [("in.md", "comment", "mine"), ("in.json", "schema", "statement.schema.json"), ("in.yaml", "comment", "the end")]
    {
        let outcome = folder.run(&["convert", input, "--to", "xml", "--losses", "lost.ndjson"]);
        assert_eq!(outcome.code, 0, "{}", outcome.err);
        let lost = lines(&folder, "lost.ndjson");
        assert_eq!((lost.len(), lost[0]["kind"].as_str(), lost[0]["words"].as_str()), (1, Some(kind), Some(words)), "{input}");
        let denied = folder.run(&["convert", input, "--to", "xml", "--deny-loss"]);
        assert_eq!((denied.code, denied.out.as_str()), (1, ""));
        assert!(
            denied.err.starts_with(&format!("error: {input} is not converted: a conversion would not carry 1 ")),
            "{}",
            denied.err
        );
    }
}

#[test]
fn what_loses_something_is_put_aside_where_that_is_denied() {
    let folder = Folder::new();
    let with_schema = statement(2).replacen('{', "{\"$schema\":\"a\",", 1);
    folder.write("in.ndjson", format!("{}\n{with_schema}\n{}\n", statement(1), statement(3)));
    let outcome = folder.run(&["convert", "in.ndjson", "-o", "out.xml", "--deny-loss", "--quarantine", "bad.ndjson"]);
    assert!(outcome.code == 1 && outcome.err.ends_with("3 records = 2 converted + 1 quarantined\n"), "{}", outcome.err);
    assert!(
        outcome.err.contains("in.ndjson:2: record 2 is not converted: a conversion would not carry 1 `$schema`"),
        "{}",
        outcome.err
    );
    assert_eq!(folder.read("bad.ndjson"), with_schema + "\n");
    folder.write("in.xml", format!("{XML}<!-- all -->\n{}</statements>", xml(&folder, &statement(1))));
    let outcome = folder.run(&["convert", "in.xml", "-o", "out.ndjson", "--deny-loss"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.starts_with("error: in.xml has 1 comment between its records"), "{}", outcome.err);
}
