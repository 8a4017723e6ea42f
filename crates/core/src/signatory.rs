//! Signatories: those who put their name under a statement.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::codes::codes;
use crate::date::Date;
use crate::form::object;
use crate::id::Id;
use crate::statement::Place;

codes! {
    /// As what somebody put a name under a statement.
    pub enum Role: "a role of a signatory" {
        /// Bound by the text.
        Signatory = "signatory",
        /// Saw it signed.
        Witness = "witness",
        /// Backs the text of others.
        Endorser = "endorser",
    }
}

/// One who signed, witnessed or endorsed the statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// The id of the entity.
    #[schemars(example = json!("xi"))]
    pub entity: Id,
    /// As what; left out where the text does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("witness"))]
    pub role: Option<Role>,
    /// When, where that differs from the date of the statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("2025-02-06"))]
    pub date: Option<Date>,
    /// Where, where that differs from the place of the statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!({"name": "Beijing", "country": "CN"}))]
    pub place: Option<Place>,
}

object!(Signatory { entity: required, role: optional, date: optional, place: optional });
