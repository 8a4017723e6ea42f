//! What is wrong with the form of a document, told to the person at the terminal.

use statemark::document::Document;
use statemark_validate::{Options, report, validate};

use crate::io::{self, Input};

/// Tells why a document is refused: its findings, to stderr.
pub(crate) fn tell(input: &Input, document: &Document<'_>) {
    let found = validate(document, &Options::default());
    let findings = report::text::render(&found, &input.name, &document.text);
    io::tell(&(findings + &report::text::summary(&found.totals())));
}
