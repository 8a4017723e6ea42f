//! A file that is open: what it is, and its records.
#![allow(clippy::disallowed_methods, reason = "the files of a bulk run are opened here")]

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use statemark::document::{Document, SIZE_LIMIT};
use statemark::fault::Fault;
use statemark::node::Span;
use statemark::pointer::Pointer;
use statemark::records::{Array, Before, Block, Lines, Piece, PieceKind, Scan, Splitter};
use statemark_archive::standard::Standard;
use statemark_convert::editor::Editor;
use statemark_convert::format::Format;
use statemark_convert::markdown;
use statemark_convert::xml::{self, Collection, Head, Records};
use statemark_tables::lossless::Container;
use statemark_validate::report;

use super::files::Kind;
use super::unpack::{buffered, unpacked};
use super::{Work, table};
use crate::error::{Cause, Failure};
use crate::io::{is_stream, name, packed};
use crate::paths;

/// How much is read to see what a file is, and how much at most to see the root of an XML file or a first long line.
const HEAD: usize = 64 * 1024;
const ROOT: usize = 1024 * 1024;

pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What the records of a file have in common.
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    pub(crate) format: Format,
    pub(crate) shape: Shape,
    /// The table that its lines are the rows of, if it is one.
    pub(crate) table: Option<Container>,
    /// Whether a byte order mark of UTF-8 stands before all else.
    pub(crate) has_mark: bool,
    /// The root of a collection, with what stands before it.
    head: Vec<u8>,
}

/// How a file holds what is in it.
pub(crate) enum Shape {
    /// It is one document.
    One,
    /// It is one document in a standard of archives.
    Archive(Standard),
    /// A statement a line.
    Lines,
    /// A JSON list.
    List,
    /// Documents in Markdown, one behind the other.
    Documents,
    /// A collection in XML, with its root.
    Collection(Box<Collection>),
    /// A collection whose root cannot be read.
    Broken,
}

impl Source {
    /// Reads a record or the document.
    pub(crate) fn read<'block>(&'block self, bytes: &'block [u8]) -> Document<'block> {
        match &self.shape {
            Shape::Collection(collection) => xml::read_record(bytes, collection),
            Shape::Archive(standard) => standard.read(bytes),
            _ => self.format.read(bytes),
        }
    }

    /// A file that is one document.
    pub(crate) fn whole(path: &Path, format: Format) -> Self {
        Self {
            path: path.to_owned(),
            name: name(path),
            format,
            shape: Shape::One,
            table: None,
            has_mark: false,
            head: Vec::new(),
        }
    }

    /// What stands before the records of such a file.
    pub(crate) fn head(&self) -> Vec<u8> {
        match self.shape {
            Shape::List => b"[".to_vec(),
            Shape::Collection(_) => [&self.head, &b"\n"[..]].concat(),
            _ => Vec::new(),
        }
    }

    /// What stands behind them.
    pub(crate) fn tail(&self) -> String {
        match &self.shape {
            Shape::List => "\n]\n".to_owned(),
            Shape::Collection(collection) => collection.tail(),
            _ => String::new(),
        }
    }

    /// What it is, in words that begin with its name.
    pub(crate) fn describe(&self) -> String {
        let what = match self.shape {
            Shape::Lines if let Some(container) = self.table => format!("{container}, a table"),
            Shape::One => self.format.to_string(),
            Shape::Archive(standard) => standard.to_string(),
            Shape::Lines => "NDJSON".to_owned(),
            Shape::Documents => "Markdown, a stream".to_owned(),
            Shape::List => "JSON, a list".to_owned(),
            Shape::Collection(_) | Shape::Broken => "XML, a collection".to_owned(),
        };
        format!("{}: {what}", self.name)
    }

    /// Knows how a record or the document is changed; nobody does in a standard of archives.
    pub(crate) fn editor<'document>(&'document self, document: &'document Document<'_>) -> Option<Editor<'document>> {
        if matches!(self.shape, Shape::Archive(_)) {
            return None;
        }
        let collection = match &self.shape {
            Shape::Collection(collection) => Some(&**collection),
            _ => None,
        };
        Some(Editor::new(self.format, document, collection))
    }

    /// The place of a finding, as the spelling names it: `record` is its number in a collection.
    pub(crate) fn path(
        &self,
        document: &Document<'_>,
        record: Option<u64>,
        pointer: &Pointer,
        span: Span,
    ) -> Option<report::Path> {
        // The elements of other standards are not those of the format.
        if matches!(self.shape, Shape::Archive(_)) { None } else { paths::path(self.format, document, record, pointer, span) }
    }
}

/// A file whose records are being read.
pub(crate) struct Opened {
    pub(crate) source: Arc<Source>,
    first: Option<Block>,
    splitter: Option<Splitter<Box<dyn Read + Send>>>,
}

