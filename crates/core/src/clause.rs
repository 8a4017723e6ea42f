//! Clauses: one act by one set of speakers.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::act::Act;
use crate::action::Action;
use crate::codes::codes;
use crate::evidence::Evidence;
use crate::ext::Ext;
use crate::form::{Form, object};
use crate::id::Id;
use crate::json::direct::{Direct, Reader};
use crate::judge::Judge;
use crate::node::Node;
use crate::number::Confidence;
use crate::relation::Relation;
use crate::text::{Line, Text};

codes! {
    /// How an act is stressed or softened.
    pub enum Emphasis: "an emphasis" {
        /// Stressed: "firmly", "in the strongest terms".
        Strong = "strong",
        /// Softened: "in principle", "as appropriate".
        Hedged = "hedged",
    }
}

/// One act of words by one set of speakers. Only its id and its words are required: coding is added as it is done.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// The id by which others refer to it.
    #[schemars(example = json!("one-china-principle"))]
    pub id: Id,
    /// The number as printed, such as "12.", "OP3" or "(ii)"; never renumbered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("12."))]
    pub number: Option<Line>,
    /// True where the clause goes on with the printed paragraph of the clause before it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(schema_with = "crate::schema::only_true", example = json!(true))]
    pub continues: bool,
    /// The words.
    #[schemars(example = json!("Pakistan reaffirmed its commitment to the one-China principle."))]
    pub text: Text,
    /// Who speaks here: ids of entities; never a third party whose act is only reported.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!(["pk"]))]
    pub by: Vec<Id>,
    /// What they do with these words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("reaffirm"))]
    pub act: Option<Act>,
    /// The act inside the act: "reiterates its support", "decides that they shall establish".
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("support"))]
    pub inner_act: Option<Act>,
    /// Whether the act is stressed or softened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("strong"))]
    pub emphasis: Option<Emphasis>,
    /// Whom the act is aimed at: asked, told, blamed, thanked, backed. Ids of entities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!(["cn"]))]
    pub to: Vec<Id>,
    /// The matter: ids of entities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!(["taiwan"]))]
    pub about: Vec<Id>,
    /// The ids of the topics that it is filed under.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!(["one-china"]))]
    pub topics: Vec<Id>,
    /// On what the act depends: if, unless, subject to, except; in the words of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("subject to the approval of both parliaments"))]
    pub condition: Option<Text>,
    /// What is to be done.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"what": "hold the 14th meeting", "due_text": "as early as possible"}]))]
    pub actions: Vec<Action>,
    /// The exact words of a source that carry the clause; several spans of one source are read in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"source": "aa", "start": 1007, "end": 1013, "exact": "\"firm\""}]))]
    pub evidence: Vec<Evidence>,
    /// How the clause stands to other statements or clauses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"type": "recalls", "ref": "cn-pk-2024-06-08#terrorism"}]))]
    pub relations: Vec<Relation>,
    /// How sure the coder is, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!(0.8))]
    pub confidence: Option<Confidence>,
    /// What a later reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("The Spanish verb is the stronger one."))]
    pub note: Option<Line>,
    /// The sub-clauses (a), (b) …; each takes `by`, `act`, `to` and `emphasis` from this clause where it has none of its own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"id": "op1-a", "number": "(a)", "text": "to open the corridor;"}]))]
    pub clauses: Vec<Clause>,
    /// What a team adds of its own.
    #[serde(skip_serializing_if = "Ext::is_empty")]
    #[schemars(example = json!({"amount": {"currency": "USD", "value": 5_000_000}}))]
    pub ext: Ext,
}

object!(fields of Clause {
    id: required,
    number: optional,
    continues: flag,
    text: required,
    by: list,
    act: optional,
    inner_act: optional,
    emphasis: optional,
    to: list,
    about: list,
    topics: list,
    condition: optional,
    actions: list,
    evidence: list,
    relations: list,
    confidence: optional,
    note: optional,
    clauses: list,
    ext: default,
});

impl Form for Clause {
    fn form<'node>(node: &'node Node<'node>, judge: &mut Judge<'node>) -> Option<Self> {
        judge.nested(node, "clauses", |depth| &mut depth.clauses, Self::fields)
    }
}

impl Direct for Clause {
    fn direct(json: &mut Reader<'_>) -> Option<Self> {
        json.nested(|depth| &mut depth.clauses, Self::direct_fields)
    }
}
