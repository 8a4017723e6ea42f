//! Offsets that count the units of UTF-16.

use crate::context::Context;
use crate::finding::Severity;
use crate::quotes::{Verdict, counted_otherwise};
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "evidence-in-utf16",
    severity: Severity::Error,
    category: Category::Evidence,
    since: "0.1.0",
    summary: "`start` and `end` count the units of UTF-16, not code points.",
    why: "JavaScript, Java and C# count so by nature. Each character beyond U+FFFF before the words (an emoji, a rare ideograph) moves them by one.",
    example: r#""sources": [{"id": "s", "kind": "other", "text": "𝄞𝄞 We welcome the rain."}],
"sections": [{"clauses": [{"id": "a", "text": "They welcome the rain.", "evidence": [{"source": "s", "start": 8, "end": 15, "exact": "welcome"}]}]}]"#,
    mend: "Count Unicode code points (in Python, indices of a `str`); `statemark fmt --locate` writes them.",
    seen: Some(
        "the issues HumanSignal/label-studio #1347 and tilgovi/dom-anchor-text-position #6: all annotations behind an emoji are off by one",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    counted_otherwise(context, "the units of UTF-16", |verdict| match verdict {
        Verdict::Utf16(start) => Some(*start),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, quote, quotes};

    #[test]
    fn finds_units_of_utf_16_once_a_source() {
        let text = quotes("😀 agreed, 😀 welcomed", &[(3, "agreed"), (14, "welcomed")]);
        insta::assert_snapshot!(messages("evidence-in-utf16", &text), @r#"/sections/0/clauses/0/evidence/0/start: `start` 3 counts the units of UTF-16: the words "agreed" of the source `s` stand there (and one more quote of this source) (write `start` 2 and `end` 8, counted in code points; `statemark fmt --locate` writes them all)"#);
        let text = quote(r#""text": "😀 agreed, 😀 welcomed""#, 14, "welcomed");
        insta::assert_snapshot!(messages("evidence-in-utf16", &text), @r#"/sections/0/clauses/0/evidence/0/start: `start` 14 counts the units of UTF-16: the words "welcomed" of the source `s` stand there (write `start` 12 and `end` 20, counted in code points)"#);
    }

    #[test]
    fn passes_code_points_bytes_and_texts_without_pairs() {
        for (text, start, exact) in
            [("😀 agreed", 2, "agreed"), ("😀 agreed", 5, "agreed"), ("é agreed", 3, "agreed"), ("😀 agreed", 4, "agreed")]
        {
            assert_eq!(messages("evidence-in-utf16", &quote(&format!(r#""text": "{text}""#), start, exact)), "");
        }
    }
}
