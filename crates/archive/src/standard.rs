//! The standards, by name.

use std::fmt;

use statemark::document::Document;
use statemark::statement::Statement;

use crate::{akn, tei};

/// A standard of archives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standard {
    /// Akoma Ntoso 3.0.
    Akn,
    /// TEI P5.
    Tei,
}

impl Standard {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Akn, Self::Tei];

    /// What stands before `.xml` in the name of a file, and names the standard in arguments: `akn`, `tei`.
    ///
    /// ```
    /// use statemark_archive::standard::Standard;
    /// assert_eq!(Standard::Akn.code(), "akn");
    /// ```
    pub fn code(self) -> &'static str {
        match self {
            Self::Akn => "akn",
            Self::Tei => "tei",
        }
    }

    /// The standard that is called so.
    ///
    /// ```
    /// use statemark_archive::standard::Standard;
    /// assert_eq!(Standard::from_code("tei"), Some(Standard::Tei));
    /// ```
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standard| standard.code() == code)
    }

    /// Writes a statement.
    ///
    /// ```
    /// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
    /// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
    /// #     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]}"#;
    /// # let statement = statemark::json::from_str(text)?;
    /// use statemark_archive::standard::Standard;
    /// for standard in Standard::ALL {
    ///     assert_eq!(standard.read(&standard.write(&statement)).into_statement()?, statement);
    /// }
    /// # Ok::<(), statemark::error::Error>(())
    /// ```
    pub fn write(self, statement: &Statement) -> Vec<u8> {
        match self {
            Self::Akn => akn::to_vec(statement),
            Self::Tei => tei::to_vec(statement),
        }
    }

    /// Reads a document that was made of a statement, with all its faults and their places.
    pub fn read(self, input: &[u8]) -> Document<'_> {
        match self {
            Self::Akn => akn::read(input),
            Self::Tei => tei::read(input),
        }
    }
}

impl fmt::Display for Standard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Akn => "Akoma Ntoso",
            Self::Tei => "TEI",
        })
    }
}
