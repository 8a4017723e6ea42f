//! The words: preamble, main body and conclusions.

use statemark::act::Act;
use statemark::clause::Clause;
use statemark::language::LanguageTag;
use statemark::section::{Section, SectionKind};
use statemark::statement::Statement;
use statemark_convert::xml::{Writer, output::Output};

use super::eids::{Sibling, eids};
use super::entities::Concept;
use super::sections::{Parts, is_plain_of};
use super::write::keep;
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
    /// What clauses point at, in its order.
    pub(super) concepts: Vec<Concept>,
}

const KEEP: Keep<'_> = Keep { standard: Standard::Akn, also: &[] };

impl Body<'_, '_, '_> {
    /// Writes all sections but those of the masthead, each in the part where it stands, and the signatures.
    pub(super) fn all(&mut self, statement: &Statement, parts: Parts<'_>, signatures: &[u8]) {
        if !parts.preamble.is_empty() {
            self.output.tag("preamble").open();
            self.preamble(parts.preamble, parts.enacting_formula(statement));
            self.output.close("preamble");
        }
        self.output.tag("mainBody").open();
        self.inner_sections("", parts.main);
        self.output.close("mainBody");
        if !(parts.conclusions.is_empty() && signatures.is_empty()) {
            self.output.tag("conclusions").open();
            self.containers("conclusions", parts.conclusions);
            self.output.raw(signatures);
            self.output.close("conclusions");
        }
    }

    /// Writes sections whose first words may be a formula, which stands before its section.
    fn preamble(&mut self, sections: &[Section], formula: Option<&Clause>) {
        let Some(formula) = formula else { return self.containers("preamble", sections) };
        let eid = self.names.take("preamble__formula_1");
        self.block(formula, ("formula", "enactingFormula"), &eid);
        let Some((first, others)) = sections.split_first() else { return };
        let rest_of_first = &first.clauses[1..];
        if !rest_of_first.is_empty() {
            let eid = self.names.take("preamble__container_1");
            self.block_section(first, rest_of_first, &eid);
        }
        self.containers("preamble", others);
    }

    /// Writes sections that take blocks alone.
    pub(super) fn containers(&mut self, part: &'static str, sections: &[Section]) {
        let siblings = vec![("container", None); sections.len()];
        for (section, eid) in sections.iter().zip(eids(self.names, part, &siblings)) {
            self.block_section(section, &section.clauses, &eid);
        }
    }

    fn block_section(&mut self, section: &Section, clauses: &[Clause], eid: &str) {
        let name = section.kind.map_or("section", SectionKind::code);
        let tag = self.output.tag("container").attribute("name", name).attribute("eId", eid);
        section.attributes(KEEP, true, tag).open();
        keep(self.rest, "section", eid, section);
        for (clause, eid) in clauses.iter().zip(eids(self.names, eid, &clause_siblings(clauses, "container"))) {
            self.block(clause, ("container", clause.act.map_or("clause", Act::code)), &eid);
        }
        self.output.close("container");
    }

    /// Writes a clause as an element with a name that holds blocks.
    fn block(&mut self, clause: &Clause, (element, name): (&'static str, &str), eid: &str) {
        let refers_to = self.refers_to(clause, None);
        let tag = self.output.tag(element).attribute("name", name).attribute("eId", eid).optional("refersTo", refers_to);
        clause.attributes(KEEP, true, tag).open();
        self.beside(clause, eid);
        self.words(clause);
        self.output.close(element);
    }

    fn inner_sections(&mut self, parent: &str, sections: &[Section]) {
        for (section, eid) in sections.iter().zip(eids(self.names, parent, &section_siblings(sections))) {
            self.section(section, &eid);
        }
    }

    fn section(&mut self, section: &Section, eid: &str) {
        let is_annex = section.kind == Some(SectionKind::Annex);
        let element = if is_annex { "hcontainer" } else { "section" };
        let tag = self.output.tag(element).optional("name", is_annex.then_some("annex")).attribute("eId", eid);
        section.attributes(KEEP, true, tag).open();
        keep(self.rest, "section", eid, section);
        self.line("num", section.number.as_ref().map(AsRef::as_ref));
        self.line("heading", section.heading.as_ref().map(|heading| heading.own(self.language).as_ref()));
        let is_preamble = is_plain_of(section, &[SectionKind::Preamble]);
        let short = if is_preamble { "crossHeading" } else { "para" };
        for (clause, eid) in section.clauses.iter().zip(eids(self.names, eid, &clause_siblings(&section.clauses, short))) {
            if is_preamble {
                self.cross_heading(clause, &eid);
            } else {
                self.clause(clause, "paragraph", &eid);
            }
        }
        self.inner_sections(eid, &section.sections);
        self.output.close(element);
    }

    /// Writes a clause of a preamble within the main body, as the guideline of the United Nations has it.
    fn cross_heading(&mut self, clause: &Clause, eid: &str) {
        let preamble = self.concept("preamble", "preamble", "preamble");
        let refers_to = self.refers_to(clause, Some(preamble));
        let tag = self.output.tag("crossHeading").attribute("eId", eid).optional("refersTo", refers_to);
        clause.attributes(KEEP, true, tag).words(clause.text.own(self.language).as_str());
        self.beside(clause, eid);
    }

    fn clause(&mut self, clause: &Clause, element: &'static str, eid: &str) {
        let refers_to = self.refers_to(clause, None);
        let tag = self.output.tag(element).attribute("eId", eid).optional("refersTo", refers_to);
        clause.attributes(KEEP, true, tag).open();
        self.beside(clause, eid);
        self.line("num", clause.number.as_ref().map(AsRef::as_ref));
        // What holds elements of the hierarchy has no content beside them, but an introduction.
        let around = if clause.clauses.is_empty() { "content" } else { "intro" };
        self.output.tag(around).open();
        self.words(clause);
        self.output.close(around);
        for (clause, eid) in clause.clauses.iter().zip(eids(self.names, eid, &clause_siblings(&clause.clauses, "point"))) {
            self.clause(clause, "point", &eid);
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
}

/// How sections are called in names.
fn section_siblings(sections: &[Section]) -> Vec<Sibling<'_>> {
    let short = |section: &Section| if section.kind == Some(SectionKind::Annex) { "hcontainer" } else { "sec" };
    sections.iter().map(|section| (short(section), section.number.as_ref().map(AsRef::as_ref))).collect()
}

/// How clauses are called in names.
fn clause_siblings<'run>(clauses: &'run [Clause], short: &'static str) -> Vec<Sibling<'run>> {
    clauses.iter().map(|clause| (short, clause.number.as_ref().map(AsRef::as_ref))).collect()
}
