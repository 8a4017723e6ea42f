//! Mends one statement: round by round, until nothing more is to be done.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use statemark::document::Document;
use statemark::edit::{self, Change, Edit};
use statemark::node::Node;
use statemark_validate::fix::{Applicability, Fix};
use statemark_validate::report::Report;
use statemark_validate::rule::Category;
use statemark_validate::{Options, rules, validate};

use super::patch::Patch;
use crate::bulk::Source;

/// After so many rounds at most a text is left as it is then: each mends something, so one that is right ends long before.
const ROUNDS: usize = 10_000;

/// How often it is tried which of several fixes make something worse.
const TRIALS: usize = 100;

/// What became of a statement.
pub(super) struct Mended {
    /// The edits of its text, and how many findings they mend.
    pub(super) edits: Vec<Edit>,
    pub(super) findings: usize,
}

/// What a statement is mended by.
pub(super) struct Mender<'run> {
    pub(super) source: &'run Source,
    pub(super) options: &'run Options<'run>,
    /// Takes out of a report what the team lives with: that is left as it is.
    pub(super) suppress: &'run dyn Fn(&Document<'_>, &mut Report),
    /// Whether that is made, too, which somebody must ask for.
    pub(super) on_demand: bool,
}

/// A fix with its edits.
struct Candidate<'report> {
    fix: &'report Fix,
    edits: Vec<Edit>,
}

impl Mender<'_> {
    /// Mends a statement; nothing where nothing is to be done, or where the text is not that of the bytes.
    pub(super) fn mend(&self, bytes: &[u8]) -> Option<Mended> {
        let first = std::str::from_utf8(bytes).ok()?;
        let (mut patch, mut findings) = (Patch::new(first.len()), 0);
        let mut text = self.round(first, &mut patch, &mut findings)?;
        for _ in 1..ROUNDS {
            match self.round(&text, &mut patch, &mut findings) {
                Some(next) => text = next,
                None => break,
            }
        }
        Some(Mended { edits: patch.edits(), findings })
    }

    /// What is found in a statement, but for what the team lives with.
    fn report(&self, document: &Document<'_>) -> Report {
        let mut report = validate(document, self.options);
        (self.suppress)(document, &mut report);
        report
    }

    /// Whether a statement has something to mend, be its text that of the bytes or not.
    pub(super) fn is_broken(&self, bytes: &[u8]) -> bool {
        let document = self.source.read(bytes);
        !self.candidates(&document, &self.report(&document)).is_empty()
    }

    /// Makes all fixes that can be made at once, and gives the text after them.
    fn round(&self, text: &str, patch: &mut Patch, findings: &mut usize) -> Option<String> {
        let document = self.source.read(text.as_bytes());
        // A text in another encoding has other places.
        if document.text != text {
            return None;
        }
        let report = self.report(&document);
        let candidates = self.candidates(&document, &report);
        let judged = Judged { mender: self, document: &document, before: counts(&report, document.statement.is_none()) };
        let taken = judged.taken(&candidates, Vec::new(), &mut { TRIALS });
        if taken.is_empty() {
            return None;
        }
        let edits = edits(&taken);
        patch.edit(&edits);
        *findings += taken.len();
        edit::apply(text, &edits)
    }

    /// The fixes of a report that do not get in each other's way.
    fn candidates<'report>(&self, document: &Document<'_>, report: &'report Report) -> Vec<Candidate<'report>> {
        let fixes = report.findings.iter().filter_map(|finding| finding.fix.as_ref());
        let fixes = fixes.filter(|fix| self.on_demand || fix.applicability == Applicability::Safe);
        let editor = self.source.editor(document);
        let mut room = Room::default();
        let mut changes = HashSet::new();
        let mut candidates = Vec::new();
        for fix in fixes {
            let Some(edits) = editor.edits(&fix.changes) else { continue };
            // Two findings may be mended by the same change.
            let is_new = fix.changes.iter().all(|change| !changes.contains(&format!("{change:?}")));
            if is_new && room.takes(&edits) {
                changes.extend(fix.changes.iter().map(|change| format!("{change:?}")));
                candidates.push(Candidate { fix, edits });
            }
        }
        candidates
    }
}

