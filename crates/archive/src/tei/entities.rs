//! Who and what is spoken of, in lists of one kind each: an entity of another kind begins a new list, so that their order is kept.

use statemark::entity::{Entity, EntityKind};
use statemark::id::Id;
use statemark::language::LanguageTag;
use statemark_convert::xml::{Writer, output::Output};

use super::header::renamed;
use super::write::{keep, words};
use crate::names::Names;

/// The elements of an entity.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) kind: EntityKind,
    pub(super) list: &'static str,
    pub(super) element: &'static str,
    pub(super) name: &'static str,
    /// What holds its country, if it can have one.
    pub(super) country: Option<&'static str>,
}

const fn shape(
    kind: EntityKind,
    list: &'static str,
    element: &'static str,
    name: &'static str,
    country: Option<&'static str>,
) -> Shape {
    Shape { kind, list, element, name, country }
}

/// The elements of each kind. Those that share one have their kind as its type.
pub(super) const SHAPES: &[Shape] = &[
    shape(EntityKind::State, "listOrg", "org", "orgName", Some("country")),
    shape(EntityKind::Organization, "listOrg", "org", "orgName", Some("country")),
    shape(EntityKind::Group, "listOrg", "org", "orgName", Some("country")),
    shape(EntityKind::Programme, "listOrg", "org", "orgName", Some("country")),
    shape(EntityKind::Person, "listPerson", "person", "persName", Some("nationality")),
    shape(EntityKind::Place, "listPlace", "place", "placeName", Some("country")),
    shape(EntityKind::Event, "listEvent", "event", "eventName", None),
    shape(EntityKind::Instrument, "listBibl", "bibl", "title", None),
];

/// Writes entities, and what is kept of them.
pub(super) struct Entities<'run, 'statement, 'bytes> {
    pub(super) output: Output<'bytes>,
    /// Who belongs to whom.
    pub(super) relations: Output<'bytes>,
    pub(super) rest: &'run mut Writer<'statement, 'bytes>,
    pub(super) language: &'statement LanguageTag,
}

impl Entities<'_, '_, '_> {
    pub(super) fn all(&mut self, entities: &[Entity], names: &mut Names) {
        // An entity may belong to one that comes later.
        let mut all_names: Vec<String> = entities.iter().map(|entity| names.object(&entity.id)).collect();
        all_names.reverse();
        let shape = |entity: &Entity| SHAPES.iter().find(|shape| shape.kind == entity.kind).unwrap_or(&SHAPES[0]);
        for run in entities.chunk_by(|one, next| shape(one).list == shape(next).list) {
            let list = shape(&run[0]).list;
            self.output.tag(list).open();
            for entity in run {
                self.entity(entity, shape(entity), &all_names.pop().unwrap_or_default(), names);
            }
            self.output.close(list);
        }
    }

    fn entity(&mut self, entity: &Entity, shape: &Shape, name: &str, names: &Names) {
        let mut also = renamed(name, entity.id.as_str()).to_vec();
        let kind = (shape.element == "org").then_some(entity.kind.code());
        self.output.tag(shape.element).optional("type", kind).attribute("xml:id", name).open();
        words(&mut self.output, shape.name, &entity.name, self.language);
        for alias in &entity.aliases {
            self.output.tag(shape.name).attribute("type", "alias").words(alias.as_str());
        }
        self.country(entity, shape, &mut also);
        self.office(entity, shape, &mut also);
        for (scheme, value) in &entity.identifiers {
            self.output.tag("idno").attribute("type", scheme).words(value.as_str());
        }
        self.output.close(shape.element);
        self.belongs("of", name, entity.of.as_slice(), names, &mut also);
        self.belongs("members", name, &entity.members, names, &mut also);
        keep(self.rest, "entity", name, entity, &also);
    }

    fn country(&mut self, entity: &Entity, shape: &Shape, also: &mut Vec<&'static str>) {
        match (&entity.country, shape.country) {
            (Some(country), Some(element)) => self.output.tag(element).attribute("key", country).empty(),
            (Some(_), None) => also.push("country"),
            (None, _) => {}
        }
    }

    fn office(&mut self, entity: &Entity, shape: &Shape, also: &mut Vec<&'static str>) {
        match &entity.office {
            Some(office) if shape.kind == EntityKind::Person => {
                self.output.tag("affiliation").open();
                self.output.tag("roleName").words(office.as_str());
                self.output.close("affiliation");
            }
            Some(_) => also.push("office"),
            None => {}
        }
    }

    /// Writes what an entity belongs to, or what belongs to it, if all of that is there.
    fn belongs(&mut self, kind: &'static str, name: &str, others: &[Id], names: &Names, also: &mut Vec<&'static str>) {
        match names.all_pointers(others) {
            Some(pointers) if pointers.is_empty() => {}
            Some(pointers) => {
                let tag = self.relations.tag("relation").attribute("type", kind).attribute("name", kind);
                tag.attribute("active", format!("#{name}")).attribute("passive", pointers.join(" ")).empty();
            }
            None => also.push(kind),
        }
    }
}
