//! Markdown documents in one stream are cut before each line `---` with a line `statemark:` behind it, wherever the stream is cut.

use proptest::prelude::*;
use statemark::document::SIZE_LIMIT;
use statemark::fault::FaultKind;
use statemark::records::{Block, PieceKind, Scan, Splitter};
use statemark_convert::markdown::{self, Records};

/// What a stream is split into: line and column of each document, and its text; all together are the stream.
fn split(input: &str, size: usize) -> Vec<(u64, u64, String)> {
    let (mut documents, mut all) = (Vec::new(), Vec::new());
    for block in Splitter::new(input.as_bytes(), Vec::new(), Box::<Records>::default()).by(size).map(Result::unwrap) {
        for piece in &block.pieces {
            assert!(matches!(piece.kind, PieceKind::Record { number, is_end: false } if number == documents.len() as u64 + 1));
            let text = String::from_utf8_lossy(block.bytes(piece)).into_owned();
            documents.push((piece.before.lines + 1, piece.before.columns + 1, text));
        }
        all.extend(block.text);
    }
    assert_eq!(String::from_utf8_lossy(&all), input, "by {size}");
    documents
}

/// Whether a stream shows itself as one of many documents.
fn are_many(input: &str) -> bool {
    let mut records = Records::default();
    records.scan(input.as_bytes(), 0, &mut Vec::new());
    records.are_many()
}

fn assert_split(input: &str, expected: &[(u64, &str)]) {
    for size in [1, 2, 3, 7, 1000] {
        let expected: Vec<_> = expected.iter().map(|&(line, text)| (line, 1, text.to_owned())).collect();
        assert_eq!(split(input, size), expected, "{input:?} by {size}");
    }
}

#[test]
fn a_stream_is_cut_before_each_document() {
    assert_split(
        "---\nstatemark: 1\n---\n\nA\n---\nstatemark: 2",
        &[(1, "---\nstatemark: 1\n---\n\nA\n"), (6, "---\nstatemark: 2")],
    );
    // Whatever ends the lines, and whatever white space stands behind the dashes.
    assert_split(
        "---\rstatemark:\rA\r--- \u{3000}\t\rstatemark:",
        &[(1, "---\rstatemark:\rA\r"), (4, "--- \u{3000}\t\rstatemark:")],
    );
    assert_split("---\r\nstatemark:\r\n---\r\nstatemark:\r\n", &[(1, "---\r\nstatemark:\r\n"), (3, "---\r\nstatemark:\r\n")]);
    // What stands before the first document is its reader's to tell; blank lines are nothing.
    assert_split(" \n\u{3000}\n---\nstatemark:\n", &[(1, " \n\u{3000}\n---\nstatemark:\n")]);
    assert_split("A\n---\nstatemark:\n", &[(1, "A\n"), (2, "---\nstatemark:\n")]);
    assert_split(" ---\nstatemark:\n---\nid: a", &[(1, " ---\nstatemark:\n---\nid: a")]);
    assert_split("---\n---\nstatemark:\n---", &[(1, "---\n"), (2, "---\nstatemark:\n---")]);
    assert_split("", &[]);
    assert_split("\n \r", &[(1, "\n \r")]);
}

#[test]
fn files_that_were_put_together_have_their_marks() {
    let (one, two) = ("---\nstatemark: 1\n---\n", "---\nstatemark: 2\n---\n");
    // The reader of each takes its mark off.
    let mut documents = Vec::new();
    for block in Splitter::new(format!("\u{FEFF}{one}\u{FEFF}{two}").as_bytes(), Vec::new(), Box::<Records>::default()) {
        let block: Block = block.unwrap();
        documents.extend(block.pieces.iter().map(|piece| block.bytes(piece).to_owned()));
    }
    assert_eq!(documents, [one.as_bytes(), two.as_bytes()]);
}

#[test]
fn one_document_is_told_from_many() {
    for (input, expected) in [
        ("---\nstatemark:\n---\n", false),
        ("---\nstatemark:\n---\n---\nstatemark", false),
        ("\u{FEFF}\n---\nstatemark:\n---\n---\nstatemark:", true),
        ("---\nid: a\n---\n---\nstatemark:", true),
        // With words in front it is one document, which does not begin as it should.
        ("A\n---\nstatemark:\n", false),
        ("A\n---\nstatemark:\n---\nstatemark:", true),
        ("A", false),
        ("", false),
    ] {
        assert_eq!(are_many(input), expected, "{input:?}");
    }
}

#[test]
fn a_document_that_is_too_long_is_dropped_and_the_next_is_read() {
    let (document, long) = ("---\nstatemark:\n", "x".repeat(SIZE_LIMIT) + "\n");
    for blank in [&long, &" ".repeat(SIZE_LIMIT)] {
        let input = [document, document, blank, "\n", document].concat();
        let blocks: Vec<Block> =
            Splitter::new(input.as_bytes(), Vec::new(), Box::<Records>::default()).map(Result::unwrap).collect();
        let pieces: Vec<_> = blocks.iter().flat_map(|block| &block.pieces).collect();
        assert_eq!(pieces.len(), 3);
        assert!(matches!(&pieces[1].kind, PieceKind::Fault(fault) if fault.kind == FaultKind::Limit));
        assert!(matches!(&pieces[2].kind, PieceKind::Record { number: 3, .. }));
        assert_eq!(pieces[2].before.bytes, (input.len() - document.len()) as u64);
    }
}

/// Texts of pieces that matter to where documents open.
fn text() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "---",
        "---\n",
        "---\r",
        "\n",
        "\r",
        "\r\n",
        "statemark:",
        "statemark",
        ": ",
        " ",
        "\t",
        "\u{3000}",
        "\u{85}",
        "\u{2028}",
        "\u{C}",
        "-",
        "--",
        "é",
        "a",
        "\u{FEFF}",
        "\u{FEFF}---\n",
        "---\nstatemark:",
        "---\r\nstatemark:\r\n",
    ]);
    prop::collection::vec(parts, 0..25).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_documents_do_not_depend_on_the_cuts(input in text(), size in 1..20_usize) {
        prop_assert_eq!(split(&input, 10_000), split(&input, size));
    }

    #[test]
    fn a_reader_of_one_document_refuses_what_are_many(input in text(), has_front in any::<bool>()) {
        let input = if has_front { format!("---\n{input}") } else { input };
        let document = markdown::read(input.as_bytes());
        let second = document.faults.iter().find(|fault| fault.message == "another document begins here");
        // Where words stand in front, the reader of one says that alone.
        if document.faults.iter().any(|fault| fault.message == "the document does not begin with front matter") {
            return Ok(());
        }
        prop_assert_eq!(second.is_some(), are_many(&input), "{:?}", document.faults);
        if let Some(second) = second {
            let unmarked = input.strip_prefix('\u{FEFF}').unwrap_or(&input);
            prop_assert!(split(unmarked, 1000)[0].2.len() == second.span.start && unmarked[..second.span.end].ends_with("statemark:"));
        }
    }
}
