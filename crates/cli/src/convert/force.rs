//! `--force`: what no statement can hold is taken out of a document, and told as a loss.

use std::borrow::Cow;
use std::collections::BTreeMap;

use statemark::document::Document;
use statemark::edit::{self, Change};
use statemark::fault::{Fault, FaultKind};
use statemark::pointer::Pointer;
use statemark::records::Piece;
use statemark::statement::Statement;

use super::losses::{LossLine, Lost, number, place};
use crate::bulk::Source;
use crate::findings;

/// How often what is left is judged again: taking a value out can leave an empty list, and that an object without a field.
const ROUNDS: usize = 8;

/// The statement that a document holds without what is wrong in it, if there is one.
pub(super) fn mended(document: &Document<'_>, source: &Source, piece: &Piece, lost: &mut Lost) -> Option<Statement> {
    let mut node = document.node()?.clone();
    let mut faults = document.faults.clone();
    let mut dropped = BTreeMap::new();
    let mut statement = None;
    for _ in 0..ROUNDS {
        // What is wrong with the grammar cannot be taken out, nor what is wrong with all of it.
        if faults.iter().any(|fault| fault.pointer == Pointer::root() || fault.kind == FaultKind::Syntax) {
            return None;
        }
        let mut pointers: Vec<&Pointer> = faults.iter().map(|fault| &fault.pointer).collect();
        pointers.sort_unstable_by(|one, other| backwards(one, other));
        pointers.dedup();
        for pointer in pointers {
            edit::change(&mut node, &Change::Remove(pointer.clone()));
        }
        for Fault { span, pointer, message, .. } in faults {
            dropped.entry((span, pointer.as_str().to_owned())).or_insert(message);
        }
        let left = Document::new(Cow::Borrowed(&*document.text), Some(node.clone()), Vec::new());
        (faults, statement) = (left.faults, left.statement);
        if statement.is_some() {
            break;
        }
    }
    for ((span, pointer), message) in &dropped {
        let (line, column) = place(piece, document, span.start);
        lost.add(&LossLine {
            file: &source.name,
            record: number(piece),
            statement: findings::statement_id(document),
            kind: "dropped",
            pointer: Some(pointer),
            line,
            column,
            words: message,
        });
    }
    statement
}

/// The order in which values can be taken out, so that the place of none changes before: later items of a list first, and what is in a
/// value before the value.
fn backwards(one: &Pointer, other: &Pointer) -> std::cmp::Ordering {
    let steps = |pointer: &Pointer| -> Vec<(usize, String)> {
        let steps = pointer.as_str().split('/').skip(1);
        steps.map(|step| (step.parse().unwrap_or_default(), step.to_owned())).collect()
    };
    steps(other).cmp(&steps(one))
}
