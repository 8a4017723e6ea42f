//! Documents of others, small and made by hand.

mod chance;
mod limits;
mod reading;

use statemark_import::page::{Block, BlockKind, LeftOut};

use super::*;

fn akn(version: &str, inside: &str) -> Result<Foreign, Refusal> {
    let root = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/";
    read(Standard::Akn, format!("{root}{version}\">{inside}</akomaNtoso>").as_bytes())
}

fn tei(body: &str) -> Result<Foreign, Refusal> {
    let text = format!("<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>{body}</body></text></TEI>");
    read(Standard::Tei, text.as_bytes())
}

/// The words of all blocks.
fn blocks(foreign: &Foreign) -> String {
    foreign.page.blocks.iter().map(|block| &*block.words).collect::<Vec<_>>().join("|")
}

/// The blocks with their numbers, as in Markdown.
fn printed(foreign: &Foreign) -> String {
    let block = |block: &Block| {
        let mark = match block.kind {
            BlockKind::Title => "% ".to_owned(),
            BlockKind::Heading(level) => "#".repeat(level.into()) + " ",
            BlockKind::Paragraph => String::new(),
            BlockKind::Item(depth) => "*".repeat(depth.into()) + " ",
        };
        let number = block.number.as_ref().map(|number| format!("{number} "));
        mark + &number.unwrap_or_default() + &block.words
    };
    foreign.page.blocks.iter().map(block).collect::<Vec<_>>().join("|")
}

/// What is left out, and why.
fn told(foreign: &Foreign) -> String {
    let line = |left_out: &LeftOut| format!("{}: {}", left_out.reason, &foreign.page.text[left_out.span.clone()]);
    foreign.page.left_out.iter().map(line).collect::<Vec<_>>().join(", ")
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
        let reasons: Vec<_> = page.left_out.iter().map(|left_out| (left_out.reason, &page.text[left_out.span.clone()])).collect();
        assert_eq!(reasons, [("a number", "1."), ("a number", "(a)"), ("a note", "At once."), ("a number", "2.")]);
    }
}

#[test]
fn what_is_no_single_document_of_akoma_ntoso_is_refused() {
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
        ("3.0", "<doc/><doc/>", "holds `doc`, `doc` beside one another"),
        ("3.0", "<doc/><components><component><doc/></component></components>", "holds `doc`, `components` beside one another"),
        ("3.0", "<act><components/></act>", "holds a `act` with components of its own"),
        ("4.0", "<act/>", "is no Akoma Ntoso 3.0: its root is `akomaNtoso`"),
        ("3.01", "<act/>", "is no Akoma Ntoso 3.0: its root is `akomaNtoso`"),
        ("3.0", "<act>&amp;&b;</act>", "is no XML that can be read: "),
    ] {
        let refusal = akn(version, inside).unwrap_err();
        assert!(refusal.message.starts_with(message), "{refusal}");
    }
}

#[test]
fn what_is_no_single_text_is_refused() {
    for (body, message) in [
        ("<p>A</p></body></text><text><body>", "holds a second text, in its `text`"),
        ("</body><group><text><body/></text></group><body>", "holds a second text, in its `group`"),
        ("</body></text><TEI><text><body/></text></TEI><text><body>", "holds a second text, in its `TEI`"),
        ("<p>A</p><include href=\"b.xml\"/>", "leads to another file, by its `include`"),
        ("<p>A <delSpan spanTo=\"#b\"/> B <anchor xml:id=\"b\"/></p>", "says by `delSpan`"),
    ] {
        let refusal = tei(body).unwrap_err();
        assert!(refusal.message.starts_with(message), "{refusal}");
    }
    for text in [
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"/>",
        "<teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\"/>",
        "<TEI/>",
        "<!DOCTYPE TEI><TEI/>",
        "",
        "\u{0}",
    ] {
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
    let behind = inside.replace("</documentCollection>", "").replace("<components>", "</documentCollection><components>");
    for inside in [inside, &behind] {
        let foreign = akn("3.0", inside).unwrap();
        assert_eq!(foreign.page.text, "Distr.: General\n\nThe Assembly,");
        assert_eq!(foreign.page.metadata.entries[0].value, "2014-12-05");
    }
}

#[test]
fn an_annex_and_a_preamble_in_the_main_body_are_read_where_they_stand() {
    let inside = "<statement name=\"resolution\"><preamble><formula name=\"enactingFormula\"><p>The Assembly,</p></formula></preamble>\
        <mainBody><section><num>I</num><heading>Rain</heading><crossHeading refersTo=\"#preamble\">Having rain,</crossHeading>\
        <paragraph><num>1.</num><content><p>Thanks<authorialNote marker=\"2\"><p>A note.</p></authorialNote>, all;</p></content></paragraph>\
        </section></mainBody><attachments><attachment><heading>Annex</heading><doc name=\"annex\"><meta/><preface><p><docTitle>Terms</docTitle>\
        </p></preface><mainBody><p>One</p><table><tr><th><p>Two</p></th><td>Three</td></tr></table></mainBody></doc></attachment></attachments>\
        </statement>";
    let foreign = akn("3.0", inside).unwrap();
    assert_eq!(printed(&foreign), "The Assembly,|# I Rain|Having rain,|1. Thanks, all;|# Annex|# Terms|One|Two|Three");
    assert_eq!(told(&foreign), "a number: I, a number: 1., a note: A note.");
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
