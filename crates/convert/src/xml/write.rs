//! Writes a statement, each object as the schema has it: attributes and children in its order.

mod ext;

use std::collections::BTreeMap;

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
use super::output::Output;

/// Writes a statement with its XML declaration, as a file holds it.
pub(super) fn document(bytes: &mut Vec<u8>, statement: &Statement) {
    let mut writer = Writer { output: Output::new(bytes), language: &statement.language };
    writer.output.declaration();
    writer.statement(statement, Some(NAMESPACE));
}

/// Writes a statement as a record of a collection, whose root declares the namespace.
pub(super) fn record(bytes: &mut Vec<u8>, statement: &Statement) {
    Writer { output: Output::new(bytes), language: &statement.language }.statement(statement, None);
}

/// Writes the objects of a statement, each as its own XML has it, also as parts of documents that others define: `archive` does so.
///
/// ```
/// use statemark::{language::LanguageTag, text::{Line, Text}};
/// use statemark_convert::xml::{Writer, output::Output};
/// let language = LanguageTag::new("en").unwrap();
/// let mut bytes = Vec::new();
/// let mut writer = Writer::new(Output::new(&mut bytes), &language);
/// writer.text("heading", &Text::Plain(Line::new("On rain").unwrap()));
/// assert_eq!(bytes, b"<heading>On rain</heading>\n");
/// ```
#[derive(Debug)]
pub struct Writer<'statement, 'bytes> {
    /// Where it writes.
    pub output: Output<'bytes>,
    /// The language that words without `xml:lang` are in.
    language: &'statement LanguageTag,
}

impl<'statement, 'bytes> Writer<'statement, 'bytes> {
    /// Writes there what has words in this language of its own.
    pub fn new(output: Output<'bytes>, language: &'statement LanguageTag) -> Self {
        Self { output, language }
    }
}

impl Writer<'_, '_> {
    fn statement(&mut self, statement: &Statement, namespace: Option<&str>) {
        self.output
            .tag("statement")
            .optional("xmlns", namespace)
            .attribute("version", statement.statemark.as_str())
            .attribute("id", &statement.id)
            .attribute("type", statement.kind.code())
            .attribute("xml:lang", &statement.language)
            .list("authentic", &statement.authentic)
            .attribute("date", &statement.date)
            .list("issuers", &statement.issuers)
            .open();
        self.identifiers(&statement.identifiers);
        self.text("title", &statement.title);
        self.line("date_text", statement.date_text.as_ref());
        self.place(statement.place.as_ref());
        self.occasion(statement.occasion.as_ref());
        self.adoption(statement.adoption.as_ref());
        self.list("signatories", &statement.signatories, Self::signatory);
        self.list("entities", &statement.entities, Self::entity);
        self.list("topics", &statement.topics, Self::topic);
        self.list("sources", &statement.sources, Self::source);
        self.list("sections", &statement.sections, Self::section);
        self.list("relations", &statement.relations, Self::relation);
        self.list("provenance", &statement.provenance, Self::event);
        self.line("rights", statement.rights.as_ref());
        self.ext(&statement.ext);
        self.output.close("statement");
    }

    /// Writes a place.
    pub fn place(&mut self, place: Option<&Place>) {
        if let Some(place) = place {
            self.output.tag("place").optional("country", place.country.as_ref()).words(place.name.as_str());
        }
    }

    /// Writes an occasion.
    pub fn occasion(&mut self, occasion: Option<&Occasion>) {
        let Some(occasion) = occasion else { return };
        self.output.tag("occasion").optional("date", occasion.date.as_ref()).open();
        self.text("name", &occasion.name);
        self.output.close("occasion");
    }

    /// Writes how a text was adopted.
    pub fn adoption(&mut self, adoption: Option<&Adoption>) {
        let Some(adoption) = adoption else { return };
        let tag = self
            .output
            .tag("adoption")
            .attribute("method", adoption.method.code())
            .count("for", adoption.in_favour)
            .count("against", adoption.against)
            .count("abstaining", adoption.abstaining);
        if adoption.meeting.is_none() && adoption.votes.is_empty() {
            return tag.empty();
        }
        tag.open();
        self.line("meeting", adoption.meeting.as_ref());
        for ballot in &adoption.votes {
            self.output.tag("vote").attribute("entity", &ballot.entity).attribute("vote", ballot.vote.code()).empty();
        }
        self.output.close("adoption");
    }

    /// Writes one who signed.
    pub fn signatory(&mut self, signatory: &Signatory) {
        let tag = self
            .output
            .tag("signatory")
            .attribute("entity", &signatory.entity)
            .optional("role", signatory.role.map(Role::code))
            .optional("date", signatory.date.as_ref());
        if signatory.place.is_none() {
            return tag.empty();
        }
        tag.open();
        self.place(signatory.place.as_ref());
        self.output.close("signatory");
    }

    fn entity(&mut self, entity: &Entity) {
        self.output
            .tag("entity")
            .attribute("id", &entity.id)
            .attribute("kind", entity.kind.code())
            .optional("country", entity.country.as_ref())
            .optional("of", entity.of.as_ref())
            .list("members", &entity.members)
            .open();
        self.text("name", &entity.name);
        self.lines("alias", &entity.aliases);
        self.line("office", entity.office.as_ref());
        self.identifiers(&entity.identifiers);
        self.ext(&entity.ext);
        self.output.close("entity");
    }

