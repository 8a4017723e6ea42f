//! `statemark validate`.

use std::io::Write;

use statemark_validate::report::json::Unread;
use statemark_validate::report::stream::Stream;
use statemark_validate::report::{Layout, Style, text};

use crate::args::{ReportFormat, Validate};
use crate::bulk::{self, files::Files, judge::Judge};
use crate::error::{Cause, Failure};
use crate::io;
use crate::status::Status;

pub(crate) fn run(args: &Validate) -> Result<Status, Failure> {
    let mut files = Files::find(&args.files);
    let passed_over = files.passed_over;
    let layout = Layout::from(args.format);
    let judge = Judge { layout, style: Style::default(), sources: args.sources.as_deref() };
    let out: Box<dyn Write> = if args.quiet { Box::new(std::io::sink()) } else { Box::new(io::output()) };
    let mut stream = Stream::new(out, layout, judge.style, args.max_findings);
    let mut has_failed = false;
    let mut fail = |failure: &Failure, stream: &mut Stream<_>| {
        io::tell(&failure.to_string());
        has_failed = true;
        stream.unread(Unread { file: failure.name.clone(), reason: failure.cause.to_string(), help: failure.help() });
    };
    files.failures.drain(..).for_each(|failure| fail(&failure, &mut stream));
    let run = bulk::run(
        files,
        args.threads,
        args.quiet,
        |work| judge.judge(work),
        |judged| {
            judged.failure.iter().for_each(|failure| fail(failure, &mut stream));
            let written = judged.parts.iter().try_for_each(|part| stream.part(part)).and_then(|()| stream.flush());
            written.map_err(|error| Cause::Write(error).of("stdout"))
        },
    );
    let totals = *stream.totals();
    let worst = if totals.errors > 0 { Status::Wrong } else { Status::Right };
    let run = match run.and_then(|run| {
        stream.finish(run.interrupted).map_err(|error| Cause::Write(error).of("stdout"))?;
        Ok(run)
    }) {
        // That its reader goes away before the end is no failure.
        Err(failure) if failure.is_broken_pipe() => return Ok(if has_failed { Status::Failed } else { worst }),
        run => run?,
    };
    if passed_over > 0 {
        io::tell(&format!("{passed_over} {} of other kinds passed over", if passed_over == 1 { "file" } else { "files" }));
    }
    if args.quiet && totals.documents > 0 {
        io::tell(&text::summary(&totals));
    }
    if run.interrupted {
        io::tell(&format!("interrupted: {} read", run.read));
        return Ok(Status::Failed);
    }
    if has_failed {
        return Ok(Status::Failed);
    }
    if totals.documents == 0 && totals.errors == 0 {
        return Err(Cause::NoStatement.of(args.files.iter().map(|path| io::name(path)).collect::<Vec<_>>().join(", ")));
    }
    Ok(worst)
}

impl From<ReportFormat> for Layout {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Text => Self::Text,
            ReportFormat::Json => Self::Json,
        }
    }
}
