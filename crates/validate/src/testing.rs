//! What the tests of the rules share: a small document that is right, changed as a test says, and the findings of one rule as text.

use statemark::json;

use crate::{Options, validate};

/// A statement of China and Pakistan with one clause `a`.
const RIGHT: &str = r#"{"statemark": "1.0", "id": "cn-pk-2025", "type": "joint-statement", "title": "T", "language": "en", "date": "2025-02-06",
    "issuers": ["cn", "pk"], "entities": [{"id": "cn", "kind": "state", "name": "China"},
    {"id": "pk", "kind": "state", "name": "Pakistan", "aliases": ["Islamabad"]}], "sections": [{"clauses": [{"id": "a", "text": "A."}]}]}"#;

/// The document with these fields of the statement, as JSON without the outer braces.
pub(crate) fn with(fields: &str) -> String {
    let parse = |text: &str| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).expect("the test is JSON");
    let mut document = parse(RIGHT);
    document.extend(parse(&format!("{{{fields}}}")));
    serde_json::to_string_pretty(&document).expect("JSON can be written")
}

/// The document with these fields of its clause.
pub(crate) fn clause(fields: &str) -> String {
    with(&format!(r#""sections": [{{"clauses": [{{"id": "a", "text": "A.", {fields}}}]}}]"#))
}

/// The document with a source `s` that has these fields, and a quote of it.
pub(crate) fn quote(source: &str, start: usize, exact: &str) -> String {
    with_quotes(source, &[(start, exact)])
}

/// The document with a source `s` of this text, and quotes of it.
pub(crate) fn quotes(text: &str, quotes: &[(usize, &str)]) -> String {
    with_quotes(&format!(r#""text": {}"#, serde_json::Value::from(text)), quotes)
}

fn with_quotes(source: &str, quotes: &[(usize, &str)]) -> String {
    let evidence = quotes.iter().map(|(start, exact)| {
        let end = start + exact.chars().count();
        serde_json::json!({"source": "s", "start": start, "end": end, "exact": exact}).to_string()
    });
    with(&format!(
        r#""sources": [{{"id": "s", "kind": "other", {source}}}],
        "sections": [{{"clauses": [{{"id": "a", "text": "A.", "evidence": [{}]}}]}}]"#,
        evidence.collect::<Vec<_>>().join(", ")
    ))
}

/// What one rule finds in a document, one a line.
pub(crate) fn messages(rule: &str, text: &str) -> String {
    messages_with(rule, text, "", b"")
}

/// The same, with a source file.
pub(crate) fn messages_with(rule: &str, text: &str, file: &str, bytes: &[u8]) -> String {
    let document = json::read(text.as_bytes());
    assert_eq!(document.faults, [], "the form is right");
    let report = validate(&document, &Options { sources: &|path| (path == file).then(|| bytes.to_vec()), ..Options::default() });
    let lines = report.findings.iter().filter(|finding| finding.rule == rule).map(|finding| {
        let help = finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        let see: Vec<String> = finding.related.iter().map(|see| format!(" [{}: {}]", see.pointer, see.message)).collect();
        format!("{}: {}{help}{}", finding.pointer, finding.message, see.concat())
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_document_is_right() {
    let text = with("");
    assert_eq!(validate(&json::read(text.as_bytes()), &Options::default()).findings, []);
}
