//! What the references of a statement lead to, worked out once for the rules that ask.

use crate::context::Context;
use crate::index::Index;
use crate::walk::{Kind, each_reference};

/// What is referred to.
pub(crate) struct References {
    entities: Used,
    topics: Used,
    /// Whether each leads to a thing of the right kind.
    pub(crate) all_known: bool,
}

impl References {
    pub(crate) fn new(context: &Context<'_>) -> Self {
        let statement = context.statement;
        let topics = Index::new(statement.topics.iter().map(|topic| topic.id.as_str()));
        let sources = Index::new(statement.sources.iter().map(|source| source.id.as_str()));
        let (entities, count) = (Used::none(statement.entities.len()), statement.topics.len());
        let mut references = Self { entities, topics: Used::none(count), all_known: true };
        each_reference(&context.outline, |id, kind, _| {
            let id = id.as_str();
            let known = match kind {
                Kind::Entity => references.entities.mark(context.entity_place(id)),
                Kind::Topic => references.topics.mark(topics.place(id)),
                Kind::Source => sources.place(id).is_some(),
                Kind::Section | Kind::Clause | Kind::Action => false,
            };
            references.all_known &= known;
        });
        references
    }

    /// Whether something refers to the entity at a place of the list.
    pub(crate) fn uses_entity(&self, place: usize) -> bool {
        self.entities.has(place)
    }

    /// Whether something refers to the topic at a place of the list.
    pub(crate) fn uses_topic(&self, place: usize) -> bool {
        self.topics.has(place)
    }
}

/// Marks of the things of a list: in one number where they are few.
enum Used {
    Few(u64),
    Many(Vec<bool>),
}

impl Used {
    fn none(count: usize) -> Self {
        if count <= 64 { Self::Few(0) } else { Self::Many(vec![false; count]) }
    }

    /// Marks the thing at a place; whether there is one.
    fn mark(&mut self, place: Option<usize>) -> bool {
        match (self, place) {
            (_, None) => return false,
            (Self::Few(marks), Some(place)) => *marks |= 1 << place,
            (Self::Many(marks), Some(place)) => marks[place] = true,
        }
        true
    }

    fn has(&self, place: usize) -> bool {
        match self {
            Self::Few(marks) => marks & (1 << place) != 0,
            Self::Many(marks) => marks[place],
        }
    }
}
