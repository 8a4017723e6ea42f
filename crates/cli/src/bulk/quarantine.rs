//! Records out, in order: those that pass to one place, the others to another, and both together are what was read.
//!
//! A line of NDJSON goes whole, with its end and the blank lines behind it. In a collection the same holds for a record and what stands
//! behind it; the root of the collection is written around both. Of a list only the items are kept, and a file that is one document goes
//! as it is. Nothing has its name before all is there.

mod output;
mod places;

use std::borrow::Cow;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use statemark::fault::FaultKind;
use statemark::json;
use statemark::records::{Block, Piece, PieceKind};
use statemark_convert::format::Format;
use statemark_convert::xml;
use statemark_validate::report::part::Part;

use self::output::Output;
use self::places::{Places, refused};
use super::Source;
use super::files::{Files, Kind};
use super::open::{BYTE_ORDER_MARK, Opened, Shape};
use crate::args::QuarantineArgs;
use crate::error::Failure;
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
    /// Takes a block, with the pieces that do not pass and why, in their order. This is the work of any thread.
    pub(crate) fn new(source: Arc<Source>, block: Block, held: Vec<(usize, Part)>) -> Self {
        let breaks = |piece: &Piece| match (&source.shape, &piece.kind) {
            (Shape::Lines | Shape::One, _) => false,
            (_, PieceKind::Fault(_)) | (Shape::Broken, _) => true,
            (Shape::List, _) => json::read(block.bytes(piece)).node().is_none(),
            (Shape::Collection(collection), _) => !xml::record_is_well_formed(block.bytes(piece), collection),
        };
        // Warnings of a collection between its records break it too: what is there belongs to no record.
        let faults = block.pieces.iter().position(|piece| matches!(piece.kind, PieceKind::Fault(_)) && breaks(piece));
        let broken = held.iter().map(|(index, _)| *index).find(|&index| breaks(&block.pieces[index]));
        let broken = [faults, broken].into_iter().flatten().min();
        Self { source, block, held, broken }
    }
}

/// Where a record goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum To {
    Pass,
    Quarantine,
}

const BOTH: [To; 2] = [To::Pass, To::Quarantine];

/// How many records went where.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    passed: u64,
    quarantined: u64,
    /// How many of the second are too long to be documents.
    too_long: u64,
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

/// A file that is being sorted.
struct Sorting {
    source: Arc<Source>,
    /// Its name in the folders.
    name: PathBuf,
    /// Where the bytes behind the last record go.
    to: To,
    /// Which outputs have begun.
    begun: [bool; 2],
    /// What stands at the beginning of each output.
    head: Vec<u8>,
    /// The byte order mark that stands before the first byte.
    mark: &'static [u8],
    /// How many bytes of marks each output has, which no offset counts.
    marks: [u64; 2],
    /// Blanks at the beginning of a line whose record was not seen yet: they go where it goes.
    blanks: Vec<u8>,
    /// Whether the end of the collection was seen: what follows goes to both.
    is_behind: bool,
    /// How many bytes were read, were written, and were written a second time.
    read: u64,
    written: u64,
    twice: u64,
    records: u64,
    /// The reasons of a record that is too long, whose end is not known yet.
    late: Option<Reasons>,
}

/// Why a record does not pass, and where it stood and stands.
struct Reasons {
    lines: Vec<String>,
    record: u64,
    from: Range<u64>,
    to: u64,
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
            && !is_stream(path)
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

    fn begin_file(&mut self, sorted: &Sorted) -> Result<(), Failure> {
        let source = Arc::clone(&sorted.source);
        let mark = if source.has_mark { BYTE_ORDER_MARK } else { b"" };
        let mut file = Sorting {
            name: self.places.name(&source.path),
            head: Vec::new(),
            mark,
            to: To::Pass,
            begun: [false; 2],
            marks: [0; 2],
            blanks: Vec::new(),
            is_behind: false,
            read: 0,
            written: 0,
            twice: 0,
            records: 0,
            late: None,
            source,
        };
        let head = match &sorted.source.shape {
            Shape::Collection(collection) => with_line_end(&sorted.block.text, collection.head_length()),
            Shape::List => Some(&b"["[..]),
            _ => None,
        };
        if let Some(head) = head {
            file.head = [mark, head].concat();
            file.mark = b"";
        }
        if self.places.folders.is_none() {
            let named = [0, 1].map(|index: usize| Kind::from_name(self.outputs[index].name.as_ref()));
            fits(&sorted.source, named, Some(&sorted.block))?;
            // A file without records is a result too.
            BOTH.into_iter().try_for_each(|to| self.begin(&mut file, to))?;
        }
        self.file = Some(file);
        Ok(())
    }

