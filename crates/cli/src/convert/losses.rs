//! What the output does not carry, a line each.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use statemark::document::Document;
use statemark::node::Span;
use statemark::records::{Block, Piece, PieceKind};
use statemark_convert::losses;

use crate::bulk::{Shape, Source};
use crate::findings;

/// What is lost of some records.
#[derive(Default)]
pub(crate) struct Lost {
    /// A line for each loss.
    pub(crate) lines: Vec<u8>,
    /// How many there are of each kind.
    counts: BTreeMap<&'static str, u64>,
}

impl Lost {
    pub(crate) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// How many losses there are.
    pub(crate) fn count(&self) -> u64 {
        self.counts.values().sum()
    }

    /// What is lost, in words.
    pub(crate) fn words(&self) -> String {
        let words = |(kind, count): (&&str, &u64)| {
            let what = match *kind {
                "schema" => "`$schema`".to_owned(),
                "dropped" => "dropped value".to_owned(),
                kind => kind.replace('-', " "),
            };
            format!("{count} {what}{}", if *count == 1 || *kind == "schema" { "" } else { "s" })
        };
        self.counts.iter().map(words).collect::<Vec<_>>().join(", ")
    }

    /// How many there are, without their lines.
    pub(crate) fn without_lines(self) -> Self {
        Self { lines: Vec::new(), ..self }
    }

    /// Adds others.
    pub(crate) fn append(&mut self, other: Self) {
        self.lines.extend(other.lines);
        other.counts.into_iter().for_each(|(kind, count)| *self.counts.entry(kind).or_default() += count);
    }

    pub(super) fn add(&mut self, line: &LossLine<'_>) {
        *self.counts.entry(line.kind).or_default() += 1;
        serde_json::to_writer(&mut self.lines, line).expect("writing to memory does not fail");
        self.lines.push(b'\n');
    }
}

/// A loss, as its line has it.
#[derive(Serialize)]
pub(super) struct LossLine<'loss> {
    pub(super) file: &'loss str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) record: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) statement: Option<&'loss str>,
    /// `comment`, `processing-instruction`, `schema` or `dropped`.
    pub(super) kind: &'static str,
    /// The value at which or in which it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pointer: Option<&'loss str>,
    pub(super) line: u64,
    pub(super) column: u64,
    pub(super) words: &'loss str,
}

/// Line and column of a place in a record.
pub(super) fn place(piece: &Piece, document: &Document<'_>, at: usize) -> (u64, u64) {
    let place = document.place(at);
    let (line, column) = (place.line as u64, place.column as u64);
    (piece.before.lines + line, if line == 1 { piece.before.columns + column } else { column })
}

/// The number of a record among those of its file.
pub(super) fn number(piece: &Piece) -> Option<u64> {
    if let PieceKind::Record { number, .. } = piece.kind { Some(number) } else { None }
}

/// Adds what a record loses.
pub(super) fn of_record(lost: &mut Lost, source: &Source, piece: &Piece, document: &Document<'_>) {
    for loss in losses::losses(source.format, document) {
        let (line, column) = place(piece, document, loss.span.start);
        lost.add(&LossLine {
            file: &source.name,
            record: number(piece),
            statement: findings::statement_id(document),
            kind: loss.kind.code(),
            pointer: Some(loss.pointer.as_str()),
            line,
            column,
            words: &loss.words,
        });
    }
}

/// Adds what stands between records of a collection.
pub(super) fn between(lost: &mut Lost, source: &Source, block: &Block, gap: Range<usize>) {
    let bytes = &block.text[gap.clone()];
    if !matches!(source.shape, Shape::Collection(_)) || memchr::memchr(b'!', bytes).or(memchr::memchr(b'?', bytes)).is_none() {
        return;
    }
    for loss in losses::between(source.format, bytes) {
        let Span { start, .. } = loss.span;
        let before = block.before.after(&block.text[..gap.start + start]);
        lost.add(&LossLine {
            file: &source.name,
            record: None,
            statement: None,
            kind: loss.kind.code(),
            pointer: None,
            line: before.lines + 1,
            column: before.columns + 1,
            words: &loss.words,
        });
    }
}
