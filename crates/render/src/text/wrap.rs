//! Wrapping by columns, for wide characters and for text without spaces too.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::WIDTH;

/// Whether a character fills two columns, as Chinese and Japanese ones do. Lines may break beside it.
pub(crate) fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

/// Writes words in lines of at most [`WIDTH`] columns: `first` before the first line, as many spaces before the others.
pub(super) fn wrap(out: &mut String, first: &str, words: &str) {
    let indent = first.width();
    let new_line = |out: &mut String| {
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', indent));
        indent
    };
    out.push_str(first);
    let (mut column, mut spaces) = (indent, "");
    for piece in split(words, may_break) {
        let word = piece.trim_end_matches(' ');
        if column > indent && column + spaces.len() + word.width() > WIDTH {
            column = new_line(out);
        } else {
            out.push_str(spaces);
            column += spaces.len();
        }
        // What is wider than a whole line breaks anywhere.
        let parts: Vec<&str> = if word.width() <= WIDTH - indent { vec![word] } else { split(word, |_, _| true).collect() };
        for part in parts {
            if column > indent && column + part.width() > WIDTH {
                column = new_line(out);
            }
            out.push_str(part);
            column += part.width();
        }
        spaces = &piece[word.len()..];
    }
    out.push('\n');
}

/// Splits words where `breaks` allows it between two characters, never before one without a width (an accent) or inside an emoji.
fn split(words: &str, breaks: fn(char, char) -> bool) -> impl Iterator<Item = &str> {
    let mut rest = words;
    std::iter::from_fn(move || {
        let mut chars = rest.char_indices();
        let (_, mut base) = chars.next()?;
        let mut joined = false;
        let end = chars.find_map(|(at, c)| {
            let own = !joined && c.width() != Some(0);
            joined = c == '\u{200D}';
            let found = own && breaks(base, c);
            if own {
                base = c;
            }
            found.then_some(at)
        });
        let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
        rest = after;
        Some(piece)
    })
}

/// Whether a line may break between two characters: after spaces, and beside a wide one unless punctuation holds on to it.
fn may_break(before: char, after: char) -> bool {
    let closing = ",.;:!?)]}%’”»、。，．・：；？！）」』】〕》〉…";
    let opening = "([{‘“«（「『【〔《〈";
    if before == ' ' || after == ' ' {
        return after != ' ';
    }
    (is_wide(before) || is_wide(after)) && !closing.contains(after) && !opening.contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(first: &str, words: &str) -> String {
        let mut out = String::new();
        wrap(&mut out, first, words);
        assert!(out.lines().all(|line| line.width() <= WIDTH && !line.ends_with(' ')), "{out}");
        out
    }

    #[test]
    fn words_hang_below_each_other() {
        let words = "word ".repeat(20);
        assert_eq!(
            wrapped("label  - ", words.trim_end()),
            format!("label  - {}word\n         {}word\n", "word ".repeat(13), "word ".repeat(5))
        );
    }

    #[test]
    fn text_without_spaces_breaks_between_wide_characters() {
        let out = wrapped("- ", &"中".repeat(60));
        assert_eq!(out, format!("- {}\n  {}\n", "中".repeat(39), "中".repeat(21)));
        let out = wrapped("- ", &format!("{}。中", "中".repeat(39)));
        assert_eq!(out, format!("- {}\n  中。中\n", "中".repeat(38)), "a full stop does not begin a line");
    }

    #[test]
    fn what_is_wider_than_a_line_breaks_anywhere_but_before_an_accent() {
        let out = wrapped("", &"e\u{301}".repeat(100));
        assert_eq!(out, format!("{}\n{}\n", "e\u{301}".repeat(80), "e\u{301}".repeat(20)));
        let out = wrapped("ab", &format!("x {}", "y".repeat(80)));
        assert_eq!(out, format!("abx\n  {}\n  yy\n", "y".repeat(78)));
    }

    #[test]
    fn nothing_is_lost_but_spaces_at_breaks() {
        let samples = [
            "سلام على من اتبع الهدى",
            "👩‍🚀👍🏽🇨🇳",
            "नमस्ते दुनिया",
            "한국어 문장입니다",
            "e\u{301}\u{302}\u{303} a\u{A0}b\u{3000}c",
            "a    b",
            "لا",
            "❤\u{FE0F}",
        ];
        for sample in samples {
            for count in [1, 7, 40] {
                for separator in ["", " ", "，"] {
                    let words = vec![sample; count].join(separator);
                    let bare = |text: &str| text.replace([' ', '\n'], "");
                    assert_eq!(bare(&wrapped("  x  - ", &words)), bare(&format!("x-{words}")));
                }
            }
        }
    }
}
