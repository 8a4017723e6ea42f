//! A report while it is printed: of any number of documents, in any layout, with a memory that does not grow with the findings.

use std::io::{self, Write};

use super::json::{self, Ending, Unread};
use super::part::Part;
use super::tally::{SHOWN, Tally};
use super::{Layout, Style, Totals, text};

/// A report that is being printed. What it prints depends on the order of the parts alone.
#[derive(Debug)]
pub struct Stream<W> {
    out: W,
    layout: Layout,
    style: Style,
    tally: Tally,
    unread: Vec<Unread>,
    is_open: bool,
}

impl<W: Write> Stream<W> {
    /// A report in a layout, with so many findings listed at most. A text shows [`SHOWN`] of each rule.
    pub fn new(out: W, layout: Layout, style: Style, most: Option<u64>) -> Self {
        let of_each_rule = (layout == Layout::Text).then_some(SHOWN);
        Self { out, layout, style, tally: Tally::new(of_each_rule, most), unread: Vec::new(), is_open: false }
    }

    /// Prints the findings of the next document.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn part(&mut self, part: &Part) -> io::Result<()> {
        self.tally.documents(part.documents);
        for (entry, words) in &part.findings {
            if self.tally.finding(entry) {
                self.print(words)?;
            }
        }
        part.more.iter().for_each(|more| self.tally.more_of_document(more));
        Ok(())
    }

    fn print(&mut self, words: &str) -> io::Result<()> {
        match self.layout {
            Layout::Text | Layout::Ndjson => writeln!(self.out, "{words}"),
            Layout::Json if self.is_open => write!(self.out, ",\n{words}"),
            Layout::Json => {
                self.is_open = true;
                write!(self.out, "{}\n{words}", json::OPEN)
            }
        }
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

    /// How many findings there are so far.
    pub fn totals(&self) -> &Totals {
        self.tally.totals()
    }

    /// Prints the end, which sums up: also of a run that was interrupted. A text of nothing says nothing.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn finish(mut self, interrupted: bool) -> io::Result<Totals> {
        let totals = *self.tally.totals();
        let ending = Ending::new(&self.tally, std::mem::take(&mut self.unread), interrupted);
        match self.layout {
            Layout::Text if totals.is_nothing() && !interrupted => {}
            Layout::Text => self.out.write_all(text::ending(&ending, &self.tally.more(), self.style).as_bytes())?,
            Layout::Ndjson => writeln!(self.out, "{}", json::line(&ending))?,
            Layout::Json => {
                let open = if self.is_open { "\n" } else { json::OPEN };
                write!(self.out, "{open}{}", json::close(&ending))?;
            }
        }
        self.out.flush()?;
        Ok(totals)
    }
}
