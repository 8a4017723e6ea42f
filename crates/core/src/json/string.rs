//! Strings of JSON, and their escapes.

use std::borrow::Cow;

use super::broken::{Broken, Parsed, broken_at};
use super::tokens::Tokens;
use crate::fault::FaultKind;
use crate::node::Span;

impl<'text> Tokens<'text> {
    /// A string, which is that of the text where no escape stands in it.
    pub(super) fn string(&mut self) -> Parsed<Cow<'text, str>> {
        let start = self.at + 1;
        let end = start + plain(&self.bytes[start..]);
        if self.bytes.get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        self.escaped().map(Cow::Owned)
    }

    /// A string in which escapes stand, or what no string may hold. Few do: the way of the others stays short.
    #[inline(never)]
    fn escaped(&mut self) -> Parsed<String> {
        let open = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let start = self.at;
            self.at += plain(&self.bytes[start..]);
            text.push_str(&self.text[start..self.at]);
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(b'\n' | b'\r') => {
                    let help = "close it with \", or write the line break as \\n";
                    return Err(broken_at(Span::new(open, self.at), "this string does not end on its line", help));
                }
                Some(byte) => {
                    let help = match byte {
                        b'\t' => "write a tab as \\t",
                        _ => "take the character out",
                    };
                    return Err(self.broken(&format!("the control character U+{byte:04X} stands bare in a string"), help));
                }
                None => {
                    self.at = open;
                    return Err(self.broken("this string has no end", "close it with \""));
                }
            }
        }
    }

    fn escape(&mut self) -> Parsed<char> {
        let start = self.at;
        self.at += 2;
        let c = match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.code_point(start),
            _ => {
                self.at = start;
                return Err(self.broken("this escape is unknown to JSON", "write \\\\ for a back slash"));
            }
        };
        Ok(c)
    }

    /// The character of `\uXXXX`, or of the two that make a surrogate pair.
    fn code_point(&mut self, start: usize) -> Parsed<char> {
        let first = self.four_digits(start)?;
        let code = match first {
            0xD800..=0xDBFF if self.bytes[self.at..].starts_with(b"\\u") => {
                self.at += 2;
                let second = self.four_digits(start)?;
                if !(0xDC00..=0xDFFF).contains(&second) {
                    return Err(self.lone_surrogate(start, first));
                }
                0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
            }
            code => code,
        };
        char::from_u32(code).ok_or_else(|| self.lone_surrogate(start, first))
    }

    fn lone_surrogate(&mut self, start: usize, code: u32) -> Box<Broken> {
        let mut broken = broken_at(
            Span::new(start, start + r"\uXXXX".len()),
            &format!("\\u{code:04X} is half of a surrogate pair, which is no character"),
            "write the character itself, or both halves",
        );
        broken.fault.kind = FaultKind::Character;
        self.at = start;
        broken
    }

    fn four_digits(&mut self, start: usize) -> Parsed<u32> {
        let digits = self.bytes.get(self.at..self.at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let Some(digits) = digits else {
            self.at = start;
            return Err(self.broken("\\u without four hexadecimal digits", "write \\u and four digits, such as \\u00E9"));
        };
        self.at += 4;
        Ok(digits.iter().fold(0, |code, &digit| code * 16 + char::from(digit).to_digit(16).unwrap_or_default()))
    }
}

/// How many bytes stand before the next that a string does not hold as it is: a quotation mark, a back slash, a control character.
pub(super) fn plain(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let special = special(u64::from_le_bytes(*word));
        if special != 0 {
            return index * 8 + special.trailing_zeros() as usize / 8;
        }
    }
    words.len() * 8 + rest.iter().take_while(|&&byte| byte != b'"' && byte != b'\\' && byte >= b' ').count()
}

/// The highest bit of the lowest byte of eight that is special; it may be set in bytes above that one as well.
fn special(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let below = |word: u64, limit: u8| word.wrapping_sub(EACH * u64::from(limit)) & !word;
    let equal = |byte: u8| below(word ^ (EACH * u64::from(byte)), 1);
    (equal(b'"') | equal(b'\\') | below(word, b' ')) & (EACH << 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_ends_at_the_first_special_byte_wherever_it_stands() {
        for special in (0..=u8::MAX).filter(|&byte| byte == b'"' || byte == b'\\' || byte < b' ') {
            for other in (0..=u8::MAX).filter(|&byte| byte != b'"' && byte != b'\\' && byte >= b' ') {
                for at in 0..20 {
                    let mut bytes = [other; 20];
                    assert_eq!(plain(&bytes), 20, "{other}");
                    bytes[at] = special;
                    assert_eq!(plain(&bytes), at, "{special} after {other}");
                }
            }
        }
    }
}
