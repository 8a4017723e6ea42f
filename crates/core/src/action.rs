//! Actions: what is to be done.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::date::Date;
use crate::ext::Ext;
use crate::form::object;
use crate::id::Id;
use crate::text::{Line, Text};

/// What is to be done. Whether it is promised, asked or reported follows from the act and the doer, and is not stored.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The id of the action.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("jcc-14"))]
    pub id: Option<Id>,
    /// What is to be done.
    #[schemars(example = json!("hold the 14th meeting of the committee"))]
    pub what: Text,
    /// Who is to do it: ids of entities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!(["cn", "pk"]))]
    pub by: Vec<Id>,
    /// The other party: ids of entities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!(["un"]))]
    pub with: Vec<Id>,
    /// Until when: EDTF level 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("2025-12-31"))]
    pub due: Option<Date>,
    /// Until when, in the words of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("as early as possible"))]
    pub due_text: Option<Line>,
    /// On what it depends, in the words of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("on a mutually agreed date"))]
    pub condition: Option<Text>,
    /// The id of the instrument or programme that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("cpec"))]
    pub under: Option<Id>,
    /// What a team adds of its own.
    #[serde(skip_serializing_if = "Ext::is_empty")]
    #[schemars(example = json!({"amount": {"currency": "USD", "value": 5_000_000}}))]
    pub ext: Ext,
}

object!(Action {
    id: optional,
    what: required,
    by: list,
    with: list,
    due: optional,
    due_text: optional,
    condition: optional,
    under: optional,
    ext: default,
});
