//! All statements of a run beside each other: what the rules over sets find, told at the end.

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use statemark::document::Document;
use statemark::id::StatementId;
use statemark::node::{Node, Span, Value};
use statemark::pointer::Pointer;
use statemark::records::{Block, Piece, PieceKind};
use statemark_archive::standard::Standard;
use statemark_validate::dataset::{Dataset, Facts, Finding, Origin, Related};
use statemark_validate::finding::Related as Elsewhere;
use statemark_validate::report::entry::{Location, Page};
use statemark_validate::report::part::Part;
use statemark_validate::report::tally::SHOWN;
use statemark_validate::report::{Before, More, Origin as Place, Report};

use super::files::stem;
use super::judge::{Judge, in_file, placed, shifted};
use super::open::Opened;
use super::{Source, Work};
use crate::baseline::Guard;
use crate::io;

/// A statement of a set, and where it stands.
pub(crate) struct Member {
    source: Arc<Source>,
    /// Its number in its file; none where it is all of it.
    record: Option<u64>,
    offset: u64,
    line: u64,
    facts: Facts,
    /// The statement's id, where it is all of its file.
    alone: Option<StatementId>,
    /// The same, where a baseline asks for it and the statement cannot be read again.
    id: Option<Box<str>>,
}

impl Member {
    /// The statement that a piece holds, if its form is right.
    pub(super) fn new(source: &Arc<Source>, piece: &Piece, document: &Document<'_>, baseline: Option<&Guard>) -> Option<Self> {
        let statement = document.statement.as_ref()?;
        let id = baseline.filter(|_| io::is_stream(&source.path)).map(|_| statement.id.as_str().into());
        let facts = Facts::of(statement);
        let alone = number(piece).is_none().then(|| statement.id.clone());
        let (offset, line) = (piece.before.bytes, piece.before.lines + 1);
        Some(Self { source: Arc::clone(source), record: number(piece), offset, line, facts, alone, id })
    }
}

pub(super) fn number(piece: &Piece) -> Option<u64> {
    match piece.kind {
        PieceKind::Record { number, .. } => Some(number),
        PieceKind::Document | PieceKind::Fault(_) => None,
    }
}

/// Where values of other statements stand.
type Others = HashMap<(Origin, Pointer), Location>;

/// The statements of a run.
#[derive(Default)]
pub(crate) struct Set {
    dataset: Dataset,
    /// The files that they stand in.
    sources: Vec<Arc<Source>>,
    spellings: Spellings,
    /// The ids of statements that cannot be read again, by file and record.
    ids: HashMap<(u32, u32), Box<str>>,
}

/// The names of files that are one document, without the ending that tells the spelling, and the statements in them.
#[derive(Default)]
pub(crate) struct Spellings(HashSet<(PathBuf, StatementId)>);

impl Spellings {
    /// Whether no file of this name with this statement came before. The spellings of one statement lie side by side under one name.
    pub(crate) fn is_first(&mut self, path: &Path, id: &StatementId) -> bool {
        let stem = stem(path);
        // Such a name says twice what a file is: `a.statemark.json`, `a.akn.xml`.
        let is_kind = |ending: &OsStr| {
            let ending = ending.to_string_lossy().to_ascii_lowercase();
            ending == "statemark" || Standard::from_code(&ending).is_some()
        };
        let stem = if stem.extension().is_some_and(is_kind) { stem.with_extension("") } else { stem };
        self.0.insert((stem, id.clone()))
    }
}

impl Set {
    /// Adds statements, in the order of the input. Several spellings of one are one statement.
    pub(crate) fn add(&mut self, members: Vec<Member>) {
        for Member { source, record, offset, line, facts, alone, id } in members {
            if alone.is_some_and(|id| !self.spellings.is_first(&source.path, &id)) {
                continue;
            }
            if !self.sources.last().is_some_and(|last| Arc::ptr_eq(last, &source)) {
                self.sources.push(source);
            }
            let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            let file = small(self.sources.len() as u64 - 1);
            self.ids.extend(id.map(|id| ((file, small(record.unwrap_or(1))), id)));
            self.dataset.add(facts, Origin { file, record: small(record.unwrap_or(1)), offset, line: small(line) });
        }
    }

    /// Gives what is found, a part for each statement. Files in which something is found are read again, as far as that stands, to show it.
    pub(crate) fn tell<E>(&self, judge: &Judge<'_>, mut give: impl FnMut(&Part) -> Result<(), E>) -> Result<(), E> {
        let levels = |file: u32| &judge.configs.of(&self.sources[file as usize].path).levels;
        let findings = self.dataset.findings_by_file(&levels);
        let others = self.others(&findings, judge.wanted.is_all());
        let mut findings = findings.into_iter().peekable();
        let mut given = Ok(());
        while let Some(origin) = findings.peek().map(|finding| finding.origin) {
            self.look_again(
                &mut findings,
                |finding| finding.origin,
                |findings, source, block, piece| {
                    if given.is_ok() {
                        given = give(&self.part(&findings, &others, judge, source, block, piece));
                    }
                },
            );
            std::mem::replace(&mut given, Ok(()))?;
            // What is left of this file cannot be read again.
            while let Some(origin) = findings.peek().map(|finding| finding.origin).filter(|next| next.file == origin.file) {
                let of_one: Vec<Finding> = std::iter::from_fn(|| findings.next_if(|finding| finding.origin == origin)).collect();
                give(&self.without_text(&of_one, &others, judge))?;
            }
        }
        Ok(())
    }

