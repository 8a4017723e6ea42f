//! How bad the caller takes the findings of each rule to be.

use std::sync::OnceLock;

use crate::finding::Severity;
use crate::rule::{Category, Rule};
use crate::rules;

/// A severity of the caller's own for some rules, or none at all: those are not checked.
#[derive(Debug, Clone, Default)]
pub struct Levels {
    /// Each rule whose level is not its own.
    changed: Vec<(&'static str, Option<Severity>)>,
    /// The least severity that is checked for at all.
    least: Option<Severity>,
    /// The rules that read a statement and are checked, found when they are first asked for.
    checked: OnceLock<Vec<(&'static Rule, Severity)>>,
}

/// Why a level cannot be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LevelError {
    /// No rule and no category has the name.
    #[error("no rule and no category is called `{0}`")]
    Unknown(String),
    /// What is wrong in form is not read any further: that cannot be passed over.
    #[error("`{0}` is a matter of form, and always an error: what is wrong in form is read no further")]
    Form(String),
}

impl Levels {
    /// Each rule as bad as it says itself.
    pub const fn new() -> Self {
        Self { changed: Vec::new(), least: None, checked: OnceLock::new() }
    }

    /// Sets the severity of a rule, or of all rules of a category; with none they are not checked. What is set last counts.
    ///
    /// # Errors
    /// When nothing has the name, or it is one of form.
    ///
    /// ```
    /// use statemark_validate::{finding::Severity, levels::Levels, rules};
    ///
    /// let mut levels = Levels::default();
    /// levels.set("evidence", None)?;
    /// levels.set("checksum-differs", Some(Severity::Warning))?;
    /// assert_eq!(levels.of(rules::find("checksum-differs").unwrap()), Some(Severity::Warning));
    /// assert_eq!(levels.of(rules::find("evidence-not-in-source").unwrap()), None);
    /// # Ok::<(), statemark_validate::levels::LevelError>(())
    /// ```
    pub fn set(&mut self, name: &str, level: Option<Severity>) -> Result<(), LevelError> {
        let named: Vec<&Rule> = rules::every().filter(|rule| rule.name == name || rule.category.code() == name).collect();
        if named.is_empty() && Category::ALL.iter().all(|category| category.code() != name) {
            return Err(LevelError::Unknown(name.to_owned()));
        }
        self.checked.take();
        for rule in named {
            if rule.category == Category::Form {
                return Err(LevelError::Form(name.to_owned()));
            }
            self.changed.retain(|(changed, _)| *changed != rule.name);
            self.changed.push((rule.name, level));
        }
        Ok(())
    }

    /// These levels, but those that `other` sets where it sets any.
    #[must_use]
    pub fn under(mut self, other: &Self) -> Self {
        self.checked.take();
        self.changed.retain(|(name, _)| other.changed.iter().all(|(changed, _)| changed != name));
        self.changed.extend(&other.changed);
        self
    }

    /// These levels, but that only what is as bad as this is checked.
    ///
    /// ```
    /// use statemark_validate::{finding::Severity, levels::Levels, rules};
    /// let errors = Levels::new().only(Severity::Error);
    /// assert_eq!(errors.of(rules::find("alias-shared").unwrap()), None);
    /// ```
    #[must_use]
    pub fn only(self, least: Severity) -> Self {
        Self { least: Some(least), checked: OnceLock::new(), ..self }
    }

    /// The rules of meaning and of profiles that are to be checked, and how bad their findings are.
    pub(crate) fn checked(&self) -> &[(&'static Rule, Severity)] {
        let of_each = || rules::ALL.iter().chain(rules::OF_PROFILES).filter_map(|rule| Some((*rule, self.of(rule)?))).collect();
        self.checked.get_or_init(of_each)
    }

    /// How bad the findings of a rule are; nothing where it is not to be checked.
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        let changed = self.changed.iter().find(|(name, _)| *name == rule.name);
        let level = changed.map_or(Some(rule.severity), |(_, level)| *level);
        level.filter(|level| self.least.is_none_or(|least| *level <= least))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_and_unknown_names_are_refused() {
        let mut levels = Levels::default();
        assert_eq!(levels.set("form", None), Err(LevelError::Form("form".into())));
        assert_eq!(levels.set("unknown-field", Some(Severity::Warning)), Err(LevelError::Form("unknown-field".into())));
        assert_eq!(levels.set("evidnce", None), Err(LevelError::Unknown("evidnce".into())));
    }

    #[test]
    fn what_is_turned_off_is_not_run() {
        let mut levels = Levels::default();
        let is_checked = |levels: &Levels| levels.checked().iter().any(|(rule, _)| rule.name == "act-without-actor");
        assert!(is_checked(&levels));
        levels.set("act-without-actor", None).unwrap();
        assert!(!is_checked(&levels));
        assert!(!is_checked(&Levels::default().under(&levels)));
    }

    #[test]
    fn what_is_set_last_counts() {
        let mut levels = Levels::default();
        let rule = rules::find("act-without-actor").unwrap();
        levels.set("act-without-actor", None).unwrap();
        levels.set("actors", Some(Severity::Information)).unwrap();
        assert_eq!(levels.of(rule), Some(Severity::Information));
    }
}
