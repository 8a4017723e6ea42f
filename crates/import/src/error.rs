//! Why a text cannot be imported: what, where, and how to mend it.

use crate::encoding::EncodingError;
use crate::html::HtmlError;

/// Why a text cannot be imported. Lines and columns count from 1, columns in code points.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// There are no bytes, or white space alone.
    #[error("is empty")]
    Empty,
    /// There are characters, but no letter and no digit that is to be kept.
    #[error("has no words")]
    NoWords,
    /// The bytes are no text.
    #[error("is no text: byte {byte} in line {line} is NUL")]
    Binary {
        /// How many bytes stand before it.
        byte: usize,
        /// Its line.
        line: usize,
    },
    /// The bytes are not in the encoding that they are said to be in.
    #[error(transparent)]
    Encoding(#[from] EncodingError),
    /// The page passes a limit, or lacks the element that was asked for.
    #[error(transparent)]
    Html(#[from] HtmlError),
    /// A character that no statement may hold.
    #[error("has the control character U+{code:04X} in line {line}, column {column}")]
    Control {
        /// The character's number.
        code: u32,
        /// Its line.
        line: usize,
        /// Its column.
        column: usize,
    },
    /// The XML is ill-formed.
    #[error("is no XML that can be read: {message}, in line {line}, column {column}")]
    Xml {
        /// What is wrong.
        message: String,
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// The XML has words, but none of them in an element that is read as a paragraph.
    #[error("has no words in an element called {wanted}")]
    NoParagraph {
        /// The names that were looked for.
        wanted: String,
        /// Elements with words in them, the longest first.
        seen: String,
    },
    /// Nothing tells when the statement was made.
    #[error("does not tell its date")]
    NoDate,
}

impl ImportError {
    /// How to mend it.
    pub fn help(&self) -> String {
        match self {
            Self::Empty | Self::NoWords => "name a file with words in it".to_owned(),
            Self::Binary { .. } => {
                "save it as plain text; `pdftotext -layout` makes that of a PDF; UTF-16 needs --encoding utf-16le".to_owned()
            }
            Self::Encoding(error) => error.help().to_owned(),
            Self::Html(error) => error.help().to_owned(),
            Self::Control { .. } => "take it out".to_owned(),
            Self::Xml { .. } => "mend it, or say what else it is with --from".to_owned(),
            Self::NoParagraph { seen, .. } => format!("name the element of a paragraph with --paragraph; words are in {seen}"),
            Self::NoDate => "add --date, as in --date 2025-02-06 or --date 2025".to_owned(),
        }
    }
}
