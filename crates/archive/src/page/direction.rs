//! The direction in which a language is written.

use statemark::language::LanguageTag;

/// The scripts that run from right to left (ISO 15924).
const SCRIPTS: &[&str] = &[
    "adlm", "arab", "aran", "armi", "avst", "chrs", "cprt", "elym", "gara", "hatr", "hebr", "hung", "khar", "lydi", "mand",
    "mani", "mend", "merc", "mero", "narb", "nbat", "nkoo", "orkh", "ougr", "palm", "phli", "phlp", "phnx", "prti", "rohg",
    "samr", "sarb", "sogd", "sogo", "syrc", "thaa", "yezi",
];

/// The languages that are written so, where no script is named.
const LANGUAGES: &[&str] = &[
    "acm", "acq", "aeb", "aii", "ajp", "apc", "apd", "ar", "ara", "arb", "arc", "arq", "ars", "ary", "arz", "azb", "bal", "bgn",
    "bqi", "ckb", "div", "dv", "fa", "fas", "glk", "he", "heb", "iw", "ji", "khw", "lrc", "mzn", "nqo", "pbt", "per", "pes",
    "pnb", "prs", "ps", "pus", "sam", "sd", "skr", "snd", "syc", "syr", "ug", "uig", "ur", "urd", "ydd", "yi", "yid",
];

/// The direction of words in a language, as HTML calls it.
pub(super) fn of(tag: &LanguageTag) -> &'static str {
    let tag = tag.as_str().to_ascii_lowercase();
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    // Behind a single letter stands what is no script.
    let script = subtags.take_while(|subtag| subtag.len() > 1).find(|subtag| is_script(subtag));
    let is_right_to_left = script.map_or_else(|| LANGUAGES.contains(&language), |script| SCRIPTS.contains(&script));
    if is_right_to_left { "rtl" } else { "ltr" }
}

fn is_script(subtag: &str) -> bool {
    subtag.len() == 4 && subtag.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_says_more_than_a_language() {
        let right = ["ar", "AR", "he", "fa", "ur-PK", "ar-EG", "ku-Arab", "uz-arab-AF", "zh-yue-Hebr"];
        let left = ["en", "zh-Hans", "ku", "ar-Latn", "uz", "de-1996", "en-x-arab", "en-u-nu-arab", "yes"];
        assert!(right.iter().all(|tag| of(&LanguageTag::new(*tag).unwrap()) == "rtl"));
        assert!(left.iter().all(|tag| of(&LanguageTag::new(*tag).unwrap()) == "ltr"));
    }
}
