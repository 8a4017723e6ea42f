//! What the rules ask of a set, worked out once.

use statemark::relation::RelationType;

use super::entities::Known;
use super::facts::Link;
use super::series::Number;
use super::{Dataset, Row};

/// A set whose statements can be found by their ids.
pub(crate) struct Set<'dataset> {
    dataset: &'dataset Dataset,
    /// Groups of statements that have the same words.
    pub(super) same_words: Vec<Vec<u32>>,
    /// The number of each id and the statement that has it, sorted.
    ids: Vec<(u64, u32)>,
}

impl<'dataset> Set<'dataset> {
    pub(super) fn new(dataset: &'dataset Dataset) -> Self {
        // One list of all statements at a time: the first is gone when the second is made.
        let by_words = sorted(dataset, |row| row.words);
        let same_words = groups(&by_words).filter(|(words, _)| *words != 0).map(|(_, group)| seconds(group)).collect();
        drop(by_words);
        Self { dataset, same_words, ids: sorted(dataset, |row| row.id) }
    }

    pub(super) fn row(&self, statement: u32) -> Option<&'dataset Row> {
        self.dataset.rows.get(statement)
    }

    /// The statements that have an id, in the order of the input.
    pub(super) fn with_id(&self, id: u64) -> impl Iterator<Item = u32> {
        let from = self.ids.partition_point(|(other, _)| *other < id);
        self.ids[from..].iter().take_while(move |(other, _)| *other == id).map(|(_, statement)| *statement)
    }

    /// Groups of statements that have the same id.
    pub(super) fn same_id(&self) -> impl Iterator<Item = Vec<u32>> {
        groups(&self.ids).map(|(_, group)| seconds(group))
    }

    /// The relations to other statements, in the order of the input.
    pub(super) fn links(&self) -> impl Iterator<Item = &'dataset Link> {
        self.dataset.links.iter().map(|(_, link)| link)
    }

    /// The relations of a statement to others.
    pub(super) fn links_of(&self, statement: u32) -> impl Iterator<Item = &'dataset Link> {
        // Relations stand in the order of their statements.
        let (mut from, mut to) = (0, u32::try_from(self.dataset.links.len()).unwrap_or(u32::MAX));
        while from < to {
            let middle = u32::midpoint(from, to);
            if self.dataset.links.get(middle).is_some_and(|link| link.statement < statement) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        (from..).map_while(|index| self.dataset.links.get(index)).take_while(move |link| link.statement == statement)
    }

    /// The relations of one type that a whole statement has to a whole statement which is in the set, with that statement.
    pub(super) fn between_statements(&self, kind: RelationType) -> impl Iterator<Item = (&'dataset Link, u32)> {
        let whole = self.links().filter(move |link| link.is(kind) && link.clause() == 0 && link.path.of_statement());
        whole.filter_map(|link| Some((link, self.with_id(link.target).next()?)))
    }

    /// The clauses of a statement: id and act.
    pub(super) fn clauses(&self, statement: u32) -> impl Iterator<Item = u32> {
        let first = |statement| self.row(statement).map(|row| row.clauses);
        let from = first(statement).unwrap_or_default();
        let to =
            statement.checked_add(1).and_then(first).unwrap_or(u32::try_from(self.dataset.clauses.len()).unwrap_or(u32::MAX));
        (from..to).filter_map(|clause| self.dataset.clauses.get(clause).copied())
    }

    /// What is known of entities, all of one entity together.
    pub(super) fn entities(&self) -> impl Iterator<Item = Vec<Known>> {
        self.dataset.entities.groups()
    }

    /// The numbers of each series.
    pub(super) fn series(&self) -> impl Iterator<Item = Vec<Number>> {
        let numbers = &self.dataset.numbers;
        let mut order: Vec<(u64, u32)> = numbers.iter().map(|(index, number)| (number.series, index)).collect();
        order.sort_unstable();
        let groups: Vec<Vec<u32>> = groups(&order).map(|(_, group)| seconds(group)).collect();
        groups.into_iter().map(|group| group.into_iter().filter_map(|index| numbers.get(index).copied()).collect())
    }
}

/// A number of each statement, and the statement, sorted.
fn sorted(dataset: &Dataset, number: fn(&Row) -> u64) -> Vec<(u64, u32)> {
    let mut list: Vec<(u64, u32)> = Vec::with_capacity(dataset.rows.len());
    list.extend(dataset.rows.iter().map(|(statement, row)| (number(row), statement)));
    list.sort_unstable();
    list
}

/// Those that share a number with others.
fn groups(list: &[(u64, u32)]) -> impl Iterator<Item = (u64, &[(u64, u32)])> {
    list.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1).map(|group| (group[0].0, group))
}

/// The second of each pair.
fn seconds(group: &[(u64, u32)]) -> Vec<u32> {
    group.iter().map(|(_, second)| *second).collect()
}
