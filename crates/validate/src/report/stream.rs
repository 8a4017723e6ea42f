//! A report while it is printed: of any number of documents, in any layout, with a memory that does not grow with the findings.

use std::io::{self, Write};

use super::colors;
use super::json::{self, Ending, Unread};
use super::part::Part;
use super::tally::{SHOWN, Tally};
use super::worst::Worst;
use super::{Layout, Style, Totals, github, gitlab, junit, sarif, text};
use crate::baseline::Known;

/// A report that is being printed. What it prints depends on the order of the parts alone. One run may feed several.
#[derive(Debug)]
pub struct Stream<W> {
    out: W,
    layout: Layout,
    style: Style,
    tally: Tally,
    unread: Vec<Unread>,
    baseline: Option<Known>,
    is_open: bool,
    /// What a layout keeps to the end because it tells the worst first.
    worst: Worst,
    /// The names that were given to documents, in a layout that names each.
    names: junit::Names,
    /// How many bytes of suites were printed.
    suites: u64,
}

/// A report that was printed.
#[derive(Debug)]
pub struct Printed<W> {
    /// Where it was printed.
    pub out: W,
    /// What it ends with.
    pub ending: Ending,
    /// What its readers would not take, and what became of that: each the end of a sentence that begins with the report.
    pub notes: Vec<String>,
}

impl<W: Write> Stream<W> {
    /// A report in a layout, with so many findings listed at most. A text shows [`SHOWN`] of each rule; [`Layout::Junit`] lists all.
    pub fn new(out: W, layout: Layout, style: Style, most: Option<u64>) -> Self {
        let (of_each_rule, of_all, worst) = match layout {
            Layout::Text => (Some(SHOWN), most, Worst::none()),
            Layout::Json | Layout::Ndjson => (None, most, Worst::none()),
            Layout::Sarif => (None, None, Worst::of_all(sarif::MOST, most)),
            Layout::Gitlab => (None, None, Worst::of_all(gitlab::MOST, most)),
            Layout::Github => (None, None, Worst::of_each(github::MOST, most)),
            Layout::Junit => (None, None, Worst::none()),
        };
        let (tally, names) = (Tally::new(of_each_rule, of_all), junit::Names::default());
        Self { out, layout, style, tally, unread: Vec::new(), baseline: None, is_open: false, worst, names, suites: 0 }
    }

    /// Prints the findings of the next document.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn part(&mut self, part: &Part) -> io::Result<()> {
        self.tally.documents(part.documents);
        self.tally.can_be_mended(part.fixable);
        for (entry, words) in &part.findings {
            if self.tally.finding(entry) {
                match self.layout {
                    Layout::Text => self.text(words)?,
                    Layout::Ndjson => writeln!(self.out, "{}", json::finding(entry))?,
                    Layout::Json => {
                        self.open(json::OPEN, ",")?;
                        write!(self.out, "\n{}", json::finding(entry))?;
                    }
                    Layout::Sarif | Layout::Github | Layout::Gitlab => self.worst.add(entry),
                    Layout::Junit => {}
                }
            }
        }
        part.more.iter().for_each(|more| self.tally.more_of_document(more));
        if self.layout == Layout::Junit {
            self.open(junit::OPEN, "")?;
            let suites = junit::suites(part, &mut self.names, self.style.fails);
            self.suites += suites.len() as u64;
            self.out.write_all(suites.as_bytes())?;
        }
        Ok(())
    }

    /// A finding as text, which may have been laid out for another report in colours.
    fn text(&mut self, words: &str) -> io::Result<()> {
        if self.style.color { writeln!(self.out, "{words}") } else { writeln!(self.out, "{}", colors::without_colors(words)) }
    }

    /// Writes what a report begins with, or what stands between two things in it.
    fn open(&mut self, open: &str, between: &str) -> io::Result<()> {
        let is_open = std::mem::replace(&mut self.is_open, true);
        self.out.write_all(if is_open { between } else { open }.as_bytes())
    }

    /// Hands on what is printed so far, if anything was.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Notes a file that could not be read.
    pub fn unread(&mut self, unread: Unread) {
        self.unread.push(unread);
    }

    /// Notes what a baseline came to, if there was one.
    pub fn baseline(&mut self, known: Option<Known>) {
        self.baseline = known;
    }

    /// How many findings there are so far.
    pub fn totals(&self) -> &Totals {
        self.tally.totals()
    }

    /// Prints the end, which sums up: also of a run that was interrupted. A text of nothing says nothing.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn finish(mut self, interrupted: bool) -> io::Result<Printed<W>> {
        let unread = std::mem::take(&mut self.unread);
        let mut ending = Ending { baseline: self.baseline.take(), ..Ending::new(&self.tally, unread, interrupted) };
        if matches!(self.layout, Layout::Sarif | Layout::Github | Layout::Gitlab) {
            ending.left_out = ending.findings() - self.worst.len() as u64;
        }
        let mut notes = Vec::new();
        match self.layout {
            Layout::Text if ending.is_nothing() && !interrupted => {}
            Layout::Text => self.out.write_all(text::ending(&ending, &self.tally.more(), self.style).as_bytes())?,
            Layout::Ndjson => writeln!(self.out, "{}", json::line(&ending))?,
            Layout::Json => {
                self.open(json::OPEN, "\n")?;
                self.out.write_all(json::close(&ending).as_bytes())?;
            }
            Layout::Sarif => notes = sarif::write(&mut self.out, &self.worst, &mut ending)?,
            Layout::Github => github::write(&mut self.out, &self.worst, &ending)?,
            Layout::Gitlab => {
                gitlab::write(&mut self.out, &self.worst, &ending)?;
                notes.extend(gitlab::note(self.worst.len(), &ending));
            }
            Layout::Junit => {
                self.open(junit::OPEN, "")?;
                self.out.write_all(junit::close(&ending).as_bytes())?;
                notes.extend(junit::note(self.suites));
            }
        }
        self.out.flush()?;
        Ok(Printed { out: self.out, ending, notes })
    }
}
