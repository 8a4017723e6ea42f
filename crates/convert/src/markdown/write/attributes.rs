//! Attributes in a code span.

use std::collections::HashSet;

use statemark::id::Id;

use crate::yaml::write::escape;

/// The attributes of one span, in the order in which they are written.
#[derive(Default)]
pub(super) struct Attributes(String);

impl Attributes {
    pub(super) fn id(&mut self, id: &Id) {
        self.push(&format!("#{id}"));
    }

    /// A bare word.
    pub(super) fn word(&mut self, word: &str) {
        self.push(word);
    }

    /// A list of ids, unless it is empty.
    pub(super) fn ids(&mut self, key: &str, ids: &[Id]) {
        let ids: Vec<&str> = ids.iter().map(Id::as_str).collect();
        if !ids.is_empty() {
            self.push(&format!("{key}={}", ids.join(",")));
        }
    }

    /// A value, where there is one.
    pub(super) fn value(&mut self, key: &str, value: Option<impl AsRef<str>>) {
        if let Some(value) = value {
            self.push(&format!("{key}={}", value_text(value.as_ref())));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The code span, with as many back ticks as it needs.
    pub(super) fn code_span(&self) -> String {
        if !self.0.contains('`') {
            return format!("`{}`", self.0);
        }
        let runs: HashSet<usize> = self.0.split(|c| c != '`').map(str::len).collect();
        // Among one length more than there are runs, one is free.
        let length = (1..=runs.len() + 1).find(|length| !runs.contains(length)).unwrap_or(1);
        let ticks = "`".repeat(length);
        format!("{ticks}{}{ticks}", self.0)
    }

    fn push(&mut self, attribute: &str) {
        if !self.0.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(attribute);
    }
}

/// A value as it is, or in quotation marks where it holds more than letters, digits and a few signs.
pub(in crate::markdown) fn value_text(value: &str) -> String {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=%".contains(&byte);
    if !value.is_empty() && value.bytes().all(fits) { value.to_owned() } else { quoted(value) }
}

/// A JSON string in which nothing is lost when a formatter joins lines and spaces.
fn quoted(value: &str) -> String {
    let mut out = String::from('"');
    let mut before = ' ';
    for c in value.chars() {
        if c == ' ' && before != ' ' {
            out.push(c);
        } else {
            escape(&mut out, c);
        }
        before = c;
    }
    out.push('"');
    out
}
