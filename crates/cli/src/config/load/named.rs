//! The files that a configuration names: codelists, and schemas of `ext`.

use std::ffi::OsStr;
use std::path::Path;

use statemark::json;
use statemark::place::Lines;
use statemark_validate::profile::allowed::Allowed;
use statemark_validate::profile::ext_schema::{ExtSchema, ExtSchemaError};
use statemark_validate::profile::field::FieldPath;

use super::{Loader, placed, text};
use crate::config::codelist::{self, COLUMN};
use crate::config::read::{Faults, Placed};
use crate::io;

impl Loader<'_> {
    /// The text of a file that the configuration names.
    fn named(&mut self, file: &Placed<String>) -> Option<(String, String)> {
        let path = self.below(file)?;
        self.files.push(path.clone());
        match text(&path) {
            Ok(text) => Some((io::name(&path), text)),
            Err(cause) => {
                let help = cause.help().unwrap_or("name a file below the folder of the configuration").to_owned();
                self.faults.add(file.span.start, format!("`{}` {cause}", file.value), help);
                None
            }
        }
    }

    pub(super) fn codelist(&mut self, field: Placed<FieldPath>, file: &Placed<String>) -> Option<Allowed> {
        let (path, column) = file.value.split_once('#').unwrap_or((&file.value, COLUMN));
        let extension = Path::new(path).extension().map(OsStr::to_ascii_lowercase);
        let is_json = match extension.as_ref().and_then(|extension| extension.to_str()) {
            Some("json") => true,
            Some("csv") => false,
            _ => {
                self.faults.add(
                    file.span.start,
                    format!("`{path}` is no codelist by its name"),
                    "name a file that ends in .csv or .json",
                );
                return None;
            }
        };
        let (name, text) = self.named(&Placed { value: path.to_owned(), span: file.span.clone() })?;
        match codelist::codes(&text, is_json, column) {
            Ok(codes) => match Allowed::new(field.value, codes, Some(file.value.clone())) {
                Ok(allowed) => Some(allowed),
                Err(error) => {
                    self.faults.add(
                        field.span.start,
                        error.to_string(),
                        "name a field with codes, ids or addresses, or an `ext`",
                    );
                    None
                }
            },
            Err(faults) => {
                self.failures.extend(placed(&name, &text, faults));
                None
            }
        }
    }

    pub(super) fn ext_schema(&mut self, field: Placed<FieldPath>, file: &Placed<String>) -> Option<ExtSchema> {
        let (name, text) = self.named(file)?;
        let mut faults = Faults::default();
        let schema = match serde_json::from_str(&text) {
            Ok(schema) => schema,
            Err(error) => {
                let at = Lines::new(&text).start(error.line()) + error.column().saturating_sub(1);
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default().to_owned();
                faults.add(at, format!("is no JSON: {message}"), "write a JSON Schema");
                self.failures.extend(placed(&name, &text, faults));
                return None;
            }
        };
        match ExtSchema::new(field.value, &schema) {
            Ok(schema) => Some(schema),
            Err(error @ ExtSchemaError::NoExt(_)) => {
                self.faults.add(field.span.start, error.to_string(), "name an `ext`, such as `clauses.ext`");
                None
            }
            Err(ExtSchemaError::Schema { pointer, message }) => {
                let document = json::read(text.as_bytes());
                let at = document.node().and_then(|node| node.at(&pointer)).map_or(0, |node| node.span.start);
                faults.add(at, format!("is no JSON Schema: {message}"), "see https://json-schema.org");
                self.failures.extend(placed(&name, &text, faults));
                None
            }
        }
    }
}
