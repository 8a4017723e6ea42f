//! What a row holds, and the ways to its values.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::Value as Json;
use statemark::json;
use statemark::node::{Node, Value};
use statemark::number::{double, is_json};

use super::Reason;
use super::hole::Step;

/// What a row holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Fields(Vec<String>),
    /// An object of JSON, whose numbers keep their digits.
    Object(Node<'static>),
}

/// A value of a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Found<'row> {
    Text(&'row str),
    Json(&'row Node<'static>),
}

/// What is wrong, and how to mend it.
pub(super) type Wrong = (String, String);

impl Content {
    /// Reads an object of JSON.
    pub(super) fn object(text: &str) -> Result<Self, Reason> {
        let reason = |message: String, help: &str| Reason { column: None, message, help: help.to_owned() };
        // In a list, so that it is not judged as a statement.
        let list = format!("[{text}]");
        let mut document = json::read(list.as_bytes());
        let fault = document.faults.drain(..).next();
        let object = match document.into_node().map(|list| list.into_owned().value) {
            Some(Value::List(mut items)) if items.len() == 1 => items.remove(0),
            Some(_) => return Err(reason("the row is several values of JSON".to_owned(), "write an object a row")),
            None => {
                let message = fault.map_or_else(String::new, |fault| format!(": {}", fault.message));
                return Err(reason(format!("the row is no JSON{message}"), "mend its grammar"));
            }
        };
        if object.entries().is_none() {
            return Err(reason("the row is no object of JSON".to_owned(), "write `{\"name\": value}`"));
        }
        match twice(&object) {
            Some(key) => Err(reason(format!("the key `{key}` stands twice in one object"), "keep one of them")),
            None => Ok(Self::Object(object)),
        }
    }

    /// The value of a column, or of a key.
    pub(super) fn get<'row>(&'row self, columns: &[String], name: &str) -> Option<Found<'row>> {
        match self {
            Self::Object(object) => object.get(name).map(Found::Json),
            Self::Fields(fields) => {
                let index = columns.iter().position(|column| column == name)?;
                fields.get(index).map(|field| Found::Text(field))
            }
        }
    }
}

/// A key that stands twice in an object.
fn twice<'node>(node: &'node Node<'_>) -> Option<&'node str> {
    let entries = node.entries().unwrap_or_default();
    let mut keys = HashSet::new();
    let here = entries.iter().map(|entry| &*entry.key).find(|key| !keys.insert(*key));
    let inside = || entries.iter().map(|entry| &entry.node).chain(node.items().unwrap_or_default()).find_map(twice);
    here.or_else(inside)
}

impl<'row> Found<'row> {
    /// The value at the end of a way that begins here. Of a list, where nothing runs over it, the first item.
    pub(super) fn at(self, way: &[Step]) -> Option<Self> {
        way.iter().try_fold(self, |found, step| match (step, found) {
            (Step::Key(key), Self::Json(node)) => node.get(key).map(Self::Json),
            (Step::Key(_), Self::Text(_)) => None,
            (Step::Index(index), _) => found.items(None).get(*index).copied(),
            (Step::Each(separator), _) => found.items(separator.as_deref()).first().copied(),
        })
    }

    /// Whether a row has anything at the end of a way: in some item of a list that it runs over.
    pub(super) fn has(self, way: &[Step]) -> bool {
        match way {
            [] => true,
            [Step::Each(separator), rest @ ..] => self.items(separator.as_deref()).iter().any(|item| item.has(rest)),
            [step, rest @ ..] => self.at(std::slice::from_ref(step)).is_some_and(|found| found.has(rest)),
        }
    }

    /// The items of a list, or the parts of a text; what is single is the only item of itself.
    pub(super) fn items(self, separator: Option<&str>) -> Vec<Self> {
        if let Self::Json(Node { value: Value::Null, .. }) = self {
            return Vec::new();
        }
        if let Self::Json(Node { value: Value::List(items), .. }) = self {
            return items.iter().map(Self::Json).collect();
        }
        match (separator, self.string()) {
            (Some(separator), Some(text)) => text.split(separator).map(|part| Self::Text(part.trim())).collect(),
            _ => vec![self],
        }
    }

    fn string(self) -> Option<&'row str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Json(node) => node.as_str(),
        }
    }

    /// Its words, as they are written; nothing of a list or an object, which have none.
    pub(super) fn words(self) -> Option<Cow<'row, str>> {
        let Self::Json(node) = self else { return self.string().map(Cow::Borrowed) };
        Some(match &node.value {
            Value::Null => Cow::Borrowed(""),
            Value::Boolean(value) => Cow::Owned(value.to_string()),
            Value::Number(words) | Value::String(words) => Cow::Borrowed(words),
            Value::List(_) | Value::Map(_) => return None,
        })
    }

    /// What stands there, as it is.
    pub(super) fn json(self) -> Result<Json, Wrong> {
        match self {
            Self::Text(text) => Ok(Json::from(text)),
            Self::Json(node) => json_of(node),
        }
    }
}

fn json_of(node: &Node<'_>) -> Result<Json, Wrong> {
    Ok(match &node.value {
        Value::Null => Json::Null,
        Value::Boolean(value) => Json::from(*value),
        Value::Number(digits) => number(digits)?,
        Value::String(text) => Json::from(&**text),
        Value::List(items) => items.iter().map(json_of).collect::<Result<Json, _>>()?,
        Value::Map(entries) => {
            let entries = entries.iter().map(|entry| Ok((entry.key.to_string(), json_of(&entry.node)?)));
            Json::Object(entries.collect::<Result<_, Wrong>>()?)
        }
    })
}

/// A number, where readers of JSON agree on it.
pub(super) fn number(digits: &str) -> Result<Json, Wrong> {
    let shown: String = digits.chars().take(60).collect();
    if !is_json(digits) {
        return Err((format!("`{shown}` is no number"), "write it in decimal digits, as JSON does".to_owned()));
    }
    match double(digits).and_then(|_| serde_json::from_str(digits).ok()) {
        Some(number) => Ok(Json::Number(number)),
        None => Err((
            format!("`{shown}` is a number that not all readers of JSON keep"),
            "write it with fewer digits, or take its digits as words, without `number` and `json`".to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> String {
        Content::object(text).unwrap_err().message
    }

    #[test]
    fn objects_keep_their_digits_and_each_key_stands_once() {
        let row = Content::object(r#"{"a": 12345678901234567890123, "b": [{"c": 1e2}], "d": null}"#).unwrap();
        let found = |name: &str| row.get(&[], name).unwrap();
        assert_eq!(found("a").words().unwrap(), "12345678901234567890123");
        assert!(found("a").json().unwrap_err().0.contains("not all readers of JSON keep"));
        assert_eq!(found("b").json().unwrap(), serde_json::json!([{"c": 100.0}]));
        assert_eq!(found("b").at(&[Step::Index(0), Step::Key("c".to_owned())]).unwrap().words().unwrap(), "1e2");
        assert!(found("d").items(None).is_empty());
        for (text, message) in [
            (r#"{"a": 1, "b": {"c": 1, "c": 2}}"#, "the key `c` stands twice in one object"),
            ("7", "the row is no object of JSON"),
            ("{}, {}", "the row is several values of JSON"),
        ] {
            assert_eq!(reason(text), message);
        }
        assert!(reason("{\"a\": }").starts_with("the row is no JSON: "));
    }
}
