//! The report as a program reads it: its fields are stable, its places right.

use statemark_validate::report::{Totals, json, text};
use statemark_validate::{Options, validate};

const TEXT: &str = "{\"statemark\": \"1.0\", \"id\": \"a\", \"type\": \"statement\", \"language\": \"en\", \"date\": \"2025\",\n\
    \"title\": {\"en\": \"é\", \"fr\": \"中国\"}, \"issuers\": [\"y\"],\n\"entities\": [{\"id\": \"x\", \"kind\": \"state\", \"name\": \"X\"}],\n\
    \"topics\": [{\"id\": \"x\", \"label\": \"X\"}], \"sections\": [{\"heading\": \"H\"}]}";

#[test]
fn the_report_as_json_has_every_field() {
    let document = statemark::json::read(TEXT.as_bytes());
    let report = validate(&document, &Options::default());
    let entries = json::entries(&report, "a.json", &document.text);
    for entry in &entries {
        assert!(TEXT[entry.place.start..entry.place.end].starts_with('"'));
    }
    insta::assert_snapshot!(json::render(&entries, &report.totals()), @"");
}

#[test]
fn totals_add_up() {
    let report = validate(&statemark::json::read(TEXT.as_bytes()), &Options::default());
    let mut totals = Totals::default();
    totals += report.totals();
    totals += report.totals();
    assert!(!report.is_valid());
    assert_eq!(text::summary(&totals), "2 documents: 4 errors");
}

#[test]
fn nothing_in_a_document_reaches_the_terminal_as_a_command() {
    let hostile = TEXT.replace("\"y\"", "\"\u{1B}]0;x\u{7}\u{202E}\"");
    let document = statemark::json::read(hostile.as_bytes());
    let shown = text::render(&validate(&document, &Options::default()), "\u{1B}[2J.json", &document.text);
    assert!(shown.contains("error["));
    assert!(!shown.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202E}'), "{shown:?}");
}