    fn topic(&mut self, topic: &Topic) {
        self.output
            .tag("topic")
            .attribute("id", &topic.id)
            .optional("broader", topic.broader.as_ref())
            .optional("match", topic.same_as.as_ref())
            .open();
        self.text("label", &topic.label);
        self.output.close("topic");
    }

    /// Writes a source.
    pub fn source(&mut self, source: &Source) {
        let tag = self
            .output
            .tag("source")
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
            return tag.empty();
        }
        tag.open();
        self.line("title", source.title.as_ref());
        self.line("publisher", source.publisher.as_ref());
        self.lines("author", &source.authors);
        self.line("rights", source.rights.as_ref());
        if let Some(text) = &source.text {
            self.output.tag("text").preserving(text.as_str()).words(text.as_str());
        }
        if let Some(file) = &source.file {
            self.output.tag("file").words(file.as_str());
        }
        self.ext(&source.ext);
        self.output.close("source");
    }

    fn section(&mut self, section: &Section) {
        self.output
            .tag("section")
            .optional("id", section.id.as_ref())
            .optional("kind", section.kind.map(SectionKind::code))
            .optional("number", section.number.as_ref())
            .open();
        section.heading.iter().for_each(|heading| self.text("heading", heading));
        section.clauses.iter().for_each(|clause| self.clause(clause));
        section.sections.iter().for_each(|section| self.section(section));
        self.output.close("section");
    }

    fn clause(&mut self, clause: &Clause) {
        self.output
            .tag("clause")
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
            .number("confidence", clause.confidence.map(Confidence::get))
            .open();
        self.text("text", &clause.text);
        clause.condition.iter().for_each(|condition| self.text("condition", condition));
        clause.actions.iter().for_each(|action| self.action(action));
        clause.evidence.iter().for_each(|evidence| self.evidence(evidence));
        clause.relations.iter().for_each(|relation| self.relation(relation));
        self.line("note", clause.note.as_ref());
        clause.clauses.iter().for_each(|clause| self.clause(clause));
        self.ext(&clause.ext);
        self.output.close("clause");
    }

    /// Writes what is to be done.
    pub fn action(&mut self, action: &Action) {
        self.output
            .tag("action")
            .optional("id", action.id.as_ref())
            .list("by", &action.by)
            .list("with", &action.with)
            .optional("due", action.due.as_ref())
            .optional("under", action.under.as_ref())
            .open();
        self.text("what", &action.what);
        self.line("due_text", action.due_text.as_ref());
        action.condition.iter().for_each(|condition| self.text("condition", condition));
        self.ext(&action.ext);
        self.output.close("action");
    }

    /// Writes the words of a source.
    pub fn evidence(&mut self, evidence: &Evidence) {
        self.output
            .tag("evidence")
            .attribute("source", &evidence.source)
            .count("start", Some(evidence.start))
            .count("end", Some(evidence.end))
            .preserving(evidence.exact.as_str())
            .words(evidence.exact.as_str());
    }

    /// Writes a relation.
    pub fn relation(&mut self, relation: &Relation) {
        let tag = self.output.tag("relation").attribute("type", relation.kind.code()).attribute("ref", &relation.reference);
        if relation.title.is_none() {
            return tag.empty();
        }
        tag.open();
        self.line("title", relation.title.as_ref());
        self.output.close("relation");
    }

    /// Writes what was done to make the document.
    pub fn event(&mut self, event: &Event) {
        self.output.tag("event").attribute("activity", event.activity.code()).optional("date", event.date.as_ref()).open();
        self.line("agent", Some(&event.agent));
        self.line("note", event.note.as_ref());
        self.output.close("event");
    }

    /// Writes a list of the statement inside an element of its own.
    pub fn list<T>(&mut self, name: &'static str, items: &[T], write: fn(&mut Self, &T)) {
        if !items.is_empty() {
            self.output.tag(name).open();
            self.run(items, write);
            self.output.close(name);
        }
    }

    /// Writes items one behind the other.
    pub fn run<T>(&mut self, items: &[T], write: fn(&mut Self, &T)) {
        for item in items {
            write(self, item);
        }
    }

    /// Writes words in each of their languages, the statement's own first and without its name.
    pub fn text(&mut self, name: &'static str, text: &Text) {
        self.line(name, Some(text.own(self.language)));
        self.others(name, text);
    }

    /// Writes words in each of their languages but the statement's own.
    pub fn others(&mut self, name: &'static str, text: &Text) {
        for (tag, line) in text.others(self.language) {
            self.output.tag(name).attribute("xml:lang", tag).words(line.as_str());
        }
    }

    /// Writes a line of words, if there is one.
    pub fn line(&mut self, name: &'static str, line: Option<&Line>) {
        if let Some(line) = line {
            self.output.tag(name).words(line.as_str());
        }
    }

    /// Writes lines of words.
    pub fn lines(&mut self, name: &'static str, lines: &[Line]) {
        for line in lines {
            self.line(name, Some(line));
        }
    }

    /// Writes identifiers, each with its scheme.
    pub fn identifiers(&mut self, identifiers: &BTreeMap<Scheme, Line>) {
        for (scheme, value) in identifiers {
            self.output.tag("identifier").attribute("scheme", scheme).words(value.as_str());
        }
    }
}
