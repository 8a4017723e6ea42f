//! Tables of columns: their rows as lines of JSON, which go the way of all lines.
#![allow(clippy::disallowed_methods, reason = "a table is read from its end, not as a stream")]

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::panic;
use std::path::Path;
use std::sync::Once;

use statemark_tables::lossless::{self, Container, Error, IS_BUILT, Table};

use super::files::Kind;
use super::unpack::Ahead;
use crate::error::Cause;
use crate::io::is_stream;

/// The container that a file is, by its first bytes. One whose name tells a container must be it.
pub(super) fn container(kind: Option<Kind>, head: &[u8]) -> Result<Option<Container>, Cause> {
    match (kind, Container::from_content(head)) {
        (_, Some(container)) => Ok(Some(container)),
        (Some(Kind::Table(container)), None) if !head.is_empty() => {
            let help = "let the name tell what it is, or make the table again";
            Err(Cause::wrong(format!("does not begin as {container} does"), Some(help.to_owned())))
        }
        _ => Ok(None),
    }
}

/// Whether a file in a folder is a table of statements, or may be: one that cannot be read is told of where it is read. What is named so
/// by convention is read in any case.
pub(super) fn is_of_statements(path: &Path, container: Container) -> bool {
    let is_other = |file| open(file, container).is_err_and(|error| error.is_of_another_kind());
    IS_BUILT && !File::open(path).is_ok_and(is_other)
}

/// The rows of a file as lines. Its bytes come as a stream too, which keeps step with the rows, so that they are counted and digested.
pub(super) fn lines(
    container: Container,
    path: &Path,
    stream: Box<dyn Read + Send>,
    threaded: bool,
) -> Result<Box<dyn Read + Send>, Cause> {
    let regular = (!is_stream(path) && path.is_file()).then(|| File::open(path)).transpose().map_err(Cause::Read)?;
    let Some(file) = regular else {
        let help = "write it into a file, and name that";
        return Err(Cause::wrong(
            format!("is {container}, which is read from its end, and a pipe has none"),
            Some(help.to_owned()),
        ));
    };
    let mut head = Vec::new();
    (&file).take(8).read_to_end(&mut head).map_err(Cause::Read)?;
    if Container::from_content(&head) != Some(container) {
        let help = "unpack it first: what is in it is packed already";
        return Err(Cause::wrong(format!("is {container}, packed once more"), Some(help.to_owned())));
    }
    let length = file.metadata().map_err(Cause::Read)?.len();
    let table = open(file, container)?;
    let rows = TableLines { table, stream, length, streamed: 0, lines: Cursor::default() };
    Ok(if threaded { Box::new(Ahead::new(Box::new(rows))) } else { Box::new(rows) })
}

fn open(file: File, container: Container) -> Result<Table, Error> {
    static QUIET: Once = Once::new();
    // What the reader of a damaged table dies of is told as an error, and not as a panic before it.
    QUIET.call_once(|| {
        let told = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !lossless::is_contained() {
                told(panic);
            }
        }));
    });
    Table::open(file, container)
}

/// The lines of a table.
struct TableLines {
    table: Table,
    stream: Box<dyn Read + Send>,
    /// How many bytes the file has, and how many of them went through the stream.
    length: u64,
    streamed: u64,
    lines: Cursor<Vec<u8>>,
}

impl TableLines {
    /// Lets the stream go on as far as the rows are.
    fn keep_step(&mut self, (done, total): (u64, u64)) -> io::Result<()> {
        let part = u128::from(self.length) * u128::from(done) / u128::from(total.max(1));
        let step = u64::try_from(part).unwrap_or(u64::MAX).min(self.length).saturating_sub(self.streamed);
        self.streamed += io::copy(&mut self.stream.by_ref().take(step), &mut io::sink())?;
        Ok(())
    }
}

impl Read for TableLines {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.lines.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            let mut lines = std::mem::take(&mut self.lines).into_inner();
            lines.clear();
            if !self.table.next_lines(&mut lines).map_err(|error| failed(&error))? {
                io::copy(&mut self.stream, &mut io::sink())?;
                return Ok(0);
            }
            self.keep_step(self.table.progress())?;
            self.lines = Cursor::new(lines);
        }
    }
}

/// An error in the middle of a table, as the end of a sentence.
fn failed(error: &Error) -> io::Error {
    let it = if matches!(error, Error::Row { .. }) { "" } else { "it " };
    io::Error::other(format!("{it}{error}; {}", error.help()))
}
