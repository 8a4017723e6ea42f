//! The ledger of a bulk run: what was read, what was written, and how many records went where, as lines of JSON that are only ever added.
//!
//! A ledger whose last entry is [`Entry::End`] is of a run that is whole. One that is open tells from where the run can go on: from its
//! last [`Checkpoint`], or, where all was written and only the names lack, from [`Entry::Sealed`]. The files are the caller's.
//!
//! ```
//! use statemark_batch::ledger::{Counts, Ledger};
//! let lines = b"{\"entry\":\"begin\",\"version\":\"0.1.0\",\"task\":{}}\n{\"entry\":\"checkp";
//! let ledger = Ledger::read(lines)?;
//! assert!(!ledger.is_ended && ledger.checkpoint.is_none());
//! assert_eq!(ledger.length, 46, "what was cut off counts for nothing");
//! assert!(Counts { taken: 3, out: 2, quarantined: 1 }.add_up());
//! # Ok::<(), statemark_batch::ledger::Wrong>(())
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How many records went where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// How many were taken from the inputs.
    #[serde(rename = "in")]
    pub taken: u64,
    /// How many stand in the output.
    pub out: u64,
    /// How many were put aside.
    pub quarantined: u64,
}

impl Counts {
    /// Whether each record that was taken went somewhere.
    pub fn add_up(&self) -> bool {
        self.taken == self.out + self.quarantined
    }

    /// These and others.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        let Self { taken, out, quarantined } = other;
        Self { taken: self.taken + taken, out: self.out + out, quarantined: self.quarantined + quarantined }
    }
}

/// A file, or as much of it as was read or written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its name, as it was given, or below the folder that was.
    pub name: String,
    /// How many bytes.
    pub bytes: u64,
    /// Their SHA-256, as hexadecimal digits.
    pub sha256: String,
}

/// What a run writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// What records become.
    Output,
    /// Records that were put aside.
    Quarantine,
    /// Why they were.
    Reasons,
    /// What the output does not carry.
    Losses,
}

/// A place from which a run can go on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// How many pieces of work are done.
    pub done: u64,
    /// The counts so far, and those of the input at hand.
    #[serde(flatten)]
    pub counts: Counts,
    /// The counts of the input that is not at its end.
    pub of_input: Counts,
    /// How many losses were told.
    pub losses: u64,
    /// That input, as far as it was read: when it is read again, it must be the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<Content>,
    /// How many inputs were begun before it.
    pub inputs: u64,
    /// The files that are being written, as far as they are.
    pub written: BTreeMap<Role, Content>,
}

/// An entry of a ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "kebab-case")]
pub enum Entry {
    /// A run begins: by which version of the tool, and what it is to do.
    Begin {
        /// The version of the tool.
        version: String,
        /// Whatever the result depends on.
        task: Value,
    },
    /// An input was read to its end.
    Input {
        /// The input.
        #[serde(flatten)]
        content: Content,
        /// What became of its records.
        #[serde(flatten)]
        counts: Counts,
    },
    /// A file was written that lies in a folder.
    File {
        /// Which folder.
        of: Role,
        /// The file.
        #[serde(flatten)]
        content: Content,
    },
    /// A place from which the run can go on.
    Checkpoint(Checkpoint),
    /// The run went on from its last checkpoint.
    Resumed,
    /// All is written; the outputs get their names.
    Sealed {
        /// The counts of the whole run.
        #[serde(flatten)]
        counts: Counts,
        /// How many losses were told.
        losses: u64,
        /// What is one file.
        written: BTreeMap<Role, Content>,
    },
    /// The outputs have their names. Nothing follows.
    End {
        /// The counts of the whole run.
        #[serde(flatten)]
        counts: Counts,
    },
}

impl Entry {
    /// The entry as a line, with its line feed.
    ///
    /// # Panics
    /// Never: an entry has nothing that JSON cannot carry.
    pub fn to_line(&self) -> Vec<u8> {
        let mut line = serde_json::to_vec(self).expect("an entry is plain data");
        line.push(b'\n');
        line
    }
}

/// Why lines are no ledger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} is no entry of a ledger: {reason}")]
pub struct Wrong {
    /// Which line, from 1.
    pub line: usize,
    /// Why.
    pub reason: String,
}

/// What a ledger says of its run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    /// The version of the tool that began it.
    pub version: String,
    /// What the run is to do.
    pub task: Value,
    /// The last place from which it can go on.
    pub checkpoint: Option<Checkpoint>,
    /// The files of folders that were written before that place.
    pub files: Vec<(Role, Content)>,
    /// Counts, losses and files, where all of it is written.
    pub sealed: Option<(Counts, u64, BTreeMap<Role, Content>)>,
    /// Whether the outputs have their names.
    pub is_ended: bool,
    /// How many bytes of it count: up to that place.
    pub length: usize,
}

