//! Relations: how a statement or a clause stands to others.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::codes::codes;
use crate::form::object;
use crate::text::Line;
use crate::web::Uri;

codes! {
    /// How one text stands to another.
    pub enum RelationType: "a type of relation" {
        /// Comes after it in a series.
        Follows = "follows",
        /// Takes its place.
        Supersedes = "supersedes",
        /// Changes it.
        Amends = "amends",
        /// Carries it out.
        Implements = "implements",
        /// Names it.
        Cites = "cites",
        /// Calls it to mind as ground for what follows.
        Recalls = "recalls",
        /// Reports on it.
        Reports = "reports",
        /// Says the same in another language.
        Translates = "translates",
        /// Answers it.
        RespondsTo = "responds-to",
    }
}

/// How this statement or clause stands to another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// How it stands to the other.
    #[serde(rename = "type")]
    #[schemars(example = json!("follows"))]
    pub kind: RelationType,
    /// The other: a statement's id, `id#clause`, `#clause` of this statement, or an absolute URI.
    #[serde(rename = "ref")]
    #[schemars(example = json!("cn-pk-2024-06-08#terrorism"))]
    pub reference: Uri,
    /// What the other is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("Joint Statement of June 2024"))]
    pub title: Option<Line>,
}

object!(Relation { kind as "type": required, reference as "ref": required, title: optional });
