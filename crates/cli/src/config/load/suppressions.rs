//! What a team lives with, as its configuration says it.

use std::ops::Range;

use statemark_validate::levels::{LevelError, Levels};
use statemark_validate::profile::suppression::Suppression;
use statemark_validate::rule::Category;
use statemark_validate::rules;

use super::Loader;
use crate::config::keys::SuppressKeys;
use crate::config::read::Placed;

impl Loader<'_> {
    /// The suppressions, under the levels that the same configuration sets.
    pub(super) fn suppressions(&mut self, tables: &[Placed<SuppressKeys>], levels: &Levels) -> Vec<(Suppression, Range<usize>)> {
        let ends = tables.iter().skip(1).map(|next| next.span.start).chain([usize::MAX]);
        tables.iter().zip(ends).filter_map(|(table, end)| self.suppression(table, end, levels)).collect()
    }

    /// A suppression whose table ends where the next one begins.
    fn suppression(&mut self, table: &Placed<SuppressKeys>, end: usize, levels: &Levels) -> Option<(Suppression, Range<usize>)> {
        let SuppressKeys { statement, rule, pointer, reason } = &table.value;
        let at = table.span.start;
        for (key, lacks) in [("statement", statement.is_none()), ("rule", rule.is_none()), ("reason", reason.is_none())] {
            // One that is empty or misspelt has been told already.
            if lacks && !self.faults.0.iter().any(|fault| (at..end).contains(&fault.at)) {
                self.faults.add(at, format!("this `[[suppress]]` has no `{key}`"), format!("add `{key} = \"…\"`"));
            }
        }
        if let Some(pointer) = pointer.as_ref().filter(|pointer| !pointer.value.starts_with('/')) {
            self.faults.add(
                pointer.span.start,
                format!("`{}` is no JSON Pointer", pointer.value),
                "write one as reports do, such as /sections/0",
            );
        }
        let rule = rule.as_ref()?;
        let Some(known) = rules::find(&rule.value) else {
            self.level_error(rule, &LevelError::Unknown(rule.value.clone()));
            return None;
        };
        if known.category == Category::Form {
            self.level_error(rule, &LevelError::Form(rule.value.clone()));
        }
        if levels.of(known).is_none() {
            self.faults.add(
                rule.span.start,
                format!("`{}` is ignored here: nothing is left to be suppressed", rule.value),
                "take this `[[suppress]]` out, or the rule or its category out of `ignore`",
            );
        }
        let pointer = pointer.as_ref().map(|pointer| pointer.value.clone());
        Some((Suppression::new(statement.clone()?, known, pointer), table.span.clone()))
    }
}
