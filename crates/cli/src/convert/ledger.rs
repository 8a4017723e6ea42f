//! The file of a ledger: lines are only added, and one run at a time adds them.
#![allow(clippy::disallowed_methods, reason = "the ledger of a conversion is kept here")]

use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use serde_json::Value;
use statemark_batch::ledger::{Entry, Ledger};

use crate::error::{Cause, Failure};

/// The ledger of a run that is under way.
pub(crate) struct LedgerFile {
    name: String,
    file: File,
}

/// Whether there is a ledger of a run that is not whole.
pub(crate) fn is_open(path: &Path) -> bool {
    fs::read(path).is_ok_and(|lines| Ledger::read(&lines).is_ok_and(|ledger| !ledger.is_ended))
}

impl LedgerFile {
    /// Opens a ledger for what is to be done. Gives also what it holds, if a run is to go on and there was one.
    pub(crate) fn open(path: &Path, task: &Value, goes_on: bool) -> Result<(Self, Option<Ledger>), Failure> {
        let name = path.display().to_string();
        let failed = |error| Cause::Write(error).of(&name);
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path).map_err(failed)?;
        // That some file systems know no locks keeps nobody from working there.
        if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
            return Err(Cause::Locked.of(name));
        }
        let mut lines = Vec::new();
        if goes_on {
            file.read_to_end(&mut lines).map_err(failed)?;
        }
        let last = if lines.is_empty() { None } else { Self::last(&name, &lines, task)? };
        let kept = last.as_ref().map_or(0, |last| last.length);
        file.set_len(kept as u64).and_then(|()| file.seek(SeekFrom::End(0))).map_err(failed)?;
        let mut ledger = Self { name, file };
        match &last {
            None => ledger.add(&Entry::Begin { version: env!("CARGO_PKG_VERSION").to_owned(), task: task.clone() })?,
            Some(last) if last.sealed.is_none() => ledger.add(&Entry::Resumed)?,
            Some(_) => {}
        }
        Ok((ledger, last))
    }

    /// What the last run left, if it is not whole and this one is to do the same.
    fn last(name: &str, lines: &[u8], task: &Value) -> Result<Option<Ledger>, Failure> {
        let last = Ledger::read(lines).map_err(|wrong| Cause::NoLedger(wrong.to_string()).of(name))?;
        if last.is_ended {
            return Ok(None);
        }
        if last.version != env!("CARGO_PKG_VERSION") {
            return Err(Cause::NotResumable(format!("version {} of statemark began it", last.version)).of(name));
        }
        let Value::Object(task) = task else { return Ok(Some(last)) };
        let differs = task.iter().find(|(key, value)| last.task.get(key) != Some(value));
        match differs {
            Some((key, value)) => {
                let was = last.task.get(key).unwrap_or(&Value::Null);
                Err(Cause::NotResumable(format!("it is of another run, in which `{key}` is {was}, not {value}")).of(name))
            }
            None => Ok(Some(last)),
        }
    }

    /// Adds an entry.
    pub(crate) fn add(&mut self, entry: &Entry) -> Result<(), Failure> {
        self.file.write_all(&entry.to_line()).map_err(|error| Cause::Write(error).of(&self.name))
    }

    /// Adds an entry, and brings it onto the disk.
    pub(crate) fn settle(&mut self, entry: &Entry) -> Result<(), Failure> {
        self.add(entry)?;
        self.file.sync_data().map_err(|error| Cause::Write(error).of(&self.name))
    }
}
