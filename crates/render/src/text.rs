//! A summary as plain text of at most 80 columns.

mod wrap;

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::summary::{Doers, Speakers, Summary, counted};

pub(crate) use wrap::is_wide;
use wrap::wrap;

/// The columns that a line may fill. A character of East Asian width fills two.
pub const WIDTH: usize = 80;

/// Writes a summary as plain text: no colour, no line wider than [`WIDTH`], one line feed at the end of each.
pub fn to_string(summary: &Summary) -> String {
    let mut out = String::new();
    heading(&mut out, &summary.title, '=');
    let labels = summary.facts.iter().map(|(label, _)| label.len()).max().unwrap_or_default();
    for (label, value) in &summary.facts {
        wrap(&mut out, &format!("{label:labels$}  "), value);
    }
    if !summary.speakers.is_empty() {
        heading(&mut out, "Who does what", '-');
        summary.speakers.iter().for_each(|speakers| acts(&mut out, speakers));
    }
    summary.actions.lists().for_each(|(title, by, list)| actions(&mut out, title, by, list));
    topics(&mut out, summary);
    if !summary.sources.is_empty() {
        heading(&mut out, "Sources", '-');
        summary.sources.iter().for_each(|source| wrap(&mut out, "- ", source));
    }
    heading(&mut out, "Coding", '-');
    summary.counts.sentences().iter().for_each(|sentence| wrap(&mut out, "", sentence));
    out
}

/// A heading with a line under it, and an empty line before it unless it is the first.
fn heading(out: &mut String, words: &str, line: char) {
    if !out.is_empty() {
        out.push('\n');
    }
    wrap(out, "", words);
    out.extend(std::iter::repeat_n(line, words.width().min(WIDTH)));
    out.push('\n');
}

/// What one set of speakers does: the acts in a column, the words beside them.
fn acts(out: &mut String, speakers: &Speakers) {
    out.push('\n');
    wrap(out, "", &format!("{} ({})", speakers.heading(), counted(speakers.clauses(), "clause")));
    let labels = speakers.acts.iter().map(|acted| acted.act.label().width()).max().unwrap_or_default();
    for acted in &speakers.acts {
        let mut label = acted.act.label();
        for said in &acted.clauses {
            let first = format!("  {label:labels$}  - ");
            wrap(out, &first, &with_notes(said.line(), &said.notes()));
            label = "";
        }
    }
}

fn actions(out: &mut String, title: &str, by: &str, list: &[Doers]) {
    heading(out, title, '-');
    for doers in list {
        out.push('\n');
        wrap(out, "", &doers.heading(by));
        for deed in &doers.deeds {
            wrap(out, "  - ", &with_notes(deed.what.clone(), &deed.notes()));
        }
    }
}

fn topics(out: &mut String, summary: &Summary) {
    if summary.topics.is_empty() {
        return;
    }
    heading(out, "Topics, by number of clauses", '-');
    let digits = summary.topics.iter().map(|topic| topic.clauses.to_string().len()).max().unwrap_or_default();
    for topic in &summary.topics {
        let broader = topic.broader.as_ref().map(|broader| format!(" (in {broader})"));
        wrap(out, &format!("{:digits$}  ", topic.clauses), &(topic.label.clone() + &broader.unwrap_or_default()));
    }
}

/// Words, and in brackets what the coding says of them.
fn with_notes(mut words: String, notes: &[String]) -> String {
    if !notes.is_empty() {
        let _ = write!(words, " [{}]", notes.join("; "));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_underlined_by_columns_not_by_characters() {
        let mut out = String::new();
        heading(&mut out, "中国", '=');
        heading(&mut out, "e\u{301}t", '-');
        assert_eq!(out, "中国\n====\n\ne\u{301}t\n--\n");
    }
}
