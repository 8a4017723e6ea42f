//! The report as a program reads it: its fields are stable, its places right, and nothing in a document stops it.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use statemark_specimens::shared;
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
    insta::assert_snapshot!(json::render(&entries, &report.totals()), @r#"
    {
      "findings": [
        {
          "rule": "unknown-reference",
          "severity": "error",
          "message": "no entity of this statement has the id `y`",
          "help": "write the id of an entity, or add `y` to `entities`",
          "file": "a.json",
          "pointer": "/issuers/0",
          "line": 2,
          "column": 47,
          "end_line": 2,
          "end_column": 50,
          "start": 138,
          "end": 141
        },
        {
          "rule": "duplicate-id",
          "severity": "error",
          "message": "the id `x` of a topic is already that of an entity",
          "help": "give one of them another id",
          "file": "a.json",
          "pointer": "/topics/0/id",
          "line": 4,
          "column": 19,
          "end_line": 4,
          "end_column": 22,
          "start": 219,
          "end": 222,
          "related": [
            {
              "message": "the entity `x` stands here",
              "file": "a.json",
              "pointer": "/entities/0/id",
              "line": 3,
              "column": 21,
              "end_line": 3,
              "end_column": 24,
              "start": 164,
              "end": 167
            }
          ]
        }
      ],
      "totals": {
        "documents": 1,
        "errors": 2,
        "warnings": 0,
        "information": 0
      }
    }
    "#);
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

#[test]
fn what_is_long_in_a_document_is_short_in_the_report() {
    let long = "x".repeat(100_000);
    for text in [TEXT.replace("\"y\"", &format!("\"{long}\"")), TEXT.replace("\"date\"", &format!("\"{long}\""))] {
        let document = statemark::json::read(text.as_bytes());
        let shown = text::render(&validate(&document, &Options::default()), "a.json", &document.text);
        assert!(shown.contains("error[") && shown.len() < 5000, "{}", shown.len());
    }
}

/// Numbers without order, the same on every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

#[test]
fn no_change_of_an_example_stops_the_report() {
    let examples = ["china-pakistan-2025", "declaration", "resolution"]
        .map(|name| std::fs::read(shared::project().join(format!("examples/{name}/{name}.statemark.json"))).unwrap());
    let pieces: [&[u8]; 9] =
        [b"", b"\"", b"{", b"null", b"1e999", b"\\ud800", "中\u{301}".as_bytes(), b"\xFF", b"2025-02-30/2024"];
    let (mut dice, mut found) = (Dice(0x5741_7465_6D61_726B), 0);
    for _ in 0..600 {
        let mut bytes = examples[dice.below(3)].clone();
        // Most changes are within a word, so that the form stays right and the rules see them.
        for _ in 0..=dice.below(3) {
            let at = dice.below(bytes.len());
            let piece = if dice.below(3) == 0 { pieces[dice.below(pieces.len())] } else { b"x" };
            bytes.splice(at..(at + dice.below(4)).min(bytes.len()), piece.iter().copied());
        }
        let document = statemark::json::read(&bytes);
        let report = validate(&document, &Options { sources: &|_| Some(bytes.clone()), ..Options::default() });
        let length = document.text.len();
        assert!(report.findings.iter().all(|finding| finding.span.start <= finding.span.end && finding.span.end <= length));
        assert_eq!(report.is_valid(), report.totals().errors == 0);
        found += text::render(&report, "a.json", &document.text).len() + json::entries(&report, "a.json", &document.text).len();
    }
    assert!(found > 0);
}
