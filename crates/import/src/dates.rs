//! Dates as people print them.

use statemark::date::Date;

/// A date that stands in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) date: Date,
    /// As it is printed.
    pub(crate) words: String,
    /// Whether `on`, `of` or the like stands before it.
    pub(crate) has_cue: bool,
    /// Whether it is a day, and no month or year.
    pub(crate) is_day: bool,
}

/// The months, as English, French, Spanish and German call them.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "enero", "januar", "jänner"],
    &["february", "feb", "février", "febrero", "februar"],
    &["march", "mar", "mars", "marzo", "märz"],
    &["april", "apr", "avril", "abril"],
    &["may", "mai", "mayo"],
    &["june", "jun", "juin", "junio", "juni"],
    &["july", "jul", "juillet", "julio", "juli"],
    &["august", "aug", "août", "agosto"],
    &["september", "sept", "sep", "septembre", "septiembre"],
    &["october", "oct", "octobre", "octubre", "oktober"],
    &["november", "nov", "novembre", "noviembre"],
    &["december", "dec", "décembre", "diciembre", "dezember"],
];

/// The dates in a text, in their order: `6 February 2025`, `February 6, 2025`, `2025-02-06`, `6.2.2025`, `2025年2月6日`. Of `06/02/2025`, which is
/// one day here and another there, the year alone is kept.
pub(crate) fn all(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let Some((date, length)) = at_token(text, &tokens[at..]) else {
            at += 1;
            continue;
        };
        let words = &text[tokens[at].start..tokens[at + length - 1].end];
        let cue = at.checked_sub(1).map(|before| text[tokens[before].start..tokens[before].end].to_lowercase());
        let has_cue = cue.is_some_and(|cue| matches!(&*cue, "on" | "of" | "this" | "dated" | "le" | "am" | "vom" | "el"));
        found.push(Found { is_day: date.as_str().len() == 10, date, words: words.to_owned(), has_cue });
        at += length;
    }
    found
}

/// A year in brackets, as in `Resolution 242 (1967)`.
pub(crate) fn year_in_brackets(text: &str) -> Option<Date> {
    let mut inner = text.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inner, _)| inner);
    inner.find_map(|inner| year_of(inner).and_then(|year| Date::new(year).ok()))
}

/// A year that stands alone.
pub(crate) fn year(text: &str) -> Option<Date> {
    tokens(text).iter().find_map(|token| Date::new(year_of(&text[token.clone()])?).ok())
}

type Token = std::ops::Range<usize>;

/// Runs of digits, and runs of letters.
fn tokens(text: &str) -> Vec<Token> {
    let (mut tokens, mut last): (Vec<Token>, _) = (Vec::new(), None);
    for (at, c) in text.char_indices() {
        let class = if c.is_ascii_digit() { Some(0) } else { c.is_alphabetic().then_some(1) };
        match tokens.last_mut() {
            Some(token) if class.is_some() && class == last => token.end = at + c.len_utf8(),
            _ if class.is_some() => tokens.push(at..at + c.len_utf8()),
            _ => {}
        }
        last = class;
    }
    tokens
}

/// The date that tokens begin with, and how many of them it has.
fn at_token(text: &str, tokens: &[Token]) -> Option<(Date, usize)> {
    let word = |index: usize| tokens.get(index).map_or("", |token| &text[token.clone()]);
    let between = |index: usize| match (tokens.get(index), tokens.get(index + 1)) {
        (Some(one), Some(other)) => &text[one.end..other.start],
        _ => "",
    };
    let near = |index: usize| between(index).len() <= 3 && !between(index).contains(['.', ';']) || between(index) == ". ";
    // 6 February 2025, 6th of February, 2025, 6 de febrero de 2025
    let day = word(0);
    let mut next = 1;
    while next <= 3
        && near(next - 1)
        && matches!(&*word(next).to_lowercase(), "st" | "nd" | "rd" | "th" | "er" | "of" | "de" | "day")
    {
        next += 1;
    }
    if let Some(month) = month(word(next)).filter(|_| near(next - 1)) {
        let year = next + 1 + usize::from(matches!(word(next + 1), "de" | "of") && near(next));
        if near(year - 1)
            && let Some(date) = date(word(year), month, day)
        {
            return Some((date, year + 1));
        }
    }
    if let Some(month) = month(word(0)).filter(|_| near(0)) {
        // February 6, 2025; February 6th, 2025
        let year = 2 + usize::from(matches!(word(2), "st" | "nd" | "rd" | "th"));
        if near(year - 1)
            && let Some(date) = date(word(year), month, word(1))
        {
            return Some((date, year + 1));
        }
        // February 2025
        let year = year_of(word(1))?;
        return Some((Date::new(format!("{year}-{month:02}")).ok()?, 2));
    }
    numbers([word(0), word(1), word(2)], [between(0), between(1)]).map(|date| (date, 3)).or_else(|| {
        let signs = [word(1), word(3), word(5)] == ["年", "月", "日"];
        signs.then(|| date(word(0), number(word(2))?, word(4))).flatten().map(|date| (date, 6))
    })
}

