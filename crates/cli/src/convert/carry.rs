//! Carries the records of a block over into the target, on any thread: what is written of them, and what is not and why.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use statemark::document::VALUE_LIMIT;
use statemark::json;
use statemark::records::{Block, Piece};
use statemark::statement::Statement;
use statemark_convert::file_name::stem;
use statemark_convert::xml;
use statemark_tables::lossless::{self, Batch, Rows};
use statemark_validate::report::json::Unread;
use statemark_validate::report::part::Part;

use super::force;
use super::judging::Judging;
use super::losses::{self, Lost};
use super::pack::packed;
use super::supply::{Item, Reading};
use super::target::{Layout, Packing, Target};
use crate::bulk::files::below;
use crate::bulk::judge::Judge;
use crate::bulk::quarantine::{breaks, broken_at};
use crate::bulk::{Shape, Source};
use crate::error::{Cause, Failure};
use crate::io::Sources;

/// How records are carried over.
pub(crate) struct Carrier<'run> {
    pub(crate) judge: Judge<'run>,
    pub(crate) target: Target,
    /// The folders that are named, below which files keep their folders.
    pub(crate) folders: &'run [PathBuf],
    pub(crate) is_forced: bool,
    pub(crate) denies_loss: bool,
    pub(crate) verifies: bool,
}

/// A record that is not carried over.
pub(crate) struct Refused {
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Whether it goes on behind them.
    pub(crate) is_cut: bool,
    /// Which record of its input, from 1, and where it stands there.
    pub(crate) record: u64,
    pub(crate) from: Range<u64>,
    /// Why: what is found in it, or in words; and both as lines.
    pub(crate) part: Option<Part>,
    pub(crate) words: Option<String>,
    pub(crate) lines: Vec<String>,
}

impl Refused {
    /// A file that is no document at all.
    pub(crate) fn whole(failure: Failure, reading: &Reading) -> Self {
        let unread = Unread::from(failure);
        let help = unread.help.as_ref().map_or(String::new(), |help| format!("\n  = help: {help}"));
        Self {
            bytes: Vec::new(),
            is_cut: false,
            record: 1,
            from: 0..reading.length(),
            part: None,
            words: Some(format!("error: {} {}{help}", unread.file, unread.reason)),
            lines: vec![serde_json::to_string(&unread).unwrap_or_default()],
        }
    }
}

/// What a piece of work came to.
pub(crate) enum Outcome {
    Block(Box<Carried>),
    /// A file that is no document at all, with its bytes.
    Aside(Failure, Arc<Reading>),
    /// An input is at its end.
    End(Arc<Reading>),
}

/// What a block came to.
pub(crate) struct Carried {
    pub(crate) source: Arc<Source>,
    pub(crate) reading: Arc<Reading>,
    /// How many bytes it had.
    pub(crate) read: u64,
    /// How many records it had.
    pub(crate) taken: u64,
    /// How many of them were written.
    pub(crate) out: u64,
    /// What was written of them: packed, and without what stands around.
    pub(crate) bytes: Vec<u8>,
    /// The same as rows of a table.
    pub(crate) batch: Option<Batch>,
    /// The same as files of a folder.
    pub(crate) files: Vec<Written>,
    /// Bytes at its beginning that belong to a record of the block before.
    pub(crate) spilt: Vec<u8>,
    pub(crate) refused: Vec<Refused>,
    pub(crate) lost: Lost,
    /// Why nothing behind these records can be read.
    pub(crate) broken: Option<Failure>,
}

/// A record as a file of a folder.
pub(crate) struct Written {
    pub(crate) name: PathBuf,
    pub(crate) bytes: Vec<u8>,
    /// The record as it was, if a file of this name is there already.
    pub(crate) record: Refused,
}

