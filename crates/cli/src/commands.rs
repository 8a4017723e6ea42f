//! The commands, one a file.

mod completions;
mod digest;
mod explain;
mod fmt;
mod man;
mod new;
mod rules;
mod schema;
mod stats;
mod summarize;
pub(crate) mod validate;

use crate::archive;
use crate::args::Command;
use crate::convert;
use crate::error::Failure;
use crate::import;
use crate::status::Status;
use crate::tables;
use crate::watch;

/// Does what the arguments say.
pub(crate) fn run(command: &Command) -> Result<Status, Failure> {
    match command {
        Command::Validate(args) if args.watch => watch::validate(args),
        Command::Validate(args) => validate::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Convert(args) => convert::run(args),
        Command::Summarize(args) => summarize::run(args),
        Command::Stats(args) => stats::run(args),
        Command::Tables(args) => tables::run(args),
        Command::Digest(args) => digest::run(args),
        Command::Fmt(args) => Ok(fmt::run(args)),
        Command::Schema(args) => schema::run(args),
        Command::New(args) => new::run(args),
        Command::Import(args) => import::run(args),
        Command::Archive(args) => archive::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
    }
}
