//! Tables as Parquet, written row group by row group.

use std::error::Error;
use std::io::{self, Write};
use std::ops::Range;

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::Table;
use super::arrow::{Rows, schema};

/// How many rows, and about how many bytes, are held until a row group is written.
const GROUP_ROWS: usize = 128 * 1024;
const GROUP_BYTES: usize = 4 * 1024 * 1024;

/// A file of a table that is being written.
pub struct Writer<W: Write + Send> {
    writer: ArrowWriter<W>,
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn new(table: Table, out: W) -> io::Result<Self> {
        let level = ZstdLevel::try_new(1).map_err(failed)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_created_by(concat!("statemark ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let writer = ArrowWriter::try_new(out, schema(table), Some(properties)).map_err(failed)?;
        Ok(Self { writer })
    }

    /// Adds rows: those in these ranges. Where a row group ends depends on the rows alone.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn write(&mut self, rows: Rows, kept: &[Range<usize>]) -> io::Result<()> {
        let batch = rows.finish().map_err(io::Error::other)?;
        for range in kept {
            self.writer.write(&batch.slice(range.start, range.len())).map_err(failed)?;
        }
        if self.writer.in_progress_size() > GROUP_BYTES {
            self.writer.flush().map_err(failed)?;
        }
        Ok(())
    }

    /// Ends the file, and gives back what it was written into.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn finish(self) -> io::Result<W> {
        self.writer.into_inner().map_err(failed)
    }
}

/// The error of the file itself, where it is one.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error as Box<dyn Error + Send + Sync>),
        },
        error => io::Error::other(error),
    }
}
