//! Why records do not pass: a line a finding, with where the record stood and stands.

use std::ops::Range;
use std::path::{Path, PathBuf};

use statemark::fault::FaultKind;
use statemark::records::PieceKind;
use statemark_validate::report::json::Unread;

use super::places::refused;
use super::sorting::{Sorting, To};
use super::{Quarantine, Sorted};
use crate::error::Failure;

/// Why a record does not pass, and where it stood and stands.
pub(super) struct Reasons {
    lines: Vec<String>,
    record: u64,
    from: Range<u64>,
    to: u64,
}

impl Quarantine {
    /// Counts a record, and tells why it does not pass.
    pub(super) fn count(&mut self, file: &mut Sorting, sorted: &Sorted, index: usize, stands: u64) -> Result<(), Failure> {
        let piece = &sorted.block.pieces[index];
        file.records += 1;
        if let PieceKind::Record { number, .. } = piece.kind
            && number != file.records
        {
            let why = format!("has {number} records by one count and {} by another", file.records);
            return Err(refused(&file.source.path, why, "this is a bug of statemark: please report it"));
        }
        let Some(part) = sorted.reasons(index) else {
            self.counts.passed += 1;
            return Ok(());
        };
        self.counts.quarantined += 1;
        let start = piece.before.bytes;
        let from = start..start + sorted.block.bytes(piece).len() as u64;
        let reasons = Reasons { lines: part.lines().collect(), record: file.records, from, to: stands };
        if matches!(&piece.kind, PieceKind::Fault(fault) if fault.kind == FaultKind::Limit) {
            self.counts.unlisted += 1;
            file.late = Some(reasons);
            return Ok(());
        }
        self.tell(&file.name, &reasons)
    }

    /// Tells the reasons of a record that was too long, once its end is known.
    pub(super) fn settle(&mut self, file: &mut Sorting, end: u64) -> Result<(), Failure> {
        let Some(mut reasons) = file.late.take() else { return Ok(()) };
        reasons.from.end = end;
        self.tell(&file.name, &reasons)
    }

    /// Writes a file that is no document, as it is, and why it is none.
    pub(super) fn copy(&mut self, path: &Path, failure: &Failure) -> Result<(), Failure> {
        let name = self.places.raw_name(path);
        let output = &mut self.outputs[To::Quarantine as usize];
        output.begin(&name)?;
        let length = output.copy(path)?;
        output.end()?;
        let (reason, help) = (failure.cause.to_string(), failure.cause.help().map(str::to_owned));
        let unread = Unread { file: failure.name.clone(), reason, help };
        let lines = vec![serde_json::to_string(&unread).unwrap_or_default()];
        self.tell(&name, &Reasons { lines, record: 1, from: 0..length, to: 0 })
    }

    /// Writes the reasons of a record of this file, one a line.
    fn tell(&mut self, file: &Path, reasons: &Reasons) -> Result<(), Failure> {
        let Some(output) = &mut self.reasons else { return Ok(()) };
        let Reasons { lines, record, from, to } = reasons;
        let name = &self.outputs[To::Quarantine as usize].name;
        let name = if self.places.folders.is_some() { PathBuf::from(name).join(file) } else { PathBuf::from(name) };
        let name = serde_json::Value::from(name.to_string_lossy());
        let until = to + (from.end - from.start);
        let places = format!(
            ",\"from\":{{\"record\":{record},\"start\":{},\"end\":{}}},\"to\":{{\"file\":{name},\"start\":{to},\"end\":{until}}}}}\n",
            from.start, from.end
        );
        lines.iter().try_for_each(|line| {
            output.write(line.strip_suffix('}').unwrap_or(line).as_bytes())?;
            output.write(places.as_bytes()).map(drop)
        })
    }
}
