//! Dates of EDTF in words.

use statemark::date::Date;

use super::words::code;
use crate::days::is_plain;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A date in words, and as the format writes it.
pub(super) fn html(date: &Date) -> String {
    let words = words(date);
    let words = if is_plain(date) { format!("<time datetime=\"{date}\">{words}</time>") } else { words };
    format!("{words} ({})", code(date))
}

/// A date in words: `6 February 2025`, `about spring 2025`.
fn words(date: &Date) -> String {
    match date.as_str().split_once('/') {
        None => side(date.as_str()),
        Some((from, "..")) => format!("from {} on, without an end", side(from)),
        Some((from, "")) => format!("from {} until nobody knows when", side(from)),
        Some(("..", to)) => format!("until {}, without a beginning", side(to)),
        Some(("", to)) => format!("from nobody knows when until {}", side(to)),
        Some((from, to)) => format!("{} to {}", side(from), side(to)),
    }
}

fn side(text: &str) -> String {
    if let Some((day, time)) = text.split_once('T') {
        return format!("{}, {}", single(day), clock(time));
    }
    let doubts = [('~', "about"), ('?', "perhaps"), ('%', "perhaps about")];
    let doubt = doubts.iter().find_map(|(sign, words)| Some((text.strip_suffix(*sign)?, words)));
    doubt.map_or_else(|| single(text), |(date, doubt)| format!("{doubt} {}", single(date)))
}

fn clock(time: &str) -> String {
    match time.split_at_checked(8) {
        Some((clock, "Z")) => format!("{clock} UTC"),
        Some((clock, "")) => format!("{clock} local time"),
        Some((clock, offset)) => format!("{clock} UTC{offset}"),
        None => time.to_owned(),
    }
}

/// A date without doubt and without time.
fn single(text: &str) -> String {
    if let Some(long) = text.strip_prefix('Y') {
        return format!("the year {}", year(long));
    }
    let at = if text.starts_with('-') { 5 } else { 4 };
    let Some((digits, rest)) = text.split_at_checked(at) else { return text.to_owned() };
    let year = year(digits);
    let parts: Vec<&str> = rest.split('-').skip(1).collect();
    match parts[..] {
        ["XX"] => format!("some month of {year}"),
        ["XX", _] => format!("some day of {year}"),
        [month, "XX"] => format!("some day of {} {year}", name(month)),
        [month] => format!("{} {year}", name(month)),
        [month, day] => format!("{} {} {year}", day.trim_start_matches('0'), name(month)),
        _ => year,
    }
}

fn name(month: &str) -> &str {
    let index = month.parse::<usize>().unwrap_or_default();
    let month_or_season = match index {
        21 => Some(&"spring"),
        22 => Some(&"summer"),
        23 => Some(&"autumn"),
        24 => Some(&"winter"),
        _ => index.checked_sub(1).and_then(|index| MONTHS.get(index)),
    };
    month_or_season.copied().unwrap_or(month)
}

/// A year as people count it: before the year 1 comes 1 BC, which astronomers call 0.
fn year(digits: &str) -> String {
    if digits.contains('X') {
        let ends = if digits.starts_with('-') { ["9", "0"] } else { ["0", "9"] };
        let [first, last] = ends.map(|digit| digits.replace('X', digit));
        return format!("some year from {} to {}", year(&first), year(&last));
    }
    match digits.parse::<i64>() {
        Ok(number) if number >= 1000 => number.to_string(),
        Ok(number) if number > 0 => format!("{number} AD"),
        Ok(number) => format!("{} BC", 1 - number),
        Err(_) => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_becomes_words() {
        for (date, expected) in [
            ("2025-02-06", "6 February 2025"),
            ("2025-02", "February 2025"),
            ("0012", "12 AD"),
            ("2025-21", "spring 2025"),
            ("199X", "some year from 1990 to 1999"),
            ("-19XX", "some year from 2000 BC to 1901 BC"),
            ("2025-XX", "some month of 2025"),
            ("2025-XX-XX", "some day of 2025"),
            ("2025-02-XX", "some day of February 2025"),
            ("2025-24?", "perhaps winter 2025"),
            ("2025-02~", "about February 2025"),
            ("2025-02-06%", "perhaps about 6 February 2025"),
            ("-0044-03-15", "15 March 45 BC"),
            ("0000", "1 BC"),
            ("Y170000002", "the year 170000002"),
            ("Y-17000", "the year 17001 BC"),
            ("2025-02-05/2025-02-08", "5 February 2025 to 8 February 2025"),
            ("1984~/2004-06", "about 1984 to June 2004"),
            ("2025/..", "from 2025 on, without an end"),
            ("2025/", "from 2025 until nobody knows when"),
            ("../2025", "until 2025, without a beginning"),
            ("/2025", "from nobody knows when until 2025"),
            ("2025-02-06T10:00:00Z", "6 February 2025, 10:00:00 UTC"),
            ("2025-02-06T10:00:00+05:30", "6 February 2025, 10:00:00 UTC+05:30"),
            ("2025-02-06T10:00:00", "6 February 2025, 10:00:00 local time"),
        ] {
            assert_eq!(words(&Date::new(date).unwrap()), expected);
        }
    }

    #[test]
    fn only_what_html_knows_as_a_date_is_marked_as_one() {
        assert!(html(&Date::new("2025-02").unwrap()).starts_with("<time datetime=\"2025-02\">February 2025</time> ("));
        assert!(!html(&Date::new("2025-02-30").unwrap()).contains("<time"));
    }
}
