//! A baseline: the findings that a team knows of, so that a run speaks of new ones only. It is a file beside the data, never in them.
//!
//! A finding is known by its [`Key`], which holds no line, no position and no spelling. [`Baseline`] is the file as data. A [`sieve::Sieve`]
//! takes known findings out of the report of a document, on any thread; a [`ledger::Ledger`] adds up what it took, and tells what is mended.
//!
//! ```
//! use statemark_validate::baseline::key::{Keys, Subject};
//! use statemark_validate::baseline::ledger::Ledger;
//! use statemark_validate::baseline::sieve::{Sieve, Sighting};
//! use statemark_validate::baseline::Baseline;
//! use statemark_validate::{Options, validate};
//!
//! // Look at a document, with a sieve; give what is left, and how much is known.
//! let look = |sieve: &Sieve, text: &str| {
//!     let document = statemark::json::read(text.as_bytes());
//!     let mut report = validate(&document, &Options::default());
//!     let mut sighting = Sighting::default();
//!     let subject = Subject::of(&document, None, || "a.json".into());
//!     sieve.see(&document, &subject, &mut sighting);
//!     sieve.sift(&Keys::new(&document, subject), &mut report, &mut sighting);
//!     let mut ledger = Ledger::new(sieve);
//!     ledger.add(sighting);
//!     (report.findings.len(), ledger)
//! };
//! let all = Sieve::taking_all(Baseline::default());
//! let (left, ledger) = look(&all, r#"{"id": "rain", "titel": "On rain"}"#);
//! assert_eq!(left, 0);
//! let baseline = ledger.written(&all, "as delivered in 2024", 1);
//!
//! // The same mistakes in other lines are known; one more is not.
//! let known = Sieve::comparing(baseline);
//! assert_eq!(look(&known, "{\n\n\"titel\": \"On rain\",\n\"id\": \"rain\"}").0, 0);
//! assert_eq!(look(&known, r#"{"id": "rain", "titel": "On rain", "colour": "blue"}"#).0, 1);
//! ```

mod file;
pub mod hash;
pub mod key;
pub mod ledger;
pub mod sieve;

use serde::Serialize;

use self::key::Key;
use crate::report::Totals;

/// The JSON Schema of a baseline, as committed in `schema/baseline.schema.json`.
pub const SCHEMA: &str = include_str!("../schema/baseline.schema.json");

/// The version of the layout of baselines.
pub const VERSION: &str = "1.0";

/// The findings that are known, sorted by their keys, of which no two are the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Baseline {
    documents: u64,
    entries: Vec<Entry>,
}

/// A known finding, or several that have the same key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is known by.
    pub key: Key,
    /// How many findings of one document have this key; of all copies together, where it is a record without an id.
    pub count: u32,
    /// Why it is not mended, in the words of those who keep the data; may be empty.
    pub reason: Box<str>,
}

/// Why a file is no baseline.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct Wrong {
    /// What is wrong.
    pub message: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in bytes.
    pub column: usize,
}

impl Baseline {
    /// How many documents the run read that wrote it.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// The entries, sorted by their keys.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Where the entry with a key stands.
    fn find(&self, key: &Key) -> Option<usize> {
        self.entries.binary_search_by(|entry| entry.key.cmp(key)).ok()
    }
}

/// What a baseline came to in a run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Known {
    /// How many findings are known, which are told nowhere else.
    pub known: Counts,
    /// How many are new: all that the report adds up.
    pub new: u64,
    /// How many findings that the baseline knows are there no more.
    pub mended: u64,
    /// How many nobody looked for: their statement was not read, or their rule not checked.
    pub unseen: u64,
    /// Those that are mended, one a line, as a person reads them.
    #[serde(skip)]
    pub lines: Vec<String>,
    /// Whether those that are mended leave the baseline by this run.
    #[serde(skip)]
    pub pruned: bool,
}

/// How many findings there are of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Of severity error.
    pub errors: usize,
    /// Of severity warning.
    pub warnings: usize,
    /// Of severity information.
    pub information: usize,
}

impl From<Totals> for Counts {
    fn from(Totals { errors, warnings, information, .. }: Totals) -> Self {
        Self { errors, warnings, information }
    }
}

impl Counts {
    /// All of them.
    pub fn all(&self) -> usize {
        self.errors + self.warnings + self.information
    }
}
