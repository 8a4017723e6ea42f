//! Makes the rows of the records of a block, on any thread.

use std::path::PathBuf;
use std::sync::Arc;

use statemark::date::Day;
use statemark::id::StatementId;
use statemark::records::PieceKind;
use statemark_tables::flat::{Table, View, csv};
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
            made.rows.iter_mut().zip(self.tables).for_each(|(rows, table)| rows.add(*table, &view));
            made.statements.push(Laid {
                id: statement.id.clone(),
                line: piece.before.lines + 1,
                alone: (piece.kind == PieceKind::Document).then(|| source.path.clone()),
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

    fn add(&mut self, table: Table, view: &View<'_>) {
        match self {
            Self::Csv(bytes) => table.rows(view, &mut csv::Rows::new(bytes)),
            #[cfg(feature = "columns")]
            Self::Parquet(rows) => table.rows(view, rows),
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
