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
    let mut last = ".";
    let mut print = |issue: Issue<'_>| {
        write!(out, "{separator}{}", line(&issue))?;
        separator = ",\n";
        Ok::<(), io::Error>(())
    };
    for unread in &ending.unread {
        print(of_unread(unread, &mut fingerprints))?;
    }
    for entry in worst.entries() {
        print(of_finding(entry, &mut fingerprints))?;
        last = &entry.place.file;
    }
    if ending.interrupted {
        print(of_run(last, "interrupted", "blocker", text::totals(ending), &mut fingerprints))?;
    }
    if ending.left_out > 0 {
        let words = format!("{} more findings are not listed; {}", text::grouped(ending.left_out), text::totals(ending));
        print(of_run(last, "left-out", "info", words, &mut fingerprints))?;
    }
    writeln!(out, "{}", if separator == "[\n" { "[]" } else { "\n]" })
}

/// What to say where the limit left findings out.
pub(super) fn note(listed: usize, ending: &Ending) -> Option<String> {
    let all = ending.findings();
    let is_full = listed == MOST && all > MOST as u64;
    is_full.then(|| format!("lists {} of {} findings, the worst", text::grouped(listed as u64), text::grouped(all)))
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
        fingerprint: fingerprints.of_other("unread", &unread.file),
        severity: "blocker",
        location: location(&unread.file, 1, 1),
    }
}

/// Something to say of the whole run, at the file of the last finding.
fn of_run<'name>(
    file: &str,
    name: &'name str,
    severity: &'static str,
    description: String,
    fingerprints: &mut Fingerprints,
) -> Issue<'name> {
    Issue {
        description,
        check_name: name,
        fingerprint: fingerprints.of_other(name, ""),
        severity,
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
