//! `$schema`, the one thing in a JSON document that is no part of its statement.

use memchr::memmem;
use statemark::json;
use statemark::node::Span;
use statemark::pointer::Pointer;

use super::{Loss, LossKind};

/// The `$schema` of a text, if it has one.
pub(super) fn schema(text: &str) -> Vec<Loss> {
    let entry = if may_have_schema(text.as_bytes()) { json::schema(text) } else { None };
    let loss = entry.map(|entry| Loss {
        kind: LossKind::Schema,
        span: Span::new(entry.key_span.start, entry.node.span.end),
        pointer: Pointer::root().key(&entry.key),
        words: entry.node.as_str().unwrap_or_default().to_owned(),
    });
    loss.into_iter().collect()
}

/// Whether the key may stand there, without looking for where: as it is, or with escapes.
fn may_have_schema(text: &[u8]) -> bool {
    // `$` is U+0024, the letters are U+0061 to U+0073.
    let is_of_key = |at: usize| matches!(text.get(at + 4), Some(b'2' | b'6' | b'7'));
    memmem::find(text, b"$schema\"").is_some() || memmem::find_iter(text, b"\\u00").any(is_of_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_of_the_document_is_found_whatever_its_escapes() {
        for (text, words) in [
            (r#"{"$schema": "https://example.org/s", "id": "a"}"#, Some("https://example.org/s")),
            (r#"{"id": "a", "\u0024s\u0063hema": "s"}"#, Some("s")),
            (r#"{"id": "$schema", "ext": {"$schema": "no"}}"#, None),
            (r#"{"id": "caf\u00e9 \u0024schema"}"#, None),
        ] {
            let lost = schema(text);
            assert_eq!(lost.first().map(|loss| &*loss.words), words, "{text}");
            assert!(lost.iter().all(|loss| text[loss.span.start..].starts_with('"') && loss.span.end < text.len()));
        }
    }
}
