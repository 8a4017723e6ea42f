//! Judges the records of a block, on any thread: what comes out is laid out and holds nothing of the block.

use std::borrow::Cow;
use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;

use statemark::date::Date;
use statemark::document::Document;
use statemark::edit::{Change, Edit};
use statemark::node::Span;
use statemark::pointer::Pointer;
use statemark::records::{Block, Piece, PieceKind, UNREAD};
use statemark_validate::baseline::ledger::Ledger;
use statemark_validate::baseline::sieve::Sighting;
use statemark_validate::finding::Severity;
use statemark_validate::report::part::{Part, Wanted};
use statemark_validate::report::{Before, Layout, Origin, Report, Style};
use statemark_validate::{Options, rules, validate};

use super::quarantine::Sorted;
use super::set::Member;
use super::{Source, Work};
use crate::baseline::{Guard, Name};
use crate::config::{Config, Configs};
use crate::error::Failure;
use crate::findings;
use crate::io::{SOURCES_LIMIT, Sources};

/// What every record is judged by.
#[derive(Clone, Copy)]
pub(crate) struct Judge<'run> {
    /// What the reports need of each document.
    pub(crate) wanted: Wanted,
    /// The folder that source files lie below, if one was named.
    pub(crate) sources: Option<&'run Path>,
    pub(crate) as_of: Option<&'run Date>,
    pub(crate) configs: &'run Configs,
    /// The least severity that keeps a record from passing, if records are sorted.
    pub(crate) holds: Option<Severity>,
    pub(crate) baseline: Option<&'run Guard>,
}

/// What was found in one piece of work.
#[derive(Default)]
pub(crate) struct Judged {
    /// A part of the report for each record, in order.
    pub(crate) parts: Vec<Part>,
    /// What could not be read.
    pub(crate) failure: Option<Failure>,
    /// What the rules over sets keep of each statement.
    pub(crate) facts: Vec<Member>,
    /// The block, if records are sorted.
    pub(crate) sorted: Option<Sorted>,
    /// What was known already.
    pub(crate) known: Vec<KnownPart>,
}

/// What is told of a record.
pub(crate) struct Told {
    pub(crate) part: Part,
    /// Why it does not pass, if it does not.
    pub(crate) reasons: Option<Part>,
}

/// What was known of a document.
pub(crate) struct KnownPart {
    /// The number of its part, in which that is not told.
    part: usize,
    sighting: Sighting,
    /// All that is told if it is not known after all.
    whole: Option<Told>,
}

impl Judged {
    /// Adds what was known to a ledger, in the order of the input.
    pub(crate) fn settle(&mut self, ledger: &mut Ledger) {
        for KnownPart { part, sighting, whole } in self.known.drain(..) {
            if !ledger.add(sighting)
                && let Some(whole) = whole
            {
                self.parts[part] = whole.part;
                self.sorted.iter_mut().for_each(|sorted| sorted.hold(part, whole.reasons.clone()));
            }
        }
    }
}

