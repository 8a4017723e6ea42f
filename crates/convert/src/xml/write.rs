//! Writes a statement as events, each object as the schema has it: attributes and children in its order.

mod ext;
pub(super) mod output;

use std::collections::BTreeMap;
use std::io;

use statemark::act::Act;
use statemark::action::Action;
use statemark::adoption::Adoption;
use statemark::clause::{Clause, Emphasis};
use statemark::entity::Entity;
use statemark::evidence::Evidence;
use statemark::id::Scheme;
use statemark::language::LanguageTag;
use statemark::number::Confidence;
use statemark::provenance::Event;
use statemark::relation::Relation;
use statemark::section::{Section, SectionKind};
use statemark::signatory::{Role, Signatory};
use statemark::source::{Extent, Source};
use statemark::statement::{Occasion, Place, Statement};
use statemark::text::{Line, Text};
use statemark::topic::Topic;

use super::NAMESPACE;
use output::{Output, Tag};

/// Writes a statement with its XML declaration.
pub(super) fn document(writer: impl io::Write, statement: &Statement) -> io::Result<()> {
    let mut writer = Writer { output: Output::new(writer), language: &statement.language };
    writer.output.declaration()?;
    writer.statement(statement)?;
    writer.output.finish()
}

struct Writer<'statement, W: io::Write> {
    output: Output<W>,
    /// The language that words without `xml:lang` are in.
    language: &'statement LanguageTag,
}

