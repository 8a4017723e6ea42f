//! What a run does with a baseline: known findings are taken out of reports.

use std::borrow::Cow;
use std::collections::BTreeMap;

use statemark::document::Document;
use statemark::fault::FaultKind;

use super::key::{Key, Keys, Subject};
use super::{Baseline, Entry};
use crate::finding::Finding;
use crate::report::{More, Report, Totals};

/// Takes findings out of reports: those that a baseline knows, or all, to write a baseline of them. Any number of threads may use it.
#[derive(Debug)]
pub struct Sieve {
    pub(super) baseline: Baseline,
    pub(super) takes_all: bool,
}

/// What a sieve took out, of one document or of several one after the other.
#[derive(Debug, Default)]
pub struct Sighting {
    /// How many findings met each entry.
    pub(super) met: BTreeMap<usize, u32>,
    /// The keys of what was taken without a baseline.
    pub(super) taken: BTreeMap<Key, u32>,
    pub(super) known: Totals,
    /// The entries of which nobody can say whether they are mended, with their counts.
    pub(super) hidden: Vec<(usize, u32)>,
    /// The entries where those of a statement or file begin that was read, and how far it was judged.
    pub(super) seen: Vec<(usize, Judged)>,
    /// Whether it is of a record without an id, of which there may be copies in its file.
    pub(super) of_record: bool,
}

/// How far a document was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Judged {
    /// Not at all, or not to its end: more faults may be there than were told.
    #[default]
    No,
    /// Its form was.
    Form,
    /// Its form, and its meaning.
    Meaning,
}

impl Sighting {
    /// Whether there is nothing to add up.
    pub fn is_empty(&self) -> bool {
        self.met.is_empty() && self.taken.is_empty() && self.seen.is_empty()
    }

    /// Whether a baseline may turn out to know less: it counts copies of a record without an id, and this is the place of one.
    pub fn may_be_refused(&self) -> bool {
        self.of_record && !self.met.is_empty()
    }
}

impl Sieve {
    /// A sieve that takes what a baseline knows.
    pub fn comparing(baseline: Baseline) -> Self {
        Self { baseline, takes_all: false }
    }

    /// A sieve that takes everything, to write a baseline; reasons are those of an old one.
    pub fn taking_all(old: Baseline) -> Self {
        Self { baseline: old, takes_all: true }
    }

    /// Whether any finding is known by its file.
    pub fn has_files(&self) -> bool {
        // They stand behind those of statements.
        matches!(self.baseline.entries.last(), Some(Entry { key: Key { subject: Subject::File { .. }, .. }, .. }))
            && !self.takes_all
    }

    /// Notes that a document was read, also one in which nothing is found: what is known of it may be mended.
    pub fn see(&self, document: &Document<'_>, subject: &Subject, sighting: &mut Sighting) {
        if let Some(index) = self.first_of(subject).filter(|_| !self.takes_all) {
            sighting.seen.push((index, judged(document)));
        }
    }

    /// Takes out of a report what is known. Of equal findings so many are known as the baseline counts, in each sighting.
    pub fn sift(&self, keys: &Keys<'_>, report: &mut Report, sighting: &mut Sighting) {
        sighting.of_record = keys.is_of_record();
        let (mut taken, mut left) = (Vec::new(), Vec::new());
        for finding in report.findings.drain(..) {
            let is_known = self.takes(keys, &finding, sighting);
            if is_known {
                sighting.known.count(finding.severity, 1);
            }
            if is_known { &mut taken } else { &mut left }.push(finding);
        }
        report.findings = left;
        report.more.retain_mut(|more| {
            more.findings = self.beyond(keys, more, sighting);
            // Something is new, and none is left to show it: of those that are alike in all but the place, one is.
            if more.findings > 0
                && !report.findings.iter().any(|finding| finding.rule == more.rule)
                && let Some(index) = taken.iter().position(|finding| finding.rule == more.rule)
            {
                report.findings.push(taken.swap_remove(index));
                more.findings -= 1;
            }
            more.findings > 0
        });
    }

    /// Takes what is known of findings that were counted and not kept; says how many are left.
    fn beyond(&self, keys: &Keys<'_>, more: &More, sighting: &mut Sighting) -> u64 {
        let key = keys.beyond(more.rule);
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        let known = if self.takes_all {
            *sighting.taken.entry(key).or_default() += small(more.findings);
            more.findings
        } else {
            // Nobody can say which of the rule are there no more.
            let of_rule = |entry: &Entry| (&entry.key.subject, &entry.key.rule).cmp(&(&key.subject, &key.rule));
            let first = self.baseline.entries.partition_point(|entry| of_rule(entry).is_lt());
            let entries = self.baseline.entries[first..].iter().take_while(|entry| of_rule(entry).is_eq());
            sighting.hidden.extend(entries.zip(first..).map(|(entry, index)| (index, entry.count)));
            self.baseline.find(&key).map_or(0, |index| {
                let met = sighting.met.entry(index).or_default();
                let taken = small(more.findings).min(self.baseline.entries[index].count - *met);
                *met += taken;
                u64::from(taken)
            })
        };
        sighting.known.count(more.severity, known);
        more.findings - known
    }

    fn takes(&self, keys: &Keys<'_>, finding: &Finding, sighting: &mut Sighting) -> bool {
        let key = keys.key(finding);
        if self.takes_all {
            *sighting.taken.entry(key).or_default() += 1;
            return true;
        }
        let of_file = |file: &Subject| Key { subject: file.clone(), ..key.clone() };
        self.meets(&key, sighting)
            || keys.file.as_ref().is_some_and(|file| self.meets(&of_file(file), sighting))
            // Once others are mended, one that was only counted is kept.
            || self.meets(&keys.beyond(finding.rule), sighting)
    }

    /// Whether the baseline knows one more finding of a key.
    fn meets(&self, key: &Key, sighting: &mut Sighting) -> bool {
        let Some(index) = self.baseline.find(key) else { return false };
        let met = sighting.met.entry(index).or_default();
        let is_known = *met < self.baseline.entries[index].count;
        *met += u32::from(is_known);
        is_known
    }

    /// The first entry of a statement, or of a file whatever the record.
    fn first_of(&self, subject: &Subject) -> Option<usize> {
        let first = match subject {
            Subject::Statement(_) => Cow::Borrowed(subject),
            Subject::File { path, .. } => Cow::Owned(Subject::File { path: path.clone(), record: None }),
        };
        let index = self.baseline.entries.partition_point(|entry| entry.key.subject < *first);
        self.baseline.entries.get(index).filter(|entry| same(&entry.key.subject, subject)).map(|_| index)
    }
}

/// Whether two findings are about the same statement or file.
pub(super) fn same(one: &Subject, other: &Subject) -> bool {
    match (one, other) {
        (Subject::File { path: one, .. }, Subject::File { path: other, .. }) => one == other,
        _ => one == other,
    }
}

/// Behind some faults there may be others that nobody could see.
fn judged(document: &Document<'_>) -> Judged {
    use FaultKind::{Encoding, Limit, Syntax, Version};
    let hides = |kind| matches!(kind, Encoding | Limit | Syntax | Version);
    match &document.statement {
        Some(_) => Judged::Meaning,
        None if document.faults.iter().any(|fault| hides(fault.kind)) => Judged::No,
        None => Judged::Form,
    }
}
