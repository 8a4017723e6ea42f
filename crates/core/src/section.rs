//! Sections: the parts of a statement's words.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::clause::Clause;
use crate::codes::codes;
use crate::fault::FaultKind;
use crate::form::{Form, object};
use crate::id::Id;
use crate::json::direct::{Direct, Reader};
use crate::judge::Judge;
use crate::node::Node;
use crate::text::{Line, Text};

codes! {
    /// What part of a statement a section is.
    pub enum SectionKind: "a kind of section" {
        /// Words of an editor or reporter around the text.
        Editorial = "editorial",
        /// What stands before the operative part.
        Preamble = "preamble",
        /// The text proper.
        Body = "body",
        /// What is attached.
        Annex = "annex",
        /// Signatures, place and date, thanks.
        Closing = "closing",
    }
}

/// A part of the statement's words. It has a heading, a clause or a section.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = [
    {"required": ["heading"]},
    {"required": ["clauses"], "properties": {"clauses": {"type": "array", "minItems": 1}}},
    {"required": ["sections"], "properties": {"sections": {"type": "array", "minItems": 1}}}
]))]
pub struct Section {
    /// The id of the section.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("annex-a"))]
    pub id: Option<Id>,
    /// What part of the statement it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("preamble"))]
    pub kind: Option<SectionKind>,
    /// The number as printed; never renumbered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("II."))]
    pub number: Option<Line>,
    /// The heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("Palestine and Kashmir"))]
    pub heading: Option<Text>,
    /// The clauses, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"id": "truce", "text": "Both sides welcomed the truce."}]))]
    pub clauses: Vec<Clause>,
    /// The sections inside it, after its clauses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"heading": "Trade"}]))]
    pub sections: Vec<Section>,
}

object!(fields of Section { id: optional, kind: optional, number: optional, heading: optional, clauses: list, sections: list }
    where Self::holds_something, else Self::tell_empty);

impl Section {
    /// Whether there is a heading, a clause or a section in it, as the form asks.
    pub fn holds_something(&self) -> bool {
        self.heading.is_some() || !self.clauses.is_empty() || !self.sections.is_empty()
    }

    fn tell_empty(_: &Self, node: &Node<'_>, judge: &mut Judge<'_>) {
        let help = "give it a heading, a clause or a section, or take it out";
        judge.fault(FaultKind::Empty, node.span, "the section has no heading, no clause and no section".into(), help.into());
    }
}

impl Form for Section {
    fn form<'node>(node: &'node Node<'node>, judge: &mut Judge<'node>) -> Option<Self> {
        judge.nested(node, "sections", |depth| &mut depth.sections, Self::fields)
    }
}

impl Direct for Section {
    fn direct(json: &mut Reader<'_>) -> Option<Self> {
        json.nested(|depth| &mut depth.sections, Self::direct_fields)
    }
}
