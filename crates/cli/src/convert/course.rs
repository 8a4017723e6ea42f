//! The course of a conversion: what each piece of work comes to goes to the outputs and into the ledger, in the order of the input.

use std::io::Write;
use std::sync::Arc;

use statemark_batch::ledger::{Checkpoint, Counts, Entry, Role};

use super::carry::{Carried, Outcome, Refused, Written};
use super::ledger::LedgerFile;
use super::losses::Lost;
use super::pack::packed;
use super::quarantine::Standing;
use super::sinks::{Sink, Sinks};
use super::supply::Reading;
use super::table::Tabling;
use super::target::{Layout, Target};
use super::telling::Telling;
use crate::bulk::Source;
use crate::error::{Cause, Failure};
use crate::status::Status;

/// How many bytes are read, and how many pieces of work are done at most, from one place to the next from which a run can go on.
const STRIDE: u64 = 16 * 1024 * 1024;
const PIECES: u64 = 4096;

/// How far a run is.
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own of the run")]
pub(crate) struct Course {
    pub(crate) target: Target,
    pub(crate) sinks: Sinks,
    pub(crate) ledger: Option<LedgerFile>,
    pub(crate) telling: Telling,
    pub(crate) verifies: bool,
    pub(crate) fails_fast: bool,
    /// Whether the input is one document, of which nothing is left where it is refused.
    pub(crate) is_one: bool,
    /// The table that is being written, if it is one.
    table: Option<Tabling>,
    so_far: Checkpoint,
    /// What was read and done since the last place from which the run can go on.
    read: u64,
    pieces: u64,
    lost: Lost,
    /// Whether all that was taken is where it belongs.
    is_between: bool,
    /// The input at hand.
    source: Option<Arc<Source>>,
    reading: Option<Arc<Reading>>,
}

impl Course {
    /// Begins a run, or goes on from a checkpoint.
    pub(crate) fn new(
        target: Target,
        sinks: Sinks,
        ledger: Option<LedgerFile>,
        telling: Telling,
        from: Option<&Checkpoint>,
        (threads, verifies, fails_fast): (usize, bool, bool),
    ) -> Result<Self, Failure> {
        let so_far = from.cloned().unwrap_or_default();
        let (lost, source, reading) = (Lost::default(), None, None);
        let (read, pieces, is_between) = (0, 0, true);
        let table = if let Layout::Table(container) = target.layout { Some(Tabling::new(container, threads)?) } else { None };
        let mut course = Self {
            target,
            sinks,
            ledger,
            telling,
            verifies,
            fails_fast,
            is_one: target.layout == Layout::One,
            table,
            so_far,
            read,
            pieces,
            lost,
            is_between,
            source,
            reading,
        };
        if from.is_none() {
            course.write(course.target.frame().head.as_bytes())?;
        }
        Ok(course)
    }

    /// Takes what comes next.
    pub(crate) fn take(&mut self, (inputs, outcome): (u64, Outcome)) -> Result<(), Failure> {
        self.is_between = false;
        self.so_far.inputs = inputs;
        self.so_far.done += 1;
        self.pieces += 1;
        match outcome {
            Outcome::Block(carried) => self.block(*carried)?,
            Outcome::Aside(failure, reading) => self.aside(failure, &reading)?,
            Outcome::End(reading) => self.end_of_input(&reading)?,
        }
        self.is_between = true;
        if self.read >= STRIDE || self.pieces >= PIECES { self.checkpoint() } else { Ok(()) }
    }

    fn block(&mut self, carried: Carried) -> Result<(), Failure> {
        let Carried { source, reading, read, taken, out, bytes, batch, files, spilt, refused, lost, broken } = carried;
        self.read += read;
        if let Some(quarantine) = self.sinks.quarantine.as_mut().filter(|_| !spilt.is_empty()) {
            quarantine.spill(&source, &spilt)?;
        }
        if let (Some(table), Some(batch)) = (&mut self.table, batch) {
            let bytes = table.push(&batch, &bytes)?;
            self.append(&bytes)?;
        } else if out > 0 {
            let frame = self.target.frame();
            let is_first = self.so_far.counts.out + self.so_far.of_input.out == 0;
            self.write(if is_first { frame.first } else { frame.between }.as_bytes())?;
            self.append(&bytes)?;
        }
        self.count(taken, out, 0);
        for written in files {
            self.file(&source, written)?;
        }
        for refused in &refused {
            self.refuse(&source, refused)?;
        }
        self.lose(lost)?;
        (self.source, self.reading) = (Some(source), Some(reading));
        broken.map_or(Ok(()), Err)
    }

