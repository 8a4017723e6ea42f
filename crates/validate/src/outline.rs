//! The sections and clauses of a statement as one flat list, in the order of the text: walked by many rules, so made once.

use statemark::act::Act;
use statemark::clause::Clause;
use statemark::id::Id;
use statemark::pointer::Pointer;
use statemark::section::Section;
use statemark::statement::Statement;

use crate::walk::Trail;

/// A statement with the list of its sections and clauses.
pub(crate) struct Outline<'s> {
    pub(crate) statement: &'s Statement,
    entries: Vec<Entry<'s>>,
}

/// A section or a clause, its place among its siblings, and the entry that it is a part of.
struct Entry<'s> {
    item: Item<'s>,
    index: usize,
    parent: Option<usize>,
}

/// What has a place in the outline.
#[derive(Clone, Copy)]
pub(crate) enum Item<'s> {
    Section(&'s Section),
    Clause(&'s Clause),
}

/// As many entries as most statements have, so that the list seldom grows; in less than a kilobyte, which allocators have at hand.
const MOST: usize = 24;

impl<'s> Outline<'s> {
    pub(crate) fn new(statement: &'s Statement) -> Self {
        let mut outline = Self { statement, entries: Vec::with_capacity(MOST) };
        outline.add_sections(&statement.sections, None);
        outline
    }

    fn add_sections(&mut self, list: &'s [Section], parent: Option<usize>) {
        for (index, section) in list.iter().enumerate() {
            let here = Some(self.entries.len());
            self.entries.push(Entry { item: Item::Section(section), index, parent });
            self.add_clauses(&section.clauses, here);
            self.add_sections(&section.sections, here);
        }
    }

    fn add_clauses(&mut self, list: &'s [Clause], parent: Option<usize>) {
        for (index, clause) in list.iter().enumerate() {
            let here = Some(self.entries.len());
            self.entries.push(Entry { item: Item::Clause(clause), index, parent });
            self.add_clauses(&clause.clauses, here);
        }
    }

    /// Each section and each clause: a section before its clauses, and these before its sub-sections.
    pub(crate) fn items(&self) -> impl Iterator<Item = (Item<'s>, Place<'_>)> {
        self.entries.iter().enumerate().map(|(number, entry)| (entry.item, Place { outline: self, number }))
    }

    /// Each section, from the outside in.
    pub(crate) fn sections(&self) -> impl Iterator<Item = (&'s Section, Place<'_>)> {
        self.items().filter_map(|(item, place)| match item {
            Item::Section(section) => Some((section, place)),
            Item::Clause(_) => None,
        })
    }

    /// Each clause.
    pub(crate) fn clauses(&self) -> impl Iterator<Item = ClauseAt<'_>> {
        self.items().filter_map(|(item, place)| match item {
            Item::Section(_) => None,
            Item::Clause(clause) => Some(ClauseAt { clause, place }),
        })
    }
}

/// Where a section or a clause stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'o> {
    outline: &'o Outline<'o>,
    number: usize,
}

impl<'o> Place<'o> {
    fn entry(self) -> &'o Entry<'o> {
        &self.outline.entries[self.number]
    }

    /// Where that stands which this is a part of; nothing for an outermost section.
    fn parent(self) -> Option<Self> {
        self.entry().parent.map(|number| Self { number, ..self })
    }

    /// The way to it.
    pub(crate) fn trail(self) -> Trail<'o> {
        Trail::of(self)
    }

    /// The way to it as a pointer.
    pub(crate) fn pointer(self) -> Pointer {
        let list = match self.entry().item {
            Item::Section(_) => "sections",
            Item::Clause(_) => "clauses",
        };
        self.parent().map(Self::pointer).unwrap_or_default().key(list).index(self.entry().index)
    }
}

/// A clause, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct ClauseAt<'o> {
    pub(crate) clause: &'o Clause,
    place: Place<'o>,
}

impl<'o> ClauseAt<'o> {
    /// The way to the clause.
    pub(crate) fn trail(self) -> Trail<'o> {
        self.place.trail()
    }

    /// The clause that this one is a part of.
    pub(crate) fn parent(self) -> Option<Self> {
        let place = self.place.parent()?;
        match place.entry().item {
            Item::Clause(clause) => Some(Self { clause, place }),
            Item::Section(_) => None,
        }
    }

    /// The clause, then the one that it is a part of, and so on.
    pub(crate) fn around(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |at| at.parent())
    }

    /// The section in which it stands.
    pub(crate) fn section(self) -> Option<&'o Section> {
        std::iter::successors(Some(self.place), |place| place.parent()).find_map(|place| match place.entry().item {
            Item::Section(section) => Some(section),
            Item::Clause(_) => None,
        })
    }

    /// Who speaks here: the clause's own `by`, or that of the nearest clause around it.
    pub(crate) fn by(self) -> &'o [Id] {
        self.nearest(|clause| Some(clause.by.as_slice()).filter(|by| !by.is_empty())).unwrap_or_default()
    }

    /// To whom the act is aimed, found in the same way.
    pub(crate) fn to(self) -> &'o [Id] {
        self.nearest(|clause| Some(clause.to.as_slice()).filter(|to| !to.is_empty())).unwrap_or_default()
    }

    /// The act, found in the same way.
    pub(crate) fn act(self) -> Option<Act> {
        self.nearest(|clause| clause.act)
    }

    fn nearest<T>(self, field: impl Fn(&'o Clause) -> Option<T>) -> Option<T> {
        self.around().find_map(|at| field(at.clause))
    }
}
