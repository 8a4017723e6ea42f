//! The rules over sets of statements, one a file.

mod duplicate_statement_id;
mod entity_codes_differ;
mod entity_names_differ;
mod relation_to_later;
mod same_text;
mod series_gap;
mod supersedes_cycle;
mod translation_acts_differ;
mod translation_dates_differ;
mod unknown_clause;
mod unknown_statement;

use crate::rule::Rule;

/// The rules over sets, sorted by name.
pub(crate) const ALL: &[&Rule] = &[
    &duplicate_statement_id::RULE,
    &entity_codes_differ::RULE,
    &entity_names_differ::RULE,
    &relation_to_later::RULE,
    &same_text::RULE,
    &series_gap::RULE,
    &supersedes_cycle::RULE,
    &translation_acts_differ::RULE,
    &translation_dates_differ::RULE,
    &unknown_clause::RULE,
    &unknown_statement::RULE,
];