impl Carrier<'_> {
    /// Carries over what an item holds.
    pub(crate) fn carry(&self, item: Item) -> Outcome {
        match item {
            Item::Block(source, block, reading) => Outcome::Block(Box::new(self.block(&source, &block, reading))),
            Item::Aside(failure, reading) => Outcome::Aside(failure, reading),
            Item::End(reading) => Outcome::End(reading),
        }
    }

    fn block(&self, source: &Arc<Source>, block: &Block, reading: Arc<Reading>) -> Carried {
        let mut carried = Carried {
            source: Arc::clone(source),
            reading,
            read: block.text.len() as u64,
            taken: 0,
            out: 0,
            bytes: Vec::with_capacity(match self.target.layout {
                Layout::Folder | Layout::Table(_) => 0,
                _ => block.text.len() + block.text.len() / 2,
            }),
            batch: None,
            files: Vec::new(),
            spilt: spilt(source, block).to_vec(),
            refused: Vec::new(),
            lost: Lost::default(),
            broken: None,
        };
        let sources = Sources::new(self.judge.sources, &source.path);
        let mut rows = self.target.is_table().then(Rows::default);
        let (mut end, mut between) = (0, Lost::default());
        for piece in &block.pieces {
            losses::between(&mut between, source, block, end..piece.range.start);
            end = piece.range.end;
            let refused = carried.refused.len();
            self.piece(source, block, piece, &sources, (&mut carried, rows.as_mut()));
            if carried.refused.len() > refused && breaks(source, block, piece) {
                carried.refused.truncate(refused);
                carried.broken = Some(broken_at(source, piece));
                break;
            }
            carried.taken += 1;
        }
        losses::between(&mut between, source, block, end..block.text.len());
        if self.denies_loss && !between.is_empty() {
            let why = format!("has {} between its records, which the output would not carry", between.words());
            carried.broken = Some(Cause::wrong(why, Some("take them out, or leave --deny-loss out".to_owned())).of(&source.name));
        }
        carried.lost.append(between);
        self.pack(&mut carried);
        if let Some(rows) = rows.filter(|rows| !rows.is_empty()) {
            match self.batch(rows, &carried.bytes) {
                Ok(batch) => carried.batch = Some(batch),
                Err(failure) => carried.broken = Some(failure),
            }
        }
        carried
    }

    /// Carries a record over, or says why it is not.
    fn piece(
        &self,
        source: &Arc<Source>,
        block: &Block,
        piece: &Piece,
        sources: &Sources,
        (carried, rows): (&mut Carried, Option<&mut Rows>),
    ) {
        let judging = Judging::new(&self.judge, source, block, piece, sources);
        let (mut lost, document) = (Lost::default(), &judging.document);
        let statement = match &document.statement {
            Some(_) if !judging.is_wrong() || self.is_forced => None,
            None if self.is_forced => force::mended(document, source, piece, &mut lost),
            _ => return carried.refused.push(judging.refused(None)),
        };
        let Some(statement) = statement.as_ref().or(document.statement.as_ref()) else {
            return carried.refused.push(judging.refused(None));
        };
        losses::of_record(&mut lost, source, piece, document);
        if self.denies_loss && !lost.is_empty() {
            let why = format!("a conversion would not carry {}", lost.words());
            return carried.refused.push(judging.refused(Some(why)));
        }
        let written = match rows {
            Some(rows) => self.row(statement, piece.range.len(), carried, rows).map(|()| None),
            None => self.written(statement, carried),
        };
        match written {
            Err(why) => carried.refused.push(judging.refused(Some(why))),
            Ok(Some(bytes)) => {
                let name = stem(&statement.id) + &self.target.extension();
                let name = below(self.folders, &source.path).with_file_name(name);
                let why = format!("another statement is to be the file {} already", name.display());
                carried.files.push(Written { name, bytes, record: judging.refused(Some(why)) });
                carried.lost.append(lost);
            }
            Ok(None) => {
                carried.out += 1;
                carried.lost.append(lost);
            }
        }
    }

    /// Writes a statement behind the others; gives it, where it is a file of its own.
    fn written(&self, statement: &Statement, carried: &mut Carried) -> Result<Option<Vec<u8>>, String> {
        let out = &mut carried.bytes;
        let start = out.len();
        if carried.out > 0 {
            out.extend_from_slice(self.target.frame().between.as_bytes());
        }
        let from = out.len();
        self.target.append(out, statement);
        if let Err(why) = self.target.reads_back(&out[from..], statement, self.verifies) {
            out.truncate(start);
            return Err(why);
        }
        Ok((self.target.layout == Layout::Folder).then(|| {
            let bytes = packed(self.target.packing, &out[from..]);
            out.truncate(start);
            bytes
        }))
    }

    /// Adds a statement to the rows of a table. Where rows are read back, what they must come to is kept as lines; what is so long that
    /// it may pass a limit as a line is looked at in any case.
    fn row(&self, statement: &Statement, length: usize, carried: &mut Carried, rows: &mut Rows) -> Result<(), String> {
        let start = carried.bytes.len();
        if self.verifies || length > VALUE_LIMIT / 16 {
            self.target.append(&mut carried.bytes, statement);
            let read = self.target.reads_back(&carried.bytes[start..], statement, self.verifies);
            if read.is_err() || !self.verifies {
                carried.bytes.truncate(start);
            }
            read?;
        }
        rows.push(statement);
        Ok(())
    }

    /// The rows as a batch; where they are read back, they must come to these lines.
    fn batch(&self, rows: Rows, lines: &[u8]) -> Result<Batch, Failure> {
        let told = |error| Cause::from(error).of("the output");
        let batch = rows.finish().map_err(told)?;
        if self.verifies && lossless::lines(&batch).map_err(told)? != lines {
            let why = "has rows that read back as other statements, which is a bug of statemark: please report it";
            return Err(Cause::wrong(why, None).of("the output"));
        }
        Ok(batch)
    }

    /// Packs what was written.
    fn pack(&self, carried: &mut Carried) {
        if self.target.packing != Packing::None {
            let member = packed(self.target.packing, &carried.bytes);
            if self.verifies && !self.target.unpacks_to(&member, &carried.bytes) {
                let why = "is not unpacked to what was packed, which is a bug of statemark: please report it";
                carried.broken = Some(Cause::wrong(why, None).of("the output"));
            }
            carried.bytes = member;
        }
    }
}

impl Target {
    /// Writes a statement behind others.
    pub(crate) fn append(self, out: &mut Vec<u8>, statement: &Statement) {
        match self.layout {
            Layout::Collection => xml::append_record(out, statement),
            Layout::Lines | Layout::List | Layout::Table(_) => json::append(out, statement),
            Layout::One | Layout::Folder if let Some(standard) = self.standard => out.extend(standard.write(statement)),
            Layout::One | Layout::Stream | Layout::Folder => {
                self.format.write(&mut *out, statement).expect("writing to memory does not fail");
            }
        }
        if self.layout == Layout::Lines || self.is_table() {
            out.push(b'\n');
        }
    }
}

/// What stands at the beginning of a block and belongs to a line that was too long for the blocks before.
fn spilt<'block>(source: &Source, block: &'block Block) -> &'block [u8] {
    let end = block.pieces.first().map_or(block.text.len(), |piece| piece.range.start);
    let gap = &block.text[..end];
    if matches!(source.shape, Shape::Lines | Shape::Documents) && !gap.trim_ascii().is_empty() { gap } else { b"" }
}
