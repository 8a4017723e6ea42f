//! What all that was taken out of a run adds up to: how much is known, what is mended, what is written.

use std::collections::BTreeMap;

use super::key::{Key, Subject};
use super::sieve::{Judged, Sieve, Sighting, same};
use super::{Baseline, Entry, Known};
use crate::finding::Severity;
use crate::levels::Levels;
use crate::report::Totals;
use crate::rule::Check;
use crate::rules;

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
        Check::Meaning(_) | Check::Profile(_) => judged == Judged::Meaning && levels.of(rule).is_some(),
        Check::Dataset(_) => all_seen && levels.of(rule).is_some(),
        Check::Caller => false,
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
