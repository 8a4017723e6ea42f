//! A Text that is the same in two languages.

use std::collections::BTreeMap;

use statemark::language::LanguageTag;
use statemark::text::{Line, Text};

use crate::context::Context;
use crate::finding::Severity;
use crate::quotes::shown;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::{Trail, each_text};

pub(super) static RULE: Rule = Rule {
    name: "same-words-in-two-languages",
    severity: Severity::Information,
    category: Category::Words,
    since: "0.1.0",
    summary: "A Text has the same words in two languages, four of them or more.",
    why: "Mostly the words of one language were copied to hold the place of a translation that never came.",
    example: r#""title": {"en": "On the rain of spring", "fr": "On the rain of spring"}"#,
    mend: "Write the words of the other language, or take that version out until it is there.",
    seen: Some(
        "the issue mustang-im/mustang #506, which asks for such a check; WeblateOrg/weblate #579 says why one or two words that are \
                the same prove nothing",
    ),
    check: Check::Meaning(check),
};

/// How many words must be the same: names and technical terms are shorter.
const WORDS: usize = 4;

/// Languages which are close enough for a sentence to be the same in both.
const CLOSE: [&[&str]; 4] = [&["bs", "cnr", "hr", "sh", "sr"], &["da", "nb", "nn", "no"], &["id", "ms"], &["ja", "yue", "zh"]];

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    each_text(&context.outline, |text, trail| {
        if let Text::Languages(lines) = text {
            remarks.extend(remark(lines, &context.statement.language, trail));
        }
    });
    remarks
}

fn remark(lines: &BTreeMap<LanguageTag, Line>, own: &LanguageTag, trail: &Trail<'_>) -> Option<Remark> {
    let mut lines: Vec<(&str, &str)> = lines.iter().map(|(tag, line)| (line.as_str(), tag.as_str())).collect();
    lines.sort_unstable();
    let same = |pair: &&[(&str, &str)]| pair[0].0 == pair[1].0 && !are_close(pair[0].1, pair[1].1);
    let &[(words, one), (_, other)] = lines.windows(2).find(same)? else { return None };
    // The statement's own language is the one that was copied.
    let (one, other) = if own.as_str() == other { (other, one) } else { (one, other) };
    let pointer = trail.key(other).pointer();
    // A name may be the same in all languages.
    if !is_long(words) || pointer.as_str().starts_with("/entities/") {
        return None;
    }
    let message = format!("the words {} are the same in `{other}` as in `{one}`", shown(words));
    let help = format!("write the words in `{other}` or `{one}`, or take that language out");
    Some(Remark::new(pointer, message).help(help).see(trail.key(one).pointer(), "the same words"))
}

/// Whether there are so many words; in scripts without spaces two letters are one.
fn is_long(words: &str) -> bool {
    let letters = words.chars().filter(|c| *c >= '\u{E00}' && c.is_alphabetic()).count();
    words.split_whitespace().nth(WORDS - 1).is_some() || letters >= WORDS * 2
}

/// Whether two tags are of one language, or of two that can have the same sentence.
fn are_close(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let (one, other) = (primary(one), primary(other));
    one == other || CLOSE.iter().any(|close| close.contains(&one.as_str()) && close.contains(&other.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_the_same_four_words() {
        let text = with(r#""title": {"en": "On the spring rain", "fr": "On the spring rain", "es": "Sobre la lluvia"}"#);
        let chinese = with(r#""language": "zh", "title": {"zh": "两国冬季会谈联合公报", "fr": "两国冬季会谈联合公报"}"#);
        assert!(messages("same-words-in-two-languages", &chinese).starts_with("/title/fr: "));
        insta::assert_snapshot!(messages("same-words-in-two-languages", &text), @r#"/title/fr: the words "On the spring rain" are the same in `fr` as in `en` (write the words in `fr` or `en`, or take that language out) [/title/en: the same words]"#);
    }

    #[test]
    fn passes_short_words_names_and_close_languages() {
        for fields in [
            r#""title": {"en": "Joint Communique 2025", "fr": "Joint Communique 2025"}"#,
            r#""language": "zh", "title": {"zh": "東京共同宣言", "fr": "東京共同宣言"}"#,
            r#""title": {"en": "On the spring rain", "en-GB": "On the spring rain"}"#,
            r#""language": "hr", "title": {"hr": "Zajednička izjava o kiši", "bs": "Zajednička izjava o kiši"}"#,
            r#""title": {"en": "On the spring rain", "fr": "Sur la pluie de printemps"}"#,
            r#""entities": [{"id": "cn", "kind": "state", "name": "China"}, {"id": "pk", "kind": "organization",
                "name": {"en": "Partido dos Trabalhadores do Brasil", "pt": "Partido dos Trabalhadores do Brasil"}}]"#,
        ] {
            assert_eq!(messages("same-words-in-two-languages", &with(fields)), "");
        }
    }
}
