//! An entry as it is written.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::baseline::Entry;
use crate::baseline::hash::Hash;
use crate::baseline::key::{Key, Subject};
use crate::rules;

/// One line of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row<'row> {
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<Cow<'row, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<Cow<'row, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Hash>,
    rule: Cow<'row, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<Cow<'row, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<Hash>,
    count: u32,
    reason: Cow<'row, str>,
}

impl TryFrom<Row<'_>> for Entry {
    type Error = &'static str;

    fn try_from(row: Row<'_>) -> Result<Self, Self::Error> {
        let subject = match (row.statement, row.file, row.record) {
            (Some(id), None, None) => Subject::Statement(id.into()),
            (None, Some(path), record) => Subject::File { path: path.into(), record },
            (Some(_), None, Some(_)) => return Err("`record` goes with `file`, not with `statement`"),
            (Some(_), Some(_), _) => return Err("an entry has `statement` or `file`, not both"),
            (None, None, _) => return Err("an entry needs `statement` or `file`"),
        };
        if row.count == 0 {
            return Err("`count` is at least 1");
        }
        // The names of rules are there already.
        let rule = rules::find(&row.rule).map_or_else(|| Cow::Owned(row.rule.into_owned()), |rule| Cow::Borrowed(rule.name));
        let key = Key { subject, rule, at: row.at.map(Into::into), hash: row.hash };
        Ok(Self { key, count: row.count, reason: row.reason.into() })
    }
}

impl<'row> From<&'row Entry> for Row<'row> {
    fn from(Entry { key, count, reason }: &'row Entry) -> Self {
        let (statement, file, record) = match &key.subject {
            Subject::Statement(id) => (Some(Cow::Borrowed(&**id)), None, None),
            Subject::File { path, record } => (None, Some(Cow::Borrowed(&**path)), *record),
        };
        let (rule, at) = (Cow::Borrowed(&*key.rule), key.at.as_deref().map(Cow::Borrowed));
        Self { statement, file, record, rule, at, hash: key.hash, count: *count, reason: Cow::Borrowed(reason) }
    }
}
