//! The lossless table: a row a statement, one fixed type a column, as Parquet and as Arrow IPC.
//!
//! What a row holds is said once, in `rows`: the schema, the writer, the reader and the documentation are made from it. Rows come back
//! as lines of canonical JSON, which the ordinary reader judges, so that a mistake in a table is told as one in NDJSON is.
//!
//! ```
//! # #[cfg(feature = "columns")] {
//! use statemark_tables::lossless::{Container, Rows, Writer, schema};
//! # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
//! #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": [{"heading": "Rain"}]}"#;
//! let statement = statemark::json::from_str(text).unwrap();
//! let mut rows = Rows::default();
//! rows.push(&statement);
//! let mut writer = Writer::new(Container::Parquet, 1).unwrap();
//! let mut file = writer.push(&rows.finish().unwrap()).unwrap();
//! file.extend(writer.finish().unwrap());
//! assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
//! assert_eq!(schema().field(1).name(), "id");
//! # }
//! ```

#[cfg(not(feature = "columns"))]
mod absent;
#[cfg(feature = "columns")]
mod cell;
#[cfg(feature = "columns")]
mod column;
#[cfg(feature = "columns")]
mod compare;
#[cfg(feature = "columns")]
mod contain;
mod error;
#[cfg(feature = "columns")]
mod field;
#[cfg(feature = "columns")]
mod parquet;
#[cfg(feature = "columns")]
mod read;
#[cfg(feature = "columns")]
mod rows;
#[cfg(feature = "columns")]
mod tree;
#[cfg(feature = "columns")]
mod values;
#[cfg(feature = "columns")]
mod write;

use std::fmt;

#[cfg(not(feature = "columns"))]
pub use self::absent::{Batch, Rows, Table, Writer, is_contained, lines};
#[cfg(feature = "columns")]
pub use self::contain::is_contained;
pub use self::error::Error;
#[cfg(feature = "columns")]
pub use self::field::{columns, schema};
#[cfg(feature = "columns")]
pub use self::read::Table;
#[cfg(feature = "columns")]
pub use self::write::{Rows, Writer, lines};
#[cfg(feature = "columns")]
pub use arrow_array::RecordBatch as Batch;

/// Whether this library was built with the feature `columns`. Without it no table is read or written.
pub const IS_BUILT: bool = cfg!(feature = "columns");

/// The key of a table's metadata that tells the version of its layout.
pub const VERSION_KEY: &str = "statemark.table";

/// The version of the layout that this library writes, and the one that it reads.
pub const VERSION: &str = "1";

/// What holds a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Container {
    /// Apache Parquet.
    Parquet,
    /// The file format of Arrow IPC.
    Arrow,
}

impl Container {
    /// The container that the first bytes of a file tell.
    ///
    /// ```
    /// use statemark_tables::lossless::Container;
    /// assert_eq!(Container::from_content(b"PAR1\x15"), Some(Container::Parquet));
    /// assert_eq!(Container::from_content(b"{}"), None);
    /// ```
    pub fn from_content(head: &[u8]) -> Option<Self> {
        match head {
            [b'P', b'A', b'R', b'1', ..] => Some(Self::Parquet),
            [b'A', b'R', b'R', b'O', b'W', b'1', ..] => Some(Self::Arrow),
            _ => None,
        }
    }

    /// What the name of a file ends in, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Arrow => "arrow",
        }
    }

    /// The container that the end of a file's name tells, given in small letters and without the dot.
    pub fn from_extension(extension: &str) -> Option<Self> {
        [Self::Parquet, Self::Arrow].into_iter().find(|container| container.extension() == extension)
    }
}

impl fmt::Display for Container {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Parquet => "Parquet",
            Self::Arrow => "Arrow",
        })
    }
}
