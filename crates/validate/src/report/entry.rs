//! One finding with all that a program needs to show it, and nothing borrowed: the document may be gone.

use serde::Serialize;
use statemark::node::Span;
use statemark::place::{Lines, Place};
use statemark::pointer::Pointer;

use super::{Origin, Path};
use crate::finding::{Finding, Related, Severity};
use crate::rule::Category;
use crate::rules;

/// One finding. As JSON it is `finding` of the report's schema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The name of the rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What the rule is about.
    pub category: Category,
    /// What is wrong.
    pub message: String,
    /// Why the rule matters.
    pub why: &'static str,
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
    /// Which record of the file it is in, from 1, where the file holds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
    /// The id of the statement, where it could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// The JSON Pointer (RFC 6901) of the value in its statement, in all spellings.
    pub pointer: String,
    /// What the spelling calls the place.
    #[serde(flatten)]
    pub path: Option<Path>,
    /// The line, from 1.
    pub line: u64,
    /// The column, from 1, in Unicode code points.
    pub column: u64,
    /// The line of the end.
    pub end_line: u64,
    /// The column after the last character.
    pub end_column: u64,
    /// The byte offset of the first byte, from 0, in the file as UTF-8 without byte order mark.
    pub start: u64,
    /// The byte offset after the last byte.
    pub end: u64,
}

/// A document whose findings are placed. Making one reads the text once: make it only where there is a finding.
pub struct Page<'document> {
    pub(super) origin: &'document Origin<'document>,
    pub(super) lines: Lines<'document>,
}

impl<'document> Page<'document> {
    /// Finds the lines of a document.
    pub fn new(origin: &'document Origin<'document>) -> Self {
        Self { origin, lines: Lines::new(origin.text) }
    }

    /// A finding with its places.
    ///
    /// ```
    /// use statemark_validate::report::{Before, Origin, entry::Page};
    /// use statemark_validate::{Options, validate};
    ///
    /// let document = statemark::json::read(b"{}");
    /// let report = validate(&document, &Options::default());
    /// // The third line of a file with a statement a line.
    /// let before = Before { lines: 2, columns: 0, bytes: 6000 };
    /// let origin = Origin { record: Some(3), before, ..Origin::new("set.ndjson", &document.text) };
    /// let entry = Page::new(&origin).entry(&report.findings[0]);
    /// assert_eq!((entry.place.line, entry.place.column, entry.place.start), (3, 1, 6000));
    /// ```
    pub fn entry(&self, finding: &Finding) -> Entry {
        let rule = rules::find(finding.rule);
        Entry {
            rule: finding.rule,
            severity: finding.severity,
            category: rule.map_or(Category::Form, |rule| rule.category),
            message: finding.message.clone(),
            why: rule.map_or("", |rule| rule.why),
            help: finding.help.clone(),
            place: self.location(finding.span, &finding.pointer),
            related: finding.related.iter().map(|related| self.note(related)).collect(),
        }
    }

    fn note(&self, related: &Related) -> Note {
        let place = related.elsewhere.as_deref().cloned();
        Note { message: related.message.clone(), place: place.unwrap_or_else(|| self.location(related.span, &related.pointer)) }
    }

    /// The place of a value of the document.
    pub fn location(&self, span: Span, pointer: &Pointer) -> Location {
        let Origin { file, record, statement, before, path, .. } = *self.origin;
        let (line, column) = self.place(span.start);
        let (end_line, end_column) = self.place(span.end.max(span.start));
        Location {
            file: file.to_owned(),
            record,
            statement: statement.map(str::to_owned),
            pointer: pointer.as_str().to_owned(),
            path: path(pointer, span),
            line,
            column,
            end_line,
            end_column,
            start: before.bytes + span.start as u64,
            end: before.bytes + span.end as u64,
        }
    }

    /// Line and column in the file.
    fn place(&self, offset: usize) -> (u64, u64) {
        let (Place { line, column }, before) = (self.lines.place(offset), self.origin.before);
        let columns = if line == 1 { before.columns } else { 0 };
        (before.lines + line as u64, columns + column as u64)
    }
}
