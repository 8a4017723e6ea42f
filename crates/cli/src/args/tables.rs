//! The arguments of `tables`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use statemark::date::Date;
use statemark_tables::flat::Table;

use super::Configuring;
use super::validate::{day, folder};
use crate::bulk::files::Kind;
use crate::convert::target::source;

/// Lay statements out in flat tables, as CSV or Parquet, for a database or a spreadsheet
///
/// A folder gets a file a table, such as clauses.csv, and a datapackage.json that describes them; docs/tables.md tells what each column holds, and docs/questions.md what can be asked. With --only, one table goes to a file or to stdout.
///
/// What validate calls an error is left out, and so is a statement whose id came before: told on stderr, and the exit code is 1. A statement in several spellings that lie side by side under one name is taken once. What cannot be read ends in exit code 2, and no file is written. Files and folders get their names when they are whole.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark tables '*.statemark.json' -o tables/
  statemark tables '*.statemark.json' --only clauses > clauses.csv
  statemark tables day.ndjson --only actions --as-of 2026-01-31 -o actions.csv
  statemark tables '*.statemark.md' --only clauses,roles,entities -o who/")]
pub(crate) struct Tables {
    /// Files, folders and patterns such as '**/*.xml'; `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What is in files whose name tells nothing, such as stdin: json, ndjson, xml, md or yaml [default: told by their content]
    #[arg(long, value_name = "SPELLING", value_parser = source)]
    pub(crate) from: Option<Kind>,
    /// Where to write: a folder that is empty or not there yet; of one table a file, whose name ends in .csv or .parquet [default: stdout, of one table]
    #[arg(short, long, value_name = "FOLDER")]
    pub(crate) output: Option<PathBuf>,
    /// What to write [default: told by the name after -o, else csv]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) to: Option<TableFormat>,
    /// Write these tables only, with commas between them [default: all]
    #[arg(long, value_name = "TABLES", value_delimiter = ',', value_parser = table())]
    pub(crate) only: Vec<Table>,
    /// The day that counts as today, by which actions are overdue or not
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Date>,
    /// How many threads to work on [default: as many as the machine has]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
    /// The folder that source files lie below [default: the document's own]
    #[arg(long, value_name = "DIR", value_parser = folder)]
    pub(crate) sources: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) configuring: Configuring,
}

/// What a table is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    Csv,
    Parquet,
}

/// Takes tables by their names, so that a wrong one is told with those that are right.
fn table() -> impl TypedValueParser<Value = Table> {
    let names = Table::ALL.iter().map(|table| PossibleValue::new(table.name()));
    PossibleValuesParser::new(names).try_map(|name| Table::from_name(&name).ok_or("an unknown table"))
}