impl Judge<'_> {
    /// Judges all records of a block.
    pub(crate) fn judge(&self, work: Work) -> Judged {
        match work {
            Work::Unread(failure) => Judged { failure: Some(failure), ..Judged::default() },
            Work::Block(source, block) => {
                let sources = Sources::new(self.sources, &source.path);
                let mut judged = Judged { parts: Vec::with_capacity(block.pieces.len()), ..Judged::default() };
                let name = Name::of(&source.path);
                let mut held = Vec::new();
                for (index, piece) in block.pieces.iter().enumerate() {
                    let Told { part, reasons } = self.piece((&source, &sources, &name), &block, piece, &mut judged);
                    judged.parts.push(part);
                    held.extend(reasons.map(|reasons| (index, reasons)));
                }
                if self.holds.is_some() {
                    judged.sorted = Some(Sorted::new(source, block, held, judged.known.iter().map(|known| known.part)));
                }
                judged
            }
        }
    }

    fn piece(
        &self,
        (source, sources, name): (&Arc<Source>, &Sources, &Name<'_>),
        block: &Block,
        piece: &Piece,
        judged: &mut Judged,
    ) -> Told {
        let (document, config) = (read(source, block, piece), self.configs.of(&source.path));
        let mut report = self.report(&document, config, sources);
        judged.facts.extend(judges_sets(config).then(|| Member::new(source, piece, &document, self.baseline)).flatten());
        if let Some(guard) = self.baseline {
            let record = matches!(piece.kind, PieceKind::Record { .. }).then(|| block.bytes(piece));
            let all = (record.is_some() && document.statement.is_none()).then(|| report.clone());
            let sighting = guard.sift(name, record, &document, &mut report);
            let all = all.filter(|_| sighting.may_be_refused());
            let whole = all.map(|report| self.told(source, block, piece, &document, report));
            if !sighting.is_empty() {
                judged.known.push(KnownPart { part: judged.parts.len(), sighting, whole });
            }
        }
        if report.findings.is_empty() {
            let (record, statement) = (super::set::number(piece), findings::statement_id(&document));
            let origin = Origin { record, statement, ..Origin::new(&source.name, "") };
            return Told { part: Part::new(&origin, &report, self.wanted), reasons: None };
        }
        self.told(source, block, piece, &document, report)
    }

    /// What is found in a document, but for what the team lives with.
    pub(crate) fn report(&self, document: &Document<'_>, config: &Config, sources: &Sources) -> Report {
        let left = Cell::new(SOURCES_LIMIT);
        let options = Options {
            sources: &|file| {
                let bytes = sources.read_up_to(file.as_str(), left.get()).ok()?;
                left.set(left.get() - bytes.len());
                Some(bytes)
            },
            refused: &|file| sources.refusal(file.as_str(), left.get()),
            as_of: self.as_of,
            levels: &config.levels,
            profile: config.profile.as_ref(),
            thorough: false,
        };
        let mut report = validate(document, &options);
        config.suppress(document, &mut report);
        report
    }

    /// What is told of a record in which something is found.
    pub(crate) fn told(&self, source: &Source, block: &Block, piece: &Piece, document: &Document<'_>, report: Report) -> Told {
        let lines = Wanted::by([(Layout::Ndjson, Style::default())]);
        let reasons = self.reasons(&report).map(|reasons| placed(lines, source, block, piece, document, reasons));
        Told { part: placed(self.wanted, source, block, piece, document, report), reasons }
    }

    /// Why a record does not pass, if it does not.
    fn reasons(&self, report: &Report) -> Option<Report> {
        let least = self.holds?;
        let findings: Vec<_> = report.findings.iter().filter(|finding| finding.severity <= least).cloned().collect();
        (!findings.is_empty()).then(|| Report { findings, more: Vec::new() })
    }
}

/// The findings of a record, in their places in the file.
pub(crate) fn placed(
    wanted: Wanted,
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
        Part::new(origin, &report, wanted)
    });
    if matches!(piece.kind, PieceKind::Fault(_)) { part.without_document() } else { part }
}

/// A piece of a block as a document.
pub(crate) fn read<'block>(source: &'block Source, block: &'block Block, piece: &'block Piece) -> Document<'block> {
    let mut document = match &piece.kind {
        PieceKind::Fault(fault) => Document::unreadable(String::from_utf8_lossy(block.bytes(piece)), fault.as_ref().clone()),
        _ => source.read(block.bytes(piece)),
    };
    if matches!(piece.kind, PieceKind::Record { is_end: true, .. })
        && let Some(fault) = document.faults.first_mut()
    {
        fault.help = Some(fault.help.take().map_or(UNREAD.to_owned(), |help| format!("{help}; {UNREAD}")));
    }
    document
}

/// Whether any rule over sets is to be checked.
fn judges_sets(config: &Config) -> bool {
    rules::OVER_SETS.iter().any(|rule| config.levels.of(rule).is_some())
}

/// Does something with the place of a piece in its file, given how far its spans are to be shifted in the text there.
pub(super) fn in_file<T>(
    source: &Source,
    block: &Block,
    piece: &Piece,
    document: &Document<'_>,
    then: impl FnOnce(&Origin<'_>, usize) -> T,
) -> T {
    let (statement, editor) = (findings::statement_id(document), source.editor(document));
    let number = match piece.kind {
        PieceKind::Document => {
            let path = |pointer: &Pointer, span: Span| source.path(document, None, pointer, span);
            let edits = |changes: &[Change]| editor.as_ref()?.edits(changes);
            return then(&Origin { statement, path: &path, edits: &edits, ..Origin::new(&source.name, &document.text) }, 0);
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
        number.and_then(|number| source.path(document, Some(number), pointer, span))
    };
    let edits = |changes: &[Change]| Some(moved(editor.as_ref()?.edits(changes)?, shift));
    let origin = Origin { record: number, statement, before, path: &path, edits: &edits, ..Origin::new(&source.name, &text) };
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

/// Edits of a record as edits of the lines around it.
fn moved(mut edits: Vec<Edit>, by: usize) -> Vec<Edit> {
    for edit in &mut edits {
        edit.span = shifted(edit.span, by);
    }
    edits
}

pub(super) fn shifted(span: Span, by: usize) -> Span {
    Span::new(span.start + by, span.end + by)
}
