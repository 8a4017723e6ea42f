//! Reads a stream and gives it in blocks of whole records.

use std::io::{self, Read};

use super::{Before, Block, Mark, NEAR, Piece, PieceKind, Scan};
use crate::document::SIZE_LIMIT;
use crate::fault::{Fault, FaultKind};
use crate::node::Span;

/// How many bytes are read for a block; it is larger where a record is.
const BLOCK: usize = 256 * 1024;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads a stream and gives it in [`Block`]s of whole records. An error of the reader is the last item.
pub struct Splitter<R> {
    reader: R,
    scan: Box<dyn Scan + Send>,
    block: usize,
    /// Whether the bytes of a record that is too long are kept.
    keeps: bool,
    /// What was read and not yet given.
    text: Vec<u8>,
    /// What stands before it.
    before: Before,
    /// How much of it was scanned.
    scanned: usize,
    marks: Vec<Mark>,
    /// How many records were given.
    records: u64,
    /// Where a record begins that is too long, and of which nothing is kept.
    dropped: Option<u64>,
    /// What the reader failed with, after it gave something.
    failed: Option<io::Error>,
    is_over: bool,
}

impl<R: Read> Splitter<R> {
    /// Splits `head`, and what the reader gives after it, by a grammar.
    pub fn new(reader: R, head: Vec<u8>, scan: Box<dyn Scan + Send>) -> Self {
        Self {
            reader,
            scan,
            block: BLOCK,
            keeps: false,
            text: head,
            before: Before::default(),
            scanned: 0,
            marks: Vec::new(),
            records: 0,
            dropped: None,
            failed: None,
            is_over: false,
        }
    }

    /// Reads so many bytes at once.
    #[must_use]
    pub fn by(mut self, block: usize) -> Self {
        self.block = block.max(1);
        self
    }

    /// Keeps also the bytes of records that are too long: those of all blocks are the stream then, whatever it holds.
    #[must_use]
    pub fn keeping(mut self) -> Self {
        self.keeps = true;
        self
    }

    /// Reads until there is something to give.
    fn fill(&mut self) -> io::Result<()> {
        loop {
            let at = self.before.bytes + self.scanned as u64;
            self.scanned += self.scan.scan(&self.text[self.scanned..], at, &mut self.marks);
            self.is_over = self.marks.iter().any(|mark| matches!(mark, Mark::Last(_) | Mark::End(..)));
            self.limit();
            let open = self.scan.open();
            // Without a mark, there is nothing to wait for between records, nor in one that is dropped.
            let is_idle = open.is_none() || (open == self.dropped && self.dropped.is_some());
            if self.is_over || !self.marks.is_empty() || (is_idle && self.scanned > 0) {
                return Ok(());
            }
            if self.more()? == 0 {
                self.is_over = true;
                self.scan.finish(self.before.bytes + self.text.len() as u64, &mut self.marks);
                self.forget();
                return Ok(());
            }
        }
    }

    /// Reads a block's worth. What came before an error is given before the error.
    fn more(&mut self) -> io::Result<usize> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let start = self.text.len();
        self.text.reserve(self.block);
        match self.reader.by_ref().take(self.block as u64).read_to_end(&mut self.text) {
            Err(error) if self.text.len() == start => return Err(error),
            Err(error) => self.failed = Some(error),
            Ok(_) => {}
        }
        Ok(self.text.len() - start)
    }

    /// Drops a record that is too long, and tells of it once.
    fn limit(&mut self) {
        self.forget();
        let open = self.scan.open();
        if self.dropped.is_some() && self.dropped != open {
            self.dropped = None;
        }
        let Some(start) = open.filter(|_| self.dropped.is_none()) else { return };
        if (self.before.bytes + self.text.len() as u64).saturating_sub(start) > SIZE_LIMIT as u64 {
            self.dropped = open;
            self.marks.push(too_long(start));
        }
    }

    /// Forgets the record that was dropped, when its end is seen. One whose end is seen at once is refused as well.
    fn forget(&mut self) {
        if let Some(start) = self.dropped {
            self.marks.retain(|mark| !matches!(mark, Mark::Record(range) if range.start == start));
        }
        for mark in &mut self.marks {
            if let Mark::Record(range) = mark
                && range.end - range.start > SIZE_LIMIT as u64
            {
                *mark = too_long(range.start);
            }
        }
    }

    /// Cuts off what is whole.
    fn cut(&mut self) -> Block {
        let open = self.scan.open().filter(|&start| !self.is_over && self.dropped != Some(start));
        let end = if self.is_over { self.text.len() } else { open.map_or(self.scanned, |start| self.within(start)) };
        let mut rest = Vec::with_capacity(if self.is_over { 0 } else { self.block + self.text.len() - end });
        rest.extend_from_slice(&self.text[end..]);
        let mut text = std::mem::replace(&mut self.text, rest);
        self.scanned = self.scanned.saturating_sub(end);
        text.truncate(end);
        let before = self.before;
        let pieces = self.pieces(&text);
        if self.dropped.is_some() && !self.keeps {
            text.truncate(pieces.last().map_or(0, |piece| piece.range.end + NEAR));
            text.shrink_to_fit();
        }
        Block { text, before, pieces }
    }

    /// Where an offset of the stream is in the text that is kept.
    fn within(&self, offset: u64) -> usize {
        usize::try_from(offset.saturating_sub(self.before.bytes)).unwrap_or(usize::MAX).min(self.text.len())
    }

    /// Makes pieces of the marks, and counts on to the end of the text.
    fn pieces(&mut self, text: &[u8]) -> Vec<Piece> {
        let (base, mut counted) = (self.before.bytes, 0);
        let within = |offset: u64| usize::try_from(offset.saturating_sub(base)).unwrap_or(usize::MAX).min(text.len());
        let mut pieces = Vec::with_capacity(self.marks.len());
        for mark in std::mem::take(&mut self.marks) {
            let mut range = within(mark.range().start)..within(mark.range().end);
            self.before = self.before.after(&text[counted..range.start]);
            counted = range.start;
            let mut before = self.before;
            if text[range.clone()].starts_with(BYTE_ORDER_MARK) {
                // The reader of the record takes it off.
                range.start += BYTE_ORDER_MARK.len();
                before.bytes += BYTE_ORDER_MARK.len() as u64;
            }
            pieces.push(Piece { range, before, kind: self.kind(mark) });
        }
        self.before = self.before.after(&text[counted..]);
        pieces
    }

    fn kind(&mut self, mark: Mark) -> PieceKind {
        let is_end = matches!(mark, Mark::Last(_));
        match mark {
            Mark::Record(_) | Mark::Last(_) => {
                self.records += 1;
                PieceKind::Record { number: self.records, is_end }
            }
            Mark::Fault(_, fault) | Mark::End(_, fault) => {
                // A record that was dropped is one too.
                self.records += u64::from(fault.kind == FaultKind::Limit);
                PieceKind::Fault(fault)
            }
        }
    }
}

fn too_long(start: u64) -> Mark {
    let message = format!("the record has more than {SIZE_LIMIT} bytes, the limit for one document");
    let fault = Fault::new(FaultKind::Limit, Span::default(), message);
    Mark::Fault(start..start, Box::new(fault.help("split it, or keep long sources as files beside it")))
}

impl<R: Read> Iterator for Splitter<R> {
    type Item = io::Result<Block>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            if let Err(error) = self.fill() {
                self.is_over = true;
                return Some(Err(error));
            }
            let block = self.cut();
            if !block.text.is_empty() || !block.pieces.is_empty() {
                return Some(Ok(block));
            }
        }
        None
    }
}
