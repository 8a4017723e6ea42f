//! The validator of Statemark: a document in, a report out, with every finding in its place. Bad data is a finding, never an error.
//!
//! Form comes first: what the readers of `statemark` and `statemark-convert` found wrong. A document whose form is right is then read
//! by the rules of meaning, one a file in [`rules`].
//!
//! ```
//! use statemark_validate::{Options, report, validate};
//!
//! let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
//!     "issuers": ["y"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
//!     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]}"#;
//! let document = statemark::json::read(text.as_bytes());
//! let found = validate(&document, &Options::default());
//! assert_eq!(found.findings[0].rule, "unknown-reference");
//! assert!(report::text::render(&found, "a.json", text).starts_with("error[unknown-reference]: no entity"));
//! ```

// What comes out.
pub mod finding;
pub mod fix;
pub mod report;

// What is known already.
pub mod baseline;

// What is looked for.
pub mod dataset;
pub mod form;
pub mod levels;
pub mod profile;
pub mod rule;
pub mod rules;

// What the rules look at.
mod codes;
mod context;
mod cycles;
mod days;
mod identifiers;
mod index;
mod invisible;
mod lookalike;
mod markup;
mod mojibake;
mod names;
mod numbers;
mod occurrences;
mod offsets;
mod outline;
mod places;
mod quotes;
mod references;
mod remarks;
mod suspicious;
mod twice;
mod typography;
mod uri;
mod walk;
mod words;

#[cfg(test)]
mod testing;

use statemark::date::Date;
use statemark::document::Document;
use statemark::web::RelativePath;

use crate::context::Context;
use crate::finding::Finding;
use crate::levels::Levels;
use crate::places::Places;
use crate::profile::Profile;
pub use crate::remarks::KEPT;
use crate::report::{More, Report};
use crate::rule::Check;

/// What the caller decides.
#[derive(Clone, Copy)]
pub struct Options<'caller> {
    /// Gives the bytes of a source's `file`, or nothing where there is no such file.
    pub sources: &'caller dyn Fn(&RelativePath) -> Option<Vec<u8>>,
    /// Why the bytes of a source's `file` are not given, where that is not because there is no such file: as the end of a sentence that
    /// begins with its name.
    pub refused: &'caller dyn Fn(&RelativePath) -> Option<String>,
    /// The day that counts as today: a later date lies in the future. Without it, that of the latest event of a statement's provenance.
    pub as_of: Option<&'caller Date>,
    /// How bad the findings of each rule are.
    pub levels: &'caller Levels,
    /// What a team asks beyond the format.
    pub profile: Option<&'caller Profile>,
    /// Whether each wrong quote is searched for, however many there are, and all findings that can be mended are kept: for those who
    /// mend.
    pub thorough: bool,
}

impl Default for Options<'_> {
    /// No source files, no day, each rule with a severity of its own, no profile, not thorough.
    fn default() -> Self {
        static OWN: Levels = Levels::new();
        Self { sources: &|_| None, refused: &|_| None, as_of: None, levels: &OWN, profile: None, thorough: false }
    }
}

/// Judges a document: its form, and where that is right, its meaning. The findings are sorted by place, the same on every run;
/// of one rule [`KEPT`] are kept at most, the first that it meets, and the others counted.
pub fn validate(document: &Document<'_>, options: &Options<'_>) -> Report {
    let mut more = Vec::new();
    let mut findings: Vec<Finding> = document.faults.iter().map(form::finding).collect();
    if !findings.is_empty() {
        findings.iter_mut().zip(fix::form(document, options)).for_each(|(finding, fix)| finding.fix = fix);
    }
    if let Some(statement) = &document.statement {
        let (context, mut places) = (Context::new(statement, options), None);
        for &(rule, severity) in options.levels.checked() {
            let (remarks, beyond) = match (rule.check, options.profile) {
                (Check::Meaning(check), _) => check(&context).into_parts(),
                (Check::Profile(check), Some(profile)) => check(&context, profile).into_parts(),
                _ => continue,
            };
            // Nearly always there are none: then not even a loop is worth its price, and the tree is not made.
            if remarks.is_empty() {
                continue;
            }
            let Some(node) = document.node() else { continue };
            let places = places.get_or_insert_with(|| Places::new(node));
            findings.extend(remarks.into_iter().map(|remark| remark.finding(rule, severity, places)));
            more.extend((beyond > 0).then_some(More { rule: rule.name, severity, findings: beyond }));
        }
    }
    // What stands at one place stays in the order in which the readers and the rules told it.
    findings.sort_by(|a, b| (a.span, &a.pointer).cmp(&(b.span, &b.pointer)));
    Report { findings, more }
}
