//! Votes that are counted otherwise than they are listed.

use statemark::adoption::{Adoption, Vote};
use statemark::number::Count;

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::twice::twice;
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "votes-do-not-add-up",
    severity: Severity::Error,
    category: Category::Structure,
    since: "0.1.0",
    summary: "More votes of a kind are listed in `votes` than `for`, `against` or `abstaining` count, or fewer where most votes are listed.",
    why: "The result of a vote is quoted for decades. Either a vote is listed wrongly, or the count is wrong. \
          A list of only some voters (those against, the permanent members) is left alone.",
    example: r#""adoption": {"method": "vote", "for": 0, "against": 1, "votes": [{"entity": "cn", "vote": "for"}]}"#,
    mend: "Count the votes in the record of the meeting, and correct the count or the list.",
    seen: Some("openstates/issues #1407: a vote has one more yes listed than counted, by a voter called Certification."),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let Some(adoption) = context.statement.adoption.as_ref().filter(|adoption| !adoption.votes.is_empty()) else {
        return Remarks::default();
    };
    // Where one voted twice, another rule says so, and which vote counts is open.
    if !twice(adoption.votes.iter().map(|ballot| ballot.entity.as_str()).enumerate()).is_empty() {
        return Remarks::default();
    }
    let kinds = [
        ("for", Vote::For, adoption.in_favour),
        ("against", Vote::Against, adoption.against),
        ("abstaining", Vote::Abstaining, adoption.abstaining),
    ];
    let mut wrong = Vec::new();
    let most = lists_most(adoption);
    for (field, vote, count) in kinds {
        let Some(count) = count.map(Count::get) else { continue };
        let listed = adoption.votes.iter().filter(|ballot| ballot.vote == vote).count() as u64;
        if listed > count || (listed < count && most) {
            wrong.push((field, count, listed));
        }
    }
    remark(&wrong).into_iter().collect()
}

/// Whether more than half of those who were counted are listed too: then the list is meant to be whole.
fn lists_most(adoption: &Adoption) -> bool {
    let counted: u64 = [adoption.in_favour, adoption.against, adoption.abstaining].into_iter().flatten().map(Count::get).sum();
    let listed = adoption.votes.iter().filter(|ballot| ballot.vote != Vote::NotVoting).count() as u64;
    listed * 2 > counted
}

/// One vote in the wrong place makes two counts wrong: that is one finding, at the first of them.
fn remark(wrong: &[(&str, u64, u64)]) -> Option<Remark> {
    let &(field, count, listed) = wrong.first()?;
    let words =
        |field: &str, listed: u64| format!("{listed} {} listed as `{field}`", if listed == 1 { "vote is" } else { "votes are" });
    let rest = wrong[1..].iter().map(|(field, count, listed)| format!("; {}, not {count}", words(field, *listed)));
    let rest = rest.collect::<Vec<_>>().concat();
    let message = format!("`{field}` counts {count}, but {}{rest}", words(field, listed));
    let help = format!("write {listed} if the list is right; else correct `votes` by the record of the meeting");
    let place = |field: &str| Trail::new("adoption").key(field).pointer();
    Some(Remark::new(place(field), message).help(help).see(place("votes"), "the votes stand here"))
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn adoption(counts: &str, votes: &[&str]) -> String {
        let entities: Vec<String> =
            (0..votes.len()).map(|index| format!(r#"{{"id": "e{index}", "kind": "state", "name": "E{index}"}}"#)).collect();
        let votes: Vec<String> =
            votes.iter().enumerate().map(|(index, vote)| format!(r#"{{"entity": "e{index}", "vote": "{vote}"}}"#)).collect();
        let text = format!(
            r#""issuers": ["e0"], "entities": [{}], "adoption": {{"method": "vote", {counts}, "votes": [{}]}}"#,
            entities.join(","),
            votes.join(",")
        );
        messages("votes-do-not-add-up", &with(&text))
    }

    #[test]
    fn finds_too_many_and_too_few() {
        let found = [
            adoption(r#""for": 1"#, &["for", "for"]),
            adoption(r#""for": 3, "against": 0, "abstaining": 0"#, &["for", "for", "against"]),
            adoption(r#""for": 4, "against": 1"#, &["for", "for", "for", "against"]),
        ];
        insta::assert_snapshot!(found.join("\n"), @"
        /adoption/for: `for` counts 1, but 2 votes are listed as `for` (write 2 if the list is right; else correct `votes` by the record of the meeting) [/adoption/votes: the votes stand here]
        /adoption/for: `for` counts 3, but 2 votes are listed as `for`; 1 vote is listed as `against`, not 0 (write 2 if the list is right; else correct `votes` by the record of the meeting) [/adoption/votes: the votes stand here]
        /adoption/for: `for` counts 4, but 3 votes are listed as `for` (write 3 if the list is right; else correct `votes` by the record of the meeting) [/adoption/votes: the votes stand here]
        ");
    }

    #[test]
    fn passes_whole_lists_lists_of_some_and_what_is_not_counted() {
        assert_eq!(adoption(r#""for": 2, "against": 1, "abstaining": 0"#, &["for", "for", "against", "not-voting"]), "");
        assert_eq!(adoption(r#""for": 12, "against": 1, "abstaining": 2"#, &["against", "abstaining", "abstaining"]), "");
        assert_eq!(adoption(r#""for": 14, "against": 1"#, &["against", "for", "for"]), "");
        assert_eq!(adoption(r#""meeting": "M""#, &["against", "for"]), "");
    }

    #[test]
    fn passes_a_voter_with_two_votes() {
        let text = r#""adoption": {"method": "vote", "for": 1, "votes": [{"entity": "cn", "vote": "for"}, {"entity": "cn", "vote": "for"}]}"#;
        assert_eq!(messages("votes-do-not-add-up", &with(text)), "");
    }
}
