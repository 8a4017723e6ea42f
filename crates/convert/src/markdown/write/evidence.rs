//! Evidence: a block quote.

use statemark::evidence::Evidence;
use statemark::text::{Line, Text};

use super::Context;
use super::attributes::Attributes;
use super::lines::Lines;
use super::source::fence;
use super::words::escape_lines;
use crate::markdown::limits;

/// Writes a quote below the clause of these words.
pub(super) fn write(evidence: &Evidence, text: &Text, lines: &mut Lines, context: &Context<'_>) {
    let exact = evidence.exact.as_str();
    let mut attributes = Attributes::default();
    attributes.value("source", Some(&evidence.source));
    attributes.value("start", Some(evidence.start.get().to_string()));
    attributes.value("end", Some(evidence.end.get().to_string()));
    let deep = |line: &str| limits::depth(&format!("{}> {line}", lines.prefix())) > limits::DEPTH;
    let in_span = exact.contains('\r') || exact.split('\n').any(deep);
    let left_out = is_left_out(evidence, text, context);
    if in_span && !left_out {
        attributes.value("exact", Some(exact));
    }
    lines.blank();
    lines.within("> ", |lines| {
        if !in_span && !left_out {
            if exact.split('\n').all(Line::holds) && !breaks_address(exact) {
                escape_lines(exact).join("\\\n").split('\n').for_each(|line| lines.push(line));
            } else {
                fence(exact, "", lines);
            }
        }
        lines.push(&attributes.code_span());
    });
}

/// Whether the words are the clause's own and a reader finds them in the source, also after a formatter's work.
fn is_left_out(evidence: &Evidence, text: &Text, context: &Context<'_>) -> bool {
    let exact = evidence.exact.as_str();
    let own = match text {
        Text::Plain(line) => line == exact,
        Text::Languages(lines) => lines.values().any(|line| line == exact),
    };
    let ends_rightly = evidence.start.get() + exact.chars().count() as u64 == evidence.end.get();
    own && ends_rightly
        && !exact.contains("  ")
        && context
            .sources
            .get(evidence.source.as_str())
            .is_some_and(|source| source.is_steady && source.points.has(exact, evidence.start.index()))
}

/// Whether a line ends with an address: some parsers, and formatters with them, take a back slash behind it as part of the address.
pub(in crate::markdown) fn breaks_address(exact: &str) -> bool {
    exact.split_inclusive('\n').filter(|line| line.ends_with('\n')).any(|line| {
        let word = line.trim_end().rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
        word.contains("://") || word.contains("www.")
    })
}
