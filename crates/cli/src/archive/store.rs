//! A package that is read: a folder or a zip archive, whose files have paths and sizes and can be opened.
#![allow(clippy::disallowed_methods, reason = "the files of packages are opened here")]

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use statemark_archive::package::bag;
use statemark_archive::package::zip;

use crate::error::{Cause, Failure};
use crate::io::name;
use crate::status::Status;

/// A package that is read.
pub(super) struct Store {
    /// What messages call it.
    pub(super) name: String,
    /// Its files, sorted by path.
    pub(super) files: Vec<bag::File>,
    place: PathBuf,
    /// Where the files are in the archive, if it is one.
    entries: Option<Vec<zip::Entry>>,
}

/// Why a package is not read, and whether that is a finding about it or could not be found out.
pub(super) type Unopened = (Failure, Status);

impl Store {
    /// Opens a package, and finds its files. One that has what no package has is refused.
    pub(super) fn open(path: &Path) -> Result<Self, Unopened> {
        let unread = |error| (Cause::Read(error).of(name(path)), Status::Failed);
        if path.metadata().map_err(unread)?.is_dir() { Self::folder(path) } else { Self::zip(path) }
    }

    fn folder(path: &Path) -> Result<Self, Unopened> {
        let (mut files, mut folders) = (Vec::new(), vec![String::new()]);
        while let Some(folder) = folders.pop() {
            let place = path.join(&folder);
            let unread = |error| (Cause::Read(error).of(name(&place)), Status::Failed);
            for entry in fs::read_dir(&place).map_err(unread)? {
                let entry = entry.map_err(unread)?;
                let refused = |why: &str| {
                    let help = Some("a bag holds plain files only: look how it came there".to_owned());
                    (Cause::wrong(why, help).of(name(&entry.path())), Status::Wrong)
                };
                let part = entry.file_name().into_string().map_err(|_| refused("has a name that is not UTF-8"))?;
                let below = if folder.is_empty() { part } else { format!("{folder}/{part}") };
                // A link is not followed: what it leads to is no part of the bag.
                let about = fs::symlink_metadata(entry.path()).map_err(unread)?;
                if about.is_dir() {
                    folders.push(below);
                } else if about.is_file() {
                    files.push((below, about.len()));
                } else {
                    return Err(refused("is a link or a device, and no file"));
                }
            }
        }
        files.sort();
        Ok(Self { name: name(path), files, place: path.to_owned(), entries: None })
    }

    fn zip(path: &Path) -> Result<Self, Unopened> {
        let failed = |error| (Cause::Read(error).of(name(path)), Status::Failed);
        let refused = |why: String| {
            let help = Some("nothing of it was read: get it again from where it came".to_owned());
            (Cause::wrong(why, help).of(name(path)), Status::Wrong)
        };
        let mut file = File::open(path).map_err(failed)?;
        let mut entries = zip::entries(&mut file).map_err(|error| match error {
            zip::Error::Read(error) => failed(error),
            error => refused(error.to_string()),
        })?;
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        let root = root(&entries).ok_or_else(|| refused("has not one bag in it, in one folder".to_owned()))?.len();
        let files = entries.iter().map(|entry| (entry.path[root..].to_owned(), entry.size)).collect();
        Ok(Self { name: name(path), files, place: path.to_owned(), entries: Some(entries) })
    }

    /// The size of a file.
    pub(super) fn size(&self, path: &str) -> Option<u64> {
        self.find(path).map(|index| self.files[index].1)
    }

    fn find(&self, path: &str) -> Option<usize> {
        self.files.binary_search_by(|(file, _)| file.as_str().cmp(path)).ok()
    }

    /// Opens a file.
    pub(super) fn reader(&self, path: &str) -> io::Result<Box<dyn Read>> {
        let index = self.find(path).ok_or(io::ErrorKind::NotFound)?;
        match &self.entries {
            None => Ok(Box::new(File::open(self.place.join(path))?)),
            Some(entries) => {
                // Little: it is filled for the header, and once more where the contents begin.
                let archive = BufReader::with_capacity(4 * 1024, File::open(&self.place)?);
                Ok(Box::new(zip::open(archive, &entries[index]).map_err(|error| match error {
                    zip::Error::Read(error) => error,
                    error => io::Error::new(io::ErrorKind::InvalidData, format!("the archive {error}")),
                })?))
            }
        }
    }

    /// The bytes of a file of which there may be so many.
    pub(super) fn bytes(&self, path: &str, most: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.reader(path)?.take(most as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > most { Err(io::Error::other(format!("it has more than {most} bytes"))) } else { Ok(bytes) }
    }
}

/// The folder in an archive that all its files lie in, with a slash; nothing where the bag lies in none.
fn root(entries: &[zip::Entry]) -> Option<String> {
    if entries.iter().any(|entry| entry.path == "bagit.txt") {
        return Some(String::new());
    }
    let (root, _) = entries.first()?.path.split_once('/')?;
    let root = format!("{root}/");
    entries.iter().all(|entry| entry.path.starts_with(&root)).then_some(root)
}
