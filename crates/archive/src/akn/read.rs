//! Reads what `write` has written, element by element, to the tree that the core judges.

use std::collections::HashMap;

use statemark::fault::{Fault, FaultKind, shown_key};
use statemark::language::LanguageTag;
use statemark::node::Node;
use statemark_convert::xml::tree::{Element, Source};

use super::entities::CLASSES;
use super::{NAMESPACE, PUBLICATION};
use crate::object::{Ids, Object, Rest, points_nowhere, string, text_of, words};

/// The statement in a document, which may stand in a publication.
fn inner<'tree, 'text>(root: &'tree Element<'text>) -> Option<&'tree Element<'text>> {
    root.child("statement").or_else(|| root.child(PUBLICATION)?.child("collectionBody")?.child("component")?.child("statement"))
}

/// The element that holds what is kept, of a document that was made of a statement.
pub(super) fn rest<'tree, 'text>(root: &'tree Element<'text>) -> Option<&'tree Element<'text>> {
    let statement = inner(root)?;
    let proprietary = statement.child("meta")?.child("proprietary")?;
    proprietary.elements().find(|element| element.name.is_own() && element.name.local == "rest")
}

/// Reads the statement that a document was made of.
pub(super) fn statement(source: &Source<'_>, root: &Element<'_>, faults: &mut Vec<Fault>) -> Result<Node<'static>, Fault> {
    let (Some(rest), Some(statement), true) = (rest(root), inner(root), root.name.namespace == NAMESPACE) else {
        return Err(stranger(root));
    };
    let meta = statement.child("meta").unwrap_or(statement);
    let language = language(meta).ok_or_else(|| {
        let message = "the document does not say which language the statement is in";
        Fault::new(FaultKind::MissingField, rest.tag, message)
            .help("write `sm:language` on `FRBRlanguage`, such as sm:language=\"en\"")
    })?;
    let rest = Rest::read(source, rest, &language, faults)?;
    let mut reader = Reader { source, language, rest, ids: Ids::default(), notes: notes(meta), faults };
    let masthead = root.child(PUBLICATION).and_then(|publication| publication.child("preface"));
    let parts = ["preface", "preamble", "mainBody", "conclusions"].iter().filter_map(|part| statement.child(part));
    let parts: Vec<_> = masthead.into_iter().chain(parts).collect();
    let node = reader.statement(statement, meta, &parts);
    reader.rest.tell_others(reader.faults);
    reader.faults.extend(reader.notes.iter().map(|(clause, note)| points_nowhere("note", &format!("#{clause}"), note.span)));
    Ok(node)
}

/// The fault of a document that was not made of a statement.
fn stranger(root: &Element<'_>) -> Fault {
    let message = format!("`{}` is no Akoma Ntoso 3.0 that was made of a statement", shown_key(root.name.written));
    Fault::new(FaultKind::Misplaced, root.tag, message).help(format!(
        "such a document has the namespace `{NAMESPACE}` and an element `rest` of Statemark in `proprietary`; \
                `statemark import --from akn` makes uncoded statements of others"
    ))
}

/// The language of the statement.
fn language(meta: &Element<'_>) -> Option<LanguageTag> {
    let language = meta.child("identification")?.child("FRBRExpression")?.child("FRBRlanguage")?;
    LanguageTag::new(&*language.own_attribute("language")?.value).ok()
}

/// The notes, by the names of the clauses that they speak of.
fn notes(meta: &Element<'_>) -> HashMap<String, Node<'static>> {
    let notes = meta.child("notes").into_iter().flat_map(|notes| notes.named("note"));
    let note = |note: &Element<'_>| {
        let clause = note.attribute("placementBase")?.strip_prefix('#')?;
        Some((clause.to_owned(), words(note.child("p")?)))
    };
    notes.filter_map(note).collect()
}

struct Reader<'run, 'input> {
    source: &'run Source<'input>,
    language: LanguageTag,
    rest: Rest,
    ids: Ids,
    /// The notes, by the names of the clauses that they speak of.
    notes: HashMap<String, Node<'static>>,
    faults: &'run mut Vec<Fault>,
}

