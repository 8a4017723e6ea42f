//! A quote whose words stand elsewhere in the source.

use crate::context::Context;
use crate::finding::Severity;
use crate::fix;
use crate::quotes::Verdict;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};

pub(super) static RULE: Rule = Rule {
    name: "evidence-misplaced",
    severity: Severity::Error,
    category: Category::Evidence,
    since: "0.1.0",
    summary: "The words of `exact` stand in the source, but not from `start` to `end`.",
    why: "Who follows the offsets reads other words. Mostly the source was changed before that place after it was coded, or somebody \
          counted from 1.",
    example: r#""sources": [{"id": "s", "kind": "other", "text": "We welcome the rain."}],
"sections": [{"clauses": [{"id": "a", "text": "They welcome the rain.", "evidence": [{"source": "s", "start": 0, "end": 7, "exact": "welcome"}]}]}]"#,
    mend: "Write the offsets at which the words stand, counted in Unicode code points from 0; `statemark fmt --locate` finds them.",
    seen: Some(
        "the issue hypothesis/client #258: old annotations of a web page that was edited sit on other words, such as \
                “developers and desi” for “Developer, Frontend”",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::to_mend(context);
    for quote in context.wrong_quotes() {
        let Verdict::Elsewhere { start, count } = quote.verdict else { continue };
        let message = format!(
            "the words {} do not stand at {} to {} of the source `{}`; {}",
            quote.exact, quote.start, quote.end, quote.source, quote.there
        );
        let offsets = format!("`start` {start} and `end` {}", start + quote.length());
        let help = match count {
            Some(1) => format!("write {offsets}, where they stand"),
            Some(count) => format!(
                "they stand at {count} other places: write the offsets of the one that is meant, such as {offsets}, the nearest"
            ),
            None => format!("write {offsets}, the nearest place where they stand"),
        };
        let fix = quote.is_once.then(|| fix::misplaced(quote, start));
        remarks.push(Remark::new(quote.pointer.key("start"), message).help(help).fix(fix));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, messages_with, quote, with};

    #[test]
    fn finds_words_elsewhere_several_times_and_beyond_the_end() {
        let found = |start, exact| messages("evidence-misplaced", &quote(r#""text": "né à Paris, né à Rome""#, start, exact));
        insta::assert_snapshot!([found(4, "Paris"), found(11, "né"), found(30, "Rome")].join("\n"), @r#"
        /sections/0/clauses/0/evidence/0/start: the words "Paris" do not stand at 4 to 9 of the source `s`; there stands " Pari" (write `start` 5 and `end` 10, where they stand)
        /sections/0/clauses/0/evidence/0/start: the words "né" do not stand at 11 to 13 of the source `s`; there stands " n" (they stand at 2 other places: write the offsets of the one that is meant, such as `start` 12 and `end` 14, the nearest)
        /sections/0/clauses/0/evidence/0/start: the words "Rome" do not stand at 30 to 34 of the source `s`; the source has only 21 code points (write `start` 17 and `end` 21, where they stand)
        "#);
        assert_eq!(found(5, "paris"), "", "it stands nowhere");
    }

    #[test]
    fn finds_the_nearest_place_where_no_more_is_searched() {
        let evidence = r#"{"source": "s", "start": 1, "end": 4, "exact": "xyx"}"#;
        let text = with(&format!(
            r#""sources": [{{"id": "s", "kind": "other", "text": "{}xyx{}"}}], "sections": [{{"clauses": [{{"id": "a", "text": "A.", "evidence": [{}]}}]}}]"#,
            "x".repeat(20),
            "x".repeat(1 << 20),
            vec![evidence; 100].join(", ")
        ));
        let found = messages("evidence-misplaced", &text);
        assert_eq!(found.matches("write `start` 20 and `end` 23, where they stand").count(), 63);
        assert_eq!(found.matches("write `start` 20 and `end` 23, the nearest place where they stand").count(), 37);
    }

    #[test]
    fn passes_words_in_code_points_of_text_and_file() {
        assert_eq!(messages("evidence-misplaced", &quote(r#""text": "𝄞é\r\nx""#, 1, "é")), "");
        let file = quote(r#""file": "a.txt""#, 2, "né");
        assert_eq!(messages_with("evidence-misplaced", &file, "a.txt", "\u{FEFF}\rné".as_bytes()), "");
    }
}
