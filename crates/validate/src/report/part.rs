//! The part of a report that one document makes: laid out where the document is at hand, on any thread, and printed in order later.

use std::collections::HashMap;

use super::entry::{Entry, Page};
use super::tally::SHOWN;
use super::{Layout, More, Origin, Report, Style, json, text};

/// The findings of one document, ready to be printed. Nothing is laid out, and nothing allocated, where there are none.
#[derive(Debug, Clone, Default)]
pub struct Part {
    pub(super) documents: usize,
    pub(super) findings: Vec<(Entry, String)>,
    /// What is counted beside them.
    pub(super) more: Vec<More>,
}

impl Part {
    /// The part of a document.
    pub fn new(origin: &Origin<'_>, report: &Report, layout: Layout, style: Style) -> Self {
        if report.findings.is_empty() {
            return Self { documents: 1, ..Self::default() };
        }
        let page = Page::new(origin);
        let mut part = Self { documents: 1, findings: Vec::new(), more: report.more.clone() };
        let mut told = HashMap::new();
        for finding in &report.findings {
            let count = told.entry(finding.rule).or_insert(0);
            *count += 1;
            // A text shows no more of a rule, whatever came before.
            if layout == Layout::Text && *count > SHOWN {
                part.more.push(More { rule: finding.rule, severity: finding.severity, findings: 1 });
            } else {
                part.findings.push(laid_out(page.entry(finding), Some(&page), layout, style));
            }
        }
        part
    }

    /// The same findings, as those of a file beside its documents.
    #[must_use]
    pub fn without_document(self) -> Self {
        Self { documents: 0, ..self }
    }

    /// The part of findings whose documents are gone: on a set of them. Without the text no lines are shown.
    pub fn of_entries(entries: Vec<Entry>, layout: Layout, style: Style) -> Self {
        let findings = entries.into_iter().map(|entry| laid_out(entry, None, layout, style)).collect();
        Self { documents: 0, findings, more: Vec::new() }
    }
}

fn laid_out(entry: Entry, page: Option<&Page<'_>>, layout: Layout, style: Style) -> (Entry, String) {
    let words = match layout {
        Layout::Text => text::finding(&entry, page, style),
        Layout::Json | Layout::Ndjson => json::finding(&entry),
    };
    (entry, words)
}
