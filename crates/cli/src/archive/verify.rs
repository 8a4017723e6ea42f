//! `statemark archive verify`.

use std::fmt::Write as _;

use statemark_archive::package::paths::shown;

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
    io::report(&told(&store, &checked))?;
    Ok(status(&checked))
}

/// What a check came to: that something is wrong weighs more than that something could not be found out.
pub(super) fn status(checked: &Checked) -> Status {
    match (checked.findings.wrong(), checked.findings.unknown()) {
        (0, 0) => Status::Right,
        (0, _) => Status::Failed,
        _ => Status::Wrong,
    }
}

/// What was found, in words.
pub(super) fn told(store: &Store, checked: &Checked) -> String {
    let (name, findings) = (&store.name, &checked.findings);
    let mut text = String::new();
    for finding in findings.kept().iter().take(TOLD) {
        let slash = if finding.file.is_empty() { "" } else { "/" };
        // A string takes all that is written into it.
        let _ = writeln!(text, "error: {name}{slash}{finding}\n  = help: {}", finding.fault.help());
    }
    let left_out = (findings.wrong() + findings.unknown()).saturating_sub(TOLD as u64);
    if left_out > 0 {
        let _ = writeln!(text, "{} not told", count(left_out, "more finding"));
    }
    for unchecked in &checked.bag.unchecked {
        let _ = writeln!(text, "note: {name}: {}", shown(unchecked));
    }
    let (files, statements) = (count(store.files.len() as u64, "file"), count(checked.statements.len() as u64, "statement"));
    let what = match status(checked) {
        Status::Right => "complete and valid".to_owned(),
        Status::Wrong => count(findings.wrong(), "finding"),
        Status::Failed => "not all could be checked".to_owned(),
    };
    let _ = writeln!(text, "{name}: {what}: {files}, {statements}");
    text
}
