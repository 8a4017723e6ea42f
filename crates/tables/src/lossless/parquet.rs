//! A Parquet file that is being written: its columns are encoded on any number of threads, and are the same on each.

use std::sync::{Mutex, PoisonError};
use std::thread;

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::{
    ArrowColumnChunk, ArrowColumnWriter, ArrowLeafColumn, ArrowRowGroupWriterFactory, compute_leaves,
};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;

use super::field::schema;
use super::{VERSION, VERSION_KEY};

/// How many rows, and how many bytes of memory, a row group may have before it is ended.
const ROWS: usize = 65_536;
const BYTES: usize = 64 * 1024 * 1024;

/// How many bytes of memory are worth starting threads for.
const ROUND: usize = 4 * 1024 * 1024;

/// A file that is being written.
pub(super) struct Writer {
    file: SerializedFileWriter<Vec<u8>>,
    columns: ArrowRowGroupWriterFactory,
    threads: usize,
    /// The row group at hand: none before its first batch.
    group: Vec<ArrowColumnWriter>,
    /// Batches that are not encoded yet, and their bytes in memory.
    waiting: Vec<RecordBatch>,
    waiting_bytes: usize,
    /// What the batches of the row group have in all.
    rows: usize,
    bytes: usize,
}

impl Writer {
    pub(super) fn new(threads: usize) -> Result<Self> {
        let writer = ArrowWriter::try_new(Vec::new(), schema(), Some(properties()?))?;
        let (file, columns) = writer.into_serialized_writer()?;
        Ok(Self { file, columns, threads, group: Vec::new(), waiting: Vec::new(), waiting_bytes: 0, rows: 0, bytes: 0 })
    }

    /// Adds a batch. Gives the bytes that the file has now behind those it had.
    pub(super) fn push(&mut self, batch: &RecordBatch) -> Result<Vec<u8>> {
        if batch.schema_ref().fields() != schema().fields() {
            return Err(ParquetError::General("a batch has other columns than the table".to_owned()));
        }
        let bytes = batch.get_array_memory_size();
        self.waiting.push(batch.clone());
        self.waiting_bytes += bytes;
        self.rows += batch.num_rows();
        self.bytes += bytes;
        if self.bytes >= BYTES || self.rows >= ROWS {
            self.end_group()?;
        } else if self.threads == 1 || self.waiting_bytes >= ROUND {
            self.encode()?;
        }
        Ok(std::mem::take(self.file.inner_mut()))
    }

    /// Ends the file. Gives its last bytes.
    pub(super) fn finish(mut self) -> Result<Vec<u8>> {
        if self.rows > 0 {
            self.end_group()?;
        }
        self.file.into_inner()
    }

    /// Encodes what waits for it.
    fn encode(&mut self) -> Result<()> {
        if self.group.is_empty() {
            self.group = self.columns.create_column_writers(self.file.flushed_row_groups().len())?;
        }
        self.waiting_bytes = 0;
        let batches = spread(self.threads, std::mem::take(&mut self.waiting), |_, batch| leaves(&batch))?;
        let encode = |index, mut column: ArrowColumnWriter| {
            batches.iter().try_for_each(|leaves| column.write(&leaves[index]))?;
            Ok(column)
        };
        self.group = spread(self.threads, std::mem::take(&mut self.group), encode)?;
        Ok(())
    }

    fn end_group(&mut self) -> Result<()> {
        self.encode()?;
        let chunks: Vec<ArrowColumnChunk> = spread(self.threads, std::mem::take(&mut self.group), |_, column| column.close())?;
        let mut group = self.file.next_row_group()?;
        chunks.into_iter().try_for_each(|chunk| chunk.append_to_row_group(&mut group))?;
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

/// The columns of a batch, those inside objects and lists too, each with what says to which row its values belong.
fn leaves(batch: &RecordBatch) -> Result<Vec<ArrowLeafColumn>> {
    let mut leaves = Vec::new();
    for (field, column) in batch.schema_ref().fields().iter().zip(batch.columns()) {
        leaves.extend(compute_leaves(field, column)?);
    }
    Ok(leaves)
}

/// Works on items, each with its place among them, and gives what they came to in their order.
fn spread<Item: Send, Made: Send>(
    threads: usize,
    items: Vec<Item>,
    work: impl Fn(usize, Item) -> Result<Made> + Sync,
) -> Result<Vec<Made>> {
    if threads == 1 {
        return items.into_iter().enumerate().map(|(index, item)| work(index, item)).collect();
    }
    let made: Mutex<Vec<(usize, Result<Made>)>> = Mutex::new(Vec::with_capacity(items.len()));
    let items = Mutex::new(items.into_iter().enumerate());
    let next = || items.lock().unwrap_or_else(PoisonError::into_inner).next();
    let labour = || {
        while let Some((index, item)) = next() {
            let one = work(index, item);
            made.lock().unwrap_or_else(PoisonError::into_inner).push((index, one));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(labour);
        }
        labour();
    });
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_by_key(|(index, _)| *index);
    made.into_iter().map(|(_, one)| one).collect()
}

fn properties() -> Result<WriterProperties> {
    Ok(WriterProperties::builder()
        .set_created_by(concat!("statemark ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
        .set_key_value_metadata(Some(vec![KeyValue::new(VERSION_KEY.to_owned(), VERSION.to_owned())]))
        // A reader learns from them how large words are without the dictionary that packs them.
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_max_row_group_row_count(None)
        .build())
}
