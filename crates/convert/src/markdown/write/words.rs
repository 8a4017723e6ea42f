//! Words as Markdown: escaped where CommonMark would see more than words, and nowhere else.

/// Escapes one line of words that begins a paragraph, or a line in one.
pub(super) fn escape(text: &str) -> String {
    escape_from(text, escaped_start(text), brackets_mean_something(text))
}

/// Escapes words of several lines; brackets that open in one line may close in another.
pub(in crate::markdown) fn escape_lines(text: &str) -> Vec<String> {
    let brackets = text.split('\n').any(brackets_mean_something);
    text.split('\n').map(|line| escape_from(line, escaped_start(line), brackets)).collect()
}

/// Escapes a printed number, which stands in bold before words whose brackets must not close its own.
pub(super) fn escape_number(text: &str) -> String {
    escape_from(text, None, true)
}

/// Escapes the words of a heading, where `#` at the end would be taken as part of the frame.
pub(super) fn escape_heading(text: &str) -> String {
    let hashes = text.len() - text.trim_end_matches('#').len();
    escape_from(text, (hashes > 0).then_some(text.len() - hashes), brackets_mean_something(text))
}

/// Escapes a line, the character at the byte `start` in any case, and brackets if they mean something.
fn escape_from(text: &str, start: Option<usize>, brackets: bool) -> String {
    // Most words have none of the signs that are looked at below.
    if start.is_none() && !text.bytes().any(|byte| matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'<' | b'&' | b'[' | b'~' | b'$'))
    {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let rest = &text[index + c.len_utf8()..];
        let special = match c {
            '\\' | '`' | '*' => true,
            '_' => !(before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)),
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
            '&' => begins_entity(rest),
            '[' => brackets || index == 0,
            '~' => before == Some('~') || next == Some('~'),
            '$' => before == Some('$') || next == Some('$'),
            _ => false,
        };
        if special || start == Some(index) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    out
}

/// The byte of the character that must be escaped so that the line begins no block of another kind, if there is one.
fn escaped_start(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let ends_marker = |at: usize| text[at..].is_empty() || text[at..].starts_with([' ', '\t']);
    let is = match first {
        '#' => {
            let hashes = text.len() - text.trim_start_matches('#').len();
            hashes <= 6 && ends_marker(hashes)
        }
        '>' => true,
        '~' => text.starts_with("~~~"),
        // Formatters take it for the tag of a template, which goes on in the blocks below.
        '{' => text.starts_with("{%") || text.starts_with("{{"),
        '-' | '+' if ends_marker(1) => true,
        // An underline of a heading, a line across, or the frame of a table.
        '-' | '=' | ':' | '|' => text.chars().all(|c| matches!(c, '-' | '=' | ':' | '|' | ' ' | '\t')),
        '0'..='9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let is_marker = digits <= 9 && text[digits..].starts_with(['.', ')']) && ends_marker(digits + 1);
            return is_marker.then_some(digits);
        }
        _ => false,
    };
    is.then_some(0)
}

/// Whether the text behind a `&` makes it a character reference.
fn begins_entity(rest: &str) -> bool {
    // No name is longer; to look no further keeps a line of `&` from being read again for each of them.
    let name = rest.bytes().take(65).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    (1..=64).contains(&name) && rest[name..].starts_with(';')
}

/// Whether brackets could be taken for a link, an image, a note or the like.
fn brackets_mean_something(text: &str) -> bool {
    memchr::memchr2(b'[', b']', text.as_bytes()).is_some()
        && ["](", "][", "]:", "[^", "[[", "!["].iter().any(|sign| text.contains(sign))
}
