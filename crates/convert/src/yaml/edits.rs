//! The edits of YAML, in documents and in front matter: scalars, fields, and the items of lists.

use statemark::edit::{Change, Edit, trim};
use statemark::node::{Entry, Node, Span, Value};

use super::comments::quoted_length;
use super::write::{is_plain, quoted};

/// The edits that make these changes; nothing where YAML does not know how.
pub(crate) fn edits(text: &str, root: &Node<'_>, changes: &[Change]) -> Option<Vec<Edit>> {
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
                let entry = root.at(above)?.entries()?.iter().find(|entry| entry.key == old)?;
                edits.push(scalar(text, entry.key_span, key)?);
            }
            Change::Layout(_) => return None,
        }
    }
    Some(edits)
}

pub(crate) fn set(text: &str, node: &Node<'_>, value: &Value<'_>) -> Option<Vec<Edit>> {
    let span = whole(text, node.span)?;
    let new = match value {
        Value::String(new) => new,
        Value::Number(digits) => return Some(vec![Edit::new(span, &**digits)]),
        _ => return None,
    };
    if let Some(old) = node.as_str().filter(|_| text[span.start..].starts_with(['"', '\'']))
        && let Some(edits) = trim(text, Span::new(span.start + 1, span.end - 1), old, new)
    {
        return Some(edits);
    }
    scalar(text, span, new).map(|edit| vec![edit])
}

/// Another scalar: without quotation marks only in place of one that has none.
pub(crate) fn scalar(text: &str, span: Span, new: &str) -> Option<Edit> {
    let span = whole(text, span)?;
    let had_marks = text[span.start..].starts_with(['"', '\'']);
    Some(Edit::new(span, if !had_marks && is_plain(new, true) { new.to_owned() } else { quoted(new) }))
}

/// Where a scalar stands that is plain or in quotation marks: what the parser takes for it may reach to the end of the line.
fn whole(text: &str, span: Span) -> Option<Span> {
    let raw = text.get(span.start..span.end)?;
    if raw.starts_with(['"', '\'']) {
        return Some(Span::new(span.start, span.start + quoted_length(raw)));
    }
    // The words of a block scalar begin below its header, which may have a comment.
    let header = text[..span.start].trim_end().lines().next_back().unwrap_or_default();
    let header = header.split(" #").next().unwrap_or_default().trim_end();
    let is_block = header.trim_end_matches(|c: char| matches!(c, '+' | '-' | '1'..='9')).ends_with(['|', '>']);
    (!is_block && !raw.starts_with(['|', '>']) && !raw.contains(['\n', '\r'])).then_some(span)
}

/// Puts fields into a map: behind the one that is named, or before all others.
fn add(text: &str, map: &Node<'_>, after: Option<&str>, fields: &[(&'static str, Value<'_>)]) -> Option<Edit> {
    let entries = map.entries()?;
    let first = entries.first()?.key_span.start;
    let is_flow = text[map.span.start..].starts_with('{');
    let gap = if is_flow { ", ".to_owned() } else { format!("{}{}", line_end(text), " ".repeat(indent(text, first)?)) };
    let mut words = String::new();
    for (index, (key, value)) in fields.iter().enumerate() {
        let (Value::String(value) | Value::Number(value)) = value else { return None };
        let value = if is_plain(value, true) || value.bytes().all(|byte| byte.is_ascii_digit()) {
            value.to_string()
        } else {
            quoted(value)
        };
        words.extend([if index > 0 { &*gap } else { "" }, key, ": ", &value]);
    }
    let Some(after) = after else { return Some(Edit::insert(first, words + &gap)) };
    let end = whole(text, map.get(after)?.span)?.end;
    // What else stands on the line of a block map is a comment.
    let rest = if is_flow { 0 } else { text[end..].find(['\n', '\r']).unwrap_or(text.len() - end) };
    Some(Edit::insert(end + rest, gap + &words))
}

