//! The report as a person reads it, in the manner of rustc: what is wrong, where, the line itself, how to mend it.

use std::fmt::{self, Write};

use super::colors::{BLUE, BOLD, color, paint};
use super::entry::{Entry, Location, Page};
use super::excerpt::{Excerpt, printable};
use super::json::Ending;
use super::tally::OfRule;
use super::{Fixable, Origin, Report, Style, Totals};
use crate::baseline::Known;
use crate::finding::Severity;
use crate::fix::Applicability;

/// The findings of one document, without colours. `file` is its name, `text` what was read: [`statemark::document::Document::text`].
///
/// ```text
/// error[unknown-reference]: no entity of this statement has the id `pka`
///   --> a.statemark.json:12:14 at /sections/0/clauses/0/by/0
///    |
/// 12 |       "by": ["pka"],
///    |              ^^^^^
///    = help: did you mean `pk`?
/// ```
pub fn render(report: &Report, file: &str, text: &str) -> String {
    if report.findings.is_empty() {
        return String::new();
    }
    let origin = Origin::new(file, text);
    let page = Page::new(&origin);
    report.findings.iter().map(|found| finding(&page.entry(found), Some(&page), Style::default()) + "\n").collect()
}

/// One finding, with the line that it stands on where the document is at hand. Ends with a line end.
///
/// # Panics
/// Never: writing to a string does not fail.
pub fn finding(entry: &Entry, page: Option<&Page<'_>>, style: Style) -> String {
    let places = std::iter::once(&entry.place).chain(entry.related.iter().map(|note| &note.place));
    let gutter = places.map(|place| place.line.to_string().len()).max().unwrap_or(1);
    let mut writer = Writer { out: String::new(), page, style, gutter };
    writer.finding(entry).expect("writing to a string does not fail");
    writer.out
}

/// The last lines of a report: what is not shown, what teaches more, and the line that sums up.
pub(super) fn ending(ending: &Ending, more: &[OfRule], style: Style) -> String {
    let mut out = String::new();
    for of @ OfRule { rule, severity, findings, files } in more {
        let (findings, files) = (grouped(*findings), count(*files, "file", "files"));
        if ending.rules.contains(of) {
            // None of them is shown.
            paint(&mut out, style, color(*severity), &format!("{severity}[{rule}]"));
            out.extend([": ", &findings, " in ", &files, "\n"]);
        } else {
            out.extend(["and ", &findings, " more of `", rule, "` in ", &files, "\n"]);
        }
    }
    if !more.is_empty() {
        out.push('\n');
    }
    if let Some(known) = ending.baseline.as_ref().filter(|_| style.why) {
        known.lines.iter().for_each(|line| out.extend([&*printable(line), "\n"]));
        if known.unseen > 0 {
            out.extend([&grouped(known.unseen), " known that nobody looked for: not read, or not checked\n"]);
        }
    }
    if !style.why && !ending.rules.is_empty() {
        out.push_str("`statemark explain RULE` says more of a rule\n");
    }
    if let Some(fixable) = fixable(ending.fixable) {
        out.extend([&fixable, "\n"]);
    }
    out.push_str(&totals(ending));
    out.push('\n');
    out
}

/// What a run came to, also if it was interrupted or could not read all.
pub(super) fn totals(ending: &Ending) -> String {
    let interrupted = if ending.interrupted { "interrupted after " } else { "" };
    let unread = match ending.unread.len() as u64 {
        0 => String::new(),
        unread => format!("; {} not read", count(unread, "file was", "files were")),
    };
    format!("{interrupted}{}{unread}", summed_up(&ending.totals, ending.baseline.as_ref()))
}

/// How many findings can be mended, and how.
fn fixable(fixable: Fixable) -> Option<String> {
    let safe = grouped(fixable.safe);
    match (fixable.safe, fixable.on_demand) {
        (0, 0) => None,
        (_, 0) => Some(format!("{safe} can be mended with --fix")),
        (0, more) => Some(format!("{} can be mended with --fix --unsafe-fixes", grouped(more))),
        (_, more) => Some(format!("{safe} can be mended with --fix, {} more with --unsafe-fixes", grouped(more))),
    }
}

/// The last line of a report, which sums it up.
///
/// ```
/// use statemark_validate::report::{Totals, text::summary};
/// assert_eq!(summary(&Totals { documents: 1, ..Totals::default() }), "1 document: nothing found");
/// let totals = Totals { documents: 12_000, errors: 1, warnings: 0, information: 3 };
/// assert_eq!(summary(&totals), "12,000 documents: 1 error, 3 information");
/// ```
pub fn summary(totals: &Totals) -> String {
    let counts = [
        (totals.errors, Severity::Error, "errors"),
        (totals.warnings, Severity::Warning, "warnings"),
        (totals.information, Severity::Information, "information"),
    ];
    let found: Vec<String> = counts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number as u64, one.code(), many))
        .collect();
    let found = if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") };
    format!("{}: {found}", count(totals.documents as u64, "document", "documents"))
}

