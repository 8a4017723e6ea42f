//! What the findings of any number of documents add up to. It grows with the number of rules, never with that of findings.

use std::collections::BTreeMap;

use serde::Serialize;

use super::entry::Entry;
use super::{More, Totals};
use crate::finding::Severity;

/// How many findings of one rule a text shows in full; the others are counted.
pub const SHOWN: u64 = 20;

/// Counts findings as they come, document by document, and says which of them are to be shown.
#[derive(Debug, Clone)]
pub struct Tally {
    totals: Totals,
    rules: BTreeMap<&'static str, Count>,
    /// How many findings of each rule are shown.
    of_each_rule: u64,
    /// How many are shown at all.
    of_all: u64,
    shown: u64,
    /// The file of the last finding, and how many files had one before it.
    file: String,
    files: u64,
}

#[derive(Debug, Clone)]
struct Count {
    severity: Severity,
    all: Sum,
    /// Those that are not shown.
    more: Sum,
}

impl Count {
    fn new(severity: Severity) -> Self {
        Self { severity, all: Sum::default(), more: Sum::default() }
    }
}

/// How many findings there are in how many files.
#[derive(Debug, Clone, Default)]
struct Sum {
    findings: u64,
    files: u64,
    /// The file that was counted last.
    last: u64,
}

impl Sum {
    fn count(&mut self, file: u64, findings: u64) {
        self.findings += findings;
        if self.last != file {
            self.files += 1;
            self.last = file;
        }
    }
}

/// The findings of one rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfRule {
    /// The name of the rule.
    pub rule: &'static str,
    /// How bad they are.
    pub severity: Severity,
    /// How many there are.
    pub findings: u64,
    /// In how many files.
    pub files: u64,
}

impl Tally {
    /// A tally that shows so many findings of each rule, and so many of all; nothing sets no limit.
    pub fn new(of_each_rule: Option<u64>, of_all: Option<u64>) -> Self {
        Self {
            totals: Totals::default(),
            rules: BTreeMap::new(),
            of_each_rule: of_each_rule.unwrap_or(u64::MAX),
            of_all: of_all.unwrap_or(u64::MAX),
            shown: 0,
            file: String::new(),
            files: 0,
        }
    }

    /// Counts documents that were read.
    pub fn documents(&mut self, count: usize) {
        self.totals.documents += count;
    }

    /// Counts a finding, and says whether it is to be shown. The findings of one rule come file by file.
    pub fn finding(&mut self, entry: &Entry) -> bool {
        if self.files == 0 || self.file != entry.place.file {
            self.file.clone_from(&entry.place.file);
            self.files += 1;
        }
        self.totals.count(entry.severity, 1);
        let count = self.rules.entry(entry.rule).or_insert_with(|| Count::new(entry.severity));
        let is_shown = self.shown < self.of_all && count.all.findings < self.of_each_rule;
        count.all.count(self.files, 1);
        if is_shown {
            self.shown += 1;
        } else {
            count.more.count(self.files, 1);
        }
        is_shown
    }

    /// Counts findings that were not kept, of the document whose other findings were counted last.
    pub fn more_of_document(&mut self, more: &More) {
        self.totals.count(more.severity, more.findings);
        let count = self.rules.entry(more.rule).or_insert_with(|| Count::new(more.severity));
        count.all.count(self.files, more.findings);
        count.more.count(self.files, more.findings);
    }

    /// How many findings there are.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// The findings of each rule that has any, sorted by its name.
    pub fn rules(&self) -> Vec<OfRule> {
        self.rules.iter().map(|(rule, count)| of_rule(rule, count.severity, &count.all)).collect()
    }

    /// Those that were not shown: the worst first, then the most.
    pub fn more(&self) -> Vec<OfRule> {
        let rules = self.rules.iter().filter(|(_, count)| count.more.findings > 0);
        let mut more: Vec<OfRule> = rules.map(|(rule, count)| of_rule(rule, count.severity, &count.more)).collect();
        more.sort_by_key(|of| (of.severity, std::cmp::Reverse(of.findings)));
        more
    }

    /// How many findings were not shown.
    pub fn left_out(&self) -> u64 {
        self.rules.values().map(|count| count.more.findings).sum()
    }
}

fn of_rule(rule: &'static str, severity: Severity, sum: &Sum) -> OfRule {
    OfRule { rule, severity, findings: sum.findings, files: sum.files }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Origin;
    use crate::report::entry::Page;
    use crate::{Options, validate};

    /// The finding of a document in which one thing is wrong.
    fn entry(file: &str, text: &str) -> Entry {
        let report = validate(&statemark::json::read(text.as_bytes()), &Options::default());
        Page::new(&Origin::new(file, text)).entry(&report.findings[0])
    }

    #[test]
    fn what_is_not_shown_is_counted_exactly() {
        let (syntax, version) = ("{", "{\"statemark\": \"1.9\"}");
        let mut tally = Tally::new(Some(2), Some(4));
        let mut show = |file: &str, text: &str| tally.finding(&entry(file, text));
        assert_eq!([show("a", syntax), show("a", syntax), show("a", syntax)], [true, true, false]);
        assert_eq!([show("b", syntax), show("b", version), show("c", version)], [false, true, true]);
        assert_eq!([show("c", syntax), show("d", "[]"), show("d", version)], [false, false, false]);
        let lines = |of: Vec<OfRule>| of.iter().map(|of| format!("{} {} {}", of.findings, of.rule, of.files)).collect::<Vec<_>>();
        assert_eq!(lines(tally.rules()), ["5 syntax 3", "3 version 3", "1 wrong-type 1"]);
        assert_eq!(lines(tally.more()), ["3 syntax 3", "1 version 1", "1 wrong-type 1"]);
        assert_eq!((tally.left_out(), tally.totals().errors), (5, 9));
    }
}