/// What a file holds.
enum Content {
    Whole(Block),
    Lines,
    List,
    Documents,
    Collection(Box<Collection>),
    Broken(Box<Fault>),
}

impl Opened {
    /// Opens a file, or stdin for `-`. Bytes are counted as they are on the disk.
    pub(super) fn new(path: &Path, counter: &Arc<AtomicU64>, threaded: bool) -> Result<Self, Failure> {
        Self::told(path, None, counter, threaded)
    }

    /// The same, where the caller knows what kind a file is of whose name tells nothing.
    pub(super) fn told(path: &Path, kind: Option<Kind>, counter: &Arc<AtomicU64>, threaded: bool) -> Result<Self, Failure> {
        let name = name(path);
        let count = |reader| Counted { reader, counter: Arc::clone(counter) };
        let kind = Kind::from_name(path).or(kind);
        let opened = raw(path).and_then(|reader| Self::of(Box::new(count(reader)), path, kind, threaded));
        opened.map_err(|cause| cause.of(name))
    }

    /// Keeps all bytes of the file, also those of records that are too long.
    pub(crate) fn keeping(self) -> Self {
        Self { splitter: self.splitter.map(Splitter::keeping), ..self }
    }

    /// Takes what a reader gives for the file of this path, of this kind where that is known.
    pub(crate) fn of(reader: Box<dyn Read + Send>, path: &Path, kind: Option<Kind>, threaded: bool) -> Result<Self, Cause> {
        let name = name(path);
        let mut reader = unpacked(buffered(reader), threaded).map_err(Cause::Read)?;
        let mut head = Vec::new();
        more(&mut reader, &mut head, HEAD)?;
        if let Some(what) = packed(&head) {
            return Err(Cause::Binary(what));
        }
        if let Some(container) = table::container(kind, &head)? {
            return Self::table(container, reader, path, threaded);
        }
        let has_mark = head.starts_with(BYTE_ORDER_MARK);
        if has_mark {
            head.drain(..BYTE_ORDER_MARK.len());
        }
        if head.is_empty() {
            return Err(Cause::Empty);
        }
        let kind = known_kind(kind, &mut reader, &mut head)?;
        let content = content(kind, &mut reader, &mut head)?;
        let format = match kind {
            Kind::Spelled(format) => format,
            Kind::Archive(_) => Format::Xml,
            Kind::Lines | Kind::Table(_) => Format::Json,
        };
        let split = |head, scan: Box<dyn Scan + Send>| Some(Splitter::new(reader, head, scan));
        let mut root = Vec::new();
        let (shape, first, splitter) = match content {
            Content::Whole(block) => {
                let shape = if let Kind::Archive(standard) = kind { Shape::Archive(standard) } else { Shape::One };
                (shape, Some(block), None)
            }
            Content::Broken(fault) => (Shape::Broken, Some(told(head, vec![*fault])), None),
            Content::Lines => (Shape::Lines, None, split(head, Box::<Lines>::default())),
            Content::List => (Shape::List, None, split(head, Box::<Array>::default())),
            Content::Documents => (Shape::Documents, None, split(head, Box::<markdown::Records>::default())),
            Content::Collection(mut collection) => {
                let faults = std::mem::take(&mut collection.faults);
                let first = (!faults.is_empty()).then(|| told(head.clone(), faults));
                let records = Box::new(Records::new(&collection));
                root = head[..collection.head_length()].to_vec();
                (Shape::Collection(collection), first, split(head, records))
            }
        };
        let source = Arc::new(Source { path: path.to_owned(), name, format, shape, table: None, has_mark, head: root });
        Ok(Self { source, first, splitter })
    }

    /// Takes a table, whose rows are read as lines.
    fn table(container: Container, reader: Box<dyn Read + Send>, path: &Path, threaded: bool) -> Result<Self, Cause> {
        let lines = table::lines(container, path, reader, threaded)?;
        let splitter = Splitter::new(lines, Vec::new(), Box::<Lines>::default());
        let (format, shape, table) = (Format::Json, Shape::Lines, Some(container));
        let source = Source { path: path.to_owned(), name: name(path), format, shape, table, has_mark: false, head: Vec::new() };
        Ok(Self { source: Arc::new(source), first: None, splitter: Some(splitter) })
    }

    /// The next records, or why there are no more of them.
    pub(crate) fn next(&mut self) -> Option<Work> {
        if let Some(block) = self.first.take() {
            return Some(Work::Block(Arc::clone(&self.source), block));
        }
        Some(match self.splitter.as_mut()?.next()? {
            Ok(block) => Work::Block(Arc::clone(&self.source), block),
            Err(error) => Work::Unread(Cause::Read(error).of(&self.source.name)),
        })
    }
}