/// Three numbers with the same sign between them.
fn numbers([one, two, three]: [&str; 3], [sign, other]: [&str; 2]) -> Option<Date> {
    if sign != other || !matches!(sign, "-" | "." | "/" | " ") {
        return None;
    }
    if year_of(one).is_some() {
        return if two.len() == 2 || sign != " " { date(one, number(two)?, three) } else { None };
    }
    let (first, second) = (number(one)?, number(two)?);
    if sign == " " || first == 0 || second == 0 || first > 31 || second > 31 || first > 12 && second > 12 {
        return None;
    }
    match sign {
        "." => date(three, second, one),
        _ if first > 12 || first == second => date(three, second, one),
        _ if second > 12 => date(three, first, two),
        _ => year_of(three).and_then(|year| Date::new(year).ok()),
    }
}

fn number(text: &str) -> Option<u8> {
    if text.len() <= 2 { text.parse().ok() } else { None }
}

fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    MONTHS.iter().zip(1..).find(|(names, _)| names.contains(&&*word)).map(|(_, month)| month)
}

fn date(year: &str, month: u8, day: &str) -> Option<Date> {
    let (year, day) = (year_of(year)?, number(day)?);
    Date::new(format!("{year}-{month:02}-{day:02}")).ok().filter(|date| date.impossible().is_none())
}

/// A year of four digits, not too long ago.
fn year_of(text: &str) -> Option<&str> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) && ("1200".."2200").contains(&text);
    is_year.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_as_people_print_them() {
        for (text, expected) in [
            ("Resolution of 12 December 1946", "2 1946-12-12 cue"),
            ("Washington, D. C., 14TH JULY 1966.", "1966-07-14"),
            ("done this sixth day, the 6th day of February, 2025", "2025-02-06"),
            ("On February 6, 2025", "2025-02-06 cue"),
            ("Feb. 6th, 2025", "2025-02-06"),
            ("el 10 de diciembre de 1948", "1948-12-10 cue"),
            ("le 1er août 1914", "1914-08-01 cue"),
            ("vom 10. Dezember 1948", "1948-12-10 cue"),
            ("2021-09-22 13:14", "2021-09-22"),
            ("（1948.12.10 第３回", "1948-12-10"),
            ("1948年12月10日", "1948-12-10"),
            ("in May 2004", "2004-05"),
            ("10/09/2001", "2001"),
            ("14/07/1966", "1966-07-14"),
            ("07/14/1966", "1966-07-14"),
            ("31 June 2025", "2025-06"),
            ("in 1993; may 12 of them", ""),
            ("Resolution 47/19", ""),
        ] {
            let found: Vec<String> =
                all(text).iter().map(|found| format!("{}{}", found.date, if found.has_cue { " cue" } else { "" })).collect();
            assert_eq!(found.join(", "), expected.trim_start_matches("2 "), "{text}");
        }
        assert_eq!(year_in_brackets("Resolution 242 (1967)").unwrap().as_str(), "1967");
        assert_eq!(year_in_brackets("Resolution (S) 242"), None);
        assert_eq!(year("S RES 0834 1993 EN").unwrap().as_str(), "1993");
    }
}
