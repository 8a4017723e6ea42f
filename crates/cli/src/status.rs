//! What a run came to.

use std::process::ExitCode;

/// What a run came to, as its exit code says it; the worst of several files counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// No finding of severity error: 0.
    Right,
    /// At least one: 1.
    Wrong,
    /// The tool could not do its work: 2.
    Failed,
}

impl Status {
    /// The same, but that findings count for nothing if the caller says so.
    pub(crate) fn unless(self, exit_zero: bool) -> Self {
        if self == Self::Wrong && exit_zero { Self::Right } else { self }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}
