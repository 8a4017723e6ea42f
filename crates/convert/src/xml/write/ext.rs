//! Writes `ext` as the XML that `XPath` 3.1 has for JSON.

use std::collections::BTreeMap;
use std::io;

use statemark::ext::{Ext, ExtValue};

use super::Writer;
use super::output::Tag;
use crate::xml::EXT_NAMESPACE;

impl<W: io::Write> Writer<'_, W> {
    pub(super) fn ext(&mut self, ext: &Ext) -> io::Result<()> {
        if ext.is_empty() {
            return Ok(());
        }
        let tag = Tag::new("ext");
        self.output.open(&tag)?;
        self.map(&Tag::new("map").attribute("xmlns", EXT_NAMESPACE), &ext.0)?;
        self.output.close(&tag)
    }

    fn value(&mut self, key: Option<&str>, value: &ExtValue) -> io::Result<()> {
        let tag = |name| Tag::new(name).optional("key", key);
        match value {
            ExtValue::Null => self.output.empty(&tag("null")),
            ExtValue::Boolean(value) => self.output.words(&tag("boolean"), if *value { "true" } else { "false" }),
            ExtValue::Number(number) => self.output.words(&tag("number"), ryu_js::Buffer::new().format(*number)),
            ExtValue::String(text) => self.output.words(&tag("string"), text),
            ExtValue::Map(entries) => self.map(&tag("map"), entries),
            ExtValue::List(items) if items.is_empty() => self.output.empty(&tag("array")),
            ExtValue::List(items) => {
                let tag = tag("array");
                self.output.open(&tag)?;
                items.iter().try_for_each(|item| self.value(None, item))?;
                self.output.close(&tag)
            }
        }
    }

    fn map(&mut self, tag: &Tag, entries: &BTreeMap<String, ExtValue>) -> io::Result<()> {
        if entries.is_empty() {
            return self.output.empty(tag);
        }
        self.output.open(tag)?;
        entries.iter().try_for_each(|(key, value)| self.value(Some(key), value))?;
        self.output.close(tag)
    }
}
