//! `statemark validate`.

use std::cell::Cell;
use std::io::Write;

use statemark_validate::report::json::Unread;
use statemark_validate::report::text;

use crate::args::Validate;
use crate::bulk::{self, files::Files, judge::Judge, progress::Line, set::Set};
use crate::error::{Cause, Failure};
use crate::io;
use crate::reports::Reports;
use crate::status::Status;

pub(crate) fn run(args: &Validate) -> Result<Status, Failure> {
    let mut files = Files::find(&args.files);
    let passed_over = files.passed_over;
    let levels = &args.report.levels.0;
    let wanted = Reports::wanted(&args.report);
    let judge = Judge { wanted, sources: args.sources.as_deref(), as_of: args.as_of.as_ref(), levels };
    let mut set = Set::default();
    let line = Line::default();
    let out: Box<dyn Write> = if args.quiet { Box::new(std::io::sink()) } else { Box::new(io::stdout(line.clone())) };
    let mut reports = Reports::new(&args.report, out, args.max_findings, &files.paths)?;
    let worst = Cell::new(Status::Right);
    let fail = |failure: Failure, reports: &mut Reports| {
        line.clear();
        io::tell(&failure.to_string());
        worst.set(Status::Failed);
        reports.unread(&Unread::from(failure));
    };
    for failure in std::mem::take(&mut files.failures) {
        fail(failure, &mut reports);
    }
    let run = bulk::run(
        files,
        args.threads,
        args.quiet,
        &line,
        |work| judge.judge(work),
        |judged| {
            judged.failure.into_iter().for_each(|failure| fail(failure, &mut reports));
            set.add(judged.facts);
            judged.parts.iter().try_for_each(|part| reports.part(part)).and_then(|()| reports.flush())
        },
    );
    // Of a set that was not read to its end nobody can say what lacks.
    let run = run.and_then(|run| {
        if !run.interrupted {
            set.tell(&judge, |part| reports.part(part))?;
        }
        Ok(run)
    });
    let totals = reports.totals();
    if run.as_ref().is_ok_and(|run| !run.interrupted) && worst.get() != Status::Failed && totals.is_nothing() {
        let names: Vec<String> = args.files.iter().map(|path| io::name(path)).collect();
        fail(Cause::NoStatement.of(names.join(", ")), &mut reports);
    }
    let worst = worst.get().max(args.report.status(&totals));
    let ended = run.and_then(|run| reports.finish(run.interrupted).map(|()| run));
    let run = match ended {
        // That the reader goes away before the end is no failure.
        Err(failure) if failure.is_broken_pipe() => return Ok(worst),
        ended => ended?,
    };
    if passed_over > 0 {
        io::tell(&format!("{passed_over} {} of other kinds passed over", if passed_over == 1 { "file" } else { "files" }));
    }
    if args.quiet && !totals.is_nothing() {
        io::tell(&text::summary(&totals));
    }
    if run.interrupted {
        io::tell(&format!("interrupted: {} read", run.read));
        return Ok(Status::Failed);
    }
    Ok(worst)
}
