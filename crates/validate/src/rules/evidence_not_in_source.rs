//! A quote whose words stand nowhere in its source.

use crate::context::Context;
use crate::finding::Severity;
use crate::quotes::Verdict;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};

pub(super) static RULE: Rule = Rule {
    name: "evidence-not-in-source",
    severity: Severity::Error,
    category: Category::Evidence,
    since: "0.1.0",
    summary: "The words of `exact` stand nowhere in the source's text.",
    why: "Evidence is the promise that these very words stand in the source. A quote that does not hold proves nothing.",
    example: r#""sources": [{"id": "s", "kind": "other", "text": "We welcome the rain."}],
"sections": [{"clauses": [{"id": "a", "text": "They praise the rain.", "evidence": [{"source": "s", "start": 3, "end": 9, "exact": "praise"}]}]}]"#,
    mend: "Quote the words of the source. Where the quote leaves words out, make it two pieces of evidence.",
    seen: Some(
        "the issue hypothesis/client #7571: an annotation whose sentence was deleted from the page moves to another one that looks like it",
    ),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::default();
    for quote in context.wrong_quotes() {
        let (exact, source, there) = (&quote.exact, &quote.source, &quote.there);
        let remark = match &quote.verdict {
            Verdict::Nowhere { near: Some((place, words)) } => Remark::new(
                quote.pointer.key("exact"),
                format!("the words {exact} stand nowhere in the source `{source}`, which at {place} goes {words}"),
            )
            .help(format!("quote the words as they stand at {place}, or in two pieces of evidence where some are left out")),
            Verdict::Nowhere { near: None } => Remark::new(
                quote.pointer.key("exact"),
                format!("the words {exact} stand nowhere in the source `{source}`; {there}"),
            )
            .help(format!("quote the words of `{source}`, or name the source that has these")),
            Verdict::Unknown => Remark::new(
                quote.pointer.key("exact"),
                format!("the words {exact} do not stand at {} to {} of the source `{source}`; {there}", quote.start, quote.end),
            )
            .help("`statemark fmt --locate` looks for them in all of the source"),
            _ => continue,
        };
        remarks.push(remark);
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, messages_with, quote, with};

    #[test]
    fn finds_other_words() {
        let found = |start, exact| {
            messages("evidence-not-in-source", &quote(r#""text": "They met in Paris, and agreed to meet again.""#, start, exact))
        };
        let found = [found(12, "paris"), found(5, "met in the rain"), found(19, "and agreed to meet once more"), found(99, "x")];
        insta::assert_snapshot!(found.join("\n"), @r#"
        /sections/0/clauses/0/evidence/0/exact: the words "paris" stand nowhere in the source `s`; there stands "Paris" (quote the words of `s`, or name the source that has these)
        /sections/0/clauses/0/evidence/0/exact: the words "met in the rain" stand nowhere in the source `s`, which at 5 goes "met in Paris, a" (quote the words as they stand at 5, or in two pieces of evidence where some are left out)
        /sections/0/clauses/0/evidence/0/exact: the words "and agreed to meet once more" stand nowhere in the source `s`, which at 19 goes "and agreed to meet again." (quote the words as they stand at 19, or in two pieces of evidence where some are left out)
        /sections/0/clauses/0/evidence/0/exact: the words "x" stand nowhere in the source `s`; the source has only 44 code points (quote the words of `s`, or name the source that has these)
        "#);
    }

    #[test]
    fn passes_words_that_stand_somewhere() {
        for start in [0, 3] {
            assert_eq!(messages("evidence-not-in-source", &quote(r#""text": "né à Paris""#, start, "né")), "");
        }
    }

    #[test]
    fn leaves_sources_that_cannot_be_read_to_other_rules() {
        assert_eq!(messages("evidence-not-in-source", &quote(r#""file": "a.txt""#, 2, "né")), "");
        assert_eq!(messages_with("evidence-not-in-source", &quote(r#""file": "a.txt""#, 0, "n"), "a.txt", b"\xFF"), "");
    }

    #[test]
    fn many_wrong_quotes_of_a_long_text_are_found_fast() {
        let evidence = r#"{"source": "s", "start": 0, "end": 1, "exact": "y"}"#;
        let text = with(&format!(
            r#""sources": [{{"id": "s", "kind": "other", "text": "{}"}}], "sections": [{{"clauses": [{{"id": "a", "text": "A.", "evidence": [{}]}}]}}]"#,
            "x".repeat(1 << 20),
            vec![evidence; crate::KEPT].join(", ")
        ));
        let found = messages("evidence-not-in-source", &text);
        assert_eq!((found.lines().count(), found.matches("nowhere").count()), (crate::KEPT, 31));
    }
}
