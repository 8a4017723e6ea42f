//! The report as a person reads it, in the manner of rustc: what is wrong, where, the line itself, how to mend it.

use std::fmt::Write;

use statemark::node::Span;
use statemark::place::Lines;

use super::excerpt::{Excerpt, printable};
use super::{Report, Totals};
use crate::finding::{Finding, Severity};

/// The findings of one document. `file` is its name, `text` what was read: [`statemark::document::Document::text`].
///
/// ```text
/// error[unknown-reference]: no entity of this statement has the id `pka`
///   --> a.statemark.json:12:14 at /sections/0/clauses/0/by/0
///    |
/// 12 |       "by": ["pka"],
///    |              ^^^^^
///    = help: did you mean `pk`?
/// ```
///
/// # Panics
/// Never: writing to a string does not fail.
pub fn render(report: &Report, file: &str, text: &str) -> String {
    let page = Page { file: printable(file), lines: Lines::new(text), text };
    let mut out = String::new();
    for finding in &report.findings {
        page.finding(finding, &mut out).expect("writing to a string does not fail");
        out.push('\n');
    }
    out
}

/// The last line of a report, which sums it up.
///
/// ```
/// use statemark_validate::report::{Totals, text::summary};
/// assert_eq!(summary(&Totals { documents: 1, ..Totals::default() }), "1 document: nothing found");
/// assert_eq!(summary(&Totals { documents: 2, errors: 1, warnings: 0, information: 3 }), "2 documents: 1 error, 3 information");
/// ```
pub fn summary(totals: &Totals) -> String {
    let count = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let counts = [
        (totals.errors, Severity::Error, "errors"),
        (totals.warnings, Severity::Warning, "warnings"),
        (totals.information, Severity::Information, "information"),
    ];
    let found: Vec<String> = counts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number, one.code(), many))
        .collect();
    let found = if found.is_empty() { "nothing found".to_owned() } else { found.join(", ") };
    format!("{}: {found}", count(totals.documents, "document", "documents"))
}

/// One document while its findings are written.
struct Page<'text> {
    file: String,
    lines: Lines<'text>,
    text: &'text str,
}

impl Page<'_> {
    fn finding(&self, finding: &Finding, out: &mut String) -> std::fmt::Result {
        writeln!(out, "{}[{}]: {}", finding.severity, finding.rule, printable(&finding.message))?;
        let gutter = self.gutter(finding);
        self.place("-->", finding.span, finding.pointer.as_str(), gutter, out)?;
        self.excerpt(finding.span, '^', "", gutter, out)?;
        for related in &finding.related {
            self.place(":::", related.span, related.pointer.as_str(), gutter, out)?;
            self.excerpt(related.span, '-', &printable(&related.message), gutter, out)?;
        }
        if let Some(help) = &finding.help {
            writeln!(out, "{:gutter$} = help: {}", "", printable(help))?;
        }
        Ok(())
    }

    /// How wide the line numbers are.
    fn gutter(&self, finding: &Finding) -> usize {
        let spans = std::iter::once(finding.span).chain(finding.related.iter().map(|related| related.span));
        spans.map(|span| self.lines.place(span.start).line.to_string().len()).max().unwrap_or(1)
    }

    fn place(&self, arrow: &str, span: Span, pointer: &str, gutter: usize, out: &mut String) -> std::fmt::Result {
        let place = self.lines.place(span.start);
        write!(out, "{:gutter$}{arrow} {}:{}:{}", "", self.file, place.line, place.column)?;
        if !pointer.is_empty() {
            write!(out, " at {}", shortened(&printable(pointer)))?;
        }
        writeln!(out)
    }

    /// The line on which something stands (where there is one), with a mark below it and a few words behind the mark.
    fn excerpt(&self, span: Span, mark: char, label: &str, gutter: usize, out: &mut String) -> std::fmt::Result {
        if self.text.is_empty() {
            return Ok(());
        }
        let number = self.lines.place(span.start).line;
        let (start, line) = (self.lines.start(number), self.lines.line(number));
        let clip = |offset: usize| line.floor_char_boundary(offset.saturating_sub(start).min(line.len()));
        let excerpt = Excerpt::new(line, clip(span.start)..clip(span.end.min(self.text.len())), gutter);
        writeln!(out, "{:gutter$} |", "")?;
        writeln!(out, "{number:gutter$} | {}", excerpt.words)?;
        let marks = mark.to_string().repeat(excerpt.width);
        let label = if label.is_empty() { String::new() } else { format!(" {label}") };
        writeln!(out, "{:gutter$} | {:indent$}{marks}{label}", "", "", indent = excerpt.indent)
    }
}

/// A pointer with its middle left out where it is too long to be read.
fn shortened(pointer: &str) -> String {
    let count = pointer.chars().count();
    if count <= 80 {
        return pointer.to_owned();
    }
    let part = |from: usize, to: usize| pointer.chars().skip(from).take(to - from).collect::<String>();
    format!("{}…{}", part(0, 38), part(count - 38, count))
}
