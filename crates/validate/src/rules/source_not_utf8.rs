//! A source's file that is not UTF-8.

use crate::context::{Content, Context};
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "source-not-utf8",
    severity: Severity::Error,
    category: Category::Evidence,
    since: "0.1.0",
    summary: "The file of a source is not UTF-8, so that its quotes cannot be checked.",
    why: "Offsets count the code points of UTF-8 text. In another encoding each program would count others.",
    example: r#""sources": [{"id": "s", "kind": "other", "file": "latin-1.txt"}]"#,
    mend: "Save the file as UTF-8, then check the quotes and write the new checksum.",
    seen: Some(
        "the issue CamaraDosDeputados/dados-abertos #176: ten years of files of a parliament in ISO 8859-1, announced as UTF-8",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for (index, (source, content)) in context.sources.iter().enumerate() {
        let (Content::File(bytes), Some(file)) = (content, &source.file) else { continue };
        if let Err(error) = std::str::from_utf8(bytes) {
            let at = error.valid_up_to();
            let (message, help) = if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
                (format!("the file `{file}` is in UTF-16, not in UTF-8"), "save it as UTF-8")
            } else {
                let message = format!("the file `{file}` is not UTF-8: see the byte 0x{:02X} at offset {at}", bytes[at]);
                (message, "save it as UTF-8; it may be in Latin-1 or Windows-1252")
            };
            remarks.push(Remark::new(Trail::new("sources").index(index).key("file").pointer(), message).help(help));
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages_with, with};

    fn found(bytes: &[u8]) -> String {
        let text = with(r#""sources": [{"id": "s", "kind": "other", "file": "a.txt"}]"#);
        messages_with("source-not-utf8", &text, "a.txt", bytes)
    }

    #[test]
    fn finds_latin_1_and_utf_16() {
        insta::assert_snapshot!([found(b"n\xE9"), found(b"\xFF\xFEn\0"), found(b"n\xC3")].join("\n"), @"
        /sources/0/file: the file `a.txt` is not UTF-8: see the byte 0xE9 at offset 1 (save it as UTF-8; it may be in Latin-1 or Windows-1252)
        /sources/0/file: the file `a.txt` is in UTF-16, not in UTF-8 (save it as UTF-8)
        /sources/0/file: the file `a.txt` is not UTF-8: see the byte 0xC3 at offset 1 (save it as UTF-8; it may be in Latin-1 or Windows-1252)
        ");
    }

    #[test]
    fn passes_utf_8_with_a_byte_order_mark_or_without() {
        assert_eq!([found("né".as_bytes()), found("\u{FEFF}né".as_bytes()), found(b"")], ["", "", ""]);
    }
}
