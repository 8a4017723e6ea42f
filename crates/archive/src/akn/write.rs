//! Writes a statement: each part of the document on its own, since what stands first in it is known last.

use statemark::statement::Statement;
use statemark_convert::xml::{self, Writer, output::Output};

use super::body::Body;
use super::entities::{self, References};
use super::meta::{self, Identification};
use super::sections::Parts;
use super::signatures::{self, Signatures};
use super::{NAMESPACE, PUBLICATION, STATEMENT};
use crate::days::is_day;
use crate::mapping::{Keep, Mapped, VERSION};
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

/// What is called how.
struct Around {
    /// A pointer to what stands for this tool.
    tool: String,
    place: Option<String>,
}

/// The field that signatures say.
const SIGNATORIES: &str = "signatories";

/// How many elements of a publication stand around its statement.
const DEPTH: usize = 3;

/// Writes a statement with its XML declaration.
pub(super) fn document(statement: &Statement) -> Vec<u8> {
    let sections = Parts::of(statement);
    let is_publication = sections.is_publication(statement);
    let (mut written, mut names) = (Written::default(), Names::default());
    let around = written.fill(statement, sections, if is_publication { DEPTH } else { 0 }, &mut names);
    let mut bytes = Vec::with_capacity(written.references.len() + written.rest.len() + written.body.len() + 4096);
    let mut output = Output::new(&mut bytes);
    output.declaration();
    output.tag("akomaNtoso").attribute("xmlns", NAMESPACE).attribute("xmlns:sm", xml::NAMESPACE).open();
    if is_publication {
        written.publication(&mut output, statement, &mut names, &around);
    } else {
        written.statement(&mut output, statement, &names, &around);
    }
    output.close("akomaNtoso");
    bytes
}

impl Written {
    /// Writes all parts, as they stand so much deeper than in a document that is the statement alone.
    fn fill(&mut self, statement: &Statement, sections: Parts<'_>, depth: usize, names: &mut Names) -> Around {
        let language = &statement.language;
        let mut rest = Writer::new(Output::within(&mut self.rest, depth + 5), language);
        let mut references = References {
            keywords: Output::within(&mut self.keywords, depth + 4),
            output: Output::within(&mut self.references, depth + 4),
            rest: &mut rest,
            language,
        };
        statement.entities.iter().for_each(|entity| references.entity(entity, names));
        let tool = names.take("statemark");
        statement.topics.iter().for_each(|topic| references.topic(topic, names, &tool));
        let place = references.place(statement.place.as_ref(), names);
        let kept = kept(statement, names);
        whole(&mut Writer::new(Output::within(&mut self.whole, depth + 5), language), statement, &kept);
        let mut signed = Vec::new();
        if !kept.contains(&SIGNATORIES) {
            let (output, references) = (Output::within(&mut signed, depth + 3), references.output);
            Signatures { output, references, names, roles: Vec::new() }.all(statement);
        }
        let (output, notes) = (Output::within(&mut self.masthead, 3), Output::within(&mut self.notes, depth + 4));
        let mut body = Body { output, notes, rest: &mut rest, names, language, concepts: Vec::new() };
        body.containers("preface", sections.masthead);
        body.output = Output::within(&mut self.body, depth + 2);
        body.all(statement, sections, &signed);
        let concepts = body.concepts;
        let mut output = Output::within(&mut self.references, depth + 4);
        entities::concepts(&mut output, &concepts);
        entities::tool(&mut output, &tool);
        Around { tool: format!("#{tool}"), place }
    }

    /// Puts a publication together, whose preface is the masthead. It has references of its own, and one component.
    fn publication(&mut self, output: &mut Output<'_>, statement: &Statement, names: &mut Names, around: &Around) {
        let (mut references, tool) = (Vec::new(), names.take("publication.statemark"));
        let mut entries = Output::within(&mut references, 4);
        let authors = entities::publishers(&mut entries, statement, names);
        entities::tool(&mut entries, &tool);
        let (tool, component) = (format!("#{tool}"), names.take("comp_1"));
        output.tag(PUBLICATION).attribute("name", "publicationResolution").attribute("contains", "originalVersion").open();
        output.tag("meta").open();
        Identification { statement, class: PUBLICATION, tool: &tool, authors }.write(output);
        wrap(output, "references", Some(&tool), &references);
        output.close("meta");
        wrap(output, "preface", None, &std::mem::take(&mut self.masthead));
        output.tag("collectionBody").open();
        output.tag("component").attribute("eId", component).open();
        self.statement(output, statement, names, around);
        output.close("component");
        output.close("collectionBody");
        output.close(PUBLICATION);
    }

    /// Puts the statement together.
    fn statement(&self, output: &mut Output<'_>, statement: &Statement, names: &Names, around: &Around) {
        let tool = &around.tool[..];
        output.tag(STATEMENT).attribute("name", statement.kind.code()).attribute("contains", "originalVersion").open();
        output.tag("meta").open();
        Identification { statement, class: STATEMENT, tool, authors: names.pointers(&statement.issuers) }.write(output);
        wrap(output, "classification", Some(tool), &self.keywords);
        wrap(output, "references", Some(tool), &self.references);
        wrap(output, "notes", Some(tool), &self.notes);
        output.tag("proprietary").attribute("source", tool).open();
        output.tag("rest").attribute("xmlns", xml::NAMESPACE).attribute("mapping", VERSION.to_string()).open();
        output.raw(&self.whole);
        output.raw(&self.rest);
        output.close("rest");
        output.close("proprietary");
        output.close("meta");
        output.tag("preface").open();
        meta::printed(output, statement, around.place.as_deref());
        output.raw(&self.masthead);
        output.close("preface");
        output.raw(&self.body);
        output.close(STATEMENT);
    }
}

/// Writes an element around others, if there are any.
fn wrap(output: &mut Output<'_>, name: &'static str, source: Option<&str>, inside: &[u8]) {
    if !inside.is_empty() {
        output.tag(name).optional("source", source).open();
        output.raw(inside);
        output.close(name);
    }
}

/// The fields of the statement that Akoma Ntoso cannot say exactly.
fn kept(statement: &Statement, names: &Names) -> Vec<&'static str> {
    let mut kept = Vec::new();
    if !is_day(&statement.date) {
        kept.push("date");
    }
    if names.all_pointers(&statement.issuers).is_none() {
        kept.push("issuers");
    }
    if !signatures::can_say(&statement.signatories, names) {
        kept.push(SIGNATORIES);
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
