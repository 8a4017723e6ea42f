//! The Markdown spelling on the examples.
#![allow(clippy::disallowed_methods, reason = "tests read the examples")]

use std::fs;
use std::path::PathBuf;

use statemark::json;
use statemark::provenance::{Activity, Event};
use statemark_convert::markdown;
use statemark_specimens::shared;

fn examples() -> Vec<PathBuf> {
    let folders = fs::read_dir(shared::project().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let files =
        folders.filter(|path| path.is_dir()).flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.to_string_lossy().ends_with(".statemark.json")).collect();
    files.sort();
    files
}

#[test]
fn examples_come_back_byte_by_byte() {
    let files = examples();
    assert!(files.len() >= 3);
    for file in files {
        let statement = json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let text = markdown::to_string(&statement);
        if std::env::var_os("STATEMARK_LOOK").is_some() {
            fs::write(std::env::temp_dir().join(file.file_name().unwrap()).with_extension("md"), &text).unwrap();
        }
        let document = markdown::read(text.as_bytes());
        assert!(document.faults.is_empty(), "{}: {:#?}", file.display(), document.faults);
        assert_eq!(
            json::to_string_pretty(&document.statement.unwrap()),
            json::to_string_pretty(&statement),
            "{}",
            file.display()
        );
    }
}

const SMALL: &str = "---
{statemark: \"1.0\", id: a, type: statement, language: en, date: 2025, issuers: [x], entities: [{id: x, kind: state, name: X}]}
---

# Title

**1.** Words.
`#c`
";

#[test]
fn other_languages_drop_nothing_and_stand_where_they_belong() {
    assert!(markdown::read(SMALL.as_bytes()).statement.is_some());
    for (below, message) in [
        ("**1.** Mots.\n`lang=fr`\n", "words in another language have no number"),
        ("# Titre `lang=fr`\n", "a heading in another language stands alone"),
    ] {
        let text = format!("{SMALL}\n{below}");
        let messages: Vec<String> = markdown::read(text.as_bytes()).faults.into_iter().map(|fault| fault.message).collect();
        assert_eq!(messages, [message]);
    }
}

#[test]
fn readers_of_yaml_1_1_see_no_key_in_an_uncertain_date() {
    let mut statement = markdown::from_slice(SMALL.as_bytes()).unwrap();
    statement.date = "2025?".parse().unwrap();
    statement.provenance = vec![Event {
        activity: Activity::Coded,
        agent: "Who?".parse().unwrap(),
        date: Some("2025-02?".parse().unwrap()),
        note: None,
    }];
    let text = markdown::to_string(&statement);
    assert!(text.contains("\ndate: 2025?\n"), "{text}");
    assert!(text.contains(r#"{activity: coded, agent: "Who?", date: "2025-02?"}"#), "{text}");
    assert_eq!(markdown::from_slice(text.as_bytes()).unwrap(), statement);
}
