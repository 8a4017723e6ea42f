//! Documents of a standard that were not made of statements: their words as a page, of which `statemark-import` makes an uncoded statement.
//!
//! What holds one document is read, whatever its type; what holds several is refused. Words that are no part of the text are left out with
//! a reason, and what markup says beyond the words is counted by the names of its elements.

mod akn;
mod reader;
mod tei;

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
    /// What holds others, and ends what stands before it.
    Container,
    /// A part of the words around it.
    Inline,
    /// No part of the text, for this reason.
    Apart(&'static str),
    /// What says something of the document, and is none of its words.
    Unread(&'static str),
}

/// What is known of an element by its name; `is_open` says whether words are being read, in which it stands.
type Roles = fn(element: &Element<'_>, is_open: bool) -> Role;

#[cfg(test)]
mod tests {
    use statemark_import::page::BlockKind;

    use super::*;

    fn akn(version: &str, inside: &str) -> Result<Foreign, Refusal> {
        let root = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/";
        read(Standard::Akn, format!("{root}{version}\">{inside}</akomaNtoso>").as_bytes())
    }

    /// A resolution as the guideline of the United Nations has it.
    const RESOLUTION: &str = "<statement name=\"resolution\" contains=\"originalVersion\">\
        <meta><identification source=\"#un\"><FRBRWork><FRBRdate date=\"2019-12-20\" name=\"adoption\"/>\
        <FRBRauthor href=\"#ga\"/></FRBRWork><FRBRExpression><FRBRlanguage language=\"eng\"/></FRBRExpression></identification>\
        <references source=\"#un\"><TLCOrganization eId=\"ga\" href=\"/un/ga\" showAs=\"General Assembly\"/></references></meta>\
        <preface><container name=\"title\"><p><docNumber>74/200</docNumber></p><p><docTitle>On rain</docTitle></p></container></preface>\
        <preamble><formula name=\"enactingFormula\"><p>The General Assembly,</p></formula>\
        <container name=\"recalling\"><p><i>Recalling</i> its resolution <ref href=\"/un/1\">1</ref>,</p></container></preamble>\
        <mainBody><paragraph eId=\"para_1\"><num>1.</num><intro><p>Calls upon all States:</p></intro>\
        <list><point><num>(a)</num><content><p>To act;<authorialNote><p>At once.</p></authorialNote></p></content></point></list></paragraph>\
        <paragraph><num>2.</num><content><p>Decides to remain seized.</p></content></paragraph></mainBody></statement>";

    #[test]
    fn a_resolution_is_read_as_it_is_printed() {
        for version in ["3.0", "3.0/WD17", "3.0/CSD13"] {
            let Foreign { page, markup } = akn(version, RESOLUTION).unwrap();
            let blocks = page.blocks.iter().map(|block| (block.kind, block.number.as_deref(), &*block.words)).collect::<Vec<_>>();
            let expected = [
                (BlockKind::Paragraph, None, "74/200"),
                (BlockKind::Title, None, "On rain"),
                (BlockKind::Paragraph, None, "The General Assembly,"),
                (BlockKind::Paragraph, None, "Recalling its resolution 1,"),
                (BlockKind::Paragraph, Some("1."), "Calls upon all States:"),
                (BlockKind::Item(1), Some("(a)"), "To act;"),
                (BlockKind::Paragraph, Some("2."), "Decides to remain seized."),
            ];
            assert_eq!(blocks, expected);
            let said = page.metadata.entries.iter().map(|entry| (entry.key, &*entry.value)).collect::<Vec<_>>();
            assert_eq!(said, [("date", "2019-12-20"), ("language", "eng"), ("issuer", "General Assembly")]);
            assert_eq!((markup["ref"], markup["FRBRauthor"]), (1, 1));
            let reasons: Vec<_> =
                page.left_out.iter().map(|left_out| (left_out.reason, &page.text[left_out.span.clone()])).collect();
            assert_eq!(reasons, [("a number", "1."), ("a number", "(a)"), ("a note", "At once."), ("a number", "2.")]);
        }
    }

    #[test]
    fn what_is_no_single_document_of_the_standard_is_refused() {
        for (version, inside, message) in [
            ("3.0", "<documentCollection/>", "holds a `documentCollection` without a document"),
            (
                "3.0",
                "<documentCollection><collectionBody><component><documentRef/></component></collectionBody>\
                <components><component><act/></component><component><doc/></component></components></documentCollection>",
                "holds a `documentCollection` of 2 documents",
            ),
            ("3.0", "<amendmentList/>", "holds a `amendmentList`, which is no single document"),
            ("3.0", "", "holds no document"),
            ("4.0", "<act/>", "is no Akoma Ntoso 3.0: its root is `akomaNtoso`"),
            ("3.01", "<act/>", "is no Akoma Ntoso 3.0: its root is `akomaNtoso`"),
            ("3.0", "<act>&amp;&b;</act>", "is no XML that can be read: "),
        ] {
            let refusal = akn(version, inside).unwrap_err();
            assert!(refusal.message.starts_with(message), "{refusal}");
        }
        for text in ["<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\"/>", "<TEI/>", "<!DOCTYPE TEI><TEI/>", "", "\u{0}"] {
            assert!(read(Standard::Tei, text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_publication_of_one_document_is_read_with_what_stands_around_it() {
        let inside = "<documentCollection name=\"publicationResolution\"><meta/><preface><p>Distr.: General</p></preface>\
            <collectionBody><component><documentRef href=\"#comp_1\"/></component></collectionBody>\
            <components><component eId=\"comp_1\"><statement name=\"resolution\"><meta><identification><FRBRWork>\
            <FRBRdate date=\"2014-12-05\" name=\"\"/></FRBRWork></identification></meta>\
            <preamble><formula name=\"enactingFormula\"><p>The Assembly,</p></formula></preamble></statement></component></components>\
            </documentCollection>";
        let foreign = akn("3.0", inside).unwrap();
        assert_eq!(foreign.page.text, "Distr.: General\n\nThe Assembly,");
        assert_eq!(foreign.page.metadata.entries[0].value, "2014-12-05");
    }

    #[test]
    fn what_was_made_of_a_statement_is_not_made_of_once_more() {
        let statement = statemark::json::from_str(
            r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "A", "language": "en", "date": "2025", "issuers": ["x"],
            "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": [{"heading": "B"}]}"#,
        );
        let statement = statement.unwrap();
        for standard in Standard::ALL {
            assert_eq!(read(standard, &standard.write(&statement)).unwrap_err(), made_already());
        }
    }
}
