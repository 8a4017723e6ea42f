//! Outputs that get their names only when they are whole: until then they stand beside them under hidden names.
#![allow(clippy::disallowed_methods, reason = "the files of a quarantine are written here")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{TempDir, TempPath};

use crate::error::{Cause, Failure};
use crate::io::settle::{self, parent};
use crate::io::temporary;

/// A file or a folder of files that is being written.
pub(super) struct Output {
    /// Its name, as it was given.
    pub(super) name: String,
    target: PathBuf,
    stage: Stage,
    /// The file that is being written.
    out: Option<BufWriter<File>>,
    /// How many bytes of it were written.
    written: u64,
    /// The files of a folder so far.
    files: Vec<PathBuf>,
}

/// What is to get the name.
enum Stage {
    File(TempPath),
    Folder(TempDir),
}

impl Output {
    /// An output for this place, which takes the place of what is there.
    pub(super) fn new(name: &Path, target: PathBuf) -> Result<Self, Failure> {
        let name = name.display().to_string();
        match stage(&target) {
            Ok((stage, out)) => Ok(Self { name, target, stage, out: out.map(buffered), written: 0, files: Vec::new() }),
            Err(error) => Err(Cause::Write(error).of(name)),
        }
    }

    /// Begins this file of a folder; an output that is one file has begun already.
    pub(super) fn begin(&mut self, file: &Path) -> Result<(), Failure> {
        let Stage::Folder(folder) = &self.stage else { return Ok(()) };
        let path = folder.path().join(file);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| File::create_new(&path));
        self.out = Some(buffered(made.map_err(|error| self.failed(error))?));
        self.written = 0;
        self.files.push(file.to_owned());
        Ok(())
    }

    /// Writes bytes, and says how many stood before them.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<u64, Failure> {
        let Some(out) = &mut self.out else { return Ok(self.written) };
        out.write_all(bytes).map_err(|error| self.failed(error))?;
        self.written += bytes.len() as u64;
        Ok(self.written - bytes.len() as u64)
    }

    /// Writes all of a file, and says how many bytes it has.
    pub(super) fn copy(&mut self, path: &Path) -> Result<u64, Failure> {
        let Some(out) = &mut self.out else { return Ok(0) };
        let mut file = File::open(path).map_err(|error| Cause::Read(error).of(path.display().to_string()))?;
        let length = io::copy(&mut file, out).map_err(|error| self.failed(error))?;
        self.written += length;
        Ok(length)
    }

    /// Ends the file at hand, and sees that all of it was taken. What is one file comes onto the disk.
    pub(super) fn end(&mut self) -> Result<(), Failure> {
        let Some(out) = self.out.take() else { return Ok(()) };
        let is_alone = matches!(self.stage, Stage::File(_));
        let written = self.written;
        let ended = out.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| {
            if is_alone {
                file.sync_all()?;
            }
            let length = file.metadata()?.len();
            if length == written {
                return Ok(());
            }
            Err(io::Error::other(format!("{written} bytes were written, and {length} are there")))
        });
        ended.map_err(|error| self.failed(error))
    }

    /// Brings the files of a folder onto the disk.
    pub(super) fn settle(&self) -> Result<(), Failure> {
        let Stage::Folder(folder) = &self.stage else { return Ok(()) };
        let folders: BTreeSet<&Path> = self.files.iter().flat_map(|file| file.ancestors().skip(1)).collect();
        let settled = settle::files(folder.path(), &self.files);
        settled
            .and_then(|()| folders.into_iter().try_for_each(|below| settle::folder(&folder.path().join(below))))
            .map_err(|error| self.failed(error))
    }

    /// Takes away what has the name, so that nobody takes it for what is to come.
    pub(super) fn clear(&self) -> Result<(), Failure> {
        if !self.target.is_file() {
            return Ok(());
        }
        let removed = fs::remove_file(&self.target).and_then(|()| settle::folder(parent(&self.target)));
        removed.map_err(|error| self.failed(error))
    }

    /// Gives it its name.
    pub(super) fn publish(self) -> Result<(), Failure> {
        let Self { name, target, stage, .. } = self;
        let published = match stage {
            Stage::File(path) => path.persist(&target).map_err(|error| error.error),
            // It takes the place of an empty folder; once it has, nothing is left to be taken away.
            Stage::Folder(folder) => fs::rename(folder.path(), &target).map(|()| drop(folder.keep())),
        };
        published.and_then(|()| settle::folder(parent(&target))).map_err(|error| Cause::Write(error).of(name))
    }

    fn failed(&self, error: io::Error) -> Failure {
        Cause::Write(error).of(&self.name)
    }
}

/// What is written until the output gets its name: with the permissions of what has it now.
fn stage(target: &Path) -> io::Result<(Stage, Option<File>)> {
    let folder = parent(target);
    let old = fs::metadata(target).ok();
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        let made = tempfile::Builder::new().prefix(".statemark-").tempdir_in(folder)?;
        old.map_or(Ok(()), |old| fs::set_permissions(made.path(), old.permissions()))?;
        return Ok((Stage::Folder(made), None));
    }
    if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    let (file, path) = temporary(folder)?.into_parts();
    old.map_or(Ok(()), |old| file.set_permissions(old.permissions()))?;
    Ok((Stage::File(path), Some(file)))
}

fn buffered(file: File) -> BufWriter<File> {
    BufWriter::with_capacity(64 * 1024, file)
}
