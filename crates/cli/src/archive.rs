//! Packages for an archive: made of statements, verified, and taken apart again.
//!
//! Making: `create` finds what is read and written to be right, `labour` judges each record and makes its files on any thread, and
//! `course` takes them in order into the `package`, whose files go to a `sink`: a folder or a zip archive. Reading: a `store` is either of
//! them, `check` compares it with its manifests and reads its statements, `verify` tells what is found, and `extract` writes them.

mod check;
mod course;
mod create;
mod extract;
mod labour;
mod package;
mod sink;
mod spool;
mod statements;
mod store;
mod verify;

use crate::args::{Archive, ArchiveCommand};
use crate::error::Failure;
use crate::status::Status;

/// Does what the arguments say.
pub(crate) fn run(args: &Archive) -> Result<Status, Failure> {
    match &args.command {
        ArchiveCommand::Create(args) => create::run(args),
        ArchiveCommand::Verify(args) => verify::run(args),
        ArchiveCommand::Extract(args) => extract::run(args),
    }
}

/// A number of things, in words.
fn count(number: u64, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}