impl Reader<'_, '_> {
    fn statement(&mut self, statement: &Element<'_>, meta: &Element<'_>, parts: &[&Element<'_>]) -> Node<'static> {
        let mut object = Object::new(statement.tag);
        let references = meta.child("references");
        let entities = references.into_iter().flat_map(Element::elements).filter(|class| is_entity(class));
        let entities = entities.map(|class| self.entity(class)).collect();
        let keywords = meta.child("classification").into_iter().flat_map(|list| list.named("keyword"));
        let topics = keywords.map(|keyword| self.topic(keyword)).collect();
        object.attribute("type", Some(statement), "name");
        object.put("language", string(self.language.as_str(), statement.tag));
        if let Some(work) = meta.child("identification").and_then(|identification| identification.child("FRBRWork")) {
            self.work(work, &mut object);
        }
        if let Some(preface) = statement.child("preface") {
            printed(preface, references, &mut object);
        }
        object.list("entities", entities);
        object.list("topics", topics);
        let conclusions = statement.child("conclusions").into_iter().flat_map(|part| part.named("p"));
        let signatures = conclusions.flat_map(|block| block.named("signature"));
        object.list("signatories", signatures.map(|signature| self.signatory(signature)).collect());
        object.list("sections", self.all_sections(parts));
        let kept = self.rest.whole();
        object.merge(kept, &self.language);
        object.node()
    }

    fn work(&mut self, work: &Element<'_>, object: &mut Object) {
        object.attribute("id", work.child("FRBRname"), "value");
        let mut identifiers = Object::new(work.tag);
        for alias in work.named("FRBRalias") {
            if let (Some(scheme), Some(value)) = (alias.attribute("name"), alias.find("value", "")) {
                identifiers.entry(scheme, string(value.value.clone(), value.span));
            }
        }
        if !identifiers.is_empty() {
            object.put("identifiers", identifiers.node());
        }
        object.attribute("date", work.child("FRBRdate"), "date");
        let authors = work.named("FRBRauthor").filter_map(|author| author.find("href", ""));
        object.list("issuers", authors.map(|author| string(self.ids.id(&author.value), author.span)).collect());
    }

    fn entity(&mut self, class: &Element<'_>) -> Node<'static> {
        let mut object = Object::new(class.tag);
        let attributes = self.source.attributes(class, "entity", self.faults);
        let eid = class.attribute("eId").unwrap_or_default();
        self.ids.insert(eid, text_of(&attributes, "id").unwrap_or(eid));
        object.attribute("id", Some(class), "eId");
        object.attribute("name", Some(class), "showAs");
        object.merge(attributes, &self.language);
        object.merge(self.rest.take(class.attribute("eId")), &self.language);
        object.node()
    }

    fn topic(&mut self, keyword: &Element<'_>) -> Node<'static> {
        let mut object = Object::new(keyword.tag);
        let attributes = self.source.attributes(keyword, "topic", self.faults);
        object.attribute("id", Some(keyword), "value");
        object.attribute("label", Some(keyword), "showAs");
        object.merge(attributes, &self.language);
        object.merge(self.rest.take(keyword.attribute("eId")), &self.language);
        object.node()
    }

    fn signatory(&self, signature: &Element<'_>) -> Node<'static> {
        let mut object = Object::new(signature.tag);
        let who = ["person", "organization"].iter().find_map(|name| signature.child(name)?.find("refersTo", ""));
        if let Some(who) = who {
            object.put("entity", string(self.ids.id(&who.value), who.span));
        }
        if let Some(role) = signature.own_attribute("role") {
            object.put("role", string(role.value.clone(), role.span));
        }
        object.attribute("date", signature.child("date"), "date");
        object.node()
    }

    /// The sections of all parts. A formula is the first clause of the section behind it, or all that its section says.
    fn all_sections(&mut self, parts: &[&Element<'_>]) -> Vec<Node<'static>> {
        let mut sections = Vec::new();
        for part in parts {
            let mut formula = None;
            for element in part.elements() {
                match element.name.local {
                    "formula" => formula = Some(element),
                    _ if is_section(element) => sections.push(self.section(element, formula.take())),
                    _ => {}
                }
            }
            if let Some(formula) = formula {
                let mut object = Object::new(formula.tag);
                object.put("kind", string("preamble", formula.tag));
                object.list("clauses", vec![self.clause(formula)]);
                sections.push(object.node());
            }
        }
        sections
    }

    fn section(&mut self, section: &Element<'_>, formula: Option<&Element<'_>>) -> Node<'static> {
        let mut object = Object::new(section.tag);
        let attributes = self.source.attributes(section, "section", self.faults);
        object.words("number", section.child("num"));
        object.words("heading", section.child("heading"));
        // In blocks, clauses are containers as sections are.
        let is_block = section.name.local == "container";
        let (sections, clauses): (Vec<_>, Vec<_>) =
            section.elements().filter(|element| is_part(element)).partition(|element| is_section(element) && !is_block);
        let clauses = formula.into_iter().chain(clauses);
        object.list("clauses", clauses.map(|clause| self.clause(clause)).collect());
        object.list("sections", sections.into_iter().map(|section| self.section(section, None)).collect());
        object.merge(attributes, &self.language);
        object.merge(self.rest.take(section.attribute("eId")), &self.language);
        object.node()
    }

    fn clause(&mut self, clause: &Element<'_>) -> Node<'static> {
        let mut object = Object::new(clause.tag);
        let attributes = self.source.attributes(clause, "clause", self.faults);
        let around = clause.child("content").or_else(|| clause.child("intro"));
        object.words("number", clause.child("num"));
        let is_words = clause.name.local == "crossHeading";
        object.words("text", if is_words { Some(clause) } else { around.unwrap_or(clause).child("p") });
        let clauses = clause.elements().filter(|element| is_part(element)).map(|clause| self.clause(clause));
        object.list("clauses", clauses.collect());
        let eid = clause.attribute("eId");
        if let Some(note) = eid.and_then(|eid| self.notes.remove(eid)) {
            object.put("note", note);
        }
        object.merge(attributes, &self.language);
        object.merge(self.rest.take(eid), &self.language);
        object.node()
    }
}

/// Reads what is printed before the text.
fn printed(preface: &Element<'_>, references: Option<&Element<'_>>, object: &mut Object) {
    let mut has_place = false;
    for element in preface.named("p").flat_map(Element::elements) {
        match element.name.local {
            "docTitle" => object.words("title", Some(element)),
            "docDate" => object.words("date_text", Some(element)),
            "location" if !std::mem::replace(&mut has_place, true) => {
                let mut place = Object::new(element.tag);
                place.words("name", Some(element));
                let target = element.attribute("refersTo").and_then(|pointer| pointer.strip_prefix('#'));
                let named = |one: &&Element<'_>| target.is_some() && one.attribute("eId") == target;
                let location = references.into_iter().flat_map(|list| list.named("TLCLocation")).find(named);
                if let Some(country) = location.and_then(|location| location.own_attribute("country")) {
                    place.put("country", string(country.value.clone(), country.span));
                }
                object.put("place", place.node());
            }
            _ => {}
        }
    }
}

/// Whether a reference is an entity: a person, a place, and so on that is not only there to be pointed at.
fn is_entity(class: &Element<'_>) -> bool {
    class.own_attribute("kind").is_some() && CLASSES.iter().any(|(_, name, _)| *name == class.name.local)
}

/// Whether an element is a section, also one of blocks in preamble and conclusions.
fn is_section(element: &Element<'_>) -> bool {
    matches!(element.name.local, "section" | "hcontainer" | "container")
}

/// Whether an element is a section or a clause.
fn is_part(element: &Element<'_>) -> bool {
    is_section(element) || matches!(element.name.local, "paragraph" | "point" | "crossHeading")
}
