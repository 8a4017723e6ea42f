//! `statemark new`.

use statemark::statement::StatementType;

use crate::run::Folder;

#[test]
fn every_type_and_spelling_begins_right() {
    let folder = Folder::new();
    for kind in StatementType::ALL {
        for to in ["md", "json", "xml"] {
            let document = folder.run(&["new", "--type", kind.code(), "--to", to]).right().out;
            assert!(document.contains(kind.code()));
            let name = format!("new.{to}");
            folder.write(&name, document);
            assert_eq!(folder.run(&["validate", &name]).right().out, "1 document: nothing found\n");
        }
    }
}

#[test]
fn a_new_document_is_written_where_none_is() {
    let folder = Folder::new();
    folder.run(&["new", "-o", "a.json"]).right();
    let text = folder.read("a.json");
    assert!(text.starts_with("{\n  \"statemark\": \"1.0\""));
    let outcome = folder.run(&["new", "-o", "a.json", "--to", "md"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.starts_with("error: a.json is JSON by its name, but --to says Markdown"), "{}", outcome.err);
    let outcome = folder.run(&["new", "-o", "a.json"]);
    assert_eq!(outcome.code, 2);
    assert!(outcome.err.starts_with("error: a.json exists already"), "{}", outcome.err);
    assert!(folder.run(&["new", "-o", ".", "--to", "md"]).err.starts_with("error: . is a folder: "));
    assert_eq!((folder.read("a.json"), folder.names()), (text, vec!["a.json".to_owned()]));
    assert_eq!(folder.run(&["new", "-o", "a.txt"]).code, 2);
}

#[test]
fn the_comments_explain_each_field_that_they_stand_above() {
    let document = Folder::new().run(&["new"]).right().out;
    let front = document.split("---\n").nth(1).unwrap();
    for field in ["id:", "type:", "language:", "date:", "issuers:", "entities:", "sources:"] {
        let above = front.lines().zip(front.lines().skip(1)).find(|(_, line)| line.starts_with(field)).unwrap().0;
        assert!(above.starts_with("# "), "{field} has no comment");
    }
    let types = front.lines().find(|line| line.contains("joint-statement, ")).unwrap();
    assert!(StatementType::ALL.iter().all(|kind| types.contains(kind.code())), "{types}");
}
