//! Language tags: whether BCP 47 knows their subtags, in that order, and which of them it advises against.

use super::{Codes, EXTENSIONS, LANGUAGES, PLAIN_LANGUAGES, REGIONS, SCRIPTS, VARIANTS, WHOLE_TAGS};

/// What is wrong with a well-formed language tag: the subtag that is not right, and why.
pub(crate) fn wrong_subtag(tag: &str) -> Option<(&str, &'static str)> {
    if PLAIN_LANGUAGES.has(tag) {
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
    if PLAIN_LANGUAGES.has(tag) {
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
