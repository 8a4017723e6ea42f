//! Akoma Ntoso 3.0 (OASIS, 2018): a `statement` with its FRBR metadata, references, preamble, body and conclusions.
//!
//! Attributes with the prefix `sm:` and the element `rest` in `proprietary` say what the standard has no place for.

mod body;
mod eids;
mod entities;
mod meta;
mod read;
mod sections;
mod signatures;
mod write;

use statemark::document::Document;
use statemark::statement::Statement;
use statemark_convert::xml::tree::Element;

use crate::unread::{self, Spelling};

/// The namespace of Akoma Ntoso 3.0.
pub const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// What a statement is in this standard.
const STATEMENT: &str = "statement";

/// What a resolution stands in, together with what those who published it put around it.
const PUBLICATION: &str = "documentCollection";

/// Writes a statement as Akoma Ntoso.
///
/// ```
/// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
/// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
/// #     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]}"#;
/// # let statement = statemark::json::from_str(text)?;
/// use statemark_archive::akn;
/// let bytes = akn::to_vec(&statement);
/// assert_eq!(akn::read(&bytes).into_statement()?, statement);
/// # Ok::<(), statemark::error::Error>(())
/// ```
pub fn to_vec(statement: &Statement) -> Vec<u8> {
    write::document(statement)
}

/// Reads Akoma Ntoso that was made of a statement, with all its faults and their places. Bad data is no error here: see
/// [`Document::faults`].
pub fn read(input: &[u8]) -> Document<'_> {
    unread::document(input, &Spelling { rest: read::rest, read: read::statement, write: to_vec })
}

/// Whether a document was made of a statement.
pub(crate) fn is_own(root: &Element<'_>) -> bool {
    read::rest(root).is_some()
}