    /// Begins the file at hand in an output.
    fn begin(&mut self, file: &mut Sorting, to: To) -> Result<(), Failure> {
        if std::mem::replace(&mut file.begun[to as usize], true) {
            return Ok(());
        }
        let output = &mut self.outputs[to as usize];
        output.begin(&file.name)?;
        output.write(&file.head)?;
        let length = file.head.len() as u64;
        if file.source.has_mark && length > 0 {
            file.marks[to as usize] = BYTE_ORDER_MARK.len() as u64;
        }
        file.twice += if file.begun == [true; 2] { length } else { 0 };
        file.written += length;
        Ok(())
    }

    /// Writes bytes of the file at hand, and says where they begin there.
    fn write(&mut self, file: &mut Sorting, to: To, bytes: &[u8]) -> Result<u64, Failure> {
        self.begin(file, to)?;
        let output = &mut self.outputs[to as usize];
        if !file.mark.is_empty() && !bytes.is_empty() {
            let mark = std::mem::take(&mut file.mark);
            output.write(mark)?;
            file.written += mark.len() as u64;
            file.marks[to as usize] = mark.len() as u64;
        }
        file.written += bytes.len() as u64;
        let at = output.write(bytes)?;
        if at == 0 && bytes.starts_with(BYTE_ORDER_MARK) {
            // That of a record further down stands at the beginning here.
            file.marks[to as usize] = BYTE_ORDER_MARK.len() as u64;
        }
        Ok(at.saturating_sub(file.marks[to as usize]))
    }

    /// Writes all bytes of a block, in stretches that go to one place.
    fn stretches(&mut self, file: &mut Sorting, sorted: &Sorted) -> Result<(), Failure> {
        let Sorted { block, broken, .. } = sorted;
        let is_first = file.read == 0;
        file.read = block.before.bytes + block.text.len() as u64;
        let shift = file.blanks.len();
        let text = if shift == 0 { Cow::Borrowed(&block.text) } else { Cow::Owned([&file.blanks, &block.text[..]].concat()) };
        file.blanks.clear();
        let is_collection = matches!(file.source.shape, Shape::Collection(_));
        // The head stands in each output already.
        let head = if is_collection && is_first { file.head.len() - mark_length(file) } else { 0 };
        let (mut from, mut end) = (head, head);
        let mut held = sorted.held.iter().peekable();
        for (index, piece) in block.pieces.iter().enumerate() {
            if *broken == Some(index) {
                return Err(broken_at(file, piece));
            }
            let place = piece.range.start + shift;
            let start = end + beginning(is_collection, &text[end..place]);
            self.settle(file, (block.before.bytes + start as u64).saturating_sub(shift as u64))?;
            let reasons = held.next_if(|(of, _)| *of == index).map(|(_, part)| part);
            let to = if reasons.is_some() { To::Quarantine } else { To::Pass };
            if to != file.to {
                self.stretch(file, &text[from..start])?;
                (from, file.to) = (start, to);
            }
            let stands = self.position(file, to, &text[from..place])?;
            self.count(file, block, piece, reasons, stands)?;
            end = piece.range.end + shift;
        }
        let tail = if file.is_behind {
            from
        } else {
            let gap = if is_collection { end_of_collection(&text[end..]) } else { None };
            let tail = gap.map_or(text.len(), |at| end + at);
            if matches!(file.source.shape, Shape::Lines) {
                file.blanks = blanks(&text[end..], end == 0 && (shift > 0 || is_first)).to_vec();
            }
            self.stretch(file, &text[from..tail - file.blanks.len()])?;
            file.is_behind = gap.is_some();
            tail
        };
        self.tail(file, &text[tail..])
    }

