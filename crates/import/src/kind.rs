//! What a text is: plain, Markdown, HTML, XML, by its name and its content.

use std::borrow::Cow;
use std::path::Path;

use crate::encoding::Declares;
use crate::error::ImportError;
use crate::page::Page;
use crate::xml::Names;
use crate::{html, markdown, text, xml};

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Text of a PDF, as `pdftotext` leaves it.
    Pdf,
    /// Markdown.
    Markdown,
    /// A page of HTML.
    Html,
    /// XML of any kind.
    Xml,
}

impl Kind {
    /// What a file's name tells. Of `.txt` the content tells whether a PDF was there before.
    ///
    /// ```
    /// use statemark_import::kind::Kind;
    /// assert_eq!(Kind::from_name("rain.MD".as_ref()), Some(Kind::Markdown));
    /// assert_eq!(Kind::from_name("rain.txt".as_ref()), None);
    /// ```
    pub fn from_name(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "xml" => Some(Self::Xml),
            _ => None,
        }
    }

    /// What a text begins with tells: an XML declaration or an element, front matter; form feeds are those of a PDF.
    ///
    /// ```
    /// use statemark_import::kind::Kind;
    /// assert_eq!(Kind::from_content("<?xml version='1.0'?><a/>"), Kind::Xml);
    /// assert_eq!(Kind::from_content("<!DOCTYPE html><p>Rain"), Kind::Html);
    /// assert_eq!(Kind::from_content("Rain\n\u{C}and sun"), Kind::Pdf);
    /// ```
    pub fn from_content(text: &str) -> Self {
        let start = text.trim_start();
        let is_element =
            start.strip_prefix('<').is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '?' | '!')));
        if is_page(start) {
            Self::Html
        } else if is_element && start.contains('>') {
            Self::Xml
        } else if text.starts_with("---\n") || text.starts_with("---\r") {
            Self::Markdown
        } else if text.contains('\u{C}') {
            Self::Pdf
        } else {
            Self::Text
        }
    }

    /// Whether such a text names its own encoding.
    pub fn declares(self) -> Declares {
        match self {
            Self::Html => Declares::Html,
            Self::Xml => Declares::Xml,
            _ => Declares::Nothing,
        }
    }

    /// Reads a text of this kind. The names are those of elements of XML, the element is the part of a page of HTML that is its text.
    ///
    /// # Errors
    /// Those of its reader.
    pub fn read(self, text: &str, names: &Names, element: Option<&str>) -> Result<Page, ImportError> {
        match self {
            Self::Text | Self::Pdf => text::read(text),
            Self::Markdown => markdown::read(text),
            Self::Html => Ok(html::read(text, element).and_then(html::with_words)?),
            Self::Xml => xml::read(text, names),
        }
    }

    /// What a text of this kind is, and what was changed in it, for `provenance`.
    pub fn describe(self, text: &str) -> Cow<'static, str> {
        let name = match self {
            Self::Text => "plain text",
            Self::Pdf => "text of a PDF",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Xml => "XML",
        };
        match self {
            Self::Html | Self::Xml => name.into(),
            _ if text.contains(['\u{B}', '\u{C}', '\u{1C}', '\u{1D}', '\u{1E}']) => {
                format!("{name} with form feeds that became line feeds").into()
            }
            _ => name.into(),
        }
    }
}

/// Whether a text begins as a page of HTML does, behind an XML declaration.
fn is_page(start: &str) -> bool {
    let start = start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(start, |(_, rest)| rest.trim_start());
    let begins = |name: &str| start.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
    begins("<!doctype html") || begins("<html")
}
