//! The texts of sources: fences at the end, or strings in the front matter where a fence would not bring them back.

use std::collections::HashMap;

use statemark::document::VALUE_LIMIT;
use statemark::statement::Statement;

use super::Context;
use super::lines::Lines;
use crate::markdown::{limits, records};
use crate::points::Points;

/// A source's text that stands in the document.
pub(super) struct SourceText<'statement> {
    pub(super) points: Points<'statement>,
    /// Whether it stands in a fence.
    pub(super) fenced: bool,
    /// Whether its offsets stay when a formatter takes the spaces at the ends of lines away.
    pub(super) is_steady: bool,
}

/// The texts of the sources, by id.
pub(super) fn texts(statement: &Statement) -> HashMap<&str, SourceText<'_>> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for source in &statement.sources {
        *times.entry(source.id.as_str()).or_default() += 1;
    }
    let texts = statement.sources.iter().filter_map(|source| {
        let text = source.text.as_ref()?.as_str();
        // A fence names its source by its id, which must be the only one.
        let is_only = times.get(source.id.as_str()) == Some(&1);
        let fenced = is_only && fits_fence(text);
        let is_steady = is_only && !text.lines().any(|line| line.ends_with([' ', '\t']));
        Some((source.id.as_str(), SourceText { points: Points::new(text), fenced, is_steady }))
    });
    texts.collect()
}

/// Whether a fence at the left margin brings a text back.
fn fits_fence(text: &str) -> bool {
    let feeds = text.matches('\n').count();
    let returns = text.matches('\r').count();
    let breaks_fit = returns == 0 || (returns == feeds && text.matches("\r\n").count() == feeds);
    breaks_fit
        && limits::marks(text) < VALUE_LIMIT / 2
        && !text.lines().any(|line| limits::depth(line) > limits::DEPTH)
        && records::opening(text, 0).is_none()
}

/// Writes the fences.
pub(super) fn write_all(statement: &Statement, context: &Context<'_>, lines: &mut Lines) {
    for source in statement.sources.iter().filter(|source| context.is_fenced(source.id.as_str())) {
        let Some(text) = &source.text else { continue };
        let crlf = text.as_str().contains('\r');
        let info = format!("source={}{}", source.id, if crlf { " eol=crlf" } else { "" });
        lines.blank();
        if crlf { fence(&text.as_str().replace("\r\n", "\n"), &info, lines) } else { fence(text.as_str(), &info, lines) }
    }
}

/// Writes a text without CR as a fence.
pub(super) fn fence(text: &str, info: &str, lines: &mut Lines) {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let ticks = "`".repeat(longest.max(2) + 1);
    lines.push(&format!("{ticks}{info}"));
    text.split('\n').for_each(|line| lines.push(line));
    lines.push(&ticks);
}
