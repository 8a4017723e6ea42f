//! `ext`, from the XML that `XPath` 3.1 has for JSON.

use std::collections::BTreeMap;

use statemark::ext::{Ext, ExtValue};
use statemark::form::EXT_DEPTH;
use statemark::number::{double, is_json};

use super::super::EXT_NAMESPACE;
use super::super::chars::forbidden;
use super::Reader;
use super::tags::attributes;

impl Reader<'_> {
    pub(super) fn ext(&mut self) -> Option<Ext> {
        if !self.tags.begins("ext") {
            return Some(Ext::default());
        }
        self.tags.no_attributes()?;
        if !self.tags.begins("map") {
            return None;
        }
        let is_ours = |value: &str| (value == EXT_NAMESPACE).then_some(());
        attributes!(self { xmlns: is_ours });
        xmlns?;
        let entries = self.entries(1)?;
        self.tags.close("ext")?;
        Some(Ext(entries))
    }

    /// The entries of a map to its end, `depth` levels below the object that has the `ext`.
    fn entries(&mut self, depth: usize) -> Option<BTreeMap<String, ExtValue>> {
        let mut entries = BTreeMap::new();
        while let Some(name) = self.begins_value() {
            attributes!(self { key: string });
            if entries.insert(key?, self.value(name, depth)?).is_some() {
                return None;
            }
        }
        self.tags.close("map")?;
        Some(entries)
    }

    /// The items of a list to its end.
    fn items(&mut self, depth: usize) -> Option<Vec<ExtValue>> {
        let mut items = Vec::new();
        while let Some(name) = self.begins_value() {
            self.tags.no_attributes()?;
            items.push(self.value(name, depth)?);
        }
        self.tags.close("array")?;
        Some(items)
    }

    fn begins_value(&mut self) -> Option<&'static str> {
        ["string", "number", "boolean", "null", "map", "array"].into_iter().find(|name| self.tags.begins(name))
    }

    /// What stands behind the tag of a value, and is it.
    fn value(&mut self, name: &'static str, depth: usize) -> Option<ExtValue> {
        match name {
            "map" | "array" if depth == EXT_DEPTH => None,
            "map" => self.entries(depth + 1).map(ExtValue::Map),
            "array" => self.items(depth + 1).map(ExtValue::List),
            "null" => self.tags.close_at_once(name).map(|()| ExtValue::Null),
            "string" => string(&self.tags.any_words(name)?).map(ExtValue::String),
            "number" => number(&self.tags.words(name)?).map(ExtValue::Number),
            _ => boolean(&self.tags.words(name)?).map(ExtValue::Boolean),
        }
    }
}

fn string(text: &str) -> Option<String> {
    forbidden(text).is_none().then(|| text.to_owned())
}

fn number(digits: &str) -> Option<f64> {
    if is_json(digits) { double(digits) } else { None }
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    }
}
