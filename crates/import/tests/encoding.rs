//! From bytes to text: what tells the encoding, and where bytes are not in it.

use statemark_import::encoding::{Declares, EncodingError, ToldBy, decode};

#[test]
fn the_mark_goes_before_the_label_before_the_declaration() {
    let told = |bytes: &[u8], label: Option<&str>, declares: Declares| {
        let decoded = decode(bytes, label, declares).unwrap_or_else(|error| panic!("{error}"));
        (decoded.text.into_owned(), decoded.encoding, decoded.told_by)
    };
    let html = |text: &str| text.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect::<Vec<u8>>();
    for (bytes, label, declares, encoding, told_by) in [
        (b"\xEF\xBB\xBFcaf\xC3\xA9".to_vec(), Some("latin1"), Declares::Nothing, "UTF-8", ToldBy::ByteOrderMark),
        (b"\xFF\xFEc\0a\0f\0\xE9\0".to_vec(), None, Declares::Nothing, "UTF-16LE", ToldBy::ByteOrderMark),
        (b"\xFE\xFF\0c\0a\0f\0\xE9".to_vec(), None, Declares::Html, "UTF-16BE", ToldBy::ByteOrderMark),
        (b"caf\x8E".to_vec(), Some("macintosh"), Declares::Nothing, "macintosh", ToldBy::Label),
        (b"caf\xC3\xA9".to_vec(), None, Declares::Html, "UTF-8", ToldBy::Content),
    ] {
        assert_eq!(told(&bytes, label, declares), ("café".to_owned(), encoding, told_by), "{bytes:?}");
    }
    for (head, encoding) in [
        ("<meta charset=iso-8859-1>", "windows-1252"),
        ("<META CharSet = 'ISO-8859-15' >", "ISO-8859-15"),
        (
            "<!-- <meta charset=koi8-r> --><meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">",
            "windows-1252",
        ),
        ("<?xml version='1.0' encoding='latin1'?><html>", "windows-1252"),
        ("<meta name=a content=b><meta charset=latin1>", "windows-1252"),
        ("<meta name=description content=\"how charset=koi8-r works\"><meta charset=latin1>", "windows-1252"),
    ] {
        let (text, found, told_by) = told(&html(&format!("{head}café")), None, Declares::Html);
        assert_eq!((text, found, told_by), (format!("{head}café"), encoding, ToldBy::Declaration));
    }
    // A declaration that can be read is not in UTF-16; that of a plain text is only words.
    assert_eq!(told(b"<meta charset=utf-16>", None, Declares::Html).1, "UTF-8");
    assert_eq!(told(b"<meta charset=latin1>", None, Declares::Nothing).1, "UTF-8");
    assert_eq!(told(b"<meta charset=latin1>", None, Declares::Xml).1, "UTF-8");
    assert_eq!(told(b"\x93\xFA\x96{", Some("sjis"), Declares::Nothing).0, "日本");
    assert_eq!(told(b"\xD0\xC5\xCF\xA2", Some("gb2312"), Declares::Nothing).0, "信息");
}

#[test]
fn bytes_that_the_encoding_does_not_have_are_an_error_with_their_place() {
    let error = |bytes: &[u8], label: Option<&str>| decode(bytes, label, Declares::Html).unwrap_err();
    let undeclared = error(b"one\ntw\xF6", None);
    assert_eq!(undeclared, EncodingError::Undeclared { offset: 6, line: 2, bytes: "F6".to_owned() });
    insta::assert_snapshot!(undeclared);
    insta::assert_snapshot!("declared", error(b"<meta charset=utf-8>\n\n\xE9t\xE9", None));
    insta::assert_snapshot!("label", error(b"a\n\x81\x20", Some("shift_jis")));
    insta::assert_snapshot!("unknown", error(b"<meta charset=klingon>", None));
    for (bytes, label, offset, line) in [
        (&b"\xEF\xBB\xBFa\n\xC3"[..], None, 5, 2),
        (b"ab\n\xA0\xFF", Some("euc-jp"), 3, 2),
        (b"\xFF\xFEa\0\n\0\0\xDCb\0", None, 6, 2),
        (b"\n\n\xFF", Some("gb18030"), 2, 3),
        (b"a\xE2\x82", Some("utf-8"), 1, 1),
        (b"\n\xA1", Some("windows-1257"), 1, 2),
    ] {
        let (EncodingError::Malformed { offset: at, line: in_line, .. }
        | EncodingError::Undeclared { offset: at, line: in_line, .. }) = decode(bytes, label, Declares::Nothing).unwrap_err()
        else {
            panic!("{bytes:?}");
        };
        assert_eq!((at, in_line), (offset, line), "{bytes:?} {label:?}");
    }
}
