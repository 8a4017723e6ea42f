//! `action_roles`

use crate::flat::cells::Cells;
use crate::flat::description::{Row, list, row};
use crate::flat::view::{View, number};

list! {
    /// What an entity is to an action.
    Part {
        /// Is to do it.
        By = "by",
        /// Is the other party.
        With = "with",
    }
}

row! {
    /// A row for each entity that has a part in an action.
    ActionRole<'a> in "action_roles",
    key ["statement_id", "action", "role", "position"],
    reference ["statement_id", "action"] => "actions",
    reference ["statement_id", "entity_id"] => "entities",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The action.
        action: i64,
        /// Its part: it is to do it (`by`), or is the other party (`with`).
        role: Part,
        /// Counts the entities of this part, from 1.
        position: i64,
        /// The id of the entity.
        entity_id: &'a str,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    let actions = view.spoken.iter().flat_map(|one| &one.clause.actions);
    for (index, action) in actions.enumerate() {
        for (role, ids) in [(Part::By, &action.by), (Part::With, &action.with)] {
            for (place, id) in ids.iter().enumerate() {
                let (action, position, entity_id) = (number(index + 1), number(place + 1), id.as_str());
                ActionRole { statement_id: view.id(), action, role, position, entity_id }.write(cells);
            }
        }
    }
}
