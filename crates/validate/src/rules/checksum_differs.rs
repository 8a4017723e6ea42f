//! A source's text that is not the one whose checksum was noted.

use sha2::{Digest, Sha256};

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "checksum-differs",
    severity: Severity::Error,
    category: Category::Evidence,
    since: "0.1.0",
    summary: "The SHA-256 checksum of a source's text is not the one that stands in `sha256`.",
    why: "The text was changed after the checksum was taken, or it is another text. Quotes and offsets may belong to the old one.",
    example: r#""sources": [{"id": "s", "kind": "other", "text": "rain", "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}]"#,
    mend: "Fetch the text that was coded; or, if the change was meant, check the quotes and write the new checksum.",
    seen: Some(
        "the issue huggingface/datasets #4361: the Universal Declaration of Human Rights at unicode.org changed, and a data set that noted its checksums no longer loads",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for (index, (source, content)) in context.sources.iter().enumerate() {
        let (Some(noted), Some(bytes)) = (&source.sha256, content.bytes()) else { continue };
        let checksum = Sha256::digest(bytes);
        if !checksum.iter().copied().map(digits).eq(noted.as_str().as_bytes().as_chunks().0.iter().copied()) {
            let what = match &source.file {
                Some(file) => format!("the file `{file}` of the source `{}`", source.id),
                None => format!("the text of the source `{}`", source.id),
            };
            remarks.push(
                Remark::new(
                    Trail::new("sources").index(index).key("sha256").pointer(),
                    format!("{what} does not have this checksum: it was changed, or is another text"),
                )
                .help(format!("if this is the text that was coded, write \"{}\"", written(&checksum))),
            );
        }
    }
    remarks
}

/// A checksum as it is written.
fn written(checksum: &[u8]) -> String {
    checksum.iter().copied().flat_map(digits).map(char::from).collect()
}

/// The two digits of a byte.
fn digits(byte: u8) -> [u8; 2] {
    [byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)])
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::written;
    use crate::testing::{messages, messages_with, with};

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn finds_another_text_and_another_file() {
        let text = with(&format!(r#""sources": [{{"id": "s", "kind": "other", "text": "rain", "sha256": "{EMPTY}"}}]"#));
        insta::assert_snapshot!(messages("checksum-differs", &text), @r#"/sources/0/sha256: the text of the source `s` does not have this checksum: it was changed, or is another text (if this is the text that was coded, write "319b44c570a417ff3444896cd4aa77f052b6781773fc2f9aa1f1180ac745005c")"#);
        let file = with(&format!(r#""sources": [{{"id": "s", "kind": "other", "file": "a.txt", "sha256": "{EMPTY}"}}]"#));
        assert!(messages_with("checksum-differs", &file, "a.txt", b"\xFF").contains("the file `a.txt` of the source `s`"));
    }

    #[test]
    fn passes_the_right_text_whatever_its_bytes() {
        for bytes in [&b""[..], b"\xEF\xBB\xBFa\r\n", b"\xFF"] {
            let right = written(&Sha256::digest(bytes));
            let file = with(&format!(r#""sources": [{{"id": "s", "kind": "other", "file": "a.txt", "sha256": "{right}"}}]"#));
            assert_eq!(messages_with("checksum-differs", &file, "a.txt", bytes), "");
        }
        assert_eq!(written(&Sha256::digest(b"")), EMPTY);
    }
}
