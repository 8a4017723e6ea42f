//! Who issued and who signed, by name: catalogues read headers alone.

use std::collections::HashMap;

use statemark::id::Id;
use statemark::signatory::{Role, Signatory};
use statemark::statement::Statement;
use statemark_convert::xml::output::Output;

use super::write::dated;
use crate::names::Names;

/// The names of entities in the language of the statement, by their ids.
pub(super) struct People<'statement>(HashMap<&'statement Id, &'statement str>);

impl<'statement> People<'statement> {
    pub(super) fn of(statement: &'statement Statement) -> Self {
        // From the last on, so that of two entities with one id the first counts.
        let entities = statement.entities.iter().rev();
        Self(entities.map(|entity| (&entity.id, entity.name.own(&statement.language).as_ref())).collect())
    }

    /// The name of the entity with this id; where there is none, the id.
    pub(super) fn name<'name>(&self, id: &'name Id) -> &'name str
    where
        'statement: 'name,
    {
        self.0.get(id).copied().unwrap_or(id.as_str())
    }
}

/// Whether statements of responsibility can say who signed: they have no place.
pub(super) fn can_say(signatories: &[Signatory], names: &Names) -> bool {
    signatories.iter().all(|signatory| signatory.place.is_none() && names.pointer(&signatory.entity).is_some())
}

/// Writes who signed, as what, and when.
pub(super) fn write(output: &mut Output<'_>, signatories: &[Signatory], names: &Names, people: &People<'_>) {
    for Signatory { entity, role, date, .. } in signatories {
        output.tag("respStmt").open();
        let tag = output.tag("resp");
        let tag = match date {
            Some(date) => dated(tag, date),
            None => tag,
        };
        tag.words(role.map_or("", Role::code));
        output.tag("name").optional("ref", names.pointer(entity)).words(people.name(entity));
        output.close("respStmt");
    }
}
