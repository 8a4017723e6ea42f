//! What XML says of itself: the language of its root, and elements with names that everyone knows.

use quick_xml::events::BytesStart;

use crate::page::{Entry, Metadata};

/// Elements, and what they say.
const ELEMENTS: [(&str, &str); 10] = [
    ("creator", "author"),
    ("date", "date"),
    ("doc-date", "date"),
    ("language", "language"),
    ("pubdate", "published"),
    ("published", "published"),
    ("publisher", "publisher"),
    ("release-date", "published"),
    ("rights", "rights"),
    ("source-url", "url"),
];

/// The language of the root.
pub(super) fn of_root(root: &BytesStart<'_>, metadata: &mut Metadata) {
    let value = |name: &str| root.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value.trim().to_owned());
    if let Some(value) = value("xml:lang").or_else(|| value("lang")) {
        metadata.entries.push(Entry { key: "language", value, origin: "xml:lang" });
    }
}

/// What an element says, if its name is known.
pub(super) fn of_element(name: &str, text: &str, metadata: &mut Metadata) {
    if let Some((_, key)) = ELEMENTS.iter().find(|(known, _)| *known == name.to_ascii_lowercase()) {
        metadata.entries.push(Entry { key, value: text.to_owned(), origin: "an element of the XML" });
    }
}
