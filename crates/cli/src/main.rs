//! The command `statemark`: from arguments to a library call to an exit code.

mod archive;
mod args;
mod baseline;
mod bulk;
mod commands;
mod config;
mod convert;
mod error;
mod findings;
mod fix;
mod import;
mod inputs;
mod io;
mod levels;
mod outputs;
mod paths;
mod reports;
mod status;
mod tables;
mod target;
mod watch;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use crate::args::Args;
use crate::status::Status;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let status = match Args::try_parse() {
        Ok(args) => commands::run(&args.command).unwrap_or_else(|failure| {
            io::tell(&failure.to_string());
            Status::Failed
        }),
        Err(error) => {
            // Nobody is left to tell if this fails.
            let _ = error.print();
            match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Status::Right,
                _ => Status::Failed,
            }
        }
    };
    status.into()
}
