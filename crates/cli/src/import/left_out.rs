//! What is in no clause, and why, as lines of JSON.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde::Serialize;
use statemark::statement::Statement;
use statemark_import::page::LeftOut;
use statemark_import::points::Points;

use crate::error::{Cause, Failure};
use crate::io::{Replacement, is_stream, name};

/// A line.
#[derive(Serialize)]
struct Line<'text> {
    /// The file.
    file: &'text str,
    /// The id of the statement that was made of it.
    statement: &'text str,
    /// How many code points of the source's text stand before the words, and before their end.
    start: u64,
    end: u64,
    words: &'text str,
    reason: &'static str,
}

/// The lines of a text.
pub(super) fn lines(file: &str, statement: &Statement, left_out: &[LeftOut]) -> Vec<u8> {
    let mut lines = Vec::new();
    let Some(text) = statement.sources.first().and_then(|source| source.text.as_ref()) else { return lines };
    let mut points = Points::new(text.as_str());
    for LeftOut { span, reason } in left_out {
        let (start, end, words) = (points.before(span.start), points.before(span.end), &text.as_str()[span.clone()]);
        let line = Line { file, statement: statement.id.as_str(), start, end, words, reason };
        // A vector takes all that is written into it.
        let _ = serde_json::to_writer(&mut lines, &line);
        lines.push(b'\n');
    }
    lines
}

/// A line of elements that say what a statement without coding has no place for.
#[derive(Serialize)]
struct MarkupLine<'text> {
    file: &'text str,
    statement: &'text str,
    element: &'text str,
    count: usize,
}

/// Adds the lines of what markup says.
pub(super) fn add_markup(lines: &mut Vec<u8>, file: &str, statement: &Statement, markup: &BTreeMap<String, usize>) {
    for (element, &count) in markup {
        // A vector takes all that is written into it.
        let _ = serde_json::to_writer(&mut *lines, &MarkupLine { file, statement: statement.id.as_str(), element, count });
        lines.push(b'\n');
    }
}

/// Where the lines go.
pub(super) struct LeftOutFile(Option<(Replacement, String)>);

impl LeftOutFile {
    /// Begins the file; nothing is seen of it until it is kept.
    pub(super) fn begin(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self(None)) };
        if is_stream(path) {
            let help = Some("name a file after --left-out".to_owned());
            return Err(Cause::wrong("cannot take the statements and what is left out", help).of("stdout"));
        }
        let file = Replacement::new(path).map_err(|cause| cause.of(name(path)))?;
        Ok(Self(Some((file, name(path)))))
    }

    pub(super) fn add(&mut self, lines: &[u8]) -> Result<(), Failure> {
        let Some((file, name)) = &mut self.0 else { return Ok(()) };
        file.write_all(lines).map_err(|error| Cause::Write(error).of(name.as_str()))
    }

    /// Puts it in its place.
    pub(super) fn keep(self) -> Result<(), Failure> {
        let Some((file, name)) = self.0 else { return Ok(()) };
        file.keep().map_err(|error| Cause::Write(error).of(name))
    }
}
