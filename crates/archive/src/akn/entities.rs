//! Who and what is spoken of: entities as top level classes, topics as keywords, acts as concepts.

use std::collections::HashSet;

use statemark::entity::{Entity, EntityKind};
use statemark::id::Id;
use statemark::language::LanguageTag;
use statemark::statement::{Place, Statement};
use statemark::topic::Topic;
use statemark_convert::xml::{Writer, output::Output};

use super::write::keep;
use crate::mapping::{Keep, Mapped};
use crate::names::Names;
use crate::standard::Standard;

/// The class of an entity, and what its address calls that. Those of one class are told apart by `sm:kind`.
pub(super) const CLASSES: &[(EntityKind, &str, &str)] = &[
    (EntityKind::State, "TLCOrganization", "organization"),
    (EntityKind::Organization, "TLCOrganization", "organization"),
    (EntityKind::Group, "TLCOrganization", "organization"),
    (EntityKind::Person, "TLCPerson", "person"),
    (EntityKind::Place, "TLCLocation", "location"),
    (EntityKind::Event, "TLCEvent", "event"),
    (EntityKind::Programme, "TLCProcess", "process"),
    (EntityKind::Instrument, "TLCReference", "reference"),
];

/// Writes references and keywords.
pub(super) struct References<'run, 'statement, 'bytes> {
    pub(super) keywords: Output<'bytes>,
    pub(super) output: Output<'bytes>,
    pub(super) rest: &'run mut Writer<'statement, 'bytes>,
    pub(super) language: &'statement LanguageTag,
}

impl References<'_, '_, '_> {
    pub(super) fn entity(&mut self, entity: &Entity, names: &mut Names) {
        let eid = names.object(&entity.id);
        let Some((_, class, path)) = CLASSES.iter().find(|(kind, ..)| *kind == entity.kind) else { return };
        let also: &[&str] = if eid == entity.id.as_str() { &[] } else { &["id"] };
        let tag = self.output.tag(class).attribute("eId", &eid).attribute("href", format!("/akn/ontology/{path}/{eid}"));
        let tag = tag.attribute("showAs", entity.name.own(self.language));
        let tag = tag.optional("name", (entity.kind == EntityKind::Instrument).then_some("instrument"));
        entity.attributes(Keep { standard: Standard::Akn, also }, true, tag).empty();
        keep(self.rest, "entity", &eid, entity);
    }

    pub(super) fn topic(&mut self, topic: &Topic, names: &mut Names, tool: &str) {
        let eid = names.object(&topic.id);
        let tag = self.keywords.tag("keyword").attribute("eId", &eid).attribute("dictionary", format!("#{tool}"));
        let tag = tag.attribute("value", &topic.id).attribute("showAs", topic.label.own(self.language));
        topic.attributes(Keep { standard: Standard::Akn, also: &[] }, true, tag).empty();
        keep(self.rest, "topic", &eid, topic);
    }

    /// Writes the place where the statement was made, to which its name in the preface points; gives the name of the reference.
    pub(super) fn place(&mut self, place: Option<&Place>, names: &mut Names) -> Option<String> {
        let place = place?;
        let eid = names.take("place");
        let tag = self.output.tag("TLCLocation").attribute("eId", &eid);
        let tag = tag.attribute("href", format!("/akn/ontology/location/{eid}")).attribute("showAs", &place.name);
        tag.optional("sm:country", place.country.as_ref()).empty();
        Some(eid)
    }
}

/// What clauses are: an act, or a part of a preamble.
pub(super) struct Concept {
    pub(super) code: &'static str,
    pub(super) label: &'static str,
    pub(super) eid: String,
}

/// Writes the concepts that clauses point at.
pub(super) fn concepts(output: &mut Output<'_>, concepts: &[Concept]) {
    for Concept { code, label, eid } in concepts {
        let tag = output.tag("TLCConcept").attribute("eId", eid);
        tag.attribute("href", format!("/akn/ontology/concept/statemark/{code}")).attribute("showAs", label).empty();
    }
}

/// Writes what stands for this tool, which is no entity of the statement.
pub(super) fn tool(output: &mut Output<'_>, eid: &str) {
    let tag = output.tag("TLCOrganization").attribute("eId", eid).attribute("href", "/akn/ontology/organization/statemark");
    tag.attribute("showAs", "Statemark").empty();
}

/// Writes those issuers of a publication whose entities there are, in their order; gives pointers to them.
pub(super) fn publishers(output: &mut Output<'_>, statement: &Statement, names: &mut Names) -> Vec<String> {
    let mut issuers: HashSet<&Id> = statement.issuers.iter().collect();
    let entities = statement.entities.iter().filter(|entity| issuers.remove(&entity.id));
    let write = |entity: &Entity| {
        let eid = names.take(&format!("publication.{}", entity.id));
        let (_, class, path) = CLASSES.iter().find(|(kind, ..)| *kind == entity.kind).unwrap_or(&CLASSES[0]);
        let tag = output.tag(class).attribute("eId", &eid).attribute("href", format!("/akn/ontology/{path}/{}", entity.id));
        let tag = tag.attribute("showAs", entity.name.own(&statement.language));
        tag.optional("name", (entity.kind == EntityKind::Instrument).then_some("instrument")).empty();
        format!("#{eid}")
    };
    entities.map(write).collect()
}
