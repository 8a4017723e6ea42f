//! What is wrong with a document, told to the person at the terminal.

use statemark::document::Document;

use crate::io::{self, Input};

/// Tells why a document is refused.
pub(crate) fn tell(input: &Input, document: Document<'_>) {
    if let Err(error) = document.into_statement() {
        io::tell(&format!("{}: {error}", input.name));
    }
}
