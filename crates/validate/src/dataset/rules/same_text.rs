//! One text as two statements.

use statemark::pointer::Pointer;

use crate::dataset::Remark;
use crate::dataset::set::Set;
use crate::finding::Severity;
use crate::rule::{Category, Check, Rule};

pub(super) static RULE: Rule = Rule {
    name: "same-text",
    severity: Severity::Warning,
    category: Category::Dataset,
    since: "0.1.0",
    summary: "Two statements of a set have the same words under different ids.",
    why: "Every count of who said what counts them twice.",
    example: r#""id": "rain", "sections": [{"clauses": [{"id": "a", "text": "A welcomes the rain."}]}]
"id": "on-rain", "sections": [{"clauses": [{"id": "b", "text": "A welcomes the rain."}]}]"#,
    mend: "Keep one of the two. If both are right, as where a statement was issued again, say so by a relation. Words of less than 200 bytes count only on the same day under the same title.",
    seen: Some(
        "Speeches that stand twice, found by a list of duplicates (openaustralia/openaustralia#484); one question seven times (welfare-state-analytics/riksdagen-corpus#432).",
    ),
    check: Check::Dataset(check),
};

fn check(set: &Set<'_>) -> Vec<Remark> {
    let sections = || Pointer::root().key("sections");
    let mut remarks = Vec::new();
    for group in &set.same_words {
        let Some((&first, others)) = group.split_first() else { continue };
        let new = others.iter().filter(|&&other| !same_id(set, first, other) && !related(set, first, other));
        remarks.extend(new.map(|&other| {
            let help = "keep one of them, or say by a relation how they stand to each other";
            let remark = Remark::new(other, Pointer::root().key("id"), "another statement of the set has the same words", help);
            remark.see(first, sections(), "the same words")
        }));
    }
    remarks
}

/// Whether two statements have one id: that is the matter of another rule.
fn same_id(set: &Set<'_>, one: u32, other: u32) -> bool {
    set.row(one).map(|row| row.id) == set.row(other).map(|row| row.id)
}

/// Whether one of two statements says how it stands to the other.
fn related(set: &Set<'_>, one: u32, other: u32) -> bool {
    let leads = |from: u32, to: u32| set.row(to).is_some_and(|to| set.links_of(from).any(|link| link.target == to.id));
    leads(one, other) || leads(other, one)
}

#[cfg(test)]
mod tests {
    use crate::dataset::testing::messages;

    const LONG: &str = r#""sections": [{"clauses": [{"id": "a", "text": "The Parties agreed to deepen the work on rail and port links, to open the corridor before the end of the year, and to meet again in the spring of the next one in order to see what was done and what was not done yet."}]}]"#;

    #[test]
    fn finds_the_same_words_under_two_ids() {
        let short = r#""sections": [{"clauses": [{"id": "a", "text": "A."}]}]"#;
        let set = format!("{short}\n{LONG}\n{short}\n\"date\": \"2024\", {LONG}");
        insta::assert_snapshot!(messages("same-text", &set), @"
        3/id: another statement of the set has the same words (keep one of them, or say by a relation how they stand to each other) [1/sections: the same words]
        4/id: another statement of the set has the same words (keep one of them, or say by a relation how they stand to each other) [2/sections: the same words]
        ");
    }

    #[test]
    fn passes_few_words_said_again_later_and_statements_that_name_each_other() {
        let short = r#""sections": [{"clauses": [{"id": "a", "text": "A."}]}]"#;
        assert_eq!(messages("same-text", &format!("\"date\": \"2024\", {short}\n{short}")), "");
        let headings = r#""sections": [{"heading": "A"}]"#;
        assert_eq!(messages("same-text", &format!("{headings}\n{headings}")), "");
        assert_eq!(
            messages(
                "same-text",
                &format!("\"id\": \"a\", {LONG}\n\"relations\": [{{\"type\": \"supersedes\", \"ref\": \"a\"}}], {LONG}")
            ),
            ""
        );
        assert_eq!(messages("same-text", &format!("\"id\": \"a\", {LONG}\n\"id\": \"a\", {LONG}")), "");
    }
}
