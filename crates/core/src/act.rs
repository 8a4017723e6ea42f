//! Acts: what a clause does with its words. The vocabulary is closed; `schema/acts.tsv` is the table that all else is made of.

use std::fmt;

use crate::codes::codes;

mod vocabulary;

pub use vocabulary::Act;

codes! {
    /// The class of an act, after Searle.
    pub enum Class: "a class of acts" {
        /// Says that something is so.
        Assertive = "assertive",
        /// Tries to make somebody else do something.
        Directive = "directive",
        /// Binds the speaker to do something.
        Commissive = "commissive",
        /// Shows how the speaker feels about something.
        Expressive = "expressive",
        /// Makes something so by saying it.
        Declarative = "declarative",
    }
}

/// What an act alone says of its object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// For it.
    Positive,
    /// Neither, or only the object can tell.
    Neutral,
    /// Against it.
    Negative,
}

/// What the table of acts says of one act.
struct Row {
    label: &'static str,
    class: Class,
    polarity: Polarity,
    strength: u8,
    plover: Option<&'static str>,
    forms: &'static [&'static str],
}

impl Act {
    /// What readers call the act.
    pub fn label(self) -> &'static str {
        self.row().label
    }

    /// Its class, after Searle.
    pub fn class(self) -> Class {
        self.row().class
    }

    /// What the act alone says of its object.
    pub fn polarity(self) -> Polarity {
        self.row().polarity
    }

    /// From 1 to 5, ordered within its class: invite is weaker than demand.
    ///
    /// ```
    /// use statemark::act::Act;
    /// assert!(Act::CallOn.strength() < Act::Demand.strength());
    /// ```
    pub fn strength(self) -> u8 {
        self.row().strength
    }

    /// The event type of PLOVER, where there is one.
    pub fn plover(self) -> Option<&'static str> {
        self.row().plover
    }

    /// The English verb forms that signal the act; `…` stands for up to six words.
    pub fn english_forms(self) -> &'static [&'static str] {
        self.row().forms
    }

    fn row(self) -> &'static Row {
        &vocabulary::ROWS[self as usize]
    }
}

impl fmt::Display for Polarity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Positive => "+",
            Self::Neutral => "0",
            Self::Negative => "-",
        })
    }
}
