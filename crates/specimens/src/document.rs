//! Whole statements, valid in form, with every object and field of the format and every kind of word in them.

use statemark::act::Act;
use statemark::action::Action;
use statemark::adoption::{Adoption, Ballot, Method, Vote};
use statemark::clause::{Clause, Emphasis};
use statemark::entity::{Entity, EntityKind};
use statemark::evidence::Evidence;
use statemark::form::DEPTH;
use statemark::id::Id;
use statemark::language::LanguageTag;
use statemark::number::{Count, LARGEST_COUNT};
use statemark::provenance::{Activity, Event};
use statemark::relation::{Relation, RelationType};
use statemark::section::{Section, SectionKind};
use statemark::signatory::{Role, Signatory};
use statemark::source::{Extent, Source, SourceKind};
use statemark::statement::{Occasion, Place, Statement, StatementType};
use statemark::text::{Text, Verbatim};
use statemark::topic::Topic;
use statemark::version::Version;

use crate::draw::Draw;
use crate::ext::ext;
use crate::names::{self, reference, references, text};
use crate::words::{self, line};

/// The statement that a seed names.
pub fn statement(seed: u64) -> Statement {
    let mut draw = Draw::new(seed);
    let scene = Scene::new(&mut draw);
    scene.statement(&mut draw)
}

/// What the parts of one statement share.
struct Scene {
    language: LanguageTag,
    entities: Vec<Id>,
    topics: Vec<Id>,
    sources: Vec<Source>,
}

impl Scene {
    fn new(draw: &mut Draw) -> Self {
        let entities = 1 + draw.below(4);
        Self {
            language: names::tag(draw),
            entities: draw.several(entities, names::id),
            topics: draw.list(3, names::id),
            sources: draw.list(4, source),
        }
    }

    fn statement(mut self, draw: &mut Draw) -> Statement {
        let sections = self.sections(draw);
        Statement {
            statemark: Version,
            id: names::statement_id(draw),
            identifiers: names::identifiers(draw),
            kind: *draw.pick(StatementType::ALL),
            title: text(draw, &self.language),
            authentic: draw.list(3, names::tag),
            date: names::date(draw),
            date_text: draw.maybe(3, line),
            place: draw.maybe(2, place),
            occasion: draw.maybe(3, |draw| Occasion { name: text(draw, &self.language), date: draw.maybe(2, names::date) }),
            adoption: draw.maybe(3, |draw| self.adoption(draw)),
            issuers: self.some_entities(draw),
            signatories: draw.list(3, |draw| self.signatory(draw)),
            entities: self.entities.iter().map(|id| self.entity(draw, id)).collect(),
            topics: self.topics.iter().map(|id| self.topic(draw, id)).collect(),
            sections,
            relations: draw.list(2, relation),
            provenance: draw.list(3, event),
            rights: draw.maybe(4, line),
            ext: ext(draw, 3),
            sources: self.sources,
            language: self.language,
        }
    }

    fn sections(&mut self, draw: &mut Draw) -> Vec<Section> {
        if draw.once_in(40) {
            return vec![self.deep_section(draw, DEPTH)];
        }
        let count = 1 + draw.below(3);
        draw.several(count, |draw| self.section(draw, 2))
    }

    /// A section with at most `levels` below it.
    fn section(&mut self, draw: &mut Draw, levels: usize) -> Section {
        let mut section = self.bare_section(draw);
        section.clauses = draw.list(4, |draw| self.clause(draw, 1));
        if levels > 0 && draw.once_in(3) {
            section.sections = draw.list(3, |draw| self.section(draw, levels - 1));
        }
        if section.heading.is_none() && section.clauses.is_empty() && section.sections.is_empty() {
            section.heading = Some(text(draw, &self.language));
        }
        section
    }

    /// Sections in each other down to `levels`, at the bottom clauses in each other as deep as they may stand.
    fn deep_section(&mut self, draw: &mut Draw, levels: usize) -> Section {
        let mut section = self.bare_section(draw);
        if levels > 1 {
            section.clauses = draw.list(1, |draw| self.clause(draw, 0));
            section.sections = vec![self.deep_section(draw, levels - 1)];
            section.sections.extend(draw.maybe(8, |draw| self.section(draw, 0)));
        } else {
            section.clauses = vec![self.deep_clause(draw, DEPTH)];
        }
        section
    }

