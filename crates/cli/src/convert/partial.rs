//! Outputs that get their names when they are whole. Until then they end in `.partial`, and a run that was stopped can go on with them.
#![allow(clippy::disallowed_methods, reason = "the outputs of a conversion are written here")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use statemark_batch::ledger::Content;

use super::hex;
use crate::error::{Cause, Failure};
use crate::io::{behind_links, settle};

/// A file that is being written.
pub(crate) struct Partial {
    /// Its name, as it was given.
    pub(crate) name: String,
    target: PathBuf,
    pub(super) path: PathBuf,
    out: BufWriter<File>,
    digest: Sha256,
    bytes: u64,
}

/// The name that stands beside another until that is whole.
pub(crate) fn beside(target: &Path, extension: &str) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(extension);
    PathBuf::from(name)
}

/// Where an output is written before it has its name.
pub(crate) fn partial_path(target: &Path) -> PathBuf {
    beside(target, ".partial")
}

impl Partial {
    /// Begins a file, or goes on with one that was so far.
    pub(crate) fn new(path: &Path, from: Option<&Content>) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let failed = |error| Cause::Write(error).of(&name);
        let target = behind_links(path).map_err(failed)?;
        let old = fs::metadata(&target).ok();
        if old.as_ref().is_some_and(|old| old.permissions().readonly()) {
            return Err(failed(io::Error::from(io::ErrorKind::PermissionDenied)));
        }
        let path = partial_path(&target);
        let partial = Self::at(path, name, target, from)?;
        if let Some(old) = old {
            let set = partial.out.get_ref().set_permissions(old.permissions());
            set.map_err(|error| Cause::Write(error).of(&partial.name))?;
        }
        Ok(partial)
    }

    /// A file in this place, which is where it stays.
    pub(super) fn within(path: PathBuf, name: String, from: Option<&Content>) -> Result<Self, Failure> {
        Self::at(path.clone(), name, path, from)
    }

    fn at(path: PathBuf, name: String, target: PathBuf, from: Option<&Content>) -> Result<Self, Failure> {
        let failed = |error| Cause::Write(error).of(&name);
        let mut file =
            File::options().read(true).write(true).create(true).truncate(from.is_none()).open(&path).map_err(failed)?;
        let mut digest = Sha256::new();
        if let Some(from) = from {
            digest = again(&mut file, from).map_err(|error| Cause::NotResumable(error.to_string()).of(&name))?;
        }
        let bytes = from.map_or(0, |from| from.bytes);
        Ok(Self { name, target, path, out: BufWriter::with_capacity(256 * 1024, file), digest, bytes })
    }

    /// How many bytes were written.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Adds to its end.
    pub(crate) fn append(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
        self.out.write_all(bytes).map_err(|error| Cause::Write(error).of(&self.name))
    }

    /// Brings all of it onto the disk, and says what it is so far.
    pub(crate) fn settle(&mut self) -> Result<Content, Failure> {
        let settled = self.out.flush().and_then(|()| self.out.get_ref().sync_data());
        settled.map_err(|error| Cause::Write(error).of(&self.name))?;
        Ok(Content { name: self.name.clone(), bytes: self.bytes, sha256: hex(&self.digest.clone().finalize()) })
    }

    /// Reads what is on the disk, and sees that it is what was written.
    pub(crate) fn read_back(&mut self) -> Result<(), Failure> {
        let content = self.settle()?;
        let read = again(self.out.get_mut(), &content);
        read.map(drop).map_err(|error| Cause::NotAsWritten(error.to_string()).of(&self.name))
    }

    /// Takes away what has its name, so that nobody takes it for what is to come.
    pub(crate) fn clear(&self) -> Result<(), Failure> {
        if !self.target.is_file() {
            return Ok(());
        }
        let removed = fs::remove_file(&self.target).and_then(|()| settle::folder(settle::parent(&self.target)));
        removed.map_err(|error| Cause::Write(error).of(&self.name))
    }

    /// Gives it its name.
    pub(crate) fn publish(self) -> Result<(), Failure> {
        let published = fs::rename(&self.path, &self.target).and_then(|()| settle::folder(settle::parent(&self.target)));
        published.map_err(|error| Cause::Write(error).of(self.name))
    }

    /// Takes it away again.
    pub(crate) fn discard(self) -> Result<(), Failure> {
        fs::remove_file(&self.path).map_err(|error| Cause::Write(error).of(self.name))
    }
}

/// Gives an output its name that is all written, as far as it has not got it yet.
pub(crate) fn publish_again(path: &Path, content: &Content) -> Result<(), Failure> {
    let target = behind_links(path).map_err(|error| Cause::Write(error).of(&content.name))?;
    if !partial_path(&target).exists() {
        let is_there = File::open(&target).and_then(|mut file| again(&mut file, content)).is_ok();
        return if is_there { Ok(()) } else { Err(Cause::NotResumable("it is gone".to_owned()).of(&content.name)) };
    }
    Partial::new(path, Some(content))?.publish()
}

/// Reads a file up to where it was, sees that it is the same, and cuts off what follows.
fn again(file: &mut File, from: &Content) -> io::Result<Sha256> {
    file.seek(SeekFrom::Start(0))?;
    let mut digest = Sha256::new();
    let read = io::copy(&mut Read::take(&mut *file, from.bytes), &mut Digesting(&mut digest))?;
    if read != from.bytes {
        return Err(io::Error::other(format!("it has {read} bytes, and {} were written", from.bytes)));
    }
    if hex(&digest.clone().finalize()) != from.sha256 {
        return Err(io::Error::other("it is not what was written"));
    }
    if file.metadata()?.len() > read {
        file.set_len(read)?;
    }
    Ok(digest)
}

/// Digests what is written into it.
struct Digesting<'digest>(&'digest mut Sha256);

impl Write for Digesting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_the_disk_is_compared_with_what_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        let mut partial = Partial::new(&target, None).unwrap();
        partial.append(b"rain and ").unwrap();
        let so_far = partial.settle().unwrap();
        partial.append(b"more").unwrap();
        partial.read_back().unwrap();
        // It goes on from where it was, whatever was written behind that.
        let mut partial = Partial::new(&target, Some(&so_far)).unwrap();
        partial.append(b"snow").unwrap();
        partial.settle().unwrap();
        fs::write(partial_path(&target), "rain and snoW").unwrap();
        let failure = partial.read_back().unwrap_err();
        assert!(matches!(failure.cause, Cause::NotAsWritten(_)), "{failure}");
        assert!(Partial::new(&target, Some(&so_far)).is_ok());
        fs::write(partial_path(&target), "Rain and ").unwrap();
        assert!(matches!(Partial::new(&target, Some(&so_far)).map(drop).unwrap_err().cause, Cause::NotResumable(_)));
    }
}
