//! What stands in a row: each object of the format with its fields, in canonical order, once for schema, writer, reader and documentation.

use statemark::action::Action;
use statemark::adoption::{Adoption, Ballot};
use statemark::clause::Clause;
use statemark::entity::Entity;
use statemark::evidence::Evidence;
use statemark::language::LanguageTag;
use statemark::provenance::Event;
use statemark::relation::Relation;
use statemark::section::Section;
use statemark::signatory::Signatory;
use statemark::source::Source;
use statemark::statement::{Occasion, Place, Statement};
use statemark::topic::Topic;

use super::cell::{Cell, Object};
use super::column::{Column, List};
use super::field::{Field, Kind};

/// The fields of an object, each with its value; where the value is made for the table, with its type.
macro_rules! rows {
    ($type:ty, $row:ident => { $( $name:literal: $value:expr $(=> $cell:ty)? ),* $(,)? }) => {
        impl Object for $type {
            const FIELDS: &'static [Field] = &[ $( field!($type, $row, $name, $value $(, $cell)?) ),* ];

            fn put_fields(&self, columns: &mut [Column], own: &LanguageTag) {
                let ($row, mut columns) = (self, columns.iter_mut());
                $( if let Some(column) = columns.next() {
                    Cell::put(&$value, column, own);
                } )*
            }
        }

        impl Cell for $type {
            const KIND: Kind = Kind::Object(Self::FIELDS);

            fn put(&self, column: &mut Column, own: &LanguageTag) {
                column.object(|columns| self.put_fields(columns, own));
            }
        }
    };
}

macro_rules! field {
    ($type:ty, $row:ident, $name:literal, $value:expr) => {
        Field::of::<$type, _>($name, |$row| &$value)
    };
    ($type:ty, $row:ident, $name:literal, $value:expr, $cell:ty) => {
        Field::holding::<$cell>($name)
    };
}

/// The list that holds all sections of a statement, and the one that holds all clauses.
pub(super) const SECTIONS: &str = "sections";
pub(super) const CLAUSES: &str = "clauses";
/// Where an item says what it stands in: the item of its own list, and of a clause the section.
pub(super) const PARENT: &str = "parent";
pub(super) const SECTION: &str = "section";

rows!(Statement, it => {
    "statemark": it.statemark,
    "id": it.id,
    "identifiers": it.identifiers,
    "type": it.kind,
    "title": it.title,
    "language": it.language,
    "authentic": it.authentic,
    "date": it.date,
    "date_text": it.date_text,
    "place": it.place,
    "occasion": it.occasion,
    "adoption": it.adoption,
    "issuers": it.issuers,
    "signatories": it.signatories,
    "entities": it.entities,
    "topics": it.topics,
    "sources": it.sources,
    "sections": Sections(&it.sections) => Sections<'static>,
    "clauses": Clauses(&it.sections) => Clauses<'static>,
    "relations": it.relations,
    "provenance": it.provenance,
    "rights": it.rights,
    "ext": it.ext,
});

rows!(Place, it => { "name": it.name, "country": it.country });

rows!(Occasion, it => { "name": it.name, "date": it.date });

rows!(Adoption, it => {
    "method": it.method,
    "meeting": it.meeting,
    "for": it.in_favour,
    "against": it.against,
    "abstaining": it.abstaining,
    "votes": it.votes,
});

rows!(Ballot, it => { "entity": it.entity, "vote": it.vote });

rows!(Signatory, it => { "entity": it.entity, "role": it.role, "date": it.date, "place": it.place });

rows!(Entity, it => {
    "id": it.id,
    "kind": it.kind,
    "name": it.name,
    "aliases": it.aliases,
    "country": it.country,
    "office": it.office,
    "of": it.of,
    "members": it.members,
    "identifiers": it.identifiers,
    "ext": it.ext,
});

rows!(Topic, it => { "id": it.id, "label": it.label, "broader": it.broader, "match": it.same_as });

