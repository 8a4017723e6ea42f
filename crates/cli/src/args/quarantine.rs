//! The arguments that put records aside.

use std::path::{Path, PathBuf};

/// Where records go by what was found in them.
#[derive(clap::Args)]
pub(crate) struct QuarantineArgs {
    /// Write the records that pass to this file, byte for byte; with many files, to this empty folder
    #[arg(long, value_name = "FILE", requires = "quarantine", help_heading = "Quarantine")]
    pub(crate) pass: Option<PathBuf>,
    /// Write all other records here: those with a finding that makes the exit code 1
    #[arg(long, value_name = "FILE", requires = "pass", help_heading = "Quarantine")]
    pub(crate) quarantine: Option<PathBuf>,
    /// Write here, a line each, the findings that put them there
    #[arg(long, value_name = "FILE", requires = "quarantine", help_heading = "Quarantine")]
    pub(crate) reasons: Option<PathBuf>,
}

impl QuarantineArgs {
    /// What is written.
    pub(crate) fn outputs(&self) -> Vec<&Path> {
        [&self.pass, &self.quarantine, &self.reasons].into_iter().flatten().map(PathBuf::as_path).collect()
    }
}
