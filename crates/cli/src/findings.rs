//! What is wrong with a document, told to the person at the terminal.

use std::io::Write;
use std::path::Path;

use statemark::document::Document;
use statemark::edit::Change;
use statemark::node::Span;
use statemark::pointer::Pointer;
use statemark_convert::editor::Editor;
use statemark_convert::format::Format;
use statemark_validate::report::part::{Part, Wanted};
use statemark_validate::report::stream::Stream;
use statemark_validate::report::{Layout, Origin, Report, Style, Totals};
use statemark_validate::{Options, validate};

use crate::args::Validate;
use crate::config::Config;
use crate::io::{self, Input, SOURCES_LIMIT, Sources};
use crate::paths;

/// Tells why a document is refused: its findings, to stderr.
pub(crate) fn tell(input: &Input, document: &Document<'_>) {
    let (layout, style) = (Layout::Text, Style::default());
    let report = validate(document, &Options::default());
    let part = part(&input.name, input.format, document, &report, Wanted::by([(layout, style)]));
    let mut stream = Stream::new(io::stderr(), layout, style, None);
    // If it cannot be told, nobody is left to tell.
    let _ = stream.part(&part).and_then(|()| stream.finish(false).map(drop));
}

/// Tells what is found in what was mended, to stderr, and sums it up.
pub(crate) fn left(input: &Input, args: &Validate, config: &Config, style: Style, most: Option<u64>) -> Totals {
    let layout = Layout::from(args.report.format);
    let sources = Sources::new(args.sources.as_deref(), Path::new("-"));
    let options = Options {
        sources: &|file| sources.read(file.as_str()).ok(),
        refused: &|file| sources.refusal(file.as_str(), SOURCES_LIMIT),
        as_of: args.as_of.as_ref(),
        levels: &config.levels,
        profile: config.profile.as_ref(),
        thorough: false,
    };
    let document = input.format.read(&input.bytes);
    let mut report = validate(&document, &options);
    config.suppress(&document, &mut report);
    let part = part(&input.name, input.format, &document, &report, Wanted::by([(layout, style)]));
    let out: Box<dyn Write> = if args.quiet { Box::new(std::io::sink()) } else { Box::new(io::stderr()) };
    let mut stream = Stream::new(out, layout, style, most);
    // If it cannot be told, nobody is left to tell.
    let _ = stream.part(&part);
    let totals = *stream.totals();
    let _ = stream.finish(false);
    totals
}

/// How many bytes an id may have to be named beside each finding: those that are right have no more.
const LONGEST: usize = 128;

/// The `id` of the statement in a document, as far as it could be read and is not absurdly long.
pub(crate) fn statement_id<'document>(document: &'document Document<'_>) -> Option<&'document str> {
    // What is right needs no tree.
    let right = document.statement.as_ref().map(|statement| statement.id.as_str());
    let id = right.or_else(|| document.node()?.get("id")?.as_str());
    id.filter(|id| id.len() <= LONGEST)
}

/// The part of a report that a file with one document makes.
pub(crate) fn part(name: &str, format: Format, document: &Document<'_>, report: &Report, wanted: Wanted) -> Part {
    let statement = statement_id(document);
    let path = |pointer: &Pointer, span: Span| paths::path(format, document, None, pointer, span);
    let editor = Editor::new(format, document, None);
    let edits = |changes: &[Change]| editor.edits(changes);
    Part::new(&Origin { statement, path: &path, edits: &edits, ..Origin::new(name, &document.text) }, report, wanted)
}
