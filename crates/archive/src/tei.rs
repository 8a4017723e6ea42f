//! TEI P5 (4.12): a header with the bibliography, a stand-off part with who and what is spoken of, and a text of nothing but the words.
//!
//! The element `rest` in `xenoData` says what the standard has no place for.

mod body;
mod entities;
mod header;
mod read;
mod references;
mod signatories;
mod write;

use statemark::document::Document;
use statemark::statement::Statement;
use statemark_convert::xml::tree::Element;

use crate::unread::{self, Spelling};

/// The namespace of TEI.
pub const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

/// Writes a statement as TEI.
///
/// ```
/// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
/// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
/// #     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]}"#;
/// # let statement = statemark::json::from_str(text)?;
/// use statemark_archive::tei;
/// let bytes = tei::to_vec(&statement);
/// assert_eq!(tei::read(&bytes).into_statement()?, statement);
/// # Ok::<(), statemark::error::Error>(())
/// ```
pub fn to_vec(statement: &Statement) -> Vec<u8> {
    write::document(statement)
}

/// Reads TEI that was made of a statement, with all its faults and their places. Bad data is no error here: see [`Document::faults`].
pub fn read(input: &[u8]) -> Document<'_> {
    unread::document(input, &Spelling { rest: read::rest, read: read::statement, write: to_vec })
}

/// Whether a document was made of a statement.
pub(crate) fn is_own(root: &Element<'_>) -> bool {
    read::rest(root).is_some()
}
