//! Entities: everyone and everything that a statement speaks of or that speaks in it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

use crate::codes::codes;
use crate::ext::Ext;
use crate::form::object;
use crate::id::{Id, Scheme};
use crate::language::CountryCode;
use crate::text::{Line, Text};

codes! {
    /// What kind of thing an entity is.
    pub enum EntityKind: "a kind of entity" {
        /// A state.
        State = "state",
        /// An organization or one of its bodies.
        Organization = "organization",
        /// A person, or an office such as the Secretary-General.
        Person = "person",
        /// Several together without a body of their own: most members, the endorsing states.
        Group = "group",
        /// A place or region.
        Place = "place",
        /// A meeting, attack, election: something that happens.
        Event = "event",
        /// A treaty, charter, resolution: a text that binds or guides.
        Instrument = "instrument",
        /// A plan, fund, project.
        Programme = "programme",
    }
}

/// Someone or something that the statement names.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// The id by which the statement refers to it.
    #[schemars(example = json!("cn"))]
    pub id: Id,
    /// What kind of thing it is.
    #[schemars(example = json!("state"))]
    pub kind: EntityKind,
    /// The name.
    #[schemars(example = json!("China"))]
    pub name: Text,
    /// Other names that the text uses for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!(["Beijing", "the Chinese side"]))]
    pub aliases: Vec<Line>,
    /// The country that it is or belongs to: ISO 3166-1 alpha-2.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("CN"))]
    pub country: Option<CountryCode>,
    /// The office that a person holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("President"))]
    pub office: Option<Line>,
    /// The id of the entity in which a person holds office, or to which a body belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(example = json!("cn"))]
    pub of: Option<Id>,
    /// The ids of the entities that a group or organization consists of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(example = json!(["ca", "fr", "de", "it", "jp", "gb", "us"]))]
    pub members: Vec<Id>,
    /// Its identifiers elsewhere: scheme to value.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schemars(example = json!({"iso3166-1": "CHN", "un-m49": "156"}))]
    pub identifiers: BTreeMap<Scheme, Line>,
    /// What a team adds of its own.
    #[serde(skip_serializing_if = "Ext::is_empty")]
    #[schemars(example = json!({"desk": "East Asia"}))]
    pub ext: Ext,
}

object!(Entity {
    id: required,
    kind: required,
    name: required,
    aliases: list,
    country: optional,
    office: optional,
    of: optional,
    members: list,
    identifiers: map,
    ext: default,
});