impl<W: io::Write> Writer<'_, W> {
    fn statement(&mut self, statement: &Statement) -> io::Result<()> {
        let tag = Tag::new("statement")
            .attribute("xmlns", NAMESPACE)
            .attribute("version", statement.statemark.as_str())
            .attribute("id", &statement.id)
            .attribute("type", statement.kind.code())
            .attribute("xml:lang", &statement.language)
            .list("authentic", &statement.authentic)
            .attribute("date", &statement.date)
            .list("issuers", &statement.issuers);
        self.output.open(&tag)?;
        self.identifiers(&statement.identifiers)?;
        self.text("title", &statement.title)?;
        self.line("date_text", statement.date_text.as_ref())?;
        self.place(statement.place.as_ref())?;
        self.occasion(statement.occasion.as_ref())?;
        self.adoption(statement.adoption.as_ref())?;
        self.list("signatories", &statement.signatories, Self::signatory)?;
        self.list("entities", &statement.entities, Self::entity)?;
        self.list("topics", &statement.topics, Self::topic)?;
        self.list("sources", &statement.sources, Self::source)?;
        self.list("sections", &statement.sections, Self::section)?;
        self.list("relations", &statement.relations, Self::relation)?;
        self.list("provenance", &statement.provenance, Self::event)?;
        self.line("rights", statement.rights.as_ref())?;
        self.ext(&statement.ext)?;
        self.output.close(&tag)
    }

    fn place(&mut self, place: Option<&Place>) -> io::Result<()> {
        place.map_or(Ok(()), |place| {
            self.output.words(&Tag::new("place").optional("country", place.country.as_ref()), place.name.as_str())
        })
    }

    fn occasion(&mut self, occasion: Option<&Occasion>) -> io::Result<()> {
        let Some(occasion) = occasion else { return Ok(()) };
        let tag = Tag::new("occasion").optional("date", occasion.date.as_ref());
        self.output.open(&tag)?;
        self.text("name", &occasion.name)?;
        self.output.close(&tag)
    }

    fn adoption(&mut self, adoption: Option<&Adoption>) -> io::Result<()> {
        let Some(adoption) = adoption else { return Ok(()) };
        let tag = Tag::new("adoption")
            .attribute("method", adoption.method.code())
            .count("for", adoption.in_favour)
            .count("against", adoption.against)
            .count("abstaining", adoption.abstaining);
        if adoption.meeting.is_none() && adoption.votes.is_empty() {
            return self.output.empty(&tag);
        }
        self.output.open(&tag)?;
        self.line("meeting", adoption.meeting.as_ref())?;
        for ballot in &adoption.votes {
            self.output.empty(&Tag::new("vote").attribute("entity", &ballot.entity).attribute("vote", ballot.vote.code()))?;
        }
        self.output.close(&tag)
    }

    fn signatory(&mut self, signatory: &Signatory) -> io::Result<()> {
        let tag = Tag::new("signatory")
            .attribute("entity", &signatory.entity)
            .optional("role", signatory.role.map(Role::code))
            .optional("date", signatory.date.as_ref());
        if signatory.place.is_none() {
            return self.output.empty(&tag);
        }
        self.output.open(&tag)?;
        self.place(signatory.place.as_ref())?;
        self.output.close(&tag)
    }

    fn entity(&mut self, entity: &Entity) -> io::Result<()> {
        let tag = Tag::new("entity")
            .attribute("id", &entity.id)
            .attribute("kind", entity.kind.code())
            .optional("country", entity.country.as_ref())
            .optional("of", entity.of.as_ref())
            .list("members", &entity.members);
        self.output.open(&tag)?;
        self.text("name", &entity.name)?;
        self.lines("alias", &entity.aliases)?;
        self.line("office", entity.office.as_ref())?;
        self.identifiers(&entity.identifiers)?;
        self.ext(&entity.ext)?;
        self.output.close(&tag)
    }

    fn topic(&mut self, topic: &Topic) -> io::Result<()> {
        let tag = Tag::new("topic")
            .attribute("id", &topic.id)
            .optional("broader", topic.broader.as_ref())
            .optional("match", topic.same_as.as_ref());
        self.output.open(&tag)?;
        self.text("label", &topic.label)?;
        self.output.close(&tag)
    }

    fn source(&mut self, source: &Source) -> io::Result<()> {
        let tag = Tag::new("source")
            .attribute("id", &source.id)
            .attribute("kind", source.kind.code())
            .optional("xml:lang", source.language.as_ref())
            .optional("published", source.published.as_ref())
            .optional("updated", source.updated.as_ref())
            .optional("retrieved", source.retrieved.as_ref())
            .optional("url", source.url.as_ref())
            .optional("extent", source.extent.map(Extent::code))
            .optional("sha256", source.sha256.as_ref());
        let lines = [&source.title, &source.publisher, &source.rights];
        let only_tag = source.text.is_none() && source.file.is_none() && source.authors.is_empty() && source.ext.is_empty();
        if only_tag && lines.iter().all(|line| line.is_none()) {
            return self.output.empty(&tag);
        }
        self.output.open(&tag)?;
        self.line("title", source.title.as_ref())?;
        self.line("publisher", source.publisher.as_ref())?;
        self.lines("author", &source.authors)?;
        self.line("rights", source.rights.as_ref())?;
        if let Some(text) = &source.text {
            self.output.words(&Tag::new("text").preserving(text.as_str()), text.as_str())?;
        }
        if let Some(file) = &source.file {
            self.output.words(&Tag::new("file"), file.as_str())?;
        }
        self.ext(&source.ext)?;
        self.output.close(&tag)
    }

    fn section(&mut self, section: &Section) -> io::Result<()> {
        let tag = Tag::new("section")
            .optional("id", section.id.as_ref())
            .optional("kind", section.kind.map(SectionKind::code))
            .optional("number", section.number.as_ref());
        self.output.open(&tag)?;
        section.heading.iter().try_for_each(|heading| self.text("heading", heading))?;
        section.clauses.iter().try_for_each(|clause| self.clause(clause))?;
        section.sections.iter().try_for_each(|section| self.section(section))?;
        self.output.close(&tag)
    }

    fn clause(&mut self, clause: &Clause) -> io::Result<()> {
        let tag = Tag::new("clause")
            .attribute("id", &clause.id)
            .optional("number", clause.number.as_ref())
            .optional("continues", clause.continues.then_some("true"))
            .list("by", &clause.by)
            .optional("act", clause.act.map(Act::code))
            .optional("inner_act", clause.inner_act.map(Act::code))
            .optional("emphasis", clause.emphasis.map(Emphasis::code))
            .list("to", &clause.to)
            .list("about", &clause.about)
            .list("topics", &clause.topics)
            .number("confidence", clause.confidence.map(Confidence::get));
        self.output.open(&tag)?;
        self.text("text", &clause.text)?;
        clause.condition.iter().try_for_each(|condition| self.text("condition", condition))?;
        clause.actions.iter().try_for_each(|action| self.action(action))?;
        clause.evidence.iter().try_for_each(|evidence| self.evidence(evidence))?;
        clause.relations.iter().try_for_each(|relation| self.relation(relation))?;
        self.line("note", clause.note.as_ref())?;
        clause.clauses.iter().try_for_each(|clause| self.clause(clause))?;
        self.ext(&clause.ext)?;
        self.output.close(&tag)
    }

    fn action(&mut self, action: &Action) -> io::Result<()> {
        let tag = Tag::new("action")
            .optional("id", action.id.as_ref())
            .list("by", &action.by)
            .list("with", &action.with)
            .optional("due", action.due.as_ref())
            .optional("under", action.under.as_ref());
        self.output.open(&tag)?;
        self.text("what", &action.what)?;
        self.line("due_text", action.due_text.as_ref())?;
        action.condition.iter().try_for_each(|condition| self.text("condition", condition))?;
        self.ext(&action.ext)?;
        self.output.close(&tag)
    }

    fn evidence(&mut self, evidence: &Evidence) -> io::Result<()> {
        let tag = Tag::new("evidence")
            .attribute("source", &evidence.source)
            .count("start", Some(evidence.start))
            .count("end", Some(evidence.end))
            .preserving(evidence.exact.as_str());
        self.output.words(&tag, evidence.exact.as_str())
    }

    fn relation(&mut self, relation: &Relation) -> io::Result<()> {
        let tag = Tag::new("relation").attribute("type", relation.kind.code()).attribute("ref", &relation.reference);
        if relation.title.is_none() {
            return self.output.empty(&tag);
        }
        self.output.open(&tag)?;
        self.line("title", relation.title.as_ref())?;
        self.output.close(&tag)
    }

    fn event(&mut self, event: &Event) -> io::Result<()> {
        let tag = Tag::new("event").attribute("activity", event.activity.code()).optional("date", event.date.as_ref());
        self.output.open(&tag)?;
        self.line("agent", Some(&event.agent))?;
        self.line("note", event.note.as_ref())?;
        self.output.close(&tag)
    }

    /// Writes a list of the statement inside an element of its own.
    fn list<T>(&mut self, name: &'static str, items: &[T], write: fn(&mut Self, &T) -> io::Result<()>) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let tag = Tag::new(name);
        self.output.open(&tag)?;
        items.iter().try_for_each(|item| write(self, item))?;
        self.output.close(&tag)
    }

    /// Writes words in each of their languages, the statement's own first and without its name.
    fn text(&mut self, name: &'static str, text: &Text) -> io::Result<()> {
        let language = self.language;
        self.output.words(&Tag::new(name), text.own(language).as_str())?;
        text.others(language)
            .try_for_each(|(tag, line)| self.output.words(&Tag::new(name).attribute("xml:lang", tag), line.as_str()))
    }

    fn line(&mut self, name: &'static str, line: Option<&Line>) -> io::Result<()> {
        line.map_or(Ok(()), |line| self.output.words(&Tag::new(name), line.as_str()))
    }

    fn lines(&mut self, name: &'static str, lines: &[Line]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.line(name, Some(line)))
    }

    fn identifiers(&mut self, identifiers: &BTreeMap<Scheme, Line>) -> io::Result<()> {
        identifiers.iter().try_for_each(|(scheme, value)| {
            self.output.words(&Tag::new("identifier").attribute("scheme", scheme), value.as_str())
        })
    }
}
