//! The edits of a Markdown text that make a change: in the attributes and quotes of its body here, in its front matter by `edits/front`.

use statemark::edit::{Change, Edit, trim};
use statemark::node::{Node, Span, Value};

use super::read::front_matter_end;
use super::write::{breaks_address, escape_lines, value_text};
use crate::yaml::edits as front;
use statemark::text::Line;

/// The keys of a clause that its code span holds.
const OF_A_CLAUSE: [&str; 10] =
    ["number", "continues", "by", "act", "inner_act", "emphasis", "to", "about", "topics", "confidence"];

/// What an edit must know of the whole text.
#[derive(Clone, Copy)]
pub(crate) struct Frame {
    /// Where the front matter ends.
    body: usize,
    /// What ends the lines.
    line_end: &'static str,
}

impl Frame {
    pub(crate) fn of(text: &str) -> Option<Self> {
        let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Some(Self { body: front_matter_end(text)?, line_end })
    }
}

/// The edits that make these changes; nothing where Markdown does not know how.
pub(crate) fn edits(text: &str, root: &Node<'_>, changes: &[Change], frame: Frame) -> Option<Vec<Edit>> {
    let Frame { body, line_end } = frame;
    let own = root.get("language").and_then(Node::as_str);
    let mut edits = Vec::new();
    for change in changes {
        match change {
            Change::Set(pointer, value) => {
                let node = root.at(pointer.as_str())?;
                let is_front = node.span.start < body;
                edits.extend(if is_front { front::set(text, node, value)? } else { set(text, node, value, line_end)? });
            }
            Change::Add { to, after, fields } => edits.push(add((text, line_end), root.at(to.as_str())?, *after, fields, own)?),
            Change::Remove(pointer) => {
                let (above, step) = pointer.as_str().rsplit_once('/')?;
                let container = root.at(above)?;
                let is_front = container.span.start < body;
                edits.push(if is_front { front::remove(text, container, step)? } else { remove(text, container, step)? });
            }
            Change::Rename(pointer, key) => {
                let (above, old) = pointer.as_str().rsplit_once('/')?;
                let entry = root.at(above)?.entries()?.iter().find(|entry| entry.key == old)?;
                if entry.key_span.start < body {
                    edits.push(front::scalar(text, entry.key_span, key)?);
                } else if Some(old) != own {
                    // What is in the statement's own language does not name it.
                    let is_tag = Some(key.as_str()) != own && is_value(text, entry.key_span);
                    edits.push(is_tag.then(|| Edit::new(entry.key_span, key))?);
                }
            }
            Change::Layout(_) => return None,
        }
    }
    Some(edits)
}

/// Whether the value of an attribute stands here.
fn is_value(text: &str, span: Span) -> bool {
    text.get(..span.start).is_some_and(|before| before.ends_with('='))
}

fn set(text: &str, node: &Node<'_>, value: &Value<'_>, line_end: &str) -> Option<Vec<Edit>> {
    let (Value::String(new) | Value::Number(new)) = value else { return None };
    if !is_value(text, node.span) {
        return quote(text, node.span, new, line_end).map(|edit| vec![edit]);
    }
    if let Some(edits) = node.as_str().and_then(|old| trim(text, Span::new(node.span.start + 1, node.span.end - 1), old, new)) {
        return Some(edits);
    }
    (!new.contains('`')).then(|| vec![Edit::new(node.span, value_text(new))])
}

/// Other words of a quote that is a paragraph; a line break in them is a hard one.
fn quote(text: &str, span: Span, words: &str, line_end: &str) -> Option<Edit> {
    let raw = text.get(span.start..span.end)?;
    let line = text[..span.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let prefix = &text[line..span.start];
    let is_quote = prefix.contains('>') && prefix.bytes().all(|byte| matches!(byte, b' ' | b'>'));
    if !is_quote || raw.starts_with(['`', '~']) || breaks_address(words) || !words.split('\n').all(Line::holds) {
        return None;
    }
    Some(Edit::new(span, escape_lines(words).join(&format!("\\{line_end}{prefix}"))))
}

fn add(
    (text, line_end): (&str, &str),
    object: &Node<'_>,
    after: Option<&str>,
    fields: &[(&'static str, Value<'_>)],
    own: Option<&str>,
) -> Option<Edit> {
    if let Some(after) = after {
        let node = object.get(after).filter(|node| is_value(text, node.span))?;
        let mut words = String::new();
        for (key, value) in fields {
            let (Value::String(value) | Value::Number(value)) = value else { return None };
            words.extend([" ", key, "=", &value_text(value)]);
        }
        return Some(Edit::insert(node.span.end, words));
    }
    let [("id", Value::String(id))] = fields else { return None };
    let in_span = |key: &str, span: Span| OF_A_CLAUSE.contains(&key) && (is_value(text, span) || key == "continues");
    let attributes = object.entries()?.iter().filter(|entry| in_span(&entry.key, entry.node.span));
    if let Some(first) = attributes.map(|entry| entry.key_span.start).min() {
        return Some(Edit::insert(first, format!("#{id} ")));
    }
    let words = object.get("text")?;
    let words = own.and_then(|own| words.get(own)).unwrap_or(words);
    let at_margin = object.span.start == 0 || text[..object.span.start].ends_with(['\n', '\r']);
    let is_item = text[object.span.start..].starts_with(|c: char| matches!(c, '-' | '+' | '*') || c.is_ascii_digit());
    let below = if at_margin && !is_item { line_end } else { " " };
    Some(Edit::insert(words.span.end, format!("{below}`#{id}`")))
}

/// Takes an attribute out, or an item of one.
fn remove(text: &str, container: &Node<'_>, step: &str) -> Option<Edit> {
    if let Some(items) = container.items() {
        let place: usize = step.parse().ok()?;
        let (before, item) = (items.get(place.checked_sub(1)?)?, items.get(place)?);
        let is_item = text.get(before.span.end..item.span.start) == Some(",");
        return is_item.then(|| Edit::delete(before.span.end, item.span.end));
    }
    let entry = container.entries()?.iter().find(|entry| entry.key == step)?;
    if !is_value(text, entry.node.span) {
        return None;
    }
    let (start, end) = (entry.key_span.start, entry.node.span.end);
    let before = text[..start].trim_end_matches(' ').len();
    let behind = text.len() - text[end..].trim_start_matches(' ').len();
    match (before < start, behind > end) {
        (true, _) => Some(Edit::delete(before, end)),
        (false, true) => Some(Edit::delete(start, behind)),
        (false, false) => None,
    }
}
