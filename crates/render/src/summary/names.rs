//! Names of entities in the statement's own language.

use std::collections::HashMap;

use statemark::entity::Entity;
use statemark::id::Id;
use statemark::language::LanguageTag;
use statemark::statement::Statement;
use statemark::text::{Line, Text};

/// The entities of a statement by id.
pub(crate) struct Names<'statement> {
    language: &'statement LanguageTag,
    entities: HashMap<&'statement Id, &'statement Entity>,
}

impl<'statement> Names<'statement> {
    pub(crate) fn new(statement: &'statement Statement) -> Self {
        // Of two entities with one id the first counts.
        let entities = statement.entities.iter().rev().map(|entity| (&entity.id, entity)).collect();
        Self { language: &statement.language, entities }
    }

    /// The words in the statement's own language.
    pub(super) fn own(&self, text: &Text) -> String {
        text.own(self.language).to_string()
    }

    pub(crate) fn entity(&self, id: &Id) -> Option<&'statement Entity> {
        self.entities.get(id).copied()
    }

    /// The name of an entity; its id where no entity has it.
    pub(crate) fn name(&self, id: &Id) -> String {
        self.entity(id).map_or_else(|| id.to_string(), |entity| self.own(&entity.name))
    }

    pub(super) fn names(&self, ids: &[Id]) -> Vec<String> {
        ids.iter().map(|id| self.name(id)).collect()
    }

    /// The name of an entity with the office that it holds, and for whom.
    pub(super) fn name_and_office(&self, id: &Id) -> String {
        let name = self.name(id);
        let Some(entity) = self.entity(id) else { return name };
        let office = entity.office.as_ref().map(Line::as_str);
        let of = entity.of.as_ref().map(|of| self.name(of)).filter(|of| !office.unwrap_or(&name).contains(of.as_str()));
        match list_with(office.map(str::to_owned).into_iter().chain(of), ", ") {
            Some(what) => format!("{name} ({what})"),
            None => name,
        }
    }
}

/// Names as a list: `A, B and C`; nothing where there are none.
pub(super) fn list(names: impl IntoIterator<Item = String>) -> Option<String> {
    list_with(names, " and ")
}

fn list_with(names: impl IntoIterator<Item = String>, last: &str) -> Option<String> {
    let names: Vec<String> = names.into_iter().collect();
    let (end, start) = names.split_last()?;
    Some(if start.is_empty() { end.clone() } else { format!("{}{last}{end}", start.join(", ")) })
}
