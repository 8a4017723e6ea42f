//! `ext`: what a team adds to the format, as JSON.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::fault::FaultKind;
use crate::form::{EXT_DEPTH, Form};
use crate::json::canonical::{self, Canonical};
use crate::json::direct::{Direct, Reader};
use crate::judge::Judge;
use crate::node::{Node, Value};
use crate::text::{holds_no_xml, is_not_xml};

/// A JSON object of the team's own. Keys are sorted by code point, numbers are doubles (I-JSON, RFC 7493).
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[serde(transparent)]
pub struct Ext(pub BTreeMap<String, ExtValue>);

/// A value inside `ext`.
#[derive(Debug, Clone, PartialEq)]
pub enum ExtValue {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A finite double; −0 is written 0.
    Number(f64),
    /// A string of characters that XML 1.0 can carry; it may be empty.
    String(String),
    /// A list; it may be empty.
    List(Vec<ExtValue>),
    /// A map; it may be empty.
    Map(BTreeMap<String, ExtValue>),
}

impl Ext {
    /// As canonical JSON on one line; nothing where there is nothing in it.
    ///
    /// ```
    /// # use statemark::ext::{Ext, ExtValue};
    /// let ext = Ext([("share".to_owned(), ExtValue::Number(40.0))].into());
    /// assert_eq!(ext.to_json().as_deref(), Some(r#"{"share":40}"#));
    /// assert_eq!(Ext::default().to_json(), None);
    /// ```
    pub fn to_json(&self) -> Option<String> {
        if self.is_empty() {
            return None;
        }
        let mut json = Vec::new();
        self.write(&mut json);
        String::from_utf8(json).ok()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for ExtValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::String(text) => serializer.serialize_str(text),
            Self::List(items) => items.serialize(serializer),
            Self::Map(entries) => entries.serialize(serializer),
        }
    }
}

impl Form for Ext {
    fn form<'node>(node: &'node Node<'node>, judge: &mut Judge<'node>) -> Option<Self> {
        map(node, judge, 1).map(Self)
    }
}

impl Direct for Ext {
    fn direct(json: &mut Reader<'_>) -> Option<Self> {
        json.by_tree()
    }
}

impl Canonical for Ext {
    fn write(&self, json: &mut Vec<u8>) {
        self.0.write(json);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Canonical for ExtValue {
    fn write(&self, json: &mut Vec<u8>) {
        match self {
            Self::Null => json.extend_from_slice(b"null"),
            Self::Boolean(value) => value.write(json),
            Self::Number(number) => canonical::number(json, *number),
            Self::String(text) => canonical::string(json, text),
            Self::List(items) => items.write(json),
            Self::Map(entries) => entries.write(json),
        }
    }
}

/// The map that a node holds, `depth` levels below the object that has the `ext`.
fn map<'node>(node: &'node Node<'node>, judge: &mut Judge<'node>, depth: usize) -> Option<BTreeMap<String, ExtValue>> {
    let entries = judge.entries(node, "an object")?;
    let mut map = BTreeMap::new();
    for entry in &entries {
        if let Some(c) = entry.key.chars().find(|&c| is_not_xml(c)) {
            let message = format!("a key of `ext` holds the character U+{:04X}, which XML cannot carry", u32::from(c));
            judge.fault(FaultKind::Character, entry.key_span, message, "take the character out".into());
            continue;
        }
        if let Some(value) = judge.within_key(&entry.key, |judge| value(&entry.node, judge, depth)) {
            map.insert(entry.key.to_string(), value);
        }
    }
    (map.len() == entries.len()).then_some(map)
}

fn value<'node>(node: &'node Node<'node>, judge: &mut Judge<'node>, depth: usize) -> Option<ExtValue> {
    if depth == EXT_DEPTH && matches!(node.value, Value::List(_) | Value::Map(_)) {
        let message = format!("`ext` is more than {EXT_DEPTH} levels deep");
        judge.fault(FaultKind::Limit, node.span, message, "flatten it".into());
        return None;
    }
    Some(match &node.value {
        Value::Null => ExtValue::Null,
        Value::Boolean(value) => ExtValue::Boolean(*value),
        Value::Number(digits) => ExtValue::Number(crate::number::ext_number(node, digits, judge)?),
        Value::String(text) => ExtValue::String(string(node, text, judge)?),
        Value::List(items) => {
            let list: Vec<_> = items
                .iter()
                .enumerate()
                .filter_map(|(index, item)| judge.within_index(index, |judge| value(item, judge, depth + 1)))
                .collect();
            return (list.len() == items.len()).then_some(ExtValue::List(list));
        }
        Value::Map(_) => ExtValue::Map(map(node, judge, depth + 1)?),
    })
}

fn string(node: &Node<'_>, text: &str, judge: &mut Judge<'_>) -> Option<String> {
    if holds_no_xml(text) {
        judge.wrong_value(node, text, "verbatim text");
        return None;
    }
    Some(text.to_owned())
}

impl JsonSchema for Ext {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ext".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<ExtValue>();
        schemars::json_schema!({
            "description": "A JSON object of the team's own: whatever the format has no field for.",
            "examples": [{"archive": "R-1975-204"}],
            "type": "object",
            "propertyNames": {"pattern": EXT_STRING},
            "additionalProperties": value
        })
    }
}

impl JsonSchema for ExtValue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ExtValue".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<Self>();
        schemars::json_schema!({
            "description": "Any JSON value of finite doubles and of characters that XML 1.0 can carry.",
            "examples": ["R-1975-204", 42, ["a", "b"]],
            "type": ["null", "boolean", "number", "string", "array", "object"],
            "pattern": EXT_STRING,
            "items": value,
            "propertyNames": {"pattern": EXT_STRING},
            "additionalProperties": value
        })
    }
}

/// Strings and keys of `ext`: as `Verbatim`, or empty.
const EXT_STRING: &str = "^[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\uFFFE\\uFFFF]*$";
