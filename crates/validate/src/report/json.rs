//! The report as a program reads it: `schema/report.schema.json`. The names of the fields are stable.

use serde::Serialize;

use super::entry::Entry;
use super::tally::{OfRule, Tally};
use super::{Totals, VERSION};

/// What a report ends with: all but the findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ending {
    /// The version of the layout of reports.
    pub report: &'static str,
    /// What made it.
    pub tool: Tool,
    /// What all findings add up to, also those that are not listed.
    pub totals: Totals,
    /// The same by rule.
    pub rules: Vec<OfRule>,
    /// The files that could not be read.
    pub unread: Vec<Unread>,
    /// How many findings are not listed: the caller set a limit, or one document has more of a rule than [`crate::KEPT`].
    pub left_out: u64,
    /// Whether the run was interrupted, so that not all was read.
    pub interrupted: bool,
}

/// What made a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Its name, as it was given.
    pub file: String,
    /// Why, as the end of a sentence that begins with the name.
    pub reason: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Ending {
    /// The end of a report.
    pub fn new(tally: &Tally, unread: Vec<Unread>, interrupted: bool) -> Self {
        Self {
            report: VERSION,
            tool: Tool { name: "statemark", version: env!("CARGO_PKG_VERSION") },
            totals: *tally.totals(),
            rules: tally.rules(),
            unread,
            left_out: tally.left_out(),
            interrupted,
        }
    }
}

/// What stands before the first finding of a report that is one JSON document.
pub(super) const OPEN: &str = "{\"findings\": [";

/// What stands behind its last finding.
pub(super) fn close(ending: &Ending) -> String {
    let ending = line(ending);
    format!("],\n{}\n", &ending[1..])
}

/// A finding or an ending on one line.
pub(super) fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("a report is plain data: it has no value that JSON cannot carry")
}

/// A finding as one line of JSON, without its end.
///
/// # Panics
/// Never: a finding has no value that JSON cannot carry.
pub fn finding(entry: &Entry) -> String {
    line(entry)
}
