//! What each spelling calls a place.

use statemark::document::Document;
use statemark::node::Span;
use statemark::pointer::Pointer;
use statemark_convert::format::Format;
use statemark_convert::{markdown, xml};
use statemark_validate::report::Path;

/// The place of a finding, as the spelling of its document names it: `record` is its number in a collection.
pub(crate) fn path(format: Format, document: &Document<'_>, record: Option<u64>, pointer: &Pointer, span: Span) -> Option<Path> {
    match format {
        Format::Json | Format::Yaml => None,
        Format::Xml => Some(Path::XPath(xml::xpath(document, pointer, span, record))),
        Format::Markdown => markdown::heading_path(document, pointer).map(Path::Headings),
    }
}
