//! Printed numbers: which of them are written in bold before the words.

/// Whether a text looks like a printed number: at most two words, with a digit, or without a letter, or with one letter or a small
/// Roman number last. Others are written as the attribute `number`, so that bold words are never taken for a number.
pub(super) fn is_label(text: &str) -> bool {
    // Some parsers take U+FEFF for white space, at which bold cannot end; a formatter breaks escapes behind a back slash or in an
    // address in bold.
    let is_address = text.trim_end_matches(':').contains(':');
    if text.is_empty() || text.split(' ').count() > 2 || text.contains(['\u{FEFF}', '\\']) || is_address {
        return false;
    }
    if text.chars().any(char::is_numeric) || !text.chars().any(char::is_alphabetic) {
        return true;
    }
    let last = text.split(|c: char| !c.is_alphabetic()).rfind(|word| !word.is_empty()).unwrap_or_default();
    let roman = |capitals: &str| last.chars().all(|c| capitals.contains(c));
    last.chars().count() == 1 || roman("ivxl") || roman("IVXL")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers_are_told_from_words() {
        for label in ["12.", "OP3", "(ii)", "II.", "a)", "(a)", "Annex I", "12 bis", "–", "*", "§ 3", "١", "Annex 3:"] {
            assert!(is_label(label), "{label}");
        }
        for words in [
            "Decides",
            "Taiwan.",
            "Xi",
            "Mild",
            "Civil",
            "Both sides with a",
            "Annex",
            "On 3 May",
            "3.\u{FEFF}",
            "\\3",
            "",
            "!https://a.b/c_d_e{^|* 2025",
        ] {
            assert!(!is_label(words), "{words}");
        }
    }
}