/// The bytes of a file, or of stdin for `-`.
pub(crate) fn raw(path: &Path) -> Result<Box<dyn Read + Send>, Cause> {
    if is_stream(path) {
        return Ok(Box::new(io::stdin()));
    }
    let file = File::open(path).map_err(Cause::Read)?;
    if file.metadata().map_err(Cause::Read)?.is_dir() {
        return Err(Cause::Folder);
    }
    Ok(Box::new(file))
}

/// Reads until there are so many bytes.
fn more(reader: &mut impl Read, head: &mut Vec<u8>, most: usize) -> Result<(), Cause> {
    let rest = most.saturating_sub(head.len()) as u64;
    reader.take(rest).read_to_end(head).map(drop).map_err(Cause::Read)
}

/// The kind that a name tells, else what the text begins with.
fn known_kind(named: Option<Kind>, reader: &mut impl Read, head: &mut Vec<u8>) -> Result<Kind, Cause> {
    // Whether a second statement follows on the second line cannot be told where the first is not at its end.
    if named.is_none() && head.starts_with(b"{") && memchr::memchr(b'\n', head).is_none() {
        more(reader, head, ROOT)?;
    }
    match named.or_else(|| kind_of(head)) {
        Some(kind) => Ok(kind),
        None if head.contains(&0) => Err(Cause::Binary("binary data")),
        None => Err(Cause::UnknownSpelling),
    }
}

/// The kind of file that its beginning tells. Lines are told from one document by the first line, which is a whole object.
fn kind_of(head: &[u8]) -> Option<Kind> {
    let format = Format::from_content(head)?;
    let mut lines = head.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let is_lines = format == Format::Json
        && lines.next().is_some_and(|line| line.starts_with(b"{") && line.ends_with(b"}"))
        && lines.next().is_some_and(|line| line.starts_with(b"{"));
    Some(if is_lines { Kind::Lines } else { Kind::Spelled(format) })
}

fn content(kind: Kind, reader: &mut impl Read, head: &mut Vec<u8>) -> Result<Content, Cause> {
    match kind {
        Kind::Lines => return Ok(Content::Lines),
        Kind::Spelled(Format::Json) if head.trim_ascii_start().starts_with(b"[") => {
            return Ok(Content::List);
        }
        Kind::Spelled(Format::Xml) => {
            let mut found = Collection::head(head);
            if matches!(found, Head::Unknown) && head.len() >= HEAD - BYTE_ORDER_MARK.len() {
                more(reader, head, ROOT)?;
                found = Collection::head(head);
            }
            match found {
                Head::Many(collection) => return Ok(Content::Collection(Box::new(collection))),
                Head::Broken(fault) => return Ok(Content::Broken(fault)),
                Head::One | Head::Unknown => {}
            }
        }
        Kind::Spelled(Format::Markdown) if are_many(reader, head)? => return Ok(Content::Documents),
        Kind::Spelled(_) | Kind::Table(_) | Kind::Archive(_) => {}
    }
    reserve(head);
    more(reader, head, SIZE_LIMIT + 1)?;
    if head.len() > SIZE_LIMIT {
        return Err(Cause::TooLarge);
    }
    Ok(Content::Whole(Block::whole(std::mem::take(head))))
}

/// Whether documents in Markdown follow each other, of which no more is read than tells it.
fn are_many(reader: &mut impl Read, head: &mut Vec<u8>) -> Result<bool, Cause> {
    let (mut records, mut scanned, mut read) = (markdown::Records::default(), 0, 0);
    while read < head.len() && head.len() <= SIZE_LIMIT {
        read = head.len();
        scanned += records.scan(&head[scanned..], scanned as u64, &mut Vec::new());
        if records.are_many() {
            return Ok(true);
        }
        reserve(head);
        more(reader, head, (read + HEAD).min(SIZE_LIMIT + 1))?;
    }
    Ok(false)
}

/// Makes room for all of a file that is not short: grown step by step, it would take up to twice the memory.
fn reserve(head: &mut Vec<u8>) {
    if head.len() >= HEAD - BYTE_ORDER_MARK.len() {
        head.reserve_exact((SIZE_LIMIT + 1).saturating_sub(head.len()));
    }
}

/// What is wrong with the beginning of a file.
fn told(text: Vec<u8>, faults: Vec<Fault>) -> Block {
    let piece = |fault: Fault| Piece { range: 0..text.len(), before: Before::default(), kind: PieceKind::Fault(Box::new(fault)) };
    let pieces = faults.into_iter().map(piece).collect();
    Block { text, before: Before::default(), pieces }
}

/// Counts what is read.
struct Counted<R> {
    reader: R,
    counter: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.counter.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
