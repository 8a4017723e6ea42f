//! The course of a run: what each piece of work comes to goes to the reports, the baseline and the quarantine, in the order of the input.

use std::path::PathBuf;

use statemark_validate::baseline::Known;
use statemark_validate::baseline::ledger::Ledger;
use statemark_validate::report::json::Unread;
use statemark_validate::report::{Style, Totals, text};

use crate::args::Validate;
use crate::baseline::Guard;
use crate::bulk::judge::{Judge, Judged};
use crate::bulk::{self, Run, progress::Line, quarantine::Quarantine, set::Set};
use crate::error::{Cause, Failure};
use crate::io;
use crate::reports::Reports;
use crate::status::Status;

/// How far a run is.
pub(super) struct Course<'run> {
    args: &'run Validate,
    judge: &'run Judge<'run>,
    /// What is named to be read.
    arguments: &'run [PathBuf],
    style: Style,
    line: Line,
    reports: Reports,
    quarantine: Option<Quarantine>,
    ledger: Option<Ledger>,
    set: Set,
    /// What failures come to; findings are not in it.
    worst: Status,
    /// Whether the quarantine could not go on.
    is_unsorted: bool,
}

impl<'run> Course<'run> {
    pub(super) fn new(
        args: &'run Validate,
        judge: &'run Judge<'run>,
        arguments: &'run [PathBuf],
        style: Style,
        line: Line,
        reports: Reports,
        quarantine: Option<Quarantine>,
    ) -> Self {
        let (ledger, set) = (judge.baseline.map(Guard::ledger), Set::default());
        Self { args, judge, arguments, style, line, reports, quarantine, ledger, set, worst: Status::Right, is_unsorted: false }
    }

    /// Tells what could not be done, and what that makes of the run.
    pub(super) fn fail(&mut self, failure: Failure, status: Status) {
        self.line.clear();
        io::tell(&failure.to_string());
        self.worst = self.worst.max(status);
        self.reports.unread(&Unread::from(failure));
    }

    /// Takes what comes next.
    pub(super) fn take(&mut self, mut judged: Judged) -> Result<(), Failure> {
        if let Some(failure) = judged.failure.take() {
            let aside = self.quarantine.as_mut().map_or(Ok(Status::Failed), |quarantine| quarantine.put_aside(&failure));
            self.is_unsorted = aside.is_err();
            self.fail(failure, aside?.unless(self.args.report.exit_zero));
        }
        self.set.add(std::mem::take(&mut judged.facts));
        if let Some(ledger) = &mut self.ledger {
            judged.settle(ledger);
        }
        judged.parts.iter().try_for_each(|part| self.reports.part(part))?;
        self.reports.flush()?;
        let Some((quarantine, sorted)) = self.quarantine.as_mut().zip(judged.sorted) else { return Ok(()) };
        let taken = quarantine.take(&sorted);
        self.is_unsorted = taken.is_err();
        taken
    }

    /// Ends the run: sets, baseline, reports and quarantine.
    pub(super) fn end(mut self, run: Result<Run, Failure>, passed_over: usize) -> Result<Status, Failure> {
        let run = run.and_then(|run| self.sets(&run).map(|()| run));
        let mut quarantine = self.quarantine.take();
        let is_alone = quarantine.is_none();
        if let Some(quarantine) = &mut quarantine {
            quarantine.documents = self.reports.totals().documents;
        }
        let ended = self.report(run, is_alone, passed_over);
        match quarantine {
            Some(quarantine) => Ok(quarantine.end(ended)),
            None => ended,
        }
    }

    /// Tells what is found when all is read; of a set that was not read to its end nobody can say what lacks.
    fn sets(&mut self, run: &Run) -> Result<(), Failure> {
        let before = self.reports.totals().at_least(self.style.fails);
        if !run.interrupted {
            self.set.tell(self.judge, |part| self.reports.part(part))?;
            let is_read = self.worst != Status::Failed;
            let unused = if is_read { self.judge.configs.unused(self.arguments, self.judge.wanted) } else { Vec::new() };
            unused.iter().try_for_each(|part| self.reports.part(part))?;
        }
        if let Some(quarantine) = &mut self.quarantine {
            quarantine.on_sets = self.reports.totals().at_least(self.style.fails) - before;
        }
        Ok(())
    }

    /// Ends the baseline and the reports.
    fn report(mut self, run: Result<Run, Failure>, is_alone: bool, passed_over: usize) -> Result<Status, Failure> {
        let totals = self.reports.totals();
        let is_whole = self.worst != Status::Failed && run.as_ref().is_ok_and(|run| !run.interrupted);
        let (known, kept) = self.baseline(&totals, is_whole);
        let is_nothing = totals.is_nothing() && known.as_ref().is_none_or(|known| known.known.all() == 0);
        if is_whole && is_nothing {
            self.fail(Cause::NoStatement.of(io::names(self.arguments)), Status::Failed);
        }
        let status = self.worst.max(self.args.report.status(&totals, self.style.fails));
        if self.is_unsorted {
            // The report says that it is not of all records; why, the failure says.
            self.reports.finish(true)?;
            return run.map(|_| Status::Failed);
        }
        let run = match run.and_then(|run| self.reports.finish(run.interrupted).map(|()| run)) {
            Ok(run) => run,
            // That the reader goes away before the end is no failure.
            Err(failure) if failure.is_broken_pipe() && is_alone => return kept.map(|()| status),
            Err(failure) => {
                kept.err().inspect(|failure| io::tell(&failure.to_string()));
                return Err(failure);
            }
        };
        bulk::tell_passed_over(passed_over);
        if self.args.quiet && !is_nothing {
            io::tell(&text::summed_up(&totals, known.as_ref()));
        }
        if run.interrupted {
            io::tell(&format!("interrupted: {} read", run.read));
        }
        kept.map(|()| if run.interrupted { Status::Failed } else { status })
    }

    /// Ends the baseline, if there is one: gives what it came to, and whether it was written.
    fn baseline(&mut self, totals: &Totals, is_whole: bool) -> (Option<Known>, Result<(), Failure>) {
        let guard = self.judge.baseline.zip(self.ledger.take());
        let (known, kept) = Guard::close(guard, self.judge.configs, totals, is_whole);
        self.reports.baseline(known.as_ref());
        (known, kept)
    }
}
