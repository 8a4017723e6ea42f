//! One line of a document, cut to the width of a report, with the place to mark in it.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a line of the report may take, line number and all.
const COLUMNS: usize = 100;
/// How many columns a tab takes.
const TAB: &str = "    ";

/// A line as it is shown: its words, how far in the mark begins, and how wide it is; all in columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) words: String,
    pub(super) indent: usize,
    pub(super) width: usize,
    /// Whether it has words that run from right to left, which a terminal may show in another order than they are stored in.
    pub(super) right_to_left: bool,
}

impl Excerpt {
    /// A line, the bytes of it to mark, and how many columns the line numbers take.
    pub(super) fn new(line: &str, mark: Range<usize>, gutter: usize) -> Self {
        let room = COLUMNS.saturating_sub(gutter + " | ".len());
        let shown = window(line, &mark, room);
        let before = printable(&line[shown.start..mark.start]);
        let marked = printable(&line[mark.start.max(shown.start)..mark.end.min(shown.end)]);
        let after = printable(&line[mark.end.min(shown.end)..shown.end]);
        let cut = |is_cut: bool| if is_cut { "…" } else { "" };
        let (left, right) = (cut(shown.start > 0), cut(shown.end < line.len()));
        let mut words = format!("{left}{before}{marked}{after}{right}").trim_end().to_owned();
        let right_to_left = words.chars().any(runs_right_to_left);
        if right_to_left {
            // Isolated, so that the line number and the mark stay on the left.
            words = format!("\u{2066}{words}\u{2069}");
        }
        Self { indent: left.width() + before.width(), width: marked.width().max(1), words, right_to_left }
    }
}

/// The part of a line that has room, around what is marked. Looks no further than the room goes, however long the line is.
fn window(line: &str, mark: &Range<usize>, room: usize) -> Range<usize> {
    // What is marked goes first, as far as there is room beside two signs of cutting and some words before it.
    let room = room.saturating_sub(2);
    let end = forward(line, mark.start..mark.end, room * 2 / 3).0;
    let (end, used) = (end, printable(&line[mark.start..end]).width());
    if end < mark.end {
        let start = backward(line, mark.start, room - used);
        return start..end;
    }
    // Then as much before as after, and what is left over goes to the other side.
    let (_, after) = forward(line, end..line.len(), room - used);
    let start = backward(line, mark.start, (room - used).saturating_sub(after).max((room - used) / 2));
    let before = printable(&line[start..mark.start]).width();
    start..forward(line, end..line.len(), (room - used).saturating_sub(before)).0
}

/// How far a number of columns reaches to the right, and how many of them are used.
fn forward(line: &str, range: Range<usize>, columns: usize) -> (usize, usize) {
    let mut used = 0;
    for (offset, c) in line[range.clone()].char_indices() {
        if used + columns_of(c) > columns {
            return (range.start + offset, used);
        }
        used += columns_of(c);
    }
    (range.end, used)
}

/// How far a number of columns reaches to the left.
fn backward(line: &str, from: usize, columns: usize) -> usize {
    let mut used = 0;
    let mut start = from;
    for (offset, c) in line[..from].char_indices().rev() {
        used += columns_of(c);
        if used > columns {
            break;
        }
        start = offset;
    }
    start
}

/// Whether a character belongs to a script that is written from right to left.
fn runs_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

fn columns_of(c: char) -> usize {
    match shown(c) {
        Some(words) => words.width(),
        None => c.width().unwrap_or(0),
    }
}

/// Words as a terminal may show them: nothing in them moves the cursor, changes the direction of the text, or hides.
pub(crate) fn printable(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match shown(c) {
            Some(shown) => out.push_str(shown),
            None => out.push(c),
        }
    }
    out
}

/// What is shown in place of a character that would do something to the terminal.
fn shown(c: char) -> Option<&'static str> {
    match c {
        '\t' => Some(TAB),
        // Controls and line breaks, marks of direction, and characters that nobody sees.
        '\u{0}'..='\u{1F}'
        | '\u{7F}'..='\u{9F}'
        | '\u{61C}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{FFFE}'
        | '\u{FFFF}' => Some("\u{FFFD}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words between the marks `«` and `»` are marked.
    fn excerpt(line: &str) -> String {
        let (start, end) = (line.find('«').unwrap(), line.find('»').unwrap());
        let excerpt = Excerpt::new(&line.replace(['«', '»'], ""), start..end - '«'.len_utf8(), 1);
        format!("{}\n{}{}", excerpt.words, " ".repeat(excerpt.indent), "^".repeat(excerpt.width))
    }

    #[test]
    fn carets_stand_under_wide_combining_and_hidden_characters_and_tabs() {
        let lines = ["\t«a»b", "中国«中国»x", "q\u{301}q\u{301}«q\u{301}x»", "🇨🇳 👩‍👩‍👧 «x»", "\u{202E}«\u{1B}[31m»red", "end«»"];
        insta::assert_snapshot!(lines.map(excerpt).join("\n"), @"
            ab
            ^
        中国中国x
            ^^^^
        q́q́q́x
          ^^
        🇨🇳 👩‍👩‍👧 x
              ^
        ��[31mred
         ^^^^^
        end
           ^
        ");
    }

    #[test]
    fn words_from_right_to_left_are_isolated() {
        let excerpt = |line: &str, mark| Excerpt::new(line, mark, 1);
        let arabic = excerpt("by: [باكستان, pk]", 5..19);
        assert_eq!(arabic.words, "\u{2066}by: [باكستان, pk]\u{2069}");
        assert_eq!((arabic.indent, arabic.width, arabic.right_to_left), (5, 7, true));
        assert!(excerpt("\u{202B}שלום", 0..3).right_to_left && !excerpt("中国 Пакистан", 0..3).right_to_left);
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let (long, wide) = ("abcdefghij".repeat(30), "中国".repeat(60));
        let lines = [
            format!("«x»{long}"),
            format!("{long}«x»{long}"),
            format!("{long}«x»"),
            format!("{long}«{long}»{long}"),
            format!("{wide}«国»{wide}"),
            format!("short «{long}»"),
        ];
        let shown = lines.map(|line| excerpt(&line)).join("\n");
        assert!(shown.lines().all(|line| line.width() <= COLUMNS - 4), "{shown}");
        insta::assert_snapshot!(shown, @"
        xabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc…
        ^
        …efghijabcdefghijabcdefghijabcdefghijabcdefghijxabcdefghijabcdefghijabcdefghijabcdefghijabcdefg…
                                                       ^
        …hijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijx
                                                                                                      ^
        …ijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijab…
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        …国中国中国中国中国中国中国中国中国中国中国中国国中国中国中国中国中国中国中国中国中国中国中国中…
                                                       ^^
        short abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijab…
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        ");
    }

    #[test]
    fn a_line_of_many_megabytes_costs_no_more_than_a_short_one() {
        let line = "x".repeat(64 << 20);
        for _ in 0..1000 {
            assert_eq!(Excerpt::new(&line, 1 << 20..60 << 20, 1).width, 62);
        }
    }
}
