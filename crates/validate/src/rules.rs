//! The rules of meaning, one a file, and all rules by name.

mod act_without_actor;
mod checksum_differs;
mod duplicate_id;
mod evidence_not_in_source;
mod impossible_date;
mod relation_to_itself;
mod reversed_interval;
mod source_file_missing;
mod source_not_utf8;
mod unknown_country;
mod unknown_language;
mod unknown_reference;

use crate::form;
use crate::rule::{Category, Rule};

/// The rules of meaning, sorted by name.
pub static ALL: &[&Rule] = &[
    &act_without_actor::RULE,
    &checksum_differs::RULE,
    &duplicate_id::RULE,
    &evidence_not_in_source::RULE,
    &impossible_date::RULE,
    &relation_to_itself::RULE,
    &reversed_interval::RULE,
    &source_file_missing::RULE,
    &source_not_utf8::RULE,
    &unknown_country::RULE,
    &unknown_language::RULE,
    &unknown_reference::RULE,
];

/// Every rule: those of form in the order of the format, then those of meaning.
pub fn every() -> impl Iterator<Item = &'static Rule> {
    form::RULES.iter().chain(ALL.iter().copied())
}

/// The rules of a category: those of form in the order of the format, others sorted by name.
pub fn of(category: Category) -> impl Iterator<Item = &'static Rule> {
    every().filter(move |rule| rule.category == category)
}

/// The rule of this name, whether of form or of meaning.
///
/// ```
/// let rule = statemark_validate::rules::find("unknown-reference").unwrap();
/// assert!(rule.why.ends_with('.'));
/// ```
pub fn find(name: &str) -> Option<&'static Rule> {
    every().find(|rule| rule.name == name)
}
