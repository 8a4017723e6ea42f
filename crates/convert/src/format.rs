//! The three spellings, by name and by content.

use std::fmt;
use std::io;
use std::path::Path;

use statemark::document::Document;
use statemark::json;
use statemark::statement::Statement;

use crate::{markdown, xml};

/// A spelling of Statemark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// JSON, the native one.
    Json,
    /// XML.
    Xml,
    /// Markdown.
    Markdown,
}

impl Format {
    /// All spellings.
    pub const ALL: [Self; 3] = [Self::Json, Self::Xml, Self::Markdown];

    /// The spelling that a file's name tells, by its extension: `.json`, `.xml`, `.md` or `.markdown`.
    ///
    /// ```
    /// use statemark_convert::format::Format;
    /// assert_eq!(Format::from_name("a.statemark.md".as_ref()), Some(Format::Markdown));
    /// assert_eq!(Format::from_name("a.txt".as_ref()), None);
    /// ```
    pub fn from_name(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "xml" => Some(Self::Xml),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }

    /// The spelling that a document's first characters tell: `{` or `[`, `<` or `---`, after a byte order mark and white space.
    pub fn from_content(input: &[u8]) -> Option<Self> {
        if input.starts_with(b"\xFF\xFE")
            || input.starts_with(b"\xFE\xFF")
            || input.starts_with(b"<\0")
            || input.starts_with(b"\0<")
        {
            // Of the three, only XML may be in UTF-16.
            return Some(Self::Xml);
        }
        let text = input.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(input).trim_ascii_start();
        match text.first()? {
            // A list is no statement, but JSON's reader says so best.
            b'{' | b'[' => Some(Self::Json),
            b'<' => Some(Self::Xml),
            _ => text.starts_with(b"---").then_some(Self::Markdown),
        }
    }

    /// Reads a document in this spelling, with all its faults and their places.
    pub fn read(self, input: &[u8]) -> Document<'_> {
        match self {
            Self::Json => json::read(input),
            Self::Xml => xml::read(input),
            Self::Markdown => markdown::read(input),
        }
    }

    /// Writes a statement in this spelling, as a file holds it.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn write(self, writer: impl io::Write, statement: &Statement) -> io::Result<()> {
        match self {
            Self::Json => json::to_writer_pretty(writer, statement),
            Self::Xml => xml::to_writer(writer, statement),
            Self::Markdown => markdown::to_writer(writer, statement),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Json => "JSON",
            Self::Xml => "XML",
            Self::Markdown => "Markdown",
        })
    }
}
