//! A file that is being sorted: its bytes, in stretches that go to one place.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use statemark::fault::FaultKind;
use statemark::records::{Block, Piece, PieceKind};
use statemark_convert::format::Format;

use super::gaps::{beginning, blanks, end_of_collection, with_line_end};
use super::places::refused;
use super::reasons::Reasons;
use super::{Quarantine, Sorted};
use crate::bulk::Source;
use crate::bulk::files::Kind;
use crate::bulk::open::{BYTE_ORDER_MARK, Shape};
use crate::error::Failure;

/// Where a record goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    Pass,
    Quarantine,
}

pub(super) const BOTH: [To; 2] = [To::Pass, To::Quarantine];

/// A file that is being sorted.
pub(super) struct Sorting {
    pub(super) source: Arc<Source>,
    /// Its name in the folders.
    pub(super) name: PathBuf,
    /// Where the bytes behind the last record go.
    pub(super) to: To,
    /// Which outputs have begun.
    pub(super) begun: [bool; 2],
    /// What stands at the beginning of each output.
    pub(super) head: Vec<u8>,
    /// The byte order mark that stands before the first byte.
    pub(super) mark: &'static [u8],
    /// How many bytes of marks each output has, which no offset counts.
    pub(super) marks: [u64; 2],
    /// Blanks at the beginning of a line whose record was not seen yet: they go where it goes.
    pub(super) blanks: Vec<u8>,
    /// Whether the end of the collection was seen: what follows goes to both.
    pub(super) is_behind: bool,
    /// How many bytes were read, were written, and were written a second time.
    pub(super) read: u64,
    pub(super) written: u64,
    pub(super) twice: u64,
    pub(super) records: u64,
    /// The reasons of a record that is too long, whose end is not known yet.
    pub(super) late: Option<Reasons>,
}

impl Sorting {
    /// A file, of which this is the first block.
    fn new(sorted: &Sorted, name: PathBuf) -> Self {
        let source = Arc::clone(&sorted.source);
        let mark = if source.has_mark { BYTE_ORDER_MARK } else { b"" };
        let head = match &source.shape {
            Shape::Collection(collection) => with_line_end(&sorted.block.text, collection.head_length()),
            Shape::List => Some(&b"["[..]),
            _ => None,
        };
        Self {
            name,
            to: To::Pass,
            begun: [false; 2],
            mark: if head.is_none() { mark } else { b"" },
            head: head.map_or(Vec::new(), |head| [mark, head].concat()),
            marks: [0; 2],
            blanks: Vec::new(),
            is_behind: false,
            read: 0,
            written: 0,
            twice: 0,
            records: 0,
            late: None,
            source,
        }
    }

    /// How many bytes the byte order mark of the file has.
    pub(super) fn mark_length(&self) -> usize {
        if self.source.has_mark { BYTE_ORDER_MARK.len() } else { 0 }
    }
}

