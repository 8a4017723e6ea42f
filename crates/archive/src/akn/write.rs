//! Writes a statement: each part of the document on its own, since what stands first in it is known last.

use statemark::statement::Statement;
use statemark_convert::xml::{self, Writer, output::Output};

use super::body::Body;
use super::entities::References;
use super::meta;
use super::sections::Parts;
use super::{NAMESPACE, PUBLICATION};
use crate::days::is_plain;
use crate::mapping::{Keep, Mapped};
use crate::names::Names;
use crate::standard::Standard;

/// The parts of a document as they are written.
#[derive(Default)]
struct Written {
    keywords: Vec<u8>,
    references: Vec<u8>,
    notes: Vec<u8>,
    /// What is kept of the statement itself, and of what stands in it.
    whole: Vec<u8>,
    rest: Vec<u8>,
    masthead: Vec<u8>,
    body: Vec<u8>,
}

/// What elements around the text are called.
struct Called {
    /// The pointer to what stands for this tool.
    tool: String,
    place: Option<String>,
    /// The component of a publication that holds the statement, where there is one.
    component: Option<String>,
}

/// How many elements of a publication stand around its statement.
const AROUND: usize = 3;

/// Writes a statement with its XML declaration.
pub(super) fn document(statement: &Statement) -> Vec<u8> {
    let mut written = Written::default();
    let mut names = Names::default();
    let called = written.fill(statement, &mut names);
    let mut bytes = Vec::with_capacity(written.references.len() + written.rest.len() + written.body.len() + 4096);
    let mut output = Output::new(&mut bytes);
    output.declaration();
    output.tag("akomaNtoso").attribute("xmlns", NAMESPACE).attribute("xmlns:sm", xml::NAMESPACE).open();
    match &called.component {
        None => written.statement(&mut output, statement, &names, &called),
        Some(component) => {
            output.tag(PUBLICATION).attribute("name", "publicationResolution").attribute("contains", "originalVersion").open();
            output.tag("meta").open();
            meta::identification(&mut output, statement, &names, &called.tool, PUBLICATION);
            output.close("meta");
            around(&mut output, "preface", None, &std::mem::take(&mut written.masthead));
            output.tag("collectionBody").open();
            output.tag("component").attribute("eId", component).open();
            written.statement(&mut output, statement, &names, &called);
            output.close("component");
            output.close("collectionBody");
            output.close(PUBLICATION);
        }
    }
    output.close("akomaNtoso");
    bytes
}

impl Written {
    /// Writes all parts.
    fn fill(&mut self, statement: &Statement, names: &mut Names) -> Called {
        let sections = Parts::of(statement);
        let is_publication = sections.is_publication(statement);
        let depth = if is_publication { AROUND } else { 0 };
        let mut rest = Writer::new(Output::within(&mut self.rest, depth + 5), &statement.language);
        let mut references = References {
            keywords: Output::within(&mut self.keywords, depth + 4),
            output: Output::within(&mut self.references, depth + 4),
            rest: &mut rest,
            language: &statement.language,
        };
        statement.entities.iter().for_each(|entity| references.entity(entity, names));
        let tool = names.take("statemark");
        statement.topics.iter().for_each(|topic| references.topic(topic, names, &tool));
        let place = references.place(statement.place.as_ref(), names);
        let component = is_publication.then(|| names.take("comp_1"));
        let kept = kept(statement, names);
        whole(&mut Writer::new(Output::within(&mut self.whole, depth + 5), &statement.language), statement, &kept);
        let mut body = Body {
            masthead: Output::within(&mut self.masthead, 3),
            output: Output::within(&mut self.body, depth + 2),
            notes: Output::within(&mut self.notes, depth + 4),
            rest: &mut rest,
            names,
            language: &statement.language,
            concepts: Vec::new(),
        };
        body.all(statement, sections);
        let concepts = body.concepts;
        let mut output = Output::within(&mut self.references, depth + 4);
        super::entities::concepts(&mut output, &concepts);
        let object = output.tag("TLCObject").attribute("eId", &tool).attribute("href", "/akn/ontology/object/statemark");
        object.attribute("showAs", "Statemark 1.0").empty();
        Called { tool: format!("#{tool}"), place, component }
    }

    /// Puts the parts together.
    fn statement(&self, output: &mut Output<'_>, statement: &Statement, names: &Names, called: &Called) {
        let source = Some(&called.tool[..]);
        output.tag("statement").attribute("name", statement.kind.code()).attribute("contains", "originalVersion").open();
        output.tag("meta").open();
        meta::identification(output, statement, names, &called.tool, "statement");
        around(output, "classification", source, &self.keywords);
        around(output, "references", source, &self.references);
        around(output, "notes", source, &self.notes);
        output.tag("proprietary").attribute("source", &called.tool).open();
        output.tag("rest").attribute("xmlns", xml::NAMESPACE).open();
        output.raw(&self.whole);
        output.raw(&self.rest);
        output.close("rest");
        output.close("proprietary");
        output.close("meta");
        output.tag("preface").open();
        meta::printed(output, statement, called.place.as_deref());
        output.raw(&self.masthead);
        output.close("preface");
        output.raw(&self.body);
        output.close("statement");
    }
}

/// Writes an element around others, if there are any.
fn around(output: &mut Output<'_>, name: &'static str, source: Option<&str>, inside: &[u8]) {
    if !inside.is_empty() {
        output.tag(name).optional("source", source).open();
        output.raw(inside);
        output.close(name);
    }
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
