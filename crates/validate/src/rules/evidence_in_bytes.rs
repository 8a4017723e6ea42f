//! Offsets that count the bytes of UTF-8.

use crate::context::Context;
use crate::finding::Severity;
use crate::quotes::{Verdict, counted_otherwise};
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "evidence-in-bytes",
    severity: Severity::Error,
    category: Category::Evidence,
    since: "0.1.0",
    summary: "`start` and `end` count the bytes of UTF-8, not code points.",
    why: "Programs in Go, Rust or C count so by nature. Each letter beyond ASCII before the words moves them, so that all quotes behind it are wrong.",
    example: r#""sources": [{"id": "s", "kind": "other", "text": "“Yes”: we welcome the rain."}],
"sections": [{"clauses": [{"id": "a", "text": "They welcome the rain.", "evidence": [{"source": "s", "start": 14, "end": 21, "exact": "welcome"}]}]}]"#,
    mend: "Count Unicode code points (in Python, indices of a `str`); `statemark fmt --locate` writes them.",
    seen: Some(
        "the issues lasigeBioTM/MER #18 and VisualText/vscode-nlp #408: annotations count bytes where their readers count characters",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    counted_otherwise(context, "the bytes of UTF-8", |verdict| match verdict {
        Verdict::Bytes(start) => Some(*start),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, quote, quotes};

    #[test]
    fn finds_bytes_once_a_source() {
        let text = quotes("né à Paris, né à Rome", &[(7, "Paris"), (14, "né"), (21, "Rome"), (12, "né")]);
        insta::assert_snapshot!(messages("evidence-in-bytes", &text), @r#"/sections/0/clauses/0/evidence/0/start: `start` 7 counts the bytes of UTF-8: the words "Paris" of the source `s` stand there (and 2 more quotes of this source) (write `start` 5 and `end` 10, counted in code points; `statemark fmt --locate` writes them all)"#);
    }

    #[test]
    fn passes_code_points_and_words_that_are_simply_misplaced() {
        for (start, exact) in [(5, "Paris"), (0, "né"), (4, "Paris"), (30, "Rome")] {
            assert_eq!(messages("evidence-in-bytes", &quote(r#""text": "né à Paris, né à Rome""#, start, exact)), "");
        }
    }
}
