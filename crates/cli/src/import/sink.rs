//! Where statements go: one after the other, or each to a file of its own.

use std::io::Write;
use std::path::{Path, PathBuf};

use statemark_convert::file_name;

use super::reading::Imported;
use crate::convert::target::{Layout, Packing, Target};
use crate::convert::tree::Tree;
use crate::error::{Cause, Failure};
use crate::io::{self, Replacement, is_stream, name};

/// Where statements go, and how.
pub(super) struct Sink {
    target: Target,
    place: Place,
    is_begun: bool,
}

enum Place {
    Stream(Box<dyn Write>),
    /// A file, which has its name when it is kept.
    File(Box<Replacement>, String),
    /// A folder, the same.
    Folder(Tree),
}

impl Sink {
    /// Begins to write.
    pub(super) fn begin(output: Option<&Path>, target: Target) -> Result<Self, Failure> {
        if target.packing != Packing::None {
            let help = Some("leave .gz or .zst out; `statemark convert` packs".to_owned());
            return Err(Cause::wrong("would be packed, which an import is not", help).of(output.map_or("--to".to_owned(), name)));
        }
        let place = match output.filter(|output| !is_stream(output)) {
            None => Place::Stream(Box::new(io::result())),
            Some(output) if target.layout == Layout::Folder => {
                if output.is_dir() && !is_empty(output) {
                    return Err(Cause::NotEmpty.of(name(output)));
                }
                Place::Folder(Tree::apart(output)?)
            }
            Some(output) => {
                let file = Replacement::new(output).map_err(|cause| cause.of(name(output)))?;
                Place::File(Box::new(file), name(output))
            }
        };
        Ok(Self { target, place, is_begun: false })
    }

    /// Whether what is written is gone already, and not kept until all is.
    pub(super) fn is_stream(&self) -> bool {
        matches!(self.place, Place::Stream(_))
    }

    /// Writes a statement.
    pub(super) fn add(&mut self, imported: &Imported) -> Result<(), Failure> {
        let Imported { id, bytes, .. } = imported;
        if let Place::Folder(tree) = &mut self.place {
            let file = PathBuf::from(format!("{}{}", file_name::stem(id), self.target.extension()));
            return match tree.add(&file, bytes)? {
                Some(_) => Ok(()),
                None => Err(Cause::Exists.of(name(&file))),
            };
        }
        let frame = self.target.frame();
        let before = if self.is_begun { frame.between.to_owned() } else { [frame.head, frame.first].concat() };
        self.is_begun = true;
        self.write(before.as_bytes())?;
        self.write(bytes)
    }

    /// Ends what is written, and puts it in its place.
    pub(super) fn keep(mut self) -> Result<(), Failure> {
        self.write(self.target.frame().tail.as_bytes())?;
        match self.place {
            Place::Stream(mut out) => out.flush().map_err(|error| Cause::Write(error).of("stdout")),
            Place::File(file, name) => file.keep().map_err(|error| Cause::Write(error).of(name)),
            Place::Folder(mut tree) => {
                tree.settle()?;
                tree.publish()
            }
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match &mut self.place {
            Place::Stream(out) => out.write_all(bytes).map_err(|error| Cause::Write(error).of("stdout")),
            Place::File(file, name) => file.write_all(bytes).map_err(|error| Cause::Write(error).of(name.as_str())),
            Place::Folder(_) => Ok(()),
        }
    }
}

fn is_empty(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut entries| entries.next().is_none())
}
