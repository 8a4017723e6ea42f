//! A language tag that BCP 47 does not have.

use statemark::language::LanguageTag;

use crate::codes;
use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::{Trail, each_language};

pub(super) static RULE: Rule = Rule {
    name: "unknown-language",
    severity: Severity::Error,
    category: Category::Codes,
    since: "0.1.0",
    summary: "A language tag holds a subtag that the registry of BCP 47 does not know, or in the wrong order.",
    why: "Fonts, hyphenation, screen readers and search go by the tag. A wrong one makes them treat the words as another language, or as none.",
    example: r#""sources": [{"id": "s", "kind": "official-text", "language": "cn"}]"#,
    mend: "Write the shortest tag of BCP 47 that says it: language (`zh`), then script (`zh-Hant`) and region (`pt-BR`) only where they matter.",
    seen: Some(
        "`<FRBRlanguage language=\"esp\"/>`, meant as Spanish (`spa`, in a tag `es`), three times in an Akoma Ntoso example of OASIS: \
         `uy_bill_2010-09-27.xml` of oasis-open/legaldocml-akomantoso.",
    ),
    check: Check::Meaning(check),
};

/// Codes that people write for a language: of its country, or of ISO 639-2.
const MEANT: &[(&str, &str)] = &[
    ("ara", "ar"),
    ("chi", "zh"),
    ("cn", "zh"),
    ("cze", "cs"),
    ("cz", "cs"),
    ("deu", "de"),
    ("dk", "da"),
    ("eng", "en"),
    ("english", "en"),
    ("fas", "fa"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("ger", "de"),
    ("gre", "el"),
    ("hin", "hi"),
    ("ind", "id"),
    ("ita", "it"),
    ("jap", "ja"),
    ("jp", "ja"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("per", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("rus", "ru"),
    ("spa", "es"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("vie", "vi"),
    ("zho", "zh"),
];

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    if context.has_plain_languages() {
        return remarks;
    }
    // Where the statement's own tag is wrong, the others follow it: that is said once.
    each_language(&context.outline, |tag, trail, is_key| {
        remarks.extend(remark(tag, trail).map(|remark| if is_key { remark.at_key() } else { remark }));
    });
    remarks
}

fn remark(tag: &LanguageTag, trail: &Trail<'_>) -> Option<Remark> {
    let (subtag, why) = codes::wrong_subtag(tag.as_str())?;
    let message = if subtag == tag.as_str() {
        format!("`{tag}` {why} that BCP 47 knows")
    } else {
        format!("`{subtag}` in the language tag `{tag}` {why}{}", if why.starts_with("is") { " that BCP 47 knows" } else { "" })
    };
    let lower = subtag.to_ascii_lowercase();
    let help = match MEANT.iter().find(|(wrong, _)| *wrong == lower) {
        Some((_, right)) if tag.as_str().starts_with(subtag) => format!("did you mean `{right}`?"),
        _ if lower == "uk" => "the region is `GB`".to_owned(),
        _ => "write a tag of BCP 47, such as `en`, `pt-BR` or `zh-Hans`".to_owned(),
    };
    Some(Remark::new(trail.pointer(), message).help(help))
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_tags_that_do_not_exist_wherever_one_may_stand() {
        let text = with(
            r#""authentic": ["en", "en-UK"], "title": {"en": "T", "jp": "T"}, "sources": [{"id": "s", "kind": "other", "language": "zh-Hanx"}],
            "sections": [{"clauses": [{"id": "a", "text": {"en": "A.", "eng": "A."}}]}]"#,
        );
        insta::assert_snapshot!(messages("unknown-language", &text), @"
        /authentic/1: `UK` in the language tag `en-UK` is no region that BCP 47 knows (the region is `GB`)
        /sections/0/clauses/0/text/eng: `eng` is no language that BCP 47 knows (did you mean `en`?)
        /sources/0/language: `Hanx` in the language tag `zh-Hanx` is no script that BCP 47 knows (write a tag of BCP 47, such as `en`, `pt-BR` or `zh-Hans`)
        /title/jp: `jp` is no language that BCP 47 knows (did you mean `ja`?)
        ");
    }

    #[test]
    fn says_once_that_the_statement_has_a_wrong_language() {
        let text = with(r#""language": "cn", "authentic": ["cn"], "title": {"cn": "T", "de-US-Latn": "T"}"#);
        insta::assert_snapshot!(messages("unknown-language", &text), @"
        /language: `cn` is no language that BCP 47 knows (did you mean `zh`?)
        /title/de-US-Latn: `Latn` in the language tag `de-US-Latn` stands in the wrong place (write a tag of BCP 47, such as `en`, `pt-BR` or `zh-Hans`)
        ");
    }

    #[test]
    fn passes_tags_of_bcp_47() {
        for tag in ["en", "ar", "zh-Hant-TW", "sr-Latn", "iw"] {
            assert_eq!(messages("unknown-language", &with(&format!(r#""language": "{tag}""#))), "");
        }
    }
}
