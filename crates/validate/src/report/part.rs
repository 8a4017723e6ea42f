//! The part of a report that one document makes: laid out where the document is at hand, on any thread, and printed in order later.

use super::entry::{Entry, Page};
use super::{Layout, Origin, Report, Style, json, text};

/// The findings of one document, ready to be printed. Nothing is laid out, and nothing allocated, where there are none.
#[derive(Debug, Clone, Default)]
pub struct Part {
    pub(super) documents: usize,
    pub(super) findings: Vec<(Entry, String)>,
}

impl Part {
    /// The part of a document.
    pub fn new(origin: &Origin<'_>, report: &Report, layout: Layout, style: Style) -> Self {
        if report.findings.is_empty() {
            return Self { documents: 1, findings: Vec::new() };
        }
        let page = Page::new(origin);
        let laid_out = |finding| laid_out(page.entry(finding), Some(&page), layout, style);
        Self { documents: 1, findings: report.findings.iter().map(laid_out).collect() }
    }

    /// The findings, each as it stands in the report.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.findings.iter().map(|(_, words)| words.as_str())
    }

    /// The same findings, as those of a file beside its documents.
    #[must_use]
    pub fn without_document(self) -> Self {
        Self { documents: 0, ..self }
    }

    /// The part of findings whose documents are gone: on a set of them. Without the text no lines are shown.
    pub fn of_entries(entries: Vec<Entry>, layout: Layout, style: Style) -> Self {
        Self { documents: 0, findings: entries.into_iter().map(|entry| laid_out(entry, None, layout, style)).collect() }
    }
}

fn laid_out(entry: Entry, page: Option<&Page<'_>>, layout: Layout, style: Style) -> (Entry, String) {
    let words = match layout {
        Layout::Text => text::finding(&entry, page, style),
        Layout::Json | Layout::Ndjson => json::finding(&entry),
    };
    (entry, words)
}
