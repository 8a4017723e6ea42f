//! What a reader makes of documents that somebody changed: it is read with the change, or told with its place, and never lost.

use statemark::json;
use statemark::statement::Statement;
use statemark_archive::standard::Standard;

fn statement() -> Statement {
    json::from_str(
        r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": {"en": "On rain", "fr": "De la pluie"}, "language": "en",
        "date": "2025-02~", "place": {"name": "Lakes", "country": "ZZ"}, "issuers": ["x"],
        "entities": [{"id": "x", "kind": "state", "name": "X", "aliases": ["the X"]}], "topics": [{"id": "t", "label": "Rain"}],
        "sections": [{"kind": "body", "heading": "Rain", "clauses": [
            {"id": "rain", "number": "1.", "text": "X welcomes the rain.", "by": ["x"], "act": "welcome", "about": ["x"], "topics": ["t"],
            "note": "It rained.", "clauses": [{"id": "sun", "text": "and the sun."}]}]}]}"#,
    )
    .unwrap()
}

/// Reads a document with a change; gives its canonical JSON, or the first fault with its line.
fn changed(standard: Standard, from: &str, to: &str) -> Result<String, String> {
    let text = String::from_utf8(standard.write(&statement())).unwrap();
    assert!(text.contains(from), "{from} is not in\n{text}");
    let text = text.replacen(from, to, 1);
    let document = standard.read(text.as_bytes());
    document.statement.as_ref().map(json::to_string).ok_or_else(|| {
        let fault = &document.faults[0];
        let line = 1 + text[..fault.span.start].matches('\n').count();
        let shown = text.lines().nth(line - 1).unwrap_or_default().trim();
        format!("{}: {} | {}", fault.pointer, fault.message, shown.chars().take(60).collect::<String>())
    })
}

