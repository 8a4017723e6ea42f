//! `sections`

use std::borrow::Cow;

use statemark::section::SectionKind;

use crate::flat::cells::Cells;
use crate::flat::description::{Row, row};
use crate::flat::view::{View, number};

row! {
    /// A row a section of a statement.
    Section<'a> in "sections",
    key ["statement_id", "section"],
    reference ["statement_id"] => "statements",
    reference ["statement_id", "parent"] => "sections",
    {
        /// The id of the statement.
        statement_id: &'a str,
        /// Counts the sections of a statement, from 1, each before those inside it.
        section: i64,
        /// The section that it stands in.
        parent: Option<i64>,
        /// 1 for the outermost sections, 2 for those inside them, and so on.
        depth: i64,
        /// The id of the section, where it has one.
        section_id: Option<&'a str>,
        /// What part of the statement it is.
        kind: Option<SectionKind>,
        /// The number as printed.
        number: Option<&'a str>,
        /// The heading.
        heading: Option<&'a str>,
        /// Numbers and headings from the outermost section down to this one, joined by ` > `.
        path: Option<Cow<'a, str>>,
    }
}

pub(super) fn rows(view: &View<'_>, cells: &mut impl Cells) {
    for (index, placed) in view.sections.iter().enumerate() {
        let section = placed.section;
        Section {
            statement_id: view.id(),
            section: number(index + 1),
            parent: placed.parent.map(|parent| number(parent + 1)),
            depth: placed.depth,
            section_id: section.id.as_ref().map(AsRef::as_ref),
            kind: section.kind,
            number: section.number.as_ref().map(AsRef::as_ref),
            heading: view.own_any(section.heading.as_ref()),
            path: view.path(index),
        }
        .write(cells);
        if cells.is_full() {
            return;
        }
    }
}
