//! Faults of form: white space at the ends, ids and offsets that lack, flags that say nothing, and what a spelling has of its own.

use std::collections::{HashMap, HashSet};

use statemark::document::Document;
use statemark::edit::{self, Change};
use statemark::fault::{Fault, FaultKind};
use statemark::node::{Node, Value};
use statemark::pointer::Pointer;

use super::Fix;
use super::evidence::{self, Sources};
use super::ids::Ids;
use crate::Options;

/// The fixes of a document's faults, in their order.
pub(crate) fn form(document: &Document<'_>, options: &Options<'_>) -> Vec<Option<Fix>> {
    let Some(node) = document.node() else { return vec![None; document.faults.len()] };
    // Sources are read where a quote asks for them.
    let texts = if document.faults.iter().any(is_of_quote) { evidence::texts(node, options) } else { HashMap::new() };
    let mut finder = Finder { node, ids: None, sources: Sources::new(node, &texts, options.thorough) };
    let mut fixes: Vec<Option<Vec<Change>>> = document.faults.iter().map(|fault| finder.changes(fault)).collect();
    drop_vain(document, &mut fixes, options.thorough);
    fixes.into_iter().map(|changes| changes.map(Fix::safe)).collect()
}

struct Finder<'document> {
    node: &'document Node<'document>,
    ids: Option<Ids<'document>>,
    sources: Sources<'document>,
}

impl Finder<'_> {
    fn changes(&mut self, fault: &Fault) -> Option<Vec<Change>> {
        match (fault.kind, fault.missing) {
            (FaultKind::WrongValue, _) => self.value(fault).map(|change| vec![change]),
            (FaultKind::MissingField, Some("id")) if is_item(&fault.pointer, "clauses") => {
                let node = self.node;
                self.ids.get_or_insert_with(|| Ids::new(node)).change(&fault.pointer).map(|change| vec![change])
            }
            _ if is_of_quote(fault) => self.sources.changes(&quote(&fault.pointer)?),
            (FaultKind::Language, _) => self.language(fault).or(Some(Change::Layout(fault.span))).map(|change| vec![change]),
            // What the spelling cannot put right stays as it is.
            (FaultKind::Misplaced | FaultKind::Empty, _) => Some(vec![Change::Layout(fault.span)]),
            _ => None,
        }
    }

    /// A value without what is wrong with it: white space at the ends, or all of a flag that is false.
    fn value(&self, fault: &Fault) -> Option<Change> {
        let node = self.node.at(fault.pointer.as_str()).filter(|node| node.span == fault.span)?;
        match &node.value {
            Value::String(text) if text.trim() != text && !text.trim().is_empty() => {
                Some(Change::Set(fault.pointer.clone(), Value::String(text.trim().to_owned().into())))
            }
            Value::Boolean(false) if fault.pointer.as_str().ends_with("/continues") => {
                Some(Change::Remove(fault.pointer.clone()))
            }
            _ => None,
        }
    }

    /// The statement's own language in another case becomes that language.
    fn language(&self, fault: &Fault) -> Option<Change> {
        let own = self.node.get("language")?.as_str()?;
        let entries = self.node.at(fault.pointer.as_str())?.entries()?;
        let entry = entries.iter().find(|entry| entry.key_span == fault.span)?;
        let is_own = entry.key.eq_ignore_ascii_case(own) && entries.iter().all(|entry| entry.key != own);
        is_own.then(|| Change::Rename(fault.pointer.key(&entry.key), own.to_owned()))
    }
}

/// Whether a fault is about the offsets of a quote.
fn is_of_quote(fault: &Fault) -> bool {
    match fault.kind {
        FaultKind::MissingField => matches!(fault.missing, Some("start" | "end")) && is_item(&fault.pointer, "evidence"),
        FaultKind::SpanLength => true,
        _ => false,
    }
}

/// Whether a pointer leads to an item of a list under this key.
fn is_item(pointer: &Pointer, key: &str) -> bool {
    let mut steps = pointer.as_str().rsplit('/');
    steps.next().is_some_and(|index| index.parse::<usize>().is_ok()) && steps.next() == Some(key)
}

/// The evidence that a pointer leads to or into.
fn quote(pointer: &Pointer) -> Option<Pointer> {
    if is_item(pointer, "evidence") {
        return Some(pointer.clone());
    }
    let (above, _) = pointer.as_str().rsplit_once('/')?;
    let above = above.split('/').skip(1).fold(Pointer::root(), |pointer, step| pointer.key(step));
    is_item(&above, "evidence").then_some(above)
}

/// Drops changes of the tree after which something is wrong where they were made.
fn drop_vain(document: &Document<'_>, fixes: &mut [Option<Vec<Change>>], thorough: bool) {
    let changes = || fixes.iter().flatten().flatten().filter(|change| !matches!(change, Change::Layout(_)));
    if changes().next().is_none() {
        return;
    }
    let revised = document.clone().revise(|node| {
        changes().for_each(|change| edit::change(node, change));
        Vec::new()
    });
    let revised = if thorough { revised.with_all_faults() } else { revised };
    let name = |fault: &Fault| (fault.pointer.as_str().to_owned(), fault.kind, fault.missing);
    let before: HashSet<_> = document.faults.iter().map(name).collect();
    let (same, fresh): (Vec<&Fault>, Vec<&Fault>) = revised.faults.iter().partition(|fault| before.contains(&name(fault)));
    let same: HashSet<_> = same.into_iter().map(name).collect();
    let fresh: HashSet<&str> = fresh.into_iter().map(|fault| fault.pointer.as_str()).collect();
    for (fault, fix) in document.faults.iter().zip(fixes) {
        let is_layout = fix.iter().flatten().all(|change| matches!(change, Change::Layout(_)));
        if !is_layout && (same.contains(&name(fault)) || fresh.contains(fault.pointer.as_str())) {
            *fix = None;
        }
    }
}
