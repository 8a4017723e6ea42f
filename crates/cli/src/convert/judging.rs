//! A record that is being judged: what keeps it from being converted, if anything does.

use statemark::document::Document;
use statemark::fault::FaultKind;
use statemark::records::{Block, Piece, PieceKind};
use statemark_validate::finding::Severity;
use statemark_validate::report::Report;
use statemark_validate::report::json::Unread;

use super::carry::Refused;
use super::losses::number;
use crate::bulk::Source;
use crate::bulk::judge::{Judge, read};
use crate::io::Sources;

/// A record, as it was read, with its errors.
pub(super) struct Judging<'record> {
    pub(super) document: Document<'record>,
    judge: &'record Judge<'record>,
    source: &'record Source,
    block: &'record Block,
    piece: &'record Piece,
    report: Report,
}

impl<'record> Judging<'record> {
    pub(super) fn new(
        judge: &'record Judge<'record>,
        source: &'record Source,
        block: &'record Block,
        piece: &'record Piece,
        sources: &Sources,
    ) -> Self {
        let document = read(source, block, piece);
        let report = judge.report(&document, judge.configs.of(&source.path), sources);
        Self { document, judge, source, block, piece, report }
    }

    /// Whether anything in it is an error.
    pub(super) fn is_wrong(&self) -> bool {
        self.document.statement.is_none() || self.report.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// The record as it is put aside: for this reason, or for its errors.
    pub(super) fn refused(&self, why: Option<String>) -> Refused {
        let Self { block, piece, source, .. } = self;
        let is_cut = matches!(&piece.kind, PieceKind::Fault(fault) if fault.kind == FaultKind::Limit);
        let range = if is_cut { piece.range.start..self.end_of_gap() } else { piece.range.clone() };
        let bytes = block.text[range].to_vec();
        let (start, length) = (piece.before.bytes, bytes.len() as u64);
        let mut refused = Refused {
            bytes,
            is_cut,
            record: number(piece).unwrap_or(1),
            from: start..start + length,
            part: None,
            lines: Vec::new(),
            words: None,
        };
        if let Some(why) = why {
            let place =
                number(piece).map_or(String::new(), |number| format!(":{}: record {number}", piece.before.lines + number.min(1)));
            refused.words = Some(format!("error: {}{place} is not converted: {why}", source.name));
            let unread = Unread { file: source.name.clone(), reason: why, help: None };
            refused.lines.push(serde_json::to_string(&unread).unwrap_or_default());
        } else {
            let told = self.judge.told(source, block, piece, &self.document, self.report.clone());
            refused.lines = told.reasons.iter().flat_map(|part| part.lines().collect::<Vec<_>>()).collect();
            refused.part = Some(told.part);
        }
        refused
    }

    /// Where the next record begins in the block.
    fn end_of_gap(&self) -> usize {
        let Self { block, piece, .. } = self;
        let next = block.pieces.iter().find(|next| next.range.start > piece.range.start);
        next.map_or(block.text.len(), |next| next.range.start)
    }
}
