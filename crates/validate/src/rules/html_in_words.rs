//! Words with tags of HTML.

use crate::context::Context;
use crate::finding::Severity;
use crate::markup;
use crate::quotes::shown;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::words::{Part, more, word_at};

pub(super) static RULE: Rule = Rule {
    name: "html-in-words",
    severity: Severity::Warning,
    category: Category::Words,
    since: "0.1.0",
    summary: "Words hold tags of HTML, such as `<b>`, `</p>` or `<br/>`.",
    why: "Statemark has words, not layout: every reader shows the tags as they are, and they count as words.",
    example: r#""title": "On the 12<sup>th</sup> rain""#,
    mend: "Take the tags out, and write what they stood for where it has a meaning.",
    seen: Some(
        "`the 12<sup>th</sup> WTO Ministerial Conference` in the G7 Leaders’ Communiqué of Hiroshima, and 13 more of 60 joint \
                statements of the White House as Markdown (2021–2025)",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for suspect in context.suspects().iter().filter(|suspect| suspect.part != Part::Source) {
        let words = suspect.words.as_str();
        let mut tags = markup::tags(words);
        let Some((start, end)) = tags.next() else { continue };
        let word = word_at(words, start, end);
        let message = format!("the words hold HTML, `{}`{}", &words[start..end], more(1 + tags.count()));
        let plain = markup::resolved(&markup::without_tags(word));
        let help = if plain.trim().is_empty() { "take it out".to_owned() } else { format!("write {}", shown(plain.trim())) };
        remarks.push(Remark::new(suspect.pointer.clone(), message).help(help));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_tags_once_a_value() {
        let text = with(
            r#""title": {"en": "The 12<sup>th</sup> <b>meeting</b>", "fr": "un<br/>deux", "de": "<a href=\"x\">eins</a> &amp; zwei", "es": "a <!-- b --> c", "it": "<p> uno"}"#,
        );
        insta::assert_snapshot!(messages("html-in-words", &text), @r#"
        /title/de: the words hold HTML, `<a href="x">`, and once more (write "eins")
        /title/en: the words hold HTML, `<sup>`, and 3 times more (write "12th")
        /title/es: the words hold HTML, `<!-- b -->` (take it out)
        /title/fr: the words hold HTML, `<br/>` (write "un deux")
        /title/it: the words hold HTML, `<p>` (take it out)
        "#);
    }

    #[test]
    fn passes_what_only_looks_like_one() {
        for title in ["3 < 4 > 2", "<name> of <the parties>", "a<b and b>c", "<3", "x <p", "<https://a.example/>"] {
            assert_eq!(messages("html-in-words", &with(&format!(r#""title": "{title}""#))), "", "{title}");
        }
    }
}
