//! Two votes of one voter.

use crate::context::Context;
use crate::finding::Severity;
use crate::remarks::Remarks;
use crate::rule::{Category, Check, Remark, Rule};
use crate::twice::twice;
use crate::walk::Trail;

pub(super) static RULE: Rule = Rule {
    name: "voter-twice",
    severity: Severity::Error,
    category: Category::Structure,
    since: "0.1.0",
    summary: "The same entity stands twice among the `votes`.",
    why: "Nobody votes twice on one text. How it voted cannot be told, and the votes are counted wrongly.",
    example: r#""adoption": {"method": "vote", "votes": [{"entity": "cn", "vote": "for"}, {"entity": "cn", "vote": "abstaining"}]}"#,
    mend: "Keep the vote that was cast; or, if another voter is meant, write its id.",
    seen: Some("openstates/issues #1397: rolls of five states list each voter twice."),
    check: Check::Meaning(check),
};

fn check(context: &Context<'_>) -> Remarks {
    let Some(adoption) = &context.statement.adoption else { return Remarks::default() };
    let votes = &adoption.votes;
    let place = |index| Trail::new("adoption").key("votes").index(index).key("entity").pointer();
    let pairs = twice(votes.iter().enumerate().map(|(index, ballot)| (index, ballot.entity.as_str())));
    let remark = |(first, again): (usize, usize)| {
        let (id, one, two) = (&votes[again].entity, votes[first].vote.code(), votes[again].vote.code());
        let how = if one == two { format!("both times `{one}`") } else { format!("first `{one}`, then `{two}`") };
        Remark::new(place(again), format!("`{id}` has voted already: {how}"))
            .help("keep the vote that was cast, or write the id of the voter who is meant")
            .see(place(first), "its first vote stands here")
    };
    pairs.into_iter().map(remark).collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::{messages, with};

    fn votes(votes: &str) -> String {
        messages("voter-twice", &with(&format!(r#""adoption": {{"method": "vote", "votes": [{votes}]}}"#)))
    }

    #[test]
    fn finds_a_voter_with_two_votes() {
        let (yes, no) = (r#"{"entity": "cn", "vote": "for"}"#, r#"{"entity": "cn", "vote": "against"}"#);
        insta::assert_snapshot!([votes(&format!("{yes}, {no}")), votes(&format!("{no}, {no}"))].join("\n"), @"
        /adoption/votes/1/entity: `cn` has voted already: first `for`, then `against` (keep the vote that was cast, or write the id of the voter who is meant) [/adoption/votes/0/entity: its first vote stands here]
        /adoption/votes/1/entity: `cn` has voted already: both times `against` (keep the vote that was cast, or write the id of the voter who is meant) [/adoption/votes/0/entity: its first vote stands here]
        ");
    }

    #[test]
    fn passes_one_vote_each() {
        assert_eq!(votes(r#"{"entity": "cn", "vote": "for"}, {"entity": "pk", "vote": "for"}"#), "");
    }
}
