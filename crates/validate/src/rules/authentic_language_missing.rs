//! A clause that lacks one of the authentic versions.

use statemark::language::LanguageTag;
use statemark::pointer::Pointer;
use statemark::text::Text;

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};

pub(super) static RULE: Rule = Rule {
    name: "authentic-language-missing",
    severity: Severity::Warning,
    category: Category::Structure,
    since: "0.1.0",
    summary: "The words of a clause lack one of the `authentic` languages, though at least half of the clauses have it.",
    why: "Each authentic version counts as much as the other, and they may differ in just this verb. \
          A document that holds only one of the versions is left alone.",
    example: r#""authentic": ["en", "fr"], "sections": [{"clauses": [{"id": "a", "text": {"en": "We agree.", "fr": "Nous sommes d'accord."}},
  {"id": "b", "text": "We insist."}]}]"#,
    mend: "Add the words of that version to the clause: in JSON `\"text\": {\"en\": …, \"fr\": …}`, in XML a second `<text xml:lang=\"fr\">`, in Markdown \
           a paragraph with `lang=fr` below it; or take the language out of `authentic`, if that version has no authority.",
    seen: Some("open-data/ckanext-canada #1570: words that are missing in French, one of two official languages."),
    check: Check::Meaning(check),
};

/// How many clauses have the words of a language, and the first that lacks them.
struct Version<'statement> {
    language: &'statement LanguageTag,
    has: usize,
    lacks: usize,
    first: Option<(Pointer, String)>,
}

fn check(context: &Context<'_>) -> Remarks {
    let statement = context.statement;
    let others = statement.authentic.iter().filter(|tag| !same(tag, &statement.language));
    let mut versions: Vec<Version<'_>> = others.map(|language| Version { language, has: 0, lacks: 0, first: None }).collect();
    if versions.is_empty() {
        return Remarks::default();
    }
    // A tag that stands twice is one language; and no text has more than a few.
    let mut seen = std::collections::HashSet::new();
    versions.retain(|version| seen.insert(version.language.as_str().to_ascii_lowercase()));
    versions.truncate(64);
    for at in context.outline.clauses() {
        for version in &mut versions {
            if holds(&at.clause.text, version.language) {
                version.has += 1;
            } else {
                version.lacks += 1;
                version.first.get_or_insert_with(|| (at.trail().key("text").pointer(), at.clause.id.to_string()));
            }
        }
    }
    versions.into_iter().filter(|version| version.has > 0 && version.has >= version.lacks).filter_map(remark).collect()
}

fn remark(Version { language, lacks, first, .. }: Version<'_>) -> Option<Remark> {
    let (pointer, clause) = first?;
    let more = match lacks {
        0 | 1 => String::new(),
        2 => ", and so does one more clause".to_owned(),
        lacks => format!(", and so do {} more clauses", lacks - 1),
    };
    let message = format!("the clause `{clause}` lacks the words in `{language}`, an authentic language{more}");
    Some(Remark::new(pointer, message).help(format!("add the words of the version in `{language}` beside those that are there")))
}

fn holds(text: &Text, language: &LanguageTag) -> bool {
    match text {
        Text::Plain(_) => false,
        Text::Languages(lines) => lines.contains_key(language) || lines.keys().any(|tag| same(tag, language)),
    }
}

/// Tags that differ only in case are the same language.
fn same(one: &LanguageTag, two: &LanguageTag) -> bool {
    one.as_str().eq_ignore_ascii_case(two.as_str())
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn texts(authentic: &str, texts: &[&str]) -> String {
        let clause = |(index, text): (usize, &&str)| format!(r#"{{"id": "c{index}", "text": {text}}}"#);
        let clauses: Vec<String> = texts.iter().enumerate().map(clause).collect();
        let text = with(&format!(r#""authentic": {authentic}, "sections": [{{"clauses": [{}]}}]"#, clauses.join(",")));
        messages("authentic-language-missing", &text)
    }

    const BOTH: &str = r#"{"en": "Yes.", "zh": "是。"}"#;

    #[test]
    fn finds_clauses_without_a_version_that_others_have() {
        let found = [
            texts(r#"["en", "zh"]"#, &[BOTH, r#""No.""#]),
            texts(r#"["ZH", "en", "zh"]"#, &[r#""No.""#, BOTH, BOTH, BOTH, r#"{"en": "No.", "fr": "Non."}"#, r#""No.""#]),
        ];
        insta::assert_snapshot!(found.join("\n"), @"
        /sections/0/clauses/1/text: the clause `c1` lacks the words in `zh`, an authentic language (add the words of the version in `zh` beside those that are there)
        /sections/0/clauses/0/text: the clause `c0` lacks the words in `ZH`, an authentic language, and so do 2 more clauses (add the words of the version in `ZH` beside those that are there)
        ");
    }

    #[test]
    fn passes_whole_versions_one_version_and_single_words_of_another() {
        assert_eq!(texts(r#"["en", "zh"]"#, &[BOTH, BOTH]), "");
        assert_eq!(texts(r#"["en", "zh", "ar"]"#, &[r#""Yes.""#, r#""No.""#]), "");
        assert_eq!(texts(r#"["en", "zh"]"#, &[BOTH, r#""No.""#, r#""Perhaps.""#]), "");
        assert_eq!(texts(r#"["en"]"#, &[r#""Yes.""#]), "");
    }
}
