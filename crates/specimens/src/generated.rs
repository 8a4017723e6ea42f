//! Files that are made: committed, compared by tests, rewritten with `STATEMARK_UPDATE=1 cargo test`.
#![allow(clippy::disallowed_methods, reason = "generated files are files, and this crate serves tests only")]

use std::fs;

/// Compares a committed file, named from the root of the project, with what it should be; or rewrites it.
///
/// # Panics
/// When the file is not what it should be, or cannot be rewritten.
pub fn assert_generated(path: &str, content: &str) {
    let file = crate::shared::project().join(path);
    if std::env::var_os("STATEMARK_UPDATE").is_some() {
        fs::write(&file, content).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == content, "{path} is not up to date; run STATEMARK_UPDATE=1 cargo test");
}
