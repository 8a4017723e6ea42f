//! Adoption: how a body made a text its own.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::codes::codes;
use crate::form::object;
use crate::id::Id;
use crate::number::Count;
use crate::text::Line;

codes! {
    /// How a body adopts a text.
    pub enum Method: "a method of adoption" {
        /// Without a vote.
        Consensus = "consensus",
        /// By a vote that was counted.
        Vote = "vote",
        /// By applause.
        Acclamation = "acclamation",
        /// By the signatures of the parties.
        Signature = "signature",
    }
}

codes! {
    /// How one member voted.
    pub enum Vote: "a vote" {
        /// For the text.
        For = "for",
        /// Against the text.
        Against = "against",
        /// Neither for nor against.
        Abstaining = "abstaining",
        /// Took no part in the vote.
        NotVoting = "not-voting",
    }
}

/// How a body adopted the statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// How it was adopted.
    #[schemars(example = json!("vote"))]
    pub method: Method,
    /// The meeting at which it was adopted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("1382nd meeting"))]
    pub meeting: Option<Line>,
    /// How many voted for it.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!(14))]
    pub in_favour: Option<Count>,
    /// How many voted against it; 0 where it was unanimous.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!(0))]
    pub against: Option<Count>,
    /// How many abstained; 0 where it was unanimous.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!(1))]
    pub abstaining: Option<Count>,
    /// Who voted how.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"entity": "fr", "vote": "for"}]))]
    pub votes: Vec<Ballot>,
}

object!(Adoption { method: required, meeting: optional, in_favour as "for": optional, against: optional, abstaining: optional, votes: list });

/// How one member voted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// The id of the entity that voted.
    #[schemars(example = json!("fr"))]
    pub entity: Id,
    /// How it voted.
    #[schemars(example = json!("for"))]
    pub vote: Vote,
}

object!(Ballot { entity: required, vote: required });
