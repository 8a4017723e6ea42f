//! Streams are split into records at the right places, wherever they are cut and whatever they hold.

use proptest::prelude::*;
use statemark::document::SIZE_LIMIT;
use statemark::place::Lines as Places;
use statemark::records::{Array, Block, Lines, PieceKind, Scan, Splitter};

fn lines() -> Box<dyn Scan + Send> {
    Box::new(Lines::default())
}

fn array() -> Box<dyn Scan + Send> {
    Box::new(Array::default())
}

/// What a stream is split into: offset, line and column of each piece, and its bytes or what is wrong.
fn split(input: &[u8], scan: Box<dyn Scan + Send>, size: usize) -> (Vec<String>, Vec<u8>) {
    let blocks: Vec<Block> = Splitter::new(input, Vec::new(), scan).by(size).map(Result::unwrap).collect();
    let mut all = Vec::new();
    let mut pieces = Vec::new();
    for block in &blocks {
        assert_eq!(block.before.bytes, all.len() as u64);
        all.extend_from_slice(&block.text);
        for piece in &block.pieces {
            let before = piece.before;
            let what = match &piece.kind {
                PieceKind::Record { number, is_end } => {
                    let text = String::from_utf8_lossy(block.bytes(piece)).into_owned();
                    format!("{number} {text}{}", if *is_end { " (the rest was not read)" } else { "" })
                }
                PieceKind::Fault(fault) => fault.message.clone(),
                PieceKind::Document => "a document".to_owned(),
            };
            pieces.push(format!("{} {}:{} {what}", before.bytes, before.lines + 1, before.columns + 1));
        }
    }
    (pieces, all)
}

fn assert_split(input: &str, scan: fn() -> Box<dyn Scan + Send>, expected: &[&str]) {
    for size in [1, 2, 3, 7, 1000] {
        assert_eq!(split(input.as_bytes(), scan(), size).0, expected, "by {size}");
    }
}

#[test]
fn ndjson_is_split_at_its_lines() {
    assert_split(
        "{\"a\":1}\r\n\r\n  {\"é\":2}\n \t\n{\"c\"",
        lines,
        &["0 1:1 1 {\"a\":1}\r", "13 3:3 2 {\"é\":2}", "25 5:1 3 {\"c\""],
    );
    assert_split("", lines, &[]);
    assert_split("\n\n \n", lines, &[]);
    // A byte order mark belongs to no record.
    assert_split("1\n\u{FEFF}2\n", lines, &["0 1:1 1 1", "5 2:1 2 2"]);
}

#[test]
fn all_bytes_are_kept_where_that_is_asked_for() {
    let huge = SIZE_LIMIT + 1_000_000;
    let input = [b"1\n".to_vec(), vec![b'x'; huge], b"\n2\n".to_vec()].concat();
    for keeps in [false, true] {
        let splitter = Splitter::new(&input[..], Vec::new(), lines());
        let splitter = if keeps { splitter.keeping() } else { splitter };
        let blocks: Vec<Block> = splitter.map(Result::unwrap).collect();
        let pieces = blocks.iter().flat_map(|block| &block.pieces).collect::<Vec<_>>();
        assert_eq!(pieces.len(), 3);
        assert!(matches!(pieces[1].kind, PieceKind::Fault(_)) && pieces[1].before.bytes == 2);
        let all = blocks.iter().flat_map(|block| &block.text).copied().collect::<Vec<u8>>();
        assert_eq!(all == input, keeps);
    }
}

#[test]
fn a_list_is_split_at_its_items() {
    assert_split("[]", array, &[]);
    assert_split(
        " [ 1,\"a,\\\"]b\" ,\n{\"é\": [\"}\"]}, {\"b\": {}} ]\n",
        array,
        &["3 1:4 1 1", "5 1:6 2 \"a,\\\"]b\"", "16 2:1 3 {\"é\": [\"}\"]}", "31 2:15 4 {\"b\": {}}"],
    );
}

#[test]
fn what_is_wrong_between_items_hides_no_item() {
    assert_split(
        "[{} {},,{},]",
        array,
        &[
            "1 1:2 1 {}",
            "3 1:4 a `,` or `]` is missing here",
            "4 1:5 2 {}",
            "7 1:8 a `,` stands where an item of the list should stand",
            "8 1:9 3 {}",
            "10 1:11 a `,` stands after the last item of this list",
        ],
    );
    assert_split("[{}\n, {}\n", array, &["1 1:2 1 {}", "6 2:3 2 {}", "8 2:5 the text ends inside this list"]);
    assert_split("[", array, &["1 1:2 the text ends inside this list"]);
    // A string without end breaks its own item.
    assert_split("[{\"a\": \"b\n}, {}]", array, &["1 1:2 1 {\"a\": \"b\n}", "13 2:4 2 {}"]);
    assert_split("[nil, tru {}]", array, &["1 1:2 1 nil", "6 1:7 2 tru", "9 1:10 a `,` or `]` is missing here", "10 1:11 3 {}"]);
}

