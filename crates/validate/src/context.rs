//! What the rules look at: the statement, what its ids name, and its sources' texts.

use std::cell::OnceCell;
use std::collections::HashMap;

use statemark::date::{Date, Day};
use statemark::source::Source;
use statemark::statement::Statement;

use crate::Options;
use crate::days::certain;
use crate::names::Words;
use crate::walk::{Kind, each_id};

/// A statement, with what several rules ask of it worked out once.
pub(crate) struct Context<'document> {
    pub(crate) statement: &'document Statement,
    /// The sources, each with its content, in the order of the statement.
    pub(crate) sources: Vec<(&'document Source, Content<'document>)>,
    /// The day that counts as today, if the caller named one.
    pub(crate) as_of: Option<&'document Date>,
    ids: HashMap<&'document str, Vec<Kind>>,
    /// Where each entity stands in the statement's list; empty where the list is so short that a look along it is quicker.
    entities: HashMap<&'document str, usize>,
    words: OnceCell<Words>,
}

/// How many entities are found by looking along their list.
const SHORT: usize = 16;

/// The content of a source.
pub(crate) enum Content<'document> {
    /// The source has neither `text` nor `file`.
    None,
    /// The text that stands in the document.
    Text(&'document str),
    /// The bytes of its file.
    File(Vec<u8>),
    /// It has a file, which is not there.
    Missing,
}

impl Content<'_> {
    /// The bytes, where there are any.
    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text.as_bytes()),
            Self::File(bytes) => Some(bytes),
            Self::None | Self::Missing => None,
        }
    }
}

impl<'document> Context<'document> {
    pub(crate) fn new(statement: &'document Statement, options: &Options<'document>) -> Self {
        let content = |source: &'document Source| match (&source.text, &source.file) {
            (Some(text), _) => Content::Text(text.as_str()),
            (None, Some(file)) => (options.sources)(file).map_or(Content::Missing, Content::File),
            (None, None) => Content::None,
        };
        let mut ids: HashMap<&str, Vec<Kind>> = HashMap::new();
        each_id(statement, &mut |id, kind, _| ids.entry(id.as_str()).or_default().push(kind));
        Self {
            statement,
            sources: statement.sources.iter().map(|source| (source, content(source))).collect(),
            as_of: options.as_of,
            ids,
            entities: statement
                .entities
                .iter()
                .enumerate()
                .rev()
                .filter(|_| statement.entities.len() > SHORT)
                .map(|(index, entity)| (entity.id.as_str(), index))
                .collect(),
            words: OnceCell::new(),
        }
    }

    /// What an id names: nothing, one thing, or by mistake several.
    pub(crate) fn named(&self, id: &str) -> &[Kind] {
        self.ids.get(id).map_or(&[], Vec::as_slice)
    }

    /// Where the entity stands that an id names, if it names one; the first of several.
    pub(crate) fn entity(&self, id: &str) -> Option<usize> {
        let list = &self.statement.entities;
        if list.len() > SHORT { self.entities.get(id).copied() } else { list.iter().position(|entity| entity.id.as_str() == id) }
    }

    /// The last day that is not in the future: what the caller said, else the latest day of the provenance. Nothing where neither
    /// names one for certain.
    pub(crate) fn today(&self) -> Option<Day> {
        if let Some(day) = self.as_of {
            return day.latest();
        }
        let dates = self.statement.provenance.iter().filter_map(|event| event.date.as_ref());
        dates.map(|date| if certain(date) { date.latest() } else { None }).collect::<Option<Vec<Day>>>()?.into_iter().max()
    }

    /// Whether a date lies in the future for certain.
    pub(crate) fn is_future(&self, date: &Date) -> bool {
        certain(date) && date.earliest().is_some_and(|day| self.today().is_some_and(|today| today < day))
    }

    /// The words of the statement and of its sources, to look for names in.
    pub(crate) fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::new(self))
    }

    /// The ids of things of one kind, sorted.
    pub(crate) fn ids_of(&self, kind: Kind) -> Vec<&'document str> {
        let mut ids: Vec<_> = self.ids.iter().filter(|(_, kinds)| kinds.contains(&kind)).map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids
    }
}
