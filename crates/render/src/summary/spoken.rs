//! The clauses of a statement in their order, each with what it takes from the clause that it stands in.

use statemark::act::Act;
use statemark::clause::{Clause, Emphasis};
use statemark::id::Id;
use statemark::section::Section;
use statemark::statement::Statement;

/// A clause as it is meant: a sub-clause takes speakers, act, addressees and emphasis from its parent where it has none of its own.
pub(super) struct Spoken<'statement> {
    pub(super) clause: &'statement Clause,
    pub(super) by: &'statement [Id],
    pub(super) act: Option<Act>,
    pub(super) to: &'statement [Id],
    pub(super) emphasis: Option<Emphasis>,
    /// The printed numbers from the outermost clause down: `3. (a)`.
    pub(super) number: Option<String>,
}

/// All clauses, parents before their sub-clauses.
pub(super) fn all(statement: &Statement) -> Vec<Spoken<'_>> {
    let mut all = Vec::new();
    sections(&statement.sections, &mut all);
    all
}

fn sections<'statement>(list: &'statement [Section], all: &mut Vec<Spoken<'statement>>) {
    for section in list {
        clauses(&section.clauses, None, all);
        sections(&section.sections, all);
    }
}

fn clauses<'statement>(list: &'statement [Clause], parent: Option<usize>, all: &mut Vec<Spoken<'statement>>) {
    let mut paragraph = None;
    for clause in list {
        // A printed paragraph of several clauses has its number at the first.
        paragraph = clause.number.as_ref().or(paragraph.filter(|_| clause.continues));
        let parent = parent.map(|index| &all[index]);
        let number: Vec<&str> =
            parent.and_then(|parent| parent.number.as_deref()).into_iter().chain(paragraph.map(AsRef::as_ref)).collect();
        all.push(Spoken {
            clause,
            by: own_or(&clause.by, parent.map(|parent| parent.by)),
            act: clause.act.or_else(|| parent?.act),
            to: own_or(&clause.to, parent.map(|parent| parent.to)),
            emphasis: clause.emphasis.or_else(|| parent?.emphasis),
            number: Some(number.join(" ")).filter(|number| !number.is_empty()),
        });
        let index = all.len() - 1;
        clauses(&clause.clauses, Some(index), all);
    }
}

fn own_or<'statement>(own: &'statement [Id], parent: Option<&'statement [Id]>) -> &'statement [Id] {
    if own.is_empty() { parent.unwrap_or_default() } else { own }
}
