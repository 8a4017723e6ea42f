//! The same statement, written in all the ways that XML allows.

use statemark::json;
use statemark::number::Confidence;
use statemark_convert::xml;

const PLAIN: &str = r#"<statement xmlns="https://w3id.org/statemark/1" version="1.0" id="a" type="statement" xml:lang="en" date="2025" issuers="x y">
  <title>Rain &amp; wind</title>
  <title xml:lang="fr">La pluie</title>
  <entities>
    <entity id="x" kind="state"><name>X</name></entity>
    <entity id="y" kind="state"><name>Y</name></entity>
  </entities>
  <sources>
    <source id="s" kind="other"><text xml:space="preserve"> X
welcomes	rain &amp; </text></source>
  </sources>
  <sections>
    <section>
      <clause id="rain" number="1." by="x y" act="welcome" confidence="0.5">
        <text>X welcomes "rain".</text>
        <evidence source="s" start="1" end="11">X
welcomes</evidence>
        <ext><map xmlns="http://www.w3.org/2005/xpath-functions"><string key="a"> b</string><null key="c"/></map></ext>
      </clause>
    </section>
  </sections>
</statement>
"#;

/// The plain document with parts of it written in another way.
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(PLAIN.to_owned(), |text, (plain, other)| {
        assert!(text.contains(plain), "{plain}");
        text.replace(plain, other)
    })
}

#[track_caller]
fn assert_same(bytes: &[u8]) {
    let plain = xml::from_slice(PLAIN.as_bytes()).unwrap();
    let read = xml::from_slice(bytes).unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(bytes)));
    assert_eq!(json::to_string_pretty(&read), json::to_string_pretty(&plain));
}

#[test]
fn the_plain_document_is_what_it_says() {
    let statement = xml::from_slice(PLAIN.as_bytes()).unwrap();
    assert_eq!(statement.title.own(&statement.language).as_str(), "Rain & wind");
    assert_eq!(
        statement.title.others(&statement.language).map(|(tag, line)| (tag.as_str(), line.as_str())).collect::<Vec<_>>(),
        [("fr", "La pluie")]
    );
    assert_eq!(statement.sources[0].text.as_ref().unwrap().as_str(), " X\nwelcomes\train & ");
    let clause = &statement.sections[0].clauses[0];
    assert_eq!(clause.by.iter().map(AsRef::<str>::as_ref).collect::<Vec<_>>(), ["x", "y"]);
    assert_eq!(clause.confidence, Confidence::new(0.5).ok());
    assert_eq!(json::to_string(&statement).split_once("\"ext\":").unwrap().1, r#"{"a":" b","c":null}}]}]}"#);
}

#[test]
fn namespaces_by_any_prefix() {
    let prefixed = PLAIN.replace("</", "\0").replace('<', "<s:").replace('\0', "</s:").replace("xmlns=", "xmlns:s=");
    let prefixed = prefixed.replace("s:map xmlns:s=", "f:map xmlns:f=").replace("s:map", "f:map");
    let prefixed = prefixed.replace("s:string", "f:string").replace("s:null", "f:null");
    assert!(prefixed.contains("</s:title>") && prefixed.contains("<f:string"), "{prefixed}");
    assert_same(prefixed.as_bytes());
    assert_same(
        with(&[
            ("<statement ", "<s:statement xmlns:s=\"https://w3id.org/statemark/1\" "),
            ("</statement>", "</s:statement>"),
            ("<title>", "<s:title>"),
            ("&amp; wind</title>", "&amp; wind</s:title>"),
            ("<sections>", "<t:sections xmlns:t=\"https://w3id.org/statemark/1\">"),
            ("</sections>", "</t:sections>"),
        ])
        .as_bytes(),
    );
    assert_same(
        with(&[("<section>", "<section xmlns:unused=\"https://example.org\" xmlns=\"https://w3id.org/statemark/1\">")])
            .as_bytes(),
    );
}

#[test]
fn attributes_in_any_order_and_quotation() {
    assert_same(
        with(&[
            ("id=\"rain\" number=\"1.\" by=\"x y\"", "\n  by = ' x\n\ty '\r\n number='1.' id='rain'"),
            ("version=\"1.0\" id=\"a\"", "id=\"&#97;\" version=\"&#x31;.0\""),
        ])
        .as_bytes(),
    );
}

#[test]
fn words_in_pieces() {
    assert_same(
        with(&[
            ("Rain &amp; wind", "<![CDATA[Rain & ]]>w<!-- a comment -->i<?and more?>n&#100;"),
            ("welcomes \"rain\"", "welcomes &quot;rain&#x22;"),
            ("<string key=\"a\"> b", "<string key=\"a\">&#32;<![CDATA[b]]>"),
            ("<entities>", "<!-- between --><?too?><entities>&#10;"),
            ("<null key=\"c\"/>", "<null key=\"c\"><!-- nothing --></null>"),
        ])
        .as_bytes(),
    );
}

#[test]
fn line_ends_and_what_stands_around() {
    assert_same(PLAIN.replace('\n', "\r\n").as_bytes());
    assert_same(PLAIN.replace('\n', "\r").as_bytes());
    assert_same(format!("<?xml version='1.0' standalone='yes'?>\n<!-- a -->\n{PLAIN}<?b?>\n<!-- c -->\n\n").as_bytes());
    assert_same(format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\" ?>{PLAIN}").as_bytes());
    let indented = with(&[("<clause", "\n\t \n<clause"), ("<name>X", "\n<name>X"), ("</statement>", "</statement  >")]);
    assert_same(indented.as_bytes());
}

