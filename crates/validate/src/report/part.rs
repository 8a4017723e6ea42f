//! The part of a report that one document makes: placed where the document is at hand, on any thread, and printed in order later.

use std::collections::HashMap;

use super::entry::{Entry, Page};
use super::tally::SHOWN;
use super::{Fixable, Layout, More, Origin, Report, Style, json, text};

/// What the reports of a run need to be given of each document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    /// How findings are laid out as text, where one of the reports is text.
    text: Option<Style>,
    /// Whether one needs all findings: a text shows the first of each rule.
    all: bool,
    /// Whether one names the documents in which nothing is found, too.
    documents: bool,
}

impl Wanted {
    /// What reports in these layouts need.
    pub fn by(reports: impl IntoIterator<Item = (Layout, Style)>) -> Self {
        let mut wanted = Self::default();
        for (layout, style) in reports {
            if layout == Layout::Text {
                let color = style.color || wanted.text.is_some_and(|text| text.color);
                wanted.text = Some(Style { color, ..style });
            }
            wanted.all |= layout != Layout::Text;
            wanted.documents |= layout == Layout::Junit;
        }
        wanted
    }

    /// Whether all findings are needed, and not only the first [`SHOWN`] of each rule.
    pub fn is_all(&self) -> bool {
        self.all
    }
}

/// The findings of one document, ready to be printed. Nothing is laid out, and nothing allocated, where there are none.
#[derive(Debug, Clone, Default)]
pub struct Part {
    pub(super) documents: usize,
    /// Each with its text, where one was wanted.
    pub(super) findings: Vec<(Entry, String)>,
    /// How many of the findings of the document can be mended.
    pub(super) fixable: Fixable,
    /// What is counted beside them.
    pub(super) more: Vec<More>,
    pub(super) subject: Option<Subject>,
}

/// A document, as a report names it that lists documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) file: String,
    pub(super) record: Option<u64>,
    pub(super) statement: Option<String>,
}

impl Part {
    /// The part of a document.
    pub fn new(origin: &Origin<'_>, report: &Report, wanted: Wanted) -> Self {
        let subject = wanted.documents.then(|| Subject {
            file: origin.file.to_owned(),
            record: origin.record,
            statement: origin.statement.map(str::to_owned),
        });
        let mut part = Self { documents: 1, subject, more: report.more.clone(), ..Self::default() };
        if report.findings.is_empty() {
            return part;
        }
        let page = Page::new(origin);
        let mut told = HashMap::new();
        for finding in &report.findings {
            let count = told.entry(finding.rule).or_insert(0);
            *count += 1;
            // A text shows no more of a rule, whatever came before.
            let style = wanted.text.filter(|_| *count <= SHOWN);
            if style.is_some() || wanted.all {
                let entry = page.entry(finding);
                if let Some(fix) = &entry.fix {
                    part.fixable.count(fix.applicability);
                }
                part.findings.push(laid_out(entry, Some(&page), style));
            } else {
                part.more.push(More { rule: finding.rule, severity: finding.severity, findings: 1 });
                if let Some(fix) = finding.fix.as_ref().filter(|fix| (origin.edits)(&fix.changes).is_some()) {
                    part.fixable.count(fix.applicability);
                }
            }
        }
        part
    }

    /// The findings, each as a line of NDJSON.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.findings.iter().map(|(entry, _)| json::finding(entry))
    }

    /// The same findings, as those of a file beside its documents.
    #[must_use]
    pub fn without_document(self) -> Self {
        Self { documents: 0, ..self }
    }

    /// The part of findings whose documents are gone: on a set of them. Without the text no lines are shown.
    pub fn of_entries(entries: Vec<Entry>, wanted: Wanted) -> Self {
        let findings = entries.into_iter().map(|entry| laid_out(entry, None, wanted.text)).collect();
        Self { findings, ..Self::default() }
    }
}

fn laid_out(entry: Entry, page: Option<&Page<'_>>, style: Option<Style>) -> (Entry, String) {
    let words = style.map_or(String::new(), |style| text::finding(&entry, page, style));
    (entry, words)
}
