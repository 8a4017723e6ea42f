//! Bulk runs: items from an ordered source, worked on by any number of threads, the results in the order of the items.
//!
//! It knows no format. What is taken from the source and not yet given on is bounded, so a run needs no more memory at the end of a long
//! source than at its beginning; and what comes out depends on the source alone, not on the number of threads.
//!
//! ```
//! use std::sync::atomic::AtomicBool;
//! use statemark_batch::{Ended, run};
//!
//! let mut lengths = Vec::new();
//! let words = ["one", "three", "seven"].into_iter().map(Ok);
//! let ended = run(2, words, |word| word.len(), |length| { lengths.push(length); Ok::<_, ()>(()) }, &AtomicBool::new(false));
//! assert_eq!((ended, lengths), (Ok(Ended::Whole), vec![3, 5, 5]));
//! ```

pub mod ledger;
mod threads;

use std::sync::atomic::{AtomicBool, Ordering};

/// How a run ended that nothing failed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The source was read to its end.
    Whole,
    /// The run was told to stop before: what had been taken from the source was worked on and given on.
    Stopped,
}

/// Works on each item of a source, and gives the results on in the order of the items.
///
/// `work` runs on so many threads; the source and `give` stay on the calling one. On one thread, all is done there, item by item, and
/// none is started. When `stop` becomes true, nothing more is taken from the source.
///
/// # Errors
/// The first error of the source or of `give`, in the order of the items; the results of all items before it have been given on.
///
/// # Panics
/// When `work` panics.
pub fn run<Item: Send, Outcome: Send, Error>(
    threads: usize,
    source: impl Iterator<Item = Result<Item, Error>>,
    work: impl Fn(Item) -> Outcome + Sync,
    mut give: impl FnMut(Outcome) -> Result<(), Error>,
    stop: &AtomicBool,
) -> Result<Ended, Error> {
    if threads > 1 {
        return threads::run(threads, source, &work, give, stop);
    }
    for item in source {
        give(work(item?))?;
        if stop.load(Ordering::Relaxed) {
            return Ok(Ended::Stopped);
        }
    }
    Ok(if stop.load(Ordering::Relaxed) { Ended::Stopped } else { Ended::Whole })
}
