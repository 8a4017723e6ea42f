//! No line of a summary is wider than 80 columns, and none ends in a space: over the examples and the coded statements.
#![allow(clippy::disallowed_methods, reason = "tests read the examples and the coded statements")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use statemark_render::summary::Summary;
use statemark_render::text;
use statemark_specimens::shared;
use unicode_width::UnicodeWidthStr;

fn main() -> ExitCode {
    shared::run(vec![("coded_statements_fit_in_80_columns", coded), ("examples_fit_in_80_columns", examples)])
}

fn coded(shared: &Path) {
    assert_eq!(check(&shared.join("coded")), 15);
}

fn examples(_: &Path) {
    let folders = fs::read_dir(shared::project().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let count: usize = folders.filter(|path| path.is_dir()).map(|folder| check(&folder)).sum();
    assert!(count >= 3);
}

/// Checks the summaries of all JSON documents in a folder, and counts them.
fn check(folder: &Path) -> usize {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<PathBuf> = files.filter(|path| path.to_string_lossy().ends_with(".statemark.json")).collect();
    for path in &files {
        let statement = statemark::json::from_slice(&fs::read(path).unwrap()).unwrap();
        for line in text::to_string(&Summary::new(&statement)).lines() {
            assert!(line.width() <= text::WIDTH, "{}: {line}", path.display());
            assert!(!line.ends_with(' '), "{}: {line:?}", path.display());
        }
    }
    files.len()
}