rows!(Source, it => {
    "id": it.id,
    "kind": it.kind,
    "title": it.title,
    "publisher": it.publisher,
    "authors": it.authors,
    "published": it.published,
    "updated": it.updated,
    "retrieved": it.retrieved,
    "url": it.url,
    "language": it.language,
    "extent": it.extent,
    "rights": it.rights,
    "text": it.text,
    "file": it.file,
    "sha256": it.sha256,
    "ext": it.ext,
});

rows!(Relation, it => { "type": it.kind, "ref": it.reference, "title": it.title });

rows!(Event, it => { "activity": it.activity, "agent": it.agent, "date": it.date, "note": it.note });

rows!(Action, it => {
    "id": it.id,
    "what": it.what,
    "by": it.by,
    "with": it.with,
    "due": it.due,
    "due_text": it.due_text,
    "condition": it.condition,
    "under": it.under,
    "ext": it.ext,
});

rows!(Evidence, it => { "source": it.source, "start": it.start, "end": it.end, "exact": it.exact });

/// A section, with the place of the one that it stands in.
struct SectionRow<'row> {
    parent: Option<i32>,
    of: &'row Section,
}

rows!(SectionRow<'_>, it => {
    "parent": it.parent,
    "id": it.of.id,
    "kind": it.of.kind,
    "number": it.of.number,
    "heading": it.of.heading,
});

/// A clause, with the place of its section, and of the clause that it stands in.
struct ClauseRow<'row> {
    section: i32,
    parent: Option<i32>,
    of: &'row Clause,
}

rows!(ClauseRow<'_>, it => {
    "section": it.section,
    "parent": it.parent,
    "id": it.of.id,
    "number": it.of.number,
    "continues": it.of.continues,
    "text": it.of.text,
    "by": it.of.by,
    "act": it.of.act,
    "inner_act": it.of.inner_act,
    "emphasis": it.of.emphasis,
    "to": it.of.to,
    "about": it.of.about,
    "topics": it.of.topics,
    "condition": it.of.condition,
    "actions": it.of.actions,
    "evidence": it.of.evidence,
    "relations": it.of.relations,
    "confidence": it.of.confidence,
    "note": it.of.note,
    "ext": it.of.ext,
});

/// All sections of a statement, each before those inside it.
struct Sections<'row>(&'row [Section]);

impl Cell for Sections<'_> {
    const KIND: Kind = Kind::List(&<SectionRow<'static> as Cell>::KIND);

    fn put(&self, column: &mut Column, own: &LanguageTag) {
        column.list(|list| put_sections(self.0, None, &mut 0, list, own));
    }
}

fn put_sections(sections: &[Section], parent: Option<i32>, next: &mut i32, list: &mut List, own: &LanguageTag) {
    for section in sections {
        let place = take(next);
        list.push(&SectionRow { parent, of: section }, own);
        put_sections(&section.sections, Some(place), next, list, own);
    }
}

/// All clauses of a statement, as its sections stand, each before its sub-clauses.
struct Clauses<'row>(&'row [Section]);

impl Cell for Clauses<'_> {
    const KIND: Kind = Kind::List(&<ClauseRow<'static> as Cell>::KIND);

    fn put(&self, column: &mut Column, own: &LanguageTag) {
        column.list(|list| put_clauses_of(self.0, (&mut 0, &mut 0), list, own));
    }
}

fn put_clauses_of(sections: &[Section], (section, clause): (&mut i32, &mut i32), list: &mut List, own: &LanguageTag) {
    for of in sections {
        let place = take(section);
        put_clauses(&of.clauses, (place, None), clause, list, own);
        put_clauses_of(&of.sections, (section, clause), list, own);
    }
}

fn put_clauses(clauses: &[Clause], (section, parent): (i32, Option<i32>), next: &mut i32, list: &mut List, own: &LanguageTag) {
    for clause in clauses {
        let place = take(next);
        list.push(&ClauseRow { section, parent, of: clause }, own);
        put_clauses(&clause.clauses, (section, Some(place)), next, list, own);
    }
}

/// The next place in a list.
fn take(next: &mut i32) -> i32 {
    let place = *next;
    *next += 1;
    place
}
