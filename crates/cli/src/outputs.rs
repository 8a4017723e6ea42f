//! What a run of `validate` reads and what it writes, judged before any work is done: nothing is written over what is read, and no two
//! outputs go to one place, whatever names they are given.
#![allow(clippy::disallowed_methods, reason = "this looks at the places of files")]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::args::Validate;
use crate::error::{Cause, Failure};
use crate::inputs::Inputs;
use crate::io::{self, is_stream, name, real, settle};

/// Refuses a run that would lose what it reads, or half of what it writes.
pub(crate) fn judge(args: &Validate, inputs: &Inputs) -> Result<(), Failure> {
    let (baseline, written) = (args.baseline.file(), args.written());
    if baseline.is_none() && written.is_empty() {
        return Ok(());
    }
    let mut read = places(&inputs.files.paths);
    if let Some(path) = baseline.filter(|path| read.contains(&Place::of(path))) {
        return Err(Cause::BaselineIsInput.of(name(path)));
    }
    read.extend(places(inputs.configs.files()));
    read.extend(baseline.filter(|_| !args.baseline.is_written()).map(Place::of));
    let mut taken = HashSet::new();
    // That some cannot go to stdout, each says itself.
    for path in written.into_iter().filter(|path| !is_stream(path)) {
        is_free(path, &read, &taken).map_err(|cause| cause.of(name(path)))?;
        taken.insert(Place::of(path));
    }
    // A file may lie beside what is read.
    let folders = args.quarantine.outputs().into_iter().filter(|path| path.is_dir());
    { folders }.try_for_each(|path| is_beside(path, &inputs.arguments))
}

/// The same for what is written of these files, and lies in no folder that is named.
pub(crate) fn judge_places<'written>(
    files: &[PathBuf],
    arguments: &[PathBuf],
    written: impl Iterator<Item = &'written Path>,
) -> Result<(), Failure> {
    let (read, mut taken) = (places(files), HashSet::new());
    let folders = places(arguments.iter().filter(|path| path.is_dir()));
    for path in written {
        is_free(path, &read, &taken).map_err(|cause| cause.of(name(path)))?;
        if folders.contains(&Place::of(path)) {
            return Err(Cause::OverInput.of(name(path)));
        }
        taken.insert(Place::of(path));
    }
    Ok(())
}

/// Refuses an output in a folder that is an input: what it holds would be read the next time.
pub(crate) fn is_beside(path: &Path, arguments: &[PathBuf]) -> Result<(), Failure> {
    if lies_in(path, &places(arguments.iter().filter(|path| path.is_dir()))) {
        return Err(refused("lies in a folder that is an input", "name one beside it").of(name(path)));
    }
    Ok(())
}

/// Sees that a folder can take what is written.
pub(crate) fn is_empty_folder(name: &Path) -> Result<(), Failure> {
    let failed = |error| Cause::Write(error).of(name.display().to_string());
    if name.is_dir() && fs::read_dir(name).map_err(failed)?.next().is_some() {
        return Err(Cause::NotEmpty.of(name.display().to_string()));
    }
    if name.is_dir() && settle::is_mounted(name).map_err(failed)? {
        let help = Some(format!("name a folder in it, such as {}", name.join("out").display()));
        return Err(
            Cause::wrong("is where a disk is mounted, and a folder that is whole cannot take its place", help).of(io::name(name))
        );
    }
    Ok(())
}

/// Whether an output may be written.
fn is_free(path: &Path, read: &HashSet<Place>, taken: &HashSet<Place>) -> Result<(), Cause> {
    let place = Place::of(path);
    if !real(path).parent().is_some_and(Path::is_dir) {
        Err(Cause::NoFolder)
    } else if read.contains(&place) {
        Err(Cause::OverInput)
    } else if taken.contains(&place) {
        Err(Cause::TwoOutputs)
    } else if lies_in(path, taken) {
        Err(refused("lies in a folder that is to hold records", "write it beside that folder"))
    } else {
        Ok(())
    }
}

fn refused(why: &str, help: &str) -> Cause {
    Cause::wrong(why, Some(help.to_owned()))
}

/// Whether something is at one of these places, or below it.
fn lies_in(path: &Path, places: &HashSet<Place>) -> bool {
    real(path).ancestors().any(|folder| places.contains(&Place::of(folder)))
}

/// Where something is: what two names of one file have in common.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Place {
    /// What is there, which the system knows by a number.
    #[cfg(unix)]
    There(u64, u64),
    /// The path without links.
    At(PathBuf),
}

impl Place {
    fn of(path: &Path) -> Self {
        #[cfg(unix)]
        if let Ok(about) = fs::metadata(path) {
            use std::os::unix::fs::MetadataExt;
            return Self::There(about.dev(), about.ino());
        }
        Self::At(real(path))
    }
}

fn places(paths: impl IntoIterator<Item = impl AsRef<Path>>) -> HashSet<Place> {
    paths.into_iter().filter(|path| !is_stream(path.as_ref())).map(|path| Place::of(path.as_ref())).collect()
}
