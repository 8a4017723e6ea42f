//! A file back to lines of JSON.

use std::fs::File;
use std::io::BufReader;
use std::ops::Range;

use arrow_array::{Array, RecordBatch, StructArray};
use arrow_ipc::reader::FileReader;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use statemark::statement::Statement;

use super::cell::Object as _;
use super::compare;
use super::contain::contained;
use super::error::Error;
use super::rows::{CLAUSES, SECTIONS};
use super::tree::Tree;
use super::values::{Member, Values, Wrong, close, key, members};
use super::{Container, VERSION_KEY};

/// How many rows of Parquet are read at once at most, and about how many bytes of them.
const ROWS: usize = 1024;
const BYTES: usize = 4 * 1024 * 1024;

/// How many bytes of lines are given at once: about so many, and a row at least.
const LINES: usize = 256 * 1024;

/// A table that is being read.
pub struct Table {
    batches: Batches,
    batch: Option<RecordBatch>,
    /// How many rows of the batch, and of the table, were given.
    given: usize,
    row: u64,
    /// How much of the file was read: of so many pieces so many.
    done: u64,
    total: u64,
}

enum Batches {
    Parquet(ParquetRecordBatchReader),
    Arrow(FileReader<BufReader<File>>),
}

impl Table {
    /// Opens a file of this kind, from which one can read at any place.
    ///
    /// # Errors
    /// `Damaged`, or what tells that it is another table.
    pub fn open(file: File, container: Container) -> Result<Self, Error> {
        let (batches, total) = contained(|| match container {
            Container::Parquet => parquet(file),
            Container::Arrow => {
                let reader = FileReader::try_new_buffered(file, None)?;
                compare::check(&reader.schema(), None)?;
                let total = reader.num_batches() as u64;
                Ok((Batches::Arrow(reader), total))
            }
        })?;
        Ok(Self { batches, batch: None, given: 0, row: 0, done: 0, total })
    }

    /// How much of the file was read: of so many pieces so many.
    pub fn progress(&self) -> (u64, u64) {
        (self.done, self.total)
    }

    /// Adds the next rows, a line of canonical JSON each, to what is there. Says whether there were any.
    ///
    /// # Errors
    /// `Damaged`, or `Row` for one that cannot be put together.
    pub fn next_lines(&mut self, lines: &mut Vec<u8>) -> Result<bool, Error> {
        contained(|| self.next(lines))
    }

    fn next(&mut self, lines: &mut Vec<u8>) -> Result<bool, Error> {
        loop {
            if let Some(batch) = self.batch.take() {
                let rows = self.given..batch.num_rows();
                let given = append_lines(&batch, rows, self.row + 1, lines)?;
                self.row += given as u64;
                self.given += given;
                if matches!(self.batches, Batches::Parquet(_)) {
                    self.done = self.row;
                }
                if self.given < batch.num_rows() {
                    self.batch = Some(batch);
                }
                if given > 0 {
                    return Ok(true);
                }
            }
            match self.next_batch().transpose()? {
                Some(batch) => (self.batch, self.given) = (Some(batch), 0),
                None if matches!(self.batches, Batches::Parquet(_)) && self.row != self.total => {
                    return Err(Error::damaged(format!("it has {} rows, and tells of {}", self.row, self.total)));
                }
                None => return Ok(false),
            }
        }
    }

    fn next_batch(&mut self) -> Option<Result<RecordBatch, Error>> {
        match &mut self.batches {
            Batches::Parquet(reader) => reader.next().map(|batch| batch.map_err(Error::from)),
            Batches::Arrow(reader) => {
                let batch = reader.next()?;
                self.done += 1;
                Some(batch.map_err(Error::from))
            }
        }
    }
}

/// Opens Parquet. What its writer noted of types in Arrow is passed over: the types of Parquet say enough, and are read in one way.
fn parquet(file: File) -> Result<(Batches, u64), Error> {
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)?;
    let about = builder.metadata().file_metadata();
    let entries = about.key_value_metadata().into_iter().flatten();
    let version = entries.filter(|entry| entry.key == VERSION_KEY).find_map(|entry| entry.value.as_deref());
    compare::check(builder.schema(), version)?;
    let groups = builder.metadata().row_groups();
    let sum: i64 = groups.iter().map(RowGroupMetaData::num_rows).sum();
    let total = u64::try_from(about.num_rows()).ok().filter(|_| about.num_rows() == sum);
    let total = total.ok_or_else(|| Error::damaged("it tells of another number of rows than its groups have"))?;
    let rows = BYTES / groups.iter().map(bytes_a_row).max().unwrap_or(1);
    let reader = builder.with_batch_size(rows.clamp(1, ROWS)).build()?;
    Ok((Batches::Parquet(reader), total))
}

