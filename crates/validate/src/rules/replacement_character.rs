//! Characters that were lost.

use crate::context::Context;
use crate::finding::Severity;
use crate::quotes::shown;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::words::{REPLACEMENTS, more, word_at};

pub(super) static RULE: Rule = Rule {
    name: "replacement-character",
    severity: Severity::Warning,
    category: Category::Words,
    since: "0.1.0",
    summary: "Words hold U+FFFD, which a program writes for what it could not read.",
    why: "A character was lost there for good: nobody can tell from this document which one it was.",
    example: r#""title": "On the D�claration""#,
    mend: "Read the text again from where it came from, in its own encoding; in a few places write what the source has.",
    seen: Some("the issue qudt/qudt-public-repo #974: a long list of labels and descriptions of a vocabulary that hold U+FFFD"),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for suspect in context.suspects() {
        let words = suspect.words.as_str();
        let Some((at, lost)) = REPLACEMENTS.iter().filter_map(|lost| Some((words.find(lost)?, lost))).min() else { continue };
        let count = REPLACEMENTS.iter().map(|lost| words.matches(lost).count()).sum();
        let word = word_at(words, at, at + lost.len());
        let message = format!("{} holds U+FFFD, which stands for a character that was lost{}", shown(word), more(count));
        remarks.push(
            Remark::new(suspect.pointer.clone(), message)
                .help("write the character that the source has, or read the text again in its own encoding"),
        );
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    #[test]
    fn finds_it_in_words_and_sources_once_a_value() {
        let text = with(
            r#""title": "La D�claration � Paris", "place": {"name": "Malmï¿½"},
            "sources": [{"id": "s", "kind": "other", "text": "a\nb � c"}]"#,
        );
        insta::assert_snapshot!(messages("replacement-character", &text), @r#"
        /place/name: "Malmï¿½" holds U+FFFD, which stands for a character that was lost (write the character that the source has, or read the text again in its own encoding)
        /sources/0/text: "�" holds U+FFFD, which stands for a character that was lost (write the character that the source has, or read the text again in its own encoding)
        /title: "D�claration" holds U+FFFD, which stands for a character that was lost, and once more (write the character that the source has, or read the text again in its own encoding)
        "#);
    }

    #[test]
    fn passes_question_marks() {
        assert_eq!(messages("replacement-character", &with(r#""title": "¿What? ？ ⍰ naïve""#)), "");
    }
}
