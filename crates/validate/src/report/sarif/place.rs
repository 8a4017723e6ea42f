//! Words and places of a log.

use serde::Serialize;

use crate::report::entry::{Location, Note};
use crate::report::{Path, files};

/// Words: `message`.
#[derive(Serialize)]
pub(super) struct Message {
    text: String,
}

impl Message {
    /// Words in which nothing is a placeholder or a link, whatever a document holds (3.11.5 and 3.11.6).
    pub(super) fn new(words: &str) -> Self {
        Self { text: words.replace('{', "{{").replace('}', "}}").replace("](", "] (") }
    }
}

/// A place: `location`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

/// A place in a file: `physicalLocation`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

/// A file: `artifactLocation`.
#[derive(Serialize)]
pub(super) struct Artifact {
    pub(super) uri: String,
}

/// A piece of text: `region`. Bytes are left out: ours are those of the unpacked text without byte order mark, theirs those of the file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: u64,
    pub(super) start_column: u64,
    pub(super) end_line: u64,
    pub(super) end_column: u64,
}

/// A place as the statement or its spelling names it: `logicalLocation`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

impl Place {
    pub(super) fn new(place: &Location) -> Self {
        let region =
            Region { start_line: place.line, start_column: place.column, end_line: place.end_line, end_column: place.end_column };
        let artifact_location = Artifact { uri: files::uri(&place.file) };
        // The whole document has no name.
        let pointer = Some(&place.pointer).filter(|pointer| !pointer.is_empty());
        let pointer = pointer.map(|name| Logical { fully_qualified_name: name.clone(), kind: Some(kind_of_pointer(name)) });
        let path =
            place.path.as_ref().map(|path| Logical { fully_qualified_name: path.as_str().to_owned(), kind: kind_of(path) });
        Self {
            id: None,
            physical_location: Physical { artifact_location, region: Some(region) },
            logical_locations: pointer.into_iter().chain(path).collect(),
            message: None,
        }
    }

    /// A file as a whole.
    pub(super) fn of_file(name: &str) -> Self {
        let physical_location = Physical { artifact_location: Artifact { uri: files::uri(name) }, region: None };
        Self { id: None, physical_location, logical_locations: Vec::new(), message: None }
    }

    pub(super) fn related(id: usize, note: &Note) -> Self {
        Self { id: Some(id), message: Some(Message::new(&note.message)), ..Self::new(&note.place) }
    }
}

/// What a pointer points at: something in a list, or a field.
fn kind_of_pointer(pointer: &str) -> &'static str {
    let step = pointer.rsplit('/').next().unwrap_or_default();
    if step.bytes().all(|byte| byte.is_ascii_digit()) { "value" } else { "property" }
}

fn kind_of(path: &Path) -> Option<&'static str> {
    let Path::XPath(path) = path else { return None };
    Some(match path.rsplit('/').next() {
        Some(step) if step.starts_with('@') => "attribute",
        Some(step) if step.starts_with("text()") => "text",
        _ => "element",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_document_are_neither_placeholders_nor_links() {
        assert_eq!(Message::new("{0} is [here](http://x), [y] (z)").text, "{{0}} is [here] (http://x), [y] (z)");
    }

    #[test]
    fn places_have_the_kinds_of_the_standard() {
        assert_eq!(["/a", "/a/0", "/a/b~1"].map(kind_of_pointer), ["property", "value", "property"]);
        let kind = |path: &str| kind_of(&Path::XPath(path.to_owned()));
        assert_eq!(["/s:a/@b", "/s:a/text()", "/s:a[2]"].map(kind), [Some("attribute"), Some("text"), Some("element")]);
        assert_eq!(kind_of(&Path::Headings("A".into())), None);
    }
}