    /// Writes bytes to where the record goes that they belong to. An output without any does not begin.
    fn stretch(&mut self, file: &mut Sorting, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.is_empty() { Ok(()) } else { self.write(file, file.to, bytes).map(drop) }
    }

    /// Writes the items of a block of a list.
    fn items(&mut self, file: &mut Sorting, sorted: &Sorted) -> Result<(), Failure> {
        let Sorted { block, broken, .. } = sorted;
        let mut held = sorted.held.iter().peekable();
        for (index, piece) in block.pieces.iter().enumerate() {
            if *broken == Some(index) {
                return Err(broken_at(file, piece));
            }
            let reasons = held.next_if(|(of, _)| *of == index).map(|(_, part)| part);
            let to = if reasons.is_some() { To::Quarantine } else { To::Pass };
            self.begin(file, to)?;
            let is_first = self.position(file, to, b"")? + file.marks[to as usize] == file.head.len() as u64;
            self.write(file, to, if is_first { b"\n" } else { b",\n" })?;
            let stands = self.write(file, to, block.bytes(piece))?;
            self.count(file, block, piece, reasons, stands)?;
        }
        Ok(())
    }

    /// Where the next byte comes to stand, once these are written.
    fn position(&mut self, file: &mut Sorting, to: To, ahead: &[u8]) -> Result<u64, Failure> {
        let at = self.write(file, to, b"")?;
        let is_mark = at + file.marks[to as usize] == 0 && file.mark.is_empty() && ahead.starts_with(BYTE_ORDER_MARK);
        Ok(at + ahead.len() as u64 - if is_mark { BYTE_ORDER_MARK.len() as u64 } else { 0 })
    }

    /// Writes what stands behind the records of a collection around both halves.
    fn tail(&mut self, file: &mut Sorting, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.is_empty() {
            return Ok(());
        }
        if file.begun == [false; 2] {
            self.begin(file, To::Pass)?;
        }
        for to in BOTH {
            if file.begun[to as usize] {
                self.write(file, to, bytes)?;
            }
        }
        file.twice += if file.begun == [true; 2] { bytes.len() as u64 } else { 0 };
        Ok(())
    }

    /// Counts a record, and tells why it does not pass.
    fn count(
        &mut self,
        file: &mut Sorting,
        block: &Block,
        piece: &Piece,
        reasons: Option<&Part>,
        stands: u64,
    ) -> Result<(), Failure> {
        file.records += 1;
        if let PieceKind::Record { number, .. } = piece.kind
            && number != file.records
        {
            let why = format!("has {number} records by one count and {} by another", file.records);
            return Err(refused(&file.source.path, why, "this is a bug of statemark: please report it"));
        }
        let Some(part) = reasons else {
            self.counts.passed += 1;
            return Ok(());
        };
        self.counts.quarantined += 1;
        let start = piece.before.bytes;
        let from = start..start + block.bytes(piece).len() as u64;
        let reasons = Reasons { lines: part.lines().map(str::to_owned).collect(), record: file.records, from, to: stands };
        if matches!(&piece.kind, PieceKind::Fault(fault) if fault.kind == FaultKind::Limit) {
            self.counts.too_long += 1;
            file.late = Some(reasons);
            return Ok(());
        }
        self.tell(file, &reasons)
    }

    /// Tells the reasons of a record that was too long, once its end is known.
    fn settle(&mut self, file: &mut Sorting, end: u64) -> Result<(), Failure> {
        let Some(mut reasons) = file.late.take() else { return Ok(()) };
        reasons.from.end = end;
        self.tell(file, &reasons)
    }

