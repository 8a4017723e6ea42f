//! The course of a run: what each piece of work comes to goes into the package, in the order of the input.

use std::collections::HashMap;
use std::path::PathBuf;

use statemark::id::StatementId;
use statemark_validate::report::part::Part;
use statemark_validate::report::stream::Stream;
use statemark_validate::report::{Layout, Style};

use super::count;
use super::labour::{Made, Packed};
use super::package::Package;
use crate::bulk::progress::Line;
use crate::bulk::{Run, Source, set::Spellings};
use crate::error::{Cause, Failure};
use crate::io;
use crate::status::Status;

/// How many records that are wrong are told.
const TOLD: u64 = 20;

/// How far a run is.
pub(super) struct Course {
    package: Package,
    line: Line,
    /// The statements so far, and the digest of each.
    ids: HashMap<StatementId, [u8; 32]>,
    spellings: Spellings,
    wrong: u64,
    other_spellings: u64,
    /// Whether something could not be read.
    is_unread: bool,
}

impl Course {
    pub(super) fn new(package: Package, line: Line) -> Self {
        let (ids, spellings) = (HashMap::new(), Spellings::default());
        Self { package, line, ids, spellings, wrong: 0, other_spellings: 0, is_unread: false }
    }

    /// Takes what comes next.
    pub(super) fn take(&mut self, made: Made) -> Result<(), Failure> {
        let Made { packed, wrong, source, failure } = made;
        if let Some(failure) = failure {
            self.line.clear();
            io::tell(&failure.to_string());
            self.is_unread = true;
        }
        for part in &wrong {
            self.refuse(|| tell(part));
        }
        packed.into_iter().try_for_each(|packed| self.pack(packed, source.as_deref()))
    }

    /// Puts a statement into the package: in one of its spellings, and if no other of its id came before.
    fn pack(&mut self, packed: Packed, source: Option<&Source>) -> Result<(), Failure> {
        let Packed { statement, digest, line, alone, files } = packed;
        let name = source.map_or("", |source| &source.name);
        let is_other_spelling = alone.is_some_and(|path| !self.spellings.is_first(&path, &statement.id));
        if let Some(before) = self.ids.get(&statement.id) {
            let (is_same, id) = (*before == digest, &statement.id);
            let told = match (is_other_spelling, is_same) {
                (true, true) => {
                    self.other_spellings += 1;
                    return Ok(());
                }
                (true, false) => {
                    "it says something else than its other spelling\n  = help: mend one of them, or name the one that counts"
                        .to_owned()
                }
                (false, _) => format!("a statement with its id, `{id}`, came before\n  = help: give it another"),
            };
            self.refuse(|| io::tell(&format!("error: {name}:{line}: {told}")));
            return Ok(());
        }
        self.ids.insert(statement.id.clone(), digest);
        match files {
            Err(refused) => {
                self.refuse(|| io::tell(&format!("error: {name}:{line}: {}\n  = help: {}", refused.why, refused.help)));
                Ok(())
            }
            // What will not be kept need not be written.
            Ok(_) if self.wrong > 0 || self.is_unread => Ok(()),
            Ok(files) => self.package.statement(&statement, &files),
        }
    }

    /// Counts a record that is wrong, and tells of it if it is among the first.
    fn refuse(&mut self, tell: impl FnOnce()) {
        self.wrong += 1;
        if self.wrong <= TOLD {
            self.line.clear();
            tell();
        }
    }

    /// Ends the package, and gives it its name if all was read and right.
    pub(super) fn end(self, run: &Run, arguments: &[PathBuf]) -> Result<Status, Failure> {
        if self.wrong > TOLD {
            io::tell(&format!("{} more are wrong: `statemark validate` tells why", self.wrong - TOLD));
        }
        if run.interrupted {
            io::tell(&format!("interrupted: {} read", run.read));
        }
        let name = self.package.name().to_owned();
        if run.interrupted || self.is_unread {
            return Err(Cause::NotWhole.of(name));
        }
        if self.wrong > 0 {
            io::tell(&format!("{name} was not made: {} wrong", count(self.wrong, "record")));
            return Ok(Status::Wrong);
        }
        if self.ids.is_empty() {
            return Err(Cause::NoStatement.of(io::names(arguments)));
        }
        if self.other_spellings > 0 {
            io::tell(&format!("{} passed over: other spellings of the same", count(self.other_spellings, "file")));
        }
        let (statements, files) = self.package.finish()?;
        io::report(&format!("{name}: {} in {}\n", count(statements, "statement"), count(files, "file")))?;
        Ok(Status::Right)
    }
}

/// Tells what is wrong with a record.
fn tell(part: &Part) {
    let mut stream = Stream::new(io::stderr(), Layout::Text, Style::default(), None);
    // If it cannot be told, nobody is left to tell.
    let _ = stream.part(part).and_then(|()| stream.flush());
}
