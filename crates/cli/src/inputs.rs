//! What a run of `validate` reads, and what each file is judged by: found before any work is done.

use std::num::NonZero;
use std::path::PathBuf;

use crate::args::Validate;
use crate::bulk::files::Files;
use crate::config::Configs;
use crate::error::{Cause, Failure};
use crate::io;

/// What is to be read, by the arguments and the configurations.
pub(crate) struct Inputs {
    pub(crate) configs: Configs,
    /// What is named: files, folders and patterns.
    pub(crate) arguments: Vec<PathBuf>,
    pub(crate) files: Files,
    pub(crate) threads: Option<NonZero<usize>>,
    /// How many findings are listed at most.
    pub(crate) most: Option<u64>,
}

impl Inputs {
    /// Finds them. All that is wrong with a configuration is told, and then nothing else is done.
    pub(crate) fn find(args: &Validate) -> Result<Self, Failure> {
        let mut configs = Configs::new(&args.configuring, &args.report.levels.0);
        let arguments = configs.arguments(&args.files)?;
        let files = Files::find(&arguments, &mut |path| configs.takes(path));
        let of_run = configs.of_run();
        let (threads, most) = (args.threads.or(of_run.threads), args.max_findings.or(of_run.max_findings));
        configs.ready(&files.paths)?;
        if files.paths.is_empty() && files.failures.is_empty() && files.excluded > 0 {
            return Err(Cause::AllExcluded.of(io::names(&arguments)));
        }
        Ok(Self { configs, arguments, files, threads, most })
    }
}
