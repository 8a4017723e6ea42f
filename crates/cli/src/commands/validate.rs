//! `statemark validate`: from the arguments to a plan, and from that to reports and an exit code.

mod course;

use std::io::Write;

use statemark_validate::report::Style;

use self::course::Course;
use crate::args::Validate;
use crate::baseline::Guard;
use crate::bulk::{self, judge::Judge, progress::Line, quarantine::Quarantine};
use crate::error::Failure;
use crate::fix;
use crate::inputs::Inputs;
use crate::io;
use crate::outputs;
use crate::reports::Reports;
use crate::status::Status;

pub(crate) fn run(args: &Validate) -> Result<Status, Failure> {
    let plan = Plan::new(args)?;
    if args.fixing.is_asked() { fix::run(args, || plan.run()) } else { plan.run() }
}

/// All that a run reads and writes, found to be right before any work is done.
struct Plan<'run> {
    args: &'run Validate,
    inputs: Inputs,
    quarantine: Option<Quarantine>,
    guard: Option<Guard>,
    style: Style,
    line: Line,
    reports: Reports,
}

impl<'run> Plan<'run> {
    fn new(args: &'run Validate) -> Result<Self, Failure> {
        let mut inputs = Inputs::find(args)?;
        outputs::judge(args, &inputs)?;
        let quarantine = Quarantine::new(&args.quarantine, &inputs.arguments, &mut inputs.files)?;
        let guard = Guard::open(&args.baseline)?;
        let (style, line) = (args.report.style(inputs.configs.fail_on()), Line::default());
        let out: Box<dyn Write> = if args.quiet { Box::new(std::io::sink()) } else { Box::new(io::stdout(line.clone())) };
        let reports = Reports::new(&args.report, style, out, inputs.most)?;
        Ok(Self { args, inputs, quarantine, guard, style, line, reports })
    }

    /// Reads all files and prints what is found.
    fn run(self) -> Result<Status, Failure> {
        let Self { args, inputs, quarantine, guard, style, line, reports } = self;
        let Inputs { configs, arguments, mut files, threads, .. } = inputs;
        let judge = Judge {
            wanted: Reports::wanted(&args.report, style),
            sources: args.sources.as_deref(),
            as_of: args.as_of.as_ref(),
            configs: &configs,
            holds: quarantine.as_ref().map(|_| style.fails),
            baseline: guard.as_ref(),
        };
        let mut course = Course::new(args, &judge, &arguments, style, line.clone(), reports, quarantine);
        for failure in std::mem::take(&mut files.failures) {
            course.fail(failure, Status::Failed);
        }
        let passed_over = files.passed_over;
        let run = bulk::run(files, threads, args.quiet, &line, |work| judge.judge(work), |judged| course.take(judged));
        course.end(run, passed_over)
    }
}
