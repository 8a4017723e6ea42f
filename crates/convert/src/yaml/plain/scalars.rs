//! The scalars of plain YAML, each at the beginning of a text: what they say, and how long they are.

use std::borrow::Cow;

/// Words without quotation marks, up to `: `, ` #` or the end of the line, and in brackets to the signs of those.
pub(super) fn plain(rest: &str, in_flow: bool) -> Option<&str> {
    let bytes = rest.as_bytes();
    let begins = match *bytes.first()? {
        b'-' => bytes.get(1).is_some_and(u8::is_ascii_digit),
        b'.' => !rest.starts_with("..."),
        byte => byte.is_ascii_alphanumeric() || byte >= 0x80 || b"(/_+$~<=^;\\".contains(&byte),
    };
    if !begins {
        return None;
    }
    let ends = |(index, &byte): (usize, &u8)| match byte {
        b'\n' => true,
        b':' => match bytes.get(index + 1) {
            None | Some(b' ' | b'\n') => true,
            Some(next) => in_flow && b",[]{}".contains(next),
        },
        b'#' => bytes[index - 1] == b' ',
        b',' | b']' | b'}' | b'[' | b'{' => in_flow,
        _ => false,
    };
    let end = bytes.iter().enumerate().position(ends).unwrap_or(bytes.len());
    let (text, sign) = (rest[..end].trim_end_matches(' '), bytes.get(end));
    // A dash before a bracket is refused by the parser, and words in brackets may go on in another line.
    let is_cut = in_flow && (text.ends_with(" -") || matches!(sign, None | Some(b'\n' | b'#' | b'[' | b'{')));
    let is_loose = text.len() < end && sign == Some(&b':');
    (!is_cut && !is_loose).then_some(text)
}

/// A string in single quotation marks, on one line.
pub(super) fn single(rest: &str) -> Option<(Cow<'_, str>, usize)> {
    let bytes = rest.as_bytes();
    let mut end = 1;
    loop {
        end += memchr::memchr(b'\'', &bytes[end..])?;
        if bytes.get(end + 1) != Some(&b'\'') {
            break;
        }
        end += 2;
    }
    let text = &rest[1..end];
    let words = if text.contains('\'') { Cow::Owned(text.replace("''", "'")) } else { Cow::Borrowed(text) };
    (!text.contains('\n')).then_some((words, end + 1))
}

/// A string in double quotation marks, on one line.
pub(super) fn double(rest: &str) -> Option<(Cow<'_, str>, usize)> {
    let (mut text, mut at) = (Cow::Borrowed(""), 1);
    loop {
        let end = at + memchr::memchr3(b'"', b'\\', b'\n', &rest.as_bytes()[at..])?;
        let words = &rest[at..end];
        if text.is_empty() {
            text = Cow::Borrowed(words);
        } else {
            text.to_mut().push_str(words);
        }
        match rest.as_bytes()[end] {
            b'"' => return Some((text, end + 1)),
            b'\\' => {
                let (c, length) = escaped(&rest[end + 1..])?;
                text.to_mut().push(c);
                at = end + 1 + length;
            }
            _ => return None,
        }
    }
}

/// The character of an escape that JSON has too.
fn escaped(rest: &str) -> Option<(char, usize)> {
    Some(match rest.as_bytes().first()? {
        byte @ (b'"' | b'\\' | b'/') => (char::from(*byte), 1),
        b'n' => ('\n', 1),
        b'r' => ('\r', 1),
        b't' => ('\t', 1),
        b'u' => {
            let digits = rest.get(1..5).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
            (char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, 5)
        }
        _ => return None,
    })
}
