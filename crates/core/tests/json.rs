//! Every way in which JSON can be wrong: its own clear error, with line, column and pointer; or it is read as documented.

use std::io;

use statemark::document::{SIZE_LIMIT, VALUE_LIMIT};
use statemark::fault::FaultKind::{
    self, Character, Conflict, DuplicateKey, Empty, Encoding, Limit, MissingField, Null, Number, Syntax, UnknownCode,
    UnknownField, Version, WrongType, WrongValue,
};
use statemark::json;

/// A valid statement, one field a line, in which a test replaces something.
const RIGHT: &str = r#"{
  "statemark": "1.0",
  "id": "a",
  "type": "statement",
  "title": "T",
  "language": "en",
  "date": "2025",
  "issuers": ["x"],
  "entities": [{"id": "x", "kind": "state", "name": "X"}],
  "sections": [{"heading": "H"}],
  "ext": {"a": 1}
}"#;

/// What is replaced, by what, and the first fault: kind, line, column, pointer, words of the message, words of the help.
type Case = (&'static str, &'static str, FaultKind, usize, usize, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const CASES: &[Case] = &[
    // Fields.
    ("\"title\": \"T\",\n", "\n", MissingField, 1, 1, "", "the statement lacks the field `title`", "add `title`"),
    (r#""title": "T""#, r#""titel": "T""#, UnknownField, 5, 3, "/titel", "the field `titel` is unknown here", "did you mean `title`?"),
    (r#""ext": {"a": 1}"#, r#""exts": {"a": 1}"#, UnknownField, 11, 3, "/exts", "the field `exts` is unknown here", "did you mean `ext`?"),
    (r#""ext": {"a": 1}"#, r#""colour": 1"#, UnknownField, 11, 3, "/colour", "the field `colour` is unknown here", "or move it into `ext`"),
    (r#""name": "X""#, r#""name": "X", "a/b~c": 1"#, UnknownField, 9, 58, "/entities/0/a~1b~0c", "the field `a/b~c` is unknown", "ext"),
    (r#""id": "a","#, r#""id": "a", "id": "b","#, DuplicateKey, 3, 14, "/id", "`id` stands here for the second time", "keep one"),
    (r#"{"a": 1}"#, r#"{"a": 1, "\u0061": 2}"#, DuplicateKey, 11, 19, "/ext/a", "`a` stands here for the second time", "keep one"),
    // Types and values.
    (r#""title": "T""#, r#""title": 5"#, WrongType, 5, 12, "/title", "`title` is a number, not a string", r#"write "5""#),
    (r#"["x"]"#, r#""x""#, WrongType, 8, 14, "/issuers", "`issuers` is a string, not a list", r#"write ["x"]"#),
    (r#"["x"]"#, "[1]", WrongType, 8, 15, "/issuers/0", "an item of `issuers` is a number", r#"write "1""#),
    (r#"["x"]"#, "[]", Empty, 8, 14, "/issuers", "`issuers` is empty", "at least one"),
    (r#"{"heading": "H"}"#, "{}", Empty, 10, 16, "/sections/0", "no heading, no clause and no section", "give it"),
    (r#""title": "T""#, r#""title": null"#, Null, 5, 12, "/title", "`title` is null, which means nothing here", "leave `title` out"),
    (r#""title": "T""#, r#""title": "T", "place": null"#, Null, 5, 26, "/place", "`place` is null", "leave `place` out"),
    (r#""title": "T""#, r#""title": " T""#, WrongValue, 5, 12, "/title", "`title` begins with white space", r#"write "T""#),
    (r#""title": "T""#, r#""title": " ""#, WrongValue, 5, 12, "/title", "`title` holds nothing but white space", "write one line"),
    (r#""title": "T""#, r#""title": "T\nU""#, WrongValue, 5, 12, "/title", "`title` holds a line break", "in one line"),
    (r#""title": "T""#, r#""title": """#, WrongValue, 5, 12, "/title", "`title` is empty", "write one line"),
    (r#""date": "2025""#, r#""date": "6.2.2025""#, WrongValue, 7, 11, "/date", "which does not fit", "write a date such as"),
    (r#"{"heading": "H"}"#, r#"{"clauses": [{"id": "c", "text": "T", "act": "concern"}]}"#, UnknownCode, 10, 61, "/sections/0/clauses/0/act",
        "\"concern\" is not an act", "did you mean `express-concern`?"),
    (r#""kind": "state""#, r#""kind": "State""#, UnknownCode, 9, 36, "/entities/0/kind", "State", "did you mean `state`?"),
    (r#"{"heading": "H"}"#, r#"{"clauses": [{"id": "c", "text": "T", "continues": false}]}"#, WrongValue, 10, 67,
        "/sections/0/clauses/0/continues", "`continues` is false", "leave `continues` out"),
    (r#""ext": {"a": 1}"#, r#""sources": [{"id": "s", "kind": "other", "text": "T", "file": "f"}]"#, Conflict, 11, 65, "/sources/0", "both `text` and `file`", "keep one"),
    (r#""statemark": "1.0""#, r#""statemark": "1.1""#, Version, 2, 16, "/statemark", "newer than this reader", "update"),
    (r#""statemark": "1.0""#, r#""statemark": "2.0""#, Version, 2, 16, "/statemark", "version 2.0", "reads version 1.0"),
    (r#""statemark": "1.0""#, r#""statemark": "one""#, Version, 2, 16, "/statemark", r#""one" is no version"#, r#"write "1.0""#),
    (r#""statemark": "1.0""#, r#""statemark": 1.0"#, WrongType, 2, 16, "/statemark", "is a number, not a string", r#"write "1.0""#),
    (r#""id": "a""#, r#""$schema": 1, "id": "a""#, WrongType, 3, 14, "/$schema", "`$schema` is a number", "address"),
    (r#""id": "a""#, r#""$schema": "a", "$schema": "b", "id": "a""#, DuplicateKey, 3, 19, "/$schema", "`$schema` stands here for the second time", "keep one"),
    // Characters and numbers.
    (r#""ext": {"a": 1}"#, r#""identifiers": {"a\u0001": "x"}"#, Character, 11, 19, "/identifiers/a\u{1}", "the key \"a\\u{1}\" holds the character U+0001 at position 2", "take the character out"),
    (r#"{"a": 1}"#, r#"{"5": "\u0001"}"#, Character, 11, 16, "/ext/5", "`5` holds the character U+0001", "take the character out"),
    (r#"{"a": 1}"#, r#"{"a": "\ud800"}"#, Character, 11, 17, "/ext/a", r"\uD800 is half of a surrogate pair", "both halves"),
    (r#"{"a": 1}"#, r#"{"a": "\udc00\ud800"}"#, Character, 11, 17, "/ext/a", r"\uDC00 is half of a surrogate pair", "both halves"),
    (r#"{"a": 1}"#, r#"{"\ud800": 1}"#, Character, 11, 12, "/ext", "half of a surrogate pair", "both halves"),
    (r#"{"a": 1}"#, r#"{"a": "\u0000"}"#, Character, 11, 16, "/ext/a", "`a` holds the character U+0000 at position 1, which XML cannot carry", "take"),
    (r#"{"a": 1}"#, r#"{"a": "\f"}"#, Character, 11, 16, "/ext/a", "U+000C", "turn form feeds into line feeds"),
    (r#"{"a": 1}"#, "{\"a\": \"\u{FFFE}\"}", Character, 11, 16, "/ext/a", "U+FFFE", "take"),
    (r#"{"a": 1}"#, r#"{"\uffff": 1}"#, Character, 11, 11, "/ext", "a key of `ext` holds the character U+FFFF", "take"),
    (r#"{"a": 1}"#, r#"{"a": 9007199254740993}"#, Number, 11, 16, "/ext/a", "JSON readers do not agree on the number", "write it as a string"),
    (r#"{"a": 1}"#, r#"{"a": -1e999}"#, Number, 11, 16, "/ext/a", "JSON readers do not agree", "write it as a string"),
    // The grammar of JSON.
    ("\n}", "\n} {", Syntax, 12, 3, "", "more text after the end", "take it out"),
    ("\n}", "\n}\u{0}", Syntax, 12, 2, "", "more text after the end", "take it out"),
    (r#""T","#, r#""T""#, Syntax, 5, 15, "", "a `,` or `}` is missing here", "write `,`"),
    (r#"["x"]"#, r#"["x",]"#, Syntax, 8, 18, "/issuers", "a `,` stands after the last item of this list", "take the `,` out"),
    (r#"["x"]"#, r#"["x"}"#, Syntax, 8, 18, "/issuers", "a `,` or `]` is missing here", "`]` after the last"),
    (r#"["x"]"#, r#"["x" "y"]"#, Syntax, 8, 18, "/issuers", "a `,` or `]` is missing here", "write `,`"),
    (r#"["x"]"#, "[,]", Syntax, 8, 15, "/issuers/0", "a value should stand here", "write a string"),
    (r#""title": "T""#, r#""title" "T""#, Syntax, 5, 10, "/title", "a `:` is missing after this key", "write `:`"),
    (r#""title": "T""#, r#"title: "T""#, Syntax, 5, 3, "", "a key without quotation marks", r#"write "title""#),
    (r#""title": "T""#, "'title': 'T'", Syntax, 5, 3, "", "a key in single quotation marks", "double quotation marks"),
    (r#""title": "T""#, r#""title": 'T'"#, Syntax, 5, 12, "/title", "a string in single quotation marks", "double quotation marks"),
    (r#""title": "T""#, "“title”: \"T\"", Syntax, 5, 3, "", "a key in “curly” quotation marks", "write straight marks"),
    (r#""title": "T""#, "\"title\": “T”", Syntax, 5, 12, "/title", "a string in “curly” quotation marks", "write straight marks"),
    (r#""title": "T""#, "// a title", Syntax, 5, 3, "", "comments have no place in JSON", "take it out"),
    (r#""title": "T""#, r#""title": /* a */ "T""#, Syntax, 5, 12, "/title", "comments have no place in JSON", "take it out"),
    (r#""title": "T""#, r#""title": True"#, Syntax, 5, 12, "/title", r#""True" is no JSON value"#, "write `true`"),
    (r#"{"a": 1}"#, r#"{"a": NaN}"#, Syntax, 11, 16, "/ext/a", r#""NaN" is no JSON value"#, "double quotation marks"),
    (r#"{"a": 1}"#, r#"{"a": 01}"#, Syntax, 11, 16, "/ext/a", "a number that begins with 0", "leading zeros"),
    (r#"{"a": 1}"#, r#"{"a": 1.}"#, Syntax, 11, 18, "/ext/a", "a digit of the number should stand here", "0.5"),
    (r#"{"a": 1}"#, r#"{"a": +1}"#, Syntax, 11, 16, "/ext/a", "a value should stand here", "write"),
    (r#"{"a": 1}"#, r#"{"a": 0x1}"#, Syntax, 11, 17, "/ext", "a `,` or `}` is missing here", "write"),
    (r#"{"a": 1}"#, r#"{"a": "\x41"}"#, Syntax, 11, 17, "/ext/a", "this escape is unknown to JSON", "back slash"),
    (r#"{"a": 1}"#, r#"{"a": "\u12G4"}"#, Syntax, 11, 17, "/ext/a", "without four hexadecimal digits", r"\u00E9"),
    (r#"{"a": 1}"#, "{\"a\": \"b\tc\"}", Syntax, 11, 18, "/ext/a", "the control character U+0009 stands bare", r"write a tab as \t"),
    (r#"{"a": 1}"#, "{\"a\": \"b\nc\"}", Syntax, 11, 16, "/ext/a", "this string does not end on its line", r"\n"),
    (r#"{"a": 1}"#, "{\"a\": \"b}", Syntax, 11, 16, "/ext/a", "this string does not end on its line", "close it"),
    ("\"H\"}],\n  \"ext\": {\"a\": 1}\n}", "\"H", Syntax, 10, 28, "/sections/0/heading", "this string has no end", "close it"),
    ("\n}", "", Syntax, 11, 18, "", "the text ends inside this object", "and `}`"),
];

#[test]
fn every_error_says_what_and_where_and_how_to_mend_it() {
    json::from_str(RIGHT).unwrap();
    for (old, new, kind, line, column, pointer, message, help) in CASES {
        assert_eq!(RIGHT.matches(old).count(), 1, "{old}");
        let text = RIGHT.replace(old, new);
        let error = json::from_str(&text).err().unwrap_or_else(|| panic!("{new} is read"));
        let first = &error.faults()[0];
        assert_eq!(
            (error.kind(), error.line(), error.column(), error.pointer()),
            (*kind, *line, *column, *pointer),
            "{new}: {error}"
        );
        assert!(first.message.contains(message), "{new}: {error}");
        assert!(first.help.as_deref().unwrap_or_default().contains(help), "{new}: {error}");
        assert!(error.to_string().starts_with(&format!("line {line}, column {column}")), "{error}");
    }
}

#[test]
fn lists_and_objects_stand_in_each_other_to_a_limit() {
    for (depth, kind) in [(31, None), (32, Some(Limit)), (200, Some(Limit)), (100_000, Some(Limit))] {
        let text = RIGHT.replace(r#"{"a": 1}"#, &format!(r#"{{"a": {}{}}}"#, "[".repeat(depth), "]".repeat(depth)));
        assert_eq!(json::from_str(&text).err().map(|error| error.kind()), kind, "{depth}");
    }
    let text = "[".repeat(100_000);
    let error = json::from_str(&text).unwrap_err();
    assert_eq!((error.kind(), error.line(), error.column()), (Limit, 1, 129));
}

#[test]
fn other_encodings_are_named() {
    let utf16: Vec<u8> = "\u{FEFF}{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let error = json::from_slice(&utf16).unwrap_err();
    assert_eq!((error.kind(), error.line(), error.column()), (Encoding, 1, 1));
    assert_eq!(error.faults()[0].message, "the document is in UTF-16, not in UTF-8");

    let latin1: Vec<u8> = RIGHT.replace("\"T\"", "\"Té\"").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let error = json::from_slice(&latin1).unwrap_err();
    assert_eq!((error.kind(), error.line(), error.column()), (Encoding, 5, 14));
    assert_eq!(error.faults()[0].message, "the byte 0xE9 is not UTF-8 here");
    assert!(error.faults()[0].help.as_deref().unwrap().contains("Latin-1"));
}

#[test]
fn utf_16_without_a_byte_order_mark_is_refused_too() {
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let utf16: Vec<u8> = RIGHT.encode_utf16().flat_map(bytes).collect();
        let error = json::from_slice(&utf16).unwrap_err();
        assert_eq!((error.kind(), error.line(), error.column()), (Encoding, 1, 1), "{error}");
    }
}

#[test]
fn a_byte_order_mark_is_dropped_at_the_start_alone() {
    let right = json::from_str(RIGHT).unwrap();
    assert_eq!(json::from_str(&format!("\u{FEFF}{RIGHT}")).unwrap(), right);
    let error = json::from_str(&format!("\u{FEFF}\u{FEFF}{RIGHT}")).unwrap_err();
    assert_eq!((error.kind(), error.line(), error.column()), (Syntax, 1, 1));
    assert!(!json::to_string(&right).contains('\u{FEFF}'));
}

#[test]
fn empty_input_says_so() {
    for text in ["", " \n\t", "\u{FEFF}"] {
        let error = json::from_str(text).unwrap_err();
        assert_eq!(error.faults()[0].message, "the document is empty", "{text:?}");
    }
}

#[test]
fn a_document_of_another_shape_is_one_fault() {
    for (text, kind) in [("[]", WrongType), ("null", Null), ("\"a\"", WrongType), ("1", WrongType)] {
        let error = json::from_str(text).unwrap_err();
        assert_eq!((error.kind(), error.pointer(), error.faults().len()), (kind, "", 1), "{error}");
    }
}

#[test]
fn all_faults_are_told_in_the_order_of_the_text() {
    let text = RIGHT.replace("\"T\"", "\"\"").replace("\"2025\"", "2025").replace("\"state\"", "\"stat\"");
    let error = json::from_str(&text).unwrap_err();
    let found: Vec<_> = error.faults().iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(found, ["/title", "/date", "/entities/0/kind"]);
    assert!(error.to_string().ends_with("; and 2 more faults"), "{error}");
}

#[test]
fn what_means_the_same_is_written_one_way() {
    let canonical = json::to_string(&json::from_str(RIGHT).unwrap());
    for (old, new) in [
        (r#""id": "a""#, r#""$schema": "https://example.org/", "id": "a""#),
        (r#""title": "T""#, r#""title": "\u0054""#),
        (r#""title": "T""#, r#""title": {"en": "T"}"#),
        (r#""title": "T""#, r#""topics": [], "title": "T", "identifiers": {}"#),
        (r#"{"a": 1}"#, r#"{"a": 1.0}"#),
        (r#"{"a": 1}"#, r#"{"a": 10e-1}"#),
    ] {
        assert_eq!(json::to_string(&json::from_str(&RIGHT.replace(old, new)).unwrap()), canonical, "{new}");
    }
    let zero = |digits: &str| json::to_string(&json::from_str(&RIGHT.replace(": 1}", &format!(": {digits}}}"))).unwrap());
    assert!(zero("-0.0").ends_with(r#""ext":{"a":0}}"#));
    assert!(zero("1e21").ends_with(r#""ext":{"a":1e+21}}"#));
}

#[test]
fn a_reader_is_read_to_the_limit_and_no_further() {
    assert!(json::from_reader(RIGHT.as_bytes()).unwrap().is_ok());
    let error = json::from_reader(io::repeat(b' ')).unwrap().unwrap_err();
    assert_eq!(error.kind(), Limit);
    assert!(error.to_string().contains(&SIZE_LIMIT.to_string()), "{error}");
    let broken = io::Read::chain(RIGHT.as_bytes(), Broken);
    assert!(json::from_reader(broken).is_err());
}

struct Broken;

impl io::Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("broken"))
    }
}

#[test]
fn long_lists_and_objects_keep_their_order_and_their_places() {
    let inner = |count: usize| (0..count).map(|number| format!("[{number}]")).collect::<Vec<_>>().join(",");
    let entries = |count: usize| (0..count).map(|number| format!("\"k{number}\": [0]")).collect::<Vec<_>>().join(",");
    for count in [1, 63, 64, 65, 127, 128, 129, 300] {
        let text = format!("{{\"list\": [{}], \"map\": {{{}}}, \"last\": 1}}", inner(count), entries(count));
        let node = json::read(text.as_bytes()).into_node().unwrap();
        let list = node.at("/list").and_then(|list| list.items()).unwrap();
        assert_eq!(list.len(), count);
        assert!(list.iter().enumerate().all(|(number, item)| text[item.span.start..item.span.end] == format!("[{number}]")));
        let map = node.at("/map").and_then(|map| map.entries()).unwrap();
        assert_eq!(map.len(), count);
        assert!(map.iter().enumerate().all(|(number, entry)| entry.key == format!("k{number}")));
        assert_eq!(node.entries().unwrap().len(), 3);
        let broken = json::read(format!("{{\"list\": [{}, [1, x]]}}", inner(count)).as_bytes()).faults;
        assert_eq!(broken[0].pointer.as_str(), format!("/list/{count}/1"));
    }
}

#[test]
fn words_without_escapes_are_slices_of_the_text() {
    use statemark::node::Value;
    use std::borrow::Cow;
    let document = json::read(br#"{"plain": "\u00e9t\u00e9 \"", "a\tb": "caf\u00e9", "c": "", "d": "word", "e": 1.50}"#);
    let shown: Vec<_> = document
        .node()
        .unwrap()
        .entries()
        .unwrap()
        .iter()
        .map(|entry| {
            let (Value::String(value) | Value::Number(value)) = &entry.node.value else { panic!("it is a word") };
            (matches!(entry.key, Cow::Borrowed(_)), &*entry.key, matches!(value, Cow::Borrowed(_)), &**value)
        })
        .collect();
    assert_eq!(
        shown,
        [
            (true, "plain", false, "été \""),
            (false, "a\tb", false, "café"),
            (true, "c", true, ""),
            (true, "d", true, "word"),
            (true, "e", true, "1.50"),
        ]
    );
}

#[test]
fn long_keys_with_many_faults_below_them_do_not_fill_the_memory() {
    let faults = "1e400,".repeat(900);
    let key = "k".repeat(100_000);
    let document = RIGHT.replace(r#"{"a": 1}"#, &format!(r#"{{"{key}": [{faults} 1e400]}}"#));
    let document = statemark::json::read(document.as_bytes());
    assert_eq!(document.faults.len(), 11);
    assert_eq!(document.faults[10].message, "the document has more than 10 faults; the others are not told");
}

#[test]
fn values_are_counted_in_the_tree() {
    let with = |count: usize| {
        let document = RIGHT.replace(r#"{"a": 1}"#, &format!(r#"{{"a": [0{}]}}"#, ",0".repeat(count - 1)));
        statemark::json::read(document.as_bytes()).faults.first().map(|fault| fault.kind)
    };
    // The statement, its seven fields and what they hold, `ext` and its list are the others.
    let others = 19;
    assert_eq!(with(VALUE_LIMIT - others), None);
    assert_eq!(with(VALUE_LIMIT - others + 1), Some(Limit));
}
