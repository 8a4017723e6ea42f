//! Printed numbers and letters at the beginning of a paragraph.

use crate::dates;

/// The most characters of a label.
const LONGEST: usize = 40;

/// The most characters of a date that begins with a day.
const LONGEST_DATE: usize = 30;

/// A printed number or letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label<'text> {
    /// As printed, or nothing of a bullet.
    pub(crate) printed: Option<&'text str>,
    /// How many bytes it has, with the white space behind it.
    pub(crate) length: usize,
    pub(crate) style: Style,
}

/// What kind of number it is, by which levels of a list are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `12.`, `12)`, `1.2`, `73/8.`, `OP3`, `PP1`, `1/`: a paragraph.
    Paragraph,
    /// `A.`, `IV.`: a paragraph, or a heading where it is short.
    Capital,
    /// `(12)`.
    Number,
    /// `(a)`, `a)`, `a.`; the letter.
    Letter(char),
    /// `(ii)`, `ii)`.
    Roman,
    /// `(A)`.
    CapitalLetter,
    /// `•`, `-`; the character.
    Bullet(char),
}

/// The label that a text begins with, if words stand behind it.
pub(crate) fn label(text: &str) -> Option<Label<'_>> {
    let (end, _) = text.char_indices().take(LONGEST).find(|(_, c)| c.is_whitespace())?;
    let (token, rest) = text.split_at(end);
    let words = rest.trim_start();
    if words.is_empty() {
        return None;
    }
    let style = style(token).filter(|_| !is_day(token, text))?;
    let printed = (!matches!(style, Style::Bullet(_))).then_some(token);
    Some(Label { printed, length: text.len() - words.len(), style })
}

/// The day of a date, as in `12. Dezember 1948`.
fn is_day(token: &str, text: &str) -> bool {
    let is_number = token.strip_suffix('.').is_some_and(is_short_number);
    let end = text.char_indices().nth(LONGEST_DATE).map_or(text.len(), |(at, _)| at);
    is_number && dates::all(&text[..end]).first().is_some_and(|found| found.is_day && text.starts_with(&*found.words))
}

fn style(token: &str) -> Option<Style> {
    if let Some(bullet) = bullet(token) {
        return Some(Style::Bullet(bullet));
    }
    if let Some(inner) = token.strip_prefix('(').and_then(|token| token.strip_suffix(')')) {
        return enclosed(inner);
    }
    if let Some(inner) = token.strip_suffix(')') {
        return match enclosed(inner)? {
            Style::Number => Some(Style::Paragraph),
            Style::CapitalLetter => None,
            style => Some(style),
        };
    }
    if is_operative(token.strip_suffix(['.', ':']).unwrap_or(token)) || token.strip_suffix('/').is_some_and(is_short_number) {
        return Some(Style::Paragraph);
    }
    let inner = token.strip_suffix('.')?;
    let mut parts = inner.split(['.', '/']);
    if parts.all(is_short_number) {
        return Some(Style::Paragraph);
    }
    let mut chars = inner.chars();
    match (chars.next(), chars.next()) {
        (Some(letter), None) if letter.is_ascii_lowercase() => Some(Style::Letter(letter)),
        (Some(letter), None) if letter.is_ascii_uppercase() => Some(Style::Capital),
        _ if is_roman(&inner.to_ascii_lowercase()) && inner.bytes().all(|byte| byte.is_ascii_uppercase()) => Some(Style::Capital),
        _ => None,
    }
}

fn bullet(token: &str) -> Option<char> {
    let mut chars = token.chars();
    let bullet = chars.next().filter(|_| chars.next().is_none())?;
    matches!(bullet, '•' | '·' | '‣' | '▪' | '■' | '●' | '○' | '◦' | '–' | '—' | '-' | '*' | '\u{F0B7}').then_some(bullet)
}

/// What stands in brackets.
fn enclosed(inner: &str) -> Option<Style> {
    let mut chars = inner.chars();
    match (chars.next()?, chars.next()) {
        _ if is_short_number(inner) => Some(Style::Number),
        (letter, None) if letter.is_ascii_lowercase() => Some(Style::Letter(letter)),
        (letter, None) if letter.is_ascii_uppercase() => Some(Style::CapitalLetter),
        _ if is_roman(inner) => Some(Style::Roman),
        (one, Some(other)) if inner.len() == 2 && one == other && one.is_ascii_lowercase() => Some(Style::Letter(one)),
        _ => None,
    }
}

