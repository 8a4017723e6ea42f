//! The words: preamble, main body and conclusions.

use statemark::act::Act;
use statemark::clause::Clause;
use statemark::language::LanguageTag;
use statemark::section::{Section, SectionKind};
use statemark_convert::xml::{
    Writer,
    output::{Output, Tag},
};

use super::sections::{is_plain, split};
use super::write::{keep, pointers};
use crate::mapping::{Keep, Mapped};
use crate::names::Names;
use crate::standard::Standard;

/// Writes the words, and what is kept of sections and clauses.
pub(super) struct Body<'run, 'statement, 'bytes> {
    pub(super) output: Output<'bytes>,
    pub(super) notes: Output<'bytes>,
    pub(super) rest: &'run mut Writer<'statement, 'bytes>,
    pub(super) names: &'run mut Names,
    pub(super) language: &'statement LanguageTag,
    /// The acts that clauses point at, and their names, in their order.
    pub(super) acts: Vec<(Act, String)>,
}

/// How a clause or section is called in the names of elements.
#[derive(Clone, Copy)]
struct Called<'run> {
    parent: &'run str,
    short: &'static str,
    number: Option<&'run str>,
    /// Its place among those of its kind, from 1.
    position: usize,
}

const KEEP: Keep<'_> = Keep { standard: Standard::Akn, also: &[] };

impl Body<'_, '_, '_> {
    pub(super) fn sections(&mut self, sections: &[Section]) {
        let (preamble, main, conclusions) = split(sections);
        self.containers("preamble", preamble);
        self.output.tag("mainBody").open();
        self.inner_sections("", main);
        self.output.close("mainBody");
        self.containers("conclusions", conclusions);
    }

    /// Writes sections that take blocks alone.
    fn containers(&mut self, part: &'static str, sections: &[Section]) {
        if sections.is_empty() {
            return;
        }
        self.output.tag(part).open();
        for (section, position) in sections.iter().zip(1..) {
            debug_assert!(is_plain(section));
            let eid = self.name(Called { parent: part, short: "container", number: None, position });
            let tag = self.output.tag("container").attribute("name", part).attribute("eId", &eid);
            section.attributes(KEEP, true, tag).open();
            keep(self.rest, "section", &eid, section);
            for (clause, position) in section.clauses.iter().zip(1..) {
                self.container(clause, &eid, position);
            }
            self.output.close("container");
        }
        self.output.close(part);
    }

    fn container(&mut self, clause: &Clause, parent: &str, position: usize) {
        let eid = self.name(Called { parent, short: "container", number: None, position });
        let refers_to = self.refers_to(clause);
        let name = clause.act.map_or("clause", Act::code);
        let tag = self.output.tag("container").attribute("name", name).attribute("eId", &eid).optional("refersTo", refers_to);
        clause.attributes(KEEP, true, tag).open();
        self.note(clause, &eid);
        keep(self.rest, "clause", &eid, clause);
        self.words(clause);
        self.output.close("container");
    }

    fn inner_sections(&mut self, parent: &str, sections: &[Section]) {
        for (section, position) in sections.iter().zip(1..) {
            self.section(section, parent, position);
        }
    }

    fn section(&mut self, section: &Section, parent: &str, position: usize) {
        let is_annex = section.kind == Some(SectionKind::Annex);
        let (element, short) = if is_annex { ("hcontainer", "hcontainer") } else { ("section", "sec") };
        let number = section.number.as_ref().map(AsRef::as_ref);
        let eid = self.name(Called { parent, short, number, position });
        let tag = self.output.tag(element).optional("name", is_annex.then_some("annex")).attribute("eId", &eid);
        section.attributes(KEEP, true, tag).open();
        keep(self.rest, "section", &eid, section);
        self.line("num", number);
        self.line("heading", section.heading.as_ref().map(|heading| heading.own(self.language).as_ref()));
        for (clause, position) in section.clauses.iter().zip(1..) {
            self.clause(clause, ("paragraph", "para"), &eid, position);
        }
        self.inner_sections(&eid, &section.sections);
        self.output.close(element);
    }

    fn clause(&mut self, clause: &Clause, (element, short): (&'static str, &'static str), parent: &str, position: usize) {
        let number = clause.number.as_ref().map(AsRef::as_ref);
        let eid = self.name(Called { parent, short, number, position });
        let refers_to = self.refers_to(clause);
        let tag: Tag<'_, '_> = self.output.tag(element).attribute("eId", &eid).optional("refersTo", refers_to);
        clause.attributes(KEEP, true, tag).open();
        self.note(clause, &eid);
        keep(self.rest, "clause", &eid, clause);
        self.line("num", number);
        // What holds elements of the hierarchy has no content beside them, but an introduction.
        let around = if clause.clauses.is_empty() { "content" } else { "intro" };
        self.output.tag(around).open();
        self.words(clause);
        self.output.close(around);
        for (clause, position) in clause.clauses.iter().zip(1..) {
            self.clause(clause, ("point", "point"), &eid, position);
        }
        self.output.close(element);
    }

    fn note(&mut self, clause: &Clause, eid: &str) {
        let Some(note) = &clause.note else { return };
        let name = self.names.take("note");
        self.notes.tag("note").attribute("eId", name).attribute("placementBase", format!("#{eid}")).open();
        self.notes.tag("p").words(note.as_str());
        self.notes.close("note");
    }

    fn words(&mut self, clause: &Clause) {
        self.output.tag("p").words(clause.text.own(self.language).as_str());
    }

    fn line(&mut self, name: &'static str, words: Option<&str>) {
        if let Some(words) = words {
            self.output.tag(name).words(words);
        }
    }

    /// Pointers to what a clause speaks of: its act, whom it is aimed at, its matter.
    fn refers_to(&mut self, clause: &Clause) -> Option<String> {
        let act = clause.act.map(|act| format!("#{}", self.concept(act)));
        let others = pointers(self.names, clause.to.iter().chain(&clause.about));
        let all: Vec<String> = act.into_iter().chain(others).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    fn concept(&mut self, act: Act) -> String {
        if let Some((_, eid)) = self.acts.iter().find(|(known, _)| *known == act) {
            return eid.clone();
        }
        let eid = self.names.take(&format!("act.{}", act.code()));
        self.acts.push((act, eid.clone()));
        eid
    }

    /// The name of an element: that of its parent, what it is, and its number; its place where the number is none or is taken.
    fn name(&mut self, called: Called<'_>) -> String {
        let Called { parent, short, number, position } = called;
        let begin = if parent.is_empty() { short.to_owned() } else { format!("{parent}__{short}") };
        let by_number = number.and_then(plain_number).map(|number| format!("{begin}_{number}"));
        match by_number.filter(|name| self.names.is_free(name)) {
            Some(name) => self.names.take(&name),
            None => self.names.take(&format!("{begin}_{position}")),
        }
    }
}

/// A printed number without its punctuation, if it can stand in a name.
fn plain_number(number: &str) -> Option<String> {
    let plain: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_ascii = number.chars().all(|c| c.is_ascii() || !c.is_alphanumeric());
    Some(plain).filter(|plain| is_ascii && (1..=16).contains(&plain.len()))
}
