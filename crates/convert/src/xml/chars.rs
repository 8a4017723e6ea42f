//! The classes of characters of XML 1.0, fifth edition.

/// What XML calls white space.
pub(super) fn is_white_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Whether all of a text is white space.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| is_white_space(byte.into()))
}

/// Whether a document may hold a character, be it as a reference (production 2).
pub(super) fn is_char(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Whether a name may begin with a character (production 4).
fn is_name_start(c: char) -> bool {
    matches!(c, ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}' | '\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// Whether a name may go on with a character (production 4a).
pub(super) fn is_name_char(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}')
}

/// Whether a text is a name (production 5).
pub(super) fn is_name(text: &str) -> bool {
    // Most names are a few letters of ASCII.
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    if text.as_bytes().first().is_some_and(is_letter) && text.as_bytes().iter().all(is_letter) {
        return true;
    }
    text.starts_with(is_name_start) && text.chars().all(is_name_char)
}

/// Where the first character stands that no document may hold.
pub(super) fn forbidden(text: &str) -> Option<usize> {
    // U+FFFE and U+FFFF begin with 0xEF.
    let suspect = |byte: u8| u8::from(byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')) | u8::from(byte == 0xEF);
    let has_suspect = |bytes: &[u8]| bytes.iter().fold(0, |found, &byte| found | suspect(byte)) != 0;
    let clean = text.as_bytes().chunks(64).position(has_suspect)? * 64;
    let start = text.floor_char_boundary(clean);
    text[start..].char_indices().find(|&(_, c)| !is_char(c)).map(|(at, _)| start + at)
}

/// Whether a text is a name without a colon (Namespaces in XML, production 4).
pub(super) fn is_plain_name(text: &str) -> bool {
    is_name(text) && !text.contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_fifth_edition() {
        assert!(["a", "_a", "été", "a-1.b", "a:b", "文", "a·"].iter().all(|name| is_name(name)));
        assert!(["", "1a", "-a", "·a", "a b", "a\u{D7}", "\u{300}a"].iter().all(|name| !is_name(name)));
        assert!(is_plain_name("a") && !is_plain_name("a:b"));
    }

    #[test]
    fn characters_are_those_of_xml() {
        assert!(['\t', '\n', '\r', ' ', '\u{7F}', '\u{85}', '\u{FFFD}', '\u{10FFFF}'].iter().all(|&c| is_char(c)));
        assert!(['\0', '\u{B}', '\u{C}', '\u{1B}', '\u{FFFE}', '\u{FFFF}'].iter().all(|&c| !is_char(c)));
    }

    #[test]
    fn the_first_forbidden_character_is_found_wherever_it_stands() {
        for before in 0..200 {
            let clean = format!("{}\t\u{FFFD}é", "é".repeat(before));
            assert_eq!(forbidden(&clean), None);
            for c in ['\0', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
                assert_eq!(forbidden(&format!("{clean}{c}\0")), Some(clean.len()));
            }
        }
    }
}
