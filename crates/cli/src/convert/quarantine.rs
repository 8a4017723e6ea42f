//! Records that are not converted, byte for byte as they were, in a file of the same kind or in a folder of such files.
#![allow(clippy::disallowed_methods, reason = "files that are no documents are copied here")]

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use statemark_batch::ledger::Content;

use super::carry::Refused;
use super::partial::{Partial, beside};
use super::tree::Tree;
use crate::bulk::files::{Kind, below};
use crate::bulk::{Shape, Source};
use crate::error::{Cause, Failure};

/// Where records are put aside.
pub(crate) enum Quarantine {
    /// Those of the one input.
    File(Partial),
    /// A file an input, called as it is below the folders that are named, with the one that is being written.
    Folder { tree: Tree, folders: Vec<PathBuf>, open: Option<Partial> },
}

/// Where the bytes of a record begin that was put aside.
pub(crate) struct Standing {
    pub(crate) file: String,
    pub(crate) start: u64,
}

impl Quarantine {
    /// Puts a record aside.
    pub(crate) fn add(&mut self, source: &Source, refused: &Refused) -> Result<Standing, Failure> {
        let out = self.out(&source.path)?;
        let is_first = out.bytes() == 0;
        if is_first {
            out.append(&source.head())?;
        }
        out.append(match source.shape {
            Shape::List if is_first => b"\n",
            Shape::List => b",\n",
            _ => b"",
        })?;
        let start = out.bytes();
        out.append(&refused.bytes)?;
        let is_ended = refused.is_cut || refused.bytes.ends_with(b"\n");
        if matches!(source.shape, Shape::Lines | Shape::Collection(_) | Shape::Documents) && !is_ended {
            out.append(b"\n")?;
        }
        Ok(Standing { file: self.name(&source.path), start })
    }

    /// Adds what belongs to a record that was too long to be read at once.
    pub(crate) fn spill(&mut self, source: &Source, bytes: &[u8]) -> Result<(), Failure> {
        self.out(&source.path)?.append(bytes)
    }

    /// Puts a file aside that is no document at all, as it is.
    pub(crate) fn copy(&mut self, path: &Path) -> Result<Standing, Failure> {
        let out = self.out(path)?;
        let start = out.bytes();
        let failed = |error| Cause::Read(error).of(path.display().to_string());
        let mut file = File::open(path).map_err(failed)?;
        let mut bytes = vec![0; 64 * 1024];
        loop {
            match file.read(&mut bytes).map_err(failed)? {
                0 => return Ok(Standing { file: self.name(path), start }),
                count => self.out(path)?.append(&bytes[..count])?,
            }
        }
    }

    /// The file that the records of an input go to, as messages name it.
    fn name(&self, path: &Path) -> String {
        match self {
            Self::File(file) => file.name.clone(),
            Self::Folder { tree, folders, .. } => Path::new(&tree.name).join(place(folders, path)).display().to_string(),
        }
    }

    /// The file that the records of an input go to.
    fn out(&mut self, path: &Path) -> Result<&mut Partial, Failure> {
        match self {
            Self::File(file) => Ok(file),
            Self::Folder { tree, folders, open } => match open {
                Some(open) => Ok(open),
                None => Ok(open.insert(tree.begin(&place(folders, path), None)?)),
            },
        }
    }

    /// An input is at its end. Gives the file that was written of it, if it is one of a folder.
    pub(crate) fn end_of_input(&mut self, source: Option<&Source>) -> Result<Option<Content>, Failure> {
        let out = match self {
            Self::File(file) => file,
            Self::Folder { open: Some(open), .. } => open,
            Self::Folder { open: None, .. } => return Ok(None),
        };
        if let Some(source) = source {
            if out.bytes() == 0 {
                out.append(&source.head())?;
            }
            out.append(source.tail().as_bytes())?;
        }
        match self {
            Self::Folder { tree, open, .. } => match open.take() {
                Some(open) => tree.end(open).map(Some),
                None => Ok(None),
            },
            Self::File(_) => Ok(None),
        }
    }

    /// What it is so far: the one file, or the one of the folder that is being written.
    pub(crate) fn settle(&mut self) -> Result<Option<Content>, Failure> {
        match self {
            Self::File(file) => file.settle().map(Some),
            Self::Folder { tree, open, .. } => {
                tree.settle()?;
                open.as_mut().map(Partial::settle).transpose()
            }
        }
    }

    /// Gives it its name.
    pub(crate) fn publish(self) -> Result<(), Failure> {
        match self {
            Self::File(file) => file.publish(),
            Self::Folder { tree, .. } => tree.publish(),
        }
    }
}

/// What the file is called that the records of an input go to, below the folder of the quarantine: rows of a table stand there as lines.
pub(super) fn place(folders: &[PathBuf], path: &Path) -> PathBuf {
    let below = below(folders, path);
    if matches!(Kind::from_name(path), Some(Kind::Table(_))) { beside(&below, ".ndjson") } else { below }
}
