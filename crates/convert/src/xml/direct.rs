//! The straight way: from XML as our writer lays it out to the model, without events and tree. It takes what is right and common, and
//! gives up on all else; the general reader then finds every fault in its place, or reads what is right in a rarer way.
//!
//! Children stand in the order of the schema, in which `write` writes them; attributes stand in any.

mod clause;
mod ext;
mod source;
mod tags;
mod words;

use statemark::adoption::{Adoption, Ballot, Method, Vote};
use statemark::document::{Document, VALUE_LIMIT};
use statemark::entity::{Entity, EntityKind};
use statemark::form::DEPTH;
use statemark::language::LanguageTag;
use statemark::provenance::{Activity, Event};
use statemark::relation::{Relation, RelationType};
use statemark::section::{Section, SectionKind};
use statemark::signatory::{Role, Signatory};
use statemark::statement::{Occasion, Place, Statement, StatementType};
use statemark::topic::Topic;

use super::read;
use tags::{Tags, attributes};
use words::{count, current, namespace, word, words};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// The document that a text is, if it can be read straight.
pub(super) fn document(text: &str) -> Option<Document<'_>> {
    let statement = statement(text, text.strip_prefix(DECLARATION).unwrap_or(text), false)?;
    Some(Document::right(text, statement, read::node))
}

/// The record that a text is, if it can be read straight, in a collection that declares the namespace of Statemark alone.
pub(super) fn record(text: &str) -> Option<Document<'_>> {
    let statement = statement(text, text, true)?;
    Some(Document::right(text, statement, read::node_of_record))
}

fn statement(whole: &str, text: &str, is_record: bool) -> Option<Statement> {
    // So short a text cannot hold too many values.
    if whole.len() > VALUE_LIMIT {
        return None;
    }
    let mut reader = Reader { tags: Tags::new(text), language: None, sections: 0, clauses: 0 };
    let statement = reader.required("statement", |reader, name| reader.statement(name, is_record))?;
    reader.tags.is_at_end().then_some(statement)
}

/// Reads elements to the objects that they are. Each of its readers begins behind the name of a tag, and ends behind the element.
struct Reader<'text> {
    tags: Tags<'text>,
    /// The statement's own language, once it is known.
    language: Option<LanguageTag>,
    /// How many sections, and how many clauses, stand around the current element.
    sections: usize,
    clauses: usize,
}

