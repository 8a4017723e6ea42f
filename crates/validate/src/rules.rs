//! The rules of meaning, one a file, and all rules by name.

mod act_without_actor;
mod action_words_absent;
mod checksum_differs;
mod clause_twice;
mod duplicate_id;
mod escaped_entity;
mod evidence_in_bytes;
mod evidence_in_utf16;
mod evidence_misplaced;
mod evidence_not_in_source;
mod evidence_twice;
mod evidence_typography;
mod html_in_words;
mod impossible_date;
mod invisible_character;
mod mixed_scripts;
mod mojibake;
mod relation_to_itself;
mod replacement_character;
mod reversed_interval;
mod same_words_in_two_languages;
mod soft_hyphen;
mod source_file_missing;
mod source_not_utf8;
mod text_says_other_act;
mod unknown_country;
mod unknown_language;
mod unknown_reference;

use crate::form;
use crate::rule::{Category, Rule};

/// The rules of meaning, sorted by name.
pub static ALL: &[&Rule] = &[
    &act_without_actor::RULE,
    &action_words_absent::RULE,
    &checksum_differs::RULE,
    &clause_twice::RULE,
    &duplicate_id::RULE,
    &escaped_entity::RULE,
    &evidence_in_bytes::RULE,
    &evidence_in_utf16::RULE,
    &evidence_misplaced::RULE,
    &evidence_not_in_source::RULE,
    &evidence_twice::RULE,
    &evidence_typography::RULE,
    &html_in_words::RULE,
    &impossible_date::RULE,
    &invisible_character::RULE,
    &mixed_scripts::RULE,
    &mojibake::RULE,
    &relation_to_itself::RULE,
    &replacement_character::RULE,
    &reversed_interval::RULE,
    &same_words_in_two_languages::RULE,
    &soft_hyphen::RULE,
    &source_file_missing::RULE,
    &source_not_utf8::RULE,
    &text_says_other_act::RULE,
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
