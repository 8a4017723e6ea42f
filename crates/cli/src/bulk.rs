//! Many statements: from the arguments to files, from files to blocks of records, and those over threads to a report.

pub(crate) mod files;
mod interrupt;
pub(crate) mod judge;
mod open;
pub(crate) mod progress;
pub(crate) mod quarantine;
pub(crate) mod set;
mod table;
pub(crate) mod unpack;

use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

use statemark::records::Block;
use statemark_batch::Ended;

use self::files::Files;
pub(crate) use self::open::{Opened, Shape, Source, raw};
use self::progress::{Line, Progress};
pub(crate) use self::unpack::unpacked;
use crate::error::{Cause, Failure};
use crate::io;

/// What is to be worked on at once.
pub(crate) enum Work {
    /// Some records of a file.
    Block(Arc<Source>, Block),
    /// A file, or the rest of one, that cannot be read.
    Unread(Failure),
}

/// How a run went.
pub(crate) struct Run {
    /// Whether the person at the terminal stopped it.
    pub(crate) interrupted: bool,
    /// How much was read, in words.
    pub(crate) read: String,
}

/// Works on all records of the files and gives the outcomes in order.
pub(crate) fn run<Outcome: Send>(
    files: Files,
    threads: Option<NonZero<usize>>,
    quiet: bool,
    line: &Line,
    work: impl Fn(Work) -> Outcome + Sync,
    give: impl FnMut(Outcome) -> Result<(), Failure>,
) -> Result<Run, Failure> {
    let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let stop = stop()?;
    let mut progress = Progress::new(&files.paths, quiet, line.clone());
    let counter = progress.counter();
    let (mut rest, kind, keeps_all) = (files.paths.into_iter(), files.kind, files.keeps_all);
    let mut opened: Option<Opened> = None;
    let source = std::iter::from_fn(|| {
        loop {
            progress.show();
            if let Some(item) = opened.as_mut().and_then(Opened::next) {
                return Some(Ok(item));
            }
            match Opened::told(&rest.next()?, kind, &counter, threads > 1) {
                Ok(next) => opened = Some(if keeps_all { next.keeping() } else { next }),
                Err(failure) => return Some(Ok(Work::Unread(failure))),
            }
        }
    });
    let ended = statemark_batch::run(threads, source, work, give, &stop);
    line.clear();
    Ok(Run { interrupted: ended? == Ended::Stopped, read: progress.read() })
}

/// What becomes true with the first Ctrl-C.
pub(crate) fn stop() -> Result<Arc<AtomicBool>, Failure> {
    interrupt::flag().map_err(|error| Cause::Read(error).of("the signal of Ctrl-C"))
}

/// Tells how many files in folders are no statements.
pub(crate) fn tell_passed_over(count: usize) {
    if count > 0 {
        io::tell(&format!("{count} {} of other kinds passed over", if count == 1 { "file" } else { "files" }));
    }
}
