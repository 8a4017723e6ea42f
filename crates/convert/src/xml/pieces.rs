//! The pieces of a document, as they stand in its text: tags and words are found here, the others, which are rare, by quick-xml.

use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::faults::{Broken, Parsed, broken, here};

/// A piece of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Start,
    /// A tag that opens and closes.
    Empty,
    End,
    Words,
    CData,
    Reference,
    Comment,
    Declaration,
    Instruction,
    DocType,
    /// The end of the text.
    Done,
}

/// The piece that stands at an offset, and its length.
pub(super) fn piece(text: &str, at: usize) -> Parsed<(Piece, usize)> {
    common(&text[at..]).map_or_else(|| rare(text, at), Ok)
}

/// The piece at the beginning of a text, if it is a tag or words.
fn common(text: &str) -> Option<(Piece, usize)> {
    let bytes = text.as_bytes();
    match bytes {
        [b'<', b'!' | b'?', ..] | [b'&', ..] | [] => None,
        [b'<', second, ..] => {
            let length = tag(bytes)?;
            let is_empty = bytes[..length].ends_with(b"/>");
            let piece = if *second == b'/' {
                Piece::End
            } else if is_empty {
                Piece::Empty
            } else {
                Piece::Start
            };
            Some((piece, length))
        }
        _ => {
            let length = memchr::memchr2(b'<', b'&', bytes).unwrap_or(bytes.len());
            (length > 0).then_some((Piece::Words, length))
        }
    }
}

/// The length of the tag at the beginning of a text: to the first `>` that stands in no quotation marks.
fn tag(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes[at..].iter().position(|byte| matches!(byte, b'>' | b'"' | b'\''))? + 1;
        match bytes[at - 1] {
            b'>' => return Some(at),
            quote => at += bytes[at..].iter().position(|&byte| byte == quote)? + 1,
        }
    }
}

/// The piece that stands at an offset, whatever it is.
fn rare(text: &str, at: usize) -> Parsed<(Piece, usize)> {
    let mut reader = Reader::from_str(&text[at..]);
    // What is closed here was opened before.
    reader.config_mut().allow_unmatched_ends = true;
    let piece = match reader.read_event().map_err(|error| unreadable(text, at, &error))? {
        Event::Start(_) => Piece::Start,
        Event::Empty(_) => Piece::Empty,
        Event::End(_) => Piece::End,
        Event::Text(_) => Piece::Words,
        Event::CData(_) => Piece::CData,
        Event::GeneralRef(_) => Piece::Reference,
        Event::Comment(_) => Piece::Comment,
        Event::Decl(_) => Piece::Declaration,
        Event::PI(_) => Piece::Instruction,
        Event::DocType(_) => Piece::DocType,
        Event::Eof => Piece::Done,
    };
    let rest = text.len() - at;
    Ok((piece, usize::try_from(reader.buffer_position()).unwrap_or(rest).min(rest)))
}

/// The fault where quick-xml finds no end of a piece.
fn unreadable(text: &str, start: usize, error: &Error) -> Broken {
    let (message, help) = match error {
        Error::Syntax(SyntaxError::UnclosedComment) => ("this comment has no end", "close it with `-->`"),
        Error::Syntax(SyntaxError::UnclosedCData) => ("this CDATA section has no end", "close it with `]]>`"),
        Error::Syntax(SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl) => {
            ("this processing instruction has no end", "close it with `?>`")
        }
        Error::Syntax(SyntaxError::UnclosedDoctype) | Error::IllFormed(IllFormedError::MissingDoctypeName) => {
            ("a DOCTYPE has no place here", "take it out: this reader knows no DTDs and no entities")
        }
        Error::Syntax(SyntaxError::UnclosedTag) => {
            ("this tag has no end", "close it with `>`, or write `&lt;` for the character `<`")
        }
        Error::Syntax(SyntaxError::UnclosedSingleQuotedAttributeValue | SyntaxError::UnclosedDoubleQuotedAttributeValue) => {
            ("this tag has an attribute value without end", "close the value with its quotation mark")
        }
        Error::IllFormed(IllFormedError::UnclosedReference) => ("an `&` that begins no reference", "write `&amp;`"),
        _ => ("markup that XML does not know", "write `&lt;` for the character `<`"),
    };
    broken(here(text, start), message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_found_here_is_the_one_that_quick_xml_finds() {
        for text in [
            "<a>",
            "<a b='>' c=\">'\">x",
            "<a/>",
            "<a b='/>'>",
            "</a >",
            "</a b='>'>",
            "<//>",
            "<>",
            "</>",
            "a ]]> b<",
            "é&amp;",
            "x",
            "\r\n<a>",
        ] {
            assert_eq!(common(text), rare(text, 0).ok(), "{text}");
        }
        for text in ["", "<", "<a", "</a", "<a b='>", "<a b=\"'>'", "&amp;", "<!-- -->", "<?a?>", "<![CDATA[]]>"] {
            assert_eq!(common(text), None, "{text}");
        }
    }
}
