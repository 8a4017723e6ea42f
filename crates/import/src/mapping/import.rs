//! Brings it together: rows to statements, group by group, and no row lost.

use std::collections::HashSet;
use std::io::Read;

use serde_json::Value;
use sha2::{Digest, Sha256};
use statemark::json;

use super::fill::{Filler, origin};
use super::merge::merge;
use super::rows::{Content, RecordsError, Row, Rows};
use super::{GROUP_LIMIT, Mapping, Reason};

/// Rows that belong together, and the statement that was made of those that fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The rows, in their order. One with reasons is in no statement.
    pub rows: Vec<Row>,
    /// The statement as canonical JSON, on one line; its form is right, its meaning is for the rules to judge.
    pub json: Option<Vec<u8>>,
}

/// Reads records and gives batches: each row is in one of them, and they keep the order of the records.
pub struct Import<'mapping, R> {
    mapping: &'mapping Mapping,
    rows: Rows<R>,
    /// The rows that were read and not yet given.
    open: Group,
    /// The digests of the ids of all statements so far: 16 bytes each.
    ids: HashSet<[u8; 16]>,
    is_over: bool,
}

/// Rows with one key, and what they say together.
#[derive(Debug, Default)]
struct Group {
    key: Option<String>,
    rows: Vec<Row>,
    statement: Option<Value>,
    /// Whether it goes on with one that has as many rows as a group may have.
    is_full: bool,
}

impl<'mapping, R: Read> Import<'mapping, R> {
    pub(super) fn new(mapping: &'mapping Mapping, records: R) -> Result<Self, RecordsError> {
        let rows = Rows::open(mapping, records)?;
        Ok(Self { mapping, rows, open: Group::default(), ids: HashSet::new(), is_over: false })
    }

    /// The header of the records, byte for byte, with the end of its line; empty, where they have none.
    pub fn header(&self) -> &[u8] {
        &self.rows.header
    }

    fn read(&mut self) -> Result<Option<Batch>, RecordsError> {
        while let Some((mut row, content)) = self.rows.next()? {
            let (key, statement) = match content {
                Err(reason) => {
                    row.reasons.push(reason);
                    (self.open.key.clone(), None)
                }
                Ok(content) => self.fill(&mut row, &content),
            };
            let is_same = key.is_some() && key == self.open.key;
            let has_room = self.open.rows.len() < GROUP_LIMIT;
            if self.open.rows.is_empty() || (is_same && has_room) {
                self.open.key = key;
                self.open.add(row, statement);
                continue;
            }
            // What is given away makes room for more, also where nothing of it can be used.
            let mut next = Group { key, is_full: is_same, ..Group::default() };
            next.add(row, statement);
            let group = std::mem::replace(&mut self.open, next);
            return Ok(Some(self.finish(group)));
        }
        self.is_over = true;
        let group = std::mem::take(&mut self.open);
        Ok((!group.rows.is_empty()).then(|| self.finish(group)))
    }

    /// The key of a row's group, and the statement that it makes alone.
    fn fill(&self, row: &mut Row, content: &Content) -> (Option<String>, Option<Value>) {
        let mut filler = Filler::new(self.mapping, &self.rows.columns, content, row.number);
        let key = match self.mapping.group.as_ref().map(|group| filler.fill(group)) {
            None => None,
            Some(Ok(key)) => Some(key.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()),
            Some(Err(reason)) => {
                row.reasons.push(reason);
                return (self.open.key.clone(), None);
            }
        };
        match filler.fill(&self.mapping.statement) {
            Err(reason) => row.reasons.push(reason),
            Ok(statement) => {
                let statement = statement.unwrap_or(Value::Null);
                if json::read(statement.to_string().as_bytes()).statement.is_some() {
                    return (key, Some(statement));
                }
                row.reasons = faults(&statement, &filler.origins(&self.mapping.statement));
            }
        }
        (key, None)
    }

    fn finish(&mut self, group: Group) -> Batch {
        let Group { mut rows, statement, .. } = group;
        let Some(statement) = statement else { return Batch { rows, json: None } };
        let reasons = match json::read(statement.to_string().as_bytes()).statement {
            None => faults(&statement, &[]),
            Some(whole) if !self.ids.insert(digest(whole.id.as_str())) => vec![Reason {
                column: None,
                message: format!("a statement `{}` was made of rows before", whole.id),
                help: "give it an id of its own, or put rows of one group one behind the other".to_owned(),
            }],
            Some(whole) => return Batch { rows, json: Some(json::to_vec(&whole)) },
        };
        for row in rows.iter_mut().filter(|row| row.reasons.is_empty()) {
            row.reasons.clone_from(&reasons);
        }
        Batch { rows, json: None }
    }
}

impl<R: Read> Iterator for Import<'_, R> {
    type Item = Result<Batch, RecordsError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let read = self.read();
        self.is_over |= read.is_err();
        read.transpose()
    }
}

impl Group {
    fn add(&mut self, mut row: Row, statement: Option<Value>) {
        let full = || Reason {
            column: None,
            message: format!("its group has more than {GROUP_LIMIT} rows"),
            help: "make a group of what tells more of them apart".to_owned(),
        };
        match (&mut self.statement, statement) {
            (_, None) => {}
            (_, Some(_)) if self.is_full => row.reasons.push(full()),
            (None, first) => self.statement = first,
            (Some(ours), Some(theirs)) => {
                if let Err(conflict) = merge(ours, theirs) {
                    row.reasons.push(conflict.reason("its group"));
                }
            }
        }
        self.rows.push(row);
    }
}

/// What is wrong with the form of a statement, by columns.
fn faults(statement: &Value, origins: &[(String, String)]) -> Vec<Reason> {
    let text = statement.to_string();
    let document = json::read(text.as_bytes());
    let reason = |fault: &statemark::fault::Fault| Reason {
        column: origin(origins, fault.pointer.as_str()).map(str::to_owned),
        message: format!("{} at `{}`", fault.message, fault.pointer),
        help: fault.help.clone().unwrap_or_else(|| "mend the value, or the mapping".to_owned()),
    };
    document.faults.iter().map(reason).collect()
}

fn digest(id: &str) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&Sha256::digest(id.as_bytes())[..16]);
    short
}
