//! `identifiers`

use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{View, number};

row! {
    /// A row an identifier that a statement, or an entity that it names, has elsewhere, such as a printed symbol or a number in Wikidata.
    Identifier<'a> in "identifiers",
    key ["statement_id", "position"],
    reference ["statement_id"] => "statements",
    reference ["statement_id", "entity_id"] => "entities",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// Counts the identifiers of a statement and its entities, from 1.
        position: i64,
        /// The id of the entity; empty where it is the statement's own identifier.
        entity_id: Option<&'a str>,
        /// The scheme, such as `un-symbol`, `doi` or `wikidata`.
        scheme: &'a str,
        /// The identifier in it.
        value: &'a str,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    let own = view.statement.identifiers.iter().map(|entry| (None, entry));
    let entities = view.statement.entities.iter();
    let theirs = entities.flat_map(|entity| entity.identifiers.iter().map(|entry| (Some(entity.id.as_str()), entry)));
    for (index, (entity_id, (scheme, value))) in own.chain(theirs).enumerate() {
        let (scheme, value) = (scheme.as_str(), value.as_str());
        Identifier { statement_id: view.id(), position: number(index + 1), entity_id, scheme, value }.write(cells);
    }
}
