//! Statistics of many statements: what kinds of them there are, and how far they are coded and shown to be in a source.
//!
//! A [`Counter`] takes statements one by one and needs memory for the different values only; counters of parts add up to that of the
//! whole. [`Statistics`] is plain data, made of it at the end; [`text`] and [`json`] write it.
//!
//! ```
//! use statemark_render::statistics::{Counter, Rest, text};
//! let statement = statemark::json::from_str(r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain",
//!     "language": "en", "date": "2025", "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
//!     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain.", "by": ["x"], "act": "welcome"}]}]}"#)?;
//! let mut counter = Counter::default();
//! counter.add(&statement);
//! let statistics = counter.finish(Rest::default());
//! assert_eq!((statistics.statements, statistics.clauses.with_act), (1, 1));
//! assert!(text::to_string(&statistics).contains("welcome"));
//! # Ok::<(), statemark::error::Error>(())
//! ```

mod counter;
mod issuer;
pub mod json;
pub mod text;
mod year;

use serde::Serialize;
use statemark::entity::EntityKind;

pub use counter::Counter;

/// The JSON Schema of statistics as JSON, as committed.
pub const SCHEMA: &str = include_str!("../schema/statistics.schema.json");

/// The version of the layout of statistics as JSON.
pub const VERSION: &str = "1.0";

/// What many statements come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// The version of the layout.
    pub statistics: &'static str,
    /// How many statements were counted.
    pub statements: u64,
    /// What was not counted, and why.
    #[serde(flatten)]
    pub rest: Rest,
    /// The types of statements; those with most statements first, as in all lists but that of years.
    pub types: Vec<Of>,
    /// The years in which the dates of statements begin, in order of time.
    pub years: Vec<Of>,
    /// The languages of statements.
    pub languages: Vec<Of>,
    /// Who issues them.
    pub issuers: Vec<Issuer>,
    /// What clauses do.
    pub acts: Vec<OfAct>,
    /// How far clauses are coded.
    pub clauses: Clauses,
    /// What is quoted.
    pub quotes: Quotes,
    /// The sources, and how much of them is quoted.
    pub sources: Sources,
}

/// What was not counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Rest {
    /// Documents that are wrong in form.
    pub wrong: u64,
    /// Files that hold a statement which is counted already, in another spelling that lies beside it under the same name.
    pub other_spellings: u64,
    /// Files that could not be read.
    pub unread: Vec<Unread>,
    /// Whether the run was interrupted, so that not all was read.
    pub interrupted: bool,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// Its name, as it was given.
    pub file: String,
    /// Why, as the end of a sentence that begins with the name.
    pub reason: String,
}

/// A value, and how many statements have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Of {
    /// The value.
    pub value: String,
    /// How many statements have it.
    pub statements: u64,
}

/// An act, and how many clauses perform it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfAct {
    /// Its code.
    pub value: &'static str,
    /// How many clauses perform it, of their own or from the clause that they stand in.
    pub clauses: u64,
}

/// Who issues statements, and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issuer {
    /// The name, as the first statement has it in its own language.
    pub name: String,
    /// By what it is told from others, scheme and value: `country:CN`, `wikidata:Q148`; left out where that is the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// What kind of entity it is; left out where a statement names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntityKind>,
    /// How many statements it issues, alone or with others.
    pub statements: u64,
}

/// How far clauses are coded. What a sub-clause takes from the clause that it stands in counts as its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Clauses {
    /// All clauses, sub-clauses among them.
    pub all: u64,
    /// Those with an act.
    pub with_act: u64,
    /// Those that say who speaks.
    pub with_by: u64,
    /// Those with topics.
    pub with_topics: u64,
    /// Those with actions.
    pub with_actions: u64,
    /// Those with evidence: that quote a source.
    pub with_evidence: u64,
}

/// What clauses quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Quotes {
    /// The spans.
    pub spans: u64,
    /// The words in them; in scripts that put no space between words, their characters.
    pub words: u64,
}

/// The sources of statements. How much is quoted is counted for those whose text stands in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Sources {
    /// All of them.
    pub all: u64,
    /// Those whose text stands in the document.
    pub with_text: u64,
    /// The characters (Unicode code points) of these texts.
    pub characters: u64,
    /// Those of them that a clause quotes, each counted once.
    pub quoted_characters: u64,
}
