//! What is plain is read as by the parser for all of YAML: the same values in the same places.

use proptest::prelude::*;
use statemark_specimens::document;
use statemark_specimens::draw::Draw;

use super::super::read::read_all;
use super::*;
use crate::markdown;
use crate::markdown::limits::DEPTH;

/// Whether a text is plain; then it is read alike.
fn is_plain(text: &str, schema: Schema) -> bool {
    let place = |offset| offset + 7;
    let plain = super::read(text, schema, DEPTH, &place);
    if let Some(node) = &plain {
        assert_eq!(Ok(node), read_all(text, schema, DEPTH, &place).as_ref(), "{text:?}");
    }
    plain.is_some()
}

/// The front matter of a document.
fn front(text: &str) -> &str {
    let text = text.strip_prefix("---\n").unwrap();
    &text[..=text.find("\n---\n").unwrap()]
}

#[test]
fn what_people_write_is_plain() {
    for text in [
        "a: b",
        "a: b  \n\n# words\nc: 'it''s'\n# words\n\n",
        "a:\n  b: \"\\u00e9\\n\\\"\"\n  c: 5\nd: [ ]\ne: {}\n",
        "a:\n  - b\n  - [c, {d: e, \"f\": -5}]\n  - - g\n    - h\ni: é\n",
        "a:\n- b: c\n  d:\n    - e\n\n- f: g\nh: {i: http://j, k: l:m}\n",
        "ext:\n  a: [true, ~, .5, 0x1F, no, null]\n  b: .inf.\n",
        "date: 2025-02-06\nadoption: {for: 15, against: 0}\n",
    ] {
        assert!(is_plain(text, Schema::Statement), "{text:?}");
    }
}

#[test]
fn what_is_rare_or_wrong_is_left_to_the_parser() {
    for text in [
        "",
        "# words\n",
        "a",
        "- a\n",
        "{a: b}",
        "a:\n",
        "a:\nb: c\n",
        "a: |\n  b\n",
        "a: b\n  c\n",
        "a: b\n c: d\n",
        "a:\n  - b\n c: d\n",
        "a: b: c\n",
        "a: &b c\n",
        "a: *b\n",
        "a: !b c\n",
        "<<: a\n",
        "? a\n: b\n",
        "a:\tb\n",
        "a: b\r\n",
        "a: [b,\n  c]\n",
        "a: [b, ]\n",
        "a: [b\n",
        "a: [b -]\n",
        "a: [b: c]\n",
        "a: {b}\n",
        "a: 'b\n  c'\n",
        "a: \"b\n  c\"\n",
        "a: \"\\x41\"\n",
        "a: \"\\ud83d\\ude00\"\n",
        "a: 'b' c\n",
        "a: [b] c\n",
        "a: b # c\n",
        "a: [b]# c\n",
        "a : b\n",
        "ext: {a: .inf}\n",
        "a: \u{FEFF}b\n",
        "...: a\n",
        "--- a: b\n",
        "a: b\n- c\n",
        "a:\n  b\n",
        "a: -\n",
        "- \n  a: b\n",
    ] {
        assert!(!is_plain(text, Schema::Statement), "{text:?}");
    }
    assert!(is_plain(&format!("ext: {}0{}\n", "[".repeat(63), "]".repeat(63)), Schema::Statement));
    assert!(!is_plain(&format!("ext: {}0{}\n", "[".repeat(64), "]".repeat(64)), Schema::Statement));
    assert!(!is_plain(&format!("{}: a\n", "k".repeat(LONGEST_KEY + 1)), Schema::Statement));
    assert!(!is_plain(&format!("a: [{}b]\n", "b, ".repeat(VALUE_LIMIT)), Schema::Statement));
}

#[test]
fn what_our_writer_writes_is_plain() {
    let mut plain = 0;
    for seed in 0..400 {
        let text = markdown::to_string(&document::statement(seed));
        plain += u32::from(is_plain(front(&text), Schema::Statement));
        // Whatever becomes of it, both read the same.
        let mut draw = Draw::new(seed);
        let mut bytes = front(&text).as_bytes().to_vec();
        for _ in 0..200 {
            let (at, other) = (draw.below(bytes.len()), draw.below(bytes.len()));
            match draw.below(4) {
                0 => bytes[at] = *draw.pick(b" \n:-#[]{},'\"ab0\\.?"),
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, *draw.pick(b" \n:-#[]{},'\"ab0\\.?")),
                _ => bytes.swap(at, other),
            }
            if let Ok(text) = std::str::from_utf8(&bytes) {
                is_plain(text, Schema::Statement);
            }
            if draw.once_in(4) {
                bytes = front(&text).as_bytes().to_vec();
            }
        }
    }
    assert!(plain > 390, "{plain}");
}

#[test]
fn examples_are_plain() {
    for example in statemark_specimens::examples::examples() {
        assert!(is_plain(front(&markdown::to_string(&example.statement)), Schema::Statement), "{}", example.name);
    }
}

/// YAML of pieces that matter.
fn text() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "a: ",
        "b:",
        "a",
        "\n",
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\n  - ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        ": ",
        ":",
        " ",
        "#",
        " # ",
        "'",
        "\"",
        "\\n",
        "\\\"",
        "\\",
        "é",
        "5",
        "-5",
        "...",
        "---",
        "?",
        "<<",
        "|",
        ">",
        "&",
        "*",
        "!",
        "%",
        "@",
        "`",
        "~",
        "null",
        "\u{A0}",
        "\u{2028}",
        "\u{85}",
        "=",
        "/",
        "ext:",
        "ext: {",
        "true",
        "1e3",
        "{a: b}",
        "[a, b]",
        "a: b\n",
        "  c: d\n",
        "- a: b\n  c: d\n",
    ]);
    prop::collection::vec(parts, 0..16).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_yaml_is_yaml(text in text(), is_ext in any::<bool>()) {
        is_plain(&text, if is_ext { Schema::Ext } else { Schema::Statement });
        is_plain(&format!("a: {text}"), Schema::Statement);
    }
}
