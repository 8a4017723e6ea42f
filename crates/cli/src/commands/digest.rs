//! `statemark digest`.

use std::fmt::Write as _;
use std::io::Write;

use statemark::digest::{Digest, SetDigest};
use statemark_validate::report::part::{Part, Wanted};
use statemark_validate::report::stream::Stream;
use statemark_validate::report::{Layout, Style};
use statemark_validate::{Options, validate};

use crate::args;
use crate::bulk::files::{Files, may_be_empty};
use crate::bulk::{self, Work, judge, progress::Line};
use crate::error::{Cause, Failure};
use crate::io;
use crate::status::Status;

pub(crate) fn run(args: &args::Digest) -> Result<Status, Failure> {
    let mut files = Files::find(&args.files, &mut |_| true);
    if files.paths.is_empty() && files.failures.is_empty() {
        return Err(Cause::NoStatement.of(io::names(&args.files)));
    }
    files.kind = args.from;
    let passed_over = files.passed_over;
    let mut sum = Sum::new(args.set);
    for failure in std::mem::take(&mut files.failures) {
        sum.fail(&failure);
    }
    let line = sum.line.clone();
    let run = match bulk::run(files, args.threads, false, &line, |work| digest(work, args), |digested| sum.add(digested)) {
        // That the reader goes away before the end is no failure.
        Err(failure) if failure.is_broken_pipe() => return Ok(sum.status),
        run => run?,
    };
    if run.interrupted {
        io::tell(&format!("interrupted: {} read", run.read));
        sum.status = Status::Failed;
    }
    bulk::tell_passed_over(passed_over);
    sum.finish()
}

/// What one piece of work comes to.
#[derive(Default)]
struct Digested {
    digests: Vec<Digest>,
    /// A line for each, unless only the set is asked for.
    lines: String,
    /// What is wrong.
    wrong: Vec<Part>,
    failure: Option<Failure>,
}

/// Makes the digests of the records of a block, on any thread.
fn digest(work: Work, args: &args::Digest) -> Digested {
    let mut digested = Digested::default();
    let (source, block) = match work {
        Work::Unread(Failure { name, cause: Cause::Empty }) if may_be_empty(&name, args.from) => return digested,
        Work::Unread(failure) => return Digested { failure: Some(failure), ..digested },
        Work::Block(source, block) => (source, block),
    };
    for piece in &block.pieces {
        let document = judge::read(&source, &block, piece);
        if let Some(statement) = &document.statement {
            let digest = Digest::of(statement);
            if !args.set {
                // A string takes all that is written into it.
                let _ = writeln!(digested.lines, "{digest}  {}", statement.id);
            }
            digested.digests.push(digest);
        } else {
            let (report, wanted) = (validate(&document, &Options::default()), Wanted::by([(Layout::Text, Style::default())]));
            digested.wrong.push(judge::placed(wanted, &source, &block, piece, &document, report));
        }
    }
    digested
}

/// The sum of all digests.
struct Sum {
    /// Those of the set, if they are asked for.
    set: Option<SetDigest>,
    line: Line,
    out: Box<dyn Write>,
    /// Where is told what is wrong.
    told: Stream<Box<dyn Write>>,
    status: Status,
}

impl Sum {
    fn new(set: bool) -> Self {
        let line = Line::default();
        let told: Box<dyn Write> = Box::new(io::stderr());
        Self {
            set: set.then(SetDigest::default),
            out: Box::new(io::stdout(line.clone())),
            line,
            told: Stream::new(told, Layout::Text, Style::default(), None),
            status: Status::Right,
        }
    }

    fn add(&mut self, digested: Digested) -> Result<(), Failure> {
        if let Some(failure) = digested.failure {
            self.fail(&failure);
        }
        for part in digested.wrong {
            self.status = self.status.max(Status::Wrong);
            self.line.clear();
            // If it cannot be told, nobody is left to tell.
            let _ = self.told.part(&part).and_then(|()| self.told.flush());
        }
        if let Some(set) = &mut self.set {
            set.extend(digested.digests);
        }
        self.print(&digested.lines)
    }

    fn fail(&mut self, failure: &Failure) {
        self.line.clear();
        io::tell(&failure.to_string());
        self.status = Status::Failed;
    }

    fn print(&mut self, lines: &str) -> Result<(), Failure> {
        let written = self.out.write_all(lines.as_bytes()).and_then(|()| self.out.flush());
        written.map_err(|error| Cause::Write(error).of("stdout"))
    }

    /// Sums up. A set that was not read to its end has no digest.
    fn finish(mut self) -> Result<Status, Failure> {
        if let Some(set) = self.set.take().filter(|_| self.status != Status::Failed) {
            let (count, noun) = (set.len(), if set.len() == 1 { "statement" } else { "statements" });
            match self.print(&format!("{}  {count} {noun}\n", set.finish())) {
                Err(failure) if failure.is_broken_pipe() => {}
                printed => printed?,
            }
        }
        let _ = self.told.finish(false);
        Ok(self.status)
    }
}
