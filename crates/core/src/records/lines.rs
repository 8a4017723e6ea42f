//! NDJSON: a record a line.

use super::{Mark, Scan};

/// Finds the lines of NDJSON that are not blank. Lines end with LF; a CR before it is white space of JSON.
#[derive(Debug, Default)]
pub struct Lines {
    /// Where the line begins that has no end yet, after its white space.
    open: Option<u64>,
}

impl Scan for Lines {
    fn scan(&mut self, bytes: &[u8], at: u64, marks: &mut Vec<Mark>) -> usize {
        let mut next = 0;
        loop {
            if self.open.is_none() {
                let blank = bytes[next..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
                next += blank;
                if next == bytes.len() {
                    return next;
                }
                self.open = Some(at + next as u64);
            }
            let Some(length) = memchr::memchr(b'\n', &bytes[next..]) else { return bytes.len() };
            next += length;
            marks.extend(self.open.take().map(|start| Mark::Record(start..at + next as u64)));
        }
    }

    fn finish(&mut self, at: u64, marks: &mut Vec<Mark>) {
        marks.extend(self.open.take().map(|start| Mark::Record(start..at)));
    }

    fn open(&self) -> Option<u64> {
        self.open
    }
}
