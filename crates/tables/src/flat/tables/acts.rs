//! `acts`

use statemark::act::{self, Class};
use statemark::clause::Emphasis;

use super::clauses::polarity;
use crate::flat::cells::Cells;
use crate::flat::description::{Row, list, row};
use crate::flat::view::View;

list! {
    /// Where an act stands in its clause.
    Level {
        /// What the speakers do.
        Outer = "outer",
        /// The act inside that.
        Inner = "inner",
    }
}

row! {
    /// A row an act of a clause: what its speakers do with their words, and another row for the act inside that, where there is one.
    Act<'a> in "acts",
    key ["statement_id", "clause_id", "level"],
    reference ["statement_id", "clause_id"] => "clauses",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The id of the clause.
        clause_id: &'a str,
        /// Whether it is the act of the clause (`outer`) or the act inside that (`inner`: “reiterates its support”).
        level: Level,
        /// The act.
        act: act::Act,
        /// What readers call it.
        label: &'a str,
        /// Its class, after Searle.
        class: Class,
        /// What the act alone says of its object: 1 for it, −1 against it, 0 neither.
        polarity: i64,
        /// From 1 to 5, ordered within its class.
        strength: i64,
        /// The event type of PLOVER, where there is one.
        plover: Option<&'a str>,
        /// Whether the act of the clause is stressed or softened.
        emphasis: Option<Emphasis>,
        /// Whether a sub-clause takes the act from the clause that it stands in.
        inherited: bool,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    for one in &view.spoken {
        let outer = one.act.map(|act| (Level::Outer, act, one.clause.act.is_none()));
        let inner = one.clause.inner_act.map(|act| (Level::Inner, act, false));
        for (level, act, inherited) in outer.into_iter().chain(inner) {
            Act {
                statement_id: view.id(),
                clause_id: one.clause.id.as_str(),
                level,
                act,
                label: act.label(),
                class: act.class(),
                polarity: polarity(act),
                strength: i64::from(act.strength()),
                plover: act.plover(),
                emphasis: one.emphasis,
                inherited,
            }
            .write(cells);
        }
    }
}
