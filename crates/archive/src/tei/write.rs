//! Writes a statement: each part of the document on its own, since what stands first in it is known last.

use statemark::date::Date;
use statemark::language::LanguageTag;
use statemark::statement::Statement;
use statemark::text::Text;
use statemark_convert::xml::{
    self, Writer,
    output::{Output, Tag},
};

use super::NAMESPACE;
use super::body::Body;
use super::entities::Entities;
use super::{header, references, signatories};
use crate::days::is_plain;
use crate::mapping::{Keep, Mapped};
use crate::names::Names;
use crate::standard::Standard;

/// The parts of a document as they are written.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) bibliography: Vec<u8>,
    pub(super) topics: Vec<u8>,
    pub(super) acts: Vec<u8>,
    pub(super) changes: Vec<u8>,
    /// What is kept of the statement itself, and of what stands in it.
    pub(super) whole: Vec<u8>,
    pub(super) rest: Vec<u8>,
    entities: Vec<u8>,
    /// Who belongs to whom, and who does what.
    belongings: Vec<u8>,
    relations: Vec<u8>,
    annotations: Vec<u8>,
    body: Vec<u8>,
}

/// Writes a statement with its XML declaration.
pub(super) fn document(statement: &Statement) -> Vec<u8> {
    let mut parts = Parts::default();
    let mut names = Names::default();
    write_parts(statement, &mut names, &mut parts);
    let mut bytes = Vec::with_capacity(parts.entities.len() + parts.rest.len() + parts.body.len() + 4096);
    let mut output = Output::new(&mut bytes);
    output.declaration();
    output.tag("TEI").attribute("xmlns", NAMESPACE).attribute("xml:lang", &statement.language).open();
    header::header(&mut output, statement, &mut names, &parts);
    output.tag("standOff").open();
    output.raw(&parts.entities);
    around(&mut output, "listRelation", &[parts.belongings, parts.relations].concat());
    around(&mut output, "listAnnotation", &parts.annotations);
    if references::can_say(&statement.relations) {
        references::write(&mut output, &statement.relations);
    }
    output.close("standOff");
    output.tag("text").open();
    output.tag("body").open();
    output.raw(&parts.body);
    output.close("body");
    output.close("text");
    output.close("TEI");
    bytes
}

fn write_parts(statement: &Statement, names: &mut Names, parts: &mut Parts) {
    let language = &statement.language;
    let mut rest = Writer::new(Output::within(&mut parts.rest, 4), language);
    let (output, relations) = (Output::within(&mut parts.entities, 2), Output::within(&mut parts.belongings, 3));
    Entities { output, relations, rest: &mut rest, language }.all(&statement.entities, names);
    let mut topics = Output::within(&mut parts.topics, 5);
    statement.topics.iter().for_each(|topic| header::topic(&mut topics, &mut rest, topic, names, language));
    let mut bibliography = Output::within(&mut parts.bibliography, 4);
    statement.sources.iter().for_each(|source| header::source(&mut bibliography, &mut rest, source, names));
    let mut changes = Output::within(&mut parts.changes, 3);
    statement.provenance.iter().for_each(|event| header::change(&mut changes, &mut rest, event, names));
    whole(&mut Writer::new(Output::within(&mut parts.whole, 4), language), statement, names);
    let mut body = Body {
        output: Output::within(&mut parts.body, 3),
        relations: Output::within(&mut parts.relations, 3),
        annotations: Output::within(&mut parts.annotations, 3),
        rest: &mut rest,
        names,
        language,
        acts: Vec::new(),
    };
    body.sections(&statement.sections);
    let acts = body.acts;
    let mut output = Output::within(&mut parts.acts, 5);
    for (act, name) in &acts {
        header::category(&mut output, name, None, |output| output.tag("catDesc").words(act.label()));
    }
}

/// Writes what is kept of the statement itself.
fn whole(rest: &mut Writer<'_, '_>, statement: &Statement, names: &Names) {
    let kept = [
        ("issuers", names.all_pointers(&statement.issuers).is_some()),
        ("signatories", signatories::can_say(&statement.signatories, names)),
        ("relations", references::can_say(&statement.relations)),
    ];
    let also: Vec<&str> = kept.iter().filter(|(_, can_say)| !can_say).map(|(field, _)| *field).collect();
    let keep = Keep { standard: Standard::Tei, also: &also };
    statement.attributes(keep, false, rest.output.tag("statement")).open();
    statement.elements(keep, rest);
    rest.output.close("statement");
}

/// Writes an element around others, if there are any.
pub(super) fn around(output: &mut Output<'_>, name: &'static str, inside: &[u8]) {
    if !inside.is_empty() {
        output.tag(name).open();
        output.raw(inside);
        output.close(name);
    }
}

/// Writes what is kept of an object, if there is anything, with a pointer to the element that stands for it.
pub(super) fn keep(rest: &mut Writer<'_, '_>, part: &'static str, name: &str, object: &impl Mapped, also: &[&'static str]) {
    let keep = Keep { standard: Standard::Tei, also };
    if !object.keeps(keep, true) {
        return;
    }
    let tag = object.attributes(keep, false, rest.output.tag(part).attribute("ref", format!("#{name}")));
    if !object.keeps(keep, false) {
        return tag.empty();
    }
    tag.open();
    object.elements(keep, rest);
    rest.output.close(part);
}

/// Writes words in each of their languages, the statement's own first and without its name.
pub(super) fn words(output: &mut Output<'_>, name: &'static str, text: &Text, language: &LanguageTag) {
    output.tag(name).words(text.own(language).as_str());
    for (tag, line) in text.others(language) {
        output.tag(name).attribute("xml:lang", tag).words(line.as_str());
    }
}

/// Writes a date: as the calendar has it, or as a form of our own.
pub(super) fn dated<'output, 'bytes>(tag: Tag<'output, 'bytes>, date: &Date) -> Tag<'output, 'bytes> {
    tag.attribute(if is_plain(date) { "when" } else { "when-custom" }, date)
}

/// The namespace of what is kept.
pub(super) const KEPT: &str = xml::NAMESPACE;
