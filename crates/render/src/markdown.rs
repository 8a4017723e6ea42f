//! A summary as `CommonMark`: headings and lists.

use std::fmt::Write;

use crate::summary::{Doers, Speakers, Summary, counted};

/// Writes a summary as `CommonMark`. Words of the statement are escaped, so that none becomes markup.
pub fn to_string(summary: &Summary) -> String {
    let mut out = format!("# {}\n\n", escaped(&summary.title));
    for (label, value) in &summary.facts {
        let _ = writeln!(out, "- {label}: {}", escaped(value));
    }
    if !summary.speakers.is_empty() {
        out.push_str("\n## Who does what\n");
        summary.speakers.iter().for_each(|speakers| acts(&mut out, speakers));
    }
    summary.actions.lists().for_each(|(title, by, list)| actions(&mut out, title, by, list));
    topics(&mut out, summary);
    if !summary.sources.is_empty() {
        out.push_str("\n## Sources\n\n");
        summary.sources.iter().for_each(|source| item(&mut out, "", source, &[]));
    }
    let _ = writeln!(out, "\n## Coding\n\n{}", summary.counts.sentences().join(" "));
    out
}

/// What one set of speakers does: each act with its clauses below it.
fn acts(out: &mut String, speakers: &Speakers) {
    let clauses = counted(speakers.clauses(), "clause");
    let _ = writeln!(out, "\n### {} ({clauses})\n", escaped(&speakers.heading()));
    for acted in &speakers.acts {
        let _ = writeln!(out, "- **{}**", acted.act.label());
        acted.clauses.iter().for_each(|said| item(out, "  ", &said.line(), &said.notes()));
    }
}

fn actions(out: &mut String, title: &str, by: &str, list: &[Doers]) {
    let _ = writeln!(out, "\n## {title}");
    for doers in list {
        let _ = writeln!(out, "\n### {}\n", escaped(&doers.heading(by)));
        doers.deeds.iter().for_each(|deed| item(out, "", &deed.what, &deed.notes()));
    }
}

fn topics(out: &mut String, summary: &Summary) {
    if summary.topics.is_empty() {
        return;
    }
    out.push_str("\n## Topics\n\n");
    for topic in &summary.topics {
        let broader = topic.broader.as_ref().map(|broader| format!(" (in {broader})")).unwrap_or_default();
        item(out, "", &format!("{}{broader}: {}", topic.label, counted(topic.clauses, "clause")), &[]);
    }
}

/// An item of a list: words, and in emphasis what the coding says of them.
fn item(out: &mut String, indent: &str, words: &str, notes: &[String]) {
    let _ = write!(out, "{indent}- {}", escaped(words));
    if !notes.is_empty() {
        let _ = write!(out, " — *{}*", escaped(&notes.join("; ")));
    }
    out.push('\n');
}

/// Words as text that no reader of `CommonMark` takes for markup, nor for the tables, strikethrough and formulas of its GitHub dialect.
/// What GitHub makes of the finished text (bare addresses, `@name`, `:smile:`) no escape prevents; the words stay the same.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    // A number with a full stop or bracket, or one of these signs, begins a list or underlines a heading at the start of a line.
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in words.char_indices() {
        let at_start = (at == 0 && matches!(c, '+' | '-' | '=')) || (at > 0 && at == digits && matches!(c, '.' | ')'));
        if at_start || matches!(c, '\\' | '`' | '#' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
