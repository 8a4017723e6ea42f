//! Where the files of a package go: into a folder or a zip archive, which has its name when it is whole.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use statemark_archive::package::{paths, zip};

use super::create::is_zip;
use super::spool::Spooled;
use crate::convert::tree::Tree;
use crate::error::{Cause, Failure};
use crate::io::{self, Replacement, real, settle};

/// Where the files of a package go. What is not kept goes away.
pub(super) struct Sink {
    /// What messages call it.
    pub(super) name: String,
    /// The folder that it is to stand in.
    pub(super) beside: PathBuf,
    place: Option<Place>,
}

enum Place {
    Folder(Tree),
    /// An archive, and the folder that all its files lie in.
    Zip(Box<zip::Writer<Replacement, File>>, String),
}

impl Sink {
    /// Begins a package; which kind its name tells.
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let name = io::name(path);
        let beside = settle::parent(&real(path)).to_owned();
        let place = if is_zip(path) {
            let out = Replacement::new(path).map_err(|cause| cause.of(&name))?;
            let directory = tempfile::tempfile_in(&beside).map_err(|error| Cause::Write(error).of(&name))?;
            Place::Zip(Box::new(zip::Writer::new(out, directory)), root(path))
        } else {
            Place::Folder(Tree::apart(path)?)
        };
        Ok(Self { name, beside, place: Some(place) })
    }

    /// Writes a file.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let failed = |error| Cause::Write(error).of(&self.name);
        match &mut self.place {
            Some(Place::Folder(tree)) => {
                let is_new = tree.put(Path::new(path), bytes)?;
                if is_new { Ok(()) } else { Err(Cause::Exists.of(format!("{}/{path}", self.name))) }
            }
            Some(Place::Zip(archive, root)) => archive.add(&format!("{root}/{path}"), bytes).map_err(failed),
            None => Ok(()),
        }
    }

    /// Writes a file that waited on the disk.
    pub(super) fn add_spooled(&mut self, path: &str, spooled: Spooled) -> Result<(), Failure> {
        let failed = |error| Cause::Write(error).of(&self.name);
        let Spooled { mut file, bytes, crc, .. } = spooled;
        match &mut self.place {
            Some(Place::Folder(tree)) => {
                let mut copy = tree.begin(Path::new(path), None)?;
                let mut buffer = vec![0; 64 * 1024];
                loop {
                    match file.read(&mut buffer).map_err(failed)? {
                        0 => break,
                        read => copy.append(&buffer[..read])?,
                    }
                }
                tree.end(copy).map(drop)
            }
            Some(Place::Zip(archive, root)) => archive.add_from(&format!("{root}/{path}"), bytes, crc, &mut file).map_err(failed),
            None => Ok(()),
        }
    }

    /// Gives the package its name.
    pub(super) fn keep(mut self) -> Result<(), Failure> {
        match self.place.take() {
            Some(Place::Folder(mut tree)) => match tree.settle() {
                Ok(()) => tree.publish(),
                Err(failure) => {
                    tree.discard();
                    Err(failure)
                }
            },
            Some(Place::Zip(archive, _)) => {
                archive.finish().and_then(Replacement::keep).map_err(|error| Cause::Write(error).of(&self.name))
            }
            None => Ok(()),
        }
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        if let Some(Place::Folder(tree)) = self.place.take() {
            tree.discard();
        }
    }
}

/// The folder in an archive: called as the archive is, where every system takes that.
fn root(path: &Path) -> String {
    let stem = path.file_stem().and_then(|stem| stem.to_str()).filter(|stem| paths::check(stem).is_ok());
    stem.unwrap_or("bag").to_owned()
}
