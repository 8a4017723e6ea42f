//! The edits of a JSON text that make a change: what is put in looks like what stands around it.

use crate::edit::{Change, Edit, trim};
use crate::node::{Entry, Node, Span, Value};
use crate::pointer::unescape;

/// The edits of `text`, whose tree is `root`, that make these changes; nothing where JSON does not know how.
///
/// ```
/// use statemark::{edit::{self, Change}, json, pointer::Pointer};
/// let text = r#"{"a": 1, "b": 2}"#;
/// let node = json::read(text.as_bytes()).into_node().unwrap();
/// let edits = json::edits(text, &node, &[Change::Remove(Pointer::root().key("a"))]).unwrap();
/// assert_eq!(edit::apply(text, &edits).unwrap(), r#"{"b": 2}"#);
/// ```
pub fn edits(text: &str, root: &Node<'_>, changes: &[Change]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    for change in changes {
        match change {
            Change::Set(pointer, value) => edits.extend(set(text, root.at(pointer.as_str())?, value)?),
            Change::Add { to, after, fields } => edits.push(add(text, root.at(to.as_str())?, *after, fields)?),
            Change::Remove(pointer) => {
                let (above, step) = pointer.as_str().rsplit_once('/')?;
                edits.push(remove(root.at(above)?, step)?);
            }
            Change::Rename(pointer, key) => {
                let (above, step) = pointer.as_str().rsplit_once('/')?;
                let entry = root.at(above)?.entries()?.iter().find(|entry| entry.key == unescape(step))?;
                edits.push(Edit::new(entry.key_span, string(key)));
            }
            Change::Layout(_) => return None,
        }
    }
    Some(edits)
}

fn set(text: &str, node: &Node<'_>, value: &Value<'_>) -> Option<Vec<Edit>> {
    if let (Value::String(old), Value::String(new)) = (&node.value, value)
        && let Some(edits) = trim(text, Span::new(node.span.start + 1, node.span.end - 1), old, new)
    {
        return Some(edits);
    }
    Some(vec![Edit::new(node.span, scalar(value)?)])
}

fn scalar(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Null => Some("null".to_owned()),
        Value::Boolean(value) => Some(value.to_string()),
        Value::Number(digits) => Some(digits.to_string()),
        Value::String(text) => Some(string(text)),
        Value::List(_) | Value::Map(_) => None,
    }
}

fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Puts fields into an object, laid out as those that it has.
fn add(text: &str, object: &Node<'_>, after: Option<&str>, fields: &[(&'static str, Value<'_>)]) -> Option<Edit> {
    let entries = object.entries()?;
    let first = entries.first()?;
    let colon = text.get(first.key_span.end..first.node.span.start)?;
    let written = fields.iter().map(|(key, value)| Some(format!("\"{key}\"{colon}{}", scalar(value)?)));
    let written = written.collect::<Option<Vec<_>>>()?;
    let place = after.and_then(|after| entries.iter().position(|entry| entry.key == after));
    let Some(place) = place else {
        let space = between(text, entries).unwrap_or(if colon.ends_with(' ') { " " } else { "" });
        let words: String = written.iter().flat_map(|field| [field, ",", space]).collect();
        return Some(Edit::insert(first.key_span.start, words));
    };
    let entry = &entries[place];
    let space = between(text, &entries[place.saturating_sub(1)..]).or_else(|| between(text, entries));
    let space = space.unwrap_or(if colon.ends_with(' ') { " " } else { "" });
    let words: String = written.iter().flat_map(|field| [",", space, field]).collect();
    Some(Edit::insert(entry.node.span.end, words))
}

