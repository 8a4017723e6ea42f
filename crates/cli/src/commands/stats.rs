//! `statemark stats`.

use std::sync::Arc;

use statemark::id::StatementId;
use statemark::records::PieceKind;
use statemark_render::statistics::{Counter, Rest, Statistics, Unread, json, text};

use crate::args::{ListFormat, Stats};
use crate::bulk::{self, Source, Work, files::Files, progress::Line, set::Spellings};
use crate::error::{Cause, Failure};
use crate::io;
use crate::status::Status;

pub(crate) fn run(args: &Stats) -> Result<Status, Failure> {
    let mut files = Files::find(&args.files, &mut |_| true);
    let passed_over = files.passed_over;
    let mut sum = Sum::default();
    for failure in std::mem::take(&mut files.failures) {
        sum.fail(failure);
    }
    let line = sum.line.clone();
    let run = bulk::run(files, args.threads, false, &line, count, |counted| {
        sum.add(counted);
        Ok(())
    })?;
    sum.rest.interrupted = run.interrupted;
    let statistics = sum.counter.finish(sum.rest);
    let status = status(&statistics);
    if status != Status::Failed && statistics.statements + statistics.rest.wrong == 0 {
        return Err(Cause::NoStatement.of(io::names(&args.files)));
    }
    if statistics.statements + statistics.rest.wrong > 0 {
        io::report(&match args.format {
            ListFormat::Text => text::to_string(&statistics),
            ListFormat::Json => json::to_string(&statistics),
        })?;
    }
    bulk::tell_passed_over(passed_over);
    if run.interrupted {
        io::tell(&format!("interrupted: {} read", run.read));
    }
    Ok(status)
}

/// What is not counted is no success: 1 where it is wrong, 2 where it could not be read.
fn status(statistics: &Statistics) -> Status {
    let rest = &statistics.rest;
    if rest.interrupted || !rest.unread.is_empty() {
        Status::Failed
    } else if rest.wrong > 0 {
        Status::Wrong
    } else {
        Status::Right
    }
}

/// What one piece of work comes to.
#[derive(Default)]
struct Counted {
    counter: Counter,
    wrong: u64,
    /// The file, where it is one right document, and the id of that.
    alone: Option<(Arc<Source>, StatementId)>,
    failure: Option<Failure>,
}

/// Counts the records of a block, on any thread.
fn count(work: Work) -> Counted {
    let (source, block) = match work {
        Work::Unread(failure) => return Counted { failure: Some(failure), ..Counted::default() },
        Work::Block(source, block) => (source, block),
    };
    let mut counted = Counted::default();
    for piece in &block.pieces {
        let document = match piece.kind {
            PieceKind::Fault(_) => None,
            PieceKind::Document | PieceKind::Record { .. } => Some(source.read(block.bytes(piece))),
        };
        match document.and_then(|document| document.statement) {
            Some(statement) => {
                counted.counter.add(&statement);
                counted.alone = (piece.kind == PieceKind::Document).then(|| (Arc::clone(&source), statement.id.clone()));
            }
            None => counted.wrong += 1,
        }
    }
    counted
}

/// The sum of all that was counted, in the order of the input.
#[derive(Default)]
struct Sum {
    counter: Counter,
    spellings: Spellings,
    rest: Rest,
    line: Line,
}

impl Sum {
    fn add(&mut self, Counted { counter, wrong, alone, failure }: Counted) {
        if let Some(failure) = failure {
            self.fail(failure);
        }
        self.rest.wrong += wrong;
        if alone.is_some_and(|(source, id)| !self.spellings.is_first(&source.path, &id)) {
            self.rest.other_spellings += 1;
        } else {
            self.counter.absorb(counter);
        }
    }

    fn fail(&mut self, failure: Failure) {
        self.line.clear();
        io::tell(&failure.to_string());
        self.rest.unread.push(Unread { file: failure.name, reason: failure.cause.to_string() });
    }
}
