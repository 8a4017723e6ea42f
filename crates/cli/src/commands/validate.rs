//! `statemark validate`.

use std::cell::Cell;
use std::io::Write;

use statemark_validate::report::json::Unread;
use statemark_validate::report::text;

use crate::args::Validate;
use crate::baseline::Guard;
use crate::bulk::{self, judge::Judge, progress::Line, quarantine::Quarantine, set::Set};
use crate::error::{Cause, Failure};
use crate::fix;
use crate::inputs::Inputs;
use crate::io;
use crate::reports::Reports;
use crate::status::Status;

pub(crate) fn run(args: &Validate) -> Result<Status, Failure> {
    if args.fixing.is_asked() { fix::run(args, || check(args)) } else { check(args) }
}

fn check(args: &Validate) -> Result<Status, Failure> {
    let mut inputs = Inputs::find(args)?;
    let Some(mut quarantine) = Quarantine::new(&args.quarantine, &inputs.arguments, &mut inputs.files)? else {
        return report(args, inputs, None);
    };
    let ended = report(args, inputs, Some(&mut quarantine));
    Ok(quarantine.end(ended))
}

/// Reads all files and prints what is found.
fn report(args: &Validate, inputs: Inputs, mut quarantine: Option<&mut Quarantine>) -> Result<Status, Failure> {
    let Inputs { configs, arguments, mut files, threads, most } = inputs;
    let passed_over = files.passed_over;
    let style = args.report.style(configs.fail_on());
    let wanted = Reports::wanted(&args.report, style);
    let guard = Guard::open(&args.baseline, &files.paths)?;
    let mut ledger = guard.as_ref().map(Guard::ledger);
    let judge = Judge {
        wanted,
        sources: args.sources.as_deref(),
        as_of: args.as_of.as_ref(),
        configs: &configs,
        holds: quarantine.as_ref().map(|_| style.fails),
        baseline: guard.as_ref(),
    };
    let mut set = Set::default();
    let line = Line::default();
    let out: Box<dyn Write> = if args.quiet { Box::new(std::io::sink()) } else { Box::new(io::stdout(line.clone())) };
    let mut reports = Reports::new(&args.report, style, out, most, &files.paths, &args.outputs())?;
    let worst = Cell::new(Status::Right);
    let fail = |failure: Failure, status: Status, reports: &mut Reports| {
        line.clear();
        io::tell(&failure.to_string());
        worst.set(worst.get().max(status));
        reports.unread(&Unread::from(failure));
    };
    for failure in std::mem::take(&mut files.failures) {
        fail(failure, Status::Failed, &mut reports);
    }
    let mut is_unsorted = false;
    let run = bulk::run(
        files,
        threads,
        args.quiet,
        &line,
        |work| judge.judge(work),
        |mut judged| {
            if let Some(failure) = judged.failure.take() {
                let aside = quarantine.as_mut().map_or(Ok(Status::Failed), |quarantine| quarantine.put_aside(&failure));
                is_unsorted = aside.is_err();
                fail(failure, aside?.unless(args.report.exit_zero), &mut reports);
            }
            set.add(std::mem::take(&mut judged.facts));
            if let Some(ledger) = &mut ledger {
                judged.settle(ledger);
            }
            judged.parts.iter().try_for_each(|part| reports.part(part)).and_then(|()| reports.flush())?;
            let taken = quarantine.as_mut().zip(judged.sorted).map_or(Ok(()), |(quarantine, sorted)| quarantine.take(&sorted));
            is_unsorted = taken.is_err();
            taken
        },
    );
    // Of a set that was not read to its end nobody can say what lacks.
    let run = run.and_then(|run| {
        let before = reports.totals().at_least(style.fails);
        if !run.interrupted {
            set.tell(&judge, |part| reports.part(part))?;
            let unused = if worst.get() == Status::Failed { Vec::new() } else { configs.unused(&arguments, wanted) };
            unused.iter().try_for_each(|part| reports.part(part))?;
        }
        if let Some(quarantine) = &mut quarantine {
            quarantine.on_sets = reports.totals().at_least(style.fails) - before;
        }
        Ok(run)
    });
    let totals = reports.totals();
    let is_whole = worst.get() != Status::Failed && run.as_ref().is_ok_and(|run| !run.interrupted);
    let (known, kept) = Guard::close(guard.as_ref().zip(ledger), &configs, &totals, is_whole);
    let is_nothing = totals.is_nothing() && known.as_ref().is_none_or(|known| known.known.all() == 0);
    let sum = text::summed_up(&totals, known.as_ref());
    reports.baseline(known.as_ref());
    if is_whole && is_nothing {
        fail(Cause::NoStatement.of(io::names(&arguments)), Status::Failed, &mut reports);
    }
    let worst = worst.get().max(args.report.status(&totals, style.fails));
    if let Some(quarantine) = &mut quarantine {
        quarantine.documents = totals.documents;
    }
    if is_unsorted {
        // The report says that it is not of all records; why, the failure says.
        reports.finish(true)?;
        return run.map(|_| Status::Failed);
    }
    let ended = run.and_then(|run| reports.finish(run.interrupted).map(|()| run));
    let run = match ended {
        // That the reader goes away before the end is no failure.
        Err(failure) if failure.is_broken_pipe() && quarantine.is_none() => return kept.map(|()| worst),
        Err(failure) => {
            kept.err().inspect(|failure| io::tell(&failure.to_string()));
            return Err(failure);
        }
        Ok(run) => run,
    };
    bulk::tell_passed_over(passed_over);
    if args.quiet && !is_nothing {
        io::tell(&sum);
    }
    if run.interrupted {
        io::tell(&format!("interrupted: {} read", run.read));
        return kept.map(|()| Status::Failed);
    }
    kept.map(|()| worst)
}
