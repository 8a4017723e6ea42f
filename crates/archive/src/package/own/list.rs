//! The list of all statements of a package: a line each, under a head.

use std::collections::HashMap;
use std::io::{self, BufRead};

use statemark::statement::Statement;

use crate::package::bag::read_line;
use crate::package::contents::folder;
use crate::package::enclosed::LIST;
use crate::package::finding::{Fault, Findings, OwnFault};

/// The head of the list.
pub const HEAD: &str = "folder\tid\ttype\tdate\tlanguage\ttitle\n";

/// How long a line may be: a title is one line of text.
const LINE: usize = 1024 * 1024;

/// The line of a statement.
///
/// ```
/// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
/// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
/// #     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]}"#;
/// # let statement = statemark::json::from_str(text)?;
/// use statemark_archive::package::own::list::line;
/// assert_eq!(line(&statement), "data/statements/a/\ta\tstatement\t2025\ten\tOn rain\n");
/// # Ok::<(), statemark::error::Error>(())
/// ```
pub fn line(statement: &Statement) -> String {
    // No id, code, date, tag or title holds a tab or a line break.
    let Statement { id, kind, date, language, title, .. } = statement;
    format!("{}\t{id}\t{kind}\t{date}\t{language}\t{}\n", folder(id), title.own(language).as_str())
}

/// The list of a bag that is read: the lines of the statements whose folders are there.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The folders, sorted, and the line of each, with its number.
    folders: Vec<String>,
    lines: HashMap<usize, String>,
    /// In the order of the list.
    order: Vec<usize>,
}

impl List {
    /// The list of a bag with these folders, which are sorted, before it is read.
    pub(super) fn new(folders: Vec<String>) -> Self {
        Self { folders, ..Self::default() }
    }

    /// Reads the list.
    pub(super) fn read(&mut self, mut reader: impl BufRead, findings: &mut Findings) -> io::Result<()> {
        let mut bytes = Vec::new();
        if !read_line(&mut reader, &mut bytes, LINE)? || bytes != HEAD.as_bytes() {
            findings.add(Fault::from(OwnFault::NotAsWritten).of(LIST));
        }
        let mut number = 1;
        while read_line(&mut reader, &mut bytes, LINE)? {
            number += 1;
            let line = String::from_utf8_lossy(&bytes);
            let folder = line.split('\t').next().unwrap_or_default();
            match self.folders.binary_search_by(|other| other.as_str().cmp(folder)) {
                Ok(index) if !self.lines.contains_key(&index) => {
                    self.lines.insert(index, line.into_owned());
                    self.order.push(index);
                }
                _ => findings.add(Fault::from(OwnFault::NoStatement(number)).of(LIST)),
            }
        }
        Ok(())
    }

    /// Whether it has this line for the statement in a folder.
    pub(super) fn has(&self, folder: &str, line: &str) -> bool {
        let index = self.folders.binary_search_by(|other| other.as_str().cmp(folder));
        index.is_ok_and(|index| self.lines.get(&index).is_some_and(|found| found == line))
    }

    /// The folders, as they are listed.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(|&index| self.folders[index].as_str())
    }

    /// How many statements it lists.
    pub(super) fn len(&self) -> usize {
        self.order.len()
    }

    /// The id and the title of its only statement.
    pub(super) fn only(&self) -> Option<(&str, &str)> {
        let [index] = &*self.order else { return None };
        let cells: Vec<&str> = self.lines.get(index)?.trim_end_matches('\n').split('\t').collect();
        Some((cells.get(1)?, cells.get(5)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_no_statement_are_found() {
        let folders = ["data/statements/a/", "data/statements/b/"].map(str::to_owned);
        let read = |text: &str| {
            let (mut list, mut findings) = (List::new(folders.to_vec()), Findings::default());
            list.read(text.as_bytes(), &mut findings).unwrap();
            let told: Vec<String> = findings.kept().iter().map(|finding| finding.fault.to_string()).collect();
            (list, told)
        };
        let (list, told) = read(&format!("{HEAD}data/statements/b/\tb\tt\t2025\ten\tOn: rain\n"));
        assert_eq!((list.only(), told), (Some(("b", "On: rain")), Vec::new()));
        assert!(list.has("data/statements/b/", "data/statements/b/\tb\tt\t2025\ten\tOn: rain\n"));
        assert!(!list.has("data/statements/a/", "") && list.folders().eq(["data/statements/b/"]));
        let (_, told) = read("data/statements/a/\ta\n\ndata/statements/b/\tb\ndata/statements/b/\tb\n");
        assert_eq!(told[0], "is not as it was written");
        assert_eq!(
            told[1..],
            [2, 4].map(|line| format!("has a line {line} that is that of no statement, or of one that came before"))
        );
    }
}
