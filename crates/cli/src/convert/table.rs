//! An output that is a table: batches of rows become its bytes in their order. Its index comes last, so it cannot be gone on with.
#![allow(clippy::disallowed_methods, reason = "what was written is read again here")]

use std::fs::File;
use std::path::Path;

use sha2::{Digest, Sha256};
use statemark_tables::lossless::{Batch, Container, Error, Table, Writer};

use crate::error::{Cause, Failure};

/// A table that is being written.
pub(crate) struct Tabling {
    container: Container,
    writer: Writer,
    /// Of the lines that its rows must come to when they are read back.
    lines: Sha256,
}

impl Tabling {
    pub(crate) fn new(container: Container, threads: usize) -> Result<Self, Failure> {
        Ok(Self { container, writer: Writer::new(container, threads).map_err(failed)?, lines: Sha256::new() })
    }

    /// Adds rows, which must read back as these lines. Gives what is to be written.
    pub(crate) fn push(&mut self, batch: &Batch, lines: &[u8]) -> Result<Vec<u8>, Failure> {
        self.lines.update(lines);
        self.writer.push(batch).map_err(failed)
    }

    /// Ends it. Gives what is to be written, and what it must read back as.
    pub(crate) fn finish(self) -> Result<(Vec<u8>, Written), Failure> {
        let bytes = self.writer.finish().map_err(failed)?;
        Ok((bytes, Written { container: self.container, lines: self.lines }))
    }
}

/// What a table must read back as.
pub(crate) struct Written {
    container: Container,
    lines: Sha256,
}

impl Written {
    /// Reads the table that lies there, and sees that its rows are those that were written.
    pub(crate) fn read_back(self, path: &Path, name: &str) -> Result<(), Failure> {
        let failed = |why: String| Cause::NotAsWritten(why).of(name);
        let file = File::open(path).map_err(|error| Cause::Read(error).of(name))?;
        let mut table = Table::open(file, self.container).map_err(|error| failed(format!("it {error}")))?;
        let (mut read, mut lines) = (Sha256::new(), Vec::new());
        while table.next_lines(&mut lines).map_err(|error| failed(format!("it {error}")))? {
            read.update(&lines);
            lines.clear();
        }
        if read.finalize() == self.lines.finalize() { Ok(()) } else { Err(failed("its rows are others".to_owned())) }
    }
}

fn failed(error: Error) -> Failure {
    Cause::from(error).of("the output")
}
