//! The course of a run: what each piece of work comes to goes to the tables, in the order of the input.

use std::collections::HashSet;
use std::ops::Range;

use statemark::id::StatementId;
use statemark_tables::flat::bounded::MOST;
use statemark_validate::report::part::Part;
use statemark_validate::report::stream::Stream;
use statemark_validate::report::{Layout, Style};

use super::labour::{Laid, Made};
use super::sinks::Sinks;
use crate::bulk::progress::Line;
use crate::bulk::{Run, Source, set::Spellings};
use crate::error::{Cause, Failure};
use crate::io;
use crate::status::Status;

/// How many records that are left out are told.
const TOLD: u64 = 20;

/// How far a run is.
pub(super) struct Course {
    sinks: Sinks,
    line: Line,
    ids: HashSet<StatementId>,
    spellings: Spellings,
    taken: u64,
    left_out: u64,
    other_spellings: u64,
    /// Whether something could not be read.
    is_unread: bool,
}

impl Course {
    pub(super) fn new(sinks: Sinks, line: Line) -> Self {
        let (ids, spellings) = (HashSet::new(), Spellings::default());
        Self { sinks, line, ids, spellings, taken: 0, left_out: 0, other_spellings: 0, is_unread: false }
    }

    /// Takes what comes next.
    pub(super) fn take(&mut self, made: Made) -> Result<(), Failure> {
        let Made { rows, statements, wrong, source, failure } = made;
        if let Some(failure) = failure {
            self.line.clear();
            io::tell(&failure.to_string());
            self.is_unread = true;
        }
        for part in &wrong {
            self.leave_out(|| tell(part));
        }
        let kept: Vec<bool> = statements.iter().map(|laid| self.keeps(laid, source.as_deref())).collect();
        for (index, rows) in rows.into_iter().enumerate() {
            self.sinks.write(index, rows, &ranges(&statements, &kept, index))?;
        }
        Ok(())
    }

    /// Whether a statement goes into the tables: in one of its spellings, and if no other of its id came before.
    fn keeps(&mut self, laid: &Laid, source: Option<&Source>) -> bool {
        if laid.alone.as_ref().is_some_and(|path| !self.spellings.is_first(path, &laid.id)) {
            self.other_spellings += 1;
            return false;
        }
        let why = if laid.is_too_large {
            format!("its rows have more than {} MiB of words", MOST / (1024 * 1024))
        } else if self.ids.insert(laid.id.clone()) {
            self.taken += 1;
            return true;
        } else {
            format!("a statement with its id, `{}`, came before", laid.id)
        };
        let (name, line) = (source.map_or("", |source| &source.name), laid.line);
        self.leave_out(|| io::tell(&format!("error: {name}:{line} is left out: {why}")));
        false
    }

    /// Counts a record that is left out, and tells of it if it is among the first.
    fn leave_out(&mut self, tell: impl FnOnce()) {
        self.left_out += 1;
        if self.left_out <= TOLD {
            self.line.clear();
            tell();
        }
    }

    /// Ends all tables, and gives them their names if all was read.
    pub(super) fn end(self, run: &Run) -> Result<Status, Failure> {
        if self.left_out > TOLD {
            io::tell(&format!("{} more are left out: `statemark validate` says why", self.left_out - TOLD));
        }
        if run.interrupted {
            io::tell(&format!("interrupted: {} read", run.read));
        }
        if run.interrupted || self.is_unread {
            return Err(Cause::NotWhole.of(self.sinks.name()));
        }
        self.sinks.keep()?;
        if self.other_spellings > 0 {
            let files = if self.other_spellings == 1 { "file holds a statement" } else { "files hold statements" };
            io::tell(&format!("{} {files} of the tables in another spelling", self.other_spellings));
        }
        if self.left_out == 0 {
            return Ok(Status::Right);
        }
        let all = self.taken + self.left_out;
        let records = if all == 1 { "record" } else { "records" };
        io::tell(&format!("{all} {records} = {} in the tables + {} left out", self.taken, self.left_out));
        Ok(Status::Wrong)
    }
}

/// Tells what is wrong with a record.
fn tell(part: &Part) {
    let mut stream = Stream::new(io::stderr(), Layout::Text, Style::default(), None);
    // If it cannot be told, nobody is left to tell.
    let _ = stream.part(part).and_then(|()| stream.flush());
}

/// Where the rows of the statements stand that are kept, in one table; those that follow each other as one.
fn ranges(statements: &[Laid], kept: &[bool], table: usize) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (laid, is_kept) in statements.iter().zip(kept) {
        let end = laid.ends[table];
        match ranges.last_mut().filter(|last| last.end == start) {
            _ if !is_kept || start == end => {}
            Some(last) => last.end = end,
            None => ranges.push(start..end),
        }
        start = end;
    }
    ranges
}
