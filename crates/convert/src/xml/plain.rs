//! Tags as nearly all are written, read in one pass: names of ASCII without a prefix, one space before each attribute, values that hold
//! nothing to be resolved, and no namespace declared. Of all others `pieces` and `attributes` find out what they are, and what is wrong with them.

use std::borrow::Cow;

use statemark::node::Span;

use super::namespaces::{Attribute, Name};

/// The tag that opens an element: where its name ends, and where it does.
#[derive(Debug, PartialEq)]
pub(super) struct Opening {
    pub(super) name_end: usize,
    pub(super) end: usize,
    /// Whether it closes the element as well.
    pub(super) is_empty: bool,
}

/// Reads the tag that stands at `at`, and its attributes, so many at most, into a list that is empty. Where that is not all that can be
/// said of it, there is nothing, and the list holds nothing of worth.
pub(super) fn opening<'text>(
    text: &'text str,
    at: usize,
    most: usize,
    attributes: &mut Vec<Attribute<'text>>,
) -> Option<Opening> {
    let bytes = text.as_bytes();
    if bytes.get(at) != Some(&b'<') {
        return None;
    }
    let name_end = name(bytes, at + 1)?;
    let mut next = name_end;
    loop {
        match bytes.get(next..)? {
            [b'>', ..] => return Some(Opening { name_end, end: next + 1, is_empty: false }),
            [b'/', b'>', ..] => return Some(Opening { name_end, end: next + 2, is_empty: true }),
            [b' ', ..] if attributes.len() < most => next = attribute(text, next + 1, attributes)?,
            _ => return None,
        }
    }
}

/// Reads the attribute that stands at `at`, and says where it ends.
fn attribute<'text>(text: &'text str, at: usize, attributes: &mut Vec<Attribute<'text>>) -> Option<usize> {
    let bytes = text.as_bytes();
    let name_end = name(bytes, at)?;
    let start = name_end + 2;
    let [b'=', quote @ (b'"' | b'\'')] = *bytes.get(name_end..start)? else { return None };
    let end = start + bytes[start..].iter().position(|&byte| CLASSES[usize::from(byte)] & VALUE == 0)?;
    if bytes[end] != quote || &bytes[at..name_end] == b"xmlns" {
        return None;
    }
    attributes.push(Attribute {
        name: Name::written(&text[at..name_end]),
        name_span: Span::new(at, name_end),
        value: Cow::Borrowed(&text[start..end]),
        span: Span::new(start, end),
    });
    Some(end + 1)
}

/// Where the name ends that stands at `at`, if one does.
fn name(bytes: &[u8], at: usize) -> Option<usize> {
    if CLASSES[usize::from(*bytes.get(at)?)] & FIRST == 0 {
        return None;
    }
    bytes[at..].iter().position(|&byte| CLASSES[usize::from(byte)] & NAME == 0).map(|length| at + length)
}

/// What may begin a name, stand in a name, stand in a value as it is.
const FIRST: u8 = 1;
const NAME: u8 = 2;
const VALUE: u8 = 4;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut index = 0;
    let mut byte = 0_u8;
    while index < 256 {
        let is_first = byte.is_ascii_alphabetic() || byte == b'_';
        let is_name = is_first || byte.is_ascii_digit() || byte == b'-' || byte == b'.';
        let is_value = !matches!(byte, b'"' | b'\'' | b'<' | b'&' | b'\t' | b'\n' | b'\r');
        classes[index] = FIRST * is_first as u8 + NAME * is_name as u8 + VALUE * is_value as u8;
        index += 1;
        byte = byte.wrapping_add(1);
    }
    classes
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::attributes::{self, name_at};
    use crate::xml::chars::is_name;
    use crate::xml::pieces::{Piece, piece};

    const TAGS: [&str; 17] = [
        "<a>",
        "<a/>",
        "<a b=\"\">",
        "<a b='é>' c-1.d=\"e/f\"/>",
        "<a sha256='0' _b=\"\">",
        "<a xml:lang=\"en\">",
        "<x:a>",
        "<a xmlns='b'>",
        "<a b=\"c'\">",
        "<a b=\"&amp;\">",
        "<a b=\"c\"d=\"e\">",
        "<a  b=\"c\">",
        "<a\tb=\"c\" >",
        "<é>",
        "<1>",
        "<a b=\"c\" b=\"d\" e",
        "<a b=\"c",
    ];

    #[test]
    fn a_tag_read_in_one_pass_is_read_as_by_its_pieces() {
        let mut taken = 0;
        for tag in TAGS {
            for text in [tag.to_owned(), format!("{tag}words</a>")] {
                let mut read = Vec::new();
                let Some(opening) = opening(&text, 0, 2, &mut read) else { continue };
                taken += 1;
                let kind = if opening.is_empty { Piece::Empty } else { Piece::Start };
                assert_eq!(piece(&text, 0).ok(), Some((kind, opening.end)), "{text}");
                let name = name_at(&text, 1);
                assert!(name.len() + 1 == opening.name_end && is_name(name), "{text}");
                let inside = Span::new(opening.name_end, opening.end - 1 - usize::from(opening.is_empty));
                assert_eq!(attributes::attributes(&text, inside, 2).ok(), Some(read), "{text}");
            }
        }
        assert_eq!(taken, 10);
    }

    #[test]
    fn there_are_no_more_attributes_than_there_may_be() {
        assert_eq!(opening("<a b='' c=''>", 0, 1, &mut Vec::new()), None);
    }
}
