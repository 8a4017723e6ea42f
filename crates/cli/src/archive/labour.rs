//! Makes the files of the records of a block, on any thread.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use statemark::json;
use statemark::records::PieceKind;
use statemark::statement::Statement;
use statemark_archive::package::contents::{File, Making, files};
use statemark_validate::report::part::Part;

use crate::bulk::files::{Kind, may_be_empty};
use crate::bulk::judge::{Judge, placed, read};
use crate::bulk::{Source, Work};
use crate::config::Config;
use crate::error::{Cause, Failure};
use crate::io::{SOURCES_LIMIT, Sources};

/// What every record is packed by.
pub(super) struct Labour<'run> {
    pub(super) judge: Judge<'run>,
    /// What counts beside what a team has written: who verifies the package knows nothing of that.
    pub(super) always: Config,
    pub(super) making: Making<'run>,
    pub(super) from: Option<Kind>,
}

/// What one piece of work comes to.
#[derive(Default)]
pub(super) struct Made {
    pub(super) packed: Vec<Packed>,
    /// What is told of each record that is wrong.
    pub(super) wrong: Vec<Part>,
    pub(super) source: Option<Arc<Source>>,
    pub(super) failure: Option<Failure>,
}

/// A statement with its files, or why it has none.
pub(super) struct Packed {
    pub(super) statement: Statement,
    /// The digest of its canonical JSON.
    pub(super) digest: [u8; 32],
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// The file, where that is this one document.
    pub(super) alone: Option<PathBuf>,
    pub(super) files: Result<Vec<File>, Refused>,
}

/// Why a statement is not packed, and how to mend it.
pub(super) struct Refused {
    pub(super) why: String,
    pub(super) help: &'static str,
}

impl Labour<'_> {
    /// Makes the files of all records of a block.
    pub(super) fn work(&self, work: Work) -> Made {
        let mut made = Made::default();
        let (source, block) = match work {
            Work::Unread(Failure { name, cause: Cause::Empty }) if may_be_empty(&name, self.from) => return made,
            Work::Unread(failure) => return Made { failure: Some(failure), ..made },
            Work::Block(source, block) => (source, block),
        };
        let sources = Sources::new(self.judge.sources, &source.path);
        for piece in &block.pieces {
            let document = read(&source, &block, piece);
            let mut report = self.judge.report(&document, self.judge.configs.of(&source.path), &sources);
            if report.findings.is_empty() {
                report = self.judge.report(&document, &self.always, &sources);
            }
            if !report.findings.is_empty() || document.statement.is_none() {
                made.wrong.push(placed(self.judge.wanted, &source, &block, piece, &document, report));
                continue;
            }
            if let Some(statement) = document.statement {
                let files = self.files(&statement, &sources);
                let alone = (piece.kind == PieceKind::Document).then(|| source.path.clone());
                let digest = Sha256::digest(json::to_string(&statement)).into();
                made.packed.push(Packed { statement, digest, line: piece.before.lines + 1, alone, files });
            }
        }
        made.source = Some(source);
        made
    }

    fn files(&self, statement: &Statement, sources: &Sources) -> Result<Vec<File>, Refused> {
        let (mut read, mut seen, mut left) = (Vec::new(), HashSet::new(), SOURCES_LIMIT);
        for file in statement.sources.iter().filter_map(|source| source.file.as_ref()) {
            if !seen.insert(file.as_str()) {
                continue;
            }
            let bytes = sources.read_up_to(file.as_str(), left).map_err(|error| {
                let why = format!("the source file `{file}` cannot be read: {error}");
                Refused { why, help: "put it beside the document, or name its folder with `--sources DIR`" }
            })?;
            left -= bytes.len();
            read.push((file.as_str().to_owned(), bytes));
        }
        files(statement, read, self.making).map_err(|refusal| Refused { why: refusal.to_string(), help: refusal.help() })
    }
}
