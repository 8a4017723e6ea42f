//! Judges the records of a block, on any thread: what comes out is laid out and holds nothing of the block.

use std::borrow::Cow;
use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;

use statemark::date::Date;
use statemark::document::Document;
use statemark::node::Span;
use statemark::pointer::Pointer;
use statemark::records::{Block, Piece, PieceKind, UNREAD};
use statemark_validate::levels::Levels;
use statemark_validate::report::part::Part;
use statemark_validate::report::{Before, Layout, Origin, Report, Style};
use statemark_validate::{Options, rules, validate};

use super::set::Member;
use super::{Source, Work};
use crate::error::Failure;
use crate::findings;
use crate::io::{SOURCES_LIMIT, Sources};
use crate::paths;

/// What every record is judged by.
pub(crate) struct Judge<'run> {
    pub(crate) layout: Layout,
    pub(crate) style: Style,
    /// The folder that source files lie below, if one was named.
    pub(crate) sources: Option<&'run Path>,
    pub(crate) as_of: Option<&'run Date>,
    pub(crate) levels: &'run Levels,
}

/// What was found in one piece of work.
pub(crate) struct Judged {
    /// A part of the report for each record, in order.
    pub(crate) parts: Vec<Part>,
    /// What could not be read.
    pub(crate) failure: Option<Failure>,
    /// What the rules over sets keep of each statement.
    pub(crate) facts: Vec<Member>,
}

impl Judge<'_> {
    /// Judges all records of a block.
    pub(crate) fn judge(&self, work: Work) -> Judged {
        match work {
            Work::Unread(failure) => Judged { parts: Vec::new(), failure: Some(failure), facts: Vec::new() },
            Work::Block(source, block) => {
                let sources = Sources::new(self.sources, &source.path);
                let mut facts = Vec::new();
                let mut judged = |piece| self.piece(&source, &sources, &block, piece, &mut facts);
                let parts = block.pieces.iter().map(&mut judged).collect();
                Judged { parts, failure: None, facts }
            }
        }
    }

    fn piece(&self, source: &Arc<Source>, sources: &Sources, block: &Block, piece: &Piece, facts: &mut Vec<Member>) -> Part {
        let mut document = match &piece.kind {
            PieceKind::Fault(fault) => Document::unreadable(String::from_utf8_lossy(block.bytes(piece)), fault.as_ref().clone()),
            _ => source.read(block.bytes(piece)),
        };
        if matches!(piece.kind, PieceKind::Record { is_end: true, .. })
            && let Some(fault) = document.faults.first_mut()
        {
            fault.help = Some(fault.help.take().map_or(UNREAD.to_owned(), |help| format!("{help}; {UNREAD}")));
        }
        let left = Cell::new(SOURCES_LIMIT);
        let options = Options {
            sources: &|file| {
                let bytes = sources.read_up_to(file.as_str(), left.get()).ok()?;
                left.set(left.get() - bytes.len());
                Some(bytes)
            },
            refused: &|file| sources.refusal(file.as_str(), left.get()),
            as_of: self.as_of,
            levels: self.levels,
        };
        let report = validate(&document, &options);
        facts.extend(self.judges_sets().then(|| Member::new(source, piece, &document)).flatten());
        if report.findings.is_empty() {
            return Part::new(&Origin::new(&source.name, ""), &report, self.layout, self.style);
        }
        self.placed(source, block, piece, &document, report)
    }

    /// Whether any rule over sets is to be checked.
    fn judges_sets(&self) -> bool {
        rules::OVER_SETS.iter().any(|rule| self.levels.of(rule).is_some())
    }

    /// The findings of a record, in their places in the file.
    pub(super) fn placed(
        &self,
        source: &Source,
        block: &Block,
        piece: &Piece,
        document: &Document<'_>,
        mut report: Report,
    ) -> Part {
        let part = in_file(source, block, piece, document, |origin, shift| {
            report.findings.iter_mut().for_each(|finding| {
                finding.span = shifted(finding.span, shift);
                finding.related.iter_mut().for_each(|related| related.span = shifted(related.span, shift));
            });
            Part::new(origin, &report, self.layout, self.style)
        });
        if matches!(piece.kind, PieceKind::Fault(_)) { part.without_document() } else { part }
    }
}

/// Does something with the place of a piece in its file, given how far its spans are to be shifted in the text there.
pub(super) fn in_file<T>(
    source: &Source,
    block: &Block,
    piece: &Piece,
    document: &Document<'_>,
    then: impl FnOnce(&Origin<'_>, usize) -> T,
) -> T {
    let statement = findings::statement_id(document);
    let number = match piece.kind {
        PieceKind::Document => {
            let path = |pointer: &Pointer, span: Span| paths::path(source.format, document, None, pointer, span);
            return then(&Origin { statement, path: &path, ..Origin::new(&source.name, &document.text) }, 0);
        }
        PieceKind::Record { number, .. } => Some(number),
        PieceKind::Fault(_) => None,
    };
    let (text, shift) = around(block, piece, &document.text);
    let columns = text[..shift].chars().count() as u64;
    let before = Before {
        lines: piece.before.lines,
        columns: piece.before.columns.saturating_sub(columns),
        bytes: piece.before.bytes - shift as u64,
    };
    let path = |pointer: &Pointer, span: Span| {
        let span = Span::new(span.start.saturating_sub(shift), span.end.saturating_sub(shift));
        number.and_then(|number| paths::path(source.format, document, Some(number), pointer, span))
    };
    let origin = Origin { record: number, statement, before, path: &path, ..Origin::new(&source.name, &text) };
    then(&origin, shift)
}

/// The lines that a piece stands on, and how far in it begins; of what is no UTF-8 that which could be read.
fn around<'block>(block: &'block Block, piece: &Piece, read: &'block str) -> (Cow<'block, str>, usize) {
    let (range, shift) = block.lines(piece);
    match std::str::from_utf8(&block.text[range]) {
        Ok(text) => (Cow::Borrowed(text), shift),
        Err(_) => (Cow::Borrowed(read), 0),
    }
}

pub(super) fn shifted(span: Span, by: usize) -> Span {
    Span::new(span.start + by, span.end + by)
}
