//! The inputs of a conversion, block by block: each is digested while it is read, and must be the same from its beginning to its end.
#![allow(clippy::disallowed_methods, reason = "this looks at the inputs of a run")]

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use sha2::{Digest, Sha256};
use statemark::records::Block;
use statemark_batch::ledger::{Checkpoint, Content};

use super::hex;
use crate::bulk::files::Kind;
use crate::bulk::progress::Progress;
use crate::bulk::{Opened, Source, Work, raw};
use crate::error::{Cause, Failure};
use crate::io::name;

/// An input that is being read, or was.
pub(crate) struct Reading {
    pub(crate) path: PathBuf,
    state: Mutex<State>,
    /// How long it was and when it was changed, where it is a file.
    stamp: Option<(u64, Option<SystemTime>)>,
}

/// What was read of an input.
struct State {
    /// Nothing where no ledger is kept.
    digest: Option<Sha256>,
    bytes: u64,
    /// What it began with when the run was stopped that goes on.
    expected: Option<Content>,
}

impl Reading {
    fn new(path: &Path, is_digested: bool, expected: Option<Content>) -> Self {
        let state = State { digest: (is_digested || expected.is_some()).then(Sha256::new), bytes: 0, expected };
        Self { path: path.to_owned(), state: Mutex::new(state), stamp: stamp(path) }
    }

    /// What was read so far.
    pub(crate) fn content(&self) -> Content {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let sha256 = state.digest.clone().map_or_else(String::new, |digest| hex(&digest.finalize()));
        Content { name: name(&self.path), bytes: state.bytes, sha256 }
    }

    /// How many bytes it has; of a stream, how many were read.
    pub(crate) fn length(&self) -> u64 {
        self.stamp.map_or_else(|| self.content().bytes, |(length, _)| length)
    }

    /// Whether it is now what it was when it was opened, all of it was read.
    fn is_whole(&self) -> Result<(), Failure> {
        let read = self.state.lock().unwrap_or_else(PoisonError::into_inner).bytes;
        let is_same = self.stamp == stamp(&self.path) && self.stamp.is_none_or(|(length, _)| length == read);
        if is_same { Ok(()) } else { Err(Cause::Changed.of(name(&self.path))) }
    }

    /// Takes note of what was read.
    fn take(&self, mut bytes: &[u8], is_end: bool) -> io::Result<()> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let State { digest: Some(digest), bytes: count, expected } = &mut *state else {
            state.bytes += bytes.len() as u64;
            return Ok(());
        };
        if let Some(Content { bytes: length, sha256, .. }) = expected {
            let left = usize::try_from(*length - *count).unwrap_or(usize::MAX);
            if left <= bytes.len() || is_end {
                let head = bytes.split_off(..left.min(bytes.len())).unwrap_or_default();
                digest.update(head);
                *count += head.len() as u64;
                if *count != *length || hex(&digest.clone().finalize()) != *sha256 {
                    // Of this kind, since nothing that unpacks takes it for damage.
                    let why = "it is not what it was when the run was stopped: run without --resume";
                    return Err(io::Error::new(io::ErrorKind::Unsupported, why));
                }
                *expected = None;
            }
        }
        digest.update(bytes);
        *count += bytes.len() as u64;
        Ok(())
    }
}

/// Length and time of change of a file.
fn stamp(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    let about = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((about.len(), about.modified().ok()))
}

/// A reader that keeps note of what is read.
struct Tap {
    reader: Box<dyn Read + Send>,
    reading: Arc<Reading>,
    counter: Arc<AtomicU64>,
}

impl Read for Tap {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.reading.take(&buffer[..count], count == 0)?;
        self.counter.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// What is to be worked on at once.
pub(crate) enum Item {
    /// Some records of an input.
    Block(Arc<Source>, Block, Arc<Reading>),
    /// A file that is no document at all, and why.
    Aside(Failure, Arc<Reading>),
    /// An input is at its end.
    End(Arc<Reading>),
}

/// How inputs are opened.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    /// What they are, whatever their names tell.
    pub(crate) from: Option<Kind>,
    pub(crate) is_threaded: bool,
    /// Whether a ledger is kept of them.
    pub(crate) is_digested: bool,
}

impl Opening {
    /// What an input is, where that is known before it is read.
    pub(crate) fn kind(self, path: &Path) -> Option<Kind> {
        self.from.or_else(|| Kind::from_name(path))
    }
}

