//! Collections are split into their statements, wherever the stream is cut, and one that is broken hides no other.

use proptest::prelude::*;
use statemark::records::{Block, PieceKind, Splitter};
use statemark_convert::xml::{self, COLLECTION_BEGIN, COLLECTION_END, Collection, Head, NAMESPACE, Records};
use statemark_specimens::{campaign, document};

/// What a collection is split into: line and column of each piece, and its bytes or what is wrong.
fn split(input: &str, size: usize) -> Vec<String> {
    let collection = collection(input);
    let splitter = Splitter::new(input.as_bytes(), Vec::new(), Box::new(Records::new(&collection))).by(size);
    let (mut pieces, mut length) = (Vec::new(), 0);
    for block in splitter.map(Result::unwrap) {
        assert_eq!(block.before.bytes, length);
        length += block.text.len() as u64;
        pieces.extend(block.pieces.iter().map(|piece| {
            let what = match &piece.kind {
                PieceKind::Record { .. } => String::from_utf8_lossy(block.bytes(piece)).into_owned(),
                PieceKind::Fault(fault) => format!("! {}", fault.message),
                PieceKind::Document => "a document".to_owned(),
            };
            format!("{}:{} {what}", piece.before.lines + 1, piece.before.columns + 1)
        }));
    }
    pieces
}

fn collection(input: &str) -> Collection {
    match Collection::head(input.as_bytes()) {
        Head::Many(collection) => collection,
        other => panic!("{other:?}: {input}"),
    }
}

const HEAD: &str = "<statements xmlns=\"https://w3id.org/statemark/1\">";

fn assert_split(body: &str, expected: &[&str]) {
    let input = format!("<?xml version=\"1.0\"?>\n{HEAD}\n{body}");
    for size in [1, 2, 5, 1000] {
        assert_eq!(split(&input, size), expected, "by {size}");
    }
}

#[test]
fn a_statement_ends_with_its_own_end_tag() {
    assert_split(
        "<statement a='>'><b/></statement>\n  <statement/><!-- <statement> --><?x </statements> ?>\n</statements>\n<!-- e -->",
        &["3:1 <statement a='>'><b/></statement>", "4:3 <statement/>"],
    );
    let hidden = "<statement><!-- </statement> --><![CDATA[</statement>]]><?x </statement>?><statementary/></statement >";
    assert_split(&format!("{hidden}</statements>"), &[&format!("3:1 {hidden}")]);
    assert_split("</statements>", &[]);
}

#[test]
fn a_tag_that_lacks_breaks_one_statement() {
    let last = "<statement>c</statement>";
    for broken in
        ["<statement><a></statement>", "<statement><a>", "<statement a='<b></b></statement>", "<statement <a/></statement>"]
    {
        assert_split(
            &format!("{broken}{last}</statements>"),
            &[&format!("3:1 {broken}"), &format!("3:{} {last}", broken.len() + 1)],
        );
    }
    assert_split("<statement><a></statements>", &["3:1 <statement><a>"]);
}

#[test]
fn what_is_wrong_between_statements_has_its_place() {
    assert_split(
        "<statement/> and <statement/></b><c>d</c><statement/></statements> x",
        &[
            "3:1 <statement/>",
            "3:14 ! words stand where only statements may stand",
            "3:18 <statement/>",
            "3:30 ! `</b>` closes no element",
            "3:34 <c>d</c>",
            "3:42 <statement/>",
            "3:68 ! there is more text after the end of the document",
        ],
    );
}

#[test]
fn a_collection_that_ends_too_early_says_where() {
    assert_split("<statement/>\n", &["3:1 <statement/>", "3:13 ! the element `statements` is never closed"]);
    assert_split("<statement><a>", &["3:1 <statement><a>"]);
    assert_split("<statement/><!-- a", &["3:1 <statement/>", "3:13 ! this comment or instruction has no end"]);
    assert_split("<statement/><!", &["3:1 <statement/>", "3:13 ! the element `statements` is never closed"]);
}