    /// Writes what stands around records: packed as a member of its own.
    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let bytes = packed(self.target.packing, bytes);
        self.append(&bytes)
    }

    fn append(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match &mut self.sinks.sink {
            Sink::Stream(out, name) => out.write_all(bytes).map_err(|error| Cause::Write(error).of(name.as_str())),
            Sink::File(file) => file.append(bytes),
            Sink::Folder(_) => Ok(()),
        }
    }

    /// Writes a record as a file of a folder. One whose name is taken is put aside.
    fn file(&mut self, source: &Source, Written { name, bytes, record }: Written) -> Result<(), Failure> {
        let Sink::Folder(tree) = &mut self.sinks.sink else { return Ok(()) };
        let Some(content) = tree.add(&name, &bytes)? else { return self.refuse(source, &record) };
        if self.verifies {
            tree.read_back(&name, &content)?;
        }
        self.count(0, 1, 0);
        self.note(&Entry::File { of: Role::Output, content })
    }

    /// Puts a record aside, and says why.
    fn refuse(&mut self, source: &Source, refused: &Refused) -> Result<(), Failure> {
        self.count(0, 0, 1);
        self.telling.refused(refused);
        let standing = self.sinks.quarantine.as_mut().map(|quarantine| quarantine.add(source, refused)).transpose()?;
        self.reason(refused, standing)?;
        if self.fails_fast { Err(Cause::StoppedAtFirst.of(&source.name)) } else { Ok(()) }
    }

    /// Writes why a record was put aside: a line for each reason, with where it stood and stands.
    fn reason(&mut self, refused: &Refused, standing: Option<Standing>) -> Result<(), Failure> {
        let Some(reasons) = &mut self.sinks.reasons else { return Ok(()) };
        let Refused { from, .. } = refused;
        // What is too long to be read ends its block, and was not numbered there.
        let record = if refused.is_cut { self.so_far.of_input.taken } else { refused.record };
        let mut places = format!(r#","from":{{"record":{record},"start":{},"end":{}}}"#, from.start, from.end);
        if let Some(Standing { file, start }) = standing {
            let file = serde_json::Value::from(file);
            let end = start + (from.end - from.start);
            places = format!(r#"{places},"to":{{"file":{file},"start":{start},"end":{end}}}"#);
        }
        refused
            .lines
            .iter()
            .try_for_each(|line| reasons.append(format!("{}{places}}}\n", line.strip_suffix('}').unwrap_or(line)).as_bytes()))
    }

    /// Puts a file aside that is no document at all.
    fn aside(&mut self, failure: Failure, reading: &Reading) -> Result<(), Failure> {
        self.count(1, 0, 1);
        let refused = Refused::whole(failure, reading);
        self.telling.refused(&refused);
        let standing = self.sinks.quarantine.as_mut().map(|quarantine| quarantine.copy(&reading.path)).transpose()?;
        self.reason(&refused, standing)?;
        self.end_of_input(reading)?;
        if self.fails_fast { Err(Cause::StoppedAtFirst.of(crate::io::name(&reading.path))) } else { Ok(()) }
    }

    /// Notes what the output does not carry.
    fn lose(&mut self, lost: Lost) -> Result<(), Failure> {
        self.so_far.losses += lost.count();
        self.sinks.losses.as_mut().map_or(Ok(()), |losses| losses.append(&lost.lines))?;
        self.lost.append(lost.without_lines());
        Ok(())
    }

    fn count(&mut self, taken: u64, out: u64, quarantined: u64) {
        self.so_far.of_input = self.so_far.of_input.and(Counts { taken, out, quarantined });
    }

    fn end_of_input(&mut self, reading: &Reading) -> Result<(), Failure> {
        let source = self.source.take();
        self.reading = None;
        if let Some(quarantine) = &mut self.sinks.quarantine
            && let Some(content) = quarantine.end_of_input(source.as_deref())?
        {
            self.note(&Entry::File { of: Role::Quarantine, content })?;
        }
        let counts = std::mem::take(&mut self.so_far.of_input);
        self.so_far.counts = self.so_far.counts.and(counts);
        self.note(&Entry::Input { content: reading.content(), counts })
    }

    fn note(&mut self, entry: &Entry) -> Result<(), Failure> {
        self.ledger.as_mut().map_or(Ok(()), |ledger| ledger.add(entry))
    }

    /// Makes this a place from which the run can go on.
    fn checkpoint(&mut self) -> Result<(), Failure> {
        (self.read, self.pieces) = (0, 0);
        let Some(ledger) = self.ledger.as_mut().filter(|_| self.table.is_none()) else { return Ok(()) };
        self.so_far.written = self.sinks.settle()?;
        self.so_far.reading = self.reading.as_ref().map(|reading| reading.content());
        ledger.settle(&Entry::Checkpoint(self.so_far.clone()))
    }

    /// The counts of all inputs.
    fn counts(&self) -> Counts {
        self.so_far.counts.and(self.so_far.of_input)
    }

    /// Ends a run that came to its end, or did not.
    pub(crate) fn end(mut self, run: Result<bool, Failure>) -> Status {
        let stopped = match run {
            Ok(true) => None,
            // What is done need not be done again.
            Ok(false) => Some(self.checkpoint().err()),
            Err(failure) => {
                // What came before what cannot be read need not be done again either.
                if self.is_between && matches!(failure.cause, Cause::Read(_)) {
                    let _ = self.checkpoint();
                }
                Some(Some(failure))
            }
        };
        let (counts, puts_aside) = (self.counts(), self.sinks.quarantine.is_some());
        let is_kept = !matches!(self.sinks.sink, Sink::Stream(..)) && self.table.is_none();
        let goes_on = self.ledger.is_some() && !self.fails_fast && is_kept;
        let telling = std::mem::take(&mut self.telling);
        let (lost, losses) = (std::mem::take(&mut self.lost), self.so_far.losses);
        let failure = match stopped {
            None => match self.seal(counts) {
                Ok(()) => {
                    telling.whole(counts, puts_aside, &lost, losses);
                    return if counts.quarantined > 0 { Status::Wrong } else { Status::Right };
                }
                Err(failure) => Some(failure),
            },
            Some(failure) => failure,
        };
        let is_wrong = failure.as_ref().is_some_and(|failure| matches!(failure.cause, Cause::StoppedAtFirst));
        telling.stopped(failure, counts, puts_aside, goes_on);
        if is_wrong { Status::Wrong } else { Status::Failed }
    }

    /// Ends all outputs, sees that nothing lacks, and gives them their names.
    fn seal(mut self, counts: Counts) -> Result<(), Failure> {
        self.write(self.target.frame().tail.as_bytes())?;
        let table = self.table.take().map(Tabling::finish).transpose()?;
        if let Some((bytes, _)) = &table {
            self.append(bytes)?;
        }
        if !counts.add_up() {
            return Err(Cause::NotAddedUp.of("the output"));
        }
        if self.verifies
            && let Sink::File(file) = &mut self.sinks.sink
        {
            file.read_back()?;
            if let Some((_, written)) = table {
                written.read_back(&file.path, &file.name)?;
            }
        }
        let mut written = self.sinks.settle()?;
        if self.is_one && counts.out == 0 {
            // No document is no file.
            self.sinks.discard_output()?;
            written.remove(&Role::Output);
        }
        let losses = self.so_far.losses;
        if let Some(ledger) = &mut self.ledger {
            ledger.settle(&Entry::Sealed { counts, losses, written })?;
        }
        self.sinks.publish()?;
        self.ledger.map_or(Ok(()), |mut ledger| ledger.settle(&Entry::End { counts }))
    }
}
