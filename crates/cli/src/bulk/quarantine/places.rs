//! Where a quarantine writes: seen to be right before any work is done.
#![allow(clippy::disallowed_methods, reason = "this looks at the places of outputs")]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::bulk::files::{Files, below};
use crate::error::{Cause, Failure};
use crate::io::{behind_links, is_stream};

/// Where the outputs of a run go.
pub(super) struct Places {
    /// Of what passes, of what does not, and of the reasons.
    pub(super) pass: PathBuf,
    pub(super) quarantine: PathBuf,
    pub(super) reasons: Option<PathBuf>,
    /// The folders that files are taken from, if the outputs are folders.
    pub(super) folders: Option<Vec<PathBuf>>,
}

const MAKE_FOLDERS: &str = "make two empty folders first, and name them after --pass and --quarantine";

impl Places {
    /// Finds the places that these names mean.
    pub(super) fn find(
        pass: &Path,
        quarantine: &Path,
        reasons: Option<&Path>,
        arguments: &[PathBuf],
        files: &Files,
    ) -> Result<Self, Failure> {
        let places = Self {
            pass: resolved(pass)?,
            quarantine: resolved(quarantine)?,
            reasons: reasons.map(resolved).transpose()?,
            folders: pass.is_dir().then(|| arguments.iter().filter(|path| !is_stream(path) && path.is_dir()).cloned().collect()),
        };
        match &places.folders {
            Some(_) => {
                is_empty(pass, &places.pass)?;
                is_empty(quarantine, &places.quarantine)?;
                places.names(files)?;
            }
            None if quarantine.is_dir() => {
                return Err(refused(pass, "is no folder, but the place of the quarantine is one", MAKE_FOLDERS));
            }
            None if files.paths.len() != 1 => {
                let why = "is to hold the files that pass, but there is no such folder";
                return Err(refused(pass, why, MAKE_FOLDERS));
            }
            None => {}
        }
        let of_files = if places.folders.is_some() { &[][..] } else { &[(pass, &places.pass), (quarantine, &places.quarantine)] };
        for (name, target) in of_files.iter().copied().chain(reasons.zip(places.reasons.as_ref())) {
            is_replaceable(name, target)?;
        }
        Ok(places)
    }

    /// Sees that each file gets a name of its own.
    fn names(&self, files: &Files) -> Result<(), Failure> {
        let mut names = HashSet::new();
        for path in &files.paths {
            if is_stream(path) {
                return Err(refused(path, "has no name to be kept in a folder", "name files after --pass and --quarantine"));
            }
            if !names.insert(self.name(path)) {
                let why = "would get the same name in a folder as another file";
                return Err(refused(path, why, "sort them in runs of their own"));
            }
        }
        Ok(())
    }

    /// The name of a file in the folders: below the folder that it was found in, else as it was given. It is unpacked there.
    pub(super) fn name(&self, path: &Path) -> PathBuf {
        let name = self.raw_name(path);
        if is_packed(&name) { name.with_extension("") } else { name }
    }

    /// The name of a file that goes there as it is.
    pub(super) fn raw_name(&self, path: &Path) -> PathBuf {
        below(self.folders.as_deref().unwrap_or_default(), path)
    }
}

/// What a name means once links are followed: a place in a folder that is there.
fn resolved(name: &Path) -> Result<PathBuf, Failure> {
    if is_stream(name) {
        let why = "stands for stdout, and what is sorted goes to files: they are whole, or not there";
        return Err(refused(name, why, "name a file"));
    }
    if name.as_os_str().as_encoded_bytes().ends_with(b"/") && !name.is_dir() {
        return Err(refused(name, "is a folder by its name, but there is no such folder", MAKE_FOLDERS));
    }
    let target = behind_links(name).map_err(|error| Cause::Write(error).of(name.display().to_string()))?;
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), target.file_name()) {
        (Ok(folder), Some(file)) => Ok(folder.join(file)),
        _ => Err(Cause::NoFolder.of(name.display().to_string())),
    }
}

/// Sees that a folder can take what is sorted.
fn is_empty(name: &Path, target: &Path) -> Result<(), Failure> {
    if !target.is_dir() {
        return Err(refused(name, "is to hold files, but there is no such folder", MAKE_FOLDERS));
    }
    let mut entries = fs::read_dir(target).map_err(|error| Cause::Write(error).of(name.display().to_string()))?;
    if entries.next().is_some() {
        return Err(refused(name, "is not empty: what lies there would mix with what is sorted", "name an empty folder"));
    }
    Ok(())
}

/// Sees that a file may be written in the place of what is there.
fn is_replaceable(name: &Path, target: &Path) -> Result<(), Failure> {
    if is_packed(name) {
        return Err(refused(
            name,
            "would be packed, by its name",
            "let the name end without .gz and .zst, and pack it afterwards",
        ));
    }
    let Ok(old) = fs::metadata(target) else { return Ok(()) };
    if !old.is_file() {
        return Err(refused(name, "is no file, and cannot become one", "name a file"));
    }
    Ok(())
}

/// Whether a name tells of a packed file.
fn is_packed(name: &Path) -> bool {
    name.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz") || extension.eq_ignore_ascii_case("zst"))
}

pub(super) fn refused(name: &Path, why: impl Into<String>, help: &str) -> Failure {
    Cause::wrong(why, Some(help.to_owned())).of(name.display().to_string())
}
