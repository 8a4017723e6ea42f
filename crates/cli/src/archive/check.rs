//! Checks a package: its tag files, the checksum of each file on any thread, and its statements.

use std::collections::HashSet;
use std::io::{self, Read};
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use statemark_archive::package::bag::Bag;
use statemark_archive::package::contents::Making;
use statemark_archive::package::finding::{Fault, Finding, Findings};
use statemark_archive::package::own::{self, Own};
use statemark_archive::package::sum::Hashers;
use statemark_batch::Ended;

use super::statements::{self, Statements};
use super::store::Store;
use crate::bulk::{self, progress::Line, progress::Progress};
use crate::error::{Cause, Failure};

/// How many files are given to a thread at once.
const TOGETHER: usize = 64;

/// This program, whose packages are known byte for byte.
const PROGRAM: Making<'static> = Making { date: None, program: "statemark", version: env!("CARGO_PKG_VERSION") };

/// What was found in a package.
pub(super) struct Checked {
    pub(super) bag: Bag,
    /// What is wrong, the tag files first.
    pub(super) findings: Findings,
    /// Where its statements are, those left out of which a file is not what it was.
    pub(super) statements: Vec<String>,
}

/// Checks all of a package.
pub(super) fn check(store: &Store, threads: Option<NonZero<usize>>) -> Result<Checked, Failure> {
    let open = |path: &str| store.reader(path);
    let listing = store.listing(&open);
    let mut bag = Bag::read(&listing);
    let mut findings = std::mem::take(&mut bag.findings);
    let own = bag.is_own.then(|| Own::read(&bag, &listing, PROGRAM, &mut findings));
    let mut paths = statements::paths(store, &bag, &own::folders(&listing));
    let mut run = Run::new(store, statements::size(store, &bag, &paths), threads)?;
    let judge = Statements { store, bag: &bag, own: own.as_ref(), read: Arc::clone(&run.read) };
    let starts: Vec<usize> = (0..store.files.len()).step_by(TOGETHER).collect();
    run.over(&starts, |start| sums_from(store, &bag, start, &judge.read), &mut findings)?;
    // What is not what it was need not be read as a statement.
    let spoilt: HashSet<&str> = findings.kept().iter().map(|finding| judge.key(&finding.file)).collect();
    paths.retain(|path| !spoilt.contains(judge.key(path)));
    let together: Vec<_> = paths.chunks(TOGETHER).collect();
    run.over(&together, |paths| paths.iter().flat_map(|path| judge.check(path)).collect(), &mut findings)?;
    if let Some(own) = own.as_ref().filter(|_| findings.is_empty()) {
        own.end(&mut findings);
    }
    if own.is_some_and(|own| !own.is_made_here()) {
        let unchecked = "another version of the program made it: its pages, its METS and what explains it were not compared";
        bag.unchecked.push(unchecked.to_owned());
    }
    Ok(Checked { bag, findings, statements: paths })
}

/// What is wrong by their manifests with the files from this one.
fn sums_from(store: &Store, bag: &Bag, start: usize, read: &AtomicU64) -> Vec<Finding> {
    let files = store.files.iter().enumerate().skip(start).take(TOGETHER);
    files
        .filter_map(|(number, (path, bytes))| {
            let found = sums(store, bag, number, path);
            read.fetch_add(*bytes, Ordering::Relaxed);
            found
        })
        .collect()
}

/// What is wrong with a file by its manifests, if anything.
fn sums(store: &Store, bag: &Bag, number: usize, path: &str) -> Option<Finding> {
    let mut hashers = Hashers::new(bag.algorithms(number));
    let mut digest = || -> io::Result<()> {
        let (mut reader, mut buffer) = (store.reader(path)?, vec![0; 64 * 1024]);
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(()),
                length => hashers.update(&buffer[..length]),
            }
        }
    };
    match digest() {
        Ok(()) => bag.compare(number, path, &hashers.finish()),
        Err(error) => Some(Fault::unread(&error).of(path)),
    }
}

/// A run over the files of a package.
struct Run {
    threads: usize,
    line: Line,
    progress: Progress,
    read: Arc<AtomicU64>,
    name: String,
}

impl Run {
    /// One over all files, and then over so many bytes once more.
    fn new(store: &Store, again: u64, threads: Option<NonZero<usize>>) -> Result<Self, Failure> {
        let line = Line::default();
        let bytes = store.files.iter().map(|(_, size)| *size).fold(again, u64::saturating_add);
        let progress = Progress::of(bytes, line.clone());
        // Seen before the work begins.
        bulk::stop()?;
        let threads = threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
        Ok(Self { threads, line, read: progress.counter(), progress, name: store.name.clone() })
    }

    /// Does some work on each of these, and takes what is found in their order.
    fn over<Item: Send + Copy>(
        &mut self,
        items: &[Item],
        work: impl Fn(Item) -> Vec<Finding> + Sync,
        findings: &mut Findings,
    ) -> Result<(), Failure> {
        let (progress, stop) = (&mut self.progress, bulk::stop()?);
        let source = items.iter().map(|item| {
            progress.show();
            Ok(*item)
        });
        let give = |found: Vec<Finding>| {
            findings.extend(found);
            Ok::<(), Failure>(())
        };
        let ended = statemark_batch::run(self.threads, source, work, give, &stop);
        self.line.clear();
        match ended? {
            Ended::Whole => Ok(()),
            Ended::Stopped => Err(Cause::wrong("was not checked to its end: the run was interrupted", None).of(&self.name)),
        }
    }
}
