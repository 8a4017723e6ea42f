//! A package that is read: a folder or a zip archive, whose files have paths and sizes and can be opened.
#![allow(clippy::disallowed_methods, reason = "the files of packages are opened here")]

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use statemark_archive::package::bag::{self, Listing, Open};
use statemark_archive::package::paths::shown;
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
    has_payload: bool,
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
        match path.metadata().map_err(unread)? {
            about if about.is_dir() => Self::folder(path),
            about if about.is_file() => Self::zip(path),
            _ => Err((Cause::wrong("is neither a folder nor a file", None).of(name(path)), Status::Failed)),
        }
    }

    fn folder(path: &Path) -> Result<Self, Unopened> {
        let (mut files, mut folders) = (Vec::new(), vec![String::new()]);
        while let Some(folder) = folders.pop() {
            let place = path.join(&folder);
            let unread = |error| (Cause::Read(error).of(shown(&name(&place))), Status::Failed);
            for entry in fs::read_dir(&place).map_err(unread)? {
                let entry = entry.map_err(unread)?;
                let refused = |why: &str| {
                    let help = Some("a bag holds plain files only: look how it came there".to_owned());
                    (Cause::wrong(why, help).of(shown(&name(&entry.path()))), Status::Wrong)
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
        let has_payload = path.join(bag::PAYLOAD).is_dir();
        Ok(Self { name: name(path), files, has_payload, place: path.to_owned(), entries: None })
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
        let has_payload = entries.iter().any(|entry| entry.path[root..].starts_with(bag::PAYLOAD));
        entries.retain(|entry| !entry.is_folder());
        let files = entries.iter().map(|entry| (entry.path[root..].to_owned(), entry.size)).collect();
        Ok(Self { name: name(path), files, has_payload, place: path.to_owned(), entries: Some(entries) })
    }

    /// What is there, which is opened so.
    pub(super) fn listing<'store>(&'store self, open: &'store Open<'store>) -> Listing<'store> {
        Listing { files: &self.files, has_payload: self.has_payload, open }
    }

    /// The size of a file.
    pub(super) fn size(&self, path: &str) -> Option<u64> {
        self.find(path).map(|number| self.files[number].1)
    }

    /// The number of a file.
    pub(super) fn find(&self, path: &str) -> Option<usize> {
        bag::find(&self.files, path)
    }

    /// Opens a file.
    pub(super) fn reader(&self, path: &str) -> io::Result<Box<dyn Read>> {
        let number = self.find(path).ok_or(io::ErrorKind::NotFound)?;
        match &self.entries {
            None => Ok(Box::new(File::open(self.place.join(path))?)),
            Some(entries) => Ok(Box::new(zip::open(File::open(&self.place)?, &entries[number])?)),
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