#[test]
fn where_no_item_can_be_told_from_the_next_the_stream_ends() {
    assert_split("[{}, {\"a\": [1}, {}]", array, &["1 1:2 1 {}", "5 1:6 2 {\"a\": [1} (the rest was not read)"]);
    assert_split("[{}}, {}]", array, &["1 1:2 1 {}", "3 1:4 a `}` stands where an item of the list should stand"]);
    assert_split("[{}] x {}", array, &["1 1:2 1 {}", "5 1:6 there is more text after the end of the document"]);
    assert_split("[{\"a\": 1, {}", array, &["1 1:2 1 {\"a\": 1, {}"]);
}

#[test]
fn a_record_that_is_too_long_is_dropped_and_the_next_is_read() {
    let long = "a".repeat(SIZE_LIMIT + 1);
    let (pieces, _) = split_loosely(&format!("{{}}\n{long}\n{{\"b\": 1}}\n"), lines());
    let message = format!("the record has more than {SIZE_LIMIT} bytes, the limit for one document");
    assert!(pieces == ["1 {}".to_owned(), message.clone(), "3 {\"b\": 1}".to_owned()]);
    let (pieces, most) = split_loosely(&format!("[{{}}, \"{long}{long}\", 1, \"{long}"), array());
    assert!(pieces == ["1 {}".to_owned(), message.clone(), "3 1".to_owned(), message]);
    assert!(most < 1_000_000, "{most} bytes of a dropped record were kept");
}

/// The pieces without their places, and how long the longest block is.
fn split_loosely(input: &str, scan: Box<dyn Scan + Send>) -> (Vec<String>, usize) {
    let (mut pieces, mut most) = (Vec::new(), 0);
    for block in Splitter::new(input.as_bytes(), Vec::new(), scan).map(Result::unwrap) {
        most = most.max(block.text.len());
        pieces.extend(block.pieces.iter().map(|piece| match &piece.kind {
            PieceKind::Record { number, .. } => format!("{number} {}", String::from_utf8_lossy(block.bytes(piece))),
            PieceKind::Fault(fault) => fault.message.clone(),
            PieceKind::Document => "a document".to_owned(),
        }));
    }
    (pieces, most)
}

#[test]
fn what_was_read_before_an_error_is_given_before_it() {
    struct Broken(bool);
    impl std::io::Read for Broken {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if std::mem::replace(&mut self.0, true) {
                return Err(std::io::Error::other("the disk is gone"));
            }
            buffer[..7].copy_from_slice(b"{}\n{}\n{");
            Ok(7)
        }
    }
    let mut splitter = Splitter::new(Broken(false), Vec::new(), lines());
    assert_eq!(splitter.next().unwrap().unwrap().pieces.len(), 2);
    assert_eq!(splitter.next().unwrap().unwrap_err().to_string(), "the disk is gone");
    assert!(splitter.next().is_none());
}

#[test]
fn the_lines_of_a_piece_are_those_of_the_file() {
    let input = b"[{\"a\": 1},\n {\"b\": 2}, {\"c\": 3}]\n";
    let block = Splitter::new(&input[..], Vec::new(), array()).next().unwrap().unwrap();
    let shown: Vec<_> = block.pieces.iter().map(|piece| block.lines(piece)).collect();
    let shown: Vec<_> =
        shown.into_iter().map(|(range, shift)| (std::str::from_utf8(&block.text[range]).unwrap(), shift)).collect();
    let second = " {\"b\": 2}, {\"c\": 3}]";
    assert_eq!(shown, [("[{\"a\": 1},", 1), (second, 1), (second, 11)]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_records_do_not_depend_on_the_cuts(input in "[\\[\\]{},:\"\\\\ \r\n\u{FEFF}aé1]{0,60}", size in 1..20_usize) {
        for (scan, input) in [(lines as fn() -> Box<dyn Scan + Send>, input.clone()), (array, format!("[{input}"))] {
            let (whole, all) = split(input.as_bytes(), scan(), 1000);
            prop_assert!(input.as_bytes().starts_with(&all));
            prop_assert!(all.len() == input.len() || !whole.is_empty(), "all is read, or it is said why not");
            let (cut, all) = split(input.as_bytes(), scan(), size);
            prop_assert_eq!(&whole, &cut);
            prop_assert!(input.as_bytes().starts_with(&all));
        }
    }

    #[test]
    fn places_are_those_of_the_whole_text(input in "[a\r\né中]{0,40}", size in 1..9_usize) {
        let places = Places::new(&input);
        for block in Splitter::new(input.as_bytes(), Vec::new(), lines()).by(size).map(Result::unwrap) {
            for piece in block.pieces {
                let at = usize::try_from(piece.before.bytes).unwrap();
                let place = places.place(at);
                prop_assert_eq!((place.line as u64, place.column as u64), (piece.before.lines + 1, piece.before.columns + 1));
            }
        }
    }
}
