//! Reports: what the validator found in one document, as data; one file an output.

mod excerpt;
pub mod json;
pub mod text;

use std::ops::AddAssign;

use serde::Serialize;

use crate::finding::{Finding, Severity};

/// What the validator found in one document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The findings, in the order of the text.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether there is no finding of severity error.
    pub fn is_valid(&self) -> bool {
        self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }

    /// How many findings of each severity there are.
    pub fn totals(&self) -> Totals {
        let count = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        Totals {
            documents: 1,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            information: count(Severity::Information),
        }
    }
}

/// How many findings there are in how many documents. Those of several documents add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Totals {
    /// How many documents were read.
    pub documents: usize,
    /// How many findings say that a document is wrong.
    pub errors: usize,
    /// How many say that it is most likely wrong.
    pub warnings: usize,
    /// How many say something else.
    pub information: usize,
}

impl AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.information += other.information;
    }
}
