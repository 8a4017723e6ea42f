//! From the arguments to a plan that is found to be right before any work is done.

use std::path::{Path, PathBuf};

use statemark_archive::package::contents::Making;
use statemark_validate::finding::Severity;
use statemark_validate::levels::Levels;
use statemark_validate::report::part::Wanted;
use statemark_validate::report::{Layout, Style};

use super::course::Course;
use super::labour::Labour;
use super::package::Package;
use super::sink::Sink;
use crate::args::Create;
use crate::bulk::files::Files;
use crate::bulk::judge::Judge;
use crate::bulk::{self, progress::Line};
use crate::config::{Config, Configs};
use crate::error::{Cause, Failure};
use crate::io::{is_stream, name};
use crate::outputs;
use crate::status::Status;

/// A source that is not there makes no document wrong, but a package is to hold it.
const MISSING_SOURCE: &str = "source-file-missing";

/// Makes a package of what the arguments name.
pub(super) fn run(args: &Create) -> Result<Status, Failure> {
    let mut configs = Configs::new(&args.configuring, &levels());
    let mut files = Files::find(&args.files, &mut |path| configs.takes(path)).complete(&args.files)?;
    files.kind = args.from;
    configs.ready(&files.paths)?;
    configs.only_errors();
    judge_output(args, &files.paths)?;
    let judge = Judge {
        wanted: Wanted::by([(Layout::Text, Style::default())]),
        sources: args.sources.as_deref(),
        as_of: None,
        configs: &configs,
        holds: None,
        baseline: None,
    };
    let date = args.date.as_ref().map(statemark::date::Date::as_str);
    let making = Making { date, program: "statemark", version: env!("CARGO_PKG_VERSION") };
    let always = Config::of_levels(levels().only(Severity::Error));
    let labour = Labour { judge, always, making, from: args.from };
    let (passed_over, line) = (files.passed_over, Line::default());
    let mut course = Course::new(Package::begin(Sink::open(&args.output)?, making)?, line.clone());
    let run = bulk::run(files, args.threads, false, &line, |work| labour.work(work), |made| course.take(made))?;
    bulk::tell_passed_over(passed_over);
    course.end(&run, &args.files)
}

fn levels() -> Levels {
    let mut levels = Levels::default();
    // The rule is there, and none of form.
    let _ = levels.set(MISSING_SOURCE, Some(Severity::Error));
    levels
}

/// Refuses what would lose what is read, or mix with what is there.
fn judge_output(args: &Create, files: &[PathBuf]) -> Result<(), Failure> {
    let output = args.output.as_path();
    if is_stream(output) {
        let help = Some("name a folder, or a file that ends in .zip".to_owned());
        return Err(Cause::wrong("is no place for a package", help).of("stdout"));
    }
    let plain: PathBuf = output.components().collect();
    outputs::judge_places(files, &args.files, [plain.as_path()].into_iter())?;
    outputs::is_beside(&plain, &args.files)?;
    match output.symlink_metadata() {
        Ok(about) if !about.is_dir() && !output.is_dir() => Err(Cause::Exists.of(name(output))),
        Ok(_) if is_zip(output) => Err(Cause::TargetFolder.of(name(output))),
        _ => outputs::is_empty_folder(output),
    }
}

/// Whether a package of this name is a zip archive.
pub(super) fn is_zip(path: &Path) -> bool {
    let has_slash = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    !has_slash && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}
