//! The report as a program reads it. The names of the fields are stable.

use serde::Serialize;
use statemark::node::Span;
use statemark::place::Lines;

use super::{Report, Totals};
use crate::finding::{Finding, Severity};

/// One finding, with all that a program needs to show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The name of the rule.
    pub rule: &'static str,
    /// How bad it is: `error`, `warning` or `information`.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Location,
    /// Other places that one must see to understand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Note>,
}

/// Another place, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What stands there.
    pub message: String,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Location,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Location {
    /// The name of the file.
    pub file: String,
    /// The JSON Pointer (RFC 6901) of the value, in all spellings.
    pub pointer: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode code points.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
    /// The byte offset of the first byte, from 0, in the document as UTF-8 without byte order mark.
    pub start: usize,
    /// The byte offset after the last byte.
    pub end: usize,
}

/// The findings of one document as entries. `file` is its name, `text` what was read: [`statemark::document::Document::text`].
pub fn entries(report: &Report, file: &str, text: &str) -> Vec<Entry> {
    let lines = Lines::new(text);
    let location = |span: Span, pointer: &statemark::pointer::Pointer| {
        let (from, to) = (lines.place(span.start), lines.place(span.end.max(span.start)));
        Location {
            file: file.to_owned(),
            pointer: pointer.as_str().to_owned(),
            line: from.line,
            column: from.column,
            end_line: to.line,
            end_column: to.column,
            start: span.start,
            end: span.end,
        }
    };
    let entry = |finding: &Finding| Entry {
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message.clone(),
        help: finding.help.clone(),
        place: location(finding.span, &finding.pointer),
        related: finding
            .related
            .iter()
            .map(|related| Note { message: related.message.clone(), place: location(related.span, &related.pointer) })
            .collect(),
    };
    report.findings.iter().map(entry).collect()
}

/// The entries of one or many documents, with what they add up to, as one JSON document.
///
/// # Panics
/// Never: entries have no value that JSON cannot carry.
pub fn render(entries: &[Entry], totals: &Totals) -> String {
    #[derive(Serialize)]
    struct Document<'entries> {
        findings: &'entries [Entry],
        totals: &'entries Totals,
    }
    let mut text = serde_json::to_string_pretty(&Document { findings: entries, totals }).expect("entries are plain data");
    text.push('\n');
    text
}
