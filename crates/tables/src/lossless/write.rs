//! Statements into rows, rows into a file.

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use statemark::statement::Statement;

use super::cell::Object as _;
use super::column::Object;
use super::error::Error;
use super::field::schema;
use super::read::append_lines;
use super::{Container, VERSION, VERSION_KEY};

/// How many rows, and how many bytes of memory, a row group of Parquet may have before it is ended.
const ROWS: usize = 65_536;
const BYTES: usize = 64 * 1024 * 1024;

/// Rows that are being filled, some megabytes of them at most: they become one batch.
pub struct Rows(Object);

impl Default for Rows {
    /// No rows yet.
    fn default() -> Self {
        Self(Object::new(Statement::FIELDS))
    }
}

impl Rows {
    /// Adds a row.
    pub fn push(&mut self, statement: &Statement) {
        self.0.add(|columns| statement.put_fields(columns, &statement.language));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.len() == 0
    }

    /// All of them, as a batch of columns.
    ///
    /// # Errors
    /// `Unwritable` where the columns do not fit together, which is a bug.
    pub fn finish(mut self) -> Result<RecordBatch, Error> {
        let (_, columns, _) = self.0.finish().map_err(Error::unwritable)?.into_parts();
        RecordBatch::try_new(schema(), columns).map_err(Error::unwritable)
    }
}

/// The rows of a batch as lines of canonical JSON, as a reader gives them.
///
/// # Errors
/// What [`Table::next_lines`](super::Table::next_lines) says of a row.
pub fn lines(batch: &RecordBatch) -> Result<Vec<u8>, Error> {
    let (mut lines, mut given) = (Vec::new(), 0);
    while given < batch.num_rows() {
        given += append_lines(batch, given..batch.num_rows(), 1 + given as u64, &mut lines)?;
    }
    Ok(lines)
}

/// A file that is being written: what is to be added to it is given back with each batch. The same batches give the same bytes.
pub struct Writer(Inner);

enum Inner {
    Parquet {
        writer: Box<ArrowWriter<Vec<u8>>>,
        /// What the batches of the row group have in memory.
        bytes: usize,
    },
    Arrow(Box<FileWriter<Vec<u8>>>),
}

impl Writer {
    /// Begins a file.
    ///
    /// # Errors
    /// `Unwritable`, which is a bug.
    pub fn new(container: Container) -> Result<Self, Error> {
        Ok(Self(match container {
            Container::Parquet => {
                let writer = ArrowWriter::try_new(Vec::new(), schema(), Some(properties()?)).map_err(Error::unwritable)?;
                Inner::Parquet { writer: Box::new(writer), bytes: 0 }
            }
            Container::Arrow => Inner::Arrow(Box::new(FileWriter::try_new(Vec::new(), &schema()).map_err(Error::unwritable)?)),
        }))
    }

    /// Adds a batch. Gives the bytes that the file has now behind those it had.
    ///
    /// # Errors
    /// `Unwritable`, which is a bug.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, Error> {
        match &mut self.0 {
            Inner::Parquet { writer, bytes } => {
                writer.write(batch).map_err(Error::unwritable)?;
                *bytes += batch.get_array_memory_size();
                if *bytes >= BYTES || writer.in_progress_rows() >= ROWS {
                    *bytes = 0;
                    writer.flush().map_err(Error::unwritable)?;
                }
                Ok(std::mem::take(writer.inner_mut()))
            }
            Inner::Arrow(writer) => {
                writer.write(batch).map_err(Error::unwritable)?;
                Ok(std::mem::take(writer.get_mut()))
            }
        }
    }

    /// Ends the file. Gives its last bytes.
    ///
    /// # Errors
    /// `Unwritable`, which is a bug.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        match self.0 {
            Inner::Parquet { writer, .. } => writer.into_inner().map_err(Error::unwritable),
            Inner::Arrow(writer) => writer.into_inner().map_err(Error::unwritable),
        }
    }
}

fn properties() -> Result<WriterProperties, Error> {
    let level = ZstdLevel::try_new(1).map_err(Error::unwritable)?;
    Ok(WriterProperties::builder()
        .set_created_by(concat!("statemark ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(level))
        .set_key_value_metadata(Some(vec![KeyValue::new(VERSION_KEY.to_owned(), VERSION.to_owned())]))
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(None)
        .build())
}
