//! Records out, in order: those that pass to one place, the others to another, and both together are what was read.
//!
//! A line of NDJSON goes whole, with its end and the blank lines behind it; a document in Markdown goes up to the next. In a collection the same holds for a record and what stands
//! behind it; the root of the collection is written around both. Of a list only the items are kept, and a file that is one document goes
//! as it is. Nothing has its name before all is there.

mod gaps;
mod output;
mod places;
mod reasons;
mod sorting;

pub(crate) use self::sorting::broken_at;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use statemark::json;
use statemark::records::{Block, Piece, PieceKind};
use statemark_convert::xml;
use statemark_validate::report::part::Part;

use self::output::Output;
use self::places::{Places, refused};
use self::sorting::{BOTH, Sorting, To, fits};
use super::Source;
use super::files::{Files, Kind};
use super::open::{Opened, Shape};
use crate::args::QuarantineArgs;
use crate::error::{Cause, Failure};
use crate::io::{self, is_stream};
use crate::status::Status;

/// A block of records, and which of them do not pass.
pub(crate) struct Sorted {
    source: Arc<Source>,
    block: Block,
    /// Why records do not pass, each with the place of its piece in the block.
    held: Vec<(usize, Part)>,
    /// The first piece that keeps the file from being sorted.
    broken: Option<usize>,
}

impl Sorted {
    /// Takes a block, with the pieces that do not pass and why, and those of which something is known, all in their order. This is the
    /// work of any thread.
    pub(crate) fn new(
        source: Arc<Source>,
        block: Block,
        held: Vec<(usize, Part)>,
        mut known: impl Iterator<Item = usize>,
    ) -> Self {
        let breaks = |piece: &Piece| breaks(&source, &block, piece);
        // Warnings of a collection between its records break it too: what is there belongs to no record.
        let faults = block.pieces.iter().position(|piece| matches!(piece.kind, PieceKind::Fault(_)) && breaks(piece));
        let broken = held.iter().map(|(index, _)| *index).find(|&index| breaks(&block.pieces[index]));
        // What would break the output breaks it also if it is known.
        let known = known.find(|&index| breaks(&block.pieces[index]));
        let broken = [faults, broken, known].into_iter().flatten().min();
        Self { source, block, held, broken }
    }

    /// Puts others in the place of the reasons why a piece does not pass.
    pub(super) fn hold(&mut self, index: usize, reasons: Option<Part>) {
        self.held.retain(|(of, _)| *of != index);
        let at = self.held.partition_point(|(of, _)| *of < index);
        self.held.splice(at..at, reasons.map(|reasons| (index, reasons)));
    }

    /// Why a piece does not pass, if it does not.
    fn reasons(&self, index: usize) -> Option<&Part> {
        let found = self.held.binary_search_by_key(&index, |(of, _)| *of).ok()?;
        self.held.get(found).map(|(_, part)| part)
    }

    fn to(&self, index: usize) -> To {
        if self.reasons(index).is_some() { To::Quarantine } else { To::Pass }
    }
}

/// Whether a piece keeps those around it from being told apart, if it is wrong.
pub(crate) fn breaks(source: &Source, block: &Block, piece: &Piece) -> bool {
    match (&source.shape, &piece.kind) {
        (Shape::Lines | Shape::Documents | Shape::One | Shape::Archive(_), _) => false,
        (_, PieceKind::Fault(_)) | (Shape::Broken, _) => true,
        (Shape::List, _) => json::read(block.bytes(piece)).node().is_none(),
        (Shape::Collection(collection), _) => !xml::record_is_well_formed(block.bytes(piece), collection),
    }
}

/// How many records went where.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    passed: u64,
    quarantined: u64,
    /// How many of the second are no documents to the report: they are too long, or files without any text.
    unlisted: u64,
}

/// The outputs of a run, and the file that is being sorted.
pub(crate) struct Quarantine {
    outputs: [Output; 2],
    reasons: Option<Output>,
    places: Places,
    file: Option<Sorting>,
    counts: Counts,
    /// How many documents the report is of.
    pub(crate) documents: usize,
    /// How many of its findings come from rules over sets, and would hold a record back if they came in time.
    pub(crate) on_sets: usize,
}

impl Quarantine {
    /// Finds out whether what is asked for can be done, and begins. Nothing if nothing is asked for.
    pub(crate) fn new(args: &QuarantineArgs, arguments: &[PathBuf], files: &mut Files) -> Result<Option<Self>, Failure> {
        let (Some(pass), Some(quarantine)) = (&args.pass, &args.quarantine) else { return Ok(None) };
        let reasons = args.reasons.as_deref();
        let places = Places::find(pass, quarantine, reasons, arguments, files)?;
        files.keeps_all = true;
        files.kind = Kind::from_name(pass);
        if let ([path], None) = (&files.paths[..], &places.folders)
            // What a pipe gives is gone once it is read.
            && !is_stream(path)
            && path.is_file()
        {
            fits(&Opened::new(path, &Arc::default(), false)?.source, [pass, quarantine].map(|name| Kind::from_name(name)), None)?;
        }
        let outputs = [Output::new(pass, places.pass.clone())?, Output::new(quarantine, places.quarantine.clone())?];
        let reasons = reasons.zip(places.reasons.clone()).map(|(name, target)| Output::new(name, target)).transpose()?;
        Ok(Some(Self { outputs, reasons, places, file: None, counts: Counts::default(), documents: 0, on_sets: 0 }))
    }

