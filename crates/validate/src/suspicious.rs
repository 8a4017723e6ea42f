//! Whether words hold what is seldom right in them, asked of sixteen bytes at once.

#![expect(clippy::needless_bitwise_bool, reason = "without branches a processor can answer for many bytes at once")]

use crate::words::Part;

/// How many bytes are asked at once whether they need a look: as many as a processor compares at once.
const BLOCK: usize = 16;

/// A block, and the two bytes behind it that a character which begins in it may take.
type Window = [u8; BLOCK + 2];

/// Whether words hold what a rule should look at. It costs near nothing where all is ASCII, and little else.
pub(crate) fn is_suspicious(words: &str, part: Part) -> bool {
    let bytes = words.as_bytes();
    let is_name = part == Part::Name;
    // Letters of other scripts are looked at beside Latin ones.
    let mixed = is_name && bytes.iter().any(u8::is_ascii_alphabetic);
    let look = |window: &Window| {
        is_loud(window)
            && (any(window, begins_suspect)
                || is_name && any(window, begins_odd_space)
                || mixed && any(window, |one, _, _| is_among(one, 0xCE, 0xD1)))
    };
    let mut rest = bytes;
    while let Some(window) = rest.first_chunk() {
        if look(window) {
            return true;
        }
        rest = &rest[BLOCK..];
    }
    // One more byte than a block may be left, but the last one begins nothing.
    let mut end = Window::default();
    end[..rest.len()].copy_from_slice(rest);
    look(&end)
}

/// Whether a block has a byte beyond ASCII, `&` or `<`.
fn is_loud(window: &Window) -> bool {
    any(window, |one, _, _| (one >= 0x80) | (one == b'&') | (one == b'<'))
}

/// Whether something is so with any byte of a block and the two behind it. No branch keeps the processor from taking all at once.
fn any(window: &Window, is_so: impl Fn(u8, u8, u8) -> bool) -> bool {
    let mut found = 0;
    for at in 0..BLOCK {
        found |= u8::from(is_so(window[at], window[at + 1], window[at + 2]));
    }
    found != 0
}

/// Whether three bytes begin what is seldom right anywhere.
fn begins_suspect(one: u8, two: u8, three: u8) -> bool {
    let is_letter = |byte: u8| is_among(byte | 0x20, b'a', b'z');
    let entity = (one == b'&') & ((two == b'#') | is_letter(two));
    let tag = (one == b'<') & ((two == b'/') | (two == b'!') | is_letter(two));
    let soft_hyphen = (one == 0xC2) & (two == 0xAD);
    // U+00C2 to U+00F4, which begin a character of UTF-8 that was read as Windows-1252, before one that could go on with it.
    let goes_on = (three == 0xC2) | is_among(three, 0xC5, 0xC6) | (three == 0xCB) | (three == 0xE2);
    let mojibake = (one == 0xC3) & is_among(two, 0x82, 0xB4) & goes_on;
    // U+200B, U+202A to U+202E, U+2060 to U+2069.
    let in_row =
        ((two == 0x80) & ((three == 0x8B) | is_among(three, 0xAA, 0xAE))) | ((two == 0x81) & is_among(three, 0xA0, 0xA9));
    let invisible = (one == 0xE2) & in_row;
    // U+FEFF, U+FFFD.
    let lost = (one == 0xEF) & (((two == 0xBB) & (three == 0xBF)) | ((two == 0xBF) & (three == 0xBD)));
    entity | tag | soft_hyphen | mojibake | invisible | lost
}

/// Whether three bytes begin a space or mark that no name should have.
fn begins_odd_space(one: u8, two: u8, three: u8) -> bool {
    // U+00A0, U+1680, U+3000.
    let alone = ((one == 0xC2) & (two == 0xA0))
        | ((one == 0xE1) & (two == 0x9A) & (three == 0x80))
        | ((one == 0xE3) & (two == 0x80) & (three == 0x80));
    // U+2000 to U+200A, U+202F, U+205F: spaces; U+200C to U+200F: joiners and marks.
    let in_row = (two == 0x80) & (is_among(three, 0x80, 0x8F) | (three == 0xAF)) | (two == 0x81) & (three == 0x9F);
    alone | ((one == 0xE2) & in_row)
}

fn is_among(byte: u8, from: u8, to: u8) -> bool {
    byte.wrapping_sub(from) <= to - from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_words_of_many_languages_are_not_looked_at_twice() {
        for words in [
            "The two sides agreed on trade & transport, R&D; 3 < 4.",
            "São Tomé and Príncipe — a “historic” step… naïve créée l’été",
            "中国和巴基斯坦发表联合声明。",
            "پاکستان می‌خواهد",
            "Ελλάδα и Россия 𝄞 👩‍🌾",
        ] {
            assert_eq!(is_suspicious(words, Part::Words), words.contains("R&D"), "{words}");
        }
        for name in ["Россия", "Ελλάδα", "Côte d’Ivoire", "日本", "Türkiye"] {
            assert!(!is_suspicious(name, Part::Name), "{name}");
        }
    }

    #[test]
    fn what_a_rule_judges_is_looked_at_wherever_it_stands() {
        for (words, part) in [
            ("Ã©", Part::Source),
            ("â€™", Part::Words),
            ("Ð¿", Part::Words),
            ("\u{FFFD}", Part::Source),
            ("&amp;", Part::Words),
            ("&#39;", Part::Words),
            ("</p>", Part::Words),
            ("co\u{AD}operate", Part::Words),
            ("a\u{200B}", Part::Words),
            ("a\u{2066}", Part::Words),
            ("a\u{FEFF}", Part::Words),
            ("a\u{A0}b", Part::Name),
            ("a\u{202F}b", Part::Name),
            ("a\u{3000}b", Part::Name),
            ("Сhina", Part::Name),
        ] {
            for before in 0..2 * BLOCK {
                assert!(is_suspicious(&format!("{}{words}", "x".repeat(before)), part), "{words:?}");
            }
        }
    }
}
