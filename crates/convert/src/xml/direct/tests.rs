//! What is read straight is read as by the general reader, and nothing that has a fault.

use std::borrow::Cow;

use statemark_specimens::draw::Draw;
use statemark_specimens::{campaign, document, examples};

use super::super::collection::{Collection, Head};
use super::super::decode::Encoding;
use super::super::{COLLECTION_BEGIN, append_record, read as general, to_string};
use super::*;

/// How a text is read.
#[derive(Clone, Copy)]
enum As<'root> {
    Document,
    Record(&'root Collection),
}

fn plain_collection() -> Collection {
    match Collection::head(COLLECTION_BEGIN.as_bytes()) {
        Head::Many(collection) => collection,
        head => panic!("{head:?}"),
    }
}

/// Whether a text is read straight; then the general reader reads the same in it, and the tree that is made later is its tree.
fn is_straight(text: &str, how: As<'_>) -> bool {
    let (straight, within) = match how {
        As::Document => (document(text), None),
        As::Record(collection) => (record(text), Some(collection)),
    };
    let Some(straight) = straight else { return false };
    let slow = general::document(Cow::Borrowed(text), Encoding::Utf8, within);
    assert_eq!((&straight.statement, &[][..]), (&slow.statement, &slow.faults[..]), "{text}");
    assert_eq!(straight.node(), slow.node(), "{text}");
    true
}

/// Every document that our writer writes, as one of its own and as a record.
fn spellings(statement: &Statement) -> (String, String) {
    let mut record = Vec::new();
    append_record(&mut record, statement);
    (to_string(statement), String::from_utf8(record).unwrap())
}

#[test]
fn what_our_writer_writes_is_read_straight() {
    let collection = plain_collection();
    let generated = (0..campaign::cases()).map(document::statement);
    for statement in generated.chain(examples::examples().into_iter().map(|example| example.statement)) {
        let (text, record) = spellings(&statement);
        assert!(is_straight(&text, As::Document), "{text}");
        assert!(is_straight(&record, As::Record(&collection)), "{record}");
        assert_eq!(document(&text).unwrap().statement, Some(statement));
    }
}

/// What is written over, into or behind a document, or found in it and taken out.
#[rustfmt::skip]
const PIECES: [&str; 48] = [
    "\"", "'", "<", ">", "/", "/>", "=", " ", "  ", "\n", "\t", "\r", "\r\n", "&", ";", "&amp;", "&lt;", "&#13;", "&#9;", "&#10;",
    "&#0;", "&apos;", "&a;", "]]>", "]", "<!-- -->", "<?a?>", "<![CDATA[a]]>", "a:", "x", "0", "9", "-", ".", ",", "\u{FFFE}",
    "\u{85}", "\u{1}", "\u{2028}", "é", " id=\"x\"", " xml:lang=\"en\"", " xml:space=\"preserve\"", " xmlns=\"a\"",
    "<text>x</text>", "<note>x</note>", "</clause>", "<ext><map xmlns=\"http://www.w3.org/2005/xpath-functions\"><null key=\"a\"/></map></ext>",
];

#[test]
fn what_is_read_straight_has_no_fault() {
    let collection = plain_collection();
    let mut draw = Draw::new(campaign::seed());
    let (mut tried, mut taken) = (0, 0);
    for seed in 0..campaign::cases() {
        let (right, right_record) = spellings(&document::statement(seed));
        for (right, how) in [(right, As::Document), (right_record, As::Record(&collection))] {
            let mut text = right.clone();
            for _ in 0..10 {
                text = spoilt(&mut draw, &text);
                tried += 1;
                let is_taken = is_straight(&text, how);
                taken += u64::from(is_taken);
                if !is_taken && draw.once_in(2) {
                    text.clone_from(&right);
                }
            }
        }
    }
    println!("{tried} spoilt documents, of which {taken} were read straight");
    assert!(taken > 0, "some changes leave a document right");
}

/// A text with one change: something taken out, doubled, moved, put in, or put in the place of something.
fn spoilt(draw: &mut Draw, text: &str) -> String {
    let boundary = |at: usize| text.floor_char_boundary(at.min(text.len()));
    let at = boundary(draw.below(text.len()));
    let end = boundary(at + draw.below(12));
    let piece = draw.word(&PIECES);
    match draw.below(7) {
        0 => [&text[..at], &text[end..]].concat(),
        1 => [&text[..end], &text[at..]].concat(),
        2 => [&text[..at], piece, &text[at..]].concat(),
        3 => [&text[..at], piece, &text[end..]].concat(),
        4 => match text[at..].find(piece) {
            Some(steps) => [&text[..at + steps], &text[at + steps + piece.len()..]].concat(),
            None => [text, piece].concat(),
        },
        5 => swapped(draw, text, at),
        _ => doubled(text, at, draw.once_in(2)),
    }
}

