//! What a document holds beside its statement, and no conversion carries: comments, processing instructions, the address of a schema.
//! All else that a document holds is the statement itself or its layout (`docs/fidelity.md`).

mod json;
mod near;
mod xml;

use statemark::document::Document;
use statemark::node::Span;
use statemark::pointer::Pointer;

use crate::format::Format;
use crate::{markdown, yaml};

/// Something that a document loses on its way into another spelling, or when it is written anew in its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What it is.
    pub kind: LossKind,
    /// Where it stands in [`Document::text`], with its marks, in bytes.
    pub span: Span,
    /// The value behind which it stands on one line, else the innermost in which it stands.
    pub pointer: Pointer,
    /// Its words, without its marks and the white space at their ends.
    pub words: String,
}

/// What is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LossKind {
    /// A comment in XML, or in the YAML of any spelling.
    Comment,
    /// A processing instruction in XML.
    ProcessingInstruction,
    /// The `$schema` of a JSON document, which editors look for.
    Schema,
}

impl LossKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Comment, Self::ProcessingInstruction, Self::Schema];

    /// What it is called in reports: `comment`, `processing-instruction`, `schema`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::ProcessingInstruction => "processing-instruction",
            Self::Schema => "schema",
        }
    }

    /// Whether a person wrote it to be read beside the statement, or a program to be followed: what `statemark fmt` does not drop unasked.
    pub fn is_comment(self) -> bool {
        self != Self::Schema
    }
}

/// All that a document that could be read loses when it is written in any spelling, in the order of its text. A record of a collection
/// is such a document; what stands between records is found by [`between`].
///
/// Where there is nothing to lose, this takes no more time than to look for a few bytes.
///
/// ```
/// use statemark_convert::{format::Format, losses::{LossKind, losses}};
/// let document = Format::Markdown.read(b"---\nid: a\ndate: \"2025\" # when it was signed\n---\n");
/// let [loss] = &losses(Format::Markdown, &document)[..] else { panic!() };
/// assert_eq!((loss.kind, loss.pointer.as_str(), &*loss.words), (LossKind::Comment, "/date", "when it was signed"));
/// assert_eq!(&document.text[loss.span.start..loss.span.end], "# when it was signed");
/// ```
pub fn losses(format: Format, document: &Document<'_>) -> Vec<Loss> {
    let text = &*document.text;
    let mut losses = match format {
        Format::Json => json::schema(text),
        Format::Xml => xml::scan(text.as_bytes()),
        Format::Markdown => markdown::comments(text).into_iter().map(|span| comment(text, span)).collect(),
        Format::Yaml => yaml::comments::places(text).into_iter().map(|span| comment(text, span)).collect(),
    };
    // The tree of JSON is made only if someone asks for it: to ask costs as much as to read the document.
    if !losses.is_empty()
        && let Some(root) = document.node()
    {
        losses
            .iter_mut()
            .filter(|loss| loss.kind.is_comment())
            .for_each(|loss| loss.pointer = near::pointer(text, root, loss.span));
    }
    losses
}

/// What is lost of the bytes between the records of a collection, before the first and behind the last: comments and processing
/// instructions of XML. No other stream holds anything there. Spans count in these bytes, and no pointer leads to them.
///
/// ```
/// use statemark_convert::{format::Format, losses::between};
/// let lost = between(Format::Xml, b"<?xml version=\"1.0\"?><!-- all of 2025 --><statements xmlns=\"https://w3id.org/statemark/1\">");
/// assert_eq!(lost[0].words, "all of 2025");
/// assert_eq!(between(Format::Json, b"[\n"), []);
/// ```
pub fn between(format: Format, bytes: &[u8]) -> Vec<Loss> {
    if format == Format::Xml { xml::scan(bytes) } else { Vec::new() }
}

/// A comment of YAML, which begins with `#`.
fn comment(text: &str, span: Span) -> Loss {
    Loss { kind: LossKind::Comment, span, pointer: Pointer::root(), words: text[span.start + 1..span.end].trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is lost of a document: its words, and the pointer to where it stands.
    fn lost(format: Format, text: &str) -> Vec<(String, String)> {
        let document = format.read(text.as_bytes());
        let losses = losses(format, &document).into_iter();
        losses
            .map(|loss| {
                let raw = &document.text[loss.span.start..loss.span.end];
                assert!(raw.contains(&loss.words) && raw.starts_with(['#', '<', '"']), "{raw}");
                (loss.words, loss.pointer.as_str().to_owned())
            })
            .collect()
    }

    #[track_caller]
    fn assert_lost(format: Format, text: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected.iter().map(|&(words, pointer)| (words.to_owned(), pointer.to_owned())).collect();
        assert_eq!(lost(format, text), expected, "{text}");
    }

    const FRONT: &str = "# first\nid: a # why\nissuers: # who\n  - a\n  - b # late\nplace: {name: \"P\", country: XX} # where\next:\n  # mine\n  b: 1\n";

    #[test]
    fn comments_of_markdown_stand_in_its_yaml() {
        let expected = [
            ("first", ""),
            ("why", "/id"),
            ("who", "/issuers"),
            ("late", "/issuers/1"),
            ("where", "/place"),
            ("mine", "/ext"),
            ("two", "/sections/0/clauses/0/actions/0/ext/b"),
        ];
        let document = format!(
            "---\n{FRONT}---\n\n# Title\n\nWords.\n`#c`\n\n- do it\n  `action`\n\n  ```yaml ext\n  a: 1\n  b: 2 # two\n  c: |\n    # not\n  ```\n\n```source=s\n# no comment\n```\n"
        );
        for text in [format!("\n \n{document}"), document.replace('\n', "\r"), document.replace('\n', "\r\n"), document.clone()] {
            assert_lost(Format::Markdown, &text, &expected);
        }
        assert_lost(Format::Markdown, &document.replace("yaml ext", " yml  ext "), &expected);
        assert_lost(Format::Markdown, &document.replace("yaml ext", "yaml"), &expected[..6]);
        assert_lost(Format::Markdown, "# Title", &[]);
        assert_lost(Format::Yaml, FRONT, &expected[..6]);
    }

    #[test]
    fn what_xml_loses_is_told_with_the_value_around_it() {
        let text = "<?xml version=\"1.0\"?><!-- one -->\n<statement xmlns=\"https://w3id.org/statemark/1\" id=\"a\"><!-- two -->\n\
            <title>T<!-- three --></title> <!-- four -->\n<entities><?five six?>\n<entity id=\"x\" kind=\"state\"><!--seven--><name>X</name></entity></entities></statement>\n<!-- eight -->";
        assert_lost(
            Format::Xml,
            text,
            &[
                ("one", ""),
                ("two", ""),
                ("three", "/title"),
                ("four", "/title"),
                ("five six", "/entities"),
                ("seven", "/entities/0"),
                ("eight", ""),
            ],
        );
    }

    #[test]
    fn the_schema_is_lost_of_json() {
        assert_lost(Format::Json, r#"{"$schema": "s", "id": "a"}"#, &[("s", "/$schema")]);
        assert_lost(Format::Json, r#"{"id": "a # b <!-- c -->"}"#, &[]);
    }
}
