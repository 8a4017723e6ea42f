//! Whether the files of a statement in a package say what its canonical JSON says.

use statemark::document::Document;
use statemark::json;
use statemark::statement::Statement;
use statemark_convert::xml;

use super::contents::{AKN, TEI, XML};
use super::finding::StatementFault;
use crate::{akn, tei};

/// How a spelling is read.
type Read = fn(&[u8]) -> Document<'_>;

/// The spellings that stand beside the canonical JSON of a statement, by the endings of their names.
const SPELLINGS: [(&str, Read); 3] = [(XML, xml::read), (AKN, akn::read), (TEI, tei::read)];

/// The endings of the names of those spellings.
pub fn endings() -> impl Iterator<Item = &'static str> {
    SPELLINGS.iter().map(|(ending, _)| *ending)
}

/// Sees that a document is a statement.
///
/// ```
/// use statemark_archive::package::readback;
/// assert!(readback::statement(&statemark::json::read(b"{}")).unwrap_err().to_string().starts_with("is no statement: 1:1: "));
/// ```
///
/// # Errors
/// When it is none.
pub fn statement<'document>(document: &'document Document<'_>) -> Result<&'document Statement, StatementFault> {
    document.statement.as_ref().ok_or_else(|| unread(document))
}

/// Sees that the document of these bytes is a statement in canonical JSON.
///
/// # Errors
/// When it is not.
pub fn canonical(document: &Document<'_>, bytes: &[u8]) -> Result<(), StatementFault> {
    if json::to_vec_pretty(statement(document)?) == bytes { Ok(()) } else { Err(StatementFault::NotCanonical) }
}

/// Sees that a spelling, told by the ending of its name, reads as the statement of this canonical JSON.
///
/// ```
/// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
/// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
/// #     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]}"#;
/// # let statement = statemark::json::from_str(text)?;
/// use statemark_archive::package::readback;
/// let canonical = statemark::json::to_vec_pretty(&statement);
/// let tei = statemark_archive::tei::to_vec(&statement);
/// assert!(readback::spelled(".tei.xml", &tei, &canonical).is_ok());
/// assert!(readback::spelled(".akn.xml", &tei, &canonical).is_err());
/// # Ok::<(), statemark::error::Error>(())
/// ```
///
/// # Errors
/// When it does not.
pub fn spelled(ending: &str, bytes: &[u8], canonical: &[u8]) -> Result<(), StatementFault> {
    let Some((_, read)) = SPELLINGS.iter().find(|(other, _)| *other == ending) else { return Ok(()) };
    let document = read(bytes);
    if json::to_vec_pretty(statement(&document)?) == canonical {
        return Ok(());
    }
    Err(StatementFault::Other("the JSON beside it".to_owned()))
}

/// Why a document is no statement: its first fault, with its place.
fn unread(document: &Document<'_>) -> StatementFault {
    let told = document.faults.first().map(|fault| {
        let place = document.place(fault.span.start);
        format!("{}:{}: {}", place.line, place.column, fault.message)
    });
    StatementFault::Unread(told.unwrap_or_else(|| "it cannot be read".to_owned()))
}

#[cfg(test)]
mod tests {
    use statemark_specimens::examples;

    use super::*;

    #[test]
    fn what_says_something_else_is_found() {
        let examples = examples::examples();
        let (one, other) = (&examples[0].statement, &examples[1].statement);
        let text = json::to_vec_pretty(one);
        let canonical = |bytes: &[u8]| canonical(&json::read(bytes), bytes);
        assert_eq!(canonical(&text), Ok(()));
        assert_eq!(canonical(&json::to_vec(one)), Err(StatementFault::NotCanonical));
        assert!(matches!(canonical(b"{"), Err(StatementFault::Unread(told)) if told.starts_with("1:")));
        for (ending, bytes) in [(XML, xml::to_vec(other)), (AKN, akn::to_vec(other)), (TEI, tei::to_vec(other))] {
            assert!(matches!(spelled(ending, &bytes, &text), Err(StatementFault::Other(_))), "{ending}");
            assert!(matches!(spelled(ending, b"<a/>", &text), Err(StatementFault::Unread(_))), "{ending}");
        }
    }
}
