//! Soft hyphens.

use crate::context::Context;
use crate::finding::Severity;
use crate::quotes::shown;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::words::{Part, more, word_at};

pub(super) static RULE: Rule = Rule {
    name: "soft-hyphen",
    severity: Severity::Warning,
    category: Category::Words,
    since: "0.1.0",
    summary: "Words hold soft hyphens (U+00AD): marks of where a line may be broken, which are not seen.",
    why: "They belong to the layout of a page, not to the words. A search for the word does not find it.",
    example: r#""title": "On co\u00ADoperation""#,
    mend: "Take them out. In a source's text they may stay: it is kept as it was found.",
    seen: Some(
        "“Pre-sident” with a soft hyphen in The Spirit of Camp David, Joint Statement of Japan, the Republic of Korea and the United \
                States (18 August 2023), and “co-operate” in a press release of the United Nations among the documents on Australian \
                foreign policy (volume 20, document 390)",
    ),
    check: Check::Meaning(check),
};

const SOFT_HYPHEN: char = '\u{AD}';

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for suspect in context.suspects().iter().filter(|suspect| suspect.part != Part::Source && suspect.mojibake.is_none()) {
        let Some(at) = suspect.words.find(SOFT_HYPHEN) else { continue };
        let word = word_at(&suspect.words, at, at + SOFT_HYPHEN.len_utf8());
        let count = suspect.words.matches(SOFT_HYPHEN).count();
        let message = format!("{} holds a soft hyphen (U+00AD), which is not seen{}", shown(word), more(count));
        let help = format!("write {}", shown(&word.replace(SOFT_HYPHEN, "")));
        remarks.push(Remark::new(suspect.pointer.clone(), message).help(help));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{clause, messages, with};

    #[test]
    fn finds_them_once_a_value() {
        let text = clause(r#""note": "co\u00ADoperation and de\u00ADvelop\u00ADment""#);
        insta::assert_snapshot!(messages("soft-hyphen", &text), @r#"/sections/0/clauses/0/note: "co\u{ad}operation" holds a soft hyphen (U+00AD), which is not seen, and 2 times more (write "cooperation")"#);
    }

    #[test]
    fn passes_hyphens_sources_and_what_is_mojibake() {
        let text = with(
            r#""title": "co-operation, co‐operation, SÃ\u00AD", "sources": [{"id": "s", "kind": "other", "text": "co\u00ADoperation"}]"#,
        );
        assert_eq!(messages("soft-hyphen", &text), "");
    }
}
