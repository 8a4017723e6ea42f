//! The rules of meaning, one a file, and all rules by name.

mod act_without_actor;
mod actor_addresses_itself;
mod actor_not_issuer;
mod alias_shared;
mod authentic_language_missing;
mod checksum_differs;
mod clause_number_repeated;
mod continues_nothing;
mod cyclic_members;
mod cyclic_offices;
mod cyclic_topics;
mod date_text_differs;
mod due_before_statement;
mod duplicate_id;
mod entity_twice;
mod entity_unused;
mod evidence_not_in_source;
mod future_date;
mod impossible_date;
mod person_without_office;
mod reference_twice;
mod relation_to_itself;
mod reversed_interval;
mod section_number_repeated;
mod source_dates_reversed;
mod source_file_missing;
mod source_not_utf8;
mod topic_unused;
mod unknown_country;
mod unknown_language;
mod unknown_reference;
mod voter_twice;
mod votes_do_not_add_up;

use crate::form;
use crate::rule::Rule;

/// The rules of meaning, sorted by name.
pub static ALL: &[&Rule] = &[
    &act_without_actor::RULE,
    &actor_addresses_itself::RULE,
    &actor_not_issuer::RULE,
    &alias_shared::RULE,
    &authentic_language_missing::RULE,
    &checksum_differs::RULE,
    &clause_number_repeated::RULE,
    &continues_nothing::RULE,
    &cyclic_members::RULE,
    &cyclic_offices::RULE,
    &cyclic_topics::RULE,
    &date_text_differs::RULE,
    &due_before_statement::RULE,
    &duplicate_id::RULE,
    &entity_twice::RULE,
    &entity_unused::RULE,
    &evidence_not_in_source::RULE,
    &future_date::RULE,
    &impossible_date::RULE,
    &person_without_office::RULE,
    &reference_twice::RULE,
    &relation_to_itself::RULE,
    &reversed_interval::RULE,
    &section_number_repeated::RULE,
    &source_dates_reversed::RULE,
    &source_file_missing::RULE,
    &source_not_utf8::RULE,
    &topic_unused::RULE,
    &unknown_country::RULE,
    &unknown_language::RULE,
    &unknown_reference::RULE,
    &voter_twice::RULE,
    &votes_do_not_add_up::RULE,
];

/// Every rule: those of form in the order of the format, then those of meaning.
pub fn every() -> impl Iterator<Item = &'static Rule> {
    form::RULES.iter().chain(ALL.iter().copied())
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
