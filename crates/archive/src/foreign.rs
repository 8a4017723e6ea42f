//! Documents of a standard that were not made of statements: their words as a page, of which `statemark-import` makes an uncoded statement.
//!
//! What holds one document is read, whatever its type; what holds several is refused. Words that are no part of the text are left out with
//! a reason, and what markup says beyond the words is counted by the names of its elements.

mod akn;
mod alternatives;
mod blocks;
mod reader;
mod tei;
#[cfg(test)]
mod tests;
mod words;

use std::collections::BTreeMap;
use std::fmt;

use statemark::fault::Fault;
use statemark::place::Lines;
use statemark_convert::xml::tree::{Element, Source};
use statemark_import::page::Page;

use crate::standard::Standard;

/// A document of others, read.
#[derive(Debug, Clone)]
pub struct Foreign {
    /// Its words, and what it says of itself.
    pub page: Page,
    /// The elements that say what an uncoded statement has no place for: their names, and how many there are.
    pub markup: BTreeMap<String, usize>,
}

/// Why a document is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, with its place.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

/// Reads a document of others.
///
/// # Errors
/// Where it is no XML, no document of the standard, or several documents.
///
/// ```
/// use statemark_archive::{foreign::read, standard::Standard};
/// let text = br#"<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader/><text><body>
///     <head>On rain</head><p>We <hi>welcome</hi> it.<note>At last.</note></p></body></text></TEI>"#;
/// let foreign = read(Standard::Tei, text).unwrap();
/// assert_eq!(foreign.page.blocks[1].words, "We welcome it.");
/// assert_eq!((foreign.page.left_out[0].reason, foreign.markup["hi"]), ("a note", 1));
/// ```
pub fn read(standard: Standard, input: &[u8]) -> Result<Foreign, Refusal> {
    let source = Source::decode(input).map_err(|unreadable| {
        let fault = unreadable.faults.first().cloned();
        fault.map_or_else(|| refusal("is no text", "save it as UTF-8"), |fault| told(&fault, &unreadable.text))
    })?;
    let root = source.tree().map_err(|fault| told(&fault, &source.text))?;
    match standard {
        Standard::Akn => akn::read(&root),
        Standard::Tei => tei::read(&root),
    }
}

/// A fault of XML as a refusal.
fn told(fault: &Fault, text: &str) -> Refusal {
    let place = Lines::new(text).place(fault.span.start);
    let message = format!("is no XML that can be read: {}, in line {}, column {}", fault.message, place.line, place.column);
    refusal(message, fault.help.clone().unwrap_or_else(|| "mend it".to_owned()))
}

fn refusal(message: impl Into<String>, help: impl Into<String>) -> Refusal {
    Refusal { message: message.into(), help: help.into() }
}

/// The refusal of what would lose its coding.
fn made_already() -> Refusal {
    refusal("was made of a statement", "`statemark convert` makes the statement of it again, with nothing lost")
}

/// What an element is to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The title of the whole.
    Title,
    Heading,
    Paragraph,
    /// The number of what follows.
    Number,
    /// A part whose headings stand a level deeper.
    Level,
    /// An item of a list below what stands before it.
    Item,
    /// What holds others, and ends what stands before it. Bare words in it are a paragraph.
    Container,
    /// A part of the words around it.
    Inline,
    /// A part of the words around it, with white space on both sides.
    Spaced,
    /// A break in a word.
    Joint,
    /// Several that stand for one another.
    Choice,
    /// No part of the text, for this reason.
    Apart(&'static str),
    /// What says something of the document, and is none of its words.
    Unread(&'static str),
}

impl Role {
    /// Whether blocks, sections and numbers tell what it says.
    fn is_structure(self) -> bool {
        use Role::{Container, Heading, Item, Level, Number, Paragraph, Title};
        matches!(self, Title | Heading | Paragraph | Number | Level | Item | Container)
    }
}

/// Where an element stands.
#[derive(Clone, Copy)]
struct Place<'tree, 'text> {
    around: &'tree Element<'text>,
    /// Whether it is a part of a paragraph.
    is_open: bool,
    /// Whether it is that, or bare words stand before it.
    is_amid: bool,
}

/// What is known of an element by its name and place.
type Roles = fn(element: &Element<'_>, place: Place<'_, '_>) -> Role;
