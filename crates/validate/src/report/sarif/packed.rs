//! How large a log is once it is packed.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

/// Counts what comes out of gzip, and keeps none of it.
pub(super) struct Packed(GzEncoder<Count>);

#[derive(Default)]
struct Count(u64);

impl Default for Packed {
    fn default() -> Self {
        Self(GzEncoder::new(Count::default(), Compression::default()))
    }
}

impl Packed {
    /// How large it is with these bytes, but for the some ten thousand that gzip holds back.
    pub(super) fn with(&mut self, bytes: &[u8]) -> io::Result<u64> {
        self.0.write_all(bytes)?;
        Ok(self.0.get_ref().0)
    }
}

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
