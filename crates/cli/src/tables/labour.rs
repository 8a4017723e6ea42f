//! Makes the rows of the records of a block, on any thread.

use std::path::PathBuf;
use std::sync::Arc;

use statemark::date::Day;
use statemark::id::StatementId;
use statemark::records::PieceKind;
use statemark_tables::flat::bounded::{Bounded, MOST};
use statemark_tables::flat::{Cells, Table, View, csv};
use statemark_validate::finding::Severity;
use statemark_validate::report::part::Part;

use crate::args::TableFormat;
use crate::bulk::files::{Kind, may_be_empty};
use crate::bulk::judge::{Judge, placed, read};
use crate::bulk::{Source, Work};
use crate::error::{Cause, Failure};
use crate::io::Sources;

/// What every record is laid out by.
pub(super) struct Labour<'run> {
    pub(super) judge: Judge<'run>,
    pub(super) tables: &'run [Table],
    pub(super) format: TableFormat,
    pub(super) as_of: Option<Day>,
    pub(super) from: Option<Kind>,
}

/// What one piece of work comes to.
#[derive(Default)]
pub(super) struct Made {
    /// The rows of all its statements, a table each.
    pub(super) rows: Vec<Rows>,
    pub(super) statements: Vec<Laid>,
    /// What is told of each record that is wrong.
    pub(super) wrong: Vec<Part>,
    pub(super) source: Option<Arc<Source>>,
    pub(super) failure: Option<Failure>,
}

/// A statement that is laid out.
pub(super) struct Laid {
    pub(super) id: StatementId,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// The file, where that is this one document.
    pub(super) alone: Option<PathBuf>,
    /// Whether its rows have too many words, of which only the first are there.
    pub(super) is_too_large: bool,
    /// Where its rows end, in each table.
    pub(super) ends: Vec<usize>,
}

/// Rows of a table, as it is written.
pub(super) enum Rows {
    Csv(Vec<u8>),
    #[cfg(feature = "columns")]
    Parquet(statemark_tables::flat::arrow::Rows),
}

impl Labour<'_> {
    /// Lays out all records of a block.
    pub(super) fn work(&self, work: Work) -> Made {
        let mut made = Made::default();
        let (source, block) = match work {
            Work::Unread(Failure { name, cause: Cause::Empty }) if may_be_empty(&name, self.from) => return made,
            Work::Unread(failure) => return Made { failure: Some(failure), ..made },
            Work::Block(source, block) => (source, block),
        };
        made.rows = self.tables.iter().map(|table| Rows::new(*table, self.format)).collect();
        let sources = Sources::new(self.judge.sources, &source.path);
        for piece in &block.pieces {
            let document = read(&source, &block, piece);
            let report = self.judge.report(&document, self.judge.configs.of(&source.path), &sources);
            let is_wrong = report.findings.iter().any(|finding| finding.severity == Severity::Error);
            let Some(statement) = document.statement.as_ref().filter(|_| !is_wrong) else {
                made.wrong.push(placed(self.judge.wanted, &source, &block, piece, &document, report));
                continue;
            };
            let view = View::new(statement, self.as_of);
            let (mut left, mut is_too_large) = (MOST, false);
            for (rows, table) in made.rows.iter_mut().zip(self.tables) {
                is_too_large |= rows.add(*table, &view, &mut left);
            }
            made.statements.push(Laid {
                id: statement.id.clone(),
                line: piece.before.lines + 1,
                alone: (piece.kind == PieceKind::Document).then(|| source.path.clone()),
                is_too_large,
                ends: made.rows.iter().map(Rows::len).collect(),
            });
        }
        made.source = Some(source);
        made
    }
}

impl Rows {
    #[cfg_attr(not(feature = "columns"), expect(unused_variables, reason = "all tables are alike in CSV"))]
    fn new(table: Table, format: TableFormat) -> Self {
        #[cfg(feature = "columns")]
        if format == TableFormat::Parquet {
            return Self::Parquet(statemark_tables::flat::arrow::Rows::new(table));
        }
        Self::Csv(Vec::new())
    }

    /// Adds those of a statement, which may have so many bytes of words yet. Says whether they have more.
    fn add(&mut self, table: Table, view: &View<'_>, left: &mut usize) -> bool {
        fn add(table: Table, view: &View<'_>, cells: &mut impl Cells, left: &mut usize) -> bool {
            let mut bounded = Bounded::new(cells, left);
            table.rows(view, &mut bounded);
            bounded.is_over()
        }
        match self {
            Self::Csv(bytes) => add(table, view, &mut csv::Rows::new(bytes), left),
            #[cfg(feature = "columns")]
            Self::Parquet(rows) => add(table, view, rows, left),
        }
    }

    /// How far they go: bytes of CSV, rows of Parquet.
    fn len(&self) -> usize {
        match self {
            Self::Csv(bytes) => bytes.len(),
            #[cfg(feature = "columns")]
            Self::Parquet(rows) => rows.len(),
        }
    }
}
