//! Strings of JSON, and their escapes.

use super::read::{Broken, Parsed, Tokens, broken_at};
use crate::fault::FaultKind;
use crate::node::Span;

impl Tokens<'_> {
    pub(super) fn string(&mut self) -> Parsed<String> {
        let open = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let plain = self.bytes[self.at..].iter().take_while(|&&byte| byte != b'"' && byte != b'\\' && byte >= b' ').count();
            text.push_str(&self.text[self.at..self.at + plain]);
            self.at += plain;
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

    fn lone_surrogate(&mut self, start: usize, code: u32) -> Broken {
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
