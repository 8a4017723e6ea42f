//! What is kept of one statement.

use statemark::act::Act;
use statemark::date::Day;
use statemark::id::StatementId;
use statemark::pointer::Pointer;
use statemark::relation::RelationType;
use statemark::statement::Statement;

use super::entities::{self, Known};
use super::hash::{self, Words};
use super::path::Path;
use super::series::{self, Number};
use crate::days::plain;
use crate::outline::Outline;
use crate::walk::each_relation;

/// What the rules over sets need of a statement. Small, and free of the statement.
#[derive(Debug)]
pub struct Facts {
    pub(super) id: u64,
    pub(super) words: u64,
    pub(super) from: i32,
    pub(super) to: i32,
    /// The clauses in the order of the text: the number of the id, then eight bits for the act.
    pub(super) clauses: Vec<u32>,
    pub(super) links: Vec<Link>,
    pub(super) numbers: Vec<Number>,
    pub(super) entities: Vec<Known>,
}

/// A relation to another statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// The id of the other one.
    pub(super) target: u64,
    pub(super) path: Path,
    /// The statement that has the relation.
    pub(super) statement: u32,
    /// The id of the clause that it leads to, 0 where it leads to the whole statement; then eight bits for the type.
    pub(super) clause_and_kind: u32,
}

impl Link {
    /// Where it says to what it leads; the whole statement where the way there is too long to be kept.
    pub(super) fn pointer(&self) -> Pointer {
        let pointer = self.path.pointer();
        if pointer == Pointer::root() { pointer } else { pointer.key("ref") }
    }

    pub(super) fn clause(&self) -> u32 {
        self.clause_and_kind >> 8
    }

    pub(super) fn is(&self, kind: RelationType) -> bool {
        RelationType::ALL.get((self.clause_and_kind & 0xFF) as usize) == Some(&kind)
    }
}

/// From how many bytes on the words of two statements are not the same by chance.
const LONG: usize = 200;

impl Facts {
    /// The facts of a statement.
    pub fn of(statement: &Statement) -> Self {
        let outline = Outline::new(statement);
        let from = statement.date.earliest();
        let to = if plain(&statement.date) { from } else { statement.date.latest() };
        let (words, clauses) = words_and_clauses(&outline);
        Self {
            id: hash::of(&[statement.id.as_str()]),
            words,
            from: from.map_or(i32::MIN, number_of_day),
            to: to.map_or(i32::MAX, number_of_day),
            clauses,
            links: links(&outline),
            numbers: series::numbers(statement),
            entities: entities::known(statement),
        }
    }
}

/// A number that grows with the day. Years beyond five million are all the same.
fn number_of_day(day: Day) -> i32 {
    let year = i32::try_from(day.year.clamp(-5_000_000, 5_000_000)).unwrap_or(0);
    year * 372 + i32::from(day.month) * 31 + i32::from(day.day)
}

fn words_and_clauses(outline: &Outline<'_>) -> (u64, Vec<u32>) {
    let statement = outline.statement;
    let (mut words, mut length, mut clauses) = (Words::default(), 0, Vec::with_capacity(16));
    for at in outline.clauses() {
        let text = at.clause.text.own(&statement.language).as_str();
        words.add(text);
        length += text.len();
        // `Act` is declared without gaps, in the order of `ALL`; none is 255.
        let act = at.clause.act.map_or(NO_ACT, |act| act as u32);
        clauses.push(hash::short(at.clause.id.as_str()) << 8 | act);
    }
    if length < LONG {
        // Few words may rightly be said again on another day.
        words.add(statement.title.own(&statement.language).as_str());
        words.add(statement.date.as_str());
    }
    let words = if clauses.is_empty() { 0 } else { words.finish().max(1) };
    (words, clauses)
}

/// What stands for the act of a clause that has none.
const NO_ACT: u32 = 0xFF;

/// The act of a clause, if it has one.
pub(super) fn act(clause: u32) -> Option<Act> {
    Act::ALL.get((clause & 0xFF) as usize).copied()
}

/// The number of the id of a clause.
pub(super) fn clause_id(clause: u32) -> u32 {
    clause >> 8
}

fn links(outline: &Outline<'_>) -> Vec<Link> {
    let statement = outline.statement;
    let mut links = Vec::new();
    each_relation(outline, |relation, _, trail| {
        let other = relation.reference.as_str();
        let (id, clause) = other.split_once('#').map_or((other, None), |(id, clause)| (id, Some(clause)));
        // What leads to a part of the same statement, or out of all statements, is the matter of other rules.
        if id != statement.id.as_str() && StatementId::holds(id) {
            let clause_and_kind = clause.map_or(0, hash::short) << 8 | relation.kind as u32;
            links.push(Link { target: hash::of(&[id]), path: Path::of(&trail.pointer()), statement: 0, clause_and_kind });
        }
    });
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_and_types_of_relations_come_back_from_their_numbers() {
        assert!(Act::ALL.len() < NO_ACT as usize);
        for kind in Act::ALL {
            assert_eq!(act(1 << 8 | *kind as u32), Some(*kind));
        }
        assert_eq!(act(1 << 8 | NO_ACT), None);
        for kind in RelationType::ALL {
            let link = Link {
                target: 0,
                path: Path::of(&statemark::pointer::Pointer::root()),
                statement: 0,
                clause_and_kind: 7 << 8 | *kind as u32,
            };
            assert!(link.is(*kind) && link.clause() == 7);
        }
    }

    #[test]
    fn days_are_in_order() {
        let day = |year, month, day| number_of_day(Day { year, month, day });
        assert!(day(2024, 12, 31) < day(2025, 1, 1) && day(2025, 1, 31) < day(2025, 2, 1));
        assert!(day(-999_999_999, 1, 1) < day(-44, 3, 15) && day(-44, 3, 15) < day(999_999_999, 12, 31));
    }

    #[test]
    fn what_is_kept_is_small() {
        assert_eq!((size_of::<super::super::Row>(), size_of::<Link>(), size_of::<Number>()), (48, 24, 24));
    }
}
