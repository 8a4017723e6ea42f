//! Ways through a statement: each id, reference, date, text … with the way to it, which costs nothing until a rule has something to say.

use std::collections::BTreeMap;

use statemark::clause::Clause;
use statemark::date::Date;
use statemark::evidence::Evidence;
use statemark::id::{Id, Scheme};
use statemark::language::LanguageTag;
use statemark::pointer::Pointer;
use statemark::relation::Relation;
use statemark::text::{Line, Text};

use crate::outline::{Item, Outline, Place};

/// The way from the root to a value, as a chain on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Trail<'up> {
    up: Option<&'up Trail<'up>>,
    step: Step<'up>,
}

#[derive(Clone, Copy)]
enum Step<'up> {
    /// All steps to a section or a clause.
    Place(Place<'up>),
    Key(&'up str),
    Index(usize),
}

impl<'up> Trail<'up> {
    /// The way to a field of the statement.
    pub(crate) fn new(key: &'up str) -> Self {
        Self { up: None, step: Step::Key(key) }
    }

    /// The way to a section or a clause.
    pub(crate) fn of(place: Place<'up>) -> Self {
        Self { up: None, step: Step::Place(place) }
    }

    /// The way to what stands under `key`.
    pub(crate) fn key<'here>(&'here self, key: &'here str) -> Trail<'here> {
        Trail { up: Some(self), step: Step::Key(key) }
    }

    /// The way to the item at `index`.
    pub(crate) fn index(&self, index: usize) -> Trail<'_> {
        Trail { up: Some(self), step: Step::Index(index) }
    }

    /// Whether the way begins with a field of the statement.
    pub(crate) fn is_in(&self, field: &str) -> bool {
        match (self.up, self.step) {
            (Some(up), _) => up.is_in(field),
            (None, Step::Place(_)) => field == "sections",
            (None, Step::Key(key)) => key == field,
            (None, Step::Index(_)) => false,
        }
    }

    /// The way as a pointer.
    pub(crate) fn pointer(&self) -> Pointer {
        let above = self.up.map(Trail::pointer).unwrap_or_default();
        match self.step {
            Step::Place(place) => place.pointer(),
            Step::Key(key) => above.key(key),
            Step::Index(index) => above.index(index),
        }
    }
}

/// What an id can be the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Entity,
    Topic,
    Source,
    Section,
    Clause,
    Action,
}

impl Kind {
    /// The kind with its article, as messages call it.
    pub(crate) fn a(self) -> &'static str {
        match self {
            Self::Entity => "an entity",
            Self::Topic => "a topic",
            Self::Source => "a source",
            Self::Section => "a section",
            Self::Clause => "a clause",
            Self::Action => "an action",
        }
    }

    /// The kind alone.
    pub(crate) fn name(self) -> &'static str {
        self.a().split_once(' ').map_or("", |(_, name)| name)
    }
}

/// Each id that the statement gives to something, with the way to that thing.
pub(crate) fn each_id<'s>(outline: &Outline<'s>, mut visit: impl FnMut(&'s Id, Kind, &Trail<'_>)) {
    let statement = outline.statement;
    for (index, entity) in statement.entities.iter().enumerate() {
        visit(&entity.id, Kind::Entity, &Trail::new("entities").index(index));
    }
    for (index, topic) in statement.topics.iter().enumerate() {
        visit(&topic.id, Kind::Topic, &Trail::new("topics").index(index));
    }
    for (index, source) in statement.sources.iter().enumerate() {
        visit(&source.id, Kind::Source, &Trail::new("sources").index(index));
    }
    for (item, place) in outline.items() {
        match item {
            Item::Section(section) => section.id.iter().for_each(|id| visit(id, Kind::Section, &place.trail())),
            Item::Clause(clause) => {
                visit(&clause.id, Kind::Clause, &place.trail());
                for (index, action) in clause.actions.iter().enumerate() {
                    if let Some(id) = &action.id {
                        visit(id, Kind::Action, &place.trail().key("actions").index(index));
                    }
                }
            }
        }
    }
}

