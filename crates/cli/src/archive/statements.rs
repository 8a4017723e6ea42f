//! The statements of a package: whether each is valid and in canonical JSON, and whether its other spellings say the same.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};

use statemark::document::{Document, SIZE_LIMIT};
use statemark_archive::package::contents::JSON;
use statemark_archive::package::finding::{Fault, Finding, StatementFault};
use statemark_archive::package::readback;
use statemark_validate::finding::Severity;
use statemark_validate::levels::Levels;
use statemark_validate::{Options, validate};

use super::store::Store;
use crate::io::SOURCES_LIMIT;

/// Checks a statement, whose files have this path but for their endings.
pub(super) fn check(store: &Store, stem: &str, read: &AtomicU64) -> Vec<Finding> {
    let path = format!("{stem}{JSON}");
    let mut findings = Vec::new();
    match bytes(store, &path, read) {
        Err(fault) => findings.push(fault.of(path)),
        Ok(bytes) => {
            findings.extend(statement(store, &path, &bytes).err().map(|fault| fault.of(path)));
            findings.extend(readback::endings().filter_map(|ending| spelling(store, stem, ending, &bytes, read)));
        }
    }
    findings
}

/// What the files of a statement are called before their endings, if a file is one of those that are checked.
pub(super) fn stem(path: &str) -> Option<&str> {
    readback::endings().chain([JSON]).find_map(|ending| path.strip_suffix(ending))
}

/// How many bytes are read to check a statement.
pub(super) fn size(store: &Store, stem: &str) -> u64 {
    let size = |ending: &str| store.size(&format!("{stem}{ending}")).unwrap_or_default();
    readback::endings().chain([JSON]).map(size).sum()
}

fn statement(store: &Store, path: &str, bytes: &[u8]) -> Result<(), Fault> {
    let document = readback::canonical(bytes)?;
    match error(store, path, &document) {
        Some(error) => Err(StatementFault::Invalid(error).into()),
        None => Ok(()),
    }
}

/// The first error that a rule finds, given the source files that lie beside it.
fn error(store: &Store, path: &str, document: &Document<'_>) -> Option<String> {
    let folder = path.rfind('/').map_or("", |at| &path[..=at]);
    let (left, levels) = (Cell::new(SOURCES_LIMIT), Levels::default().only(Severity::Error));
    let options = Options {
        sources: &|file| {
            let bytes = store.bytes(&format!("{folder}{file}"), left.get().min(SIZE_LIMIT)).ok()?;
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

fn spelling(store: &Store, stem: &str, ending: &str, canonical: &[u8], read: &AtomicU64) -> Option<Finding> {
    let path = format!("{stem}{ending}");
    store.size(&path)?;
    let bytes = match bytes(store, &path, read) {
        Ok(bytes) => bytes,
        Err(fault) => return Some(fault.of(path)),
    };
    let fault = readback::spelled(ending, &bytes, canonical).err()?;
    Some(Fault::Statement(fault).of(path))
}

fn bytes(store: &Store, path: &str, read: &AtomicU64) -> Result<Vec<u8>, Fault> {
    let bytes = store.bytes(path, SIZE_LIMIT).map_err(|error| Fault::Unreadable(error.to_string()));
    read.fetch_add(store.size(path).unwrap_or_default(), Ordering::Relaxed);
    bytes
}
