//! How a fault of form is mended in Markdown, where that is not how JSON mends it; and where a fault of the grammar stands in the tree.

use std::collections::HashSet;

use statemark::document::{FAULT_LIMIT, POINTER_LIMIT};
use statemark::fault::{Fault, FaultKind};
use statemark::pointer::Pointer;

use super::{Entry, Node, Value};

/// The fault of a field that belongs to the body but stands in the front matter.
pub(super) fn misplaced_entry(entry: &Entry) -> Fault {
    let help = if entry.key == "title" {
        "write it as a heading below the front matter: `# Title`"
    } else {
        "write them below the front matter: headings with `##`, clauses as paragraphs"
    };
    let fault = Fault::new(FaultKind::Misplaced, entry.key_span, format!("`{}` stands in the front matter", entry.key));
    fault.at(Pointer::root().key(&entry.key)).help(help)
}

/// Gives faults of the grammar the pointer of the innermost value around their place; those that nobody will see go without.
pub(super) fn locate(root: &Node, faults: &mut [Fault]) {
    let mut bytes = 0;
    for fault in faults.iter_mut().take(FAULT_LIMIT).filter(|fault| fault.pointer.as_str().is_empty()) {
        fault.pointer = innermost(root, fault.span.start, Pointer::root());
        bytes += fault.pointer.as_str().len();
        if bytes > POINTER_LIMIT {
            break;
        }
    }
}

fn innermost(node: &Node, offset: usize, pointer: Pointer) -> Pointer {
    let holds = |node: &Node| node.span.start <= offset && offset < node.span.end;
    match &node.value {
        Value::Map(entries) => match entries.iter().find(|entry| holds(&entry.node)) {
            Some(entry) => innermost(&entry.node, offset, pointer.key(&entry.key)),
            None => pointer,
        },
        Value::List(items) => {
            // The items of a list stand in the order of the text.
            let index = items.partition_point(|item| item.span.end <= offset);
            match items.get(index).filter(|item| holds(item)) {
                Some(item) => innermost(item, offset, pointer.index(index)),
                None => pointer,
            }
        }
        _ => pointer,
    }
}

/// Takes out what an object lacks where its attributes are broken: a broken grammar hides what stands behind it. The statement's own
/// fields stand in the front matter, where no break of the body hides them.
pub(super) fn hide(faults: &mut Vec<Fault>) {
    let broken: HashSet<Pointer> =
        faults.iter().filter(|fault| fault.kind == FaultKind::Syntax).map(|fault| fault.pointer.clone()).collect();
    let is_hidden = |fault: &Fault| {
        let in_body = !fault.pointer.as_str().is_empty() || matches!(fault.missing, Some("title" | "sections"));
        fault.kind == FaultKind::MissingField && in_body && broken.contains(&fault.pointer)
    };
    // Words that are left out are those of a source: without it, nobody knows which.
    let of_no_source: HashSet<Pointer> =
        faults.iter().filter(|fault| fault.missing == Some("source")).map(|fault| fault.pointer.clone()).collect();
    let follows = |fault: &Fault| fault.missing == Some("exact") && of_no_source.contains(&fault.pointer);
    faults.retain(|fault| !is_hidden(fault) && !follows(fault));
}

/// A list of fields that may be meant, without those that are no attributes, but blocks.
fn without_blocks(help: &str) -> String {
    const BLOCKS: [&str; 12] = [
        "actions",
        "clauses",
        "condition",
        "evidence",
        "exact",
        "heading",
        "note",
        "relations",
        "sections",
        "text",
        "title",
        "what",
    ];
    let Some((fields, rest)) = help.strip_prefix("write one of: ").and_then(|list| list.split_once(';')) else {
        return help.to_owned();
    };
    let fields: Vec<&str> = fields.split(", ").filter(|field| !BLOCKS.contains(field)).collect();
    format!("write one of: {};{rest}", fields.join(", "))
}

/// Says how a fault that all spellings share is mended in this one.
pub(super) fn mend(fault: &mut Fault) {
    let path = fault.pointer.as_str();
    let field = fault.missing.or(path.rsplit('/').next()).unwrap_or_default();
    let within = |list: &str| path.rsplit('/').nth(1) == Some(list);
    let is_clause = path.rsplit('/').nth(2) == Some("clauses");
    let help = match (fault.kind, field) {
        (FaultKind::MissingField, "title") if path.is_empty() => "write it as a heading below the front matter: `# Title`",
        (FaultKind::MissingField, "sections") => {
            "write clauses below the title: each a paragraph, with `#name`, back ticks included, as its last line"
        }
        (FaultKind::MissingField, _) if path.is_empty() => {
            fault.help = Some(format!("add `{field}: …` to the front matter"));
            return;
        }
        (FaultKind::MissingField, "id") if path.starts_with("/sections") => {
            "write `#name`, with the back ticks, under the words; `statemark fmt --ids` gives a name to each clause"
        }
        (FaultKind::MissingField, "start") => "write `start=…` under the words of the quote; `statemark fmt --locate` finds it",
        (FaultKind::MissingField, "end") => "write `end=…` under the words of the quote; `statemark fmt --locate` finds it",
        (FaultKind::MissingField, "exact") => {
            "write the words of the source above the attributes; only the clause's own words, found where `start` and `end` say \
             in a source whose text stands in this document, may be left out"
        }
        (FaultKind::MissingField, "source") => "write `source=ID`, with the back ticks, under the words of the quote",
        (FaultKind::MissingField, "text" | "what") => "write the words before the attributes",
        (FaultKind::MissingField, _) if within("relations") && path.starts_with("/sections") => {
            "write `relation type=… ref=…`, with the back ticks, under the words of the bullet"
        }
        (FaultKind::UnknownField, "due" | "due_text" | "under" | "with") if is_clause => {
            "write `action` first among the attributes, in a bullet below the clause"
        }
        (FaultKind::UnknownField, "kind") if is_clause => {
            "only a section has it: write a space after the `##` of its heading, or a paragraph of nothing but attributes above its clauses"
        }
        (FaultKind::UnknownField, "ref" | "type") if is_clause => {
            "write `relation` first among the attributes, in a bullet below the clause"
        }
        (FaultKind::UnknownField, "end" | "source" | "start") if is_clause => {
            "write the words of the source below the clause, with `> ` before each line, and this under them"
        }
        (FaultKind::WrongType, "ext") => "write a fence ```yaml ext below the clause or action, with lines `key: value` in it",
        (FaultKind::UnknownField, _) if path.starts_with("/sections") => {
            fault.help = fault.help.take().map(|help| without_blocks(&help));
            return;
        }
        _ => return,
    };
    fault.help = Some(help.to_owned());
}
