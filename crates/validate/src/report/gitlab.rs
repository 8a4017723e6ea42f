//! The report as GitLab reads it: Code Quality, a list of issues in JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::entry::Entry;
use super::fingerprint::Fingerprints;
use super::json::{Ending, Unread, line};
use super::worst::Worst;
use super::{files, text};
use crate::finding::Severity;
use crate::rule::Category;

/// How many issues are listed: more than anybody looks at, and no more than memory holds.
pub(super) const MOST: usize = 25_000;

#[derive(Serialize)]
struct Issue<'entry> {
    description: String,
    check_name: &'entry str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u64,
    end: u64,
}

/// Prints the issues, the worst first. The list has no other place to say that some are left out than one more issue.
pub(super) fn write(out: &mut impl Write, worst: &Worst, ending: &Ending) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let mut separator = "[\n";
    for unread in &ending.unread {
        write!(out, "{separator}{}", line(&of_unread(unread, &mut fingerprints)))?;
        separator = ",\n";
    }
    let mut last = None;
    for entry in worst.entries() {
        write!(out, "{separator}{}", line(&of_finding(entry, &mut fingerprints)))?;
        separator = ",\n";
        last = Some(&entry.place.file);
    }
    if (ending.left_out > 0 || ending.interrupted)
        && let Some(file) = last
    {
        write!(out, "{separator}{}", line(&of_rest(file, ending, &mut fingerprints)))?;
        separator = ",\n";
    }
    writeln!(out, "{}", if separator == "[\n" { "[]" } else { "\n]" })
}

fn of_finding<'entry>(entry: &'entry Entry, fingerprints: &mut Fingerprints) -> Issue<'entry> {
    let help = entry.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
    let place = &entry.place;
    Issue {
        description: format!("{}{help}", entry.message),
        check_name: entry.rule,
        fingerprint: fingerprints.next(entry),
        severity: severity(entry),
        location: location(&place.file, place.line, place.end_line),
    }
}

fn of_unread(unread: &Unread, fingerprints: &mut Fingerprints) -> Issue<'static> {
    let help = unread.help.as_ref().map_or(String::new(), |help| format!(" ({help})"));
    Issue {
        description: format!("{} {}{help}", unread.file, unread.reason),
        check_name: "unread",
        fingerprint: fingerprints.of_unread(&unread.file),
        severity: "blocker",
        location: location(&unread.file, 1, 1),
    }
}

/// How much is not listed, said at the file of the last issue.
fn of_rest(file: &str, ending: &Ending, fingerprints: &mut Fingerprints) -> Issue<'static> {
    let left_out = text::grouped(ending.left_out);
    Issue {
        description: format!("{left_out} more findings are not listed; {}", text::totals(ending)),
        check_name: "left-out",
        fingerprint: fingerprints.of_unread(""),
        severity: "info",
        location: location(file, 1, 1),
    }
}

fn location(file: &str, begin: u64, end: u64) -> Location {
    Location { path: files::path(file), lines: Lines { begin, end } }
}

/// One of the five words of GitLab. What is wrong in form keeps the rest of a document from being judged.
fn severity(entry: &Entry) -> &'static str {
    match (entry.severity, entry.category) {
        (Severity::Error, Category::Form) => "critical",
        (Severity::Error, _) => "major",
        (Severity::Warning, _) => "minor",
        (Severity::Information, _) => "info",
    }
}
