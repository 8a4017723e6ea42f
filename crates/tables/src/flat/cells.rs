//! Cells: what a row is made of, and where it goes.

use std::borrow::Cow;

use statemark::date::Day;

use super::description::Kind;

/// Where the cells of rows go, one after the other: a file of some kind.
pub trait Cells {
    /// A cell of words.
    fn text(&mut self, text: &str);
    /// A whole number.
    fn integer(&mut self, number: i64);
    /// A number.
    fn number(&mut self, number: f64);
    /// True or false.
    fn boolean(&mut self, value: bool);
    /// A day that the calendar has, of the years 1 to 9999.
    fn date(&mut self, day: Day);
    /// A cell with nothing in it.
    fn absent(&mut self);
    /// The end of a row.
    fn end_row(&mut self);

    /// Whether no more rows are taken.
    fn is_full(&self) -> bool {
        false
    }
}

/// What can stand in a cell. Its type says what the column is.
pub(super) trait Value {
    /// What the column holds.
    const KIND: Kind;
    /// Whether each row has it.
    const IS_REQUIRED: bool = true;

    /// The values that there are, where they are few and known.
    fn codes() -> Vec<&'static str> {
        Vec::new()
    }

    /// Writes the cell.
    fn write(&self, cells: &mut impl Cells);
}

impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    const IS_REQUIRED: bool = false;

    fn codes() -> Vec<&'static str> {
        T::codes()
    }

    fn write(&self, cells: &mut impl Cells) {
        match self {
            Some(value) => value.write(cells),
            None => cells.absent(),
        }
    }
}

impl Value for &str {
    const KIND: Kind = Kind::Text;

    fn write(&self, cells: &mut impl Cells) {
        cells.text(self);
    }
}

impl Value for Cow<'_, str> {
    const KIND: Kind = Kind::Text;

    fn write(&self, cells: &mut impl Cells) {
        cells.text(self);
    }
}

impl Value for i64 {
    const KIND: Kind = Kind::Integer;

    fn write(&self, cells: &mut impl Cells) {
        cells.integer(*self);
    }
}

impl Value for f64 {
    const KIND: Kind = Kind::Number;

    fn write(&self, cells: &mut impl Cells) {
        cells.number(*self);
    }
}

impl Value for bool {
    const KIND: Kind = Kind::Boolean;

    fn write(&self, cells: &mut impl Cells) {
        cells.boolean(*self);
    }
}

impl Value for Day {
    const KIND: Kind = Kind::Date;

    fn write(&self, cells: &mut impl Cells) {
        cells.date(*self);
    }
}

/// Takes the closed lists of codes as values.
macro_rules! coded {
    ($($type:ty),+ $(,)?) => {
        $(impl crate::flat::cells::Value for $type {
            const KIND: crate::flat::Kind = crate::flat::Kind::Text;

            fn codes() -> Vec<&'static str> {
                Self::ALL.iter().map(|code| code.code()).collect()
            }

            fn write(&self, cells: &mut impl crate::flat::Cells) {
                cells.text(self.code());
            }
        })+
    };
}

pub(super) use coded;

coded!(
    statemark::act::Act,
    statemark::act::Class,
    statemark::adoption::Method,
    statemark::clause::Emphasis,
    statemark::entity::EntityKind,
    statemark::provenance::Activity,
    statemark::relation::RelationType,
    statemark::section::SectionKind,
    statemark::source::Extent,
    statemark::source::SourceKind,
    statemark::standing::Standing,
    statemark::statement::StatementType,
);
