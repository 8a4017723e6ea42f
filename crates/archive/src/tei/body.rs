//! The words, and beside them who does what to whom, and in which words of a source.

use statemark::act::Act;
use statemark::clause::Clause;
use statemark::id::Id;
use statemark::language::LanguageTag;
use statemark::number::Confidence;
use statemark::section::{Section, SectionKind};
use statemark_convert::xml::{Writer, output::Output};

use super::header::renamed;
use super::write::{keep, words};
use crate::names::Names;

/// What a section without a kind is called.
pub(super) const SECTION: &str = "section";

/// Writes the words, and what is said of them.
pub(super) struct Body<'run, 'statement, 'bytes> {
    pub(super) output: Output<'bytes>,
    pub(super) relations: Output<'bytes>,
    pub(super) annotations: Output<'bytes>,
    pub(super) rest: &'run mut Writer<'statement, 'bytes>,
    pub(super) names: &'run mut Names,
    pub(super) language: &'statement LanguageTag,
    /// The acts that are pointed at, and their names.
    pub(super) acts: Vec<(Act, String)>,
}

impl Body<'_, '_, '_> {
    pub(super) fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            self.section(section);
        }
    }

    fn section(&mut self, section: &Section) {
        let name = section.id.as_ref().map(|id| self.names.take(id.as_str()));
        let kind = section.kind.map_or(SECTION, SectionKind::code);
        let tag = self.output.tag("div").attribute("type", kind).optional("n", section.number.as_ref());
        tag.optional("xml:id", name.as_ref()).open();
        section.heading.iter().for_each(|heading| words(&mut self.output, "head", heading, self.language));
        self.clauses(&section.clauses);
        self.sections(&section.sections);
        self.output.close("div");
        if let (Some(name), Some(id)) = (&name, &section.id) {
            keep(self.rest, "section", name, section, renamed(name, id.as_str()));
        }
    }

    fn clauses(&mut self, clauses: &[Clause]) {
        let mut previous = None;
        for clause in clauses {
            previous = Some(self.clause(clause, previous.as_deref()));
        }
    }

    /// Writes a clause behind another; gives its name.
    fn clause(&mut self, clause: &Clause, previous: Option<&str>) -> String {
        let name = self.names.take(clause.id.as_str());
        let mut also = renamed(&name, clause.id.as_str()).to_vec();
        let topics = self.pointers("topics", &clause.topics, &mut also);
        let previous = previous.filter(|_| clause.continues).map(|previous| format!("#{previous}"));
        if clause.continues && previous.is_none() {
            also.push("continues");
        }
        let tag = self.output.tag("div").attribute("type", "clause").optional("n", clause.number.as_ref());
        let tag = tag.optional("prev", previous).number("cert", clause.confidence.map(Confidence::get));
        tag.optional("ana", topics).attribute("xml:id", &name).open();
        words(&mut self.output, "ab", &clause.text, self.language);
        self.act(clause, &name, &mut also);
        self.evidence(clause, &name, &mut also);
        self.note(clause, &name);
        keep(self.rest, "clause", &name, clause, &also);
        self.clauses(&clause.clauses);
        self.output.close("div");
        name
    }

    fn note(&mut self, clause: &Clause, name: &str) {
        let Some(note) = &clause.note else { return };
        let id = self.names.take("note");
        let tag = self.annotations.tag("annotation").attribute("motivation", "commenting");
        tag.attribute("target", format!("#{name}")).attribute("xml:id", id).open();
        self.annotations.tag("note").words(note.as_str());
        self.annotations.close("annotation");
    }

    /// Writes who does what to whom, and about what, as far as relations can say it.
    fn act(&mut self, clause: &Clause, name: &str, also: &mut Vec<&'static str>) {
        match (clause.act, self.names.all_pointers(&clause.by).filter(|by| !by.is_empty())) {
            (Some(act), Some(by)) => {
                let to = self.pointers("to", &clause.to, also);
                let ana = format!("#{}", self.category(act));
                let tag = self.relations.tag("relation").attribute("type", "act").attribute("name", act.code());
                let tag = tag.attribute("active", by.join(" ")).optional("passive", to);
                tag.attribute("ana", ana).attribute("corresp", format!("#{name}")).empty();
            }
            _ => also.extend(["by", "act", "to"]),
        }
        if let Some(about) = self.pointers("about", &clause.about, also) {
            let tag = self.relations.tag("relation").attribute("type", "about").attribute("name", "about");
            tag.attribute("active", format!("#{name}")).attribute("passive", about).empty();
        }
    }

    /// Pointers to the objects that ids name; the field is kept where they lead nowhere.
    fn pointers(&self, field: &'static str, ids: &[Id], also: &mut Vec<&'static str>) -> Option<String> {
        let pointers = self.names.all_pointers(ids);
        if pointers.is_none() {
            also.push(field);
        }
        pointers.filter(|pointers| !pointers.is_empty()).map(|pointers| pointers.join(" "))
    }

    fn category(&mut self, act: Act) -> String {
        if let Some((_, name)) = self.acts.iter().find(|(known, _)| *known == act) {
            return name.clone();
        }
        let name = self.names.take(&format!("act.{}", act.code()));
        self.acts.push((act, name.clone()));
        name
    }

    /// Writes the words of sources, if each of these is there, with their places in it: characters, as RFC 5147 counts them.
    fn evidence(&mut self, clause: &Clause, name: &str, also: &mut Vec<&'static str>) {
        let Some(sources) = self.names.all_pointers(clause.evidence.iter().map(|evidence| &evidence.source)) else {
            return also.push("evidence");
        };
        for (evidence, source) in clause.evidence.iter().zip(sources) {
            let id = self.names.take("evidence");
            let place = format!("char={},{}", evidence.start.get(), evidence.end.get());
            let tag = self.annotations.tag("annotation").attribute("motivation", "linking").attribute("n", place);
            tag.attribute("target", format!("#{name} {source}")).attribute("xml:id", id).open();
            self.annotations.tag("note").preserving(evidence.exact.as_str()).words(evidence.exact.as_str());
            self.annotations.close("annotation");
        }
    }
}
