//! The codes of languages with three letters, as Akoma Ntoso asks for them.

use statemark::language::LanguageTag;

/// The codes of ISO 639-1, each with that of ISO 639-3.
const CODES: &str = include_str!("languages.txt");

/// The code with three letters for a language, or the language as its tag names it.
pub(crate) fn three_letters(tag: &LanguageTag) -> String {
    let language = tag.as_str().split('-').next().unwrap_or_default().to_ascii_lowercase();
    let known = CODES.lines().find_map(|line| line.strip_prefix(language.as_str())?.strip_prefix(' '));
    known.map(str::to_owned).unwrap_or(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_three_letters() {
        for (tag, code) in [("en", "eng"), ("zh-Hant", "zho"), ("AR", "ara"), ("gsw", "gsw"), ("qaa-Qaaa", "qaa"), ("yy", "yy")] {
            assert_eq!(three_letters(&LanguageTag::new(tag).unwrap()), code);
        }
    }
}
