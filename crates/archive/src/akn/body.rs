//! The words: preamble, main body and conclusions.

use statemark::act::Act;
use statemark::clause::Clause;
use statemark::language::LanguageTag;
use statemark::section::{Section, SectionKind};
use statemark::statement::Statement;
use statemark_convert::xml::{
    Writer,
    output::{Output, Tag},
};

use super::entities::Concept;
use super::sections::{Parts, is_plain_of};
use super::write::keep;
use crate::mapping::{Keep, Mapped};
use crate::names::Names;
use crate::standard::Standard;

/// Writes the words, and what is kept of sections and clauses.
pub(super) struct Body<'run, 'statement, 'bytes> {
    pub(super) masthead: Output<'bytes>,
    pub(super) output: Output<'bytes>,
    pub(super) notes: Output<'bytes>,
    pub(super) rest: &'run mut Writer<'statement, 'bytes>,
    pub(super) names: &'run mut Names,
    pub(super) language: &'statement LanguageTag,
    /// What clauses point at, in its order.
    pub(super) concepts: Vec<Concept>,
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
    /// Writes all sections, each in the part where it stands.
    pub(super) fn all(&mut self, statement: &Statement, parts: Parts<'_>) {
        std::mem::swap(&mut self.output, &mut self.masthead);
        self.containers("preface", parts.masthead);
        std::mem::swap(&mut self.output, &mut self.masthead);
        if !parts.preamble.is_empty() {
            self.output.tag("preamble").open();
            self.preamble(parts.preamble, parts.enacting_formula(statement));
            self.output.close("preamble");
        }
        self.output.tag("mainBody").open();
        self.inner_sections("", parts.main);
        self.output.close("mainBody");
        if !parts.conclusions.is_empty() {
            self.output.tag("conclusions").open();
            self.containers("conclusions", parts.conclusions);
            self.output.close("conclusions");
        }
    }

    /// Writes sections whose first words may be a formula, which stands before its section.
    fn preamble(&mut self, sections: &[Section], formula: Option<&Clause>) {
        let Some(formula) = formula else { return self.containers("preamble", sections) };
        self.block(formula, ("formula", "formula", "enactingFormula"), "preamble", 1);
        for (section, position) in sections.iter().zip(1..) {
            let clauses = if position == 1 { &section.clauses[1..] } else { &section.clauses[..] };
            if !clauses.is_empty() {
                self.block_section(section, clauses, "preamble", position);
            }
        }
    }

    /// Writes sections that take blocks alone.
    fn containers(&mut self, part: &'static str, sections: &[Section]) {
        for (section, position) in sections.iter().zip(1..) {
            self.block_section(section, &section.clauses, part, position);
        }
    }

    fn block_section(&mut self, section: &Section, clauses: &[Clause], part: &'static str, position: usize) {
        let eid = self.name(Called { parent: part, short: "container", number: None, position });
        let name = section.kind.map_or("section", SectionKind::code);
        let tag = self.output.tag("container").attribute("name", name).attribute("eId", &eid);
        section.attributes(KEEP, true, tag).open();
        keep(self.rest, "section", &eid, section);
        for (clause, position) in clauses.iter().zip(1..) {
            let name = clause.act.map_or("clause", Act::code);
            self.block(clause, ("container", "container", name), &eid, position);
        }
        self.output.close("container");
    }

    /// Writes a clause as an element with a name that holds blocks.
    fn block(
        &mut self,
        clause: &Clause,
        (element, short, name): (&'static str, &'static str, &str),
        parent: &str,
        position: usize,
    ) {
        let eid = self.name(Called { parent, short, number: None, position });
        let refers_to = self.refers_to(clause, None);
        let tag = self.output.tag(element).attribute("name", name).attribute("eId", &eid).optional("refersTo", refers_to);
        clause.attributes(KEEP, true, tag).open();
        self.beside(clause, &eid);
        self.words(clause);
        self.output.close(element);
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
        let is_preamble = is_plain_of(section, &[SectionKind::Preamble]);
        for (clause, position) in section.clauses.iter().zip(1..) {
            if is_preamble {
                self.cross_heading(clause, &eid, position);
            } else {
                self.clause(clause, ("paragraph", "para"), &eid, position);
            }
        }
        self.inner_sections(&eid, &section.sections);
        self.output.close(element);
    }

    /// Writes a clause of a preamble within the main body, as the guideline of the United Nations has it.
    fn cross_heading(&mut self, clause: &Clause, parent: &str, position: usize) {
        let eid = self.name(Called { parent, short: "crossHeading", number: None, position });
        let preamble = self.concept("preamble", "preamble", "preamble");
        let refers_to = self.refers_to(clause, Some(preamble));
        let tag = self.output.tag("crossHeading").attribute("eId", &eid).optional("refersTo", refers_to);
        clause.attributes(KEEP, true, tag).words(clause.text.own(self.language).as_str());
        self.beside(clause, &eid);
    }

    fn clause(&mut self, clause: &Clause, (element, short): (&'static str, &'static str), parent: &str, position: usize) {
        let number = clause.number.as_ref().map(AsRef::as_ref);
        let eid = self.name(Called { parent, short, number, position });
        let refers_to = self.refers_to(clause, None);
        let tag: Tag<'_, '_> = self.output.tag(element).attribute("eId", &eid).optional("refersTo", refers_to);
        clause.attributes(KEEP, true, tag).open();
        self.beside(clause, &eid);
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

    /// Writes what is said of a clause elsewhere: its note, and what is kept of it.
    fn beside(&mut self, clause: &Clause, eid: &str) {
        keep(self.rest, "clause", eid, clause);
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

    /// Pointers to what a clause is and speaks of: its act, whom it is aimed at, its matter.
    fn refers_to(&mut self, clause: &Clause, first: Option<String>) -> Option<String> {
        let act = clause.act.map(|act| self.concept(act.code(), act.label(), &format!("act.{}", act.code())));
        let others = self.names.pointers(clause.to.iter().chain(&clause.about));
        let all: Vec<String> = first.into_iter().chain(act).chain(others).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    /// A pointer to a concept.
    fn concept(&mut self, code: &'static str, label: &'static str, wanted: &str) -> String {
        let known = self.concepts.iter().position(|known| known.code == code);
        let at = known.unwrap_or_else(|| {
            self.concepts.push(Concept { code, label, eid: self.names.take(wanted) });
            self.concepts.len() - 1
        });
        format!("#{}", self.concepts[at].eid)
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
