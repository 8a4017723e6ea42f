//! A file that grows with the number of statements: it waits on the disk, not in memory, until all of it is known.

use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

use statemark_archive::package::sum::{Algorithm, Hashers, Sum};

/// What is written, until it is whole.
pub(super) struct Spool {
    out: BufWriter<File>,
    hashers: Hashers,
    crc: flate2::Crc,
    bytes: u64,
}

/// What was written.
pub(super) struct Spooled {
    pub(super) file: File,
    pub(super) bytes: u64,
    pub(super) crc: u32,
    pub(super) sums: Vec<Sum>,
}

impl Spool {
    /// One without a name in this folder: nothing is left of it, however the run ends.
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        let out = BufWriter::with_capacity(64 * 1024, tempfile::tempfile_in(folder)?);
        Ok(Self { out, hashers: Hashers::new(Algorithm::OWN), crc: flate2::Crc::new(), bytes: 0 })
    }

    /// Adds to its end.
    pub(super) fn add(&mut self, text: &str) -> io::Result<()> {
        self.hashers.update(text.as_bytes());
        self.crc.update(text.as_bytes());
        self.bytes += text.len() as u64;
        self.out.write_all(text.as_bytes())
    }

    /// All of it, to be read from its beginning.
    pub(super) fn finish(self) -> io::Result<Spooled> {
        let mut file = self.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        Ok(Spooled { file, bytes: self.bytes, crc: self.crc.sum(), sums: self.hashers.finish() })
    }
}
