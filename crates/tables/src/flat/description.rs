//! What a table is: its columns, its key, and the tables that it leads to.

use super::cells::Cells;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
    /// True or false.
    Boolean,
    /// Days, as ISO 8601 writes them.
    Date,
}

impl Kind {
    /// The type as the Frictionless Table Schema calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
        }
    }
}

/// A table.
#[derive(Debug)]
pub struct Description {
    /// Its name, which is that of its file without the ending.
    pub name: &'static str,
    /// What a row of it is.
    pub about: &'static str,
    /// The columns that no two rows have the same values in.
    pub key: &'static [&'static str],
    /// The tables that its rows lead to.
    pub references: &'static [Reference],
    /// Its columns, in their order.
    pub columns: &'static [Column],
}

/// A foreign key: columns that hold the key of a row of another table, or of the same.
#[derive(Debug)]
pub struct Reference {
    /// The columns, in the order of the other table's key.
    pub columns: &'static [&'static str],
    /// The name of the other table.
    pub table: &'static str,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub about: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Whether each row has a value.
    pub is_required: bool,
    /// The values that there are, where they are few and known.
    pub codes: fn() -> Vec<&'static str>,
}

impl Description {
    /// Whether every row leads somewhere by this reference: none of its columns may be empty.
    pub fn is_total(&self, reference: &Reference) -> bool {
        let is_required = |name: &&str| self.columns.iter().any(|column| column.name == *name && column.is_required);
        reference.columns.iter().all(is_required)
    }
}

/// The name of a field without what lets it be called like a keyword.
pub(super) const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// A row of a table.
pub(super) trait Row {
    /// The table.
    const DESCRIPTION: Description;

    /// Writes the row.
    fn write(&self, cells: &mut impl Cells);
}

/// Declares the row of a table: its fields are the columns, in their order, and their comments say what these hold.
macro_rules! row {
    (
        $(#[doc = $about:literal])+
        $row:ident<$life:lifetime> in $table:literal,
        key $key:tt,
        $( reference $from:tt => $to:literal, )*
        {
            $( $(#[doc = $doc:literal])+ $name:ident: $type:ty, )+
        }
    ) => {
        $(#[doc = $about])+
        #[allow(clippy::struct_field_names, reason = "columns that lead to one another have one name in all tables")]
        pub(super) struct $row<$life> {
            $( $(#[doc = $doc])+ pub(super) $name: $type, )+
        }

        impl<$life> crate::flat::description::Row for $row<$life> {
            const DESCRIPTION: crate::flat::description::Description = crate::flat::description::Description {
                name: $table,
                about: concat!($( $about ),+).trim_ascii(),
                key: &$key,
                references: &[$( crate::flat::description::Reference { columns: &$from, table: $to } ),*],
                columns: &[$( crate::flat::description::Column {
                    name: crate::flat::description::plain(stringify!($name)),
                    about: concat!($( $doc ),+).trim_ascii(),
                    kind: <$type as crate::flat::cells::Value>::KIND,
                    is_required: <$type as crate::flat::cells::Value>::IS_REQUIRED,
                    codes: <$type as crate::flat::cells::Value>::codes,
                } ),+],
            };

            fn write(&self, cells: &mut impl crate::flat::cells::Cells) {
                $( crate::flat::cells::Value::write(&self.$name, cells); )+
                cells.end_row();
            }
        }
    };
}

/// Declares a closed list of codes that only the tables know.
macro_rules! list {
    ($(#[$meta:meta])* $name:ident { $( $(#[$doc:meta])* $variant:ident = $code:literal, )+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name {
            $( $(#[$doc])* $variant, )+
        }

        impl $name {
            const ALL: &'static [Self] = &[$( Self::$variant, )+];

            pub(super) fn code(self) -> &'static str {
                match self { $( Self::$variant => $code, )+ }
            }
        }

        crate::flat::cells::coded!($name);
    };
}

pub(super) use {list, row};
