//! What a run does with a baseline: known findings are taken out of reports, and at the end it is told what is mended.

use std::borrow::Cow;
use std::collections::BTreeMap;

use statemark::document::Document;
use statemark::fault::FaultKind;

use super::key::{Key, Keys, Subject};
use super::{Baseline, Entry, Known};
use crate::finding::{Finding, Severity};
use crate::levels::Levels;
use crate::report::{More, Report, Totals};
use crate::rule::Check;
use crate::rules;

/// Takes findings out of reports: those that a baseline knows, or all, to write a baseline of them. Any number of threads may use it.
#[derive(Debug)]
pub struct Sieve {
    baseline: Baseline,
    takes_all: bool,
}

/// What a sieve took out, of one document or of several one after the other.
#[derive(Debug, Default)]
pub struct Sighting {
    /// How many findings met each entry.
    met: BTreeMap<usize, u32>,
    /// The keys of what was taken without a baseline.
    taken: BTreeMap<Key, u32>,
    known: Totals,
    /// The entries of which nobody can say whether they are mended, with their counts.
    hidden: Vec<(usize, u32)>,
    /// The entries where those of a statement or file begin that was read, and how far it was judged.
    seen: Vec<(usize, Judged)>,
    /// Whether it is of a record without an id, of which there may be copies in its file.
    of_record: bool,
}