impl Ledger {
    /// Reads the lines of a ledger. What follows the last place from which the run can go on counts for nothing, nor does a last line
    /// without its line feed.
    ///
    /// # Errors
    /// When the lines are no ledger.
    pub fn read(lines: &[u8]) -> Result<Self, Wrong> {
        let whole = lines.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let mut ledger = None;
        let (mut files, mut at) = (Vec::new(), 0);
        for (index, line) in lines[..whole].split_inclusive(|&byte| byte == b'\n').enumerate() {
            let wrong = |reason: String| Wrong { line: index + 1, reason };
            let entry = serde_json::from_slice(line).map_err(|error| wrong(error.to_string()))?;
            at += line.len();
            match (&mut ledger, entry) {
                (None, Entry::Begin { version, task }) => {
                    let (checkpoint, sealed) = (None, None);
                    ledger = Some(Self { version, task, checkpoint, files: Vec::new(), sealed, is_ended: false, length: at });
                }
                (None, _) => return Err(wrong("the first entry is not `begin`".to_owned())),
                (Some(_), Entry::Begin { .. }) => return Err(wrong("a second `begin`".to_owned())),
                (Some(_), Entry::Input { .. }) => {}
                (Some(_), Entry::File { of, content }) => files.push((of, content)),
                (Some(ledger), Entry::Resumed) => {
                    files.truncate(ledger.files.len());
                    ledger.length = at;
                }
                (Some(ledger), Entry::Checkpoint(checkpoint)) => {
                    ledger.checkpoint = Some(checkpoint);
                    ledger.files.extend_from_slice(&files[ledger.files.len()..]);
                    ledger.length = at;
                }
                (Some(ledger), Entry::Sealed { counts, losses, written }) => {
                    ledger.sealed = Some((counts, losses, written));
                    ledger.length = at;
                }
                (Some(ledger), Entry::End { .. }) => ledger.is_ended = true,
            }
        }
        ledger.ok_or_else(|| Wrong { line: 1, reason: "it has none".to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(name: &str) -> Content {
        Content { name: name.to_owned(), bytes: 3, sha256: "0".repeat(64) }
    }

    fn checkpoint(done: u64) -> Checkpoint {
        let counts = Counts { taken: done, out: done, quarantined: 0 };
        Checkpoint {
            done,
            counts,
            of_input: counts,
            losses: 0,
            reading: Some(content("in")),
            inputs: 1,
            written: BTreeMap::from([(Role::Reasons, content("why"))]),
        }
    }

    fn file(name: &str) -> Entry {
        Entry::File { of: Role::Output, content: content(name) }
    }

    fn lines(entries: &[Entry]) -> Vec<u8> {
        entries.iter().flat_map(Entry::to_line).collect()
    }

    fn begin() -> Entry {
        Entry::Begin { version: "1".to_owned(), task: serde_json::json!({ "to": "xml" }) }
    }

    #[test]
    fn an_open_ledger_goes_on_from_its_last_checkpoint() {
        let kept = [begin(), file("a"), Entry::Checkpoint(checkpoint(1))];
        let lost = [file("b"), Entry::Input { content: content("in"), counts: Counts::default() }];
        let ledger = Ledger::read(&lines(&[&kept[..], &lost[..]].concat())).unwrap();
        assert_eq!(ledger.length, lines(&kept).len());
        assert_eq!((ledger.files, ledger.checkpoint), (vec![(Role::Output, content("a"))], Some(checkpoint(1))));
        let more = [Entry::Resumed, file("c"), Entry::Checkpoint(checkpoint(2))];
        let ledger = Ledger::read(&lines(&[&kept[..], &more[..]].concat())).unwrap();
        assert_eq!(ledger.files, [(Role::Output, content("a")), (Role::Output, content("c"))]);
        assert_eq!(ledger.checkpoint.map(|checkpoint| checkpoint.done), Some(2));
    }

    #[test]
    fn an_entry_is_a_line_that_reads_as_it_was() {
        let counts = Counts { taken: 3, out: 2, quarantined: 1 };
        let sealed = Entry::Sealed { counts, losses: 7, written: BTreeMap::from([(Role::Output, content("out"))]) };
        for entry in [
            begin(),
            Entry::Input { content: content("in"), counts },
            Entry::Checkpoint(checkpoint(9)),
            Entry::Resumed,
            file("a"),
            sealed,
            Entry::End { counts },
        ] {
            assert_eq!(serde_json::from_slice::<Entry>(&entry.to_line()).unwrap(), entry);
        }
        let line = String::from_utf8(Entry::End { counts }.to_line()).unwrap();
        assert_eq!(line, "{\"entry\":\"end\",\"in\":3,\"out\":2,\"quarantined\":1}\n");
    }

    #[test]
    fn what_is_no_ledger_is_refused_with_its_line() {
        for (text, expected) in [
            (&b""[..], "line 1 is no entry of a ledger: it has none"),
            (b"{\"entry\":\"resumed\"}\n", "line 1 is no entry of a ledger: the first entry is not `begin`"),
            (b"<a>\n", "line 1 is no entry of a ledger: expected value at line 1 column 1"),
        ] {
            assert_eq!(Ledger::read(text).unwrap_err().to_string(), expected);
        }
        let twice = Ledger::read(&lines(&[begin(), begin()])).unwrap_err();
        assert_eq!(twice.to_string(), "line 2 is no entry of a ledger: a second `begin`");
    }

    #[test]
    fn counts_add_up() {
        let counts = Counts { taken: 3, out: 2, quarantined: 1 };
        assert!(counts.add_up() && counts.and(counts).add_up());
        assert!(!Counts { taken: 2, ..counts }.add_up());
    }
}
