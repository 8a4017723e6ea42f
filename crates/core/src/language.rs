//! Language tags (BCP 47, RFC 5646) and country codes (ISO 3166-1 alpha-2): their shape; whether a code exists is a rule.

use crate::word::word;

word! {
    /// A language tag of at most 11 subtags, kept as written. Tags that differ only in case are the same language.
    pub struct LanguageTag {
        rule: |text| {
            let mut subtags = text.split('-');
            let first = subtags.next().unwrap_or_default();
            (2..=8).contains(&first.len())
                && first.bytes().all(|byte| byte.is_ascii_alphabetic())
                && subtags.clone().count() <= 10
                && subtags.all(|subtag| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        },
        pattern: "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,10}$",
        expected: "a language tag of BCP 47, such as `en`, `pt-BR` or `zh-Hans`",
        examples: ["en", "ar", "zh-Hans"]
    }
}

word! {
    /// A country code: two capital letters.
    pub struct CountryCode {
        rule: |text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()),
        pattern: "^[A-Z]{2}$",
        expected: "a country code of ISO 3166-1, two capital letters such as `CN`",
        examples: ["CN", "PK"]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_at_most_eleven_subtags() {
        assert!(LanguageTag::holds(&format!("en{}", "-abcdefgh".repeat(10))));
        assert!(!LanguageTag::holds(&format!("en{}", "-a".repeat(11))));
    }
}
