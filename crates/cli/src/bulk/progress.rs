//! How far a run is, shown on a terminal and nowhere else.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::io::is_stream;

/// How long a run goes on before it shows anything, and how long a line stays.
const PAUSE: Duration = Duration::from_millis(200);

/// The last line of the terminal, which is taken away before anything else is written there.
#[derive(Clone, Default)]
pub(crate) struct Line(Rc<Cell<bool>>);

impl Line {
    fn show(&self, words: &str) {
        // If the terminal is gone, nobody is left to look.
        let _ = write!(io::stderr(), "\r\x1B[K{words}");
        self.0.set(true);
    }

    /// Takes the line away, if it is there.
    pub(crate) fn clear(&self) {
        if self.0.take() {
            let _ = write!(io::stderr(), "\r\x1B[K");
        }
    }
}

/// How many records were put aside.
#[derive(Clone, Default)]
pub(crate) struct Aside(Rc<Cell<u64>>);

impl Aside {
    /// One more is.
    pub(crate) fn add(&self) {
        self.0.set(self.0.get() + 1);
    }

    /// How many there are, behind other words.
    fn words(&self) -> String {
        match self.0.get() {
            0 => String::new(),
            count => format!(", {count} quarantined"),
        }
    }
}

/// A writer to the terminal that the line is on.
pub(crate) struct Above<W>(pub(crate) W, pub(crate) Line);

impl<W: Write> Write for Above<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.1.clear();
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// How far a run is.
pub(crate) struct Progress {
    read: Arc<AtomicU64>,
    /// How many bytes there are, where all files say so.
    all: Option<u64>,
    begun: Instant,
    shown: Option<Instant>,
    is_shown: bool,
    line: Line,
    aside: Aside,
}

impl Progress {
    pub(crate) fn new(paths: &[PathBuf], quiet: bool, line: Line) -> Self {
        let is_shown = !quiet && std::io::stderr().is_terminal();
        let size =
            |path: &PathBuf| path.metadata().ok().filter(|about| about.is_file() && !is_stream(path)).map(|about| about.len());
        // Thousands of files are not asked for their sizes when nobody looks.
        let all = if is_shown || paths.len() <= 100 { paths.iter().map(size).sum() } else { None };
        Self { read: Arc::default(), all, begun: Instant::now(), shown: None, is_shown, line, aside: Aside::default() }
    }

    /// The same over so many bytes, wherever they come from.
    pub(crate) fn of(all: u64, line: Line) -> Self {
        Self { all: Some(all), ..Self::new(&[], false, line) }
    }

    /// Shows also how many records were put aside.
    pub(crate) fn with_aside(self, aside: Aside) -> Self {
        Self { aside, ..self }
    }

    /// What counts the bytes that are read.
    pub(crate) fn counter(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    /// Shows it, now and then.
    pub(crate) fn show(&mut self) {
        if !self.is_shown || self.shown.unwrap_or(self.begun).elapsed() < PAUSE {
            return;
        }
        self.shown = Some(Instant::now());
        let words = words(self.read.load(Ordering::Relaxed), self.all, self.begun.elapsed());
        self.line.show(&(words + &self.aside.words()));
    }

    /// How much was read, in words.
    pub(super) fn read(&self) -> String {
        let read = bytes(self.read.load(Ordering::Relaxed));
        self.all.map_or(read.clone(), |all| format!("{read} of {}", bytes(all)))
    }
}

/// How much of how much, how fast, how long it goes on.
fn words(read: u64, all: Option<u64>, time: Duration) -> String {
    let rate = u64::try_from(u128::from(read) * 1000 / time.as_millis().max(1)).unwrap_or(u64::MAX);
    let mut line = bytes(read);
    let Some(all) = all.filter(|&all| all >= read && rate > 0) else {
        let _ = write!(line, " read, {}/s", bytes(rate));
        return line;
    };
    let left = (all - read) / rate;
    let percent = read.saturating_mul(100).checked_div(all).unwrap_or(100);
    let _ = write!(line, " of {} ({percent} %), {}/s, {}:{:02} left", bytes(all), bytes(rate), left / 60, left % 60);
    line
}

/// A number of bytes, as a person reads it.
fn bytes(count: u64) -> String {
    match count {
        0..1000 => format!("{count} bytes"),
        1000..1_000_000 => format!("{} kB", count / 1000),
        1_000_000..1_000_000_000 => format!("{}.{} MB", count / 1_000_000, count / 100_000 % 10),
        _ => format!("{}.{:02} GB", count / 1_000_000_000, count / 10_000_000 % 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_much_how_fast_and_how_long() {
        let seconds = Duration::from_secs(4);
        assert_eq!(words(100_000_000, Some(300_000_000), seconds), "100.0 MB of 300.0 MB (33 %), 25.0 MB/s, 0:08 left");
        let aside = Aside::default();
        assert_eq!(aside.words(), "");
        aside.add();
        aside.add();
        assert_eq!(aside.words(), ", 2 quarantined");
        assert_eq!(words(2_340_000_000, None, seconds), "2.34 GB read, 585.0 MB/s");
        assert_eq!(words(0, Some(9), Duration::ZERO), "0 bytes read, 0 bytes/s");
        assert_eq!(words(9, Some(9), seconds), "9 bytes of 9 bytes (100 %), 2 bytes/s, 0:00 left");
    }
}
