//! Why a file is not read, or a table not written.

use super::{VERSION, VERSION_KEY};

/// Why a table cannot be read or written. What is wrong with a statement in it is no error here: its line is judged as any other.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The feature `columns` is missing.
    #[error("is Parquet or Arrow, which this statemark was built without")]
    Absent,
    /// The file is damaged or cut off, or of a kind that is not read.
    #[error("is damaged or cut off: {0}")]
    Damaged(String),
    /// The table has another layout.
    #[error("is a table of version {0:?} by its `{VERSION_KEY}`, and this version of statemark reads {VERSION}")]
    Version(String),
    /// The table lacks a column, or a field of one.
    #[error("is no table of statements: it lacks the column `{0}`")]
    Lacks(String),
    /// The table has a column that the layout does not know.
    #[error("is no table of statements: the column `{0}` is unknown")]
    Unknown(String),
    /// The table has a column more than once.
    #[error("is no table of statements: the column `{0}` stands in it more than once")]
    Twice(String),
    /// A column has another type.
    #[error("is no table of statements: the column `{column}` is {found}, and {expected} is expected")]
    Type {
        /// The column, or the field of one.
        column: String,
        /// Its type in the file, as Arrow calls it.
        found: String,
        /// The type that it has in the layout.
        expected: String,
    },
    /// A row cannot be put together.
    #[error("in row {row}, column `{column}`, {message}")]
    Row {
        /// Which row, from 1.
        row: u64,
        /// The column, and where in it: `clauses[3].parent`, items from 0.
        column: String,
        /// What is wrong.
        message: String,
    },
    /// The table cannot be written.
    #[error("cannot be written as a table: {0}")]
    Unwritable(String),
}

impl Error {
    /// Whether it is a right table, and of something else than statements.
    pub fn is_of_another_kind(&self) -> bool {
        matches!(self, Self::Lacks(_) | Self::Unknown(_) | Self::Twice(_) | Self::Type { .. })
    }

    /// How to mend it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Absent => "build it with `--features columns`, as released commands are",
            Self::Damaged(_) => "make it again, from what it was made from",
            Self::Version(_) => "take a newer version of statemark, or make the table again",
            Self::Lacks(_) | Self::Unknown(_) | Self::Twice(_) | Self::Type { .. } => {
                "docs/columns.md lists the columns; `statemark convert` writes such a table"
            }
            Self::Row { .. } => "mend that row where the table was made; `statemark convert` writes it right",
            Self::Unwritable(_) => "this is a bug of statemark: please report it",
        }
    }

    /// What a reader of the container says.
    #[cfg(feature = "columns")]
    pub(super) fn damaged(error: impl std::fmt::Display) -> Self {
        // Of several lines the first says what it is.
        Self::Damaged(error.to_string().lines().next().unwrap_or_default().to_owned())
    }

    /// What a writer of the container says.
    #[cfg(feature = "columns")]
    pub(super) fn unwritable(error: impl std::fmt::Display) -> Self {
        Self::Unwritable(error.to_string())
    }
}

#[cfg(feature = "columns")]
impl From<parquet::errors::ParquetError> for Error {
    fn from(error: parquet::errors::ParquetError) -> Self {
        Self::damaged(error)
    }
}

#[cfg(feature = "columns")]
impl From<arrow_schema::ArrowError> for Error {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::damaged(error)
    }
}
