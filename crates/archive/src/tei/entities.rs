//! Who and what is spoken of, in lists of one kind each: an entity of another kind begins a new list, so that their order is kept.

use statemark::entity::{Entity, EntityKind};
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
}

const fn shape(kind: EntityKind, list: &'static str, element: &'static str, name: &'static str) -> Shape {
    Shape { kind, list, element, name }
}

/// The elements of each kind. Those that share one have their kind as its type.
pub(super) const SHAPES: &[Shape] = &[
    shape(EntityKind::State, "listOrg", "org", "orgName"),
    shape(EntityKind::Organization, "listOrg", "org", "orgName"),
    shape(EntityKind::Group, "listOrg", "org", "orgName"),
    shape(EntityKind::Programme, "listOrg", "org", "orgName"),
    shape(EntityKind::Person, "listPerson", "person", "persName"),
    shape(EntityKind::Place, "listPlace", "place", "placeName"),
    shape(EntityKind::Event, "listEvent", "event", "eventName"),
    shape(EntityKind::Instrument, "listBibl", "bibl", "title"),
];

/// Writes entities, and what is kept of them.
pub(super) struct Entities<'run, 'statement, 'bytes> {
    pub(super) output: Output<'bytes>,
    pub(super) rest: &'run mut Writer<'statement, 'bytes>,
    pub(super) language: &'statement LanguageTag,
}

impl Entities<'_, '_, '_> {
    pub(super) fn all(&mut self, entities: &[Entity], names: &mut Names) {
        let shape = |entity: &Entity| SHAPES.iter().find(|shape| shape.kind == entity.kind).unwrap_or(&SHAPES[0]);
        for run in entities.chunk_by(|one, next| shape(one).list == shape(next).list) {
            let list = shape(&run[0]).list;
            self.output.tag(list).open();
            for entity in run {
                self.entity(entity, shape(entity), names);
            }
            self.output.close(list);
        }
    }

    fn entity(&mut self, entity: &Entity, shape: &Shape, names: &mut Names) {
        let name = names.object(&entity.id);
        let kind = (shape.element == "org").then_some(entity.kind.code());
        self.output.tag(shape.element).optional("type", kind).attribute("xml:id", &name).open();
        words(&mut self.output, shape.name, &entity.name, self.language);
        for alias in &entity.aliases {
            self.output.tag(shape.name).attribute("type", "alias").words(alias.as_str());
        }
        for (scheme, value) in &entity.identifiers {
            self.output.tag("idno").attribute("type", scheme).words(value.as_str());
        }
        self.output.close(shape.element);
        keep(self.rest, "entity", &name, entity, renamed(&name, entity.id.as_str()));
    }
}
