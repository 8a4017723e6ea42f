//! The codes that exist: countries of ISO 3166-1 and subtags of BCP 47. The lists stand in `schema/codes`.

use std::sync::LazyLock;

/// A sorted list of codes.
type Codes = LazyLock<Vec<&'static str>>;

macro_rules! codes {
    ($($name:ident = $file:literal),+ $(,)?) => {
        $( static $name: Codes = LazyLock::new(|| include_str!(concat!("../schema/codes/", $file)).lines().collect()); )+

        #[cfg(test)]
        const LISTS: &[(&str, &Codes)] = &[$( ($file, &$name) ),+];
    };
}

codes! {
    COUNTRIES = "countries.txt",
    WITHDRAWN = "countries-withdrawn.txt",
    LANGUAGES = "languages.txt",
    EXTENSIONS = "language-extensions.txt",
    SCRIPTS = "scripts.txt",
    REGIONS = "regions.txt",
    VARIANTS = "variants.txt",
    WHOLE_TAGS = "language-tags.txt",
}

fn has(codes: &Codes, code: &str) -> bool {
    codes.binary_search(&code).is_ok()
}

/// Whether ISO 3166 knows a country by this code, today or before.
pub(crate) fn is_country(code: &str) -> bool {
    has(&COUNTRIES, code) || has(&WITHDRAWN, code)
}

/// What is wrong with a well-formed language tag: the subtag that is not right, and why.
pub(crate) fn wrong_subtag(tag: &str) -> Option<(&str, &'static str)> {
    let lower = tag.to_ascii_lowercase();
    if has(&WHOLE_TAGS, &lower) {
        return None;
    }
    let written: Vec<&str> = tag.split('-').collect();
    let subtags: Vec<&str> = lower.split('-').collect();
    wrong_among(&subtags).map(|(index, why)| (written[index], why))
}

/// The same, for subtags in small letters: which one, and why.
fn wrong_among(subtags: &[&str]) -> Option<(usize, &'static str)> {
    if !has(&LANGUAGES, subtags[0]) {
        return Some((0, "is no language"));
    }
    let is_letters = |subtag: &str| subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
    // The parts of a tag in their order: extended language, script, region, variant, extension.
    let (mut part, mut seen) = (0, Vec::new());
    let mut index = 1;
    while let Some(&subtag) = subtags.get(index) {
        let (next, list, why): (u8, &Codes, &str) = match subtag.len() {
            1 => return wrong_extension(subtags, index),
            3 if is_letters(subtag) => (1, &EXTENSIONS, "is no extended language"),
            4 if is_letters(subtag) => (2, &SCRIPTS, "is no script"),
            2 | 3 => (3, &REGIONS, "is no region"),
            _ => (4, &VARIANTS, "is no variant"),
        };
        if !has(list, subtag) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_not_empty() {
        for (file, codes) in LISTS {
            assert!(!codes.is_empty() && codes.windows(2).all(|pair| pair[0] < pair[1]), "{file}");
        }
        assert_eq!((COUNTRIES.len(), LANGUAGES.len()), (249, 8787));
    }

    #[test]
    fn knows_countries() {
        assert!(["CN", "PK", "SU", "YU"].into_iter().all(is_country));
        assert!(!["UK", "EU", "XK", "ZZ"].into_iter().any(is_country));
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
