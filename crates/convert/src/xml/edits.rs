//! The edits of an XML text that make a change.

use std::collections::HashMap;

use statemark::edit::{Change, Edit, trim};
use statemark::node::{Node, Span, Value};

use super::chars::is_white_space;
use super::output;

/// The edits that make these changes; nothing where XML does not know how. `layout` says what is to be done where a change is one of layout.
pub(crate) fn edits<'layout>(
    text: &str,
    root: &Node<'_>,
    changes: &[Change],
    layout: impl Fn() -> &'layout HashMap<usize, Vec<Edit>>,
) -> Option<Vec<Edit>> {
    let own = root.get("language").and_then(Node::as_str);
    let mut edits = Vec::new();
    for change in changes {
        match change {
            Change::Set(pointer, value) => edits.extend(set(text, root.at(pointer.as_str())?, value)?),
            Change::Add { to, after, fields } => edits.push(add(text, root.at(to.as_str())?, *after, fields)?),
            Change::Remove(pointer) => {
                let (above, step) = pointer.as_str().rsplit_once('/')?;
                edits.push(remove(text, root.at(above)?, step)?);
            }
            Change::Rename(pointer, key) => {
                let (above, old) = pointer.as_str().rsplit_once('/')?;
                // What is in the statement's own language does not name it.
                if Some(old) == own {
                    continue;
                }
                if Some(key.as_str()) == own {
                    return None;
                }
                let entry = root.at(above)?.entries()?.iter().find(|entry| entry.key == old)?;
                edits.push(attribute(text, entry.key_span, key)?);
            }
            Change::Layout(span) => edits.extend(layout().get(&span.start)?.iter().cloned()),
        }
    }
    Some(edits)
}

/// The quotation mark that opens before a place, where it is one of the value of an attribute.
fn mark(text: &str, start: usize) -> Option<char> {
    text.get(..start)?.chars().next_back().filter(|&c| c == '"' || c == '\'')
}

fn set(text: &str, node: &Node<'_>, value: &Value<'_>) -> Option<Vec<Edit>> {
    let (Value::String(new) | Value::Number(new)) = value else { return None };
    if let Some(edits) = node.as_str().and_then(|old| trim(text, node.span, old, new)) {
        return Some(edits);
    }
    if mark(text, node.span.start).is_some() {
        return attribute(text, node.span, new).map(|edit| vec![edit]);
    }
    // Comments and sections of CDATA among the words would be lost.
    let is_plain = text[..node.span.start].ends_with('>') && !text.get(node.span.start..node.span.end)?.contains('<');
    is_plain.then(|| vec![Edit::new(node.span, output::words(new))])
}

/// Another value of an attribute.
fn attribute(text: &str, span: Span, value: &str) -> Option<Edit> {
    let mark = mark(text, span.start)?;
    let value = output::value(value);
    Some(Edit::new(span, if mark == '\'' { value.replace('\'', "&#39;") } else { value }))
}

/// Puts attributes behind another, or behind the name of the tag.
fn add(text: &str, object: &Node<'_>, after: Option<&str>, fields: &[(&'static str, Value<'_>)]) -> Option<Edit> {
    let at = if let Some(node) = after.and_then(|after| object.get(after)) {
        mark(text, node.span.start).map(|_| node.span.end + 1)?
    } else {
        let tag = text.get(object.span.start..)?.strip_prefix('<')?;
        object.span.start + 1 + tag.find(|c: char| is_white_space(c) || c == '/' || c == '>')?
    };
    let mut words = String::new();
    for (key, value) in fields {
        let (Value::String(value) | Value::Number(value)) = value else { return None };
        words.extend([" ", key, "=\"", &output::value(value), "\""]);
    }
    Some(Edit::insert(at, words))
}

/// Takes an attribute out, or a word of one.
fn remove(text: &str, container: &Node<'_>, step: &str) -> Option<Edit> {
    let before = |at: usize| text[..at].trim_end_matches(is_white_space).len();
    match &container.value {
        Value::Map(entries) => {
            let entry = entries.iter().find(|entry| entry.key == step)?;
            let Span { start, end } = entry.node.span;
            mark(text, start).map(|_| Edit::delete(before(entry.key_span.start), end + 1))
        }
        Value::List(items) => {
            let place: usize = step.parse().ok()?;
            let (first, item) = (items.get(place.checked_sub(1)?)?, items.get(place)?);
            let is_word = first.span.end < item.span.start && text.get(item.span.start..item.span.end) == item.as_str();
            is_word.then(|| Edit::delete(before(item.span.start), item.span.end))
        }
        _ => None,
    }
}
