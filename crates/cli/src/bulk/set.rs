//! All statements of a run beside each other: what the rules over sets find, told at the end.

use std::collections::HashSet;
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use statemark::document::Document;
use statemark::node::{Node, Span, Value};
use statemark::records::{Block, Piece, PieceKind};
use statemark_validate::dataset::{Dataset, Facts, Finding, Origin};
use statemark_validate::report::part::Part;
use statemark_validate::report::{Before, Origin as Place, Report};

use super::judge::Judge;
use super::open::Opened;
use super::{Source, Work};
use crate::io;

/// A statement of a set, and where it stands.
pub(crate) struct Member {
    source: Arc<Source>,
    /// Its number in its file; none where it is all of it.
    record: Option<u64>,
    offset: u64,
    line: u64,
    facts: Facts,
}

impl Member {
    /// The statement that a piece holds, if its form is right.
    pub(super) fn new(source: &Arc<Source>, piece: &Piece, document: &Document<'_>) -> Option<Self> {
        let facts = Facts::of(document.statement.as_ref()?);
        let (offset, line) = (piece.before.bytes, piece.before.lines + 1);
        Some(Self { source: Arc::clone(source), record: number(piece), offset, line, facts })
    }
}

fn number(piece: &Piece) -> Option<u64> {
    match piece.kind {
        PieceKind::Record { number, .. } => Some(number),
        PieceKind::Document | PieceKind::Fault(_) => None,
    }
}

/// The statements of a run.
#[derive(Default)]
pub(crate) struct Set {
    dataset: Dataset,
    /// The files that they stand in.
    sources: Vec<Arc<Source>>,
    spellings: Spellings,
}

/// The names of files that are one document, without the ending that tells the spelling.
#[derive(Default)]
pub(crate) struct Spellings(HashSet<PathBuf>);

impl Spellings {
    /// Whether no file of this name came before. The spellings of one statement lie side by side under one name.
    pub(crate) fn is_first(&mut self, path: &Path) -> bool {
        self.0.insert(path.with_extension(""))
    }
}

impl Set {
    /// Adds statements, in the order of the input. Several spellings of one are one statement.
    pub(crate) fn add(&mut self, members: Vec<Member>) {
        for Member { source, record, offset, line, facts } in members {
            if record.is_none() && !self.spellings.is_first(&source.path) {
                continue;
            }
            if !self.sources.last().is_some_and(|last| Arc::ptr_eq(last, &source)) {
                self.sources.push(source);
            }
            let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            let file = small(self.sources.len() as u64 - 1);
            self.dataset.add(facts, Origin { file, record: small(record.unwrap_or(1)), offset, line: small(line) });
        }
    }

    /// What is found. Files in which something is found are read again, as far as that stands, to show it.
    pub(crate) fn parts(&self, judge: &Judge<'_>) -> Vec<Part> {
        let mut findings = self.dataset.findings(judge.levels).into_iter().peekable();
        let mut parts = Vec::new();
        while let Some(origin) = findings.peek().map(|finding| finding.origin) {
            let source = &self.sources[origin.file as usize];
            if !io::is_stream(&source.path) {
                self.look_again(source, origin.file, judge, &mut findings, &mut parts);
            }
            // What is left of this file cannot be read again.
            while let Some(finding) = findings.next_if(|finding| finding.origin.file == origin.file) {
                parts.push(self.without_text(&finding, judge));
            }
        }
        parts
    }

    /// Reads a file until all that was found in it is shown.
    fn look_again(
        &self,
        source: &Source,
        file: u32,
        judge: &Judge<'_>,
        findings: &mut Peekable<impl Iterator<Item = Finding>>,
        parts: &mut Vec<Part>,
    ) {
        let Ok(mut opened) = Opened::new(&source.path, &Arc::default(), false) else { return };
        while findings.peek().is_some_and(|finding| finding.origin.file == file)
            && let Some(Work::Block(source, block)) = opened.next()
        {
            for piece in block.pieces.iter().filter(|piece| !matches!(piece.kind, PieceKind::Fault(_))) {
                let here = |finding: &Finding| {
                    finding.origin.file == file && u64::from(finding.origin.record) == number(piece).unwrap_or(1)
                };
                while let Some(finding) = findings.next_if(here) {
                    parts.push(self.part(&finding, judge, &source, &block, piece));
                }
            }
        }
    }

    fn part(&self, finding: &Finding, judge: &Judge<'_>, source: &Source, block: &Block, piece: &Piece) -> Part {
        let document = source.read(block.bytes(piece));
        let Some(node) = document.node() else { return self.without_text(finding, judge) };
        judge.placed(source, block, piece, &document, self.report(finding, node)).without_document()
    }

    fn without_text(&self, finding: &Finding, judge: &Judge<'_>) -> Part {
        let report = self.report(finding, &Node::new(Value::Null, Span::default()));
        let origin = finding.origin;
        let before = Before { lines: u64::from(origin.line) - 1, columns: 0, bytes: origin.offset };
        let place = Place::new(&self.sources[origin.file as usize].name, "");
        let place = Place { record: Some(u64::from(origin.record)), before, ..place };
        Part::new(&place, &report, judge.layout, judge.style).without_document()
    }

    /// A finding as that of a document, with the other statements named in its message.
    fn report(&self, finding: &Finding, node: &Node<'_>) -> Report {
        let mut placed = finding.placed(node);
        let other = |origin: Origin| {
            let name = &self.sources[origin.file as usize].name;
            if origin.file == finding.origin.file {
                format!("record {}", origin.record)
            } else {
                format!("{name}:{}", origin.line)
            }
        };
        let others: Vec<String> =
            finding.related.iter().map(|related| format!("{} at {}", other(related.origin), related.pointer)).collect();
        if !others.is_empty() {
            placed.message = format!("{} (see {})", placed.message, others.join(", "));
        }
        Report { findings: vec![placed] }
    }
}
