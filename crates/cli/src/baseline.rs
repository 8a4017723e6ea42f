//! The file of a baseline: found, read before any work, written at the end, whole or not at all.
#![allow(clippy::disallowed_methods, reason = "a baseline is a file beside the documents")]

use std::cell::OnceCell;
use std::fs::{self, File};
use std::io::{self as system, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use statemark::document::Document;
use statemark_validate::baseline::key::{Keys, Subject};
use statemark_validate::baseline::ledger::Ledger;
use statemark_validate::baseline::sieve::{Sieve, Sighting};
use statemark_validate::baseline::{Baseline, Known};
use statemark_validate::report::{Report, Totals};

use crate::args::BaselineArgs;
use crate::config::Configs;
use crate::error::{Cause, Failure};
use crate::io;

/// The largest file that is read: a million entries.
const LARGEST: u64 = 256 * 1024 * 1024;

/// What a run does with a baseline.
pub(crate) struct Guard {
    sieve: Sieve,
    path: PathBuf,
    task: Task,
    /// The folder that the paths in the baseline begin in.
    folder: PathBuf,
    /// What is known of what rules over sets found.
    over_sets: Mutex<Sighting>,
}

/// What becomes of the file.
enum Task {
    /// It stays as it is.
    Compare,
    /// What is mended goes.
    Prune,
    /// It is written anew, with this reason for what is new in it.
    Write(String),
}

impl Guard {
    /// Makes ready what the arguments ask for, if they do.
    pub(crate) fn open(args: &BaselineArgs) -> Result<Option<Self>, Failure> {
        let (path, task) = match (&args.baseline, &args.write_baseline) {
            (_, Some(path)) => (path, Task::Write(args.reason.clone().unwrap_or_default())),
            (Some(path), None) if args.prune_baseline => (path, Task::Prune),
            (Some(path), None) => (path, Task::Compare),
            (None, None) => return Ok(None),
        };
        let (sieve, folder) = prepared(path, &task).map_err(|cause| cause.of(path.display().to_string()))?;
        Ok(Some(Self { sieve, path: path.clone(), task, folder, over_sets: Mutex::default() }))
    }

    /// A ledger of what will be known.
    pub(crate) fn ledger(&self) -> Ledger {
        Ledger::new(&self.sieve)
    }

    /// Takes what is known out of the report of a document; `record` is its text, where it is one of several in its file.
    pub(crate) fn sift(&self, file: &Name<'_>, record: Option<&[u8]>, document: &Document<'_>, report: &mut Report) -> Sighting {
        let mut sighting = Sighting::default();
        let subject = Subject::of(document, record, || file.get(&self.folder).to_owned());
        let file = self.sieve.has_files().then(|| Subject::file(file.get(&self.folder)));
        let seen = [Some(&subject), file.as_ref()];
        seen.into_iter().flatten().for_each(|subject| self.sieve.see(document, subject, &mut sighting));
        if !report.findings.is_empty() {
            self.sieve.sift(&Keys::new(document, subject).or(file), report, &mut sighting);
        }
        sighting
    }

    /// The same for what rules over sets found on a statement; of statements without a known id all is told.
    pub(crate) fn sift_set(&self, statement: Option<&str>, report: &mut Report) {
        if let Some(statement) = statement {
            let mut sighting = self.over_sets.lock().unwrap_or_else(PoisonError::into_inner);
            self.sieve.sift(&Keys::over_sets(statement), report, &mut sighting);
        }
    }

    /// Ends a run: `whole` if all was read, with `totals` of what is new. Gives what the report says of it, and whether the file was
    /// written that was to be.
    pub(crate) fn close(
        run: Option<(&Self, Ledger)>,
        configs: &Configs,
        totals: &Totals,
        whole: bool,
    ) -> (Option<Known>, Result<(), Failure>) {
        let Some((guard, mut ledger)) = run else { return (None, Ok(())) };
        ledger.add(std::mem::take(&mut *guard.over_sets.lock().unwrap_or_else(PoisonError::into_inner)));
        let levels = &configs.everywhere();
        let mut known = ledger.known(&guard.sieve, levels, totals);
        let whole = whole && !(totals.is_nothing() && known.known.all() == 0);
        let written = match &guard.task {
            Task::Compare => Ok(()),
            _ if !whole => Err(Cause::NotWhole.of(io::name(&guard.path))),
            Task::Prune if known.mended == 0 => Ok(()),
            Task::Prune => guard.write(&ledger.pruned(&guard.sieve, levels, totals)),
            Task::Write(reason) => guard.write(&ledger.written(&guard.sieve, reason, totals.documents as u64)),
        };
        known.pruned = written.is_ok() && matches!(guard.task, Task::Prune);
        (Some(known), written)
    }

    fn write(&self, baseline: &Baseline) -> Result<(), Failure> {
        let mut bytes = Vec::new();
        baseline.write(&mut bytes).map_err(|error| Cause::Write(error).of(io::name(&self.path)))?;
        io::deliver(Some(&self.path), &bytes)
    }
}

fn prepared(path: &Path, task: &Task) -> Result<(Sieve, PathBuf), Cause> {
    // A device may never end.
    if io::is_stream(path) || fs::metadata(path).is_ok_and(|about| !about.is_file()) {
        return Err(Cause::NoBaselineFile);
    }
    let is_written = !matches!(task, Task::Compare);
    if is_written {
        // What cannot be written at the end is not begun.
        io::Replacement::new(path)?;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().map_err(if is_written { Cause::Write } else { Cause::Read })?;
    let sieve = match task {
        Task::Compare | Task::Prune => Sieve::comparing(read(path)?),
        Task::Write(_) if path.symlink_metadata().is_ok() => Sieve::taking_all(read(path)?),
        Task::Write(_) => Sieve::taking_all(Baseline::default()),
    };
    Ok((sieve, folder))
}

fn read(path: &Path) -> Result<Baseline, Cause> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes)).map_err(Cause::Read)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Cause::Read(system::Error::other("it is larger than 256 MiB")));
    }
    if let Some(what) = io::packed(&bytes) {
        return Err(Cause::Binary(what));
    }
    Baseline::read(&bytes).map_err(Cause::NoBaseline)
}

/// A file as a baseline names it, found when it is first asked for.
pub(crate) struct Name<'run> {
    path: &'run Path,
    name: OnceCell<String>,
}

impl<'run> Name<'run> {
    /// The name of the file at a path.
    pub(crate) fn of(path: &'run Path) -> Self {
        Self { path, name: OnceCell::new() }
    }

    fn get(&self, base: &Path) -> &str {
        self.name.get_or_init(|| {
            if io::is_stream(self.path) {
                return io::name(self.path);
            }
            let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            relative(&folder.join(self.path.file_name().unwrap_or_default()), base)
        })
    }
}

/// The way from a folder to a file, with `/` between folders.
fn relative(path: &Path, folder: &Path) -> String {
    let common = path.components().zip(folder.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(common).map(|_| "..".to_owned());
    let down = path.components().skip(common).map(|part: Component<'_>| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_from_the_folder_of_the_baseline() {
        let way = |path: &str, folder: &str| relative(Path::new(path), Path::new(folder));
        assert_eq!(way("/a/b/c.json", "/a"), "b/c.json");
        assert_eq!(way("/a/c.json", "/a/b"), "../c.json");
        assert_eq!(way("/c.json", "/a/b"), "../../c.json");
    }
}
