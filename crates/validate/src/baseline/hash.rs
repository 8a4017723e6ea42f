//! The number of some words, by which a finding is known again.

use serde::de::{self, Deserializer};
use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest, Sha256};
use statemark::node::{Node, Value};

/// The number of some words: the first 64 bits of their SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub u64);

impl Hash {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(bytes);
        Self::finished(hasher)
    }

    /// Of a value, whatever its spelling: the order of fields does not matter, and objects in lists have findings of their own.
    pub(super) fn of_value(node: &Node<'_>, language: Option<&str>) -> Self {
        let mut hasher = Sha256::new();
        feed(node, language, &mut hasher);
        Self::finished(hasher)
    }

    fn finished(hasher: Sha256) -> Self {
        let digest = hasher.finalize();
        Self(digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }
}

/// Words in the statement's language alone, without their tag.
pub(super) fn plain<'document>(node: &'document Node<'document>, language: Option<&str>) -> &'document Node<'document> {
    match (node.entries(), language) {
        (Some([only]), Some(language)) if only.key.eq_ignore_ascii_case(language) && only.node.as_str().is_some() => &only.node,
        _ => node,
    }
}

/// Takes a value in.
fn feed(node: &Node<'_>, language: Option<&str>, hasher: &mut Sha256) {
    match &plain(node, language).value {
        Value::Null => word(b'0', "", hasher),
        Value::Boolean(value) => word(b'b', if *value { "true" } else { "false" }, hasher),
        Value::Number(digits) => word(b'n', digits, hasher),
        Value::String(text) => word(b's', text, hasher),
        Value::List(items) => {
            let words = items.iter().filter(|item| item.entries().is_none());
            words.for_each(|item| feed(item, language, hasher));
            word(b'l', "", hasher);
        }
        Value::Map(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by(|one, other| one.key.cmp(&other.key));
            for entry in sorted {
                word(b'k', &entry.key, hasher);
                feed(&entry.node, language, hasher);
            }
            word(b'm', "", hasher);
        }
    }
}

fn word(kind: u8, text: &str, hasher: &mut Sha256) {
    hasher.update([kind]);
    hasher.update((text.len() as u64).to_be_bytes());
    hasher.update(text);
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:016x}", self.0))
    }
}

impl<'de> Deserialize<'de> for Hash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let is_hash = text.len() == 16 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let number = u64::from_str_radix(&text, 16).ok().filter(|_| is_hash);
        number.map(Self).ok_or_else(|| de::Error::custom("a hash has 16 digits, 0 to 9 and a to f"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_of_no_name_is_known_by_its_words_and_one_language_needs_no_tag() {
        let of = |text: &str| {
            let document = statemark::json::read(text.as_bytes());
            Hash::of_value(document.node().unwrap(), Some("en"))
        };
        assert_eq!(of(r#"{"a": "x", "b": 1}"#), of("{\"b\": 1,\n \"a\": {\"en\": \"x\"}}"));
        assert_eq!(of(r#"{"a": [{"c": 1}]}"#), of(r#"{"a": [{"c": 2}, {"c": 3}]}"#), "they have findings of their own");
        let different = [
            r#"{"a": "1"}"#,
            r#"{"a": 1}"#,
            r#"{"a": ["1"]}"#,
            r#"{"a": {"fr": "1"}}"#,
            r#"{"a": null}"#,
            r#"{"a": true}"#,
            "{}",
        ];
        let hashes: std::collections::HashSet<Hash> = different.iter().map(|text| of(text)).collect();
        assert_eq!(hashes.len(), different.len());
    }
}
