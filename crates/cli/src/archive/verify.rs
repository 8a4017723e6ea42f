//! `statemark archive verify`.

use std::fmt::Write as _;

use super::check::{Checked, check};
use super::count;
use super::store::Store;
use crate::args::Verify;
use crate::error::Failure;
use crate::io;
use crate::status::Status;

/// How many findings are told.
const TOLD: usize = 100;

pub(super) fn run(args: &Verify) -> Result<Status, Failure> {
    let store = match Store::open(&args.bag) {
        Ok(store) => store,
        Err((failure, status)) => {
            io::tell(&failure.to_string());
            return Ok(status);
        }
    };
    let checked = check(&store, args.threads)?;
    let told = told(&store, &checked);
    io::report(&told)?;
    Ok(if checked.findings.is_empty() { Status::Right } else { Status::Wrong })
}

/// What was found, in words.
pub(super) fn told(store: &Store, checked: &Checked) -> String {
    let name = &store.name;
    let mut text = String::new();
    for finding in checked.findings.iter().take(TOLD) {
        let slash = if finding.file.is_empty() { "" } else { "/" };
        // A string takes all that is written into it.
        let _ = writeln!(text, "error: {name}{slash}{} {}\n  = help: {}", finding.file, finding.fault, finding.fault.help());
    }
    let left_out = checked.findings.len().saturating_sub(TOLD) as u64;
    if left_out > 0 {
        let _ = writeln!(text, "{} not told", count(left_out, "more finding"));
    }
    for unchecked in &checked.bag.unchecked {
        let _ = writeln!(text, "note: {name}: {unchecked}");
    }
    let (files, statements) = (count(store.files.len() as u64, "file"), count(checked.statements, "statement"));
    let what = match checked.findings.len() {
        0 => "complete and valid".to_owned(),
        found => count(found as u64, "finding"),
    };
    let _ = writeln!(text, "{name}: {what}: {files}, {statements}");
    text
}
