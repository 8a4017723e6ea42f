//! One span of a source twice in one clause.

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};

pub(super) static RULE: Rule = Rule {
    name: "evidence-twice",
    severity: Severity::Warning,
    category: Category::Evidence,
    since: "0.1.0",
    summary: "A clause quotes the same words of the same place twice.",
    why: "The second quote proves nothing more, and counts and excerpts show the words twice.",
    example: r#""sources": [{"id": "s", "kind": "other", "text": "We welcome the rain."}],
"sections": [{"clauses": [{"id": "a", "text": "They welcome the rain.", "evidence": [
  {"source": "s", "start": 3, "end": 10, "exact": "welcome"}, {"source": "s", "start": 3, "end": 10, "exact": "welcome"}]}]}]"#,
    mend: "Take the second one out; or, where another place was meant, write its offsets.",
    seen: Some("the issue chanzuckerberg/MedMentions #13: 175 mentions of the corpus stand twice, with the same start and end"),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let mut remarks = Remarks::to_mend(context);
    for at in context.outline.clauses() {
        let quotes = &at.clause.evidence;
        let span = |index: usize| (quotes[index].source.as_str(), quotes[index].start, quotes[index].end);
        // Nearly all quotes stand in the order of the source.
        if (1..quotes.len()).all(|index| span(index - 1) < span(index)) {
            continue;
        }
        let mut order: Vec<usize> = (0..quotes.len()).collect();
        order.sort_by_key(|&index| span(index));
        for same in order.chunk_by(|&a, &b| span(a) == span(b)) {
            for &second in &same[1..] {
                let (source, start, end) = span(second);
                let message =
                    format!("the words from {} to {} of the source `{source}` are quoted twice here", start.get(), end.get());
                let evidence = at.trail().key("evidence").pointer();
                remarks.push(
                    Remark::new(evidence.index(second), message)
                        .help("take one of them out, or write the offsets of the other place that is meant")
                        .see(evidence.index(same[0]), "they are quoted here"),
                );
            }
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, quotes};

    #[test]
    fn finds_the_same_span_wherever_it_stands_in_the_list() {
        let text = quotes("We welcome the rain.", &[(3, "welcome"), (0, "We"), (3, "welcome"), (3, "welcome")]);
        insta::assert_snapshot!(messages("evidence-twice", &text), @"
        /sections/0/clauses/0/evidence/2: the words from 3 to 10 of the source `s` are quoted twice here (take one of them out, or write the offsets of the other place that is meant) [/sections/0/clauses/0/evidence/0: they are quoted here]
        /sections/0/clauses/0/evidence/3: the words from 3 to 10 of the source `s` are quoted twice here (take one of them out, or write the offsets of the other place that is meant) [/sections/0/clauses/0/evidence/0: they are quoted here]
        ");
    }

    #[test]
    fn passes_other_spans_in_any_order() {
        for spans in [&[(3, "welcome"), (0, "We")][..], &[(0, "We"), (3, "welcome")], &[(0, "We"), (0, "W")], &[(0, "We")]] {
            assert_eq!(messages("evidence-twice", &quotes("We welcome the rain.", spans)), "");
        }
    }
}
