//! The codes that exist: countries of ISO 3166-1 and subtags of BCP 47. The lists stand in `schema/codes`, and are searched as they stand.

use std::cmp::Ordering;

use statemark::date::{Date, Day};

/// A list of codes: sorted lines, each a code, a tab, and what there is to say about it.
#[derive(Clone, Copy)]
struct Codes(&'static str);

macro_rules! codes {
    ($($name:ident = $file:literal),+ $(,)?) => {
        $( static $name: Codes = Codes(include_str!(concat!("../schema/codes/", $file))); )+

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

/// Whether ISO 3166 knows a country by this code, today or before.
pub(crate) fn is_country(code: &str) -> bool {
    COUNTRIES.has(code)
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

/// What is wrong with a well-formed language tag: the subtag that is not right, and why.
pub(crate) fn wrong_subtag(tag: &str) -> Option<(&str, &'static str)> {
    if LANGUAGES.has(tag) {
        return None;
    }
    let lower = tag.to_ascii_lowercase();
    if WHOLE_TAGS.has(&lower) {
        return None;
    }
    let written: Vec<&str> = tag.split('-').collect();
    let subtags: Vec<&str> = lower.split('-').collect();
    wrong_among(&subtags).map(|(index, why)| (written[index], why))
}

/// The same, for subtags in small letters: which one, and why.
fn wrong_among(subtags: &[&str]) -> Option<(usize, &'static str)> {
    if !LANGUAGES.has(subtags[0]) {
        return Some((0, "is no language"));
    }
    let is_letters = |subtag: &str| subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
    // The parts of a tag in their order: extended language, script, region, variant, extension.
    let (mut part, mut seen) = (0, Vec::new());
    let mut index = 1;
    while let Some(&subtag) = subtags.get(index) {
        let (next, list, why): (u8, Codes, &str) = match subtag.len() {
            1 => return wrong_extension(subtags, index),
            3 if is_letters(subtag) => (1, EXTENSIONS, "is no extended language"),
            4 if is_letters(subtag) => (2, SCRIPTS, "is no script"),
            2 | 3 => (3, REGIONS, "is no region"),
            _ => (4, VARIANTS, "is no variant"),
        };
        if !list.has(subtag) {
            return Some((index, why));
        }
        if next < part || (next == part && part != 4) {
            return Some((index, "stands in the wrong place"));
        }
        if seen.contains(&subtag) {
            return Some((index, "stands there twice"));
        }
        seen.push(subtag);
        part = next;
        index += 1;
    }
    None
}

/// From a single character on: extensions, each with at least one subtag, each once; after `x` anything goes.
fn wrong_extension(subtags: &[&str], from: usize) -> Option<(usize, &'static str)> {
    let is_single = |index: usize| subtags.get(index).is_none_or(|subtag| subtag.len() == 1);
    for index in (from..subtags.len()).filter(|&index| is_single(index)) {
        if subtags[index] == "x" {
            return (index + 1 == subtags.len()).then_some((index, "has nothing after it"));
        }
        if is_single(index + 1) {
            return Some((index, "has nothing after it"));
        }
        if subtags[from..index].contains(&subtags[index]) {
            return Some((index, "stands there twice"));
        }
    }
    None
}

/// A part of a language tag that the registry advises against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deprecated<'tag> {
    /// The subtag, or the whole tag.
    pub(crate) part: &'tag str,
    /// Since which day.
    pub(crate) since: &'static str,
    /// The tags to write instead: none, one, or several between which the writer must choose.
    pub(crate) instead: Vec<String>,
}

/// The first part of a tag that is deprecated, if any is.
pub(crate) fn deprecated(tag: &str) -> Option<Deprecated<'_>> {
    if let Some(("", _)) = LANGUAGES.get(tag) {
        return None;
    }
    let lower = tag.to_ascii_lowercase();
    if let Some((since, instead)) = WHOLE_TAGS.get(&lower).filter(|(since, _)| !since.is_empty()) {
        return Some(Deprecated { part: tag, since, instead: instead.split_terminator(' ').map(str::to_owned).collect() });
    }
    let written: Vec<&str> = tag.split('-').collect();
    // What follows a single character is no subtag of the registry.
    for (index, part) in written.iter().enumerate().take_while(|(_, part)| part.len() > 1) {
        let list = match (index, part.len()) {
            (0, _) => LANGUAGES,
            (_, 3) if part.bytes().all(|byte| byte.is_ascii_alphabetic()) => EXTENSIONS,
            (_, 2 | 3) => REGIONS,
            _ => VARIANTS,
        };
        if let Some((since, instead)) = list.get(&part.to_ascii_lowercase()).filter(|(since, _)| !since.is_empty()) {
            let instead = instead.split_terminator(' ').map(|other| with(&written, index, other)).collect();
            return Some(Deprecated { part, since, instead });
        }
    }
    None
}

/// A tag with another subtag at one place. A variant can become a language of its own.
fn with(written: &[&str], index: usize, other: &str) -> String {
    let mut subtags = written.to_vec();
    if index > 0 && other.len() < 4 && written[index].len() > 3 {
        subtags[0] = other;
        subtags.remove(index);
    } else if index > 0 && written[index].len() == 3 && other.len() == 3 {
        // An extended language is written alone, without the language that it extends.
        subtags[index] = other;
        subtags.remove(0);
    } else {
        subtags[index] = other;
    }
    subtags.join("-")
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

    #[test]
    fn knows_deprecated_tags() {
        let instead = |tag| deprecated(tag).map(|found| (found.part, found.instead.join(" ")));
        for (tag, part, other) in [
            ("iw", "iw", "he"),
            ("IW-IL", "IW", "he-IL"),
            ("de-DD", "DD", "de-DE"),
            ("sr-YU", "YU", "sr-BA sr-HR sr-ME sr-MK sr-RS sr-SI"),
            ("ru-SU", "SU", ""),
            ("zh-min-nan", "zh-min-nan", "nan"),
            ("zh-cmn-Hans", "zh-cmn-Hans", "cmn-Hans"),
            ("hy-arevmda", "arevmda", "hyw"),
            ("ja-Latn-hepburn-heploc", "heploc", "ja-Latn-hepburn-alalc97"),
            ("ar-ajp-Latn", "ajp", "ajp-Latn"),
            ("agp", "agp", "apf prf"),
        ] {
            assert_eq!(instead(tag), Some((part, other.to_owned())), "{tag}");
        }
        for tag in ["en", "he", "EN-us", "zh-yue-HK", "en-x-iw", "en-u-bu-fx", "qaa", "xyz-abc"] {
            assert_eq!(instead(tag), None, "{tag}");
        }
    }

    #[test]
    fn knows_language_tags() {
        for tag in [
            "en",
            "zh-Hans",
            "PT-br",
            "sr-Latn-RS",
            "zh-cmn-Hant",
            "sl-rozaj-biske",
            "de-CH-1901",
            "es-419",
            "en-u-ca-gregory",
            "en-x-a",
            "zh-min-nan",
            "qaa",
            "iw",
            "ca-valencia",
            "en-a-bb-b-cc",
        ] {
            assert_eq!(wrong_subtag(tag), None, "{tag}");
        }
        for (tag, wrong) in [
            ("cn", "cn"),
            ("eng", "eng"),
            ("english", "english"),
            ("en-UK", "UK"),
            ("zh-Hanx", "Hanx"),
            ("en-US-Latn", "Latn"),
            ("de-1901-1901", "1901"),
            ("en-u", "u"),
            ("en-x", "x"),
            ("en-a-bb-a-cc", "a"),
            ("en-GB-US", "US"),
            ("fr-abcdef", "abcdef"),
        ] {
            assert_eq!(wrong_subtag(tag).map(|(subtag, _)| subtag), Some(wrong), "{tag}");
        }
    }
}