impl Quarantine {
    /// Begins a file, of which this is the first block.
    pub(super) fn begin_file(&mut self, sorted: &Sorted) -> Result<(), Failure> {
        if sorted.source.table.is_some() && self.places.folders.is_some() {
            let help = "name it alone, with files that end in .ndjson after --pass and --quarantine";
            return Err(refused(&sorted.source.path, "is a table, which is sorted row by row and not as a file", help));
        }
        let mut file = Sorting::new(sorted, self.places.name(&sorted.source.path));
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
    pub(super) fn begin(&mut self, file: &mut Sorting, to: To) -> Result<(), Failure> {
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
    pub(super) fn stretches(&mut self, file: &mut Sorting, sorted: &Sorted) -> Result<(), Failure> {
        let Sorted { block, broken, .. } = sorted;
        let is_first = file.read == 0;
        file.read = block.before.bytes + block.text.len() as u64;
        let shift = file.blanks.len();
        let text = if shift == 0 { Cow::Borrowed(&block.text) } else { Cow::Owned([&file.blanks, &block.text[..]].concat()) };
        file.blanks.clear();
        let is_collection = matches!(file.source.shape, Shape::Collection(_));
        // The head stands in each output already.
        let begin = if is_collection && is_first { file.head.len() - file.mark_length() } else { 0 };
        let (mut from, mut end) = (begin, begin);
        for (index, piece) in block.pieces.iter().enumerate() {
            if *broken == Some(index) {
                return Err(broken_at(&file.source, piece));
            }
            let place = piece.range.start + shift;
            let start = end + beginning(&file.source.shape, &text[end..place]);
            self.settle(file, (block.before.bytes + start as u64).saturating_sub(shift as u64))?;
            let to = sorted.to(index);
            if to != file.to {
                self.stretch(file, &text[from..start])?;
                (from, file.to) = (start, to);
            }
            let stands = self.position(file, to, &text[from..place])?;
            self.count(file, sorted, index, stands)?;
            end = piece.range.end + shift;
        }
        self.rest(file, &text, from, end, end == 0 && (shift > 0 || is_first))
    }

    /// Writes the rest of a block, from where it was not written yet, of which all is behind the last record that is at this end.
    fn rest(&mut self, file: &mut Sorting, text: &[u8], from: usize, end: usize, is_line: bool) -> Result<(), Failure> {
        if file.is_behind {
            return self.tail(file, &text[from..]);
        }
        let close = match file.source.shape {
            Shape::Collection(_) => end_of_collection(&text[end..]).map(|at| end + at),
            Shape::Lines => {
                file.blanks = blanks(&text[end..], is_line).to_vec();
                None
            }
            _ => None,
        };
        let until = close.unwrap_or(text.len() - file.blanks.len());
        self.stretch(file, &text[from..until])?;
        file.is_behind = close.is_some();
        if file.is_behind { self.tail(file, &text[until..]) } else { Ok(()) }
    }

    /// Writes bytes to where the record goes that they belong to. An output without any does not begin.
    pub(super) fn stretch(&mut self, file: &mut Sorting, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.is_empty() { Ok(()) } else { self.write(file, file.to, bytes).map(drop) }
    }

    /// Writes the items of a block of a list.
    pub(super) fn items(&mut self, file: &mut Sorting, sorted: &Sorted) -> Result<(), Failure> {
        let Sorted { block, broken, .. } = sorted;
        for (index, piece) in block.pieces.iter().enumerate() {
            if *broken == Some(index) {
                return Err(broken_at(&file.source, piece));
            }
            let to = sorted.to(index);
            self.begin(file, to)?;
            let is_first = self.position(file, to, b"")? + file.marks[to as usize] == file.head.len() as u64;
            self.write(file, to, if is_first { b"\n" } else { b",\n" })?;
            let stands = self.write(file, to, block.bytes(piece))?;
            self.count(file, sorted, index, stands)?;
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
    pub(super) fn tail(&mut self, file: &mut Sorting, bytes: &[u8]) -> Result<(), Failure> {
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
}

/// Why a file cannot be sorted: this piece of it.
pub(crate) fn broken_at(source: &Source, piece: &Piece) -> Failure {
    let line = piece.before.lines + 1;
    let why = match &piece.kind {
        PieceKind::Fault(fault) if fault.kind == FaultKind::Limit => {
            format!("has a record in line {line} that is too long to be read")
        }
        PieceKind::Record { number, .. } => format!("is ill-formed in record {number}, which begins in line {line}"),
        _ => format!("has something in line {line} that belongs to no record"),
    };
    refused(source.name.as_ref(), why, "mend what `statemark validate` says of it, and run again")
}

/// Sees that what is sorted has records, and that the outputs are named for such.
pub(super) fn fits(source: &Source, named: [Option<Kind>; 2], block: Option<&Block>) -> Result<(), Failure> {
    let is_line = |block: &Block| source.format == Format::Json && !block.text.trim_ascii().contains(&b'\n');
    let holds = match source.shape {
        // A stream of one line is one of NDJSON too.
        Shape::One if named.contains(&Some(Kind::Lines)) && block.is_none_or(is_line) && source.format == Format::Json => {
            Kind::Lines
        }
        Shape::One | Shape::Archive(_) => {
            let why = "is one document, which cannot be split";
            return Err(refused(
                source.name.as_ref(),
                why,
                "name two empty folders after --pass and --quarantine, to sort files",
            ));
        }
        Shape::Lines => Kind::Lines,
        Shape::List => Kind::Spelled(Format::Json),
        Shape::Documents => Kind::Spelled(Format::Markdown),
        Shape::Collection(_) | Shape::Broken => Kind::Spelled(Format::Xml),
    };
    if named.into_iter().flatten().all(|named| named == holds) {
        return Ok(());
    }
    let (what, help) = match holds {
        Kind::Lines => ("holds a statement a line", "let the names after --pass and --quarantine end in .ndjson"),
        Kind::Spelled(Format::Xml) => ("is a collection in XML", "let the names after --pass and --quarantine end in .xml"),
        Kind::Spelled(Format::Markdown) => {
            ("holds documents in Markdown", "let the names after --pass and --quarantine end in .md")
        }
        _ => ("is a JSON list", "let the names after --pass and --quarantine end in .json"),
    };
    Err(refused(source.name.as_ref(), format!("{what}, and the names of the outputs say otherwise"), help))
}
