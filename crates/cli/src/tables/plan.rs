//! From the arguments to a plan that is found to be right before any work is done.

use std::path::{Path, PathBuf};

use statemark_tables::flat::Table;
use statemark_validate::levels::Levels;
use statemark_validate::report::part::Wanted;
use statemark_validate::report::{Layout, Style};

use super::course::Course;
use super::labour::Labour;
use super::sinks::Sinks;
use crate::args::{TableFormat, Tables};
use crate::bulk::files::Files;
use crate::bulk::judge::Judge;
use crate::bulk::{self, progress::Line};
use crate::config::Configs;
use crate::error::{Cause, Failure};
use crate::io::{is_stream, name};
use crate::outputs;
use crate::status::Status;

/// Lays out what the arguments name.
pub(crate) fn run(args: &Tables) -> Result<Status, Failure> {
    let tables = tables(args);
    let target = Target::find(args, &tables)?;
    let mut configs = Configs::new(&args.configuring, &Levels::default());
    let mut files = Files::find(&args.files, &mut |path| configs.takes(path)).complete(&args.files)?;
    files.kind = args.from;
    configs.ready(&files.paths)?;
    configs.only_errors();
    target.judge(&files.paths, &args.files)?;
    let judge = Judge {
        wanted: Wanted::by([(Layout::Text, Style::default())]),
        sources: args.sources.as_deref(),
        as_of: None,
        configs: &configs,
        holds: None,
        baseline: None,
    };
    let as_of = args.as_of.as_ref().and_then(statemark::date::Date::latest);
    let labour = Labour { judge, tables: &tables, format: target.format, as_of, from: args.from };
    let (passed_over, line) = (files.passed_over, Line::default());
    let mut course = Course::new(Sinks::open(&target, &tables)?, line.clone());
    let run = bulk::run(files, args.threads, false, &line, |work| labour.work(work), |made| course.take(made))?;
    bulk::tell_passed_over(passed_over);
    course.end(&run)
}

/// The tables that are asked for, each once, in the order of all.
fn tables(args: &Tables) -> Vec<Table> {
    Table::ALL.iter().copied().filter(|table| args.only.is_empty() || args.only.contains(table)).collect()
}

/// Where tables go, and as what.
pub(super) struct Target<'run> {
    pub(super) format: TableFormat,
    pub(super) place: Place<'run>,
}

/// Where tables go.
pub(super) enum Place<'run> {
    /// One table.
    Stdout,
    /// One table.
    File(&'run Path),
    /// A file for each.
    Folder(&'run Path),
}

impl<'run> Target<'run> {
    /// What `--to`, `--only` and the name after `-o` tell.
    fn find(args: &'run Tables, tables: &[Table]) -> Result<Self, Failure> {
        let output = args.output.as_deref().filter(|output| !is_stream(output));
        let named = output.filter(|output| !output.is_dir()).and_then(named);
        if let (Some(named), Some(to), Some(output)) = (named, args.to, output)
            && named != to
        {
            let words = |format| if format == TableFormat::Csv { "CSV" } else { "Parquet" }.to_owned();
            return Err(Cause::Contradiction { named: words(named), to: words(to) }.of(name(output)));
        }
        let place = match (output, named) {
            (Some(output), Some(_)) => Place::File(output),
            (Some(output), None) if is_special(output) => Place::File(output),
            (Some(output), None) => Place::Folder(output),
            (None, _) => Place::Stdout,
        };
        if tables.len() > 1 && !matches!(place, Place::Folder(_)) {
            let help = "name a folder after -o, or one table, such as --only clauses";
            let cause = Cause::wrong(format!("is one file, and cannot hold {} tables", tables.len()), Some(help.to_owned()));
            return Err(cause.of(output.map_or_else(|| "stdout".to_owned(), name)));
        }
        let format = args.to.or(named).unwrap_or(TableFormat::Csv);
        if format == TableFormat::Parquet && !cfg!(feature = "columns") {
            let help = "write csv, or build the command with `--features columns`, as it is released";
            return Err(Cause::wrong("is not in this build of the command", Some(help.to_owned())).of("Parquet"));
        }
        Ok(Self { format, place })
    }

    /// Refuses what would lose what is read, or mix with what is there.
    fn judge(&self, files: &[PathBuf], arguments: &[PathBuf]) -> Result<(), Failure> {
        match self.place {
            Place::Stdout => Ok(()),
            Place::File(path) => outputs::judge_places(files, arguments, [path].into_iter()),
            Place::Folder(path) => {
                let plain: PathBuf = path.components().collect();
                outputs::judge_places(files, arguments, [plain.as_path()].into_iter())?;
                outputs::is_empty_folder(path)
            }
        }
    }
}

/// What the name of a file tells of what it holds.
fn named(path: &Path) -> Option<TableFormat> {
    let has_slash = path.as_os_str().as_encoded_bytes().ends_with(b"/");
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "csv" if !has_slash => Some(TableFormat::Csv),
        "parquet" if !has_slash => Some(TableFormat::Parquet),
        _ => None,
    }
}

/// Whether something is there that is no folder: a pipe, a device, a file of another name.
fn is_special(path: &Path) -> bool {
    path.metadata().is_ok_and(|about| !about.is_dir())
}