#[test]
fn the_beginning_tells_a_collection() {
    let kind = |text: &str| match Collection::head(text.as_bytes()) {
        Head::Unknown => "?".to_owned(),
        Head::One => "one".to_owned(),
        Head::Many(collection) => format!("many {}", collection.faults.len()),
        Head::Broken(fault) => fault.message,
    };
    for end in 0..HEAD.len() - 1 {
        assert_eq!(kind(&HEAD[..end]), "?", "{}", &HEAD[..end]);
    }
    assert_eq!(kind(HEAD), "many 0");
    assert_eq!(kind("<s:statements xmlns:s='https://w3id.org/statemark/1' s='>' xml:lang=\"en\"/>"), "many 2");
    assert_eq!([kind("<!DOCTYPE statements>"), kind("<statement "), kind("statements")], ["one"; 3]);
    assert_eq!(kind("<statements>"), "`statements` is in no namespace, not in that of Statemark");
    assert_eq!(
        kind("<?xml version='1.0' encoding='latin1'?><statements>").split(';').next().unwrap(),
        "the document says that it is in latin1"
    );
    assert_eq!(kind("<a:statements>"), "the prefix of `a:statements` is not declared");
}

#[test]
fn the_namespaces_of_the_root_hold_in_each_statement() {
    let collection = collection("<s:statements xmlns:s='https://w3id.org/statemark/1' xmlns:x='https://example.org'>");
    let messages = |text: &str| {
        let document = xml::read_record(text.as_bytes(), &collection);
        document.faults.into_iter().map(|fault| fault.message).collect::<Vec<_>>()
    };
    let whole = xml::read(b"<s:statement xmlns:s='https://w3id.org/statemark/1' version='1.0'/>");
    let whole: Vec<_> = whole.faults.into_iter().map(|fault| fault.message).collect();
    assert!(whole.len() > 3);
    assert_eq!(messages("<s:statement version='1.0'/>"), whole);
    assert_eq!(messages("<statement/>"), ["`statement` stands where only statements may stand: it is in another namespace"]);
    assert_eq!(messages("<x:a/>"), ["`x:a` stands where only statements may stand"]);
    assert_eq!(messages("<y:a/>"), ["the prefix of `y:a` is not declared"]);
    assert_eq!(messages("<s:statement>"), ["the element `s:statement` is never closed"]);
}

#[test]
fn a_collection_that_is_written_is_read_as_it_was() {
    assert!(COLLECTION_BEGIN.contains(&format!("<statements xmlns=\"{NAMESPACE}\">")));
    let statements: Vec<_> = (0..campaign::cases().min(200)).map(document::statement).collect();
    let mut bytes = COLLECTION_BEGIN.as_bytes().to_vec();
    let mut alone = Vec::new();
    for statement in &statements {
        let start = bytes.len();
        xml::append_record(&mut bytes, statement);
        alone.push(String::from_utf8(bytes[start..].to_vec()).unwrap());
    }
    bytes.extend_from_slice(COLLECTION_END.as_bytes());
    let collection = collection(COLLECTION_BEGIN);
    assert_eq!(collection.faults, []);
    let splitter = Splitter::new(&bytes[..], Vec::new(), Box::new(Records::new(&collection))).by(1000);
    let blocks: Vec<Block> = splitter.map(Result::unwrap).collect();
    let records = blocks.iter().flat_map(|block| block.pieces.iter().map(|piece| block.bytes(piece)));
    let read: Vec<_> = records.map(|record| xml::read_record(record, &collection).into_statement().unwrap()).collect();
    assert_eq!(read, statements);
    // A record is the file of its statement, but for what the root says.
    for (statement, record) in statements.iter().zip(alone) {
        let declared = record.replacen("<statement ", &format!("<statement xmlns=\"{NAMESPACE}\" "), 1);
        assert_eq!(xml::to_string(statement), format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{declared}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_records_do_not_depend_on_the_cuts(parts in prop::collection::vec(0..18_usize, 0..25), size in 1..20_usize) {
        const PARTS: [&str; 18] = ["<statement", "<statement>", "</statement>", "<", ">", "/", "\"", "'", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>",
            "</statements>", "<a", " é\r\n", "statement"];
        let input = format!("{HEAD}{}", parts.iter().map(|part| PARTS[*part]).collect::<String>());
        prop_assert_eq!(split(&input, 10_000), split(&input, size));
    }

    #[test]
    fn blocks_are_the_stream(statements in prop::collection::vec("<statement>[a ]{0,9}</statement>[\n ]?", 0..9), size in 1..40_usize) {
        let input = format!("{HEAD}{}</statements>\n", statements.concat());
        let blocks: Vec<Block> =
            Splitter::new(input.as_bytes(), Vec::new(), Box::new(Records::new(&collection(&input)))).by(size).map(Result::unwrap).collect();
        prop_assert_eq!(blocks.iter().map(|block| block.pieces.len()).sum::<usize>(), statements.len());
        prop_assert_eq!(blocks.into_iter().flat_map(|block| block.text).collect::<Vec<u8>>(), input.into_bytes());
    }
}
