//! `statemark summarize`.

use crate::run::Folder;

#[test]
fn a_summary_is_the_same_from_every_spelling() {
    let folder = Folder::with_examples();
    for name in ["china-pakistan-2025", "declaration", "resolution"] {
        for (format, expected) in [("text", "summary.txt"), ("md", "summary.md")] {
            let path = crate::run::project().join("examples").join(name).join(expected);
            let expected = std::fs::read_to_string(path).unwrap();
            for spelling in ["json", "xml", "md"] {
                let file = format!("{name}.statemark.{spelling}");
                assert_eq!(folder.run(&["summarize", &file, "--format", format]).right().out, expected, "{file}");
            }
        }
    }
}

#[test]
fn a_wrong_document_has_no_summary() {
    let outcome = Folder::new().feed(&["summarize", "-"], "{\"statemark\": \"2.0\"}");
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert!(outcome.err.contains("error[version]"), "{}", outcome.err);
}