    /// Writes the reasons of a record, one a line.
    fn tell(&mut self, file: &Sorting, reasons: &Reasons) -> Result<(), Failure> {
        let Some(output) = &mut self.reasons else { return Ok(()) };
        let Reasons { lines, record, from, to } = reasons;
        let name = &self.outputs[To::Quarantine as usize].name;
        let name = if self.places.folders.is_some() { PathBuf::from(name).join(&file.name) } else { PathBuf::from(name) };
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
            let read = read + mark_length(&file) as u64;
            let written = file.written - file.twice;
            if read != written {
                let why = format!("has {read} bytes, and {written} of them were written");
                return Err(refused(&file.source.path, why, "this is a bug of statemark: please report it"));
            }
        }
        BOTH.into_iter().filter(|&to| file.begun[to as usize]).try_for_each(|to| self.outputs[to as usize].end().map(drop))
    }

    /// Sees that the report is of as many records as went somewhere.
    fn add_up(&self) -> Result<(), Failure> {
        let Counts { passed, quarantined, too_long } = self.counts;
        let all = self.documents as u64 + too_long;
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
        reasons.as_mut().map_or(Ok(0), Output::end)?;
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

/// Where a record begins to be taken along, in what stands between it and the one before: with its line.
fn beginning(is_collection: bool, gap: &[u8]) -> usize {
    if is_collection {
        gap.len() - gap.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    } else {
        memchr::memrchr(b'\n', gap).map_or(0, |at| at + 1)
    }
}

/// The blanks behind the last line end of a gap, or all of one that begins a line. Of very many nobody keeps track.
fn blanks(gap: &[u8], is_line: bool) -> &[u8] {
    let line = memchr::memrchr(b'\n', gap).map(|at| at + 1).or(is_line.then_some(0));
    let blanks = line.map_or(&[][..], |line| &gap[line..]);
    let is_blank = blanks.len() < 64 * 1024 && blanks.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r'));
    if is_blank { blanks } else { &[] }
}

/// So many bytes at the beginning, and the end of their line if nothing stands before it.
fn with_line_end(text: &[u8], length: usize) -> Option<&[u8]> {
    let (head, rest) = text.split_at_checked(length)?;
    let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    Some(if rest.get(blank) == Some(&b'\n') { &text[..length + blank + 1] } else { head })
}

/// Where the tag stands that closes a collection, behind white space, comments and instructions.
fn end_of_collection(gap: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = &gap[at..];
        let next = memchr::memchr(b'<', rest)?;
        let rest = &rest[next..];
        let end: &[u8] = match rest {
            [b'<', b'!', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => return Some(at + next),
        };
        at += next + memchr::memmem::find(rest, end)? + end.len();
    }
}

fn mark_length(file: &Sorting) -> usize {
    if file.source.has_mark { BYTE_ORDER_MARK.len() } else { 0 }
}

/// Why a file cannot be sorted: this piece of it.
fn broken_at(file: &Sorting, piece: &Piece) -> Failure {
    let line = piece.before.lines + 1;
    let why = match piece.kind {
        PieceKind::Record { number, .. } => format!("is ill-formed in record {number}, which begins in line {line}"),
        _ => format!("has something in line {line} that belongs to no record"),
    };
    refused(file.source.name.as_ref(), why, "mend what the report says of it, and run again")
}

/// Sees that what is sorted has records, and that the outputs are named for such.
fn fits(source: &Source, named: [Option<Kind>; 2], block: Option<&Block>) -> Result<(), Failure> {
    let is_line = |block: &Block| source.format == Format::Json && !block.text.trim_ascii().contains(&b'\n');
    let holds = match source.shape {
        // A stream of one line is one of NDJSON too.
        Shape::One if named.contains(&Some(Kind::Lines)) && block.is_none_or(is_line) && source.format == Format::Json => {
            Kind::Lines
        }
        Shape::One => {
            let why = "is one document, which cannot be split";
            return Err(refused(
                source.name.as_ref(),
                why,
                "name two empty folders after --pass and --quarantine, to sort files",
            ));
        }
        Shape::Lines => Kind::Lines,
        Shape::List => Kind::Spelled(Format::Json),
        Shape::Collection(_) | Shape::Broken => Kind::Spelled(Format::Xml),
    };
    if named.into_iter().flatten().all(|named| named == holds) {
        return Ok(());
    }
    let (what, help) = match holds {
        Kind::Lines => ("holds a statement a line", "let the names after --pass and --quarantine end in .ndjson"),
        Kind::Spelled(Format::Xml) => ("is a collection in XML", "let the names after --pass and --quarantine end in .xml"),
        Kind::Spelled(_) => ("is a JSON list", "let the names after --pass and --quarantine end in .json"),
    };
    Err(refused(source.name.as_ref(), format!("{what}, and the names of the outputs say otherwise"), help))
}