    fn bare_section(&self, draw: &mut Draw) -> Section {
        Section {
            id: draw.maybe(4, names::id),
            kind: draw.maybe(3, |draw| *draw.pick(SectionKind::ALL)),
            number: draw.maybe(4, line),
            heading: draw.maybe(2, |draw| text(draw, &self.language)),
            clauses: Vec::new(),
            sections: Vec::new(),
        }
    }

    fn deep_clause(&mut self, draw: &mut Draw, levels: usize) -> Clause {
        let mut clause = self.clause(draw, 0);
        if levels > 1 {
            clause.clauses = vec![self.deep_clause(draw, levels - 1)];
            clause.clauses.extend(draw.maybe(8, |draw| self.clause(draw, 0)));
        }
        clause
    }

    /// A clause with at most `levels` of clauses below it. About half of them are uncoded.
    fn clause(&mut self, draw: &mut Draw, levels: usize) -> Clause {
        let words = text(draw, &self.language);
        let coded = draw.once_in(2);
        let times = if coded { 2 } else { 12 };
        Clause {
            id: names::id(draw),
            number: draw.maybe(4, line),
            continues: draw.once_in(6),
            by: if coded { references(draw, &self.entities) } else { Vec::new() },
            act: draw.maybe(times, |draw| *draw.pick(Act::ALL)),
            inner_act: draw.maybe(times * 2, |draw| *draw.pick(Act::ALL)),
            emphasis: draw.maybe(times * 2, |draw| *draw.pick(Emphasis::ALL)),
            to: if coded { references(draw, &self.entities) } else { Vec::new() },
            about: if coded { references(draw, &self.entities) } else { Vec::new() },
            topics: if coded { references(draw, &self.topics) } else { Vec::new() },
            condition: draw.maybe(times * 3, |draw| text(draw, &self.language)),
            actions: if coded { draw.list(2, |draw| self.action(draw)) } else { Vec::new() },
            evidence: draw.list(3, |draw| self.evidence(draw, &words)),
            relations: draw.list(1, relation),
            confidence: draw.maybe(times * 2, names::confidence),
            note: draw.maybe(times * 2, line),
            clauses: if levels > 0 && draw.once_in(3) { draw.list(3, |draw| self.clause(draw, levels - 1)) } else { Vec::new() },
            ext: ext(draw, times * 4),
            text: words,
        }
    }

    fn action(&self, draw: &mut Draw) -> Action {
        Action {
            id: draw.maybe(3, names::id),
            what: text(draw, &self.language),
            by: references(draw, &self.entities),
            with: references(draw, &self.entities),
            due: draw.maybe(3, names::date),
            due_text: draw.maybe(3, line),
            condition: draw.maybe(3, |draw| text(draw, &self.language)),
            under: draw.maybe(3, |draw| reference(draw, &self.entities)),
            ext: ext(draw, 4),
        }
    }

    /// The words of a clause, words of a source, or others; their offsets fit their length, and mostly the source too.
    fn evidence(&mut self, draw: &mut Draw, clause: &Text) -> Evidence {
        let exact = match draw.below(3) {
            0 => clause.own(&self.language).as_str().to_owned(),
            1 => self.span(draw).unwrap_or_else(|| words::verbatim(draw).into_string()),
            _ => words::verbatim(draw).into_string(),
        };
        let inline = self.sources.iter_mut().filter(|source| source.text.is_some()).max_by_key(|_| draw.bits());
        if let Some(source) = inline.filter(|_| !draw.once_in(5)) {
            return quote(draw, source, &exact);
        }
        let sources: Vec<Id> = self.sources.iter().map(|source| source.id.clone()).collect();
        let length = exact.chars().count() as u64;
        let start = names::count(draw).get().min(LARGEST_COUNT - length);
        evidence(reference(draw, &sources), start, &exact)
    }

    /// Some words that a source already has.
    fn span(&self, draw: &mut Draw) -> Option<String> {
        let text = self.sources.iter().find_map(|source| source.text.as_ref())?.as_str();
        let length = text.chars().count();
        let start = draw.below(length);
        let count = 1 + draw.below(length - start);
        Some(text.chars().skip(start).take(count).collect())
    }