#[test]
fn a_change_of_words_is_read() {
    for standard in Standard::ALL {
        let read = changed(standard, "X welcomes the rain.", "X welcomes the snow &amp; ice.").unwrap();
        assert_eq!(read, json::to_string(&statement()).replace("the rain.\"", "the snow & ice.\""));
        // Layout, comments, CDATA and other prefixes are no change.
        for (from, to) in [("\n", "\n\n\t"), ("<rest", "<!-- c --><rest"), (">X welcomes", "><![CDATA[X]]> welcomes")] {
            assert_eq!(changed(standard, from, to).unwrap(), json::to_string(&statement()), "{from}");
        }
        let text = String::from_utf8(standard.write(&statement())).unwrap();
        let prefixed = text.replace("sm:", "other:").replace("xmlns:sm", "xmlns:other");
        assert_eq!(standard.read(prefixed.as_bytes()).statement.as_ref(), Some(&statement()));
        let utf16: Vec<u8> =
            std::iter::once(0xFEFF).chain(text.replace("UTF-8", "UTF-16").encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(standard.read(&utf16).statement.as_ref(), Some(&statement()));
        // So are other names of elements, with the pointers at them, and hints for validators.
        let renamed = text.replace("sec_1", "part_a").replace("#act.welcome", "#wel").replace("\"act.welcome\"", "\"wel\"");
        let hint = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"a b\" xmlns=";
        let hinted = renamed.replacen(" xmlns=", hint, 1);
        let document = standard.read(hinted.as_bytes());
        assert_eq!(document.statement.as_ref(), Some(&statement()), "{:?}", document.faults);
    }
}

#[test]
fn what_would_be_lost_is_told() {
    let akn = [
        ("<heading>Rain</heading>", "<heading>Rain</heading><subheading>Sun</subheading>"),
        ("<p>X welcomes", "<p>First.</p><p>X welcomes"),
        ("welcomes the rain", "welcomes <i>the</i> rain"),
        ("<mainBody>", "<mainBody><paragraph><content><p>More.</p></content></paragraph>"),
        ("<mainBody>", "<mainBody>Words"),
        ("sm:act=\"welcome\"", "sm:act=\"welcom\""),
        ("sm:act=", "sm:actt="),
        ("<entity ref=\"#x\">", "<entity ref=\"#y\">"),
        ("<alias>", "<nick>x</nick><alias>"),
        ("placementBase=\"#sec_1__para_1\"", "placementBase=\"#sec_9\""),
        ("date=\"2025-02~\"", "date=\"2025-2~\""),
        (" sm:language=\"en\"", ""),
        (" sm:kind=\"state\"", ""),
        (
            "<references ",
            "<lifecycle source=\"#x\"><eventRef date=\"2025-02-01\" source=\"#x\" type=\"generation\"/></lifecycle><references ",
        ),
        ("<p>It rained.</p>", "<p>It rained.</p><p>A lot.</p>"),
        ("<FRBRcountry value=\"xx\"", "<FRBRcountry value=\"fr\""),
        ("<p><docTitle>", "<p><docNumber>12</docNumber><docTitle>"),
        ("refersTo=\"#act.welcome #x\"", "refersTo=\"#x\""),
        ("showAs=\"Statemark\"", "showAs=\"Another\""),
        (" mapping=\"1\"", ""),
        (" mapping=\"1\"", " mapping=\"2\""),
        ("<statement version", "A remark. <statement version"),
        (" eId=\"sec_1\"", ""),
        ("<paragraph ", "<paragraph status=\"removed\" "),
    ];
    let tei = [
        ("<ab>X welcomes", "<p>First.</p><ab>X welcomes"),
        ("<ab>X welcomes", "<ab>First.</ab><ab>X welcomes"),
        ("welcomes the rain", "welcomes <hi>the</hi> rain"),
        ("</body>", "</body><back><div><p>More.</p></div></back>"),
        ("name=\"welcome\"", "name=\"welcom\""),
        ("active=\"#x\"", "active=\"\""),
        ("corresp=\"#rain\"", "corresp=\"#snow\""),
        ("target=\"#rain\"", "target=\"#snow\""),
        ("when-custom=\"2025-02~\"", "when-custom=\"2025-2~\""),
        (" xml:lang=\"en\"", ""),
        ("<authority>X", "<authority>An archive"),
        (" mapping=\"1\"", " mapping=\"one\""),
        ("<statement version", "A remark. <statement version"),
        ("<idno ", "<idno type=\"shelfmark\">A 7</idno><idno "),
        ("<text>", "<text type=\"treaty\">"),
        ("</titleStmt>", "<respStmt><resp>checked</resp><name>N. N.</name></respStmt></titleStmt>"),
        ("<note>It rained.", "<note>It snowed.</note><note>It rained."),
        ("<standOff>", "<standOff><listOrg><org xml:id=\"y\"><orgName>Y</orgName></org></listOrg>"),
        ("<body>", "<body><pb n=\"1\"/>"),
        ("<date ", "<date cert=\"low\" "),
        ("</teiHeader>", "<revisionDesc><change>Looked at.</change></revisionDesc></teiHeader>"),
    ];
    let told = |standard, changes: &[(&str, &str)]| -> String {
        let told = changes.iter().map(|(from, to)| changed(standard, from, to).unwrap_or_else(|told| told) + "\n");
        told.collect()
    };
    insta::assert_snapshot!("akn", told(Standard::Akn, &akn));
    insta::assert_snapshot!("tei", told(Standard::Tei, &tei));
}

#[test]
fn limits_and_what_is_no_document_are_told() {
    let deep = |depth: usize| {
        let root = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\">";
        format!("{root}{}{}</akomaNtoso>", "<a>".repeat(depth), "</a>".repeat(depth))
    };
    for (text, message) in [
        (deep(200), "elements stand more than 128 deep in each other"),
        ("<a/>".to_owned(), "`a` is no "),
        (deep(1), "`akomaNtoso` is no "),
        ("<!DOCTYPE a><a/>".to_owned(), "a DOCTYPE has no place here"),
        (
            format!("<a>{}</a>", "<b/>".repeat(1_000_001)),
            "the document holds more than 1000000 elements, attributes and runs of words",
        ),
        (String::new(), "the document is empty"),
        ("\u{1}".to_owned(), ""),
    ] {
        for standard in Standard::ALL {
            let document = standard.read(text.as_bytes());
            assert!(document.statement.is_none() && document.faults[0].message.starts_with(message), "{:?}", document.faults);
        }
    }
}
