//! The texts of a bag: their encoding, and lines that end in any of three ways.

use std::io::{self, BufRead};

/// How tag files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Encoding {
    #[default]
    Utf8,
    Latin1,
}

impl Encoding {
    /// The encoding that is called so, whatever the capitals.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        match () {
            () if name.eq_ignore_ascii_case("UTF-8") => Some(Self::Utf8),
            () if name.eq_ignore_ascii_case("ISO-8859-1") => Some(Self::Latin1),
            () => None,
        }
    }

    /// The text that bytes are.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes).ok().map(str::to_owned),
            Self::Latin1 => Some(bytes.iter().copied().map(char::from).collect()),
        }
    }
}

/// Reads the next line with the line feed, the carriage return or both at its end, and says whether there was one. One that is longer
/// than so many bytes is cut off there.
pub(in crate::package) fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>, most: usize) -> io::Result<bool> {
    line.clear();
    while line.len() < most {
        let ahead = reader.fill_buf()?;
        if ahead.is_empty() {
            break;
        }
        // What follows a carriage return is of the line only if it is a line feed.
        if line.last() == Some(&b'\r') {
            if ahead[0] == b'\n' {
                line.push(b'\n');
                reader.consume(1);
            }
            break;
        }
        let ahead = &ahead[..ahead.len().min(most - line.len())];
        let length = ahead.iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(ahead.len(), |at| at + 1);
        line.extend_from_slice(&ahead[..length]);
        reader.consume(length);
        if line.last() == Some(&b'\n') {
            break;
        }
    }
    Ok(!line.is_empty())
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn lines_end_in_three_ways_wherever_a_buffer_ends() {
        let text = b"a\nbc\r\n\rd\r\r\ne";
        for size in 1..8 {
            let (mut reader, mut line, mut lines) = (BufReader::with_capacity(size, &text[..]), Vec::new(), Vec::new());
            while read_line(&mut reader, &mut line, 100).unwrap() {
                lines.push(String::from_utf8(line.clone()).unwrap());
            }
            assert_eq!(lines, ["a\n", "bc\r\n", "\r", "d\r", "\r\n", "e"], "{size}");
        }
        let mut line = Vec::new();
        assert!(read_line(&mut &b"abcdef"[..], &mut line, 4).unwrap());
        assert_eq!(line, b"abcd");
    }

    #[test]
    fn both_encodings_are_read() {
        assert_eq!(Encoding::from_name("utf-8"), Some(Encoding::Utf8));
        assert_eq!(Encoding::from_name("iso-8859-1").and_then(|encoding| encoding.decode(b"\xE9")).as_deref(), Some("é"));
        assert_eq!((Encoding::from_name("UTF-16"), Encoding::Utf8.decode(b"\xE9")), (None, None));
    }
}
