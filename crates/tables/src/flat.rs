//! Flat tables for analysts: of each statement some rows of each table, joined by documented keys.
//!
//! A table is described once, by the type of its rows in `tables/`: its columns are that type's fields, with their types, whether they may
//! be empty, and what they hold. The header of the CSV, the schema of the Parquet, the package that describes the files ([`package`]) and
//! the data dictionary ([`dictionary`]) are made from that.
//!
//! ```
//! use statemark_tables::flat::{Table, View, csv};
//!
//! let statement = statemark::json::from_str(r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain",
//!     "language": "en", "date": "2025", "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
//!     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain.", "by": ["x"], "act": "welcome"}]}]}"#)?;
//! let mut bytes = csv::header(Table::Acts);
//! Table::Acts.rows(&View::new(&statement, None), &mut csv::Rows::new(&mut bytes));
//! let text = String::from_utf8(bytes).unwrap();
//! assert!(text.starts_with("statement_id,clause_id,level,act,label,class,polarity,strength,"));
//! assert!(text.ends_with("\na,rain,outer,welcome,welcome,expressive,1,3,SUPPORT,,false\n"), "{text}");
//! # Ok::<(), statemark::error::Error>(())
//! ```

#[cfg(feature = "columns")]
pub mod arrow;
pub mod bounded;
mod calendar;
mod cells;
pub mod csv;
mod description;
pub mod dictionary;
pub mod package;
#[cfg(feature = "columns")]
pub mod parquet;
mod tables;
mod view;

pub use calendar::calendar_day;
pub use cells::Cells;
pub use description::{Column, Description, Kind, Reference};
pub use tables::Table;
pub use view::View;
