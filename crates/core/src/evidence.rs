//! Evidence: the exact words of a source that carry a clause (W3C Web Annotation, text position and text quote selector).

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::fault::FaultKind;
use crate::form::object;
use crate::id::Id;
use crate::judge::Judge;
use crate::node::Node;
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

object!(Evidence { source: required, start: required, end: required, exact: required } where Self::fits, else Self::tell_misfit);

impl Evidence {
    /// Whether the words are as long as their span, as the form asks.
    pub fn fits(&self) -> bool {
        let length = self.exact.as_str().chars().count() as u64;
        self.start.get().checked_add(length) == Some(self.end.get())
    }

    fn tell_misfit(&self, node: &Node<'_>, judge: &mut Judge<'_>) {
        let (start, end, exact) = (self.start.get(), self.end.get(), self.exact.as_str());
        let message = match end.checked_sub(start) {
            Some(span) => format!("`end` − `start` is {span}, but `exact` has {} code points", exact.chars().count()),
            None => format!("`end` {end} lies before `start` {start}"),
        };
        let span = end.saturating_sub(start);
        let hint = if exact.len() as u64 == span {
            "offsets count code points, not bytes; "
        } else if exact.encode_utf16().count() as u64 == span {
            "offsets count code points, not UTF-16 units; "
        } else {
            ""
        };
        let help =
            format!("{hint}compare the words and the offsets with the source; `statemark fmt --locate` finds the words in it");
        judge.fault(FaultKind::SpanLength, node.get("end").map_or(node.span, |end| end.span), message, help);
    }
}
