//! A statement in a bag of ours: its folder holds the files that it makes, and no others.

use std::collections::HashSet;

use statemark::document::SIZE_LIMIT;
use statemark::json;
use statemark::statement::Statement;

use super::{Own, json_in, list};
use crate::package::contents::{self, Making};
use crate::package::enclosed::LIST;
use crate::package::finding::{Fault, Finding, OwnFault};
use crate::package::manifest::Kind;
use crate::package::readback;
use crate::package::sum::Algorithm;

/// Gives the bytes of a file.
pub(super) type Bytes<'caller> = dyn Fn(&str) -> Result<Vec<u8>, Fault> + 'caller;

/// How many bytes the source files of a statement may have together.
const SOURCES: u64 = 2 * SIZE_LIMIT as u64;

impl Own<'_> {
    /// What is wrong with the files of the statement in a folder.
    pub fn statement(&self, folder: &str, statement: &Statement, bytes: &Bytes<'_>) -> Vec<Finding> {
        let json = json_in(folder);
        if contents::folder(&statement.id) != folder {
            let name = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            return vec![Fault::from(OwnFault::Folder(name.to_owned())).of(json)];
        }
        let names = match contents::names(statement) {
            Ok(names) => names,
            Err(refusal) => return vec![Fault::from(OwnFault::Refused(refusal)).of(json)],
        };
        let mut findings = self.members(folder, &names);
        if !self.list.has(folder, &list::line(statement)) {
            findings.push(Fault::from(OwnFault::List(json)).of(LIST));
        }
        if findings.is_empty() {
            findings = if self.is_made_here {
                self.compare(folder, statement, bytes)
            } else {
                read_back(folder, statement, &names, bytes)
            };
        }
        let lines: Vec<u32> = names.iter().filter_map(|name| self.line(&format!("{folder}{name}"))).collect();
        if findings.is_empty() && !lines.windows(2).all(|lines| lines[0].checked_add(1) == Some(lines[1])) {
            let manifest = Kind::Payload.file(Algorithm::OWN[0]);
            findings.push(Fault::from(OwnFault::Scattered(manifest)).of(json_in(folder)));
        }
        findings
    }

    /// Whether the folder holds files of these names, and no others.
    fn members(&self, folder: &str, names: &[String]) -> Vec<Finding> {
        let files = self.listing.files;
        let expected: HashSet<&str> = names.iter().map(String::as_str).collect();
        let begin = files.partition_point(|(path, _)| path.as_str() < folder);
        let present = files[begin..].iter().map_while(|(path, _)| Some((path, path.strip_prefix(folder)?)));
        let strangers = present.filter(|(_, name)| !expected.contains(name));
        let mut findings: Vec<Finding> = strangers.map(|(path, _)| Fault::from(OwnFault::Stranger).of(path)).collect();
        let paths = names.iter().map(|name| format!("{folder}{name}"));
        findings.extend(paths.filter(|path| self.listing.find(path).is_none()).map(|path| Fault::Missing.of(path)));
        findings
    }

    /// Makes all files of the statement again: they must be what is there.
    fn compare(&self, folder: &str, statement: &Statement, bytes: &Bytes<'_>) -> Vec<Finding> {
        let json = json_in(folder);
        let making = Making { date: self.date.as_deref(), ..self.program };
        let sources = match self.sources(folder, statement, bytes) {
            Ok(sources) => sources,
            Err(finding) => return vec![finding],
        };
        let files = match contents::files(statement, sources, making) {
            Ok(files) => files,
            Err(refusal) => return vec![Fault::from(OwnFault::Refused(refusal)).of(json)],
        };
        // The spellings behind the JSON, the page behind them, and METS behind the sources.
        let made = files[1..=contents::SPELLINGS].iter().chain(files.last());
        let judge = |file: &contents::File| {
            let path = format!("{folder}{}", file.path);
            match bytes(&path) {
                Err(fault) => Some(fault.of(path)),
                Ok(found) if found == file.bytes => None,
                // It says more to say what it reads as, where that is something else.
                Ok(found) => {
                    let fault = spelled(&path, &found, &files[0].bytes).unwrap_or(OwnFault::NotAsWritten.into());
                    Some(fault.of(path))
                }
            }
        };
        made.filter_map(judge).collect()
    }

    /// The source files of a statement, each once.
    fn sources(&self, folder: &str, statement: &Statement, bytes: &Bytes<'_>) -> Result<Vec<(String, Vec<u8>)>, Finding> {
        let (mut seen, mut left) = (HashSet::new(), SOURCES);
        let mut sources = Vec::new();
        for file in statement.sources.iter().filter_map(|source| source.file.as_ref()).map(AsRef::<str>::as_ref) {
            if !seen.insert(file) {
                continue;
            }
            let path = format!("{folder}{file}");
            let size = self.listing.find(&path).map_or(0, |number| self.listing.files[number].1);
            left = left.checked_sub(size).ok_or_else(|| {
                Fault::Unread(format!("the source files of a statement have more than {SOURCES} bytes")).of(&*path)
            })?;
            sources.push((file.to_owned(), bytes(&path).map_err(|fault| fault.of(path))?));
        }
        Ok(sources)
    }
}

/// Sees that the spellings of a statement say the same, whichever program wrote them.
fn read_back(folder: &str, statement: &Statement, names: &[String], bytes: &Bytes<'_>) -> Vec<Finding> {
    let canonical = json::to_vec_pretty(statement);
    let judge = |path: String| match bytes(&path) {
        Err(fault) => Some(fault.of(path)),
        Ok(found) => spelled(&path, &found, &canonical).map(|fault| fault.of(path)),
    };
    // A source file may be called as a spelling is: those come first, and the JSON before them.
    names.iter().take(contents::SPELLINGS).skip(1).filter_map(|name| judge(format!("{folder}{name}"))).collect()
}

/// What is wrong with a spelling that is told by the name of its file, if it is one and anything is.
fn spelled(path: &str, bytes: &[u8], canonical: &[u8]) -> Option<Fault> {
    let ending = readback::endings().find(|ending| path.ends_with(ending))?;
    readback::spelled(ending, bytes, canonical).err().map(Fault::from)
}
