//! A translation that says another act.

use std::collections::BTreeMap;

use statemark::pointer::Pointer;
use statemark::relation::RelationType;

use crate::dataset::Remark;
use crate::dataset::facts::{act, clause_id};
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "translation-acts-differ",
    severity: Severity::Warning,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "A statement and the one that it translates differ in the acts of their clauses.",
    why: "The two versions would give different answers to who does what. Either one is coded wrongly, or the versions do differ, which is worth to be known.",
    example: r#""id": "rain", "sections": [{"clauses": [{"id": "a", "text": "A notes the rain.", "by": ["cn"], "act": "note"}]}]
"language": "fr", "relations": [{"type": "translates", "ref": "rain"}], "sections": [{"clauses": [{"id": "a", "text": "A salue la pluie.", "by": ["cn"], "act": "welcome"}]}]"#,
    mend: "Correct the act that is wrong. Clauses are compared by their ids, and where the two share none, by their order.",
    seen: Some(
        "The communiqué of China and the United States of 1 January 1979: the English text acknowledges a position, the Chinese one recognises it.",
    ),
    check: Check::Dataset(check),
};

fn check(set: &Set<'_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (link, target) in set.between_statements(RelationType::Translates) {
        let (own, other): (Vec<u32>, Vec<u32>) = (set.clauses(link.statement).collect(), set.clauses(target).collect());
        if let Some(message) = difference(&own, &other) {
            let help =
                "correct the act that is wrong; if the versions do differ, say so in a `note` of the clause, and leave this";
            let remark = Remark::new(link.statement, link.pointer(), message, help);
            remarks.push(remark.see(target, Pointer::root().key("sections"), "what it translates"));
        }
    }
    remarks
}

/// How the acts of a translation differ from those of the original: clause by clause by their ids where they share some, else by their order.
fn difference(own: &[u32], other: &[u32]) -> Option<String> {
    let acts: BTreeMap<u32, u32> = other.iter().map(|clause| (clause_id(*clause), *clause)).collect();
    let shared = own.iter().enumerate().filter_map(|(index, clause)| Some((index, *clause, *acts.get(&clause_id(*clause))?)));
    let mut pairs: Vec<(usize, u32, u32)> = shared.collect();
    if pairs.is_empty() {
        let count = |clauses: &[u32]| clauses.iter().filter(|clause| act(**clause).is_some()).count();
        if own.len() != other.len() {
            // An uncoded statement has no acts to compare.
            let (own, other) = (count(own), count(other));
            let differ = own > 0 && other > 0 && own != other;
            return differ.then(|| {
                format!("{own} of the clauses of this translation have an act, and {other} of the statement that it translates")
            });
        }
        pairs = own.iter().zip(other).enumerate().map(|(index, (own, other))| (index, *own, *other)).collect();
    }
    let mut differing = pairs
        .into_iter()
        .filter_map(|(index, own, other)| Some((index, act(own)?, act(other)?)))
        .filter(|(_, own, other)| own != other);
    let (index, own, other) = differing.next()?;
    let more = match differing.count() {
        0 => String::new(),
        1 => ", and one more differs".to_owned(),
        count => format!(", and {count} more differ"),
    };
    Some(format!(
        "clause {} of this translation has the act `{own}`, that of the statement which it translates `{other}`{more}",
        index + 1
    ))
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;

    fn clauses(acts: &[(&str, &str)]) -> String {
        let clause = |(id, act): &(&str, &str)| format!(r#"{{"id": "{id}", "text": "T.", "by": ["x"], "act": "{act}"}}"#);
        format!(r#""sections": [{{"clauses": [{}]}}]"#, acts.iter().map(clause).collect::<Vec<_>>().join(", "))
    }

    fn found(original: &[(&str, &str)], translation: &[(&str, &str)]) -> String {
        let set = format!(
            "\"id\": \"a\", {}\n\"language\": \"zh\", \"relations\": [{{\"type\": \"translates\", \"ref\": \"a\"}}], {}",
            clauses(original),
            clauses(translation)
        );
        messages("translation-acts-differ", &set)
    }

    #[test]
    fn finds_acts_that_differ_by_id_by_order_and_in_number() {
        let found = [
            found(&[("a", "urge"), ("b", "note")], &[("b", "recognise"), ("a", "urge")]),
            found(&[("a", "urge"), ("b", "note"), ("c", "agree")], &[("x", "urge"), ("y", "recognise"), ("z", "pledge")]),
            found(&[("a", "urge"), ("b", "note")], &[("x", "urge")]),
        ];
        insta::assert_snapshot!(found.join("\n"), @"
        2/relations/0/ref: clause 1 of this translation has the act `recognise`, that of the statement which it translates `note` (correct the act that is wrong; if the versions do differ, say so in a `note` of the clause, and leave this) [1/sections: what it translates]
        2/relations/0/ref: clause 2 of this translation has the act `recognise`, that of the statement which it translates `note`, and one more differs (correct the act that is wrong; if the versions do differ, say so in a `note` of the clause, and leave this) [1/sections: what it translates]
        2/relations/0/ref: 1 of the clauses of this translation have an act, and 2 of the statement that it translates (correct the act that is wrong; if the versions do differ, say so in a `note` of the clause, and leave this) [1/sections: what it translates]
        ");
    }

    #[test]
    fn passes_acts_that_agree_and_what_is_not_coded() {
        assert_eq!(found(&[("a", "urge"), ("b", "note")], &[("b", "note"), ("a", "urge"), ("c", "agree")]), "");
        assert_eq!(found(&[("a", "urge"), ("b", "note")], &[("x", "urge"), ("y", "note")]), "");
        let uncoded = r#""id": "a", "sections": [{"clauses": [{"id": "p", "text": "P."}, {"id": "q", "text": "Q."}]}]"#;
        let set =
            format!("{uncoded}\n\"relations\": [{{\"type\": \"translates\", \"ref\": \"a\"}}], {}", clauses(&[("a", "urge")]));
        assert_eq!(messages("translation-acts-differ", &set), "");
    }
}
