//! Writes `ext` as the XML that `XPath` 3.1 has for JSON.

use std::collections::BTreeMap;

use statemark::ext::{Ext, ExtValue};

use super::Writer;
use crate::xml::EXT_NAMESPACE;
use crate::xml::output::Tag;

impl<'bytes> Writer<'_, 'bytes> {
    /// Writes what a team adds of its own, if there is anything.
    pub fn ext(&mut self, ext: &Ext) {
        if !ext.is_empty() {
            self.output.tag("ext").open();
            self.output.tag("map").attribute("xmlns", EXT_NAMESPACE).open();
            self.entries(&ext.0);
            self.output.close("ext");
        }
    }

    fn value(&mut self, key: Option<&str>, value: &ExtValue) {
        match value {
            ExtValue::Null => self.keyed("null", key).empty(),
            ExtValue::Boolean(value) => self.keyed("boolean", key).words(if *value { "true" } else { "false" }),
            ExtValue::Number(number) => self.keyed("number", key).words(ryu_js::Buffer::new().format(*number)),
            ExtValue::String(text) => self.keyed("string", key).words(text),
            ExtValue::Map(entries) if entries.is_empty() => self.keyed("map", key).empty(),
            ExtValue::Map(entries) => {
                self.keyed("map", key).open();
                self.entries(entries);
            }
            ExtValue::List(items) if items.is_empty() => self.keyed("array", key).empty(),
            ExtValue::List(items) => {
                self.keyed("array", key).open();
                for item in items {
                    self.value(None, item);
                }
                self.output.close("array");
            }
        }
    }

    /// Writes the entries of a map, and closes it.
    fn entries(&mut self, entries: &BTreeMap<String, ExtValue>) {
        for (key, value) in entries {
            self.value(Some(key), value);
        }
        self.output.close("map");
    }

    fn keyed(&mut self, name: &'static str, key: Option<&str>) -> Tag<'_, 'bytes> {
        self.output.tag(name).optional("key", key)
    }
}