/// Two attributes that follow each other, in the other order.
fn swapped(draw: &mut Draw, text: &str, at: usize) -> String {
    let attributes = || -> Option<[usize; 4]> {
        let first = at + text[at..].find("=\"")?;
        let first_start = text[..first].rfind(' ')?;
        let first_end = first + 2 + text[first + 2..].find('"')? + 1;
        let next = first_end + text[first_end..].find("=\"")?;
        let next_end = next + 2 + text[next + 2..].find('"')? + 1;
        Some([first_start, first_end, first_end, next_end])
    };
    match attributes() {
        Some([a, b, c, d]) if draw.once_in(2) => [&text[..a], &text[c..d], &text[a..b], &text[d..]].concat(),
        Some([a, b, _, d]) => [&text[..d], &text[a..b], &text[d..]].concat(),
        None => text.to_owned(),
    }
}

/// A line once more, or not at all.
fn doubled(text: &str, at: usize, out: bool) -> String {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length + 1);
    if out { [&text[..start], &text[end..]].concat() } else { [&text[..end], &text[start..]].concat() }
}

/// A statement with most of what can be written in more than one way.
const RIGHT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<statement xmlns="https://w3id.org/statemark/1" version="1.0" id="a" type="statement" xml:lang="en" date="2025" issuers="x y">
  <title>On &lt;rain&gt; &amp; "snow"</title>
  <title xml:lang="es">De la lluvia</title>
  <entities>
    <entity id="x" kind="state"><name>X</name><identifier scheme="doi">10.1</identifier></entity>
    <entity id="y" kind="state"><name>Y</name></entity>
  </entities>
  <sources>
    <source id="s" kind="other"><text xml:space="preserve">rain,
 and&#13;snow</text></source>
  </sources>
  <sections>
    <section>
      <clause id="c" by="x y" confidence="0.5">
        <text>X welcomes the rain.</text>
        <evidence source="s" start="0" end="4">rain</evidence>
        <relation type="cites" ref="b"/>
        <ext><map xmlns="http://www.w3.org/2005/xpath-functions"><string key="a &quot;b&quot;">c</string><array key="d"><number>-1.5e3</number><null/></array></map></ext>
      </clause>
    </section>
  </sections>
</statement>
"#;

#[test]
fn white_space_and_the_order_of_attributes_do_not_matter() {
    for (written, other) in [
        ("", ""),
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", ""),
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", " \t"),
        ("\n  <sections>", "<sections>"),
        ("</statement>\n", "</statement>\n\t \n"),
        ("id=\"x\" kind=\"state\"", "kind=\"state\" id=\"x\""),
        ("ref=\"b\"/>", "ref=\"b\"></relation>"),
        ("ref=\"b\"/>", "ref=\"b\">\n</relation>"),
        (" xml:space=\"preserve\"", ""),
        ("<null/>", "<null></null>"),
        ("&gt;", ">"),
        ("&quot;", "&#x22;"),
        ("key=\"a &quot;b&quot;\"", "key=\"'>]]>\""),
        (">c</string>", "/>"),
        ("<title xml:lang=\"es\">De la lluvia</title>", ""),
    ] {
        assert!(is_straight(&RIGHT.replacen(written, other, 1), As::Document), "{other:?} for {written:?}");
    }
}

