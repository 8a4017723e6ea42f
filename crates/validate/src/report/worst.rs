//! The worst findings of a run, for layouts that tell them first and have a limit. What is kept never grows beyond it.

use super::entry::Entry;
use crate::finding::Severity;

/// So many of the worst findings, in the order of the input among those of one severity.
#[derive(Debug)]
pub(super) struct Worst {
    of_all: usize,
    of_each: usize,
    /// Those of each severity, the worst first.
    kept: [Vec<Entry>; Severity::ALL.len()],
}

impl Worst {
    /// Keeps nothing.
    pub(super) fn none() -> Self {
        Self { of_all: 0, of_each: 0, kept: Default::default() }
    }

    /// Keeps so many of all, and no more than the caller asks for.
    pub(super) fn of_all(limit: usize, most: Option<u64>) -> Self {
        Self { of_all: least(limit, most), of_each: usize::MAX, ..Self::none() }
    }

    /// Keeps so many of each severity, and no more of all than the caller asks for.
    pub(super) fn of_each(limit: usize, most: Option<u64>) -> Self {
        Self { of_all: least(usize::MAX, most), of_each: limit, ..Self::none() }
    }

    /// Keeps a finding if there is room for it, or something less bad to make room.
    pub(super) fn add(&mut self, entry: &Entry) {
        let severity = entry.severity as usize;
        if self.kept[severity].len() >= self.of_each {
            return;
        }
        if self.len() >= self.of_all {
            let Some(less) = self.kept[severity + 1..].iter_mut().rev().find(|less| !less.is_empty()) else { return };
            less.pop();
        }
        self.kept[severity].push(entry.clone());
    }

    /// How many are kept.
    pub(super) fn len(&self) -> usize {
        self.kept.iter().map(Vec::len).sum()
    }

    /// Those that are kept, the worst first.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.kept.iter().flatten()
    }
}

fn least(limit: usize, most: Option<u64>) -> usize {
    most.map_or(limit, |most| limit.min(usize::try_from(most).unwrap_or(usize::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Origin;
    use crate::report::entry::Page;
    use crate::{Options, validate};

    /// What is kept of findings of these severities, each with its number.
    fn kept(mut worst: Worst, severities: &[Severity]) -> String {
        let report = validate(&statemark::json::read(b"{"), &Options::default());
        for (number, &severity) in severities.iter().enumerate() {
            let entry = Page::new(&Origin::new("a", "{")).entry(&report.findings[0]);
            worst.add(&Entry { severity, message: number.to_string(), ..entry });
        }
        assert_eq!(worst.len(), worst.entries().count());
        worst.entries().map(|entry| format!("{:.1}{}", entry.severity, entry.message)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_worst_stay_and_those_of_one_severity_keep_their_order() {
        use Severity::{Error as E, Information as I, Warning as W};
        let all = [I, W, I, E, W, E, W];
        assert_eq!(kept(Worst::of_all(9, None), &all), "e3 e5 w1 w4 w6 i0 i2");
        assert_eq!(kept(Worst::of_all(4, None), &all), "e3 e5 w1 w4");
        assert_eq!(kept(Worst::of_all(9, Some(3)), &all), "e3 e5 w1");
        assert_eq!(kept(Worst::of_all(1, None), &all), "e3");
        assert_eq!(kept(Worst::of_each(1, None), &all), "e3 w1 i0");
        assert_eq!(kept(Worst::of_each(2, Some(3)), &all), "e3 e5 w1");
        assert_eq!(kept(Worst::none(), &all), "");
    }
}
