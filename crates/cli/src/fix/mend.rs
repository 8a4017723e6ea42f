//! Mends one statement: round by round, until nothing more is to be done.

use std::borrow::Cow;
use std::collections::HashSet;

use statemark::document::Document;
use statemark::edit::Edit;
use statemark_validate::fix::{Applicability, Fix};
use statemark_validate::report::Report;
use statemark_validate::{Options, validate};

use super::patch::Patch;
use super::room::Room;
use super::trial::Trial;
use crate::bulk::Source;

/// After so many rounds at most a text is left as it is then: each mends something, so one that is right ends long before.
const ROUNDS: usize = 10_000;

/// What became of a statement.
pub(super) struct Mended {
    /// The edits of its text, and how many findings they mend.
    pub(super) edits: Vec<Edit>,
    pub(super) findings: usize,
}

/// What a statement is mended by.
pub(super) struct Mender<'run> {
    pub(super) source: &'run Source,
    /// They are thorough: then all is mended at once that can be.
    pub(super) options: &'run Options<'run>,
    /// Takes out of a report what the team lives with: that is left as it is.
    pub(super) suppress: &'run dyn Fn(&Document<'_>, &mut Report),
    /// Whether that is made, too, which somebody must ask for.
    pub(super) on_demand: bool,
}

/// A fix with its edits.
pub(super) struct Candidate<'report> {
    pub(super) fix: &'report Fix,
    pub(super) edits: Vec<Edit>,
}

/// What came of fixes that were made at once.
pub(super) struct Round {
    pub(super) edits: Vec<Edit>,
    pub(super) findings: usize,
    /// The text after them, and what is found in it.
    pub(super) text: String,
    pub(super) report: Report,
}

impl Mender<'_> {
    /// Mends a statement; nothing where nothing is to be done, or where the text is not that of the bytes.
    pub(super) fn mend(&self, bytes: &[u8]) -> Option<Mended> {
        let first = std::str::from_utf8(bytes).ok()?;
        let (mut patch, mut findings) = (Patch::new(first.len()), 0);
        let (mut text, mut report) = (Cow::Borrowed(first), None);
        for _ in 0..ROUNDS {
            let Some(round) = self.round(&text, report.take()) else { break };
            patch.edit(&round.edits);
            findings += round.findings;
            (text, report) = (Cow::Owned(round.text), Some(round.report));
        }
        (findings > 0).then(|| Mended { edits: patch.edits(), findings })
    }

    /// Reads a statement with all that is wrong in its form.
    pub(super) fn read<'text>(&'text self, bytes: &'text [u8]) -> Document<'text> {
        self.source.read(bytes).with_all_faults()
    }

    /// What is found in a statement, but for what the team lives with.
    pub(super) fn report(&self, document: &Document<'_>) -> Report {
        let mut report = validate(document, self.options);
        (self.suppress)(document, &mut report);
        report
    }

    /// Whether a statement has something to mend, be its text that of the bytes or not.
    pub(super) fn is_broken(&self, bytes: &[u8]) -> bool {
        let document = self.read(bytes);
        !self.candidates(&document, &self.report(&document)).is_empty()
    }

    /// Makes all fixes that can be made at once in a text of which the report may be known.
    fn round(&self, text: &str, report: Option<Report>) -> Option<Round> {
        if report.as_ref().is_some_and(|report| self.fixes(report).next().is_none()) {
            return None;
        }
        let document = self.read(text.as_bytes());
        // A text in another encoding has other places.
        if document.text != text {
            return None;
        }
        let report = report.unwrap_or_else(|| self.report(&document));
        let candidates = self.candidates(&document, &report);
        Trial::new(self, &document, &report).round(&candidates)
    }

    /// The fixes that may be made.
    fn fixes<'report>(&self, report: &'report Report) -> impl Iterator<Item = &'report Fix> {
        let fixes = report.findings.iter().filter_map(|finding| finding.fix.as_ref());
        fixes.filter(|fix| self.on_demand || fix.applicability == Applicability::Safe)
    }

    /// Those of them that do not get in each other's way.
    fn candidates<'report>(&self, document: &Document<'_>, report: &'report Report) -> Vec<Candidate<'report>> {
        let Some(editor) = self.source.editor(document) else { return Vec::new() };
        let mut room = Room::default();
        let mut changes = HashSet::new();
        let mut candidates = Vec::new();
        for fix in self.fixes(report) {
            // Two findings may be mended by the same change.
            if fix.changes.iter().any(|change| changes.contains(change)) {
                continue;
            }
            let Some(edits) = editor.edits(&fix.changes) else { continue };
            if room.takes(&edits) {
                changes.extend(&fix.changes);
                candidates.push(Candidate { fix, edits });
            }
        }
        candidates
    }
}
