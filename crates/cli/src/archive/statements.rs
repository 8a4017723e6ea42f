//! The statements of a package: whether each is valid, and of our packages, whether its files are those that it makes.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use statemark::document::{Document, SIZE_LIMIT};
use statemark::json;
use statemark_archive::package::bag::Bag;
use statemark_archive::package::contents::JSON;
use statemark_archive::package::finding::{Fault, Finding, StatementFault};
use statemark_archive::package::own::{self, Own};
use statemark_archive::package::readback;
use statemark_validate::finding::Severity;
use statemark_validate::levels::Levels;
use statemark_validate::{Options, validate};

use super::store::Store;
use crate::io::SOURCES_LIMIT;

/// Where the statements are: in packages of ours one in each folder, in those of others whatever is called so and vouched for.
pub(super) fn paths(store: &Store, bag: &Bag, folders: &[&str]) -> Vec<String> {
    if bag.is_own {
        return folders.iter().map(|folder| own::json_in(folder)).collect();
    }
    let files = store.files.iter().enumerate();
    let statements = files.filter(|(number, (path, _))| path.ends_with(JSON) && bag.vouches(*number, path));
    statements.map(|(_, (path, _))| path.clone()).collect()
}

/// How many bytes are read to check them.
pub(super) fn size(store: &Store, bag: &Bag, paths: &[String]) -> u64 {
    let is_read = |(path, _): &&(String, u64)| {
        if bag.is_own { own::folder_of(path).is_some() } else { paths.binary_search(path).is_ok() }
    };
    store.files.iter().filter(is_read).map(|(_, size)| *size).fold(0, u64::saturating_add)
}

/// What statements are checked against.
pub(super) struct Statements<'run> {
    pub(super) store: &'run Store,
    pub(super) bag: &'run Bag,
    /// In packages of ours.
    pub(super) own: Option<&'run Own<'run>>,
    /// How many bytes were read.
    pub(super) read: Arc<AtomicU64>,
}

impl Statements<'_> {
    /// Whether a finding about a file concerns the statement in this path.
    pub(super) fn key<'path>(&self, path: &'path str) -> &'path str {
        if self.own.is_some() { own::folder_of(path).unwrap_or(path) } else { path }
    }

    /// Checks a statement.
    pub(super) fn check(&self, path: &str) -> Vec<Finding> {
        if self.store.size(path).is_none() {
            return vec![Fault::Missing.of(path)];
        }
        let bytes = match self.bytes(path) {
            Ok(bytes) => bytes,
            Err(fault) => return vec![fault.of(path)],
        };
        let document = json::read(&bytes);
        let judged = match self.own {
            Some(_) => readback::canonical(&document, &bytes),
            None => readback::statement(&document).map(|_| ()),
        };
        let fault = judged.err().or_else(|| self.error(path, &document).map(StatementFault::Invalid));
        let mut findings: Vec<Finding> = fault.map(|fault| Fault::from(fault).of(path)).into_iter().collect();
        if let (Some(own), Some(folder), Some(statement)) = (self.own, own::folder_of(path), &document.statement) {
            findings.extend(own.statement(folder, statement, &|path| self.bytes(path)));
        }
        findings
    }

    /// The first error that a rule finds, given the source files that lie beside it.
    fn error(&self, path: &str, document: &Document<'_>) -> Option<String> {
        let (left, levels) = (Cell::new(SOURCES_LIMIT), Levels::default().only(Severity::Error));
        let options = Options {
            sources: &|file| {
                let source = source(self.store, self.bag, path, file.as_str())?;
                let bytes = self.store.bytes(&source, left.get().min(SIZE_LIMIT)).ok()?;
                left.set(left.get() - bytes.len());
                Some(bytes)
            },
            refused: &|_| None,
            as_of: None,
            levels: &levels,
            profile: None,
            thorough: false,
        };
        let finding = validate(document, &options).findings.into_iter().next()?;
        let place = document.place(finding.span.start);
        Some(format!("{}:{}: {} ({})", place.line, place.column, finding.message, finding.rule))
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>, Fault> {
        let bytes = self.store.bytes(path, SIZE_LIMIT).map_err(|error| Fault::unread(&error));
        self.read.fetch_add(self.store.size(path).unwrap_or_default(), Ordering::Relaxed);
        bytes
    }
}

/// Where a source file of a statement is, if the package has it and vouches for it.
pub(super) fn source(store: &Store, bag: &Bag, path: &str, file: &str) -> Option<String> {
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    let source = format!("{folder}{file}");
    store.find(&source).filter(|&number| bag.vouches(number, &source)).map(|_| source)
}
