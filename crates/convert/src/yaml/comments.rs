//! Where the comments of a YAML text stand.

use memchr::memchr_iter;
use saphyr_parser::{Event, Parser, ScalarStyle};
use statemark::node::Span;

/// The places of all comments of a text that could be read, each from its `#` to the end of its line.
pub(crate) fn places(text: &str) -> Vec<Span> {
    if !may_have_comments(text) {
        return Vec::new();
    }
    let offsets: Vec<usize> = text.char_indices().map(|(offset, _)| offset).collect();
    let offset = |index: usize| offsets.get(index).copied().unwrap_or(text.len());
    let (mut found, mut end) = (Vec::new(), 0);
    // A comment stands outside of scalars, where `#` has no other meaning.
    for (event, span) in Parser::new_from_str(text).map_while(Result::ok) {
        if let Event::Scalar(_, style, ..) = event {
            let start = offset(span.start.index());
            gap(text, Span::new(end, start), &mut found);
            end = match style {
                // The parser's span may reach to the end of the line, comment and all.
                ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => start + quoted_length(&text[start..]),
                _ => offset(span.end.index()),
            };
        }
    }
    gap(text, Span::new(end, text.len()), &mut found);
    found
}

/// Whether a `#` stands where a comment may begin: before all else, or behind white space.
fn may_have_comments(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(b'#', bytes).any(|at| at == 0 || bytes[at - 1].is_ascii_whitespace())
}

/// The comments between two scalars.
fn gap(text: &str, within: Span, found: &mut Vec<Span>) {
    let mut at = within.start;
    while let Some(start) = text.get(at..within.end).and_then(|rest| rest.find('#')).map(|start| at + start) {
        let length = text[start..].find(['\n', '\r']).unwrap_or(text.len() - start);
        found.push(Span::new(start, start + length));
        at = start + length;
    }
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

    fn found(text: &str) -> Vec<&str> {
        places(text).into_iter().map(|span| &text[span.start..span.end]).collect()
    }

    #[test]
    fn comments_are_told_from_words() {
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
            "",
        ] {
            assert_eq!(found(words), [""; 0], "{words:?}");
        }
    }

    #[test]
    fn each_comment_has_its_place() {
        for (text, expected) in [
            ("#", &["#"][..]),
            ("# a\nb: c", &["# a"]),
            ("b: c # d", &["# d"]),
            ("é: c # d", &["# d"]),
            ("a: | # b\n  c # d\n", &["# b"]),
            ("a: |\n  b\n# c\nd: e", &["# c"]),
            ("a: [b, # c\n  d] # e # f", &["# c", "# e # f"]),
            ("a: # b\n  c", &["# b"]),
            ("a: # b\nc: # d", &["# b", "# d"]),
            ("a:\n  # b\n  - c\n  # d\n\n  # e\n", &["# b", "# d", "# e"]),
            ("a: 'b # c' # d's", &["# d's"]),
            ("a: \"\\\"\" # \"", &["# \""]),
            ("a: b\r\n# c\r# d\r\n", &["# c", "# d"]),
            ("a: |\n  b\n# c", &["# c"]),
            ("%YAML 1.2 # a\n--- # b\nc: d\n... # e\n", &["# a", "# b", "# e"]),
        ] {
            assert_eq!(found(text), expected, "{text:?}");
        }
    }
}
