//! The edits of front matter: scalars and the items of lists.

use statemark::edit::{Edit, trim};
use statemark::node::{Node, Span, Value};

use crate::markdown::write::{is_plain, quoted};
use crate::yaml::comments::quoted_length;

pub(super) fn set(text: &str, node: &Node<'_>, value: &Value<'_>) -> Option<Vec<Edit>> {
    let Value::String(new) = value else { return None };
    let span = whole(text, node.span)?;
    if let Some(old) = node.as_str().filter(|_| text[span.start..].starts_with(['"', '\'']))
        && let Some(edits) = trim(text, Span::new(span.start + 1, span.end - 1), old, new)
    {
        return Some(edits);
    }
    scalar(text, span, new).map(|edit| vec![edit])
}

/// Another scalar: without quotation marks only in place of one that has none.
pub(super) fn scalar(text: &str, span: Span, new: &str) -> Option<Edit> {
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
    (!raw.starts_with(['|', '>']) && !raw.contains(['\n', '\r'])).then_some(span)
}

/// Takes an item out of a list, but not the first.
pub(super) fn remove(text: &str, list: &Node<'_>, step: &str) -> Option<Edit> {
    let place: usize = step.parse().ok()?;
    let (before, item) = (list.items()?.get(place.checked_sub(1)?)?, list.items()?.get(place)?);
    let (before, item) = (whole(text, before.span)?, whole(text, item.span)?);
    if text.get(before.end..item.start)?.trim() == "," {
        return Some(Edit::delete(before.end, item.end));
    }
    let line = text[..item.start].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let rest = &text[item.end..];
    let length = rest.find('\n')?;
    // What else stands on the line would be lost.
    let is_alone = text[line..item.start].trim() == "-" && rest[..length].trim().is_empty();
    is_alone.then(|| Edit::delete(line, item.end + length + 1))
}
