//! What the person at the terminal is told of a run.

use statemark_batch::ledger::Counts;
use statemark_validate::report::stream::Stream;
use statemark_validate::report::{Layout, Style};

use super::carry::Refused;
use super::losses::Lost;
use crate::bulk::progress::{Aside, Line};
use crate::error::Failure;
use crate::io;

/// How many refused records are told.
const TOLD: u64 = 20;

/// What is told of a run: on stderr, above the line that shows how far it is.
#[derive(Default)]
pub(crate) struct Telling {
    pub(crate) line: Line,
    /// How many records were put aside, for that line.
    pub(crate) aside: Aside,
    told: u64,
    beyond: u64,
    /// Whether all reasons are written elsewhere.
    has_reasons: bool,
    has_losses: bool,
}

impl Telling {
    /// Tells what is not written elsewhere.
    pub(crate) fn new(has_reasons: bool, has_losses: bool) -> Self {
        Self { has_reasons, has_losses, ..Self::default() }
    }

    /// Tells why a record is put aside, if it is among the first.
    pub(crate) fn refused(&mut self, refused: &Refused) {
        self.aside.add();
        if self.told == TOLD {
            self.beyond += 1;
            return;
        }
        self.told += 1;
        self.line.clear();
        if let Some(words) = &refused.words {
            io::tell(words);
        }
        if let Some(part) = &refused.part {
            let mut stream = Stream::new(io::stderr(), Layout::Text, Style::default(), None);
            // If it cannot be told, nobody is left to tell.
            let _ = stream.part(part).and_then(|()| stream.flush());
        }
    }

    /// Tells how a run ended that is whole.
    pub(crate) fn whole(self, counts: Counts, puts_aside: bool, lost: &Lost, losses: u64) {
        self.not_told();
        self.lost(lost, losses);
        io::tell(&line(counts, puts_aside));
    }

    /// Warns of what the output does not carry.
    pub(crate) fn lost(&self, lost: &Lost, losses: u64) {
        if losses > 0 {
            let more = if self.has_losses { "" } else { "; --losses FILE lists them" };
            // Of which kind those were that a run told before it went on, nobody knows any more.
            let what = if losses == lost.count() { lost.words() } else { format!("{losses} things") };
            io::tell(&format!("warning: the output does not carry {what}{more}"));
        }
    }

    /// Tells how a run ended that is not.
    pub(crate) fn stopped(self, failure: Option<Failure>, counts: Counts, puts_aside: bool, goes_on: bool) {
        self.not_told();
        // Of a piece of work in which it was stopped, not all went anywhere.
        let counts = Counts { taken: counts.out + counts.quarantined, ..counts };
        match failure {
            Some(failure) => io::tell(&failure.to_string()),
            None => io::tell("interrupted"),
        }
        let then = if goes_on { "no output has its name: --resume goes on from there" } else { "the output is not whole" };
        io::tell(&format!("{} so far; {then}", line(counts, puts_aside)));
    }

    fn not_told(&self) {
        self.line.clear();
        if self.beyond > 0 {
            let records = if self.beyond == 1 { "record is" } else { "records are" };
            let more = if self.has_reasons { "" } else { "; --reasons FILE lists why" };
            io::tell(&format!("{} more {records} not converted{more}", self.beyond));
        }
    }
}

/// How many records went where.
pub(crate) fn line(counts: Counts, puts_aside: bool) -> String {
    let Counts { taken, out, quarantined } = counts;
    let records = if taken == 1 { "record" } else { "records" };
    let aside = if puts_aside { "quarantined" } else { "refused" };
    format!("{taken} {records} = {out} converted + {quarantined} {aside}")
}
