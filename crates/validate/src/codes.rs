//! The codes that exist: countries of ISO 3166-1 and subtags of BCP 47. The lists stand in `schema/codes`, and are searched as they stand.

mod language;

use std::cmp::Ordering;

use statemark::date::{Date, Day};

pub(crate) use language::{Deprecated, deprecated, wrong_subtag};

/// A list of codes: sorted lines, each a code, a tab, and what there is to say about it.
#[derive(Clone, Copy)]
struct Codes(&'static str);

macro_rules! codes {
    ($($name:ident = $file:literal),+ $(,)?) => {
        $( const $name: Codes = Codes(include_str!(concat!("../schema/codes/", $file))); )+

        #[cfg(test)]
        const LISTS: &[(&str, Codes)] = &[$( ($file, $name) ),+];
    };
}

codes! {
    COUNTRIES = "countries.txt",
    LANGUAGES = "languages.txt",
    EXTENSIONS = "language-extensions.txt",
    SCRIPTS = "scripts.txt",
    REGIONS = "regions.txt",
    VARIANTS = "variants.txt",
    WHOLE_TAGS = "language-tags.txt",
}

impl Codes {
    /// The two columns behind a code, empty where they are; nothing where the list does not have the code.
    fn get(self, code: &str) -> Option<(&'static str, &'static str)> {
        let list = self.0.as_bytes();
        let (mut from, mut to) = (0, list.len());
        while from < to {
            // The line in which the middle lies. Lines are short: byte after byte is the fastest way to their ends.
            let middle = usize::midpoint(from, to);
            let start = list[from..middle].iter().rposition(|byte| *byte == b'\n').map_or(from, |line_feed| from + line_feed + 1);
            let end = list[middle..].iter().position(|byte| *byte == b'\n').map_or(list.len(), |line_feed| middle + line_feed);
            let line = &list[start..end];
            let columns = line.iter().position(|byte| *byte == b'\t').unwrap_or(line.len());
            match line[..columns].cmp(code.as_bytes()) {
                Ordering::Less => from = end + 1,
                Ordering::Greater => to = start,
                Ordering::Equal => {
                    let columns = self.0.get(start + columns..end)?.strip_prefix('\t').unwrap_or_default();
                    return Some(columns.split_once('\t').unwrap_or((columns, "")));
                }
            }
        }
        None
    }

    fn has(self, code: &str) -> bool {
        self.get(code).is_some()
    }
}

/// The codes of two letters about which there is nothing to say: nearly all that a document holds. A bit each, set when the program is built.
struct Plain {
    bits: [u64; 11],
    /// `a` or `A`, as the list has small letters or capital ones.
    first: u8,
}

static PLAIN_COUNTRIES: Plain = Plain::of(COUNTRIES, b'A');
static PLAIN_LANGUAGES: Plain = Plain::of(LANGUAGES, b'a');

impl Plain {
    const fn of(codes: Codes, first: u8) -> Self {
        let (list, mut bits) = (codes.0.as_bytes(), [0; 11]);
        let (mut start, mut at) = (0, 0);
        while at < list.len() {
            if list[at] == b'\n' {
                if at - start == 2 {
                    let bit = (list[start] - first) as usize * 26 + (list[start + 1] - first) as usize;
                    bits[bit / 64] |= 1 << (bit % 64);
                }
                start = at + 1;
            }
            at += 1;
        }
        Self { bits, first }
    }

    fn has(&self, code: &str) -> bool {
        let &[one, two] = code.as_bytes() else { return false };
        let (one, two) = (one.wrapping_sub(self.first), two.wrapping_sub(self.first));
        let bit = usize::from(one) * 26 + usize::from(two);
        one < 26 && two < 26 && self.bits[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// Whether a language tag is one about which there is nothing to say; others may be right too.
pub(crate) fn is_plain_language(tag: &str) -> bool {
    PLAIN_LANGUAGES.has(tag)
}

/// Whether ISO 3166 knows a country by this code, today or before.
pub(crate) fn is_country(code: &str) -> bool {
    PLAIN_COUNTRIES.has(code) || COUNTRIES.has(code)
}

/// The codes of countries that were withdrawn and stand for none today.
pub(crate) fn withdrawn() -> impl Iterator<Item = &'static str> {
    let columns = COUNTRIES.0.lines().filter_map(|line| line.split_once('\t'));
    columns.filter(|(_, days)| days.contains('\t')).map(|(code, _)| code)
}

/// What is known of the days of a country.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days {
    /// EDTF intervals, set off by a space.
    periods: &'static str,
    /// The codes that took its place, set off by a space; empty where the code stands for a country of today.
    pub(crate) now: &'static str,
}

/// How a date lies beside the days of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outside {
    /// Before the code stood for a country: since this day it does.
    Before(&'static str),
    /// After it did: this was the last day.
    After(&'static str),
}

/// The days of a country, where ISO 3166 took the code back, or gave it to a state that was born at a known day.
pub(crate) fn days(code: &str) -> Option<Days> {
    if PLAIN_COUNTRIES.has(code) {
        return None;
    }
    COUNTRIES.get(code).filter(|(periods, _)| !periods.is_empty()).map(|(periods, now)| Days { periods, now })
}

impl Days {
    /// How a date lies, when all of it lies outside of these days.
    pub(crate) fn outside(self, date: &Date) -> Option<Outside> {
        let (from, to) = (date.earliest()?, date.latest()?);
        let mut outside = None;
        for period in self.periods.split(' ') {
            let (first, last) = period.split_once('/')?;
            if day(first, Date::earliest).is_some_and(|first| to < first) {
                return outside.or(Some(Outside::Before(first)));
            }
            if day(last, Date::latest).is_none_or(|last| from <= last) {
                return None;
            }
            outside = Some(Outside::After(last));
        }
        outside
    }
}

/// The day of one side of a period, if it is not open.
fn day(side: &str, of: fn(&Date) -> Option<Day>) -> Option<Day> {
    if side == ".." { None } else { Date::new(side).ok().as_ref().and_then(of) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_each_code_is_found() {
        for (file, Codes(list)) in LISTS {
            let codes: Vec<&str> = list.lines().map(|line| line.split('\t').next().unwrap()).collect();
            assert!(codes.len() > 40 && list.ends_with('\n') && codes.windows(2).all(|pair| pair[0] < pair[1]), "{file}");
            for code in &codes {
                assert!(Codes(list).has(code), "{file}: {code}");
                for other in [&code[1..], &format!("{code}~"), &format!("{code}\t")] {
                    assert_eq!(Codes(list).has(other), codes.binary_search(&other).is_ok(), "{file}: {other}");
                }
            }
            assert!(!Codes(list).has("") && !Codes(list).has("\n") && !Codes(list).has("~"), "{file}");
        }
        assert_eq!((COUNTRIES.0.lines().count(), LANGUAGES.0.lines().count()), (274, 8787));
    }

    #[test]
    fn plain_codes_are_those_of_two_letters_without_columns() {
        for (plain, Codes(list)) in [(&PLAIN_COUNTRIES, COUNTRIES), (&PLAIN_LANGUAGES, LANGUAGES)] {
            let letters = || (plain.first..plain.first + 26).map(char::from);
            for code in letters().flat_map(|one| letters().map(move |two| format!("{one}{two}"))) {
                assert_eq!(plain.has(&code), list.lines().any(|line| line == code), "{code}");
            }
            for code in ["", "e", "eng", "Aa", "aA", "{{", "@@", "é"] {
                assert!(!plain.has(code), "{code}");
            }
        }
    }

    #[test]
    fn every_column_can_be_used() {
        let is_date = |date: &str| Date::new(date).is_ok_and(|date| date.impossible().is_none());
        for line in COUNTRIES.0.lines() {
            let mut columns = line.split('\t').skip(1);
            for period in columns.next().unwrap_or_default().split_terminator(' ') {
                assert!(Date::new(period).is_ok_and(|period| !period.reversed() && period.impossible().is_none()), "{line}");
            }
            assert!(columns.next().unwrap_or_default().split_terminator(' ').all(is_country), "{line}");
        }
        for (file, Codes(list)) in LISTS.iter().filter(|(file, _)| *file != "countries.txt") {
            for line in list.lines().filter(|line| line.contains('\t')) {
                assert!(is_date(line.split('\t').nth(1).unwrap()), "{file}: {line}");
            }
        }
    }

    #[test]
    fn knows_countries() {
        assert!(["CN", "PK", "SU", "YU"].into_iter().all(is_country));
        assert!(!["UK", "EU", "XK", "ZZ"].into_iter().any(is_country));
        assert!(withdrawn().any(|code| code == "SU") && !withdrawn().any(|code| matches!(code, "GE" | "SK" | "SS" | "CN")));
    }

    #[test]
    fn knows_when_a_country_was_there() {
        let outside = |code, date| days(code).and_then(|days| days.outside(&Date::new(date).unwrap()));
        assert_eq!(outside("SU", "1991-12-25"), None);
        assert_eq!(outside("SU", "1991"), None);
        assert_eq!(outside("SU", "1992-01"), Some(Outside::After("1991-12-25")));
        assert_eq!(outside("SS", "2011-07-08"), Some(Outside::Before("2011-07-09")));
        assert_eq!(outside("SS", "2011-07-09"), None);
        assert_eq!(outside("CS", "1992-12-31"), None);
        assert_eq!(outside("CS", "1999"), Some(Outside::After("1992-12-31")));
        assert_eq!(outside("CS", "2004"), None);
        assert_eq!(outside("CS", "2007"), Some(Outside::After("2006-06-04")));
        assert_eq!(outside("GE", "1985"), Some(Outside::After("1979-07-11")));
        assert_eq!(outside("GE", "2008"), None);
        assert_eq!(outside("CN", "1000"), None);
        assert_eq!(outside("SU", "2000/.."), None);
    }
}
