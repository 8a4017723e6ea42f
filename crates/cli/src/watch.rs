//! `validate --watch`: runs again whenever a file changes, until Ctrl-C.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::args::{ReportFormat, Validate};
use crate::bulk::{
    self,
    files::{Files, is_statement},
};
use crate::commands;
use crate::config::Configs;
use crate::error::{Cause, Failure};
use crate::inputs::Inputs;
use crate::io;
use crate::outputs;
use crate::status::Status;

/// How long nobody looks at the files, at least and at most.
const PAUSE: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(2));

/// Checks at once and after each change of the files, of those in the folders and of those that a pattern comes to match. Ctrl-C ends it
/// with what the last check came to.
pub(crate) fn validate(args: &Validate) -> Result<Status, Failure> {
    if args.files.iter().any(|path| io::is_stream(path)) {
        return Err(Cause::Watch.of("stdin"));
    }
    if !matches!(args.report.format, ReportFormat::Text) {
        return Err(Cause::OnlyText.of("--watch"));
    }
    // What cannot be run at all is told at once.
    outputs::judge(args, &Inputs::find(args)?)?;
    watch(|| watched(args), || commands::validate::run(args))
}

/// All that a run reads: what is named, and what it is judged by.
fn watched(args: &Validate) -> Vec<PathBuf> {
    let mut configs = Configs::new(&args.configuring, &args.report.levels.0);
    let mut watched = configs.named(&args.files);
    for path in Files::all(&watched) {
        configs.find(&path);
    }
    watched.extend(configs.files().iter().cloned().chain(configs.unwritten()));
    watched.extend(args.sources.iter().chain(&args.baseline.baseline).cloned());
    watched
}

fn watch(watched: impl Fn() -> Vec<PathBuf>, run: impl Fn() -> Result<Status, Failure>) -> Result<Status, Failure> {
    let stop = bulk::stop()?;
    let is_stopped = || stop.load(Ordering::Relaxed);
    let mut named = watched();
    let mut seen = Look::at(&named);
    let mut written = Vec::new();
    tell(&format!("{} watched; Ctrl-C ends", counted(seen.files.values().flatten().count())));
    loop {
        let status = run().unwrap_or_else(|failure| {
            io::tell(&failure.to_string());
            Status::Failed
        });
        // What changes during a run is looked at again; but what is no statement and changes during each, such as a report, the run writes.
        let next = Look::at(&named);
        let changed = seen.changed(&next);
        if changed.iter().all(|path| written.contains(path) && !named.contains(path) && !is_statement(path)) {
            seen = next;
        }
        written = changed;
        let Some(changed) = seen.change(&named, &is_stopped) else { return Ok(status) };
        // A configuration that was changed may name other files.
        named = watched();
        seen = Look::at(&named);
        tell(&changes(&changed));
    }
}

/// What the files were like when they were looked at.
struct Look {
    /// When each was last changed, and how long it is; nothing where it is not there.
    files: BTreeMap<PathBuf, Option<(SystemTime, u64)>>,
    /// How long it took to look.
    time: Duration,
}

impl Look {
    fn at(arguments: &[PathBuf]) -> Self {
        let begun = Instant::now();
        let about = |path: &Path| {
            let about = path.metadata().ok()?;
            Some((about.modified().ok()?, about.len()))
        };
        let files = Files::all(arguments).into_iter().map(|path| (path.clone(), about(&path))).collect();
        Self { files, time: begun.elapsed() }
    }

    /// Looks again after a while: the longer a look takes the rarer it is, so that looking never takes more than a tenth of the time.
    fn next(&self, arguments: &[PathBuf]) -> Self {
        thread::sleep((self.time * 10).clamp(PAUSE.0, PAUSE.1));
        Self::at(arguments)
    }

    /// Waits until files change, and until they are written: gives the first of them, or nothing once the person has enough.
    fn change(mut self, arguments: &[PathBuf], is_stopped: &impl Fn() -> bool) -> Option<Vec<PathBuf>> {
        let mut changed = Vec::new();
        loop {
            if is_stopped() {
                return None;
            }
            let next = self.next(arguments);
            let is_still = next.files == self.files;
            if changed.is_empty() {
                changed = self.changed(&next);
            } else if is_still {
                return Some(changed);
            }
            self = next;
        }
    }

    /// The files that are not as they were.
    fn changed(&self, next: &Self) -> Vec<PathBuf> {
        let gone = self.files.keys().filter(|path| !next.files.contains_key(*path));
        let other = next.files.iter().filter(|(path, about)| self.files.get(*path) != Some(about)).map(|(path, _)| path);
        other.chain(gone).cloned().collect()
    }
}

/// What changed, in a few words.
fn changes(paths: &[PathBuf]) -> String {
    let (first, more) = (paths.first().map(|path| io::name(path)).unwrap_or_default(), paths.len().saturating_sub(1));
    if more == 0 { format!("{first} changed") } else { format!("{first} and {more} more changed") }
}

fn counted(files: usize) -> String {
    if files == 1 { "1 file is".to_owned() } else { format!("{files} files are") }
}

/// A line with the time of day before the findings of a run.
fn tell(what: &str) {
    io::tell(&format!("[{}] {what}", clock(SystemTime::now())));
}

/// The time of day in UTC: what the clock on the wall shows, a program cannot know without asking more of the system.
fn clock(now: SystemTime) -> String {
    let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    format!("{:02}:{:02}:{:02} UTC", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_day_is_that_of_utc() {
        assert_eq!(clock(UNIX_EPOCH + Duration::from_secs(86_400 * 20_000 + 3600 * 23 + 60 * 5 + 9)), "23:05:09 UTC");
        assert_eq!(clock(UNIX_EPOCH), "00:00:00 UTC");
    }

    #[test]
    fn what_changed_is_said_shortly() {
        let paths = ["a", "b", "c"].map(PathBuf::from);
        assert_eq!(changes(&paths[..1]), "a changed");
        assert_eq!(changes(&paths), "a and 2 more changed");
    }
}
