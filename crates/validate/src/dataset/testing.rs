//! What the tests of the rules over sets share: small statements that are right, changed as a test says, and the findings of one rule as text.

use super::{Dataset, Facts, Origin};
use crate::levels::Levels;

/// A set: one statement a line, each line the fields in which it differs from a statement of its own words that is right, without braces.
pub(crate) fn dataset(lines: &str) -> Dataset {
    let mut dataset = Dataset::default();
    for (index, line) in (0_u32..).zip(lines.lines().map(str::trim).filter(|line| !line.is_empty())) {
        let right = format!(
            r#"{{"statemark": "1.0", "id": "s{index}", "type": "statement", "title": "T", "language": "en", "date": "2025-02-06", "issuers": ["x"],
            "entities": [{{"id": "x", "kind": "state", "name": "X"}}], "sections": [{{"clauses": [{{"id": "a", "text": "Words {index}."}}]}}]}}"#
        );
        let parse =
            |text: &str| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).expect("the test is JSON");
        let mut document = parse(&right);
        document.extend(parse(&format!("{{{line}}}")));
        let text = serde_json::to_string(&document).expect("JSON can be written");
        let read = statemark::json::read(text.as_bytes());
        assert_eq!(read.faults, [], "the form is right");
        dataset
            .add(Facts::of(&read.statement.expect("right")), Origin { file: 0, record: index + 1, offset: 0, line: index + 1 });
    }
    dataset
}

/// What one rule finds in a set, one a line: the record, the pointer, the sentence.
pub(crate) fn messages(rule: &str, lines: &str) -> String {
    let findings = dataset(lines).findings(&Levels::new());
    let lines = findings.iter().filter(|finding| finding.rule == rule).map(|finding| {
        let help = finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        let see = finding.related.iter().map(|see| format!(" [{}{}: {}]", see.origin.record, see.pointer, see.message));
        format!("{}{}: {}{help}{}", finding.origin.record, finding.pointer, finding.message, see.collect::<String>())
    });
    lines.collect::<Vec<_>>().join("\n")
}
