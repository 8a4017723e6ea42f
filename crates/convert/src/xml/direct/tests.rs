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
