//! All that a conversion writes: what records become, what is put aside and why, what is lost.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use statemark_batch::ledger::{Content, Ledger, Role};

use super::partial::{self, Partial};
use super::quarantine::Quarantine;
use super::tree::{self, Tree};
use crate::error::{Cause, Failure};
use crate::io;

/// Where records go that are converted.
pub(crate) enum Sink {
    /// Into a pipe or a device, which keeps what it is given.
    Stream(Box<dyn Write>, String),
    File(Partial),
    Folder(Tree),
}

/// The outputs of a run.
pub(crate) struct Sinks {
    pub(crate) sink: Sink,
    pub(crate) quarantine: Option<Quarantine>,
    pub(crate) reasons: Option<Partial>,
    pub(crate) losses: Option<Partial>,
}

/// Where the outputs of a run go.
pub(crate) struct Places<'run> {
    /// Nothing for stdout.
    pub(crate) output: Option<&'run Path>,
    pub(crate) is_folder: bool,
    pub(crate) quarantine: Option<&'run Path>,
    pub(crate) puts_into_folder: bool,
    pub(crate) reasons: Option<&'run Path>,
    pub(crate) losses: Option<&'run Path>,
    /// The folders that are named to be read.
    pub(crate) folders: Vec<PathBuf>,
}

impl Places<'_> {
    /// Begins all outputs, or goes on with them from the last checkpoint of a ledger.
    pub(crate) fn open(&self, from: Option<&Ledger>) -> Result<Sinks, Failure> {
        let checkpoint = from.and_then(|ledger| ledger.checkpoint.as_ref());
        let so_far = |role| checkpoint.and_then(|checkpoint| checkpoint.written.get(&role));
        let file = |name: &Path, role| Partial::new(name, so_far(role));
        let folder = |name: &Path, role| {
            let files = from.filter(|_| checkpoint.is_some()).map(|ledger| files(ledger, role));
            Tree::new(name, files.as_deref().map(|files| (files, so_far(role))))
        };
        let sink = match self.output {
            None => Sink::Stream(Box::new(io::result()), "stdout".to_owned()),
            Some(name) if self.is_folder => Sink::Folder(folder(name, Role::Output)?),
            Some(name) if is_device(name) => Sink::Stream(io::device(name)?, io::name(name)),
            Some(name) => Sink::File(file(name, Role::Output)?),
        };
        let quarantine = match self.quarantine {
            None => None,
            Some(name) if self.puts_into_folder => {
                let mut tree = folder(name, Role::Quarantine)?;
                let open = so_far(Role::Quarantine).map(|open| tree.begin(Path::new(&open.name), Some(open))).transpose()?;
                Some(Quarantine::Folder { tree, folders: self.folders.clone(), open })
            }
            Some(name) => Some(Quarantine::File(file(name, Role::Quarantine)?)),
        };
        let reasons = self.reasons.map(|name| file(name, Role::Reasons)).transpose()?;
        let losses = self.losses.map(|name| file(name, Role::Losses)).transpose()?;
        Ok(Sinks { sink, quarantine, reasons, losses })
    }

    /// Gives outputs their names that are all written, as far as they have not got them yet.
    pub(crate) fn publish_again(&self, written: &BTreeMap<Role, Content>) -> Result<(), Failure> {
        let place = |role: &Role| match role {
            Role::Output => self.output,
            Role::Quarantine => self.quarantine,
            Role::Reasons => self.reasons,
            Role::Losses => self.losses,
        };
        let mut files = written.iter().rev().filter_map(|(role, content)| Some((place(role)?, content)));
        files.try_for_each(|(path, content)| partial::publish_again(path, content))?;
        let quarantine = self.quarantine.filter(|_| self.puts_into_folder);
        let output = self.output.filter(|_| self.is_folder);
        quarantine.into_iter().chain(output).try_for_each(tree::publish_again)
    }
}

/// The files that were written of a folder.
fn files(ledger: &Ledger, role: Role) -> Vec<Content> {
    ledger.files.iter().filter(|(of, _)| *of == role).map(|(_, content)| content.clone()).collect()
}

/// Whether something is there that takes bytes and is no file.
pub(crate) fn is_device(name: &Path) -> bool {
    name.metadata().is_ok_and(|about| !about.is_file() && !about.is_dir())
}

impl Sinks {
    /// Brings all that is written onto the disk, and says what it is so far.
    pub(crate) fn settle(&mut self) -> Result<BTreeMap<Role, Content>, Failure> {
        let mut written = BTreeMap::new();
        match &mut self.sink {
            Sink::Stream(out, name) => out.flush().map_err(|error| Cause::Write(error).of(name.as_str()))?,
            Sink::File(file) => drop(written.insert(Role::Output, file.settle()?)),
            Sink::Folder(tree) => tree.settle()?,
        }
        if let Some(quarantine) = &mut self.quarantine {
            written.extend(quarantine.settle()?.map(|content| (Role::Quarantine, content)));
        }
        for (role, file) in [(Role::Reasons, &mut self.reasons), (Role::Losses, &mut self.losses)] {
            if let Some(file) = file {
                written.insert(role, file.settle()?);
            }
        }
        Ok(written)
    }

    /// Takes the output away, which is none.
    pub(crate) fn discard_output(&mut self) -> Result<(), Failure> {
        let none = Sink::Stream(Box::new(std::io::sink()), String::new());
        match std::mem::replace(&mut self.sink, none) {
            Sink::File(file) => file.discard(),
            _ => Ok(()),
        }
    }

    /// Gives all outputs their names: what is converted last, so that where it stands all else does. What stood in its place goes before.
    pub(crate) fn publish(self) -> Result<(), Failure> {
        if let Sink::File(file) = &self.sink {
            file.clear()?;
        }
        self.losses.map_or(Ok(()), Partial::publish)?;
        self.reasons.map_or(Ok(()), Partial::publish)?;
        self.quarantine.map_or(Ok(()), Quarantine::publish)?;
        match self.sink {
            Sink::Stream(..) => Ok(()),
            Sink::File(file) => file.publish(),
            Sink::Folder(tree) => tree.publish(),
        }
    }
}
