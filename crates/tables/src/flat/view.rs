//! A statement as the tables look at it: its clauses as they are meant, its sections in their order, and names by id.

use std::borrow::Cow;

use statemark::date::Day;
use statemark::entity::Entity;
use statemark::id::Id;
use statemark::section::Section;
use statemark::spoken::{self, Spoken};
use statemark::standing::as_set;
use statemark::statement::Statement;
use statemark::text::Text;
use statemark::topic::Topic;

/// What stands between the items of a list in one cell.
pub(super) const BETWEEN: &str = "; ";

/// What stands between the headings of a path.
const BELOW: &str = " > ";

/// A statement, of which rows are made.
pub struct View<'statement> {
    pub(super) statement: &'statement Statement,
    pub(super) spoken: Vec<Spoken<'statement>>,
    pub(super) sections: Vec<Placed<'statement>>,
    /// The day that counts as today, if any does.
    pub(super) as_of: Option<Day>,
    /// Sorted by id; of two with one id the first comes first, and counts.
    entities: Vec<&'statement Entity>,
    topics: Vec<&'statement Topic>,
    /// Sorted.
    issuers: Vec<&'statement Id>,
}

/// A section, and where it stands.
pub(super) struct Placed<'statement> {
    pub(super) section: &'statement Section,
    /// The place of the section that it stands in, in the list of all.
    pub(super) parent: Option<usize>,
    /// 1 for the outermost.
    pub(super) depth: i64,
}

impl<'statement> View<'statement> {
    /// Looks at a statement. Where a day counts as today, it tells what is overdue.
    pub fn new(statement: &'statement Statement, as_of: Option<Day>) -> Self {
        let mut entities: Vec<&Entity> = statement.entities.iter().collect();
        entities.sort_by_key(|entity| &entity.id);
        let mut topics: Vec<&Topic> = statement.topics.iter().collect();
        topics.sort_by_key(|topic| &topic.id);
        let spoken = spoken::all(statement);
        let issuers = as_set(&statement.issuers);
        let mut view = Self { statement, spoken, sections: Vec::new(), as_of, entities, topics, issuers };
        view.add_sections(&statement.sections, None);
        view
    }

    fn add_sections(&mut self, list: &'statement [Section], parent: Option<usize>) {
        for section in list {
            let depth = parent.map_or(1, |index| self.sections[index].depth + 1);
            self.sections.push(Placed { section, parent, depth });
            self.add_sections(&section.sections, Some(self.sections.len() - 1));
        }
    }

    /// The numbers and headings from the outermost section down to this one. Made when it is asked for: long ones would fill the memory.
    pub(super) fn path(&self, section: usize) -> Option<Cow<'statement, str>> {
        let up = std::iter::successors(Some(&self.sections[section]), |placed| placed.parent.map(|index| &self.sections[index]));
        let mut titles: Vec<_> = up.filter_map(|placed| self.title(placed.section)).collect();
        titles.reverse();
        if titles.len() == 1 {
            titles.pop()
        } else {
            joined(titles.iter().map(AsRef::as_ref), BELOW).map(|path| path.into_owned().into())
        }
    }

    fn title(&self, section: &'statement Section) -> Option<Cow<'statement, str>> {
        let (number, heading) =
            (section.number.iter().map(AsRef::as_ref), section.heading.iter().map(|heading| self.own(heading)));
        joined(number.chain(heading), " ")
    }

    /// Whether an entity is one of those who make the statement.
    pub(super) fn is_issuer(&self, id: &Id) -> bool {
        self.issuers.binary_search(&id).is_ok()
    }

    /// The id of the statement.
    pub(super) fn id(&self) -> &'statement str {
        self.statement.id.as_str()
    }

    /// Words in the statement's own language.
    pub(super) fn own(&self, text: &'statement Text) -> &'statement str {
        text.own(&self.statement.language).as_str()
    }

    /// The same of what may have no words.
    pub(super) fn own_any(&self, text: Option<&'statement Text>) -> Option<&'statement str> {
        text.map(|text| self.own(text))
    }

    /// The name of an entity; its id where no entity has it.
    pub(super) fn name(&self, id: &'statement Id) -> &'statement str {
        found(&self.entities, id, |entity| &entity.id).map_or(id.as_str(), |entity| self.own(&entity.name))
    }

    /// Names as a list in one cell.
    pub(super) fn names(&self, ids: &'statement [Id]) -> Option<Cow<'statement, str>> {
        joined(ids.iter().map(|id| self.name(id)), BETWEEN)
    }

    /// The label of a topic; its id where no topic has it.
    pub(super) fn label(&self, id: &'statement Id) -> &'statement str {
        found(&self.topics, id, |topic| &topic.id).map_or(id.as_str(), |topic| self.own(&topic.label))
    }

    /// Labels as a list in one cell.
    pub(super) fn labels(&self, ids: &'statement [Id]) -> Option<Cow<'statement, str>> {
        joined(ids.iter().map(|id| self.label(id)), BETWEEN)
    }
}

/// The first of a sorted list that has an id.
fn found<'list, Item>(list: &[&'list Item], id: &Id, id_of: impl Fn(&Item) -> &Id) -> Option<&'list Item> {
    let at = list.partition_point(|item| id_of(item) < id);
    list.get(at).copied().filter(|item| id_of(item) == id)
}

/// Ids as a list in one cell.
pub(super) fn ids(ids: &[Id]) -> Option<Cow<'_, str>> {
    joined(ids.iter().map(Id::as_str), BETWEEN)
}

/// Words as a list in one cell; nothing where there are none.
pub(super) fn joined<'words>(mut words: impl Iterator<Item = &'words str>, between: &str) -> Option<Cow<'words, str>> {
    let first = words.next()?;
    let Some(second) = words.next() else { return Some(Cow::Borrowed(first)) };
    let mut list = [first, between, second].concat();
    words.for_each(|word| {
        list.push_str(between);
        list.push_str(word);
    });
    Some(Cow::Owned(list))
}

/// A number that counts or numbers things, as a cell has it.
pub(super) fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