/// How many bytes a row of a group has in memory, about. Of words a file may hold each once and name them in thousands of rows, so what
/// they come to without that counts, where the writer noted it, as ours and most do.
fn bytes_a_row(group: &RowGroupMetaData) -> usize {
    let bytes = |column: &ColumnChunkMetaData| {
        let written = column.uncompressed_size();
        column.unencoded_byte_array_data_bytes().map_or(written, |words| words.max(written))
    };
    let sum = group.columns().iter().map(bytes).fold(0, i64::saturating_add);
    usize::try_from(sum / group.num_rows().max(1)).unwrap_or(usize::MAX).max(1)
}

/// Writes some rows of a batch as lines, the first of which has this number; gives how many. Those before one that cannot be put together
/// are given first.
pub(super) fn append_lines(batch: &RecordBatch, rows: Range<usize>, first: u64, lines: &mut Vec<u8>) -> Result<usize, Error> {
    let (start, begin) = (rows.start, lines.len());
    let table = StructArray::from(batch.clone());
    let columns = Columns::of(&table).ok_or_else(|| Error::damaged("its columns change"))?;
    for at in rows.clone() {
        let whole = lines.len();
        if let Err(Wrong { column, message }) = columns.write(lines, at) {
            lines.truncate(whole);
            return if at > start { Ok(at - start) } else { Err(Error::Row { row: first, column, message }) };
        }
        lines.push(b'\n');
        if lines.len() - begin >= LINES {
            return Ok(at + 1 - start);
        }
    }
    Ok(rows.len())
}

/// The columns of a batch.
struct Columns<'batch> {
    members: Vec<Member<'batch>>,
    language: usize,
    tree: Tree<'batch>,
}

impl<'batch> Columns<'batch> {
    fn of(table: &'batch StructArray) -> Option<Self> {
        let members = members(Statement::FIELDS, table)?;
        let list = |name: &str| {
            let field = Statement::FIELDS.iter().find(|field| field.name == name)?;
            Some((field.kind, table.column_by_name(name)?))
        };
        let language = members.iter().position(|member| member.field.name == "language")?;
        Some(Self { tree: Tree::of(list(SECTIONS)?, list(CLAUSES)?)?, members, language })
    }

    /// Writes a row as an object.
    fn write(&self, json: &mut Vec<u8>, at: usize) -> Result<(), Wrong> {
        let own = match &self.members[self.language].values {
            Values::Words(languages) if languages.is_valid(at) => languages.value(at),
            _ => "",
        };
        json.push(b'{');
        for member in &self.members {
            match member.field.name {
                SECTIONS => {
                    let start = json.len();
                    key(json, SECTIONS);
                    if self.tree.write(json, at, own)? { json.push(b',') } else { json.truncate(start) }
                }
                // They stand in their sections.
                CLAUSES => {}
                _ => member.write(json, at, own)?,
            }
        }
        close(json, b'}');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Seek as _, Write as _};

    use super::super::{Rows, Writer};
    use super::*;

    /// A dictionary holds the words once, the rows in memory each.
    #[test]
    fn few_rows_are_read_at_once_where_they_are_large() {
        let words = "rain-".repeat(40_000);
        let json = format!(
            r#"{{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
            "issuers": ["x"], "entities": [{{"id": "x", "kind": "state", "name": "X"}}],
            "sections": [{{"clauses": [{{"id": "c", "text": "{words}"}}]}}]}}"#
        );
        let statement = statemark::json::from_str(&json).unwrap();
        let mut rows = Rows::default();
        (0..200).for_each(|_| rows.push(&statement));
        let mut writer = Writer::new(Container::Parquet, 1).unwrap();
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&writer.push(&rows.finish().unwrap()).unwrap()).unwrap();
        file.write_all(&writer.finish().unwrap()).unwrap();
        file.rewind().unwrap();
        let mut table = Table::open(file, Container::Parquet).unwrap();
        let rows = table.next_batch().unwrap().unwrap().num_rows();
        assert!((1..=BYTES / words.len()).contains(&rows), "{rows}");
    }
}
