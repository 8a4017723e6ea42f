//! What stands beside the words: entities, and what relations and annotations say of clauses.

use std::collections::HashMap;

use statemark::fault::{Fault, shown};
use statemark::node::{Node, Value};
use statemark_convert::xml::tree::Element;

use super::{Reader, name as name_of};
use crate::object::{Ids, Object, points_nowhere, string, words};
use crate::tei::entities::{SHAPES, Shape};
use crate::tei::references::RELATIONS;

/// Relations and annotations, by the names of the clauses that they speak of.
#[derive(Default)]
pub(super) struct Beside<'tree, 'text> {
    relations: HashMap<&'tree str, Vec<&'tree Element<'text>>>,
    annotations: HashMap<&'tree str, Vec<&'tree Element<'text>>>,
}

impl<'tree, 'text> Beside<'tree, 'text> {
    pub(super) fn read(stand_off: &'tree Element<'text>) -> Self {
        let mut beside = Self::default();
        for relation in stand_off.named("listRelation").flat_map(|list| list.named("relation")) {
            let clause = relation.attribute("corresp").or_else(|| relation.attribute("active"));
            beside.relations.entry(name(clause)).or_default().push(relation);
        }
        for annotation in stand_off.named("listAnnotation").flat_map(|list| list.named("annotation")) {
            let clause = annotation.attribute("target").and_then(|target| target.split(' ').next());
            beside.annotations.entry(name(clause)).or_default().push(annotation);
        }
        beside
    }

    /// The faults of relations and annotations that speak of what is not there.
    pub(super) fn pointing_nowhere(&self, ids: &Ids) -> Vec<Fault> {
        let all = self.relations.iter().chain(&self.annotations).filter(|(name, _)| !ids.has(name));
        let fault = |name: &str, element: &Element<'_>| points_nowhere(element.name.local, &format!("#{name}"), element.tag);
        all.flat_map(|(name, elements)| elements.iter().map(|element| fault(name, element))).collect()
    }

    pub(super) fn relations(&self, clause: &str) -> impl Iterator<Item = &'tree Element<'text>> {
        self.relations.get(clause).into_iter().flatten().copied()
    }

    /// The annotations of this motivation.
    pub(super) fn annotations(&self, clause: &str, motivation: &str) -> impl Iterator<Item = &'tree Element<'text>> {
        let all = self.annotations.get(clause).into_iter().flatten().copied();
        all.filter(move |annotation| annotation.attribute("motivation") == Some(motivation))
    }
}

/// The name that a pointer leads to.
fn name(pointer: Option<&str>) -> &str {
    pointer.map_or("", |pointer| pointer.strip_prefix('#').unwrap_or(pointer))
}

/// Reads how the statement stands to others.
pub(super) fn relations(stand_off: &Element<'_>) -> Vec<Node<'static>> {
    let lists = stand_off.named("listBibl").filter(|list| is_of_relations(list));
    let references = lists.flat_map(|list| list.named("bibl")).filter_map(|item| item.child("ref"));
    let relation = |reference: &Element<'_>| {
        let mut object = Object::new(reference.tag);
        object.attribute("type", Some(reference), "type");
        object.attribute("ref", Some(reference), "target");
        object.words("title", Some(reference).filter(|reference| !reference.content.is_empty()));
        object.node()
    };
    references.map(relation).collect()
}

fn is_of_relations(list: &Element<'_>) -> bool {
    list.attribute("type") == Some(RELATIONS)
}

/// Whether an element is a list of entities.
pub(super) fn is_list(list: &Element<'_>) -> bool {
    !is_of_relations(list) && SHAPES.iter().any(|shape| shape.list == list.name.local)
}

impl Reader<'_> {
    pub(super) fn entity(&mut self, entity: &Element<'_>, beside: &Beside<'_, '_>) -> Node<'static> {
        let mut object = Object::new(entity.tag);
        let is_alias = |element: &&Element<'_>| element.attribute("type") == Some("alias");
        if let Some(shape) = SHAPES.iter().find(|shape| shape.element == entity.name.local) {
            kind(entity, shape, &mut object);
            self.text("name", entity.named(shape.name).filter(|element| !is_alias(element)), &mut object);
            object.attribute("country", shape.country.and_then(|country| entity.child(country)), "key");
            object.words("office", entity.child("affiliation").and_then(|affiliation| affiliation.child("roleName")));
            object.list("aliases", entity.named(shape.name).filter(is_alias).map(words).collect());
        }
        for relation in beside.relations(name_of(entity)) {
            match relation.attribute("type") {
                Some("of") => {
                    let of = relation.find("passive", "").map(|of| string(self.ids.id(&of.value), of.span));
                    if let Some(of) = of {
                        object.put("of", of);
                    }
                }
                Some("members") => self.pointers("members", relation, "passive", &mut object),
                _ => {}
            }
        }
        identifiers(entity.named("idno"), entity, &mut object);
        self.named(entity, object)
    }

    /// Reads the words of a source from an annotation.
    pub(super) fn evidence(&self, annotation: &Element<'_>) -> Node<'static> {
        let mut object = Object::new(annotation.tag);
        if let Some(target) = annotation.find("target", "")
            && let Some(source) = target.value.split(' ').nth(1)
        {
            object.put("source", string(self.ids.id(source), target.span));
        }
        if let Some(place) = annotation.find("n", "") {
            let (start, end) = place.value.strip_prefix("char=").and_then(|place| place.split_once(',')).unwrap_or_default();
            for (key, digits) in [("start", start), ("end", end)] {
                object.put(key, Node::new(count(digits), place.span));
            }
        }
        object.words("exact", annotation.child("note"));
        object.node()
    }
}

/// Reads the kind of an entity: its type, where kinds share an element.
fn kind(entity: &Element<'_>, shape: &Shape, object: &mut Object) {
    if shape.element == "org" {
        object.attribute("kind", Some(entity), "type");
    } else {
        object.put("kind", string(shape.kind.code(), entity.tag));
    }
}

/// Reads identifiers, each with its scheme.
pub(super) fn identifiers<'tree, 'text: 'tree>(
    all: impl Iterator<Item = &'tree Element<'text>>,
    around: &Element<'_>,
    object: &mut Object,
) {
    let mut identifiers = Object::new(around.tag);
    for identifier in all {
        identifiers.entry(identifier.attribute("type").unwrap_or_default(), words(identifier));
    }
    if !identifiers.is_empty() {
        object.put("identifiers", identifiers.node());
    }
}

/// A whole number; what is none is told by the judge as a string.
fn count(digits: &str) -> Value<'static> {
    let is_count = (1..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_canonical = digits == "0" || !digits.starts_with('0');
    if is_count && is_canonical { Value::Number(digits.to_owned().into()) } else { Value::String(shown(digits).into()) }
}
