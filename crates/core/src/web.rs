//! Addresses: URIs, paths beside the document, checksums.

use crate::word::word;

word! {
    /// A URI or a reference to a statement: printable ASCII without spaces. Its grammar is a rule of meaning.
    pub struct Uri {
        rule: |text| !text.is_empty() && text.bytes().all(|byte| (b'!'..=b'~').contains(&byte)),
        pattern: "^[!-~]+$",
        expected: "a URI: printable ASCII characters without spaces (others are written `%XX`)",
        examples: ["https://www.un.org/en/about-us/un-charter"]
    }
}

/// One part of a path as a regular expression: a Line without `/`, `\` and `:`, and neither `.` nor `..`.
macro_rules! part {
    () => {
        concat!(
            "(",
            edge!("/\\\\:."),
            "(",
            middle!(),
            "*",
            edge!("/\\\\:"),
            ")?|\\.(",
            edge!("/\\\\:."),
            "|",
            middle!(),
            "+",
            edge!("/\\\\:"),
            "))"
        )
    };
}

macro_rules! edge {
    ($more:literal) => {
        concat!(
            "[^\\u0000-\\u0020\\u007F-\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFFFE\\uFFFF",
            $more,
            "]"
        )
    };
}

macro_rules! middle {
    () => {
        "[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029\\uFFFE\\uFFFF/\\\\:]"
    };
}

word! {
    /// A relative path below the document's own folder: `/` between its parts, each a Line without `\` and `:`, none `.` or `..`.
    pub struct RelativePath {
        rule: |text| {
            !text.contains(['\\', ':']) && text.split('/').all(|part| crate::text::Line::holds(part) && !matches!(part, "." | ".."))
        },
        pattern: concat!("^", part!(), "(/", part!(), ")*$"),
        expected: "a path below the document's folder: `/` between the parts, no `\\` or `:`, no part empty, `.` or `..`",
        examples: ["article.txt", "sources/communique.txt"]
    }
}

word! {
    /// A SHA-256 checksum: 64 hexadecimal digits in small letters.
    pub struct Sha256 {
        rule: |text| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)),
        pattern: "^[0-9a-f]{64}$",
        expected: "a SHA-256 checksum: 64 hexadecimal digits in small letters",
        examples: ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]
    }
}
