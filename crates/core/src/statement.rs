//! The statement: the whole document.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::adoption::Adoption;
use crate::codes::codes;
use crate::date::Date;
use crate::entity::Entity;
use crate::ext::Ext;
use crate::form::object;
use crate::id::{Id, Scheme, StatementId};
use crate::language::{CountryCode, LanguageTag};
use crate::provenance::Event;
use crate::relation::Relation;
use crate::section::Section;
use crate::signatory::Signatory;
use crate::source::Source;
use crate::text::{Line, Text};
use crate::topic::Topic;
use crate::version::Version;

codes! {
    /// What kind of public act of words a statement is.
    pub enum StatementType: "a type of statement" {
        /// Two or more parties speak together after a meeting or on a matter.
        JointStatement = "joint-statement",
        /// Two or more parties report together on their talks, in the form of a communiqué.
        JointCommunique = "joint-communique",
        /// Two or more parties declare principles or aims together.
        JointDeclaration = "joint-declaration",
        /// A body reports on its meeting.
        Communique = "communique",
        /// One party or body declares principles or aims.
        Declaration = "declaration",
        /// One party speaks on a matter.
        Statement = "statement",
        /// A body or office speaks to the press.
        PressStatement = "press-statement",
        /// A body resolves, in a preamble and operative paragraphs.
        Resolution = "resolution",
        /// A body decides, without the form of a resolution.
        Decision = "decision",
        /// One side tells of a conversation.
        Readout = "readout",
        /// Parties set down what they understand or intend.
        Memorandum = "memorandum",
        /// A person speaks: a speech, answers to the press.
        Remarks = "remarks",
        /// None of these.
        Other = "other",
    }
}

/// A public act of words: who says what, to whom, about what, in which words.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The version of the format.
    #[schemars(example = json!("1.0"))]
    pub statemark: Version,
    /// The id of the statement, unique in its dataset and safe as a file name.
    #[schemars(example = json!("cn-pk-2025-02-06"))]
    pub id: StatementId,
    /// Printed or registered identifiers: scheme to value, such as the symbol of a resolution or a DOI.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(example = json!({"un-symbol": "S/RES/242 (1967)"}))]
    pub identifiers: BTreeMap<Scheme, Line>,
    /// What kind of statement it is.
    #[serde(rename = "type")]
    #[schemars(example = json!("joint-statement"))]
    pub kind: StatementType,
    /// The title, as printed or as a reader would call it.
    #[schemars(example = json!("Joint Statement between China and Pakistan"))]
    pub title: Text,
    /// The language of every Text that is a plain string: a tag of BCP 47.
    #[schemars(example = json!("en"))]
    pub language: LanguageTag,
    /// The languages of the equally authentic versions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!(["en", "zh"]))]
    pub authentic: Vec<LanguageTag>,
    /// When the statement was made: EDTF level 1.
    #[schemars(example = json!("2025-02-06"))]
    pub date: Date,
    /// The date as printed, where that says more than `date`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("done this sixth day of February 2025"))]
    pub date_text: Option<Line>,
    /// Where the statement was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!({"name": "Beijing", "country": "CN"}))]
    pub place: Option<Place>,
    /// The meeting, visit or event at which it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!({"name": "State visit of the President of Pakistan", "date": "2025-02-04/2025-02-08"}))]
    pub occasion: Option<Occasion>,
    /// How a body adopted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!({"method": "vote", "for": 14, "against": 0, "abstaining": 1}))]
    pub adoption: Option<Adoption>,
    /// Those who make the statement: ids of entities.
    #[schemars(length(min = 1), example = json!(["cn", "pk"]))]
    pub issuers: Vec<Id>,
    /// Those who signed, witnessed or endorsed it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"entity": "xi", "role": "signatory"}]))]
    pub signatories: Vec<Signatory>,
    /// Everyone and everything that the statement speaks of or that speaks in it.
    #[schemars(length(min = 1), example = json!([{"id": "cn", "kind": "state", "name": "China"}]))]
    pub entities: Vec<Entity>,
    /// The topics that its clauses are filed under.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"id": "one-china", "label": "One-China principle"}]))]
    pub topics: Vec<Topic>,
    /// The texts that the clauses quote.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"id": "aa", "kind": "news-report", "publisher": "Anadolu Agency"}]))]
    pub sources: Vec<Source>,
    /// The words, in their order.
    #[schemars(length(min = 1), example = json!([{"clauses": [{"id": "truce", "text": "Both sides welcomed the truce."}]}]))]
    pub sections: Vec<Section>,
    /// How this statement stands to others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"type": "follows", "ref": "cn-pk-2024-06-08"}]))]
    pub relations: Vec<Relation>,
    /// What was done to make this document, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!([{"activity": "coded", "agent": "A. Coder", "date": "2025-03-01"}]))]
    pub provenance: Vec<Event>,
    /// Who may use this document, and how.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("CC0 1.0"))]
    pub rights: Option<Line>,
    /// What a team adds of its own.
    #[serde(skip_serializing_if = "Ext::is_empty")]
    #[schemars(example = json!({"archive": "R-1975-204"}))]
    pub ext: Ext,
}

object!(Statement {
    statemark: required,
    id: required,
    identifiers: map,
    kind as "type": required,
    title: required,
    language: required,
    authentic: list,
    date: required,
    date_text: optional,
    place: optional,
    occasion: optional,
    adoption: optional,
    issuers: some,
    signatories: list,
    entities: some,
    topics: list,
    sources: list,
    sections: some,
    relations: list,
    provenance: list,
    rights: optional,
    ext: default,
});

/// A place on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The name of the place.
    #[schemars(example = json!("Beijing"))]
    pub name: Line,
    /// The country in which it lies today: ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("CN"))]
    pub country: Option<CountryCode>,
}

object!(Place { name: required, country: optional });

/// The meeting, visit or event at which a statement was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Occasion {
    /// What it is called.
    #[schemars(example = json!("State visit of the President of Pakistan"))]
    pub name: Text,
    /// When it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("2025-02-04/2025-02-08"))]
    pub date: Option<Date>,
}

object!(Occasion { name: required, date: optional });
