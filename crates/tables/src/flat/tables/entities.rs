//! `entities`

use std::borrow::Cow;

use statemark::entity::EntityKind;
use statemark::text::Line;

use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{BETWEEN, View, joined};

row! {
    /// A row an entity: everyone and everything that a statement speaks of or that speaks in it. The same state in two statements is two
    /// rows; `country` and `identifiers` tell that they are the same.
    Entity<'a> in "entities",
    key ["statement_id", "entity_id"],
    reference ["statement_id"] => "statements",
    reference ["statement_id", "of_id"] => "entities",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// The id of the entity, unique in its statement.
        entity_id: &'a str,
        /// What kind of thing it is.
        kind: EntityKind,
        /// The name.
        name: &'a str,
        /// Other names that the text uses for it, joined by `; `.
        aliases: Option<Cow<'a, str>>,
        /// The country that it is or belongs to: ISO 3166-1 alpha-2. (Namibia's is `NA`: a reader that takes this for “nothing” must be told.)
        country: Option<&'a str>,
        /// The office that a person holds.
        office: Option<&'a str>,
        /// The id of the entity in which a person holds office, or to which a body belongs.
        of_id: Option<&'a str>,
        /// The name of that entity.
        of_name: Option<&'a str>,
        /// Whether it is one of those who make the statement.
        is_issuer: bool,
        /// What a team added of its own: canonical JSON.
        ext: Option<Cow<'a, str>>,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    for entity in &view.statement.entities {
        Entity {
            statement_id: view.id(),
            entity_id: entity.id.as_str(),
            kind: entity.kind,
            name: view.own(&entity.name),
            aliases: joined(entity.aliases.iter().map(Line::as_str), BETWEEN),
            country: entity.country.as_ref().map(AsRef::as_ref),
            office: entity.office.as_ref().map(AsRef::as_ref),
            of_id: entity.of.as_ref().map(AsRef::as_ref),
            of_name: entity.of.as_ref().map(|of| view.name(of)),
            is_issuer: view.is_issuer(&entity.id),
            ext: entity.ext.to_json().map(Cow::Owned),
        }
        .write(cells);
    }
}