/// How far a document was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Judged {
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
fn same(one: &Subject, other: &Subject) -> bool {
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

/// Adds up what a sieve took out, in any order.
#[derive(Debug)]
pub struct Ledger {
    met: Vec<u32>,
    taken: BTreeMap<Key, u32>,
    known: Totals,
    seen: Vec<Judged>,
    /// The counts of the entries.
    counts: Vec<u32>,
}

impl Ledger {
    /// A ledger for a sieve.
    pub fn new(sieve: &Sieve) -> Self {
        let entries = if sieve.takes_all { &[][..] } else { &sieve.baseline.entries };
        let (met, seen) = (vec![0; entries.len()], vec![Judged::No; entries.len()]);
        let counts = entries.iter().map(|entry| entry.count).collect();
        Self { met, taken: BTreeMap::new(), known: Totals::default(), seen, counts }
    }

    /// Adds what was taken out of a document. One that is there in several spellings has its findings once in a baseline; records without
    /// an id are counted. Refuses a copy of such a record that is one too many: then nothing of it is known.
    pub fn add(&mut self, sighting: Sighting) -> bool {
        let together = |one: u32, other: u32| if sighting.of_record { one.saturating_add(other) } else { one.max(other) };
        if sighting.met.iter().any(|(index, count)| together(self.met[*index], *count) > self.counts[*index]) {
            return false;
        }
        self.known += sighting.known;
        for (index, judged) in sighting.seen {
            self.seen[index] = self.seen[index].max(judged);
        }
        for (index, count) in sighting.met {
            self.met[index] = together(self.met[index], count);
        }
        for (index, count) in sighting.hidden {
            self.met[index] = self.met[index].max(count);
        }
        for (key, count) in sighting.taken {
            let most = self.taken.entry(key).or_default();
            *most = together(*most, count);
        }
        true
    }

    /// How many findings were taken out.
    pub fn taken_out(&self) -> &Totals {
        &self.known
    }

    /// What the baseline came to, where this is the sum of what is new.
    pub fn known(&self, sieve: &Sieve, levels: &Levels, totals: &Totals) -> Known {
        let new = totals.at_least(Severity::Information) as u64;
        let mut known = Known { known: self.known.into(), new, ..Known::default() };
        self.each(sieve, levels, totals, |entry, met, is_seen| {
            let gone = entry.count - met;
            if gone > 0 && is_seen {
                known.mended += u64::from(gone);
                known.lines.push(line(&entry.key, gone));
            } else {
                known.unseen += u64::from(gone);
            }
        });
        known
    }

    /// What stays of the baseline without what is mended.
    pub fn pruned(&self, sieve: &Sieve, levels: &Levels, totals: &Totals) -> Baseline {
        let mut entries = Vec::new();
        self.each(sieve, levels, totals, |entry, met, is_seen| {
            let count = if is_seen { met } else { entry.count };
            entries.extend((count > 0).then(|| Entry { count, ..entry.clone() }));
        });
        Baseline { documents: sieve.baseline.documents, entries }
    }

    /// Goes through the entries, each with how many findings met it, and whether these were looked for.
    fn each<'sieve>(
        &self,
        sieve: &'sieve Sieve,
        levels: &Levels,
        totals: &Totals,
        mut then: impl FnMut(&'sieve Entry, u32, bool),
    ) {
        let all_seen = self.saw_the_set(sieve, totals.documents as u64);
        for (group, judged) in self.groups(sieve) {
            for (entry, met) in group.iter().zip(&self.met[offset(sieve, group)..]) {
                then(entry, *met, looks(&entry.key.rule, levels, judged, all_seen));
            }
        }
    }

    /// Whether a run over so many documents saw the set again that the baseline was written of: each statement that it names, and as many
    /// as then, but for one for each finding that is gone.
    fn saw_the_set(&self, sieve: &Sieve, documents: u64) -> bool {
        let is_of_set = |rule| rules::find(rule).is_some_and(|rule| matches!(rule.check, Check::Dataset(_)));
        let entries = sieve.baseline.entries.iter().zip(&self.met).filter(|(entry, _)| is_of_set(&entry.key.rule));
        let gone: u64 = entries.map(|(entry, met)| u64::from(entry.count - met)).sum();
        let is_seen = |(group, judged): (&[Entry], Judged)| {
            judged == Judged::Meaning || matches!(group[0].key.subject, Subject::File { .. })
        };
        documents + gone >= sieve.baseline.documents && self.groups(sieve).all(is_seen)
    }

    /// The entries of each statement or file, and how far that was judged.
    fn groups<'sieve>(&self, sieve: &'sieve Sieve) -> impl Iterator<Item = (&'sieve [Entry], Judged)> {
        let entries = if sieve.takes_all { &[][..] } else { &sieve.baseline.entries };
        let groups = entries.chunk_by(|one, other| same(&one.key.subject, &other.key.subject));
        groups.map(move |group| (group, self.seen[offset(sieve, group)]))
    }

    /// The baseline of all that was taken out of so many documents; each entry keeps its old reason, and a fresh one has this.
    pub fn written(self, sieve: &Sieve, reason: &str, documents: u64) -> Baseline {
        let entry = |(key, count)| {
            let old = sieve.baseline.find(&key).map(|index| &sieve.baseline.entries[index].reason);
            let reason = old.filter(|old| !old.is_empty()).map_or_else(|| reason.into(), Clone::clone);
            Entry { key, count, reason }
        };
        Baseline { documents, entries: self.taken.into_iter().map(entry).collect() }
    }
}

/// Where a group of entries begins.
fn offset(sieve: &Sieve, group: &[Entry]) -> usize {
    group.first().map_or(0, |entry| sieve.baseline.find(&entry.key).unwrap_or(0))
}

/// Whether the findings of a rule were looked for in a document that was judged so far. What a set lacks, only all of it tells.
fn looks(rule: &str, levels: &Levels, judged: Judged, all_seen: bool) -> bool {
    let Some(rule) = rules::find(rule) else { return false };
    match rule.check {
        Check::Form => judged >= Judged::Form,
        Check::Meaning(_) => judged == Judged::Meaning && levels.of(rule).is_some(),
        Check::Dataset(_) => all_seen && levels.of(rule).is_some(),
    }
}

/// A mended finding as a person reads it.
fn line(key: &Key, count: u32) -> String {
    let about = match &key.subject {
        Subject::Statement(name) | Subject::File { path: name, .. } => name,
    };
    let at = key.at.as_deref().filter(|at| !at.is_empty()).map_or(String::new(), |at| format!(" at {at}"));
    let times = if count > 1 { format!(", {count} times") } else { String::new() };
    format!("mended[{}]: {about}{at}{times}", key.rule)
}
