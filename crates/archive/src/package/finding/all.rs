//! All that is found in a bag: counted, and kept as far as a person reads.

use super::Finding;

/// All that is found: the first so many, and how many there are.
///
/// ```
/// use statemark_archive::package::finding::{Fault, Findings};
/// let mut findings = Findings::default();
/// findings.add(Fault::Missing.of("bagit.txt"));
/// findings.add(Fault::NoneChecked.of(""));
/// assert_eq!((findings.kept().len(), findings.wrong(), findings.unknown()), (2, 1, 1));
/// ```
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<Finding>,
    wrong: u64,
    unknown: u64,
}

impl Findings {
    /// How many are kept: who made a bag to do harm could have any number.
    const KEPT: usize = 1_000;

    /// Adds one.
    pub fn add(&mut self, finding: Finding) {
        *if finding.fault.is_unknown() { &mut self.unknown } else { &mut self.wrong } += 1;
        if self.kept.len() < Self::KEPT {
            self.kept.push(finding);
        }
    }

    /// The first of them.
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// How many say that something is wrong.
    pub fn wrong(&self) -> u64 {
        self.wrong
    }

    /// How many say that something could not be found out.
    pub fn unknown(&self) -> u64 {
        self.unknown
    }

    /// Whether there is none of either kind.
    pub fn is_empty(&self) -> bool {
        self.wrong + self.unknown == 0
    }
}

impl Extend<Finding> for Findings {
    fn extend<Some: IntoIterator<Item = Finding>>(&mut self, findings: Some) {
        findings.into_iter().for_each(|finding| self.add(finding));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::finding::Fault;

    #[test]
    fn no_more_are_kept_than_a_person_reads() {
        let mut findings = Findings::default();
        findings.extend((0..5_000).map(|number| Fault::Missing.of(number.to_string())));
        assert_eq!((findings.kept().len(), findings.wrong(), findings.unknown()), (1_000, 5_000, 0));
    }
}