/// The inputs of a run, in their order.
pub(crate) struct Supply<'run> {
    files: std::vec::IntoIter<PathBuf>,
    opening: Opening,
    /// Whether a file that is no document is put aside.
    puts_aside: bool,
    open: Option<(Opened, Arc<Reading>)>,
    progress: &'run mut Progress,
    /// How many inputs were begun, and how many items there were.
    begun: u64,
    counted: u64,
    /// The item that comes next, with how many inputs were begun. The block before what cannot be read is never given: where it ends
    /// would depend on that, and a run that goes on must be given the same blocks.
    held: Option<(u64, Item)>,
    /// Where the run goes on.
    from: Option<Checkpoint>,
}

impl<'run> Supply<'run> {
    /// The inputs, of which the first may be open already, from a checkpoint on.
    pub(crate) fn new(
        files: Vec<PathBuf>,
        first: Option<(Opened, Arc<Reading>)>,
        opening: Opening,
        progress: &'run mut Progress,
        from: Option<Checkpoint>,
    ) -> Self {
        let (puts_aside, begun) = (files.len() > 1, u64::from(first.is_some()));
        let mut files = files.into_iter();
        if first.is_some() {
            files.next();
        }
        Self { files, opening, puts_aside, open: first, progress, begun, counted: 0, held: None, from }
    }

    /// The next item, whether it was worked on before or not.
    fn item(&mut self) -> Option<Result<Item, Failure>> {
        loop {
            if let Some((opened, reading)) = &mut self.open {
                match opened.next() {
                    Some(Work::Block(source, block)) => return Some(Ok(Item::Block(source, block, Arc::clone(reading)))),
                    Some(Work::Unread(failure)) => return Some(Err(failure)),
                    None => {}
                }
                let (_, reading) = self.open.take()?;
                return Some(reading.is_whole().map(|()| Item::End(reading)));
            }
            let path = self.files.next()?;
            self.begun += 1;
            let expected = self.from.as_ref().filter(|from| from.inputs == self.begun).and_then(|from| from.reading.clone());
            match open(&path, self.opening, &self.progress.counter(), expected) {
                Ok(open) => self.open = Some(open),
                Err((failure, reading)) => match failure.cause {
                    // A night without statements is a night.
                    Cause::Empty if self.opening.kind(&path) == Some(Kind::Lines) => return Some(Ok(Item::End(reading))),
                    // What a pipe gives is gone once it is read.
                    Cause::Empty | Cause::TooLarge | Cause::Binary(_) if self.puts_aside && path.is_file() => {
                        return Some(Ok(Item::Aside(failure, reading)));
                    }
                    _ => return Some(Err(failure)),
                },
            }
        }
    }

    /// The next item, held back until what follows it is there.
    fn held(&mut self) -> Option<Result<(u64, Item), Failure>> {
        loop {
            let next = match self.item() {
                Some(Err(failure)) => return Some(Err(failure)),
                Some(Ok(item)) => Some((self.begun, item)),
                None => None,
            };
            let is_over = next.is_none();
            match std::mem::replace(&mut self.held, next) {
                Some(held) => return Some(Ok(held)),
                None if is_over => return None,
                None => {}
            }
        }
    }
}

impl Iterator for Supply<'_> {
    type Item = Result<(u64, Item), Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.progress.show();
            let item = self.held()?;
            self.counted += 1;
            let is_done = self.from.as_ref().is_some_and(|from| self.counted <= from.done);
            if !is_done || item.is_err() {
                return Some(item);
            }
        }
    }
}

/// Opens an input, or says why it cannot be.
pub(crate) fn open(
    path: &Path,
    opening: Opening,
    counter: &Arc<AtomicU64>,
    expected: Option<Content>,
) -> Result<(Opened, Arc<Reading>), (Failure, Arc<Reading>)> {
    let reading = Arc::new(Reading::new(path, opening.is_digested, expected));
    let failed = |cause: Cause| (cause.of(name(path)), Arc::clone(&reading));
    let tap = |reader| Tap { reader, reading: Arc::clone(&reading), counter: Arc::clone(counter) };
    let tapped = raw(path).map(tap).map_err(failed)?;
    match Opened::of(Box::new(tapped), path, opening.kind(path), opening.is_threaded) {
        Ok(opened) => Ok((opened.keeping(), reading)),
        Err(cause) => Err(failed(cause)),
    }
}
