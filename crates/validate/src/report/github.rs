//! The report as the runner of GitHub reads it on stdout: workflow commands, which become annotations; and a summary of the step.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::entry::Entry;
use super::excerpt::printable;
use super::json::{Ending, Unread};
use super::worst::Worst;
use super::{files, text};
use crate::finding::Severity;

/// How many annotations of each kind GitHub shows of a step.
pub(super) const MOST: usize = 10;

/// How many files that could not be read a summary names.
const UNREAD: usize = 20;

/// Prints the annotations, the most important first, and how many more findings there are in a last one.
pub(super) fn write(out: &mut impl Write, worst: &Worst, ending: &Ending) -> io::Result<()> {
    for unread in ending.unread.iter().take(MOST) {
        writeln!(out, "{}", of_unread(unread))?;
    }
    // Errors share their room with what could not be read, and notices with the last one.
    let mut left = [MOST.saturating_sub(ending.unread.len()), MOST, MOST - 1];
    let mut shown = 0;
    for entry in worst.entries() {
        let left = &mut left[entry.severity as usize];
        if *left > 0 {
            *left -= 1;
            shown += 1;
            writeln!(out, "{}", of_finding(entry))?;
        }
    }
    let more = ending.findings() - shown;
    let unread = ending.unread.len().saturating_sub(MOST) as u64;
    if more + unread == 0 && !ending.interrupted {
        return Ok(());
    }
    let not_shown = if more > 0 { format!("{} more are not shown here; ", text::grouped(more)) } else { String::new() };
    let words = format!("{not_shown}{}", text::totals(ending));
    writeln!(out, "::notice title={}::{}", property("statemark"), data(&words))
}

fn of_finding(entry: &Entry) -> String {
    let (command, place) = (command(entry.severity), &entry.place);
    let mut out =
        format!("::{command} file={},line={},endLine={}", property(&files::path(&place.file)), place.line, place.end_line);
    // The runner takes columns only of what stands on one line.
    if place.line == place.end_line {
        write!(out, ",col={},endColumn={}", place.column, place.end_column).expect("writing to a string does not fail");
    }
    let help = entry.help.as_ref().map_or(String::new(), |help| format!("\nhelp: {}", printable(help)));
    let words = format!("{}{help}", printable(&entry.message));
    out.extend([",title=", &property(entry.rule), "::", &data(&words)]);
    out
}

fn of_unread(unread: &Unread) -> String {
    let words = format!("{} {}", printable(&unread.file), printable(&unread.reason));
    format!("::error file={},title=unread::{}", property(&files::path(&unread.file)), data(&words))
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "notice",
    }
}

/// Words behind the last `::` of a command.
fn data(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}

/// The summary of a step, in Markdown: what `$GITHUB_STEP_SUMMARY` takes. A table of rules, the worst first, then the most.
pub fn summary(ending: &Ending) -> String {
    let mut out = format!("### Statemark\n\n{}\n", text::totals(ending));
    let mut rules: Vec<_> = ending.rules.iter().collect();
    rules.sort_by_key(|of| (of.severity, std::cmp::Reverse(of.findings)));
    if !rules.is_empty() {
        out.push_str("\n| severity | rule | findings | files |\n|---|---|---:|---:|\n");
    }
    for of in rules {
        let (findings, files) = (text::grouped(of.findings), text::grouped(of.files));
        writeln!(out, "| {} | `{}` | {findings} | {files} |", of.severity, of.rule).expect("writing to a string does not fail");
    }
    if !ending.unread.is_empty() {
        out.push_str("\nNot read:\n\n");
    }
    for unread in ending.unread.iter().take(UNREAD) {
        out.extend(["- ", &plain(&unread.file), " ", &plain(&unread.reason), "\n"]);
    }
    if let Some(more @ 1..) = ending.unread.len().checked_sub(UNREAD) {
        out.extend(["- and ", &text::grouped(more as u64), " more\n"]);
    }
    out
}

/// Words that Markdown takes for nothing else.
fn plain(words: &str) -> String {
    let mut out = String::new();
    for c in printable(words).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            _ if c.is_ascii_punctuation() => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}
