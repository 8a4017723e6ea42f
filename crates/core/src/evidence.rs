//! Evidence: the exact words of a source that carry a clause (W3C Web Annotation, text position and text quote selector).

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::fault::FaultKind;
use crate::form::object;
use crate::id::Id;
use crate::number::Count;
use crate::text::Verbatim;

/// The exact words of a source: its text from `start` to `end` is `exact`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The id of the source.
    #[schemars(example = json!("aa"))]
    pub source: Id,
    /// How many Unicode code points of the source's text stand before the words.
    #[schemars(example = json!(1007))]
    pub start: Count,
    /// How many Unicode code points of the source's text stand before the end of the words.
    #[schemars(example = json!(1013))]
    pub end: Count,
    /// The words, character by character.
    #[schemars(example = json!("\"firm\""))]
    pub exact: Verbatim,
}

object!(
    Evidence { source: required, start: required, end: required, exact: required } | evidence,
    node,
    judge | {
        let length = evidence.exact.as_str().chars().count() as u64;
        let right = evidence.start.get().checked_add(length) == Some(evidence.end.get());
        if !right {
            let (start, end) = (evidence.start.get(), evidence.end.get());
            let message = match end.checked_sub(start) {
                Some(span) => format!("`end` − `start` is {span}, but `exact` has {length} code points"),
                None => format!("`end` {end} lies before `start` {start}"),
            };
            let hint = if evidence.exact.as_str().len() as u64 == end.saturating_sub(start) {
                "offsets count code points, not bytes; "
            } else if evidence.exact.as_str().encode_utf16().count() as u64 == end.saturating_sub(start) {
                "offsets count code points, not UTF-16 units; "
            } else {
                ""
            };
            let span = node.get("end").map_or(node.span, |end| end.span);
            judge.fault(
                FaultKind::SpanLength,
                span,
                message,
                format!(
                    "{hint}compare the words and the offsets with the source; `statemark fmt --locate` finds the words in it"
                ),
            );
        }
        right
    }
);
