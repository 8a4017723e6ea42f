//! Findings that a team has looked at and lives with. They stand beside the data, never in it.

use std::sync::atomic::{AtomicBool, Ordering};

use super::rules::UNUSED_SUPPRESSION;
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::Rule;

/// Keeps findings of a rule in some statements quiet, and knows whether it ever did.
#[derive(Debug)]
pub struct Suppression {
    statement: String,
    rule: &'static Rule,
    pointer: Option<String>,
    is_used: AtomicBool,
}

impl Suppression {
    /// Keeps a rule quiet in the statement of this id (`*` stands for any characters, `?` for one), at this JSON Pointer and below it.
    pub fn new(statement: impl Into<String>, rule: &'static Rule, pointer: Option<String>) -> Self {
        Self { statement: statement.into(), rule, pointer, is_used: AtomicBool::new(false) }
    }

    /// Whether a finding in the statement of this id is kept quiet. That it once was is remembered, on any thread.
    pub fn covers(&self, statement: &str, finding: &Finding) -> bool {
        let at = finding.pointer.as_str();
        let is_there = |pointer: &str| at.strip_prefix(pointer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let covers = self.pointer.as_deref().is_none_or(is_there) && self.is_on(statement, finding.rule);
        if covers {
            self.is_used.store(true, Ordering::Relaxed);
        }
        covers
    }

    /// Whether it is on a rule in the statement of this id.
    fn is_on(&self, statement: &str, rule: &str) -> bool {
        self.rule.name == rule && matches(self.statement.as_bytes(), statement.as_bytes())
    }

    /// The rule that it keeps quiet.
    pub fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Whether it ever kept a finding quiet.
    pub fn is_used(&self) -> bool {
        self.is_used.load(Ordering::Relaxed)
    }

    /// The rule on suppressions that are not needed: who holds them tells it.
    pub fn unused() -> &'static Rule {
        &UNUSED_SUPPRESSION
    }

    /// Takes what is kept quiet out of the report on the statement of this id.
    pub fn apply<'all>(all: impl Iterator<Item = &'all Self> + Clone, statement: Option<&str>, report: &mut Report) {
        if let Some(statement) = statement {
            // Each that covers it is used, not only the first.
            report.findings.retain(|finding| all.clone().filter(|one| one.covers(statement, finding)).count() == 0);
            // Of findings that are only counted nobody knows where they are.
            let whole = all.filter(|one| one.pointer.is_none());
            report.more.retain(|more| !whole.clone().any(|one| one.is_on(statement, more.rule)));
        }
    }
}

/// Whether a text is what a pattern stands for. Linear but for the length of the pattern.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut here, mut star) = (0, 0, None);
    while here < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, here));
                at += 1;
            }
            Some(&byte) if byte == b'?' || byte == text[here] => {
                at += 1;
                here += 1;
            }
            _ => {
                // The last star takes one more.
                let Some((before, from)) = star else { return false };
                star = Some((before, from + 1));
                at = before + 1;
                here = from + 1;
            }
        }
    }
    pattern[at..].iter().all(|&byte| byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_stand_for_ids() {
        let is = |pattern: &str, text: &str| matches(pattern.as_bytes(), text.as_bytes());
        assert!(
            is("*", "") && is("cn-*", "cn-pk-2025") && is("*-2025", "cn-pk-2025") && is("c?-*-*5", "cn-pk-2025") && is("a", "a")
        );
        assert!(!is("cn-*", "pk-cn-2025") && !is("a", "ab") && !is("?", "") && !is("", "a") && !is("a*b", "a-b-c"));
    }
}