/// Each list of ids that stand for something which is described elsewhere, what they must be the ids of, and the name of the list.
pub(crate) fn each_list(outline: &Outline<'_>, mut visit: impl FnMut(&[Id], Kind, &Trail<'_>, &str)) {
    let statement = outline.statement;
    visit(&statement.issuers, Kind::Entity, &Trail::new("issuers"), "issuers");
    let mut list = |ids: &[Id], kind, trail: &Trail<'_>, name: &str| {
        if !ids.is_empty() {
            visit(ids, kind, &trail.key(name), name);
        }
    };
    for (index, entity) in statement.entities.iter().enumerate() {
        list(&entity.members, Kind::Entity, &Trail::new("entities").index(index), "members");
    }
    for at in outline.clauses() {
        let (clause, trail) = (at.clause, at.trail());
        list(&clause.by, Kind::Entity, &trail, "by");
        list(&clause.to, Kind::Entity, &trail, "to");
        list(&clause.about, Kind::Entity, &trail, "about");
        list(&clause.topics, Kind::Topic, &trail, "topics");
        for (index, action) in clause.actions.iter().enumerate() {
            list(&action.by, Kind::Entity, &trail.key("actions").index(index), "by");
            list(&action.with, Kind::Entity, &trail.key("actions").index(index), "with");
        }
    }
}

/// Each id that stands for something which is described elsewhere, and what it must be the id of.
pub(crate) fn each_reference(outline: &Outline<'_>, mut visit: impl FnMut(&Id, Kind, &Trail<'_>)) {
    each_list(outline, |ids, kind, trail, _| {
        for (index, id) in ids.iter().enumerate() {
            visit(id, kind, &trail.index(index));
        }
    });
    each_single_reference(outline, visit);
}

fn each_single_reference(outline: &Outline<'_>, mut visit: impl FnMut(&Id, Kind, &Trail<'_>)) {
    let statement = outline.statement;
    for (index, signatory) in statement.signatories.iter().enumerate() {
        visit(&signatory.entity, Kind::Entity, &Trail::new("signatories").index(index).key("entity"));
    }
    for (index, ballot) in statement.adoption.iter().flat_map(|adoption| &adoption.votes).enumerate() {
        visit(&ballot.entity, Kind::Entity, &Trail::new("adoption").key("votes").index(index).key("entity"));
    }
    for (index, entity) in statement.entities.iter().enumerate() {
        if let Some(of) = &entity.of {
            visit(of, Kind::Entity, &Trail::new("entities").index(index).key("of"));
        }
    }
    for (index, topic) in statement.topics.iter().enumerate() {
        if let Some(broader) = &topic.broader {
            visit(broader, Kind::Topic, &Trail::new("topics").index(index).key("broader"));
        }
    }
    for at in outline.clauses() {
        for (index, action) in at.clause.actions.iter().enumerate() {
            if let Some(under) = &action.under {
                visit(under, Kind::Entity, &at.trail().key("actions").index(index).key("under"));
            }
        }
    }
    each_evidence(outline, |evidence, trail| visit(&evidence.source, Kind::Source, &trail.key("source")));
}

/// Each quote.
pub(crate) fn each_evidence(outline: &Outline<'_>, mut visit: impl FnMut(&Evidence, &Trail<'_>)) {
    for at in outline.clauses() {
        for (index, evidence) in at.clause.evidence.iter().enumerate() {
            visit(evidence, &at.trail().key("evidence").index(index));
        }
    }
}

/// Each relation, with the clause that has it, or none where the statement has it.
pub(crate) fn each_relation(outline: &Outline<'_>, mut visit: impl FnMut(&Relation, Option<&Clause>, &Trail<'_>)) {
    let statement = outline.statement;
    for (index, relation) in statement.relations.iter().enumerate() {
        visit(relation, None, &Trail::new("relations").index(index));
    }
    for at in outline.clauses() {
        for (index, relation) in at.clause.relations.iter().enumerate() {
            visit(relation, Some(at.clause), &at.trail().key("relations").index(index));
        }
    }
}

