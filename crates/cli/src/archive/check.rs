//! Checks a package: its tag files, the checksum of each file on any thread, and its statements.

use std::collections::HashSet;
use std::io::{self, Read};
use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use statemark_archive::package::bag::Bag;
use statemark_archive::package::finding::{Fault, Finding};
use statemark_archive::package::readback;
use statemark_archive::package::sum::Hashers;
use statemark_batch::Ended;

use super::statements;
use super::store::Store;
use crate::bulk::{self, progress::Line, progress::Progress};
use crate::error::{Cause, Failure};

/// How many files are given to a thread at once.
const TOGETHER: usize = 64;

/// What was found in a package.
pub(super) struct Checked {
    pub(super) bag: Bag,
    /// What is wrong, the tag files first.
    pub(super) findings: Vec<Finding>,
    /// How many statements it has.
    pub(super) statements: u64,
}

/// Checks all of a package.
pub(super) fn check(store: &Store, threads: Option<NonZero<usize>>) -> Result<Checked, Failure> {
    let mut bag = Bag::read(&store.files, &|path| store.reader(path));
    let mut findings = std::mem::take(&mut bag.findings);
    let stems: Vec<&str> = store.files.iter().filter_map(|(path, _)| readback::stem(path)).collect();
    let mut run = Run::new(store, &stems, threads)?;
    let files: Vec<_> = store.files.chunks(TOGETHER).collect();
    let read = run.read.clone();
    run.over(&files, |files| files.iter().filter_map(|(path, _)| sums(store, &bag, path, &read)).collect(), &mut findings)?;
    // What is not what it was need not be read as a statement.
    let spoilt: HashSet<&str> = findings.iter().filter_map(|finding| statements::stem(&finding.file)).collect();
    let right: Vec<&str> = stems.iter().copied().filter(|stem| !spoilt.contains(stem)).collect();
    let stems: Vec<_> = right.chunks(TOGETHER).collect();
    run.over(&stems, |stems| stems.iter().flat_map(|stem| statements::check(store, stem, &read)).collect(), &mut findings)?;
    Ok(Checked { bag, findings, statements: right.len() as u64 })
}

/// What is wrong with a file by its manifests, if anything.
fn sums(store: &Store, bag: &Bag, path: &str, read: &AtomicU64) -> Option<Finding> {
    let mut hashers = Hashers::new(bag.algorithms(path));
    let mut digest = || -> io::Result<()> {
        let (mut reader, mut buffer) = (store.reader(path)?, vec![0; 64 * 1024]);
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(()),
                length => hashers.update(&buffer[..length]),
            }
        }
    };
    let digested = digest();
    read.fetch_add(store.size(path).unwrap_or_default(), Ordering::Relaxed);
    match digested {
        Ok(()) => bag.compare(path, &hashers.finish()),
        Err(error) => Some(Fault::Unreadable(error.to_string()).of(path)),
    }
}

/// A run over the files of a package.
struct Run {
    threads: usize,
    line: Line,
    progress: Progress,
    read: std::sync::Arc<AtomicU64>,
    name: String,
}

impl Run {
    fn new(store: &Store, stems: &[&str], threads: Option<NonZero<usize>>) -> Result<Self, Failure> {
        let files: u64 = store.files.iter().map(|(_, size)| size).sum();
        let again: u64 = stems.iter().map(|stem| statements::size(store, stem)).sum();
        let line = Line::default();
        let progress = Progress::of(files.saturating_add(again), line.clone());
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
        findings: &mut Vec<Finding>,
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
