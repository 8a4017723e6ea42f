//! Brings it together: rows to statements, group by group, and no row lost.

use std::collections::HashSet;
use std::io::Read;

use serde_json::Value;
use sha2::{Digest, Sha256};
use statemark::id::StatementId;
use statemark::json;

use super::columns::{self, MissingColumn};
use super::fill::{Filler, origin};
use super::hole::Step;
use super::merge::merge;
use super::rows::{RecordsError, Row, Rows};
use super::value::Content;
use super::{GROUP_LIMIT, GROUP_SIZE_LIMIT, Mapping, Reason};

/// Rows that belong together, and the statement that was made of those that fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The rows, in their order. One with reasons is in no statement.
    pub rows: Vec<Row>,
    /// The statement as canonical JSON, on one line; its form is right, its meaning is for the rules to judge.
    pub json: Option<Vec<u8>>,
}

/// What is wrong with the meaning of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Where: a JSON Pointer.
    pub pointer: String,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// Judges a statement, which is canonical JSON.
type Judge = fn(&[u8]) -> Vec<Objection>;

/// Reads records and gives batches: each row is in one of them, and they keep the order of the records.
pub struct Import<'mapping, R> {
    mapping: &'mapping Mapping,
    rows: Rows<R>,
    judge: Judge,
    /// The rows that were read and not yet given.
    open: Group,
    /// The digests of the ids of all statements so far: 16 bytes each.
    ids: HashSet<[u8; 16]>,
    /// The ways to values of JSON that no row had so far.
    unseen: Vec<(&'mapping [Step], usize)>,
    is_over: bool,
}

/// Rows with one key, and what they say together.
#[derive(Debug, Default)]
struct Group {
    key: Option<String>,
    rows: Vec<Row>,
    /// How many bytes they have.
    size: usize,
    statement: Option<Value>,
    /// Whether it goes on with one that has as many rows as a group may have.
    is_full: bool,
}

impl<'mapping, R: Read> Import<'mapping, R> {
    pub(super) fn new(mapping: &'mapping Mapping, records: R) -> Result<Self, RecordsError> {
        let rows = Rows::open(mapping, records)?;
        let unseen = if mapping.format.is_json() { mapping.ways() } else { Vec::new() };
        let judge: Judge = |_| Vec::new();
        Ok(Self { mapping, rows, judge, open: Group::default(), ids: HashSet::new(), unseen, is_over: false })
    }

    /// The same with a judge of what statements mean: rows of those to which it objects are put aside.
    #[must_use]
    pub fn judged_by(self, judge: fn(&[u8]) -> Vec<Objection>) -> Self {
        Self { judge, ..self }
    }

    /// The ways to values of JSON that the mapping names and no row had so far.
    pub fn unseen(&self) -> Vec<MissingColumn> {
        columns::unseen(self.mapping, &self.unseen)
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
                Ok(content) => {
                    self.unseen.retain(|(way, _)| !has(&content, way));
                    self.fill(&mut row, &content)
                }
            };
            let is_same = key.is_some() && key == self.open.key;
            let has_room = self.open.rows.len() < GROUP_LIMIT && self.open.size + row.bytes.len() <= GROUP_SIZE_LIMIT;
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

    /// Judges what the rows of a group say together, and where that is wrong, each of them alone.
    fn finish(&mut self, group: Group) -> Batch {
        let Group { mut rows, statement, .. } = group;
        let Some(statement) = statement else { return Batch { rows, json: None } };
        let mut made = self.made(&statement, &[]);
        if made.is_err() {
            match self.without_wrong(&mut rows) {
                None => return Batch { rows, json: None },
                Some(rest) if rest != statement => made = self.made(&rest, &[]),
                Some(_) => {}
            }
        }
        match made.and_then(|made| self.with_id(made)) {
            Ok(json) => Batch { rows, json: Some(json) },
            Err(reasons) => {
                rows.iter_mut().filter(|row| row.reasons.is_empty()).for_each(|row| row.reasons.clone_from(&reasons));
                Batch { rows, json: None }
            }
        }
    }

    /// What rows say together that are right alone; the others get their reasons.
    fn without_wrong(&self, rows: &mut [Row]) -> Option<Value> {
        let mut whole: Option<Value> = None;
        for row in rows.iter_mut().filter(|row| row.reasons.is_empty()) {
            let Ok(content) = self.rows.content(&row.bytes) else { continue };
            let filler = || Filler::new(self.mapping, &self.rows.columns, &content, row.number);
            let Ok(Some(alone)) = filler().fill(&self.mapping.statement) else { continue };
            if self.made(&alone, &[]).is_err() {
                let origins = filler().origins(&self.mapping.statement);
                row.reasons = self.made(&alone, &origins).err().unwrap_or_default();
                continue;
            }
            match &mut whole {
                None => whole = Some(alone),
                Some(whole) => row.reasons.extend(merge(whole, alone).err().map(|conflict| conflict.reason("its group"))),
            }
        }
        whole
    }

    /// The statement, or what is wrong with its form or its meaning, by columns.
    fn made(&self, statement: &Value, origins: &[(String, String)]) -> Result<Made, Vec<Reason>> {
        let text = statement.to_string();
        let Some(whole) = json::read(text.as_bytes()).statement else { return Err(faults(statement, origins)) };
        let json = json::to_vec(&whole);
        let reason = |Objection { pointer, message, help }: Objection| Reason {
            column: origin(origins, &pointer).map(str::to_owned),
            message: format!("{message} at `{pointer}`"),
            help,
        };
        let reasons: Vec<Reason> = (self.judge)(&json).into_iter().map(reason).collect();
        if reasons.is_empty() { Ok(Made { id: whole.id, json }) } else { Err(reasons) }
    }

    /// The JSON of a statement whose id no other has. Only of one that is right the id is taken.
    fn with_id(&mut self, Made { id, json }: Made) -> Result<Vec<u8>, Vec<Reason>> {
        if self.ids.insert(digest(id.as_str())) {
            return Ok(json);
        }
        Err(vec![Reason {
            column: None,
            message: format!("a statement `{id}` was made of rows before"),
            help: "give it an id of its own, or put rows of one group one behind the other".to_owned(),
        }])
    }
}

/// A statement that is right.
struct Made {
    id: StatementId,
    json: Vec<u8>,
}

/// Whether a row of JSON has something at the end of a way.
fn has(content: &Content, way: &[Step]) -> bool {
    let [Step::Key(name), rest @ ..] = way else { return true };
    content.get(&[], name).is_some_and(|found| found.has(rest))
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
            message: format!("its group has more than {GROUP_LIMIT} rows or {} MiB", GROUP_SIZE_LIMIT / 1024 / 1024),
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
        self.size += row.bytes.len();
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
