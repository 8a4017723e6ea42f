//! What the rules look at: the statement, what its ids name, and its sources' texts.

use std::cell::OnceCell;
use std::collections::HashMap;

use serde_json::Value;
use statemark::date::{Date, Day};
use statemark::entity::Entity;
use statemark::source::Source;
use statemark::statement::Statement;
use statemark::web::RelativePath;

use crate::Options;
use crate::codes;
use crate::days::certain;
use crate::index::Index;
use crate::names::Spoken;
use crate::outline::Outline;
use crate::quotes::{self, WrongQuote};
use crate::references::References;
use crate::walk::{Kind, each_id, each_language};
use crate::words::{self, Suspect};

/// A statement, with what several rules ask of it worked out once.
pub(crate) struct Context<'document> {
    pub(crate) statement: &'document Statement,
    /// Its sections and clauses.
    pub(crate) outline: Outline<'document>,
    /// The sources, each with its content, in the order of the statement.
    pub(crate) sources: Vec<(&'document Source, Content<'document>)>,
    /// The day that counts as today, if the caller named one.
    pub(crate) as_of: Option<&'document Date>,
    /// Why a source's file is not given, where that is not because there is none.
    pub(crate) refused: &'document dyn Fn(&RelativePath) -> Option<String>,
    /// Whether each wrong quote is searched for, and all that can be mended is kept.
    pub(crate) thorough: bool,
    ids: OnceCell<HashMap<&'document str, Vec<Kind>>>,
    entities: Index<'document>,
    references: OnceCell<References>,
    spoken: OnceCell<Spoken>,
    today: OnceCell<Option<Day>>,
    wrong_quotes: OnceCell<Vec<WrongQuote>>,
    suspects: OnceCell<Vec<Suspect>>,
    value: OnceCell<Value>,
    plain_languages: OnceCell<bool>,
}

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
        Self {
            statement,
            outline: Outline::new(statement),
            sources: statement.sources.iter().map(|source| (source, content(source))).collect(),
            as_of: options.as_of,
            refused: options.refused,
            thorough: options.thorough,
            ids: OnceCell::new(),
            entities: Index::new(statement.entities.iter().map(|entity| entity.id.as_str())),
            references: OnceCell::new(),
            spoken: OnceCell::new(),
            today: OnceCell::new(),
            wrong_quotes: OnceCell::new(),
            suspects: OnceCell::new(),
            value: OnceCell::new(),
            plain_languages: OnceCell::new(),
        }
    }

    /// All ids, and what each names. Few rules ask, and none about a statement without mistakes.
    fn ids(&self) -> &HashMap<&'document str, Vec<Kind>> {
        self.ids.get_or_init(|| {
            let mut ids: HashMap<&str, Vec<Kind>> = HashMap::new();
            each_id(&self.outline, |id, kind, _| {
                let kinds = ids.entry(id.as_str()).or_default();
                // Of thousands of one kind the second says as much as all of them.
                if kinds.len() < 2 || !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            });
            ids
        })
    }

    /// What an id names: nothing, one thing, or by mistake several.
    pub(crate) fn named(&self, id: &str) -> &[Kind] {
        self.ids().get(id).map_or(&[], Vec::as_slice)
    }

    /// Where the entity stands that an id names, if it names one; the first of several.
    pub(crate) fn entity_place(&self, id: &str) -> Option<usize> {
        self.entities.place(id)
    }

    /// The entity that an id names, if it names one; the first of several.
    pub(crate) fn entity(&self, id: &str) -> Option<&'document Entity> {
        self.entity_place(id).map(|place| &self.statement.entities[place])
    }

    /// What is referred to, and whether every reference leads somewhere.
    pub(crate) fn references(&self) -> &References {
        self.references.get_or_init(|| References::new(self))
    }

    /// The last day that is not in the future: what the caller said, else the latest day of the provenance. Nothing where neither
    /// names one for certain.
    pub(crate) fn today(&self) -> Option<Day> {
        *self.today.get_or_init(|| {
            if let Some(day) = self.as_of {
                return day.latest();
            }
            let dates = self.statement.provenance.iter().filter_map(|event| event.date.as_ref());
            let days = dates.map(|date| if certain(date) { date.latest() } else { None });
            days.collect::<Option<Vec<Day>>>()?.into_iter().max()
        })
    }

    /// Whether a date lies in the future for certain.
    pub(crate) fn is_future(&self, date: &Date) -> bool {
        self.today().is_some_and(|today| date.earliest().is_some_and(|day| today < day)) && certain(date)
    }

    /// The words of the statement and of its sources, to look for names in.
    pub(crate) fn spoken(&self) -> &Spoken {
        self.spoken.get_or_init(|| Spoken::new(self))
    }

    /// The quotes that their source does not have at that place.
    pub(crate) fn wrong_quotes(&self) -> &[WrongQuote] {
        self.wrong_quotes.get_or_init(|| quotes::judge(self))
    }

    /// The words that hold what is seldom right: those that the rules on characters look at.
    pub(crate) fn suspects(&self) -> &[Suspect] {
        self.suspects.get_or_init(|| words::suspects(&self.outline))
    }

    /// Whether there is nothing to say about any language tag.
    pub(crate) fn has_plain_languages(&self) -> bool {
        *self.plain_languages.get_or_init(|| {
            let mut plain = true;
            each_language(&self.outline, |tag, _, _| plain &= codes::is_plain_language(tag.as_str()));
            plain
        })
    }

    /// The statement as JSON, for what goes by the names of fields. Null would be a statement that cannot be written; there is none.
    pub(crate) fn value(&self) -> &Value {
        self.value.get_or_init(|| serde_json::to_value(self.statement).unwrap_or_default())
    }

    /// The ids of things of one kind, sorted.
    pub(crate) fn ids_of(&self, kind: Kind) -> Vec<&'document str> {
        let mut ids: Vec<_> = self.ids().iter().filter(|(_, kinds)| kinds.contains(&kind)).map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids
    }
}