/// Each date.
pub(crate) fn each_date(outline: &Outline<'_>, mut visit: impl FnMut(&Date, &Trail<'_>)) {
    let statement = outline.statement;
    visit(&statement.date, &Trail::new("date"));
    let mut some = |date: Option<&Date>, trail: Trail<'_>| {
        if let Some(date) = date {
            visit(date, &trail);
        }
    };
    some(statement.occasion.as_ref().and_then(|occasion| occasion.date.as_ref()), Trail::new("occasion").key("date"));
    for (index, signatory) in statement.signatories.iter().enumerate() {
        some(signatory.date.as_ref(), Trail::new("signatories").index(index).key("date"));
    }
    for (index, source) in statement.sources.iter().enumerate() {
        some(source.published.as_ref(), Trail::new("sources").index(index).key("published"));
        some(source.updated.as_ref(), Trail::new("sources").index(index).key("updated"));
        some(source.retrieved.as_ref(), Trail::new("sources").index(index).key("retrieved"));
    }
    for (index, event) in statement.provenance.iter().enumerate() {
        some(event.date.as_ref(), Trail::new("provenance").index(index).key("date"));
    }
    for at in outline.clauses() {
        for (index, action) in at.clause.actions.iter().enumerate() {
            some(action.due.as_ref(), at.trail().key("actions").index(index).key("due"));
        }
    }
}

/// Each language tag, with whether it is the key of some words. One that is the statement's own is given once.
pub(crate) fn each_language(outline: &Outline<'_>, mut visit: impl FnMut(&LanguageTag, &Trail<'_>, bool)) {
    let statement = outline.statement;
    let own = &statement.language;
    visit(own, &Trail::new("language"), false);
    for (index, tag) in statement.authentic.iter().enumerate().filter(|(_, tag)| *tag != own) {
        visit(tag, &Trail::new("authentic").index(index), false);
    }
    for (index, source) in statement.sources.iter().enumerate() {
        if let Some(tag) = source.language.as_ref().filter(|tag| *tag != own) {
            visit(tag, &Trail::new("sources").index(index).key("language"), false);
        }
    }
    each_text(outline, |text, trail| {
        if let Text::Languages(_) = text {
            text.others(own).for_each(|(tag, _)| visit(tag, &trail.key(tag.as_str()), true));
        }
    });
}

/// Each identifier of the statement and of its entities: scheme and value.
pub(crate) fn each_identifier(outline: &Outline<'_>, mut visit: impl FnMut(&str, &str, &Trail<'_>)) {
    let statement = outline.statement;
    let mut all = |identifiers: &BTreeMap<Scheme, Line>, trail: &Trail<'_>| {
        for (scheme, value) in identifiers {
            visit(scheme.as_str(), value.as_str(), &trail.key(scheme.as_str()));
        }
    };
    all(&statement.identifiers, &Trail::new("identifiers"));
    for (index, entity) in statement.entities.iter().enumerate() {
        all(&entity.identifiers, &Trail::new("entities").index(index).key("identifiers"));
    }
}

/// Each Text.
pub(crate) fn each_text(outline: &Outline<'_>, mut visit: impl FnMut(&Text, &Trail<'_>)) {
    let statement = outline.statement;
    visit(&statement.title, &Trail::new("title"));
    if let Some(occasion) = &statement.occasion {
        visit(&occasion.name, &Trail::new("occasion").key("name"));
    }
    for (index, entity) in statement.entities.iter().enumerate() {
        visit(&entity.name, &Trail::new("entities").index(index).key("name"));
    }
    for (index, topic) in statement.topics.iter().enumerate() {
        visit(&topic.label, &Trail::new("topics").index(index).key("label"));
    }
    for (section, place) in outline.sections() {
        if let Some(heading) = &section.heading {
            visit(heading, &place.trail().key("heading"));
        }
    }
    for at in outline.clauses() {
        visit(&at.clause.text, &at.trail().key("text"));
        if let Some(condition) = &at.clause.condition {
            visit(condition, &at.trail().key("condition"));
        }
        for (index, action) in at.clause.actions.iter().enumerate() {
            visit(&action.what, &at.trail().key("actions").index(index).key("what"));
            if let Some(condition) = &action.condition {
                visit(condition, &at.trail().key("actions").index(index).key("condition"));
            }
        }
    }
}
