//! From bytes to characters that a statement may hold.

use std::borrow::Cow;

use crate::encoding::{self, Declares};
use crate::error::ImportError;

/// The text of a file: in the encoding of its byte order mark, else of the label that is given, else of what it declares, else UTF-8.
///
/// # Errors
/// `Empty`, `Binary`, `Encoding`, the latter with their place.
///
/// ```
/// use statemark_import::{characters, encoding::Declares, error::ImportError};
/// assert_eq!(characters::decoded(b"\xEF\xBB\xBFRain", None, Declares::Nothing).unwrap(), "Rain");
/// assert_eq!(characters::decoded(b"Rain\n\0", None, Declares::Nothing), Err(ImportError::Binary { byte: 5, line: 2 }));
/// ```
pub fn decoded<'bytes>(bytes: &'bytes [u8], label: Option<&str>, declares: Declares) -> Result<Cow<'bytes, str>, ImportError> {
    let text = encoding::decode(bytes, label, declares)?.text;
    // UTF-16 has NUL among its bytes; text has none.
    if let Some(byte) = text.find('\0') {
        let line = 1 + text[..byte].matches('\n').count();
        // Of UTF-8 nothing is dropped but the mark at the beginning.
        let mark = if matches!(text, Cow::Borrowed(_)) { bytes.len() - text.len() } else { 0 };
        return Err(ImportError::Binary { byte: byte + mark, line });
    }
    if text.trim().is_empty() { Err(ImportError::Empty) } else { Ok(text) }
}

/// The text as a source may hold it, byte for byte as long: a form feed, a vertical tab and each of the separators U+001C to U+001E becomes
/// a line feed. Other characters that XML 1.0 cannot carry are refused.
///
/// # Errors
/// `Control`, with its place.
pub fn carried(text: &str) -> Result<Cow<'_, str>, ImportError> {
    let is_break = |c: char| matches!(c, '\u{B}' | '\u{C}' | '\u{1C}'..='\u{1E}');
    let is_refused = |c: char| matches!(c, '\0'..='\u{8}' | '\u{E}'..='\u{1B}' | '\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    if let Some(at) = text.find(is_refused) {
        let before = &text[..at];
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        let line = 1 + before.bytes().filter(|&byte| byte == b'\n').count();
        let code = text[at..].chars().next().map_or(0, u32::from);
        return Err(ImportError::Control { code, line, column: 1 + before[begin..].chars().count() });
    }
    if text.contains(is_break) { Ok(text.replace(is_break, "\n").into()) } else { Ok(text.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::EncodingError;

    #[test]
    fn what_is_no_text_is_told_with_its_place() {
        for (bytes, expected) in [
            (&b""[..], ImportError::Empty),
            (b"\xEF\xBB\xBF \n\t", ImportError::Empty),
            (b"Rain\n\0\x01", ImportError::Binary { byte: 5, line: 2 }),
            (b"\xEF\xBB\xBFRain\0", ImportError::Binary { byte: 7, line: 1 }),
            (b"Rain\n\nand \xE9", EncodingError::Undeclared { offset: 10, line: 3, bytes: "E9".to_owned() }.into()),
        ] {
            assert_eq!(decoded(bytes, None, Declares::Nothing), Err(expected));
        }
    }

    #[test]
    fn breaks_become_line_feeds_and_other_controls_are_refused() {
        assert_eq!(carried("a\u{C}b\u{B}c\u{1C}d\r\n\t").unwrap(), "a\nb\nc\nd\r\n\t");
        assert_eq!(carried("é\nbé\u{7}"), Err(ImportError::Control { code: 7, line: 2, column: 3 }));
        assert_eq!(carried("\u{FFFE}"), Err(ImportError::Control { code: 0xFFFE, line: 1, column: 1 }));
    }
}