/// `OP3`, `PP12`, `OP3bis`.
fn is_operative(token: &str) -> bool {
    let number = token.strip_prefix("OP").or_else(|| token.strip_prefix("PP"));
    let number = number.map(|number| number.trim_end_matches("bis").trim_end_matches("ter"));
    number.is_some_and(is_short_number)
}

/// A number of a paragraph, and no year.
fn is_short_number(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_roman(text: &str) -> bool {
    (1..=7).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x' | b'l'))
}

/// The levels of a list, by the styles of their labels.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    open: Vec<Style>,
}

impl Levels {
    /// A list ends: a paragraph or a heading stands here.
    pub(crate) fn end(&mut self) {
        self.open.clear();
    }

    /// How deep an item with this label stands, from 1 on.
    pub(crate) fn depth(&mut self, style: Style) -> u8 {
        let style = self.read(style);
        let level = self.open.iter().position(|open| same(*open, style));
        self.open.truncate(level.unwrap_or(self.open.len()));
        self.open.push(style);
        u8::try_from(self.open.len()).unwrap_or(u8::MAX)
    }

    /// `(i)` is a Roman one, but behind `(h)`, and so is `(v)` behind Roman ones.
    fn read(&self, style: Style) -> Style {
        let Style::Letter(letter) = style else { return style };
        let is_next =
            self.open.iter().any(|open| matches!(open, Style::Letter(last) if u32::from(*last) + 1 == u32::from(letter)));
        let has_roman = self.open.contains(&Style::Roman);
        match letter {
            'i' if !is_next => Style::Roman,
            'v' | 'x' | 'l' if has_roman => Style::Roman,
            _ => style,
        }
    }
}

fn same(one: Style, other: Style) -> bool {
    one == other || matches!((one, other), (Style::Letter(_), Style::Letter(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_words() {
        for (text, printed, kind) in [
            ("12. Decides", "12.", Style::Paragraph),
            ("12) Decides", "12)", Style::Paragraph),
            ("1.2. Decides", "1.2.", Style::Paragraph),
            ("73/8.   Need", "73/8.", Style::Paragraph),
            ("OP3 Calls", "OP3", Style::Paragraph),
            ("PP1. Recalling", "PP1.", Style::Paragraph),
            ("1/ See", "1/", Style::Paragraph),
            ("(a) to act", "(a)", Style::Letter('a')),
            ("a) to act", "a)", Style::Letter('a')),
            ("a. to act", "a.", Style::Letter('a')),
            ("(aa) to act", "(aa)", Style::Letter('a')),
            ("(iv) to act", "(iv)", Style::Roman),
            ("(3) to act", "(3)", Style::Number),
            ("(B) to act", "(B)", Style::CapitalLetter),
            ("IV. Trade", "IV.", Style::Capital),
            ("A. Trade", "A.", Style::Capital),
        ] {
            let found = label(text).unwrap();
            assert_eq!((found.printed, found.style), (Some(printed), kind), "{text}");
            assert!(!text[found.length..].starts_with(' '));
        }
        assert_eq!(label("• peace").unwrap().printed, None);
        for text in [
            "1993. Having",
            "12.",
            "Mr. Holt said",
            "(b)",
            "17 (1946)",
            "of 1 June",
            "(USA) said",
            "St. Kitts",
            "e.g. rain",
            "Op.3 a",
            "12. Dezember 1948",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn levels_follow_the_styles() {
        let mut levels = Levels::default();
        let depths = ["(a) x", "(b) x", "(i) x", "(ii) x", "(v) x", "(c) x", "• x", "(d) x"]
            .map(|text| levels.depth(label(text).unwrap().style));
        assert_eq!(depths, [1, 1, 2, 2, 2, 1, 2, 1]);
        levels.end();
        assert_eq!(["(g) x", "(h) x", "(i) x", "(j) x"].map(|text| levels.depth(label(text).unwrap().style)), [1, 1, 1, 1]);
    }
}
