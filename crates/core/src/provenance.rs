//! Provenance: what was done to make a document, after PROV and the events of PREMIS.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::codes::codes;
use crate::date::Date;
use crate::form::object;
use crate::text::Line;

codes! {
    /// What was done.
    pub enum Activity: "an activity of provenance" {
        /// The document was made from a source, uncoded.
        Drafted = "drafted",
        /// Acts, actors and the like were added.
        Coded = "coded",
        /// Somebody checked it.
        Reviewed = "reviewed",
        /// Mistakes were mended.
        Corrected = "corrected",
        /// It was made from another format.
        Converted = "converted",
        /// It was made public.
        Published = "published",
    }
}

/// One thing that was done to make the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What was done.
    #[schemars(example = json!("coded"))]
    pub activity: Activity,
    /// Who or what did it.
    #[schemars(example = json!("A. Coder"))]
    pub agent: Line,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("2025-03-01"))]
    pub date: Option<Date>,
    /// What a later reader should know of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("acts of the preamble are a second opinion"))]
    pub note: Option<Line>,
}

object!(Event { activity: required, agent: required, date: optional, note: optional });
