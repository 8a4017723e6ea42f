//! `statemark completions`.

use clap::CommandFactory;

use crate::args::{Args, Completions};
use crate::error::Failure;
use crate::io;
use crate::status::Status;

pub(crate) fn run(args: &Completions) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "statemark", &mut script);
    io::report(&String::from_utf8_lossy(&script))?;
    Ok(Status::Right)
}
