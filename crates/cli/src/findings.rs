//! What is wrong with a document, told to the person at the terminal.

use statemark::document::Document;
use statemark::node::{Node, Span};
use statemark::pointer::Pointer;
use statemark_convert::format::Format;
use statemark_validate::report::part::Part;
use statemark_validate::report::stream::Stream;
use statemark_validate::report::{Layout, Origin, Report, Style};
use statemark_validate::{Options, validate};

use crate::io::{self, Input};
use crate::paths;

/// Tells why a document is refused: its findings, to stderr.
pub(crate) fn tell(input: &Input, document: &Document<'_>) {
    let (layout, style) = (Layout::Text, Style::default());
    let report = validate(document, &Options::default());
    let part = part(&input.name, input.format, document, &report, layout, style);
    let mut stream = Stream::new(io::stderr(), layout, style, None);
    // If it cannot be told, nobody is left to tell.
    let _ = stream.part(&part).and_then(|()| stream.finish(false));
}

/// How many bytes an id may have to be named beside each finding: those that are right have no more.
const LONGEST: usize = 128;

/// The `id` of the statement in a document, as far as it could be read and is not absurdly long.
pub(crate) fn statement_id<'document>(document: &'document Document<'_>) -> Option<&'document str> {
    let id = document.node().and_then(|node| node.get("id")).and_then(Node::as_str);
    id.filter(|id| id.len() <= LONGEST)
}

/// The part of a report that a file with one document makes.
pub(crate) fn part(name: &str, format: Format, document: &Document<'_>, report: &Report, layout: Layout, style: Style) -> Part {
    let statement = statement_id(document);
    let path = |pointer: &Pointer, span: Span| paths::path(format, document, None, pointer, span);
    Part::new(&Origin { statement, path: &path, ..Origin::new(name, &document.text) }, report, layout, style)
}
