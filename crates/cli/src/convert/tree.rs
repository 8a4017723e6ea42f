//! An output that is a folder, with a file a statement. It gets its name when all files are there.
#![allow(clippy::disallowed_methods, reason = "the outputs of a conversion are written here")]

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use statemark_batch::ledger::Content;

use super::hex;
use super::partial::{Partial, partial_path};
use crate::error::{Cause, Failure};
use crate::io::{behind_links, settle, temporary_folder};

/// A folder that is being written.
pub(crate) struct Tree {
    /// Its name, as it was given.
    pub(crate) name: String,
    target: PathBuf,
    path: PathBuf,
    /// The files that are not yet on the disk for sure.
    files: Vec<PathBuf>,
    folders: BTreeSet<PathBuf>,
}

/// How many files wait for the disk together.
const WAITING: usize = 4096;

impl Tree {
    /// Begins a folder, or goes on with one in which these files were written, and this one was being written.
    pub(crate) fn new(name: &Path, from: Option<(&[Content], Option<&Content>)>) -> Result<Self, Failure> {
        let target = target(name)?;
        let path = partial_path(&target);
        let tree = Self { name: name.display().to_string(), target, path, files: Vec::new(), folders: BTreeSet::new() };
        let made = match from {
            None => emptied(&tree.path),
            Some((files, open)) => tree.cut(files, open),
        };
        made.map_err(|error| match from {
            None => Cause::Write(error).of(&tree.name),
            Some(_) => Cause::NotResumable(error.to_string()).of(&tree.name),
        })?;
        Ok(tree)
    }

    /// Begins a folder that no later run goes on with: until it gets its name, it has one that nothing else has.
    pub(crate) fn apart(name: &Path) -> Result<Self, Failure> {
        let target = target(name)?;
        let failed = |error| Cause::Write(error).of(name.display().to_string());
        let path = temporary_folder(settle::parent(&target)).map_err(failed)?.keep();
        Ok(Self { name: name.display().to_string(), target, path, files: Vec::new(), folders: BTreeSet::new() })
    }

    /// Takes away all files but these, which must be as they were written.
    fn cut(&self, kept: &[Content], open: Option<&Content>) -> io::Result<()> {
        let names: HashSet<&Path> = kept.iter().chain(open).map(|content| Path::new(&content.name)).collect();
        let mut folders = vec![self.path.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.strip_prefix(&self.path).is_ok_and(|name| names.contains(name)) {
                    fs::remove_file(path)?;
                }
            }
        }
        for content in kept {
            let bytes = fs::read(self.path.join(&content.name))?;
            if hex(&Sha256::digest(&bytes)) != content.sha256 {
                return Err(io::Error::other(format!("{} is not what was written", content.name)));
            }
        }
        Ok(())
    }

    /// Writes a file of it. Nothing, if it has one of this name already.
    pub(crate) fn add(&mut self, file: &Path, bytes: &[u8]) -> Result<Option<Content>, Failure> {
        let name = file.to_string_lossy().into_owned();
        let content = || Content { name, bytes: bytes.len() as u64, sha256: hex(&Sha256::digest(bytes)) };
        Ok(self.put(file, bytes)?.then(content))
    }

    /// Writes a file of it; says whether it had none of this name before.
    pub(crate) fn put(&mut self, file: &Path, bytes: &[u8]) -> Result<bool, Failure> {
        let path = self.path.join(file);
        let folder = settle::parent(&path);
        let made = if folder == self.path { Ok(()) } else { fs::create_dir_all(folder) };
        let written = made.and_then(|()| File::create_new(&path)).and_then(|mut file| file.write_all(bytes));
        match written {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
            written => written.map_err(|error| self.failed(error))?,
        }
        self.folders.insert(folder.to_owned());
        self.files.push(file.to_owned());
        if self.files.len() >= WAITING {
            self.settle()?;
        }
        Ok(true)
    }

    /// Begins a file of it that is written bit by bit, or goes on with it.
    pub(crate) fn begin(&mut self, file: &Path, from: Option<&Content>) -> Result<Partial, Failure> {
        let path = self.path.join(file);
        fs::create_dir_all(settle::parent(&path)).map_err(|error| self.failed(error))?;
        Partial::within(path, file.to_string_lossy().into_owned(), from)
    }

    /// Ends a file that was written bit by bit.
    pub(crate) fn end(&mut self, mut file: Partial) -> Result<Content, Failure> {
        let content = file.settle()?;
        self.folders.insert(settle::parent(&file.path).to_owned());
        Ok(content)
    }

    /// Reads a file of it again, and sees that it is what was written.
    pub(crate) fn read_back(&self, file: &Path, content: &Content) -> Result<(), Failure> {
        let read = fs::read(self.path.join(file)).map_err(|error| self.failed(error))?;
        if hex(&Sha256::digest(&read)) == content.sha256 {
            return Ok(());
        }
        Err(Cause::NotAsWritten("it is not what was written".to_owned()).of(format!("{}/{}", self.name, content.name)))
    }

    /// Brings all files onto the disk.
    pub(crate) fn settle(&mut self) -> Result<(), Failure> {
        let files = std::mem::take(&mut self.files);
        let folders = std::mem::take(&mut self.folders);
        let settled = settle::files(&self.path, &files);
        settled.and_then(|()| folders.iter().try_for_each(|folder| settle::folder(folder))).map_err(|error| self.failed(error))
    }

    /// Gives it its name.
    pub(crate) fn publish(self) -> Result<(), Failure> {
        settle::publish(&self.path, &self.target).map_err(|error| self.failed(error))
    }

    /// Takes it away again. That it cannot be is told by what stands there.
    pub(crate) fn discard(self) {
        let _ = fs::remove_dir_all(&self.path);
    }

    fn failed(&self, error: io::Error) -> Failure {
        Cause::Write(error).of(&self.name)
    }
}

/// Gives a folder its name that is all written, if it has not got it yet.
pub(crate) fn publish_again(name: &Path) -> Result<(), Failure> {
    let target = target(name)?;
    let path = partial_path(&target);
    let published = if path.exists() { settle::publish(&path, &target) } else { Ok(()) };
    published.map_err(|error| Cause::Write(error).of(name.display().to_string()))
}

/// Where a folder is to stand: there is none, or it is empty.
fn target(name: &Path) -> Result<PathBuf, Failure> {
    // Without the slash at its end, behind which no link is seen.
    let path: PathBuf = name.components().collect();
    behind_links(&path).map_err(|error| Cause::Write(error).of(name.display().to_string()))
}

/// An empty folder in the place of what a run has left there.
fn emptied(path: &Path) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        fs::remove_dir_all(path)?;
    }
    fs::create_dir(path)
}
