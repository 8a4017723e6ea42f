//! The rules of meaning, one a file, and all rules by name.

mod act_without_actor;
mod checksum_differs;
mod country_ceased;
mod deprecated_language;
mod duplicate_id;
mod evidence_not_in_source;
mod identifier_malformed;
mod impossible_date;
mod invalid_url;
mod relation_to_itself;
mod reversed_interval;
mod source_file_missing;
mod source_not_utf8;
mod unknown_country;
mod unknown_language;
mod unknown_reference;

use crate::rule::Rule;
use crate::{dataset, form};

/// The rules of meaning, sorted by name.
pub static ALL: &[&Rule] = &[
    &act_without_actor::RULE,
    &checksum_differs::RULE,
    &country_ceased::RULE,
    &deprecated_language::RULE,
    &duplicate_id::RULE,
    &evidence_not_in_source::RULE,
    &identifier_malformed::RULE,
    &impossible_date::RULE,
    &invalid_url::RULE,
    &relation_to_itself::RULE,
    &reversed_interval::RULE,
    &source_file_missing::RULE,
    &source_not_utf8::RULE,
    &unknown_country::RULE,
    &unknown_language::RULE,
    &unknown_reference::RULE,
];

/// The rules over sets of statements, sorted by name.
pub static OVER_SETS: &[&Rule] = dataset::rules::ALL;

/// Every rule: those of form in the order of the format, then those of meaning, then those over sets.
pub fn every() -> impl Iterator<Item = &'static Rule> {
    form::RULES.iter().chain(ALL.iter().copied()).chain(OVER_SETS.iter().copied())
}

/// The rule of this name, whether of form, of meaning or over sets.
///
/// ```
/// let rule = statemark_validate::rules::find("unknown-reference").unwrap();
/// assert!(rule.why.ends_with('.'));
/// ```
pub fn find(name: &str) -> Option<&'static Rule> {
    every().find(|rule| rule.name == name)
}
