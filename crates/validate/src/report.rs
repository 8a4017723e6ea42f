//! Reports: what the validator found, as data, and as a person or a program reads it.
//!
//! [`Report`] is what was found in one document. To print it, say where the document comes from ([`Origin`]), make a [`part::Part`] of both,
//! and give the parts to a [`stream::Stream`], one document after the other; or to several, each with a layout of its own.

pub mod entry;
pub mod json;
pub mod part;
pub mod stream;
pub mod tally;

// A file a layout, beside `json`.
pub mod github;
mod gitlab;
mod junit;
mod sarif;
pub mod text;

// What layouts have in common.
mod colors;
pub(crate) mod excerpt;
mod files;
mod fingerprint;
mod worst;

use std::ops::AddAssign;

use serde::{Serialize, Serializer};
use statemark::edit::{Change, Edit};
use statemark::node::Span;
use statemark::pointer::Pointer;

use crate::finding::{Finding, Severity};
use crate::fix::Applicability;

/// The JSON Schema of a report, as committed in `schema/report.schema.json`.
pub const SCHEMA: &str = include_str!("../schema/report.schema.json");

/// The version of the layout of reports. Fields may be added within a version, none changes its meaning or goes away.
pub const VERSION: &str = "1.0";

/// What the validator found in one document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The findings, in the order of the text: of each rule the first [`crate::KEPT`] that it met.
    pub findings: Vec<Finding>,
    /// How many more there are of rules that have more than that.
    pub more: Vec<More>,
}

/// Findings of one rule that are counted and not kept, because there are too many in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct More {
    /// The name of the rule.
    pub rule: &'static str,
    /// How bad they are.
    pub severity: Severity,
    /// How many there are beside those that are kept.
    pub findings: u64,
}

impl Report {
    /// Whether there is no finding of severity error.
    pub fn is_valid(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// How many findings of each severity there are.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals { documents: 1, ..Totals::default() };
        self.findings.iter().for_each(|finding| totals.count(finding.severity, 1));
        self.more.iter().for_each(|more| totals.count(more.severity, more.findings));
        totals
    }
}

/// How many findings there are in how many documents. Those of several documents add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Totals {
    /// How many documents were read.
    pub documents: usize,
    /// How many findings say that a document is wrong.
    pub errors: usize,
    /// How many say that it is most likely wrong.
    pub warnings: usize,
    /// How many say something else.
    pub information: usize,
}

impl Totals {
    /// Counts findings of one severity.
    pub fn count(&mut self, severity: Severity, findings: u64) {
        let findings = usize::try_from(findings).unwrap_or(usize::MAX);
        match severity {
            Severity::Error => self.errors += findings,
            Severity::Warning => self.warnings += findings,
            Severity::Information => self.information += findings,
        }
    }

    /// Whether there was no document, nor anything in place of one that is wrong.
    pub fn is_nothing(&self) -> bool {
        self.documents + self.at_least(Severity::Information) == 0
    }

    /// How many findings there are of this severity, or of a worse one.
    pub fn at_least(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Information => self.errors + self.warnings + self.information,
        }
    }
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.information += other.information;
    }
}

/// How many findings can be mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Fixable {
    /// Unseen.
    pub safe: u64,
    /// If somebody asks for it.
    pub on_demand: u64,
}

impl Fixable {
    /// Counts one finding.
    pub fn count(&mut self, applicability: Applicability) {
        match applicability {
            Applicability::Safe => self.safe += 1,
            Applicability::OnDemand => self.on_demand += 1,
        }
    }
}

impl AddAssign for Fixable {
    fn add_assign(&mut self, other: Self) {
        self.safe += other.safe;
        self.on_demand += other.on_demand;
    }
}

/// How a report is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Layout {
    /// For a person: each finding with its line. What repeats thousands of times is counted instead.
    #[default]
    Text,
    /// One JSON document.
    Json,
    /// One finding a line, and a last line with the totals.
    Ndjson,
    /// SARIF 2.1.0, for code scanning: the worst findings.
    Sarif,
    /// Workflow commands, from which GitHub makes annotations: the worst findings.
    Github,
    /// Code Quality of GitLab: the worst findings.
    Gitlab,
    /// JUnit XML: each document, and all findings that make one fail.
    Junit,
}

/// What the caller chooses of a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Whether to colour a text, for a terminal.
    pub color: bool,
    /// Whether a text says of each finding why it is bad.
    pub why: bool,
    /// The least severity that makes a document fail, in JUnit.
    pub fails: Severity,
}

/// Where a document comes from, so that its findings can be placed. Of a file that is one document, only `file` and `text` are needed.
#[derive(Clone, Copy)]
pub struct Origin<'document> {
    /// The name of the file.
    pub file: &'document str,
    /// What was read: [`statemark::document::Document::text`].
    pub text: &'document str,
    /// Which record of its file the document is, from 1, where the file holds several.
    pub record: Option<u64>,
    /// The id of the statement, where it is known.
    pub statement: Option<&'document str>,
    /// What stands in the file before the text.
    pub before: Before,
    /// What the spelling calls a place.
    pub path: &'document dyn Fn(&Pointer, Span) -> Option<Path>,
    /// What edits of the text make changes, where the spelling knows that.
    pub edits: &'document dyn Fn(&[Change]) -> Option<Vec<Edit>>,
}

impl<'document> Origin<'document> {
    /// A file that is one document, and whose spelling has no names for places but JSON Pointers.
    pub fn new(file: &'document str, text: &'document str) -> Self {
        Self { file, text, record: None, statement: None, before: Before::default(), path: &|_, _| None, edits: &|_| None }
    }
}

/// What stands in a file before a record of it: all places of the record are counted on from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Before {
    /// How many lines end before it.
    pub lines: u64,
    /// How many code points stand before it in its first line.
    pub columns: u64,
    /// How many bytes stand before it.
    pub bytes: u64,
}

/// What a spelling calls a place, for those who look at it in an editor of that spelling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Path {
    /// In XML: an `XPath` 1.0 whose prefix `s` stands for the namespace of Statemark.
    #[serde(rename = "xpath")]
    XPath(String),
    /// In Markdown: the headings, the clause and the attribute, the outermost first.
    Headings(String),
}

impl Path {
    /// The path as text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::XPath(path) | Self::Headings(path) => path,
        }
    }
}

impl Serialize for crate::rule::Category {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