#[test]
fn a_carriage_return_that_is_meant_stays() {
    let text = with(&[
        ("X\nwelcomes\train", "X&#13;\nwelcomes\train"),
        ("start=\"1\" end=\"11\"", "start=\"1\" end=\"12\""),
        (">X\nwelcomes<", ">X&#xD;\nwelcomes<"),
    ]);
    let statement = xml::from_slice(text.as_bytes()).unwrap();
    assert_eq!(statement.sources[0].text.as_ref().unwrap().as_str(), " X\r\nwelcomes\train & ");
    assert_eq!(xml::from_slice(xml::to_string(&statement).as_bytes()).unwrap(), statement);
}

#[test]
fn utf16_of_both_byte_orders() {
    let units = |text: &str, big: bool| -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    for big in [true, false] {
        for text in [
            format!("\u{FEFF}{PLAIN}"),
            format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>{PLAIN}"),
            format!("<?xml version=\"1.0\" encoding=\"utf-16\"?>{PLAIN}"),
        ] {
            assert_same(&units(&text, big));
        }
    }
    let document = units(&format!("\u{FEFF}{}", PLAIN.replace("act=\"welcome\"", "act=\"wave\"")), true);
    let read = xml::read(&document);
    let place = read.place(read.faults[0].span.start);
    assert_eq!((place.line, place.column), (14, 51));
}

#[test]
fn places_are_those_of_the_value() {
    let document = xml::read(PLAIN.as_bytes());
    let node = document.node().unwrap();
    let text = |pointer: &str| {
        let span = node.at(pointer).unwrap_or_else(|| panic!("{pointer}")).span;
        &PLAIN[span.start..span.end]
    };
    assert_eq!(text("/issuers/1"), "y");
    assert_eq!(text("/title/en"), "Rain &amp; wind");
    assert_eq!(text("/title/fr"), "La pluie");
    assert_eq!(text("/entities/0"), "<entity id=\"x\" kind=\"state\"><name>X</name></entity>");
    assert_eq!(text("/sections/0/clauses/0/evidence/0/exact"), "X\nwelcomes");
    assert_eq!(text("/sections/0/clauses/0/ext/a"), " b");
    assert_eq!(text("/sections/0/clauses/0/confidence"), "0.5");
}