#[test]
fn what_is_rare_or_wrong_is_left_to_the_general_reader() {
    for (written, other) in [
        ("<?xml version=\"1.0\"", "<?xml version='1.0'"),
        (" xmlns=\"https://w3id.org/statemark/1\"", ""),
        ("</statement>\n", "</statement>\n<!-- -->"),
        ("</statement>\n", ""),
        (" id=\"a\"", " id='a'"),
        (" id=\"a\"", "  id=\"a\""),
        (" id=\"a\"", " id=\"a\" id=\"a\""),
        (" id=\"a\"", " id=\"a\" ID=\"a\""),
        ("issuers=\"x y\"", "issuers=\"x  y\""),
        ("issuers=\"x y\"", "issuers=\"x\ty\""),
        ("xml:lang=\"en\"", "xml:lang=\"e\""),
        ("xml:lang=\"es\"", "xml:lang=\"EN\""),
        ("xml:lang=\"es\"", "xml:lang=\"en\""),
        ("<title xml:lang=\"es\">", "<title>"),
        ("<entities>", "<entities a=\"\">"),
        ("<entities>", "<entities >"),
        ("<entities>", "<entities>a"),
        ("<entities>", "<entities/><entities>"),
        ("<entities>", "<!-- --><entities>"),
        ("<sources>", "<s:sources>"),
        ("&gt;", "]]>"),
        ("&amp;", "&a;"),
        ("&amp;", "&"),
        ("&amp;", "<![CDATA[&]]>"),
        ("rain,\n", "rain,\r\n"),
        ("\n  <sections>", "\r\n  <sections>"),
        ("rain,\n", "\u{FFFE}"),
        ("end=\"4\"", "end=\"5\""),
        ("start=\"0\"", "start=\"00\""),
        ("0.5", ".5"),
        ("<null/>", "<null> </null>"),
        ("-1.5e3", " 1"),
        ("-1.5e3", "9007199254740993"),
        (">c<", ">\u{1}<"),
        ("key=\"d\"", "key=\"a &quot;b&quot;\""),
        ("key=\"d\"", "key=\"\n\""),
        ("key=\"d\"", "key=\"\u{FFFF}\""),
        ("</name><identifier", "</name><office>M</office><alias>N</alias><identifier"),
        ("</text></source>", "</text><file>a.txt</file></source>"),
        ("</identifier>", "</identifier><identifier scheme=\"doi\">10.2</identifier>"),
        ("</sections>", "<section/></sections>"),
    ] {
        assert!(RIGHT.contains(written), "{written:?}");
        assert!(!is_straight(&RIGHT.replacen(written, other, 1), As::Document), "{other:?} for {written:?}");
    }
}

#[test]
fn limits_are_those_of_the_general_reader() {
    let nested = |open: &str, close: &str, times: usize| (open.repeat(times), close.repeat(times));
    let section = |times| {
        let (open, close) = nested("<section><heading>A</heading>", "</section>", times);
        RIGHT.replacen("<section>", &format!("{open}{close}<section>"), 1)
    };
    let clause = |times| {
        let (open, close) = nested("<clause id=\"a\"><text>A</text>", "</clause>", times);
        RIGHT.replacen("<clause", &format!("{open}{close}<clause"), 1)
    };
    let list = |times| RIGHT.replacen("<null/>", &format!("{}<null/>{}", "<array>".repeat(times), "</array>".repeat(times)), 1);
    let is_taken = |text: String| is_straight(&text, As::Document);
    assert!(is_taken(section(DEPTH)) && !is_taken(section(DEPTH + 1)));
    assert!(is_taken(clause(DEPTH)) && !is_taken(clause(DEPTH + 1)));
    assert!(is_taken(list(30)) && !is_taken(list(31)));
    let wrong = |text: &str| !general::document(Cow::Borrowed(text), Encoding::Utf8, None).faults.is_empty();
    assert!([section(DEPTH + 1), clause(DEPTH + 1), list(31)].iter().all(|text| wrong(text)));
    assert!(!is_taken(RIGHT.replacen("rain,", &"a".repeat(VALUE_LIMIT), 1)));
}

#[test]
fn records_are_read_straight_where_the_namespace_is_the_only_one() {
    let collection = plain_collection();
    let record = RIGHT.split_once('\n').unwrap().1.replacen(" xmlns=\"https://w3id.org/statemark/1\"", "", 1);
    assert!(is_straight(&record, As::Record(&collection)));
    assert!(is_straight(RIGHT.split_once('\n').unwrap().1, As::Record(&collection)));
    assert!(!is_straight(RIGHT, As::Record(&collection)));
    for (root, is_plain) in [
        ("<statements xmlns=\"https://w3id.org/statemark/1\" a=\"b\">", true),
        ("<statements xmlns=\"https://w3id.org/statemark/1\" xmlns:a=\"b\">", false),
        ("<s:statements xmlns:s=\"https://w3id.org/statemark/1\">", false),
    ] {
        let Head::Many(collection) = Collection::head(root.as_bytes()) else { panic!("{root}") };
        assert_eq!(collection.is_plain(), is_plain, "{root}");
    }
}
