//! What mends a finding, one file a kind: changes to the tree, of which each spelling makes edits. A fix never touches the text of a source.

mod evidence;
mod form;
mod ids;
mod language;

use serde::{Serialize, Serializer};
use statemark::edit::Change;

pub(crate) use self::evidence::{counted_otherwise, misplaced, typography};
pub(crate) use self::form::form;
pub(crate) use self::language::deprecated;

/// Whether a finding may be mended unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// There is one way to mend it, and nothing that anybody meant is changed.
    Safe,
    /// There is one way to mend it by what the rule knows, but a person should look at it.
    OnDemand,
}

impl Applicability {
    /// The word that reports use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::OnDemand => "on-demand",
        }
    }
}

impl Serialize for Applicability {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// What mends a finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// Whether it may be made unseen.
    pub applicability: Applicability,
    /// What is to be changed, all of it or nothing.
    pub changes: Vec<Change>,
}

impl Fix {
    /// A fix that may be made unseen.
    pub(crate) fn safe(changes: Vec<Change>) -> Self {
        Self { applicability: Applicability::Safe, changes }
    }

    /// A fix that somebody must ask for.
    pub(crate) fn on_demand(changes: Vec<Change>) -> Self {
        Self { applicability: Applicability::OnDemand, changes }
    }
}
