//! Statements into rows, rows into a file.

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use statemark::statement::Statement;

use super::Container;
use super::cell::Object as _;
use super::column::Object;
use super::error::Error;
use super::field::schema;
use super::parquet;
use super::read::append_lines;

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
    Parquet(Box<parquet::Writer>),
    Arrow(Box<FileWriter<Vec<u8>>>),
}

impl Writer {
    /// Begins a file. The columns of Parquet are encoded on so many threads, on which their bytes do not depend.
    ///
    /// # Errors
    /// `Unwritable`, which is a bug.
    pub fn new(container: Container, threads: usize) -> Result<Self, Error> {
        Ok(Self(match container {
            Container::Parquet => Inner::Parquet(Box::new(parquet::Writer::new(threads).map_err(Error::unwritable)?)),
            Container::Arrow => Inner::Arrow(Box::new(FileWriter::try_new(Vec::new(), &schema()).map_err(Error::unwritable)?)),
        }))
    }

    /// Adds a batch. Gives the bytes that the file has now behind those it had.
    ///
    /// # Errors
    /// `Unwritable`, which is a bug.
    pub fn push(&mut self, batch: &RecordBatch) -> Result<Vec<u8>, Error> {
        match &mut self.0 {
            Inner::Parquet(writer) => writer.push(batch).map_err(Error::unwritable),
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
            Inner::Parquet(writer) => writer.finish().map_err(Error::unwritable),
            Inner::Arrow(writer) => writer.into_inner().map_err(Error::unwritable),
        }
    }
}
