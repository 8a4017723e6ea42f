//! From bytes to text: UTF-8, or UTF-16 that shows itself.

use std::borrow::Cow;

use statemark::document::{Document, SIZE_LIMIT};
use statemark::fault::{Fault, FaultKind};
use statemark::node::Span;

/// The encoding that the bytes of a document are in, as its first bytes show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16LittleEndian,
    Utf16BigEndian,
}

impl Encoding {
    /// The name, as messages have it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16LittleEndian | Self::Utf16BigEndian => "UTF-16",
        }
    }

    /// Whether an XML declaration may call the encoding by this name.
    pub(super) fn is_called(self, name: &str) -> bool {
        let also = match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16LittleEndian => "UTF-16LE",
            Self::Utf16BigEndian => "UTF-16BE",
        };
        name.eq_ignore_ascii_case(self.name()) || name.eq_ignore_ascii_case(also)
    }
}

/// The text of a document without its byte order mark, or the document of an unreadable input.
pub(super) fn decode(input: &[u8]) -> Result<(Cow<'_, str>, Encoding), Box<Document<'_>>> {
    let utf16 = match input {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] | [b'<', 0, 0, 0, ..] | [0, 0, 0, b'<', ..] => {
            let fault = Fault::new(FaultKind::Encoding, Span::default(), "the document is in UTF-32, not in UTF-8 or UTF-16");
            return Err(Box::new(Document::unreadable(Cow::Borrowed(""), fault.help("save it as UTF-8"))));
        }
        [0xFF, 0xFE, rest @ ..] => Some((Encoding::Utf16LittleEndian, rest)),
        [0xFE, 0xFF, rest @ ..] => Some((Encoding::Utf16BigEndian, rest)),
        [b'<', 0, b'?', 0, ..] => Some((Encoding::Utf16LittleEndian, input)),
        [0, b'<', 0, b'?', ..] => Some((Encoding::Utf16BigEndian, input)),
        _ => None,
    };
    match utf16 {
        // Of what is too long, the bytes do not matter: the core refuses it with the same words in all spellings.
        Some((encoding, bytes)) if input.len() <= SIZE_LIMIT => Ok((Cow::Owned(utf16_text(bytes, encoding)?), encoding)),
        _ => Ok((Cow::Borrowed(Document::decode(input)?), Encoding::Utf8)),
    }
}

fn utf16_text<'input>(bytes: &[u8], encoding: Encoding) -> Result<String, Box<Document<'input>>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| match encoding {
        Encoding::Utf16BigEndian => u16::from_be_bytes(pair),
        _ => u16::from_le_bytes(pair),
    });
    let mut text = String::with_capacity(bytes.len());
    let mut message = (!rest.is_empty()).then(|| "the document is in UTF-16, but ends within a character".to_owned());
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(c) => text.push(c),
            Err(lone) => {
                message = Some(format!("the UTF-16 unit 0x{:04X} is half of a character", lone.unpaired_surrogate()));
                break;
            }
        }
    }
    match message {
        None => Ok(text),
        Some(message) => {
            let fault = Fault::new(FaultKind::Encoding, Span::new(text.len(), text.len()), message)
                .help("it was cut short or damaged: take it once more from where it comes, and save it as UTF-8, with encoding=\"UTF-8\" in its first line");
            Err(Box::new(Document::unreadable(Cow::Owned(text), fault)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, encoding: Encoding) -> Vec<u8> {
        let bytes = |unit: u16| if encoding == Encoding::Utf16BigEndian { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_byte_order_mark_or_a_declaration_shows_utf16() {
        for encoding in [Encoding::Utf16BigEndian, Encoding::Utf16LittleEndian] {
            for text in ["<?xml version='1.0'?><a>é𝄞</a>", "\u{FEFF}<a>é𝄞</a>"] {
                let bytes = utf16(text, encoding);
                let (decoded, found) = decode(&bytes).unwrap();
                assert_eq!((&*decoded, found), (text.trim_start_matches('\u{FEFF}'), encoding));
            }
        }
        assert_eq!(decode(b"\xEF\xBB\xBF<a/>").unwrap(), (Cow::Borrowed("<a/>"), Encoding::Utf8));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_place() {
        for (bytes, message) in [
            (&b"\xFF\xFE<\0a\0>"[..], "the document is in UTF-16, but ends within a character"),
            (b"\xFF\xFE<\0\x00\xD8a\0", "the UTF-16 unit 0xD800 is half of a character"),
            (b"\xFF\xFE\0\0<\0\0\0", "the document is in UTF-32, not in UTF-8 or UTF-16"),
            (b"<a>\xE9</a>", "the byte 0xE9 is not UTF-8 here"),
        ] {
            let document = decode(bytes).unwrap_err();
            assert_eq!(document.faults[0].message, message);
            assert_eq!(document.faults[0].kind, FaultKind::Encoding);
        }
    }

    #[test]
    fn the_limit_holds_for_utf16_as_well() {
        let bytes = [b"\xFF\xFE".as_slice(), &vec![b' '; SIZE_LIMIT]].concat();
        assert_eq!(decode(&bytes).unwrap_err().faults[0].kind, FaultKind::Limit);
    }
}
