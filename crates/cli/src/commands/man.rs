//! `statemark man`.

use clap::CommandFactory;

use crate::args::{Args, Man};
use crate::error::{Cause, Failure};
use crate::io;
use crate::status::Status;

pub(crate) fn run(args: &Man) -> Result<Status, Failure> {
    let mut all = Args::command();
    all.build();
    let command = match &args.command {
        None => all,
        Some(name) => all.find_subcommand(name).cloned().ok_or_else(|| Cause::UnknownCommand.of(name))?,
    };
    let mut page = Vec::new();
    let source = format!("statemark {}", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).source(source).render(&mut page).map_err(|error| Cause::Write(error).of("the manual page"))?;
    io::report(&String::from_utf8_lossy(&page))?;
    Ok(Status::Right)
}