    fn adoption(&self, draw: &mut Draw) -> Adoption {
        Adoption {
            method: *draw.pick(Method::ALL),
            meeting: draw.maybe(2, line),
            in_favour: draw.maybe(2, names::count),
            against: draw.maybe(2, names::count),
            abstaining: draw.maybe(2, names::count),
            votes: draw.list(3, |draw| Ballot { entity: reference(draw, &self.entities), vote: *draw.pick(Vote::ALL) }),
        }
    }

    fn some_entities(&self, draw: &mut Draw) -> Vec<Id> {
        let count = 1 + draw.below(3);
        draw.several(count, |draw| reference(draw, &self.entities))
    }

    fn signatory(&self, draw: &mut Draw) -> Signatory {
        Signatory {
            entity: reference(draw, &self.entities),
            role: draw.maybe(2, |draw| *draw.pick(Role::ALL)),
            date: draw.maybe(3, names::date),
            place: draw.maybe(3, place),
        }
    }

    fn entity(&self, draw: &mut Draw, id: &Id) -> Entity {
        Entity {
            id: id.clone(),
            kind: *draw.pick(EntityKind::ALL),
            name: text(draw, &self.language),
            aliases: draw.list(3, line),
            country: draw.maybe(3, names::country),
            office: draw.maybe(4, line),
            of: draw.maybe(3, |draw| reference(draw, &self.entities)),
            members: references(draw, &self.entities),
            identifiers: names::identifiers(draw),
            ext: ext(draw, 5),
        }
    }

    fn topic(&self, draw: &mut Draw, id: &Id) -> Topic {
        Topic {
            id: id.clone(),
            label: text(draw, &self.language),
            broader: draw.maybe(3, |draw| reference(draw, &self.topics)),
            same_as: draw.maybe(3, names::uri),
        }
    }
}

/// Evidence of words that a source has or, if it lacks them, gets.
fn quote(draw: &mut Draw, source: &mut Source, exact: &str) -> Evidence {
    let mut text = source.text.take().map(Verbatim::into_string).unwrap_or_default();
    if !text.contains(exact) {
        text.push_str(draw.word(&["", " ", "\n", "\n\n", "\r\n"]));
        text.push_str(exact);
    }
    let start = text.find(exact).map_or(0, |at| text[..at].chars().count());
    source.text = Verbatim::new(text).ok();
    evidence(source.id.clone(), start as u64, exact)
}

fn evidence(source: Id, start: u64, exact: &str) -> Evidence {
    let end = start + exact.chars().count() as u64;
    let count = |offset| Count::new(offset).expect("the offset is not above the largest count");
    Evidence { source, start: count(start), end: count(end), exact: Verbatim::new(exact).expect("the words are verbatim text") }
}

fn source(draw: &mut Draw) -> Source {
    let text = draw.maybe(2, words::verbatim);
    Source {
        id: names::id(draw),
        kind: *draw.pick(SourceKind::ALL),
        title: draw.maybe(3, line),
        publisher: draw.maybe(3, line),
        authors: draw.list(2, line),
        published: draw.maybe(3, names::date),
        updated: draw.maybe(4, names::date),
        retrieved: draw.maybe(4, names::date),
        url: draw.maybe(3, names::uri),
        language: draw.maybe(3, names::tag),
        extent: draw.maybe(3, |draw| *draw.pick(Extent::ALL)),
        rights: draw.maybe(4, line),
        file: if text.is_none() { draw.maybe(2, names::path) } else { None },
        text,
        sha256: draw.maybe(4, names::sha256),
        ext: ext(draw, 5),
    }
}

fn place(draw: &mut Draw) -> Place {
    Place { name: line(draw), country: draw.maybe(2, names::country) }
}

fn relation(draw: &mut Draw) -> Relation {
    Relation { kind: *draw.pick(RelationType::ALL), reference: names::uri(draw), title: draw.maybe(2, line) }
}

fn event(draw: &mut Draw) -> Event {
    Event { activity: *draw.pick(Activity::ALL), agent: line(draw), date: draw.maybe(2, names::date), note: draw.maybe(2, line) }
}
