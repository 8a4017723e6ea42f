//! Topics: what clauses are filed under.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::form::object;
use crate::id::Id;
use crate::text::Text;
use crate::web::Uri;

/// A matter that clauses are filed under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The id by which clauses refer to it.
    #[schemars(example = json!("one-china"))]
    pub id: Id,
    /// What it is called.
    #[schemars(example = json!("One-China principle"))]
    pub label: Text,
    /// The id of the wider topic that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("sovereignty"))]
    pub broader: Option<Id>,
    /// The URI of the same concept in a published vocabulary.
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("http://cv.iptc.org/newscodes/mediatopic/20000593"))]
    pub same_as: Option<Uri>,
}

object!(Topic { id: required, label: required, broader: optional, same_as as "match": optional });