impl Reader<'_> {
    fn statement(&mut self, name: &'static str, is_record: bool) -> Option<Statement> {
        attributes!(self {
            xmlns: namespace, version: current, id: word, kind as "type": StatementType::from_code,
            language as "xml:lang": word::<LanguageTag>, authentic: words, date: word, issuers: words,
        });
        if xmlns.is_none() && !is_record {
            return None;
        }
        self.language.clone_from(&language);
        let statement = Statement {
            statemark: version?,
            id: id?,
            kind: kind?,
            language: language?,
            authentic: authentic.unwrap_or_default(),
            date: date?,
            issuers: issuers?,
            identifiers: self.identifiers()?,
            title: self.required("title", Self::text)?,
            date_text: self.optional("date_text", Self::line)?,
            place: self.optional("place", Self::place)?,
            occasion: self.optional("occasion", Self::occasion)?,
            adoption: self.optional("adoption", Self::adoption)?,
            signatories: self.list("signatories", "signatory", Self::signatory)?,
            entities: self.some("entities", "entity", Self::entity)?,
            topics: self.list("topics", "topic", Self::topic)?,
            sources: self.list("sources", "source", Self::source)?,
            sections: self.some("sections", "section", Self::section)?,
            relations: self.list("relations", "relation", Self::relation)?,
            provenance: self.list("provenance", "event", Self::event)?,
            rights: self.optional("rights", Self::line)?,
            ext: self.ext()?,
        };
        self.tags.close(name)?;
        Some(statement)
    }

    fn place(&mut self, name: &'static str) -> Option<Place> {
        attributes!(self { country: word });
        Some(Place { country, name: word(&self.tags.words(name)?)? })
    }

    fn occasion(&mut self, name: &'static str) -> Option<Occasion> {
        attributes!(self { date: word });
        let occasion = Occasion { date, name: self.required("name", Self::text)? };
        self.tags.close(name)?;
        Some(occasion)
    }

    fn adoption(&mut self, name: &'static str) -> Option<Adoption> {
        attributes!(self { method: Method::from_code, in_favour as "for": count, against: count, abstaining: count });
        let adoption = Adoption {
            method: method?,
            in_favour,
            against,
            abstaining,
            meeting: self.optional("meeting", Self::line)?,
            votes: self.many("vote", Self::ballot)?,
        };
        self.tags.close(name)?;
        Some(adoption)
    }

    fn ballot(&mut self, name: &'static str) -> Option<Ballot> {
        attributes!(self { entity: word, vote: Vote::from_code });
        self.tags.close(name)?;
        Some(Ballot { entity: entity?, vote: vote? })
    }

    fn signatory(&mut self, name: &'static str) -> Option<Signatory> {
        attributes!(self { entity: word, role: Role::from_code, date: word });
        let signatory = Signatory { entity: entity?, role, date, place: self.optional("place", Self::place)? };
        self.tags.close(name)?;
        Some(signatory)
    }

    fn entity(&mut self, name: &'static str) -> Option<Entity> {
        attributes!(self { id: word, kind: EntityKind::from_code, country: word, of: word, members: words });
        let entity = Entity {
            id: id?,
            kind: kind?,
            country,
            of,
            members: members.unwrap_or_default(),
            name: self.required("name", Self::text)?,
            aliases: self.many("alias", Self::line)?,
            office: self.optional("office", Self::line)?,
            identifiers: self.identifiers()?,
            ext: self.ext()?,
        };
        self.tags.close(name)?;
        Some(entity)
    }

    fn topic(&mut self, name: &'static str) -> Option<Topic> {
        attributes!(self { id: word, broader: word, same_as as "match": word });
        let topic = Topic { id: id?, broader, same_as, label: self.required("label", Self::text)? };
        self.tags.close(name)?;
        Some(topic)
    }

    fn section(&mut self, name: &'static str) -> Option<Section> {
        self.nested(|reader| &mut reader.sections, |reader| reader.one_section(name))
    }

    fn one_section(&mut self, name: &'static str) -> Option<Section> {
        attributes!(self { id: word, kind: SectionKind::from_code, number: word });
        let section = Section {
            id,
            kind,
            number,
            heading: self.optional("heading", Self::text)?,
            clauses: self.many("clause", Self::clause)?,
            sections: self.many("section", Self::section)?,
        };
        self.tags.close(name)?;
        section.holds_something().then_some(section)
    }

    fn relation(&mut self, name: &'static str) -> Option<Relation> {
        attributes!(self { kind as "type": RelationType::from_code, reference as "ref": word });
        let relation = Relation { kind: kind?, reference: reference?, title: self.optional("title", Self::line)? };
        self.tags.close(name)?;
        Some(relation)
    }

    fn event(&mut self, name: &'static str) -> Option<Event> {
        attributes!(self { activity: Activity::from_code, date: word });
        let event = Event {
            activity: activity?,
            date,
            agent: self.required("agent", Self::line)?,
            note: self.optional("note", Self::line)?,
        };
        self.tags.close(name)?;
        Some(event)
    }
}

impl Reader<'_> {
    /// An element that must stand here.
    fn required<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Self, &'static str) -> Option<T>) -> Option<T> {
        if self.tags.begins(name) { read(self, name) } else { None }
    }

    /// An element that may stand here.
    #[expect(
        clippy::option_option,
        reason = "the outer one says whether the element is right, the inner one whether it is there"
    )]
    fn optional<T>(&mut self, name: &'static str, read: impl FnOnce(&mut Self, &'static str) -> Option<T>) -> Option<Option<T>> {
        if self.tags.begins(name) { read(self, name).map(Some) } else { Some(None) }
    }

    /// As many elements of a name as stand here.
    fn many<T>(&mut self, name: &'static str, read: impl Fn(&mut Self, &'static str) -> Option<T>) -> Option<Vec<T>> {
        let mut items = Vec::new();
        while self.tags.begins(name) {
            items.push(read(self, name)?);
        }
        Some(items)
    }

    /// The items of an element around them, which must stand here.
    fn some<T>(
        &mut self,
        name: &'static str,
        item: &'static str,
        read: impl Fn(&mut Self, &'static str) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.required(name, |reader, name| {
            reader.tags.no_attributes()?;
            let items = reader.many(item, read)?;
            reader.tags.close(name)?;
            (!items.is_empty()).then_some(items)
        })
    }

    /// The same, of an element that may be left out; an empty one may not stand here.
    fn list<T>(
        &mut self,
        name: &'static str,
        item: &'static str,
        read: impl Fn(&mut Self, &'static str) -> Option<T>,
    ) -> Option<Vec<T>> {
        if self.tags.is_at(name) { self.some(name, item, read) } else { Some(Vec::new()) }
    }

    /// An element that may stand in one of its own kind, down to `DEPTH`.
    fn nested<T>(&mut self, level: fn(&mut Self) -> &mut usize, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if *level(self) == DEPTH {
            return None;
        }
        *level(self) += 1;
        let value = read(self);
        *level(self) -= 1;
        value
    }
}

#[cfg(test)]
mod tests;