/// The same where a baseline knows findings that are not added up.
///
/// ```
/// use statemark_validate::baseline::{Counts, Known};
/// use statemark_validate::report::{Totals, text::summed_up};
/// let totals = Totals { documents: 20, errors: 3, ..Totals::default() };
/// let known = Known { known: Counts { errors: 12, ..Counts::default() }, new: 3, ..Known::default() };
/// assert_eq!(summed_up(&totals, Some(&known)), "20 documents: 3 errors; 12 known, 3 new");
/// assert_eq!(summed_up(&totals, None), "20 documents: 3 errors");
/// ```
pub fn summed_up(totals: &Totals, baseline: Option<&Known>) -> String {
    let Some(Known { known, new, mended, pruned, .. }) = baseline else { return summary(totals) };
    let found = summary(totals).replace("nothing found", "nothing new");
    let mended = match (mended, pruned) {
        (0, _) => String::new(),
        (mended, true) => format!(", {} mended and taken out", grouped(*mended)),
        (mended, false) => format!(", {} mended (--prune-baseline takes them out)", grouped(*mended)),
    };
    format!("{found}; {} known, {} new{mended}", grouped(known.all() as u64), grouped(*new))
}

fn count(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with a comma before every three digits.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// One finding while it is written.
struct Writer<'page> {
    out: String,
    page: Option<&'page Page<'page>>,
    style: Style,
    /// How wide the line numbers are.
    gutter: usize,
}

impl Writer<'_> {
    fn finding(&mut self, entry: &Entry) -> fmt::Result {
        let color = color(entry.severity);
        self.paint(color, &format!("{}[{}]", entry.severity, entry.rule));
        self.paint(BOLD, &format!(": {}", printable(&entry.message)));
        self.out.push('\n');
        let mut right_to_left = self.place("-->", &entry.place, color, '^', "")?;
        for note in &entry.related {
            right_to_left |= self.place(":::", &note.place, BLUE, '-', &printable(&note.message))?;
        }
        if right_to_left {
            self.note(
                "note",
                "the line has words that run from right to left; the mark counts characters in the order of the file",
            )?;
        }
        if self.style.why {
            self.note("why", entry.why)?;
        }
        if let Some(help) = &entry.help {
            self.note("help", &printable(help))?;
        }
        match entry.fix.as_ref().map(|fix| fix.applicability) {
            None => Ok(()),
            Some(Applicability::Safe) => self.note("fix", "--fix mends it"),
            Some(Applicability::OnDemand) => self.note("fix", "--fix --unsafe-fixes mends it"),
        }
    }

    /// A place, and the line there, marked. Says whether that line has words from right to left.
    fn place(&mut self, arrow: &str, place: &Location, color: &str, mark: char, label: &str) -> Result<bool, fmt::Error> {
        let gutter = self.gutter;
        write!(self.out, "{:gutter$}", "")?;
        self.paint(BLUE, arrow);
        write!(self.out, " {}:{}:{}", printable(&place.file), place.line, place.column)?;
        if let Some(record) = place.record {
            write!(self.out, " in record {record}")?;
            place.statement.as_ref().map_or(Ok(()), |id| write!(self.out, " ({})", shortened(&printable(id))))?;
        }
        let path = place.path.as_ref().map_or(place.pointer.as_str(), super::Path::as_str);
        if !path.is_empty() {
            write!(self.out, " at {}", shortened(&printable(path)))?;
        }
        self.out.push('\n');
        match self.excerpt(place) {
            Some(excerpt) => self.marked(&excerpt, place.line, color, mark, label),
            None if label.is_empty() => Ok(false),
            None => self.note("see", label).map(|()| false),
        }
    }

    /// The line on which something stands, where there is one.
    fn excerpt(&self, place: &Location) -> Option<Excerpt> {
        let page = self.page.filter(|page| !page.origin.text.is_empty())?;
        // Of another document the line is not at hand.
        if place.record != page.origin.record || place.file != page.origin.file {
            return None;
        }
        let before = page.origin.before;
        let number = usize::try_from(place.line.checked_sub(before.lines)?).ok()?;
        let (start, line) = (page.lines.start(number), page.lines.line(number));
        let clip = |offset: u64| {
            let offset = usize::try_from(offset.saturating_sub(before.bytes)).unwrap_or(usize::MAX);
            line.floor_char_boundary(offset.min(page.origin.text.len()).saturating_sub(start).min(line.len()))
        };
        Some(Excerpt::new(line, clip(place.start)..clip(place.end), self.gutter))
    }

    fn marked(&mut self, excerpt: &Excerpt, line: u64, color: &str, mark: char, label: &str) -> Result<bool, fmt::Error> {
        let (gutter, indent) = (self.gutter, excerpt.indent);
        self.paint(BLUE, &format!("{:gutter$} |", ""));
        self.out.push('\n');
        self.paint(BLUE, &format!("{line:gutter$} |"));
        writeln!(self.out, " {}", excerpt.words)?;
        self.paint(BLUE, &format!("{:gutter$} |", ""));
        write!(self.out, " {:indent$}", "")?;
        let label = if label.is_empty() { String::new() } else { format!(" {label}") };
        self.paint(color, &format!("{}{label}", mark.to_string().repeat(excerpt.width)));
        self.out.push('\n');
        Ok(excerpt.right_to_left)
    }

    fn note(&mut self, what: &str, words: &str) -> fmt::Result {
        let gutter = self.gutter;
        write!(self.out, "{:gutter$} ", "")?;
        self.paint(BLUE, "=");
        self.out.push(' ');
        self.paint(BOLD, what);
        writeln!(self.out, ": {words}")
    }

    fn paint(&mut self, color: &str, words: &str) {
        paint(&mut self.out, self.style, color, words);
    }
}

/// A path with its middle left out where it is too long to be read.
fn shortened(path: &str) -> String {
    let count = path.chars().count();
    if count <= 80 {
        return path.to_owned();
    }
    let part = |from: usize, to: usize| path.chars().skip(from).take(to - from).collect::<String>();
    format!("{}…{}", part(0, 38), part(count - 38, count))
}
