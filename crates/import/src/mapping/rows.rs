//! Reads records, one row after the other, and keeps the bytes of each.

use std::io::{self, BufRead, BufReader, Read};

use statemark::document::SIZE_LIMIT;
use statemark::records::{Array, Block, PieceKind, Splitter};

use super::columns::{MissingColumn, missing};
use super::fields::{Dialect, State};
use super::value::Content;
use super::{Mapping, Reason};

/// What records are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Fields between commas, or another separator, with a header.
    Csv,
    /// Fields between tabs, with a header.
    Tsv,
    /// A list of objects of JSON.
    Json,
    /// An object of JSON a line.
    Ndjson,
}

impl Format {
    /// The format of this name: `csv`, `tsv`, `json` or `ndjson`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "json" => Self::Json,
            "ndjson" => Self::Ndjson,
            _ => return None,
        })
    }

    /// Whether its rows are objects of JSON.
    pub fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Ndjson)
    }
}

/// A row of the records, and why it is put aside if it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which one, from 1; the header is none.
    pub number: u64,
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Where it begins: in bytes from the beginning of the records.
    pub start: u64,
    /// Its bytes, with the end of its line where it has one of its own.
    pub bytes: Vec<u8>,
    /// Why it is in no statement; empty, if it is in one.
    pub reasons: Vec<Reason>,
}

/// What a row holds, or why that cannot be told.
pub(super) type Held = Result<Content, Reason>;

/// Why records cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// There is no header, or no line at all.
    #[error("the records are empty; write a row a line, in csv and tsv below a header with the names of the columns")]
    Empty,
    /// A quotation mark of the header does not close.
    #[error("line 1: a quotation mark in the header is not closed; close it, or write `quotes = false` in the mapping")]
    OpenHeader,
    /// The header is no text.
    #[error("line 1: the header is not UTF-8; convert the records to UTF-8 first")]
    Header,
    /// The records lack columns that the mapping names.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Columns(Vec<MissingColumn>),
    /// A row that is longer than a document may be.
    #[error("line {line}: the row that begins here is longer than {} MiB; is a quotation mark missing, or `quotes = false` in the mapping?", SIZE_LIMIT / 1024 / 1024)]
    Long {
        /// The line, from 1.
        line: u64,
    },
    /// A list of JSON whose items cannot be told apart.
    #[error("line {line}: {message}; {help}")]
    Broken {
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        message: String,
        /// How to mend it.
        help: String,
    },
    /// The stream failed.
    #[error(transparent)]
    Read(#[from] io::Error),
}

/// The rows of a stream.
pub(super) struct Rows<R> {
    source: Source<R>,
    /// The header, with the end of its line.
    pub(super) header: Vec<u8>,
    /// The names of the columns.
    pub(super) columns: Vec<String>,
    number: u64,
    line: u64,
    at: u64,
    /// Whether the last row ended with the stream, in a field whose quotation mark is not closed.
    is_open: bool,
}

enum Source<R> {
    Fields(BufReader<R>, Dialect),
    Lines(BufReader<R>),
    List { splitter: Splitter<R>, block: Block, next: usize },
}

impl<R: Read> Rows<R> {
    /// Opens a stream, and reads its header if it has one.
    pub(super) fn open(mapping: &Mapping, reader: R) -> Result<Self, RecordsError> {
        let dialect = Dialect { separator: mapping.separator, quotes: mapping.quotes };
        let source = match mapping.format {
            Format::Csv | Format::Tsv => Source::Fields(BufReader::new(reader), dialect),
            Format::Ndjson => Source::Lines(BufReader::new(reader)),
            Format::Json => Source::List {
                splitter: Splitter::new(reader, Vec::new(), Box::new(Array::default())),
                block: Block::default(),
                next: 0,
            },
        };
        let mut rows = Self { source, header: Vec::new(), columns: Vec::new(), number: 0, line: 1, at: 0, is_open: false };
        if !mapping.format.is_json() {
            rows.read_header(mapping, dialect)?;
        }
        Ok(rows)
    }

    fn read_header(&mut self, mapping: &Mapping, dialect: Dialect) -> Result<(), RecordsError> {
        let Some(header) = self.lines()? else { return Err(RecordsError::Empty) };
        if self.is_open {
            return Err(RecordsError::OpenHeader);
        }
        let text = std::str::from_utf8(&header.bytes).map_err(|_| RecordsError::Header)?;
        let fields = dialect.split(text.trim_start_matches('\u{FEFF}').as_bytes());
        self.columns = fields.iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
        self.header = header.bytes;
        self.number = 0;
        let missing = missing(mapping, &self.columns);
        if missing.is_empty() { Ok(()) } else { Err(RecordsError::Columns(missing)) }
    }

