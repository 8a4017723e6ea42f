//! Columns that a mapping names and records do not have.

use statemark::place::Lines;
use statemark::suggest::nearest;

use super::Mapping;
use super::hole::{Step, name, quoted};

/// A column that the mapping names and the records do not have, or have twice; or the way to a value that no row has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column} of the mapping: {message}; {help}")]
pub struct MissingColumn {
    /// Its name.
    pub name: String,
    /// What is wrong with it.
    pub message: String,
    /// The line in the mapping, from 1.
    pub line: usize,
    /// The column in the mapping, from 1.
    pub column: usize,
    /// How to mend it.
    pub help: String,
}

/// The columns that a mapping names and the header does not have, or has twice.
pub(super) fn missing(mapping: &Mapping, columns: &[String]) -> Vec<MissingColumn> {
    let lines = Lines::new(&mapping.text);
    let mut missing: Vec<MissingColumn> = Vec::new();
    for (way, at) in mapping.ways() {
        let Some(Step::Key(name)) = way.first() else { continue };
        let count = columns.iter().filter(|column| *column == name).count();
        if count == 1 || missing.iter().any(|known| known.name == *name) {
            continue;
        }
        let message = if count > 1 {
            format!("the records have {count} columns `{name}`")
        } else {
            format!("the records have no column `{name}`")
        };
        // A sign in a name may have cut it off.
        let cut = columns.iter().find(|column| column.starts_with(name.as_str()) && quoted(column) != **column);
        let near = cut.map(String::as_str).or_else(|| nearest(name, columns.iter().map(String::as_str)));
        let help = match (count, near) {
            (2.., _) => "give each column a name of its own".to_owned(),
            (_, Some(nearest)) => format!("did you mean `{}`?", quoted(nearest)),
            _ => format!("their columns are {}", columns.join(", ")),
        };
        let place = lines.place(at);
        missing.push(MissingColumn { name: name.clone(), message, line: place.line, column: place.column, help });
    }
    missing.sort_by_key(|column| (column.line, column.column));
    missing
}

/// Ways to values that no row has, each once.
pub(super) fn unseen(mapping: &Mapping, ways: &[(&[Step], usize)]) -> Vec<MissingColumn> {
    let lines = Lines::new(&mapping.text);
    let mut unseen: Vec<MissingColumn> = Vec::new();
    for &(way, at) in ways {
        let (name, place) = (name(way), lines.place(at));
        if unseen.iter().all(|known| known.name != name) {
            let message = format!("no row has `{name}`");
            let help = "mend it, if they have it under another name".to_owned();
            unseen.push(MissingColumn { name, message, line: place.line, column: place.column, help });
        }
    }
    unseen.sort_by_key(|column| (column.line, column.column));
    unseen
}
