//! A quote that its source does not have at that place.

use std::collections::HashMap;

use statemark::evidence::Evidence;

use crate::context::{Content, Context};
use crate::finding::Severity;
use crate::offsets::CodePoints;
use crate::rule::{Category, Check, Remark, Rule};
use crate::walk::{Trail, each_evidence};

pub(super) static RULE: Rule = Rule {
    name: "evidence-not-in-source",
    severity: Severity::Error,
    category: Category::Evidence,
    since: "0.1.0",
    summary: "The words of `exact` are not what the source's text has from `start` to `end`.",
    why: "Evidence is the promise that these very words stand in the source. A quote that does not hold proves nothing.",
    example: r#""sources": [{"id": "s", "kind": "other", "text": "We welcome the rain."}],
"sections": [{"clauses": [{"id": "a", "text": "They welcome the rain.", "evidence": [{"source": "s", "start": 0, "end": 7, "exact": "welcome"}]}]}]"#,
    mend: "Write the offsets at which the words stand, counted in Unicode code points from 0; `statemark fmt --locate` finds them. \
           Where the words differ, quote those of the source.",
    seen: None,
    check: Check::Meaning(check),
};

/// How many bytes of sources are searched for words that stand elsewhere, so that many wrong quotes of a long text cost no minutes.
const SEARCH: usize = 64 * 1024 * 1024;

fn check(context: &Context<'_>) -> Vec<Remark> {
    let texts: HashMap<&str, CodePoints<'_>> = context
        .sources
        .iter()
        .filter_map(|(source, content)| Some((source.id.as_str(), CodePoints::new(words(content)?))))
        .collect();
    let mut remarks = Vec::new();
    let mut budget = SEARCH;
    each_evidence(context.statement, &mut |evidence, trail| {
        let Some(text) = texts.get(evidence.source.as_str()) else { return };
        if text.slice(evidence.start.index(), evidence.end.index()) != Some(evidence.exact.as_str()) {
            remarks.push(remark(evidence, text, trail, &mut budget));
        }
    });
    remarks
}

/// The text of a source, where it has one that can be read.
fn words<'content>(content: &'content Content<'_>) -> Option<&'content str> {
    match content {
        Content::Text(text) => Some(text),
        Content::File(bytes) => std::str::from_utf8(bytes).ok(),
        Content::None | Content::Missing => None,
    }
}

fn remark(evidence: &Evidence, text: &CodePoints<'_>, trail: &Trail<'_>, budget: &mut usize) -> Remark {
    let (source, exact) = (evidence.source.as_str(), evidence.exact.as_str());
    let (start, end) = (evidence.start.index(), evidence.end.index());
    let read = match text.slice(start, end) {
        Some(read) => format!("there stands {}", shown(read)),
        None => format!("the source has only {} code points", text.count()),
    };
    let places: Option<Vec<usize>> = budget.checked_sub(text.text().len()).map(|left| {
        *budget = left;
        text.text().match_indices(exact).map(|(byte, _)| text.number(byte)).take(2).collect()
    });
    let message = |what: &str| format!("the words {} {what} of the source `{source}`; {read}", shown(exact));
    let at_start = || trail.key("start").pointer();
    match places.as_deref() {
        Some([]) => Remark::new(trail.key("exact").pointer(), message("stand nowhere in the text"))
            .help(format!("quote the words of `{source}` character by character: spaces, quotation marks and dashes count")),
        Some(&[place]) => {
            let end = place + exact.chars().count();
            Remark::new(at_start(), message(&format!("do not stand at {start} to {end_was}", end_was = evidence.end.get())))
                .help(format!("write `start` {place} and `end` {end}, where they stand"))
        }
        Some(_) => Remark::new(at_start(), message(&format!("do not stand at {start} to {end}")))
            .help("they stand at several other places: write the offsets of the one that is meant"),
        None => Remark::new(at_start(), message(&format!("do not stand at {start} to {end}")))
            .help("`statemark fmt --locate` finds the words in their source"),
    }
}

/// Words as a message shows them: on one line, and not longer than that.
fn shown(words: &str) -> String {
    let mut chars = words.chars();
    let head: String = chars.by_ref().take(60).collect();
    format!(
        "\"{}{}\"",
        head.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'"),
        if chars.next().is_some() { "…" } else { "" }
    )
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, messages_with, with};

    fn quote(text: &str, start: usize, exact: &str) -> String {
        let end = start + exact.chars().count();
        with(&format!(
            r#""sources": [{{"id": "s", "kind": "other", {text}}}], "sections": [{{"clauses": [{{"id": "a", "text": "A.",
            "evidence": [{{"source": "s", "start": {start}, "end": {end}, "exact": {exact:?}}}]}}]}}]"#
        ))
    }

    #[test]
    fn finds_words_elsewhere_nowhere_several_times_and_beyond_the_end() {
        let found = |start, exact| messages("evidence-not-in-source", &quote(r#""text": "né à Paris, né à Rome""#, start, exact));
        insta::assert_snapshot!([found(4, "Paris"), found(5, "paris"), found(1, "né"), found(30, "Rome")].join("\n"), @r#"
        /sections/0/clauses/0/evidence/0/start: the words "Paris" do not stand at 4 to 9 of the source `s`; there stands " Pari" (write `start` 5 and `end` 10, where they stand)
        /sections/0/clauses/0/evidence/0/exact: the words "paris" stand nowhere in the text of the source `s`; there stands "Paris" (quote the words of `s` character by character: spaces, quotation marks and dashes count)
        /sections/0/clauses/0/evidence/0/start: the words "né" do not stand at 1 to 3 of the source `s`; there stands "é " (they stand at several other places: write the offsets of the one that is meant)
        /sections/0/clauses/0/evidence/0/start: the words "Rome" do not stand at 30 to 34 of the source `s`; the source has only 21 code points (write `start` 17 and `end` 21, where they stand)
        "#);
    }

    #[test]
    fn passes_words_in_code_points_of_text_and_file() {
        assert_eq!(messages("evidence-not-in-source", &quote(r#""text": "𝄞é\r\nx""#, 1, "é")), "");
        let file = quote(r#""file": "a.txt""#, 2, "né");
        assert_eq!(messages_with("evidence-not-in-source", &file, "a.txt", "\u{FEFF}\rné".as_bytes()), "");
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
            vec![evidence; 2000].join(", ")
        ));
        let found = messages("evidence-not-in-source", &text);
        assert_eq!((found.lines().count(), found.lines().filter(|line| line.contains("nowhere")).count()), (2000, 64));
    }
}
