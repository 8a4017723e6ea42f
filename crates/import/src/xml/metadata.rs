//! What XML says of itself: the language of its root, and elements with names that everyone knows.

use quick_xml::events::BytesStart;

use crate::page::{Entry, Metadata};

/// Elements, what they say, and how they are called in the report.
const ELEMENTS: [(&str, &str, &str); 10] = [
    ("creator", "author", "<creator>"),
    ("date", "date", "<date>"),
    ("doc-date", "date", "<doc-date>"),
    ("language", "language", "<language>"),
    ("pubdate", "published", "<pubdate>"),
    ("published", "published", "<published>"),
    ("publisher", "publisher", "<publisher>"),
    ("release-date", "published", "<release-date>"),
    ("rights", "rights", "<rights>"),
    ("source-url", "url", "<source-url>"),
];

/// The language of the root.
pub(super) fn of_root(root: &BytesStart<'_>, metadata: &mut Metadata) {
    let value = |name: &str| root.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value.trim().to_owned());
    if let Some(value) = value("xml:lang").or_else(|| value("lang")) {
        metadata.entries.push(Entry { key: "language", value, origin: "xml:lang", trust: 0 });
    }
}

/// What an element says, if its name is known.
pub(super) fn of_element(name: &str, text: &str, metadata: &mut Metadata) {
    if let Some(&(_, key, origin)) = ELEMENTS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name)) {
        metadata.entries.push(Entry { key, value: text.to_owned(), origin, trust: 1 });
    }
}

/// Whether an element speaks of other texts.
pub(super) fn is_beside(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(
        &*name,
        "bibl" | "biblstruct" | "listbibl" | "ref" | "ref-list" | "note" | "fn" | "footnote" | "citation" | "bibliography"
    )
}
