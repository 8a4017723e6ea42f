//! `--force`: what no statement can hold is taken out of a document, and told as a loss.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use statemark::document::Document;
use statemark::edit::{self, Change};
use statemark::fault::{Fault, FaultKind};
use statemark::node::{Node, Span, Value};
use statemark::pointer::{Pointer, unescape};
use statemark::records::Piece;
use statemark::statement::Statement;

use super::losses::{LossLine, Lost, number, place};
use crate::bulk::Source;
use crate::findings;

/// How often what is left is judged again: taking a value out can leave an empty list, and that an object without a field.
const ROUNDS: usize = 8;

/// The statement that a document holds without what is wrong in it, if there is one.
pub(super) fn mended(document: &Document<'_>, source: &Source, piece: &Piece, lost: &mut Lost) -> Option<Statement> {
    let whole = document.node()?;
    let mut node = whole.clone();
    let mut faults = document.faults.clone();
    let (mut dropped, mut gone) = (BTreeMap::new(), BTreeSet::new());
    let mut statement = None;
    for _ in 0..ROUNDS {
        // What is wrong with the grammar cannot be taken out, nor what is wrong with all of it.
        if faults.iter().any(|fault| fault.pointer == Pointer::root() || fault.kind == FaultKind::Syntax) {
            return None;
        }
        take_out(&mut node, &mut faults);
        let mut taken = Vec::new();
        for Fault { span, pointer, message, .. } in faults {
            let place = place_before(whole, &gone, &pointer);
            dropped.entry((span, place.as_str().to_owned())).or_insert(message);
            taken.push(place.as_str().to_owned());
        }
        gone.extend(taken);
        let left = Document::new(Cow::Borrowed(&*document.text), Some(node.clone()), Vec::new());
        (faults, statement) = (left.faults, left.statement);
        if statement.is_some() {
            break;
        }
    }
    tell(&dropped, document, source, piece, lost);
    statement
}

/// Takes out what is wrong. While a key stands twice a pointer does not tell which of both it means: then that alone, and only that stays
/// among the faults.
fn take_out(node: &mut Node<'_>, faults: &mut Vec<Fault>) {
    let is_repeated = |fault: &Fault| fault.kind == FaultKind::DuplicateKey;
    if faults.iter().any(is_repeated) {
        faults.retain(is_repeated);
        return take_out_keys(node, &faults.iter().map(|fault| fault.span).collect());
    }
    let mut pointers: Vec<&Pointer> = faults.iter().map(|fault| &fault.pointer).collect();
    pointers.sort_unstable_by(|one, other| backwards(one, other));
    pointers.dedup();
    for pointer in pointers {
        edit::change(node, &Change::Remove(pointer.clone()));
    }
}

/// Takes out the entries whose keys stand in these places.
fn take_out_keys(node: &mut Node<'_>, keys: &BTreeSet<Span>) {
    match &mut node.value {
        Value::Map(entries) => {
            entries.retain(|entry| !keys.contains(&entry.key_span));
            for entry in entries {
                take_out_keys(&mut entry.node, keys);
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| take_out_keys(item, keys)),
        _ => {}
    }
}

/// Tells what was dropped, by its places and why.
fn tell(dropped: &BTreeMap<(Span, String), String>, document: &Document<'_>, source: &Source, piece: &Piece, lost: &mut Lost) {
    for ((span, pointer), message) in dropped {
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
}

/// Where a value stood before others were taken out: what is left of a list has moved up.
fn place_before(whole: &Node<'_>, gone: &BTreeSet<String>, pointer: &Pointer) -> Pointer {
    pointer.as_str().split('/').skip(1).fold(Pointer::root(), |place, step| {
        match (whole.at(place.as_str()).and_then(Node::items), step.parse()) {
            (Some(items), Ok(index)) => {
                let mut left = (0..items.len()).map(|at| place.index(at)).filter(|item| !gone.contains(item.as_str()));
                left.nth(index).unwrap_or_else(|| place.index(index))
            }
            _ => place.key(&unescape(step)),
        }
    })
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
