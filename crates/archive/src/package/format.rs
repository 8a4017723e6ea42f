//! What the files of a statement are, and in which formats they are written.

/// What a file of a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The statement itself, in canonical JSON.
    Statement,
    /// The same in the XML of the format.
    Xml,
    /// The same in Akoma Ntoso.
    AkomaNtoso,
    /// The same in TEI.
    Tei,
    /// The same as a page for people.
    Page,
    /// A text that it quotes.
    Source,
}

/// A format of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Format {
    pub(super) media_type: &'static str,
    pub(super) name: &'static str,
    pub(super) version: Option<&'static str>,
    /// The key that the registry PRONOM has for it, or for what it is written in.
    pub(super) key: Option<&'static str>,
}

impl Role {
    /// What it is, in words.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Statement => "canonical JSON",
            Self::Xml => "XML",
            Self::AkomaNtoso => "Akoma Ntoso",
            Self::Tei => "TEI",
            Self::Page => "page",
            Self::Source => "source",
        }
    }

    /// The format of such a file.
    pub(super) fn format(self, path: &str, bytes: &[u8]) -> Format {
        match self {
            Self::Statement => format("application/json", "Statemark, JSON", Some("1.0"), Some("fmt/817")),
            Self::Xml => format("application/xml", "Statemark, XML", Some("1.0"), Some("fmt/101")),
            Self::AkomaNtoso => format("application/akn+xml", "Akoma Ntoso", Some("3.0"), Some("fmt/101")),
            Self::Tei => format("application/tei+xml", "TEI P5", Some("4.12.0"), Some("fmt/101")),
            Self::Page => format("text/html", "HTML", Some("5"), Some("fmt/471")),
            Self::Source => of_source(path, bytes),
        }
    }
}

const fn format(
    media_type: &'static str,
    name: &'static str,
    version: Option<&'static str>,
    key: Option<&'static str>,
) -> Format {
    Format { media_type, name, version, key }
}

/// The format of a text that somebody else wrote, as far as its name and its first look tell it.
fn of_source(path: &str, bytes: &[u8]) -> Format {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let is_text = || std::str::from_utf8(bytes).is_ok();
    match ending.as_str() {
        // PRONOM has a key for each version of PDF, and none for all.
        "pdf" if bytes.starts_with(b"%PDF-") => format("application/pdf", "PDF", None, None),
        "txt" if is_text() => format("text/plain", "plain text in UTF-8", None, Some("x-fmt/111")),
        "md" | "markdown" if is_text() => format("text/markdown", "Markdown", None, Some("fmt/1149")),
        "html" | "htm" if is_text() => format("text/html", "HTML", None, Some("fmt/96")),
        "xml" if is_text() => format("application/xml", "XML", None, Some("fmt/101")),
        "json" if is_text() => format("application/json", "JSON", None, Some("fmt/817")),
        "csv" if is_text() => format("text/csv", "CSV", None, Some("x-fmt/18")),
        _ => format("application/octet-stream", "unknown", None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_has_the_format_that_is_known_of_it() {
        for (path, bytes, expected) in [
            ("a/x.html", &b"<p>rain"[..], ("text/html", Some("fmt/96"))),
            ("X.TXT", b"rain", ("text/plain", Some("x-fmt/111"))),
            ("x.xml", b"<rain/>", ("application/xml", Some("fmt/101"))),
            ("x.json", b"{}", ("application/json", Some("fmt/817"))),
            ("x.md", b"# Rain", ("text/markdown", Some("fmt/1149"))),
            ("x.pdf", b"%PDF-1.7", ("application/pdf", None)),
            ("x.pdf", b"rain", ("application/octet-stream", None)),
            ("x.txt", b"\xFFrain", ("application/octet-stream", None)),
            ("a.txt/rain", b"rain", ("application/octet-stream", None)),
            ("x.docx", b"rain", ("application/octet-stream", None)),
        ] {
            let format = Role::Source.format(path, bytes);
            assert_eq!((format.media_type, format.key), expected, "{path}");
        }
    }
}
