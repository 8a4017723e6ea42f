//! `roles`

use crate::flat::cells::Cells;
use crate::flat::description::{Row, list, row};
use crate::flat::view::{View, number};

list! {
    /// What an entity is to a clause.
    ClauseRole {
        /// Speaks.
        By = "by",
        /// Is spoken to.
        To = "to",
        /// Is spoken of.
        About = "about",
    }
}

row! {
    /// A row for each entity that has a part in a clause.
    Role<'a> in "roles",
    key ["statement_id", "clause_id", "role", "position"],
    reference ["statement_id", "clause_id"] => "clauses",
    reference ["statement_id", "entity_id"] => "entities",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The id of the clause.
        clause_id: &'a str,
        /// Its part: it speaks (`by`), the act is aimed at it (`to`), or it is the matter (`about`).
        role: ClauseRole,
        /// Counts the entities of this part, from 1.
        position: i64,
        /// The id of the entity.
        entity_id: &'a str,
        /// Whether a sub-clause takes it from the clause that it stands in.
        inherited: bool,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    for one in &view.spoken {
        let clause = one.clause;
        for (role, ids, inherited) in [
            (ClauseRole::By, one.by, clause.by.is_empty()),
            (ClauseRole::To, one.to, clause.to.is_empty()),
            (ClauseRole::About, &clause.about[..], false),
        ] {
            for (index, id) in ids.iter().enumerate() {
                let (clause_id, position, entity_id) = (clause.id.as_str(), number(index + 1), id.as_str());
                Role { statement_id: view.id(), clause_id, role, position, entity_id, inherited }.write(cells);
            }
        }
        if cells.is_full() {
            return;
        }
    }
}
