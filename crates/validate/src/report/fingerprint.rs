//! What names a finding from one run to the next: its rule, its statement, its pointer and what stands there; no line and no column.

use std::collections::HashMap;

use super::entry::Entry;

/// How many bytes of a value count: a text of megabytes is told from another by its beginning.
const BEGINNING: usize = 1024;

/// A hash of bytes, the same on every machine and in every version (FNV-1a).
#[derive(Debug, Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    /// The hash with one more part, told from the parts beside it by a byte that no text has.
    fn with(mut self, bytes: &[u8]) -> Self {
        for byte in bytes.iter().chain(&[0xFF]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
        self
    }
}

/// The hash of a value's text. Its first line counts: of an object the rest may change without a change of what is wrong.
pub(super) fn of_value(text: &str) -> u64 {
    let beginning = &text.as_bytes()[..text.len().min(BEGINNING)];
    let line = beginning.split(|&byte| byte == b'\n').next().unwrap_or_default();
    Hash::new().with(line.trim_ascii_end()).0
}

/// The hash of a few names.
pub(super) fn of_names(names: &[&str]) -> u64 {
    names.iter().fold(Hash::new(), |hash, name| hash.with(name.as_bytes())).0
}

/// The fingerprints of a report. Those of findings that are else the same count on, in the order of the input.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<u64, u64>,
}

impl Fingerprints {
    /// The fingerprint of the next finding. A document without an id goes by the name of its file.
    pub(super) fn next(&mut self, entry: &Entry) -> String {
        let place = &entry.place;
        let (kind, name) = place.statement.as_ref().map_or(("file", &place.file), |id| ("id", id));
        let value = format!("{:016x}", entry.value);
        self.count(of_names(&[entry.rule, kind, name, &place.pointer, &value]))
    }

    /// The fingerprint of what is no finding: a file that could not be read.
    pub(super) fn of_other(&mut self, what: &str, file: &str) -> String {
        self.count(of_names(&[what, file]))
    }

    fn count(&mut self, hash: u64) -> String {
        let count = self.seen.entry(hash).or_insert(0);
        *count += 1;
        format!("{hash:016x}:{count}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Origin;
    use crate::report::entry::Page;
    use crate::{Options, validate};

    /// The fingerprints of all findings of a document.
    fn fingerprints(file: &str, id: Option<&str>, text: &str) -> Vec<String> {
        let report = validate(&statemark::json::read(text.as_bytes()), &Options::default());
        let origin = Origin { statement: id, ..Origin::new(file, text) };
        let (page, mut fingerprints) = (Page::new(&origin), Fingerprints::default());
        report.findings.iter().map(|finding| fingerprints.next(&page.entry(finding))).collect()
    }

    #[test]
    fn the_hash_is_that_of_other_programs() {
        assert_eq!(of_names(&["unknown-code", "id"]), 0x509D_0514_82F5_75C0);
        assert_eq!(of_value("\"a\"\r\nb"), of_names(&["\"a\""]));
        assert_eq!(of_value(&"é".repeat(600)), of_value(&"é".repeat(700)));
    }

    #[test]
    fn they_survive_shifted_lines_and_tell_values_apart() {
        let text = r#"{"statemark": "1.0", "id": "a", "type": "speech", "language": "x x"}"#;
        let all = fingerprints("a.json", Some("a"), text);
        assert_eq!(fingerprints("b.json", Some("a"), &text.replace(", ", ",\r\n\n  ")), all);
        assert!(fingerprints("a.json", Some("b"), text).iter().all(|one| !all.contains(one)));
        let other = fingerprints("a.json", Some("a"), &text.replace("speech", "talk"));
        assert_eq!(other.iter().filter(|one| !all.contains(one)).count(), 1);
        assert_ne!(fingerprints("a.json", None, text), fingerprints("b.json", None, text));
    }

    #[test]
    fn equals_count_on() {
        let all = fingerprints("a.json", Some("a"), r#"{"statemark": "1.0"}"#);
        assert!(all.len() > 2 && all.iter().enumerate().all(|(index, one)| one.ends_with(&format!(":{}", index + 1))), "{all:?}");
    }
}
