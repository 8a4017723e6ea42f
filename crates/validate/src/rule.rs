//! What every rule has: a name, a severity, words that teach it, and how it is checked.

use std::borrow::Cow;

use serde::Serialize;
use statemark::pointer::Pointer;

use crate::context::Context;
use crate::dataset::{self, set::Set};
use crate::finding::{Finding, Related, Severity, cut};
use crate::fix::Fix;
use crate::places::Places;
use crate::profile::Profile;
use crate::remarks::Remarks;

/// A rule: what a finding says by its name, and all that a person needs to understand it.
#[derive(Debug, Serialize)]
pub struct Rule {
    /// The name, as reports give it.
    pub name: &'static str,
    /// How bad a finding of it is, if the caller does not say otherwise.
    pub severity: Severity,
    /// What it is about.
    pub category: Category,
    /// The version of the tools that brought it.
    pub since: &'static str,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Why that is bad.
    pub why: &'static str,
    /// A piece of JSON in which it finds something.
    pub example: &'static str,
    /// How to mend it.
    pub mend: &'static str,
    /// Where such a mistake occurs in real data: a file, a corpus, a public thread.
    pub seen: Option<&'static str>,
    /// How it is checked.
    #[serde(skip)]
    pub(crate) check: Check,
}

/// What a rule is about. A category stands for its rules wherever the caller names rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Whether the document is built as the format says.
    Form,
    /// Ids, and what refers to them.
    References,
    /// Quotes, sources and their texts.
    Evidence,
    /// Who speaks, to whom, and who is to do what.
    Actors,
    /// Dates and their order.
    Dates,
    /// Sections, clauses, topics, votes.
    Structure,
    /// Words and characters.
    Words,
    /// Codes, languages, identifiers, addresses.
    Codes,
    /// What one statement says beside another of the same set.
    Dataset,
    /// What a team asks of its own documents.
    Profile,
}

impl Category {
    /// All categories, in the order of the page of rules.
    pub const ALL: [Self; 10] = [
        Self::Form,
        Self::References,
        Self::Evidence,
        Self::Actors,
        Self::Dates,
        Self::Structure,
        Self::Words,
        Self::Codes,
        Self::Dataset,
        Self::Profile,
    ];

    /// The word that options and reports use.
    pub fn code(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::References => "references",
            Self::Evidence => "evidence",
            Self::Actors => "actors",
            Self::Dates => "dates",
            Self::Structure => "structure",
            Self::Words => "words",
            Self::Codes => "codes",
            Self::Dataset => "dataset",
            Self::Profile => "profile",
        }
    }

    /// What its rules look at, in one sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Form => "Whether the document is built as the format says, the same in all three spellings.",
            Self::References => "Ids, and what refers to them.",
            Self::Evidence => "Quotes, sources and their texts.",
            Self::Actors => "Who speaks, to whom, and who is to do what.",
            Self::Dates => "Dates and their order.",
            Self::Structure => "Sections, clauses, topics, votes.",
            Self::Words => "Words and characters.",
            Self::Codes => "Codes, languages, identifiers, addresses.",
            Self::Dataset => "What one statement says beside another of the same set.",
            Self::Profile => "What a team asks of its own documents beyond the format, in its `statemark.toml`.",
        }
    }
}

/// How a rule is checked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// By the readers: it is a matter of form.
    Form,
    /// On the statement, once its form is right.
    Meaning(fn(&Context<'_>) -> Remarks),
    /// On a set of statements, once all are read.
    Dataset(fn(&Set<'_>) -> Vec<dataset::Remark>),
    /// On the statement too, where the caller has a profile.
    Profile(fn(&Context<'_>, &Profile) -> Remarks),
    /// By the caller, who alone knows what it is about.
    Caller,
}

/// What a rule of meaning has to say of one value.
#[derive(Debug)]
pub(crate) struct Remark {
    pointer: Pointer,
    /// Whether it is about the key under which the value stands.
    at_key: bool,
    message: String,
    help: Option<String>,
    related: Vec<(Pointer, String)>,
    missing: Option<String>,
    fix: Option<Fix>,
}

impl Remark {
    /// A remark on a value.
    pub(crate) fn new(pointer: Pointer, message: impl Into<String>) -> Self {
        Self { pointer, at_key: false, message: message.into(), help: None, related: Vec::new(), missing: None, fix: None }
    }

    /// The same remark, on the key under which the value stands.
    pub(crate) fn at_key(mut self) -> Self {
        self.at_key = true;
        self
    }

    /// The same remark, with a way to mend it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same remark, with another place to look at.
    pub(crate) fn see(mut self, pointer: Pointer, message: impl Into<String>) -> Self {
        self.related.push((pointer, message.into()));
        self
    }

    /// The same remark, on a field that the value lacks, if it is one.
    pub(crate) fn missing(mut self, field: Option<String>) -> Self {
        self.missing = field;
        self
    }

    /// The same remark, with what mends it, if anything does.
    pub(crate) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }

    /// The remark as a finding of a rule, with its places in the text.
    pub(crate) fn finding(self, rule: &Rule, severity: Severity, places: &Places<'_>) -> Finding {
        let related = |(pointer, message): (Pointer, String)| Related {
            span: places.span(pointer.as_str(), false),
            pointer,
            message: cut(message),
            elsewhere: None,
        };
        Finding {
            span: places.span(self.pointer.as_str(), self.at_key),
            rule: rule.name,
            pointer: self.pointer,
            severity,
            message: cut(self.message),
            help: self.help.map(cut),
            related: self.related.into_iter().map(related).collect(),
            missing: self.missing.map(Cow::Owned),
            fix: self.fix,
        }
    }
}
