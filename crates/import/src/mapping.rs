//! Coded records, such as a table of events, as statements: by a mapping that its user writes.
//!
//! A mapping is a statement with holes: `{Column}` stands for what a row has there. Data flows one way: `settings` reads the mapping's TOML,
//! `template` makes of it what is filled (`shape` knows the fields of the format, `hole` the grammar of holes), `rows` reads records (`value` is
//! what they hold, `columns` what they lack), `fill` makes a statement of one (`filter` what a hole asks for), `merge` one of several, `import`
//! brings them together. See `docs/mapping.md`.

mod columns;
mod date;
mod fields;
mod fill;
mod filter;
mod hole;
mod import;
mod merge;
mod rows;
mod settings;
mod shape;
mod template;
mod value;

use std::fmt;
use std::io::Read;

use statemark::place::{Lines, Place};

pub use self::columns::MissingColumn;
use self::filter::Codes;
use self::hole::Step;
pub use self::import::{Batch, Import, Objection};
pub use self::rows::{Format, RecordsError, Row};
use self::template::Template;

/// The most rows that one statement is made of.
pub const GROUP_LIMIT: usize = 2_000;

/// The most bytes of the rows that one statement is made of, but for a single row: as many as a document may have.
const GROUP_SIZE_LIMIT: usize = statemark::document::SIZE_LIMIT;

/// A mapping, read and found right: from rows of records to statements.
#[derive(Debug, Clone)]
pub struct Mapping {
    text: String,
    format: Format,
    separator: u8,
    quotes: bool,
    /// Values that say nothing.
    absent: Vec<String>,
    /// What rows have in common that make one statement.
    group: Option<Template>,
    codes: Codes,
    statement: Template,
}

/// One thing that is wrong with a mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingFault {
    /// Where it stands in the mapping.
    pub place: Place,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// What is wrong with a mapping: at least one fault, in the order of its text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct MappingError {
    /// The faults.
    pub faults: Vec<MappingFault>,
}

impl fmt::Display for MappingError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, MappingFault { place, message, help }) in self.faults.iter().enumerate() {
            let end = if index == 0 { "" } else { "\n" };
            write!(formatter, "{end}line {}, column {}: {message}; {help}", place.line, place.column)?;
        }
        Ok(())
    }
}

/// Faults while they are found, each at its byte.
#[derive(Debug, Default)]
struct Faults(Vec<(usize, String, String)>);

impl Faults {
    fn add(&mut self, at: usize, message: impl Into<String>, help: impl Into<String>) {
        self.0.push((at, message.into(), help.into()));
    }

    fn error(mut self, text: &str) -> Option<MappingError> {
        self.0.sort();
        let lines = Lines::new(text);
        let fault = |(at, message, help)| MappingFault { place: lines.place(at), message, help };
        let faults: Vec<MappingFault> = self.0.into_iter().map(fault).collect();
        (!faults.is_empty()).then_some(MappingError { faults })
    }
}

/// Why a row makes no statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The column, or the way to a value in a row of JSON.
    pub column: Option<String>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// ```
    /// use statemark_import::mapping::Mapping;
    /// let mapping = Mapping::read(r#"
    /// format = "csv"
    /// [statement]
    /// id = "{No}"
    /// type = "statement"
    /// title = "{Who} on {Day}"
    /// language = "en"
    /// date = "{Day|date DD.MM.YYYY}"
    /// issuers = ["{Who|id}"]
    /// entities = [{id = "{Who|id}", kind = "state", name = "{Who}"}]
    /// sections = [{clauses = [{id = "c", text = "{Words}"}]}]
    /// "#)?;
    /// let records = "No,Who,Day,Words\n7,Aland,6.2.2025,Aland welcomed the rain.\n";
    /// let batches: Vec<_> = mapping.import(records.as_bytes())?.collect::<Result<_, _>>()?;
    /// let statement = statemark::json::from_slice(batches[0].json.as_ref().unwrap())?;
    /// assert_eq!((statement.id.as_str(), statement.date.as_str()), ("7", "2025-02-06"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`MappingError`] with all faults: grammar, unknown keys and fields, codes, holes and filters.
    pub fn read(text: &str) -> Result<Self, MappingError> {
        settings::read(text)
    }

    /// The format of the records that it maps.
    pub fn format(&self) -> Format {
        self.format
    }

    /// All ways to values that it names, each with its place in its text.
    fn ways(&self) -> Vec<(&[Step], usize)> {
        let mut ways = self.statement.ways();
        ways.extend(self.group.iter().flat_map(Template::ways));
        ways
    }

    /// Reads records, and gives statements and the rows that none could be made of.
    ///
    /// # Errors
    /// [`RecordsError`] where the records have no header, or lack a column that the mapping names.
    pub fn import<R: Read>(&self, records: R) -> Result<Import<'_, R>, RecordsError> {
        Import::new(self, records)
    }
}
