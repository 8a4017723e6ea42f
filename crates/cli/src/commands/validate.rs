//! `statemark validate`.

use std::io::Write;

use statemark_validate::report::json::Unread;
use statemark_validate::report::stream::Stream;
use statemark_validate::report::text;

use crate::args::Validate;
use crate::bulk::{self, files::Files, judge::Judge, progress::Line, set::Set};
use crate::error::{Cause, Failure};
use crate::io;
use crate::status::Status;

pub(crate) fn run(args: &Validate) -> Result<Status, Failure> {
    let mut files = Files::find(&args.files);
    let passed_over = files.passed_over;
    let (layout, style) = (args.report.layout(), args.report.style());
    let levels = &args.report.levels.0;
    let judge = Judge { layout, style, sources: args.sources.as_deref(), as_of: args.as_of.as_ref(), levels };
    let mut set = Set::default();
    let line = Line::default();
    let out: Box<dyn Write> = if args.quiet { Box::new(std::io::sink()) } else { Box::new(io::stdout(line.clone())) };
    let mut stream = Stream::new(out, layout, style, args.max_findings);
    let mut worst = Status::Right;
    let mut fail = |failure: Failure, stream: &mut Stream<_>| {
        line.clear();
        io::tell(&failure.to_string());
        worst = Status::Failed;
        stream.unread(Unread::from(failure));
    };
    for failure in std::mem::take(&mut files.failures) {
        fail(failure, &mut stream);
    }
    let run = bulk::run(
        files,
        args.threads,
        args.quiet,
        &line,
        |work| judge.judge(work),
        |judged| {
            judged.failure.into_iter().for_each(|failure| fail(failure, &mut stream));
            set.add(judged.facts);
            let written = judged.parts.iter().try_for_each(|part| stream.part(part)).and_then(|()| stream.flush());
            written.map_err(|error| Cause::Write(error).of("stdout"))
        },
    );
    // Of a set that was not read to its end nobody can say what lacks.
    let run = run.and_then(|run| {
        if !run.interrupted {
            set.tell(&judge, |part| stream.part(part)).map_err(|error| Cause::Write(error).of("stdout"))?;
        }
        Ok(run)
    });
    let totals = *stream.totals();
    let worst = worst.max(args.report.status(&totals));
    let ended = run.and_then(|run| {
        stream.finish(run.interrupted).map_err(|error| Cause::Write(error).of("stdout"))?;
        Ok(run)
    });
    let run = match ended {
        // That the reader goes away before the end is no failure.
        Err(failure) if failure.is_broken_pipe() => return Ok(worst),
        ended => ended?,
    };
    bulk::tell_passed_over(passed_over);
    if args.quiet && !totals.is_nothing() {
        io::tell(&text::summary(&totals));
    }
    if run.interrupted {
        io::tell(&format!("interrupted: {} read", run.read));
        return Ok(Status::Failed);
    }
    if worst != Status::Failed && totals.is_nothing() {
        return Err(Cause::NoStatement.of(io::names(&args.files)));
    }
    Ok(worst)
}