/// The white space behind the comma between the first two of these entries.
fn between<'text>(text: &'text str, entries: &[Entry<'_>]) -> Option<&'text str> {
    let [one, two, ..] = entries else { return None };
    text.get(one.node.span.end..two.key_span.start)?.trim_start().strip_prefix(',')
}

/// Takes a field or an item out, with the comma behind or before it.
fn remove(container: &Node<'_>, step: &str) -> Option<Edit> {
    let place = match &container.value {
        Value::Map(entries) => entries.iter().position(|entry| entry.key == unescape(step))?,
        _ => step.parse().ok()?,
    };
    let span_at = |place: usize| match &container.value {
        Value::Map(entries) => entries.get(place).map(|entry| Span::new(entry.key_span.start, entry.node.span.end)),
        Value::List(items) => items.get(place).map(|item| item.span),
        _ => None,
    };
    let span = span_at(place)?;
    Some(match (place.checked_sub(1).and_then(span_at), span_at(place + 1)) {
        (Some(before), _) => Edit::delete(before.end, span.end),
        (None, Some(next)) => Edit::delete(span.start, next.start),
        (None, None) => Edit::delete(span.start, span.end),
    })
}

#[cfg(test)]
mod tests {
    use crate::edit::{self, Change};
    use crate::json;
    use crate::node::Value;
    use crate::pointer::Pointer;

    /// The text after a change; the tree of which is the one changed.
    fn changed(text: &str, change: &Change) -> String {
        let mut node = json::read(text.as_bytes()).into_node().unwrap();
        let edits = super::edits(text, &node, std::slice::from_ref(change)).unwrap();
        let out = edit::apply(text, &edits).unwrap();
        edit::change(&mut node, change);
        assert!(edit::same(&node, &json::read(out.as_bytes()).into_node().unwrap()), "{out}");
        out
    }

    fn root() -> Pointer {
        Pointer::root()
    }

    #[test]
    fn white_space_goes_and_other_escapes_stay() {
        let set = |text: &str| changed(text, &Change::Set(root().key("a"), Value::String("é b".into())));
        assert_eq!(set(r#"{"a" : " \u00e9 b  "}"#), r#"{"a" : "\u00e9 b"}"#);
        assert_eq!(set(r#"{"a":"\t\u00e9 b"}"#), r#"{"a":"é b"}"#);
        assert_eq!(set(r#"{"a":"x"}"#), r#"{"a":"é b"}"#);
    }

    #[test]
    fn fields_are_laid_out_as_those_around_them() {
        let add = |text: &str, after| {
            let fields = vec![("x", Value::Number("1".into())), ("y", Value::String("2".into()))];
            changed(text, &Change::Add { to: root(), after, fields })
        };
        assert_eq!(add(r#"{"a":1,"b":2}"#, Some("a")), r#"{"a":1,"x":1,"y":"2","b":2}"#);
        assert_eq!(add(r#"{"a": 1, "b": 2}"#, None), r#"{"x": 1, "y": "2", "a": 1, "b": 2}"#);
        assert_eq!(add("{\n  \"a\": 1,\n  \"b\": 2\n}", None), "{\n  \"x\": 1,\n  \"y\": \"2\",\n  \"a\": 1,\n  \"b\": 2\n}");
        assert_eq!(
            add("{\n  \"a\": 1,\n  \"b\": 2\n}", Some("b")),
            "{\n  \"a\": 1,\n  \"b\": 2,\n  \"x\": 1,\n  \"y\": \"2\"\n}"
        );
        assert_eq!(add(r#"{ "a": 1 }"#, Some("a")), r#"{ "a": 1, "x": 1, "y": "2" }"#);
        assert_eq!(add(r#"{ "a": 1 }"#, Some("none")), r#"{ "x": 1, "y": "2", "a": 1 }"#);
    }

    #[test]
    fn a_comma_goes_with_what_is_taken_out() {
        let text = "{\"a\": [1,\n 2, 3] , \"b\" : [4]}";
        let without = |pointer: Pointer| changed(text, &Change::Remove(pointer));
        assert_eq!(without(root().key("a")), "{\"b\" : [4]}");
        assert_eq!(without(root().key("b")), "{\"a\": [1,\n 2, 3]}");
        assert_eq!(without(root().key("a").index(0)), "{\"a\": [2, 3] , \"b\" : [4]}");
        assert_eq!(without(root().key("a").index(2)), "{\"a\": [1,\n 2] , \"b\" : [4]}");
        assert_eq!(without(root().key("b").index(0)), "{\"a\": [1,\n 2, 3] , \"b\" : []}");
    }
}