    /// Writes the records of the next block.
    pub(crate) fn take(&mut self, sorted: &Sorted) -> Result<(), Failure> {
        if !self.file.as_ref().is_some_and(|file| Arc::ptr_eq(&file.source, &sorted.source)) {
            self.end_file()?;
            self.begin_file(sorted)?;
        }
        let Some(mut file) = self.file.take() else { return Ok(()) };
        let written = match file.source.shape {
            Shape::List => self.items(&mut file, sorted),
            _ => self.stretches(&mut file, sorted),
        };
        self.file = Some(file);
        written
    }

    /// Puts a file aside that is no document at all, as it is, if files are sorted. Where reading it has failed the run has failed.
    pub(crate) fn put_aside(&mut self, failure: &Failure) -> Result<Status, Failure> {
        let path = Path::new(&failure.name);
        let is_no_document = matches!(failure.cause, Cause::Empty | Cause::TooLarge | Cause::Binary(_));
        if self.places.folders.is_none() || !is_no_document || !path.is_file() {
            return Ok(Status::Failed);
        }
        self.end_file()?;
        self.copy(path, failure)?;
        self.counts.quarantined += 1;
        self.counts.unlisted += 1;
        Ok(Status::Wrong)
    }

    /// Gives all outputs their names, if the run was a success, and says how many records went where.
    pub(crate) fn end(mut self, ended: Result<Status, Failure>) -> Status {
        let ended = ended.and_then(|status| {
            if status != Status::Failed {
                self.end_file()?;
                self.add_up()?;
            }
            Ok(status)
        });
        let (line, on_sets) = (self.counts.line(), self.on_sets);
        let ended = match ended {
            Ok(status) if status != Status::Failed => self.publish().map(|()| status),
            ended => ended,
        };
        let status = ended.unwrap_or_else(|failure| {
            io::tell(&failure.to_string());
            Status::Failed
        });
        if status == Status::Failed {
            io::tell(&format!("{line} so far; nothing was written"));
            return status;
        }
        if on_sets > 0 {
            let (findings, holds) = if on_sets == 1 { ("finding", "holds") } else { ("findings", "hold") };
            io::tell(&format!("{on_sets} {findings} on the set of all statements {holds} no record back"));
        }
        io::tell(&line);
        status
    }

    /// Ends the file at hand, and sees that each byte of it was written.
    fn end_file(&mut self) -> Result<(), Failure> {
        let Some(mut file) = self.file.take() else { return Ok(()) };
        let read = file.read;
        self.settle(&mut file, read)?;
        let blanks = std::mem::take(&mut file.blanks);
        self.stretch(&mut file, &blanks)?;
        if file.begun == [false; 2] {
            self.begin(&mut file, To::Pass)?;
        }
        if matches!(file.source.shape, Shape::List) {
            self.tail(&mut file, b"\n]\n")?;
        } else {
            let read = read + file.mark_length() as u64;
            let written = file.written - file.twice;
            if read != written {
                let why = format!("has {read} bytes, and {written} of them were written");
                return Err(refused(&file.source.path, why, "this is a bug of statemark: please report it"));
            }
        }
        BOTH.into_iter().filter(|&to| file.begun[to as usize]).try_for_each(|to| self.outputs[to as usize].end())
    }

    /// Sees that the report is of as many records as went somewhere.
    fn add_up(&self) -> Result<(), Failure> {
        let Counts { passed, quarantined, unlisted } = self.counts;
        let all = self.documents as u64 + unlisted;
        if all == passed + quarantined {
            return Ok(());
        }
        let why = format!("does not add up: {all} records = {passed} passed + {quarantined} quarantined");
        Err(refused("the quarantine".as_ref(), why, "this is a bug of statemark: please report it"))
    }

    /// Gives the outputs their names: what passes last, so that where it stands all else does.
    fn publish(self) -> Result<(), Failure> {
        let Self { outputs: [mut pass, mut quarantine], mut reasons, .. } = self;
        pass.end()?;
        quarantine.end()?;
        reasons.as_mut().map_or(Ok(()), Output::end)?;
        quarantine.settle()?;
        pass.settle()?;
        pass.clear()?;
        reasons.map_or(Ok(()), Output::publish)?;
        quarantine.publish()?;
        pass.publish()
    }
}

impl Counts {
    fn line(self) -> String {
        let Self { passed, quarantined, .. } = self;
        let all = passed + quarantined;
        let records = if all == 1 { "record" } else { "records" };
        format!("{all} {records} = {passed} passed + {quarantined} quarantined")
    }
}