/// Which bytes of a text are edited already.
#[derive(Default)]
struct Room {
    replaced: BTreeMap<usize, usize>,
    inserted: BTreeSet<usize>,
}

impl Room {
    /// Takes the place of these edits, if no other has it. Words may be put in where others are put in, or beside what is replaced.
    fn takes(&mut self, edits: &[Edit]) -> bool {
        let is_free = |edit: &Edit| {
            let (start, end) = (edit.span.start, edit.span.end);
            let before = self.replaced.range(..end.max(start + 1)).next_back();
            if start == end {
                return before.is_none_or(|(from, to)| *from == start || *to <= start);
            }
            before.is_none_or(|(_, to)| *to <= start) && self.inserted.range(start + 1..end).next().is_none()
        };
        if !edits.iter().all(is_free) {
            return false;
        }
        for edit in edits {
            if edit.span.start == edit.span.end {
                self.inserted.insert(edit.span.start);
            } else {
                self.replaced.insert(edit.span.start, edit.span.end);
            }
        }
        true
    }
}

/// All edits of some fixes, sorted.
fn edits(taken: &[&Candidate<'_>]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = taken.iter().flat_map(|candidate| candidate.edits.iter().cloned()).collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// How many findings each rule has. Of a document that is wrong in form only faults are known, and some of them are told only where
/// others are not: so they count as one.
fn counts(report: &Report, only_form: bool) -> BTreeMap<&'static str, u64> {
    let is_form = |rule: &str| rules::find(rule).is_some_and(|rule| rule.category == Category::Form);
    let mut counts = BTreeMap::new();
    let kept = report.findings.iter().map(|finding| (finding.rule, 1));
    for (rule, count) in kept.chain(report.more.iter().map(|more| (more.rule, more.findings))) {
        if !only_form {
            *counts.entry(rule).or_insert(0) += count;
        } else if is_form(rule) {
            *counts.entry("").or_insert(0) += count;
        }
    }
    counts
}

/// A document that was judged, against which fixes are held.
struct Judged<'run> {
    mender: &'run Mender<'run>,
    document: &'run Document<'run>,
    before: BTreeMap<&'static str, u64>,
}

impl Judged<'_> {
    /// Those fixes after which the document has no new finding, and nothing is changed but what they name. Where all together do harm,
    /// each half is tried.
    fn taken<'fixes, 'report>(
        &self,
        fixes: &'fixes [Candidate<'report>],
        mut taken: Vec<&'fixes Candidate<'report>>,
        trials: &mut usize,
    ) -> Vec<&'fixes Candidate<'report>> {
        if fixes.is_empty() || *trials == 0 {
            return taken;
        }
        *trials -= 1;
        let before = taken.len();
        taken.extend(fixes);
        if self.is_better(&taken) {
            return taken;
        }
        taken.truncate(before);
        if fixes.len() == 1 {
            return taken;
        }
        let (first, second) = fixes.split_at(fixes.len() / 2);
        let taken = self.taken(first, taken, trials);
        self.taken(second, taken, trials)
    }

    fn is_better(&self, fixes: &[&Candidate<'_>]) -> bool {
        let Some(text) = edit::apply(&self.document.text, &edits(fixes)) else { return false };
        let after = self.mender.source.read(text.as_bytes());
        let changes = fixes.iter().flat_map(|candidate| &candidate.fix.changes);
        let (Some(old), Some(new)) = (self.document.node(), after.node()) else { return false };
        if !edit::same(&changed(old, changes), new) {
            return false;
        }
        let report = validate(&after, self.mender.options);
        let was = |rule: &str| self.before.get(rule).copied().unwrap_or(0);
        counts(&report, self.document.statement.is_none()).iter().all(|(rule, count)| *count <= was(rule))
    }
}

/// The tree after these changes. What is taken out goes last, from the end on, so that it is found.
fn changed<'text, 'fix>(node: &Node<'text>, changes: impl Iterator<Item = &'fix Change>) -> Node<'text> {
    let mut node = node.clone();
    let (removals, others): (Vec<&Change>, Vec<&Change>) = changes.partition(|change| matches!(change, Change::Remove(_)));
    others.into_iter().chain(removals.into_iter().rev()).for_each(|change| edit::change(&mut node, change));
    node
}
