//! A quote that is the source's but for typography.

use crate::context::Context;
use crate::finding::Severity;
use crate::fix;
use crate::quotes::Verdict;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};

pub(super) static RULE: Rule = Rule {
    name: "evidence-typography",
    severity: Severity::Error,
    category: Category::Evidence,
    since: "0.1.0",
    summary: "The words of `exact` differ from those of the source only in quotation marks, dashes, spaces, invisible characters, or the \
              Unicode form of letters (NFC, NFD, ligatures).",
    why: "An editor or a form changed them unseen. They look the same, yet no program finds them in the source.",
    example: r#""sources": [{"id": "s", "kind": "other", "text": "We welcome the “rain”."}],
"sections": [{"clauses": [{"id": "a", "text": "They welcome the rain.", "evidence": [{"source": "s", "start": 11, "end": 21, "exact": "the \"rain\""}]}]}]"#,
    mend: "Copy the words from the source, character by character. Never normalize a source after it was coded.",
    seen: Some(
        "49 of 60 joint statements of the White House (2021–2025, as Markdown) have no-break spaces, such as behind “12th” in the G7 \
                Leaders’ Communiqué of Hiroshima: quotes that a person types have plain ones",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::to_mend(context);
    for quote in context.wrong_quotes() {
        let Verdict::Typography { differs, start, end, words, all } = &quote.verdict else { continue };
        let message = format!("the words {} differ from those of the source `{}` in {differs}", quote.exact, quote.source);
        let offsets = if (*start, *end) == (quote.start, quote.end) {
            String::new()
        } else {
            format!(", with `start` {start} and `end` {end}")
        };
        let help = format!("write {words} as the source has it{offsets}");
        let fix = all.as_ref().and_then(|all| fix::typography(quote, *start, *end, all));
        remarks.push(Remark::new(quote.pointer.key("exact"), message).help(help).fix(fix));
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, quote};

    #[test]
    fn finds_each_kind_of_difference_there_and_elsewhere() {
        let found = |start, exact| {
            messages(
                "evidence-typography",
                &quote(r#""text": "The “né” – co\u00adoperation of the 12th\u00a0\nmeeting""#, start, exact),
            )
        };
        let found = [
            found(4, "\"né\" – co"),
            found(4, "“ne\u{301}” -"),
            found(11, "cooperation"),
            found(30, "12th meeting"),
            found(2, "the 12th meeting"),
        ];
        insta::assert_snapshot!(found.join("\n"), @r#"
        /sections/0/clauses/0/evidence/0/exact: the words ""né" – co" differ from those of the source `s` in quotation marks (write "“né” – co" as the source has it)
        /sections/0/clauses/0/evidence/0/exact: the words "“ne\u{301}” -" differ from those of the source `s` in dashes and the Unicode form of letters (write "“né” –" as the source has it, with `start` 4 and `end` 10)
        /sections/0/clauses/0/evidence/0/exact: the words "cooperation" differ from those of the source `s` in invisible characters (write "co\u{ad}operation" as the source has it, with `start` 11 and `end` 23)
        /sections/0/clauses/0/evidence/0/exact: the words "12th meeting" differ from those of the source `s` in spaces (write "12th\u{a0}\nmeeting" as the source has it, with `start` 31 and `end` 44)
        /sections/0/clauses/0/evidence/0/exact: the words "the 12th meeting" differ from those of the source `s` in spaces (write "the 12th\u{a0}\nmeeting" as the source has it, with `start` 27 and `end` 44)
        "#);
    }

    #[test]
    fn passes_the_very_words_and_leaves_other_words_to_other_rules() {
        for (start, exact) in [(4, "“né”"), (0, "“né”"), (4, "“ne”"), (4, "“NÉ”"), (4, "\u{AD}")] {
            assert_eq!(messages("evidence-typography", &quote(r#""text": "The “né” –""#, start, exact)), "");
        }
    }
}
