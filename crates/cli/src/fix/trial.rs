//! Tries which of several fixes do no harm.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::iter;

use statemark::document::Document;
use statemark::edit::{self, Change, Edit};
use statemark::node::Node;
use statemark::pointer::Pointer;
use statemark_validate::report::Report;
use statemark_validate::rule::Category;
use statemark_validate::rules;

use super::mend::{Candidate, Mender, Round};

/// How often it is tried in a round.
const TRIALS: usize = 100;

/// A document, and what was found in it, against which fixes are held.
pub(super) struct Trial<'run> {
    mender: &'run Mender<'run>,
    document: &'run Document<'run>,
    report: &'run Report,
    before: BTreeMap<&'static str, u64>,
}

/// Why fixes are not made.
enum Harm {
    /// They would change something that they do not name.
    Other,
    /// This would be found then, which is more than before.
    Findings(Report),
}

impl<'run> Trial<'run> {
    pub(super) fn new(mender: &'run Mender<'run>, document: &'run Document<'run>, report: &'run Report) -> Self {
        Self { mender, document, report, before: counts(report, document.statement.is_none()) }
    }

    /// Makes those fixes after which the document has no new finding, and nothing is changed but what they name. Where all together do
    /// harm, those go at whose places it is; where it is elsewhere, each half is tried.
    pub(super) fn round(&self, fixes: &[Candidate<'_>]) -> Option<Round> {
        let mut left: Vec<&Candidate<'_>> = fixes.iter().collect();
        for trial in 1..TRIALS {
            if left.is_empty() {
                return None;
            }
            let harm = match self.made(&left) {
                Ok(round) => return Some(round),
                Err(harm) => harm,
            };
            let blamed = match &harm {
                Harm::Findings(report) => self.blamed(&left, report),
                Harm::Other => HashSet::new(),
            };
            if blamed.is_empty() {
                let mut halves = Halves { trial: self, taken: Vec::new(), round: None, left: TRIALS - trial };
                halves.halve(&left);
                return halves.round;
            }
            let mut place = 0..;
            left.retain(|_| place.next().is_some_and(|place| !blamed.contains(&place)));
        }
        None
    }

    /// What comes of these fixes, all at once.
    fn made(&self, fixes: &[&Candidate<'_>]) -> Result<Round, Harm> {
        let mut edits: Vec<Edit> = fixes.iter().flat_map(|candidate| candidate.edits.iter().cloned()).collect();
        edits.sort_by_key(|edit| edit.span);
        let text = edit::apply(&self.document.text, &edits).ok_or(Harm::Other)?;
        let report = {
            let after = self.mender.read(text.as_bytes());
            let changes = fixes.iter().flat_map(|candidate| &candidate.fix.changes);
            let (Some(old), Some(new)) = (self.document.node(), after.node()) else { return Err(Harm::Other) };
            if !edit::same(&changed(old, changes), new) {
                return Err(Harm::Other);
            }
            self.mender.report(&after)
        };
        if self.more_than_before(&report).is_empty() {
            Ok(Round { edits, findings: fixes.len(), text, report })
        } else {
            Err(Harm::Findings(report))
        }
    }

    /// What is found more often than before.
    fn more_than_before(&self, report: &Report) -> Vec<&'static str> {
        let mut counts = counts(report, self.document.statement.is_none());
        counts.retain(|rule, count| *count > self.before.get(rule).copied().unwrap_or(0));
        counts.into_keys().collect()
    }

    /// The places of those fixes that change something where something is found that was not, or else where that points to.
    fn blamed(&self, fixes: &[&Candidate<'_>], report: &Report) -> HashSet<usize> {
        let mut at: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, candidate) in fixes.iter().enumerate() {
            for pointer in candidate.fix.changes.iter().filter_map(pointer) {
                at.entry(pointer.as_str()).or_default().push(place);
                at.entry(above(pointer.as_str())).or_default().push(place);
            }
        }
        // What is at the root is everywhere.
        at.remove("");
        let old: HashSet<_> = self.report.findings.iter().map(|finding| (finding.rule, &finding.pointer)).collect();
        let more = self.more_than_before(report);
        let only_form = self.document.statement.is_none();
        let is_more = |rule: &'static str| key(rule, only_form).is_some_and(|key| more.contains(&key));
        let new =
            report.findings.iter().filter(|finding| is_more(finding.rule) && !old.contains(&(finding.rule, &finding.pointer)));
        let places = |pointer: &Pointer| at.get(pointer.as_str()).or_else(|| at.get(above(pointer.as_str())));
        let blamed = new.filter_map(|finding| {
            let mut pointers = iter::once(&finding.pointer).chain(finding.related.iter().map(|related| &related.pointer));
            pointers.find_map(places)
        });
        blamed.flatten().copied().collect()
    }
}

/// The pointer to what stands around.
fn above(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(above, _)| above)
}

/// What a change is about.
fn pointer(change: &Change) -> Option<&Pointer> {
    match change {
        Change::Set(pointer, _) | Change::Remove(pointer) | Change::Rename(pointer, _) | Change::Add { to: pointer, .. } => {
            Some(pointer)
        }
        Change::Layout(_) => None,
    }
}

/// Fixes that do harm together, halved until those are found that do none.
struct Halves<'trial, 'run, 'fixes> {
    trial: &'trial Trial<'run>,
    taken: Vec<&'fixes Candidate<'fixes>>,
    /// What comes of those that are taken.
    round: Option<Round>,
    left: usize,
}

impl<'fixes> Halves<'_, '_, 'fixes> {
    /// Takes what does no harm of fixes that do together with those that are taken.
    fn halve(&mut self, fixes: &[&'fixes Candidate<'fixes>]) {
        if fixes.len() > 1 {
            let (first, second) = fixes.split_at(fixes.len() / 2);
            self.take(first);
            self.take(second);
        }
    }

    fn take(&mut self, fixes: &[&'fixes Candidate<'fixes>]) {
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        let before = self.taken.len();
        self.taken.extend(fixes);
        if let Ok(round) = self.trial.made(&self.taken) {
            self.round = Some(round);
        } else {
            self.taken.truncate(before);
            self.halve(fixes);
        }
    }
}

/// Under which name the findings of a rule are counted. Of a document that is wrong in form only faults are known, and some of them are
/// told only where others are not: so they count as one.
fn key(rule: &'static str, only_form: bool) -> Option<&'static str> {
    let is_form = || rules::find(rule).is_some_and(|rule| rule.category == Category::Form);
    if only_form { is_form().then_some("") } else { Some(rule) }
}

/// How many findings there are of each rule.
fn counts(report: &Report, only_form: bool) -> BTreeMap<&'static str, u64> {
    let mut counts = BTreeMap::new();
    let kept = report.findings.iter().map(|finding| (finding.rule, 1));
    for (rule, count) in kept.chain(report.more.iter().map(|more| (more.rule, more.findings))) {
        if let Some(key) = key(rule, only_form) {
            *counts.entry(key).or_insert(0) += count;
        }
    }
    counts
}

/// The tree after these changes. What is taken out goes last, from the end on, so that it is found.
fn changed<'text, 'fix>(node: &Node<'text>, changes: impl Iterator<Item = &'fix Change>) -> Node<'text> {
    let mut node = node.clone();
    let (removals, others): (Vec<&Change>, Vec<&Change>) = changes.partition(|change| matches!(change, Change::Remove(_)));
    others.into_iter().chain(removals.into_iter().rev()).for_each(|change| edit::change(&mut node, change));
    node
}
