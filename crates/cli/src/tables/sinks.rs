//! Where the tables go: stdout, a file, or the files of a folder. Until all are whole, none has its name.
#![allow(clippy::disallowed_methods, reason = "the tables are written here")]

use std::fs::{self, File};
use std::io::{self as stdio, BufWriter, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use statemark_tables::flat::{Table, csv, package};
use tempfile::TempDir;

use super::labour::Rows;
use super::plan::{Place, Target};
use crate::args::TableFormat;
use crate::error::{Cause, Failure};
use crate::io::{self, Replacement, behind_links, settle};

/// The tables that are being written.
pub(super) struct Sinks {
    tables: Vec<Sink>,
    folder: Option<Folder>,
    /// What messages call the output.
    name: String,
}

/// A folder that is written under another name, beside where it is to stand.
struct Folder {
    made: TempDir,
    target: PathBuf,
    files: Vec<PathBuf>,
}

/// A table that is being written.
enum Sink {
    Csv(Out),
    #[cfg(feature = "columns")]
    Parquet(Box<statemark_tables::flat::parquet::Writer<Out>>),
}

/// A file that is being written, or stdout.
enum Out {
    Stream(Box<dyn Write + Send>),
    File(Replacement),
    InFolder(BufWriter<File>),
}

impl Sinks {
    /// Begins all tables.
    pub(super) fn open(target: &Target<'_>, tables: &[Table]) -> Result<Self, Failure> {
        let (name, folder) = match target.place {
            Place::Stdout => ("stdout".to_owned(), None),
            Place::File(path) => (io::name(path), None),
            Place::Folder(path) => (io::name(path), Some(Folder::new(path, target.format, tables))),
        };
        let failed = |error| Cause::Write(error).of(&name);
        let folder = folder.transpose().map_err(failed)?;
        let out = |index: usize| match (&target.place, &folder) {
            (Place::Folder(_), Some(folder)) => {
                let file = File::create(folder.made.path().join(&folder.files[index])).map_err(Cause::Write)?;
                Ok(Out::InFolder(BufWriter::with_capacity(64 * 1024, file)))
            }
            (Place::File(path), _) => Replacement::new(path).map(Out::File),
            _ => Ok(Out::Stream(Box::new(io::result()))),
        };
        let mut begun = Vec::new();
        for (index, table) in tables.iter().enumerate() {
            let out = out(index).map_err(|cause| cause.of(&name))?;
            begun.push(Sink::new(*table, target.format, out).map_err(failed)?);
        }
        if let Some(folder) = folder.as_ref().filter(|_| target.format == TableFormat::Csv) {
            fs::write(folder.made.path().join(package::NAME), package::to_string(tables)).map_err(failed)?;
        }
        Ok(Self { tables: begun, folder, name })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Adds rows to a table: those in these ranges.
    pub(super) fn write(&mut self, table: usize, rows: Rows, kept: &[Range<usize>]) -> Result<(), Failure> {
        self.tables[table].write(rows, kept).map_err(|error| Cause::Write(error).of(&self.name))
    }

    /// Ends all tables, and gives them their names.
    pub(super) fn keep(self) -> Result<(), Failure> {
        let ended = self.tables.into_iter().try_for_each(Sink::end);
        let kept = ended.and_then(|()| self.folder.map_or(Ok(()), Folder::keep));
        kept.map_err(|error| Cause::Write(error).of(&self.name))
    }
}

impl Sink {
    #[cfg_attr(not(feature = "columns"), expect(unused_variables, reason = "there is only CSV"))]
    fn new(table: Table, format: TableFormat, mut out: Out) -> stdio::Result<Self> {
        #[cfg(feature = "columns")]
        if format == TableFormat::Parquet {
            return statemark_tables::flat::parquet::Writer::new(table, out).map(|writer| Self::Parquet(Box::new(writer)));
        }
        out.write_all(&csv::header(table)).map(|()| Self::Csv(out))
    }

    fn write(&mut self, rows: Rows, kept: &[Range<usize>]) -> stdio::Result<()> {
        match (self, rows) {
            (Self::Csv(out), Rows::Csv(bytes)) => kept.iter().try_for_each(|range| out.write_all(&bytes[range.clone()])),
            #[cfg(feature = "columns")]
            (Self::Parquet(writer), Rows::Parquet(rows)) => writer.write(rows, kept),
            #[cfg(feature = "columns")]
            _ => Ok(()),
        }
    }

    fn end(self) -> stdio::Result<()> {
        match self {
            Self::Csv(out) => out.end(),
            #[cfg(feature = "columns")]
            Self::Parquet(writer) => writer.finish().and_then(Out::end),
        }
    }
}

impl Out {
    fn end(self) -> stdio::Result<()> {
        match self {
            Self::Stream(mut out) => out.flush(),
            Self::File(file) => file.keep(),
            Self::InFolder(mut file) => file.flush(),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> stdio::Result<usize> {
        match self {
            Self::Stream(out) => out.write(bytes),
            Self::File(file) => file.write(bytes),
            Self::InFolder(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> stdio::Result<()> {
        match self {
            Self::Stream(out) => out.flush(),
            Self::File(file) => file.flush(),
            Self::InFolder(file) => file.flush(),
        }
    }
}

impl Folder {
    fn new(path: &Path, format: TableFormat, tables: &[Table]) -> stdio::Result<Self> {
        // Without the slash at its end, behind which no link is seen.
        let target = behind_links(&path.components().collect::<PathBuf>())?;
        let made = io::temporary_folder(settle::parent(&target))?;
        let extension = if format == TableFormat::Csv { "csv" } else { "parquet" };
        let files = tables.iter().map(|table| PathBuf::from(format!("{}.{extension}", table.name()))).collect();
        Ok(Self { made, target, files })
    }

    /// Brings all files onto the disk, and gives the folder its name. It takes the place of an empty folder.
    fn keep(mut self) -> stdio::Result<()> {
        if self.made.path().join(package::NAME).exists() {
            self.files.push(package::NAME.into());
        }
        settle::files(self.made.path(), &self.files)?;
        settle::folder(self.made.path())?;
        settle::publish(self.made.path(), &self.target)?;
        self.made.disable_cleanup(true);
        Ok(())
    }
}