/// The column of a key, if nothing but white space and the marks of lists stands before it on its line.
fn indent(text: &str, key: usize) -> Option<usize> {
    let before = &text[line_start(text, key)..key];
    before.bytes().all(|byte| matches!(byte, b' ' | b'-')).then_some(before.len())
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Takes a field out of a map, or an item out of a list, but not the first.
pub(crate) fn remove(text: &str, container: &Node<'_>, step: &str) -> Option<Edit> {
    if let Some(entries) = container.entries() {
        return remove_field(text, entries, step);
    }
    let place: usize = step.parse().ok()?;
    let (before, item) = (container.items()?.get(place.checked_sub(1)?)?, container.items()?.get(place)?);
    let (before, item) = (whole(text, before.span)?, whole(text, item.span)?);
    if text.get(before.end..item.start)?.trim() == "," {
        return Some(Edit::delete(before.end, item.end));
    }
    line(text, item, |before| before.trim() == "-")
}

fn remove_field(text: &str, entries: &[Entry<'_>], key: &str) -> Option<Edit> {
    let place = entries.iter().position(|entry| entry.key == key)?;
    let entry = &entries[place];
    let span = Span::new(entry.key_span.start, whole(text, entry.node.span)?.end);
    let in_flow = |gap: &str| gap.trim() == ",";
    if let Some(before) = place.checked_sub(1).and_then(|before| whole(text, entries[before].node.span))
        && in_flow(text.get(before.end..span.start)?)
    {
        return Some(Edit::delete(before.end, span.end));
    }
    if let Some(edit) = line(text, span, |before| before.trim().is_empty()) {
        return Some(edit);
    }
    // What comes first in a map on one line, or behind the mark of a list.
    let next = entries.get(place + 1)?.key_span.start;
    let gap = text.get(span.end..next)?;
    (in_flow(gap) || gap.trim().is_empty()).then(|| Edit::delete(span.start, next))
}

/// Takes the line of a value out; nothing where more stands on it than may stand before the value.
fn line(text: &str, span: Span, may_stand: impl Fn(&str) -> bool) -> Option<Edit> {
    let start = line_start(text, span.start);
    let rest = &text[span.end..];
    let length = rest.find('\n')?;
    (may_stand(&text[start..span.start]) && rest[..length].trim().is_empty()).then(|| Edit::delete(start, span.end + length + 1))
}

#[cfg(test)]
mod tests {
    use statemark::edit::apply;
    use statemark::pointer::Pointer;

    use super::*;
    use crate::yaml::read;

    fn edited(text: &str, change: Change) -> Option<String> {
        let document = read(text.as_bytes());
        edits(text, document.node().unwrap(), &[change]).map(|edits| apply(text, &edits).unwrap())
    }

    #[test]
    fn fields_come_and_go_in_both_styles() {
        let add = |after| Change::Add {
            to: Pointer::root().key("a").index(0),
            after,
            fields: vec![("d", Value::String("e f".into()))],
        };
        let remove = |key: &str| Change::Remove(Pointer::root().key("a").index(0).key(key));
        for (text, first, behind, without_b, without_c) in [
            (
                "a:\n  - b: 1\n    c: 2 # why\n",
                "a:\n  - d: e f\n    b: 1\n    c: 2 # why\n",
                "a:\n  - b: 1\n    d: e f\n    c: 2 # why\n",
                Some("a:\n  - c: 2 # why\n"),
                None,
            ),
            (
                "a: [{b: 1, c: 2}]",
                "a: [{d: e f, b: 1, c: 2}]",
                "a: [{b: 1, d: e f, c: 2}]",
                Some("a: [{c: 2}]"),
                Some("a: [{b: 1}]"),
            ),
            (
                "a:\r\n-\r\n  b: '1'\r\n  c: 2\r\n",
                "a:\r\n-\r\n  d: e f\r\n  b: '1'\r\n  c: 2\r\n",
                "a:\r\n-\r\n  b: '1'\r\n  d: e f\r\n  c: 2\r\n",
                Some("a:\r\n-\r\n  c: 2\r\n"),
                Some("a:\r\n-\r\n  b: '1'\r\n"),
            ),
        ] {
            assert_eq!(edited(text, add(None)).as_deref(), Some(first));
            assert_eq!(edited(text, add(Some("b"))).as_deref(), Some(behind));
            assert_eq!(edited(text, remove("b")).as_deref(), without_b);
            assert_eq!(edited(text, remove("c")).as_deref(), without_c);
        }
    }

    #[test]
    fn scalars_are_set_but_not_those_of_several_lines() {
        let set = |value| Change::Set(Pointer::root().key("a"), value);
        let (words, number) = (Value::String("c: d".into()), Value::Number("7".into()));
        assert_eq!(edited("a: b\n", set(words.clone())).as_deref(), Some("a: \"c: d\"\n"));
        assert_eq!(edited("a: 'b' # why\n", set(number.clone())).as_deref(), Some("a: 7 # why\n"));
        for text in ["a: |\n  b\n", "a: >-\n  b\n", "a: b\n  c\n", "a: |2 # why\n  b\n"] {
            assert_eq!(edited(text, set(words.clone())), None, "{text:?}");
        }
    }
}
