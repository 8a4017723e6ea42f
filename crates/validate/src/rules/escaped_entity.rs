//! Words with entities of HTML that were never resolved.

use crate::context::Context;
use crate::finding::Severity;
use crate::markup;
use crate::quotes::shown;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::words::{Part, more, word_at};

pub(super) static RULE: Rule = Rule {
    name: "escaped-entity",
    severity: Severity::Warning,
    category: Category::Words,
    since: "0.1.0",
    summary: "Words hold an entity of HTML or XML, such as `&amp;`, `&#39;` or `&nbsp;`, in place of the character that it stands for.",
    why: "The words were escaped once too often, or taken from a page without being resolved. A reader sees the code.",
    example: r#""title": "On trade &amp; transport""#,
    mend: "Write the character itself. JSON and Markdown need no `&amp;`; in XML one `&amp;` is `&`.",
    seen: Some(
        "`E&amp;OE` at the head of transcripts in the corpus of speeches of Australian prime ministers (transcript 11215), whose \
                markup stands in CDATA and is read as words",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for suspect in context.suspects().iter().filter(|suspect| suspect.part != Part::Source) {
        let words = suspect.words.as_str();
        let found: Vec<_> = markup::entities(words).collect();
        // Where there are tags, the whole is HTML, which is said once.
        let (Some(&(start, end, c)), None) = (found.first(), markup::tags(words).next()) else { continue };
        let word = word_at(words, start, end);
        let stands_for = shown(c.encode_utf8(&mut [0; 4]));
        let message = format!("the words hold `{}`, which stands for {stands_for}{}", &words[start..end], more(found.len()));
        let help = format!("write {}", shown(&markup::resolved(word)));
        remarks.push(Remark::new(suspect.pointer.clone(), message).help(help));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_names_and_numbers_once_a_value() {
        let text = with(
            r#""title": {"en": "Trade &amp; transport &amp; the world&#8217;s rain", "fr": "d&eacute;j&agrave;", "de": "&#x201E;fest&#x201c;"},
            "place": {"name": "A&amp;nbsp;B"}"#,
        );
        insta::assert_snapshot!(messages("escaped-entity", &text), @r#"
        /place/name: the words hold `&amp;`, which stands for "&" (write "A\u{a0}B")
        /title/de: the words hold `&#x201E;`, which stands for "„", and once more (write "„fest“")
        /title/en: the words hold `&amp;`, which stands for "&", and 2 times more (write "&")
        /title/fr: the words hold `&eacute;`, which stands for "é", and once more (write "déjà")
        "#);
    }

    #[test]
    fn passes_ampersands_that_are_meant() {
        for title in
            ["Trade & transport; rain", "AT&T; R&D;", "&; &#; &x", "a&amp without an end", "&#xD800; &#0;", "<b>A &amp; B</b>"]
        {
            assert_eq!(messages("escaped-entity", &with(&format!(r#""title": "{title}""#))), "", "{title}");
        }
    }
}
