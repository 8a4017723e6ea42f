//! What tells an issuer of one statement to be that of another.

use statemark::entity::{Entity, EntityKind};

use super::Issuer;
use crate::summary::Names;
use statemark::id::Id;

/// By what an issuer is told from others. A name goes with its kind: a state is not the place that is called like it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Scheme and value.
    Identifier(String),
    /// The kind, where it is known, and the name.
    Name(Option<&'static str>, String),
}

impl Key {
    /// The key of an entity: a state's country, else the first of its identifiers in the order of their schemes, else its name.
    pub(super) fn new(id: &Id, names: &Names<'_>) -> Self {
        let entity = names.entity(id);
        let identifier = entity.and_then(identifier);
        identifier.map_or_else(|| Self::Name(entity.map(|entity| entity.kind.code()), names.name(id)), Self::Identifier)
    }
}

fn identifier(entity: &Entity) -> Option<String> {
    let country = entity.country.as_ref().filter(|_| entity.kind == EntityKind::State);
    let country = country.map(|country| format!("country:{country}"));
    country.or_else(|| entity.identifiers.iter().next().map(|(scheme, value)| format!("{scheme}:{value}")))
}

/// An issuer of one statement, under its key.
pub(super) fn first(key: &Key, id: &Id, names: &Names<'_>) -> Issuer {
    let identifier = match key {
        Key::Identifier(identifier) => Some(identifier.clone()),
        Key::Name(..) => None,
    };
    Issuer { name: names.name(id), identifier, kind: names.entity(id).map(|entity| entity.kind), statements: 0 }
}
