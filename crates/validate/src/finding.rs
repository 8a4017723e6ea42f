//! One thing that is wrong with a document: what, where, and how to mend it.

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};
use statemark::node::Span;
use statemark::pointer::Pointer;

use crate::fix::Fix;
use crate::report::entry::Location;

/// How bad a finding is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Severity {
    /// The document is wrong.
    #[default]
    Error,
    /// The document is most likely wrong.
    Warning,
    /// Something that a reader of the report should know.
    Information,
}

impl Severity {
    /// All severities, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Information];

    /// The word that reports use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// One thing that is wrong with a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Where it stands in the text that was read: byte offsets. Empty where something is missing at that point.
    pub span: Span,
    /// The name of the rule, which `rules::find` knows.
    pub rule: &'static str,
    /// The value that is wrong, or the object that lacks one.
    pub pointer: Pointer,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it, in one sentence without a full stop.
    pub help: Option<String>,
    /// Other places that a reader must see to understand.
    pub related: Vec<Related>,
    /// The field that the object lacks, if that is what is wrong; one in a deeper object behind slashes.
    pub missing: Option<Cow<'static, str>>,
    /// What mends it, where the tools know that.
    pub fix: Option<Fix>,
}

/// How many code points a sentence of a finding may have: ids and keys in it can be of any length.
const SENTENCE: usize = 500;

/// A sentence, cut where it is too long to be read.
pub(crate) fn cut(mut sentence: String) -> String {
    if let Some((end, _)) = sentence.char_indices().nth(SENTENCE) {
        sentence.truncate(end);
        sentence.push('…');
    }
    sentence
}

/// Another place that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where it stands in the text that was read: byte offsets.
    pub span: Span,
    /// The value that stands there.
    pub pointer: Pointer,
    /// What stands there, in a few words.
    pub message: String,
    /// The place itself, where that is in another document than the finding.
    pub elsewhere: Option<Box<Location>>,
}
