//! `members`

use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{View, number};

row! {
    /// A row an entity that a group or organization consists of.
    Member<'a> in "members",
    key ["statement_id", "entity_id", "position"],
    reference ["statement_id", "entity_id"] => "entities",
    reference ["statement_id", "member_id"] => "entities",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The id of the group or organization.
        entity_id: &'a str,
        /// Counts its members, from 1.
        position: i64,
        /// The id of the member.
        member_id: &'a str,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    for entity in &view.statement.entities {
        for (index, member) in entity.members.iter().enumerate() {
            let (entity_id, member_id) = (entity.id.as_str(), member.as_str());
            Member { statement_id: view.id(), entity_id, position: number(index + 1), member_id }.write(cells);
        }
    }
}