    /// The next row and what it holds, or why that cannot be told.
    pub(super) fn next(&mut self) -> Result<Option<(Row, Held)>, RecordsError> {
        let row = match &self.source {
            Source::List { .. } => self.item()?,
            _ => self.lines()?,
        };
        if row.is_none() && self.number == 0 && matches!(self.source, Source::Lines(_)) {
            return Err(RecordsError::Empty);
        }
        Ok(row.map(|row| {
            let content = if self.is_open { Err(open(&row.bytes)) } else { self.content(&row.bytes) };
            (row, content)
        }))
    }

    /// The next row of lines. Blank ones are no rows.
    fn lines(&mut self) -> Result<Option<Row>, RecordsError> {
        let (reader, dialect) = match &mut self.source {
            Source::Fields(reader, dialect) => (reader, Some(*dialect)),
            Source::Lines(reader) => (reader, None),
            Source::List { .. } => return Ok(None),
        };
        loop {
            let (start, line) = (self.at, self.line);
            let (mut bytes, mut state) = (Vec::new(), State::default());
            loop {
                let before = bytes.len();
                let room = (SIZE_LIMIT as u64 + 1).saturating_sub(before as u64);
                let read = reader.by_ref().take(room).read_until(b'\n', &mut bytes)?;
                self.line += u64::from(bytes.ends_with(b"\n"));
                if bytes.len() > SIZE_LIMIT {
                    return Err(RecordsError::Long { line });
                }
                state = dialect.map_or(state, |dialect| dialect.go_on(state, &bytes[before..]));
                if read == 0 || state.is_whole() {
                    break;
                }
            }
            self.is_open = !state.is_whole();
            self.at += bytes.len() as u64;
            if bytes.is_empty() {
                return Ok(None);
            }
            if !bytes.iter().all(|byte| matches!(byte, b' ' | b'\r' | b'\n')) {
                self.number += 1;
                return Ok(Some(Row { number: self.number, line, start, bytes, reasons: Vec::new() }));
            }
        }
    }

    /// The next item of a list of JSON.
    fn item(&mut self) -> Result<Option<Row>, RecordsError> {
        let Source::List { splitter, block, next } = &mut self.source else { return Ok(None) };
        loop {
            let Some(piece) = block.pieces.get(*next).cloned() else {
                match splitter.next() {
                    None => return Ok(None),
                    Some(read) => (*block, *next) = (read?, 0),
                }
                continue;
            };
            *next += 1;
            let line = piece.before.lines + 1;
            let broken = |message: &str, help: Option<&str>| RecordsError::Broken {
                line,
                message: message.to_owned(),
                help: help.unwrap_or("mend the list").to_owned(),
            };
            match &piece.kind {
                PieceKind::Fault(fault) => return Err(broken(&fault.message, fault.help.as_deref())),
                PieceKind::Record { is_end: true, .. } => {
                    return Err(broken("this item has no end", Some("mend it: what follows was not read")));
                }
                PieceKind::Record { .. } | PieceKind::Document => {
                    self.number += 1;
                    let bytes = block.bytes(&piece).to_vec();
                    return Ok(Some(Row { number: self.number, line, start: piece.before.bytes, bytes, reasons: Vec::new() }));
                }
            }
        }
    }

    /// What the bytes of a row hold.
    pub(super) fn content(&self, bytes: &[u8]) -> Result<Content, Reason> {
        let reason = |message: String, help: &str| Reason { column: None, message, help: help.to_owned() };
        let text = std::str::from_utf8(bytes).map_err(|error| {
            reason(format!("byte {} of the row is not UTF-8", error.valid_up_to()), "convert the records to UTF-8")
        })?;
        if let Source::Fields(_, dialect) = &self.source {
            let fields: Vec<String> =
                dialect.split(text.as_bytes()).iter().map(|field| String::from_utf8_lossy(field).into_owned()).collect();
            if fields.len() != self.columns.len() {
                let message = format!("the row has {} fields, the header {}", fields.len(), self.columns.len());
                return Err(reason(message, "write a field for each column; one that holds the separator needs quotation marks"));
            }
            return Ok(Content::Fields(fields));
        }
        Content::object(text.trim_start_matches('\u{FEFF}'))
    }
}

/// What is wrong with a row in which a quotation mark is not closed: the lines behind it may have been rows of their own.
fn open(bytes: &[u8]) -> Reason {
    let lines = bytes.split_inclusive(|&byte| byte == b'\n').count();
    Reason {
        column: None,
        message: format!("a quotation mark in this row is not closed, so that it has all {lines} lines to the end"),
        help: "close it, double one that is a part of the words, or write `quotes = false` in the mapping".to_owned(),
    }
}
