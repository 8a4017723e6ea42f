//! Where a document holds what no other spelling keeps, and a rewrite drops: comments of XML and YAML, processing instructions.

use quick_xml::Reader;
use quick_xml::events::Event;
use saphyr_parser::{Event as Yaml, Parser as YamlParser, ScalarStyle};

use crate::format::Format;
use crate::markdown::find_in_yaml;

/// The byte offset of the first comment or processing instruction in the text of a document that could be read.
///
/// ```
/// use statemark_convert::{comments, format::Format};
/// assert_eq!(comments::first(Format::Xml, "<a><!-- why --></a>"), Some(3));
/// assert_eq!(comments::first(Format::Markdown, "---\nid: \"a # b\" # why\n---\n"), Some(16));
/// assert_eq!(comments::first(Format::Json, "{}"), None);
/// ```
pub fn first(format: Format, text: &str) -> Option<usize> {
    match format {
        Format::Json => None,
        Format::Xml => in_xml(text),
        Format::Markdown => find_in_yaml(text, &in_yaml),
    }
}

fn in_xml(text: &str) -> Option<usize> {
    let mut reader = Reader::from_str(text);
    loop {
        let start = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event().ok()? {
            Event::Comment(_) | Event::PI(_) => return Some(start),
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// A comment stands outside of scalars, where `#` has no other meaning.
fn in_yaml(text: &str) -> Option<usize> {
    let offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
    let offset = |index: usize| offsets.get(index).copied().unwrap_or(text.len());
    let mut end = 0;
    for (event, span) in YamlParser::new_from_str(text).map_while(Result::ok) {
        if let Yaml::Scalar(_, style, ..) = event {
            let start = offset(span.start.index());
            if let Some(comment) = text.get(end..start).and_then(|gap| gap.find('#')) {
                return Some(end + comment);
            }
            end = match style {
                // The parser's span may reach to the end of the line, comment and all.
                ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => start + quoted_length(&text[start..]),
                _ => offset(span.end.index()),
            };
        }
    }
    text[end..].find('#').map(|comment| end + comment)
}

/// The length of the quoted scalar that a text begins with.
pub(crate) fn quoted_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        match (bytes[0], byte) {
            (b'"', b'\\') => at += 2,
            (b'\'', b'\'') if bytes.get(at + 1) == Some(&b'\'') => at += 2,
            (open, close) if open == close => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_of_yaml_are_told_from_words() {
        for words in [
            "a: b#c",
            "a: 'b # c'",
            "a: \"b # c\"",
            "a: |\n  b # c\n  # d\n",
            "a: >\n  # b\nc: d\n",
            "a: [b#, 'c #']",
            "'# a': b",
            "a: b\n  c#d",
            "a: 'b'' # c'",
            "a: \"b \\\" # c\"",
            "#",
            "",
        ] {
            assert_eq!(in_yaml(words).is_some(), words == "#", "{words:?}");
        }
        for (text, offset) in [
            ("# a\nb: c", 0),
            ("b: c # d", 5),
            ("é: c # d", 6),
            ("a: | # b\n  c # d\n", 5),
            ("a: |\n  b\n# c\nd: e", 9),
            ("a: [b, # c\n  d]", 7),
            ("a: # b\n  c", 3),
            ("a:\n  # b\n  - c", 5),
            ("a: 'b # c' # d's", 11),
            ("a: \"\\\"\" # \"", 8),
            ("a: b\n# c", 5),
            ("a: |\n  b\n# c", 9),
        ] {
            assert_eq!(in_yaml(text), Some(offset), "{text:?}");
        }
    }

    #[test]
    fn comments_of_markdown_stand_in_its_yaml() {
        let document =
            "---\nid: a\n---\n\n# Title\n\n```source=s\n# no comment\n```\n\n- x\n\n  ```yaml ext\n  a: 1\n  b: 2 # two\n  ```\n";
        assert_eq!(first(Format::Markdown, document).map(|at| &document[at..at + 5]), Some("# two"));
        assert_eq!(first(Format::Markdown, &document.replace(" # two", "")), None);
        assert_eq!(first(Format::Markdown, "---\r\n# a\r\nid: a\r\n---\r\n# Title"), Some(5));
        assert_eq!(first(Format::Markdown, "# Title"), None);
    }

    #[test]
    fn comments_are_seen_wherever_the_reader_reads_yaml() {
        let at = |text: &str| first(Format::Markdown, text).map(|at| text[at..].chars().take(5).collect::<String>());
        let front = "---\nid: a # why\n---\n# Title\n";
        for text in [front.to_owned(), format!("\n \n{front}"), front.replace('\n', "\r"), front.replace('\n', "\r\n")] {
            assert_eq!(at(&text).as_deref(), Some("# why"), "{text:?}");
        }
        let bullet = |fence: &str| format!("---\nid: a\n---\n\nWords.\n\n- do it\n\n  ```{fence}\n  ```\n");
        for yaml in ["a: 1 # why", "a: |\n    # not\n  b: 2 # why", "a:\n    - b\n  # why"] {
            for info in ["yaml ext", " yml  ext"] {
                let text = bullet(&format!("{info}\n  {yaml}"));
                for text in [text.replace('\n', "\r"), text.replace('\n', "\r\n"), text] {
                    assert_eq!(at(&text).as_deref(), Some("# why"), "{text:?}");
                }
            }
        }
        assert_eq!(at(&bullet("yaml ext\n  a: |\n    # not a comment")), None);
        assert_eq!(at(&bullet("yaml\n  a: 1 # of no ext")), None);
    }

    #[test]
    fn comments_of_xml_are_told_from_its_declaration_and_words() {
        let prolog = "<?xml version=\"1.0\"?>\n";
        assert_eq!(first(Format::Xml, &format!("{prolog}<a b='<!--'><![CDATA[<!-- -->]]></a>")), None);
        assert_eq!(first(Format::Xml, &format!("{prolog}<a/><?pi?>")), Some(prolog.len() + 4));
        assert_eq!(first(Format::Xml, &format!("{prolog}<a><b/><!---->")), Some(prolog.len() + 7));
    }
}
