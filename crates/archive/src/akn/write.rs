//! Writes a statement: each part of the document on its own, since what stands first in it is known last.

use statemark::id::Id;
use statemark::statement::Statement;
use statemark_convert::xml::{self, Writer, output::Output};

use super::NAMESPACE;
use super::body::Body;
use super::entities::References;
use super::meta;
use crate::days::is_plain;
use crate::mapping::{Keep, Mapped};
use crate::names::Names;
use crate::standard::Standard;

/// The parts of a document as they are written.
#[derive(Default)]
struct Parts {
    keywords: Vec<u8>,
    references: Vec<u8>,
    notes: Vec<u8>,
    /// What is kept of the statement itself, and of what stands in it.
    whole: Vec<u8>,
    rest: Vec<u8>,
    body: Vec<u8>,
}

/// Writes a statement with its XML declaration.
pub(super) fn document(statement: &Statement) -> Vec<u8> {
    let mut parts = Parts::default();
    let mut names = Names::default();
    let (tool, place) = write_parts(statement, &mut names, &mut parts);
    let mut bytes = Vec::with_capacity(parts.references.len() + parts.rest.len() + parts.body.len() + 4096);
    let mut output = Output::new(&mut bytes);
    output.declaration();
    output.tag("akomaNtoso").attribute("xmlns", NAMESPACE).attribute("xmlns:sm", xml::NAMESPACE).open();
    output.tag("statement").attribute("name", statement.kind.code()).attribute("contains", "originalVersion").open();
    output.tag("meta").open();
    meta::identification(&mut output, statement, &names, &tool);
    if !parts.keywords.is_empty() {
        output.tag("classification").attribute("source", &tool).open();
        output.raw(&parts.keywords);
        output.close("classification");
    }
    output.tag("references").attribute("source", &tool).open();
    output.raw(&parts.references);
    output.close("references");
    if !parts.notes.is_empty() {
        output.tag("notes").attribute("source", &tool).open();
        output.raw(&parts.notes);
        output.close("notes");
    }
    output.tag("proprietary").attribute("source", &tool).open();
    output.tag("rest").attribute("xmlns", xml::NAMESPACE).open();
    output.raw(&parts.whole);
    output.raw(&parts.rest);
    output.close("rest");
    output.close("proprietary");
    output.close("meta");
    meta::preface(&mut output, statement, place.as_deref());
    output.raw(&parts.body);
    output.close("statement");
    output.close("akomaNtoso");
    bytes
}

/// Writes the parts; gives the pointer to what stands for this tool, and the name of the place where the statement was made.
fn write_parts(statement: &Statement, names: &mut Names, parts: &mut Parts) -> (String, Option<String>) {
    let mut rest = Writer::new(Output::within(&mut parts.rest, 5), &statement.language);
    let mut references = References {
        keywords: Output::within(&mut parts.keywords, 4),
        output: Output::within(&mut parts.references, 4),
        rest: &mut rest,
        language: &statement.language,
    };
    statement.entities.iter().for_each(|entity| references.entity(entity, names));
    let tool = names.take("statemark");
    statement.topics.iter().for_each(|topic| references.topic(topic, names, &tool));
    let place = references.place(statement.place.as_ref(), names);
    let kept = kept(statement, names);
    whole(&mut Writer::new(Output::within(&mut parts.whole, 5), &statement.language), statement, &kept);
    let (output, notes) = (Output::within(&mut parts.body, 2), Output::within(&mut parts.notes, 4));
    let mut body = Body { output, notes, rest: &mut rest, names, language: &statement.language, acts: Vec::new() };
    body.sections(&statement.sections);
    let acts = body.acts;
    let mut output = Output::within(&mut parts.references, 4);
    super::entities::concepts(&mut output, &acts);
    let object = output.tag("TLCObject").attribute("eId", &tool).attribute("href", "/akn/ontology/object/statemark");
    object.attribute("showAs", "Statemark 1.0").empty();
    (format!("#{tool}"), place)
}

/// The fields of the statement that Akoma Ntoso cannot say exactly.
fn kept(statement: &Statement, names: &Names) -> Vec<&'static str> {
    let mut kept = Vec::new();
    if !(is_plain(&statement.date) && statement.date.as_str().len() == 10) {
        kept.push("date");
    }
    if names.all_pointers(&statement.issuers).is_none() {
        kept.push("issuers");
    }
    kept
}

/// Writes what is kept of the statement itself.
fn whole(rest: &mut Writer<'_, '_>, statement: &Statement, kept: &[&'static str]) {
    let keep = Keep { standard: Standard::Akn, also: kept };
    statement.attributes(keep, false, rest.output.tag("statement")).open();
    statement.elements(keep, rest);
    rest.output.close("statement");
}

/// Writes what is kept of an object as elements, if there is any, with a pointer to the element that stands for it.
pub(super) fn keep(rest: &mut Writer<'_, '_>, name: &'static str, eid: &str, object: &impl Mapped) {
    let keep = Keep { standard: Standard::Akn, also: &[] };
    if object.keeps(keep, false) {
        rest.output.tag(name).attribute("ref", format!("#{eid}")).open();
        object.elements(keep, rest);
        rest.output.close(name);
    }
}

/// Pointers, with spaces between, as far as the ids lead to something; nothing where none does.
pub(super) fn pointers<'ids>(names: &Names, ids: impl IntoIterator<Item = &'ids Id>) -> Option<String> {
    Some(names.pointers(ids).join(" ")).filter(|pointers| !pointers.is_empty())
}