    /// Where what findings have to do with stands, in other statements. What came from a stream cannot be looked at again.
    /// A text shows few findings of each rule, so that few are looked for.
    fn others(&self, findings: &[Finding], is_all: bool) -> Others {
        let mut told = HashMap::new();
        let shown = findings.iter().filter(|finding| {
            let count = told.entry(finding.rule).or_insert(0);
            *count += 1;
            is_all || *count <= SHOWN
        });
        let mut wanted: Vec<&Related> = shown.flat_map(|finding| &finding.related).collect();
        wanted.sort_by_key(|related| (related.origin, &related.pointer));
        wanted.dedup_by_key(|related| (related.origin, &related.pointer));
        let mut wanted = wanted.into_iter().peekable();
        let mut others = Others::new();
        while let Some(file) = wanted.peek().map(|related| related.origin.file) {
            self.look_again(
                &mut wanted,
                |related| related.origin,
                |wanted, source, block, piece| {
                    let document = source.read(block.bytes(piece));
                    let Some(node) = document.node() else { return };
                    in_file(source, block, piece, &document, |place, shift| {
                        let page = Page::new(place);
                        for related in wanted {
                            let span = shifted(related.placed(node).span, shift);
                            others.insert((related.origin, related.pointer.clone()), page.location(span, &related.pointer));
                        }
                    });
                },
            );
            while wanted.next_if(|related| related.origin.file == file).is_some() {}
        }
        others
    }

    /// Reads the file of the next items again, and gives those of each statement with it, as far as it can be read.
    fn look_again<Item>(
        &self,
        items: &mut Peekable<impl Iterator<Item = Item>>,
        origin: impl Fn(&Item) -> Origin,
        mut give: impl FnMut(Vec<Item>, &Source, &Block, &Piece),
    ) {
        let Some(file) = items.peek().map(|item| origin(item).file) else { return };
        let source = &self.sources[file as usize];
        if io::is_stream(&source.path) {
            return;
        }
        let Ok(mut opened) = Opened::new(&source.path, &Arc::default(), false) else { return };
        while items.peek().is_some_and(|item| origin(item).file == file)
            && let Some(Work::Block(source, block)) = opened.next()
        {
            for piece in block.pieces.iter().filter(|piece| !matches!(piece.kind, PieceKind::Fault(_))) {
                let record = number(piece).unwrap_or(1);
                let here = |item: &Item| origin(item).file == file && u64::from(origin(item).record) == record;
                let of_one: Vec<Item> = std::iter::from_fn(|| items.next_if(here)).collect();
                if !of_one.is_empty() {
                    give(of_one, &source, &block, piece);
                }
            }
        }
    }

    /// The findings of one statement.
    fn part(
        &self,
        findings: &[Finding],
        others: &Others,
        judge: &Judge<'_>,
        source: &Source,
        block: &Block,
        piece: &Piece,
    ) -> Part {
        let document = source.read(block.bytes(piece));
        let Some(node) = document.node() else { return self.without_text(findings, others, judge) };
        let mut report = self.report(findings, others, node);
        judge.configs.of(&source.path).suppress(&document, &mut report);
        self.sift(findings, node, judge, &mut report);
        placed(judge.wanted, source, block, piece, &document, report).without_document()
    }

    fn without_text(&self, findings: &[Finding], others: &Others, judge: &Judge<'_>) -> Part {
        let node = Node::new(Value::Null, Span::default());
        let mut report = self.report(findings, others, &node);
        self.sift(findings, &node, judge, &mut report);
        let Some(Finding { origin, .. }) = findings.first() else { return Part::default() };
        let before = Before { lines: u64::from(origin.line) - 1, columns: 0, bytes: origin.offset };
        let place = Place::new(&self.sources[origin.file as usize].name, "");
        let place = Place { record: Some(u64::from(origin.record)), before, ..place };
        Part::new(&place, &report, judge.wanted).without_document()
    }

    /// The findings of one statement as those of a document.
    fn report(&self, findings: &[Finding], others: &Others, node: &Node<'_>) -> Report {
        let more = findings.iter().filter(|finding| finding.more > 0);
        let more = more.map(|Finding { rule, severity, more, .. }| More { rule, severity: *severity, findings: *more });
        let placed = findings.iter().map(|finding| self.placed(finding, others, node)).collect();
        Report { findings: placed, more: more.collect() }
    }

    /// Takes what is known out of the report on one statement.
    fn sift(&self, findings: &[Finding], node: &Node<'_>, judge: &Judge<'_>, report: &mut Report) {
        if let (Some(guard), Some(Finding { origin, .. })) = (judge.baseline, findings.first()) {
            let id = node.get("id").and_then(Node::as_str);
            guard.sift_set(id.or(self.ids.get(&(origin.file, origin.record)).map(|id| &**id)), report);
        }
    }

    /// A finding with its places. Other statements that cannot be looked at again are named in its message.
    fn placed(&self, finding: &Finding, others: &Others, node: &Node<'_>) -> statemark_validate::finding::Finding {
        let mut placed = finding.placed(node);
        let mut named = Vec::new();
        for Related { origin, pointer, message } in &finding.related {
            if let Some(place) = others.get(&(*origin, pointer.clone())) {
                let (pointer, message, elsewhere) = (pointer.clone(), message.clone(), Some(Box::new(place.clone())));
                placed.related.push(Elsewhere { span: Span::default(), pointer, message, elsewhere });
            } else if origin.file == finding.origin.file {
                named.push(format!("record {} at {pointer}", origin.record));
            } else {
                named.push(format!("{}:{} at {pointer}", self.sources[origin.file as usize].name, origin.line));
            }
        }
        if !named.is_empty() {
            placed.message = format!("{} (see {})", placed.message, named.join(", "));
        }
        placed
    }
}
