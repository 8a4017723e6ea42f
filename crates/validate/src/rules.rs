//! The rules of meaning, one a file, and all rules by name.

mod act_without_actor;
mod action_words_absent;
mod actor_addresses_itself;
mod actor_not_issuer;
mod alias_shared;
mod authentic_language_missing;
mod checksum_differs;
mod clause_number_repeated;
mod clause_twice;
mod continues_nothing;
mod country_ceased;
mod cyclic_members;
mod cyclic_offices;
mod cyclic_topics;
mod date_text_differs;
mod deprecated_language;
mod due_before_statement;
mod duplicate_id;
mod entity_twice;
mod entity_unused;
mod escaped_entity;
mod evidence_in_bytes;
mod evidence_in_utf16;
mod evidence_misplaced;
mod evidence_not_in_source;
mod evidence_twice;
mod evidence_typography;
mod future_date;
mod html_in_words;
mod identifier_malformed;
mod impossible_date;
mod invalid_url;
mod invisible_character;
mod mixed_scripts;
mod mojibake;
mod person_without_office;
mod reference_twice;
mod relation_to_itself;
mod replacement_character;
mod reversed_interval;
mod same_words_in_two_languages;
mod section_number_repeated;
mod soft_hyphen;
mod source_dates_reversed;
mod source_file_missing;
mod source_not_utf8;
mod text_says_other_act;
mod topic_unused;
mod unknown_country;
mod unknown_language;
mod unknown_reference;
mod voter_twice;
mod votes_do_not_add_up;

use crate::rule::{Category, Rule};
use crate::{dataset, form, profile};

/// The rules of meaning, sorted by name.
pub static ALL: &[&Rule] = &[
    &act_without_actor::RULE,
    &action_words_absent::RULE,
    &actor_addresses_itself::RULE,
    &actor_not_issuer::RULE,
    &alias_shared::RULE,
    &authentic_language_missing::RULE,
    &checksum_differs::RULE,
    &clause_number_repeated::RULE,
    &clause_twice::RULE,
    &continues_nothing::RULE,
    &country_ceased::RULE,
    &cyclic_members::RULE,
    &cyclic_offices::RULE,
    &cyclic_topics::RULE,
    &date_text_differs::RULE,
    &deprecated_language::RULE,
    &due_before_statement::RULE,
    &duplicate_id::RULE,
    &entity_twice::RULE,
    &entity_unused::RULE,
    &escaped_entity::RULE,
    &evidence_in_bytes::RULE,
    &evidence_in_utf16::RULE,
    &evidence_misplaced::RULE,
    &evidence_not_in_source::RULE,
    &evidence_twice::RULE,
    &evidence_typography::RULE,
    &future_date::RULE,
    &html_in_words::RULE,
    &identifier_malformed::RULE,
    &impossible_date::RULE,
    &invalid_url::RULE,
    &invisible_character::RULE,
    &mixed_scripts::RULE,
    &mojibake::RULE,
    &person_without_office::RULE,
    &reference_twice::RULE,
    &relation_to_itself::RULE,
    &replacement_character::RULE,
    &reversed_interval::RULE,
    &same_words_in_two_languages::RULE,
    &section_number_repeated::RULE,
    &soft_hyphen::RULE,
    &source_dates_reversed::RULE,
    &source_file_missing::RULE,
    &source_not_utf8::RULE,
    &text_says_other_act::RULE,
    &topic_unused::RULE,
    &unknown_country::RULE,
    &unknown_language::RULE,
    &unknown_reference::RULE,
    &voter_twice::RULE,
    &votes_do_not_add_up::RULE,
];

/// The rules over sets of statements, sorted by name.
pub static OVER_SETS: &[&Rule] = dataset::rules::ALL;

/// The rules of what a team asks of its own documents, sorted by name.
pub static OF_PROFILES: &[&Rule] = profile::rules::ALL;

/// Every rule: those of form in the order of the format, then those of meaning, those over sets, and those of profiles.
pub fn every() -> impl Iterator<Item = &'static Rule> {
    form::RULES.iter().chain(ALL.iter().copied()).chain(OVER_SETS.iter().copied()).chain(OF_PROFILES.iter().copied())
}

/// The rules of a category: those of form in the order of the format, others sorted by name.
pub fn of(category: Category) -> impl Iterator<Item = &'static Rule> {
    every().filter(move |rule| rule.category == category)
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
