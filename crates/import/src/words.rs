//! From lines of a text to the words of a clause: one line, with hyphenation mended.

mod hyphens;

pub(crate) use self::hyphens::Vocabulary;

/// Puts lines together: white space of ASCII becomes one space, the ends are trimmed, what cannot be seen and a line may not hold goes away.
/// A hyphen at the end of a line goes where it was put there by the break.
pub(crate) fn joined<'text>(lines: impl IntoIterator<Item = &'text str>, vocabulary: &mut Vocabulary<'_>) -> String {
    let mut words = String::new();
    for line in lines {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if vocabulary.is_hyphenated(&words, line) {
            words.pop();
        } else if !words.is_empty() && !are_one_word(&words, line) {
            words.push(' ');
        }
        words.push_str(&plain(line));
    }
    words
}

/// The words of one line or more, without a look at hyphens at the ends of lines.
pub(crate) fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !words.ends_with(' ') {
                    words.push(' ');
                }
            }
            c if is_unseen(c) => {}
            c => words.push(c),
        }
    }
    // What went away may have stood at the ends.
    words.trim().to_owned()
}

/// What cannot be seen and no line may hold. Soft hyphens are hyphenation, too.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}') || c.is_control()
}

/// Where the first word of a text ends that is seen; nothing where there is none.
pub(crate) fn first_word_end(text: &str) -> Option<usize> {
    let seen = text.find(|c: char| !c.is_whitespace() && !is_unseen(c))?;
    Some(text[seen..].find(char::is_whitespace).map_or(text.len(), |length| seen + length))
}

/// Whether there is a letter or digit in a text.
pub(crate) fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Words in capitals, one of them without digits and of two letters at least: a symbol is none.
pub(crate) fn is_loud(words: &str) -> bool {
    let is_word =
        |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !word.contains(|c: char| c.is_ascii_digit());
    words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) && words.split_whitespace().any(is_word)
}

/// Whether nothing stands between the end of one line and the beginning of the next: a hyphen that belongs to the word, or a script that
/// has no spaces.
fn are_one_word(words: &str, line: &str) -> bool {
    let (Some(last), Some(first)) = (words.chars().next_back(), line.chars().next()) else { return false };
    let mut before = words.chars().rev().skip(1);
    let is_hyphen =
        matches!(last, '-' | '\u{2010}') && before.next().is_some_and(char::is_alphanumeric) && first.is_alphanumeric();
    is_hyphen || (has_no_spaces(last) && has_no_spaces(first))
}

/// Whether a character is of a script that is written without spaces: Chinese, Japanese.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF65}' | '\u{20000}'..='\u{2FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        joined(text.lines(), &mut Vocabulary::new(text))
    }

    #[test]
    fn lines_become_one() {
        assert_eq!(words("  The Council,\t  having\n   met, \n\n agrees. "), "The Council, having met, agrees.");
        assert_eq!(words("Pre\u{AD}sident\u{7F}"), "President");
        assert_eq!(words("世界人権\n宣言"), "世界人権宣言");
        assert_eq!(words("a\u{A0}b\u{2028}c"), "a\u{A0}b c");
    }

    #[test]
    fn hyphens_of_line_breaks_go_and_others_stay() {
        for (text, expected) in [
            ("the imple-\nmentation of it", "the implementation of it"),
            ("a long-\nterm plan", "a long-term plan"),
            ("the Secretary-\nGeneral", "the Secretary-General"),
            ("in 1996-\n97", "in 1996-97"),
            ("both - the one -\nand the other", "both - the one - and the other"),
            // The text itself shows how it writes a word.
            ("a spear-head, the spear-\nhead", "a spear-head, the spear-head"),
            ("the Wellbeing of all, the well-\nbeing of each", "the Wellbeing of all, the wellbeing of each"),
            ("a state-of-the-\nart tool", "a state-of-the-art tool"),
        ] {
            assert_eq!(words(text), expected);
        }
    }
}
