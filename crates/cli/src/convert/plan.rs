//! From the arguments to a plan that is found to be right before any work is done.
#![allow(clippy::disallowed_methods, reason = "this looks at the places of outputs")]

use std::collections::HashSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use statemark_validate::finding::Severity;
use statemark_validate::levels::Levels;
use statemark_validate::report::part::Wanted;
use statemark_validate::report::{Layout as ReportLayout, Style};

use super::carry::Carrier;
use super::ledger::is_open;
use super::partial::{beside, partial_path};
use super::quarantine::place;
use super::sinks::{Places, is_device};
use super::supply::{Item, Opening, Reading, open};
use super::target::{Layout, Target, is_folder};
use super::telling::Telling;
use super::{many, single};
use crate::args::Convert;
use crate::bulk::files::{Files, Kind};
use crate::bulk::judge::Judge;
use crate::bulk::progress::Progress;
use crate::bulk::{Opened, Shape, Work, tell_passed_over};
use crate::config::Configs;
use crate::error::{Cause, Failure};
use crate::io::{self, behind_links, is_stream, name, real};
use crate::outputs;
use crate::status::Status;

/// Converts what the arguments name.
pub(crate) fn run(args: &Convert) -> Result<Status, Failure> {
    let mut plan = Plan::new(args)?;
    let passed_over = plan.passed_over;
    let status = match plan.first.take() {
        Some((mut opened, reading)) if plan.is_single() => match opened.next() {
            Some(Work::Block(source, block)) => {
                plan.say(&[source.describe()]);
                let carrier = carrier(args, &plan.configs, plan.target, true);
                single::run(args, &carrier, Item::Block(source, block, reading), plan.telling)
            }
            Some(Work::Unread(failure)) => Err(failure),
            None => Err(Cause::Empty.of(name(&reading.path))),
        },
        first => many::run(plan, first),
    };
    tell_passed_over(passed_over);
    status
}

/// What is to be done.
pub(super) struct Plan<'run> {
    pub(super) args: &'run Convert,
    pub(super) configs: Configs,
    pub(super) files: Vec<PathBuf>,
    passed_over: usize,
    pub(super) opening: Opening,
    pub(super) threads: usize,
    pub(super) target: Target,
    /// Whether the input can hold many statements.
    pub(super) is_many: bool,
    pub(super) ledger: Option<PathBuf>,
    /// The one input that is named, already open.
    first: Option<(Opened, Arc<Reading>)>,
    pub(super) progress: Progress,
    pub(super) telling: Telling,
}

impl<'run> Plan<'run> {
    fn new(args: &'run Convert) -> Result<Self, Failure> {
        let mut configs = Configs::new(&args.configuring, &Levels::default());
        let Files { paths: files, passed_over, .. } = files(args, &mut configs)?;
        configs.ready(&files)?;
        configs.only_errors();
        let threads = args.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
        let ledger = args.ledger_path();
        let opening = Opening { from: args.from, is_threaded: threads > 1, is_digested: ledger.is_some() };
        let telling = Telling::new(args.keeping.reasons.is_some(), args.keeping.losses.is_some());
        let progress = Progress::new(&files, false, telling.line.clone()).with_aside(telling.aside.clone());
        let first = lone(args, &files).map_or(Ok(None), |path| opened(path, opening, &progress))?;
        let is_many = first.as_ref().is_none_or(|(opened, _)| !matches!(opened.source.shape, Shape::One | Shape::Archive(_)));
        let target = Target::find(args.to, args.output.as_deref(), &io::names(&args.files), is_many)?;
        let plan =
            Self { args, configs, files, passed_over, opening, threads, target, is_many, ledger, first, progress, telling };
        plan.judge()?;
        Ok(plan)
    }

    /// Whether one document is converted, and nothing is asked for that only a run of many has.
    fn is_single(&self) -> bool {
        !self.is_many && !self.args.is_of_many() && self.target.layout != Layout::Folder && !self.target.is_table()
    }

    /// Refuses what would lose what is read or half of what is written, and what could not go on.
    fn judge(&self) -> Result<(), Failure> {
        let args = self.args;
        let output = args.output.as_deref().filter(|output| !is_stream(output));
        if self.is_single() {
            if let Some(path) = args.beside().find(|path| output.is_some_and(|output| real(output) == real(path))) {
                return Err(Cause::TwoOutputs.of(name(path)));
            }
            // One document may take its own place.
            return outputs::judge_places(&self.files, &args.files, args.beside());
        }
        if let Some(path) = args.beside().find(|path| is_stream(path) || is_device(path)) {
            let help = Some("name a file".to_owned());
            return Err(Cause::wrong("is no file, and cannot become one", help).of(path.display().to_string()));
        }
        if args.going.resume && self.target.is_table() {
            let name = output.map_or_else(|| "stdout".to_owned(), name);
            return Err(Cause::NotResumable("a table has its index at its end, and is written at once".to_owned()).of(name));
        }
        let own: Vec<PathBuf> = args.own().collect();
        outputs::judge_places(&self.files, &args.files, own.iter().map(PathBuf::as_path))?;
        // What is called so and has no ledger is nobody's to write over.
        let has_ledger = self.ledger.as_ref().is_some_and(|ledger| ledger.exists());
        let goes_on = args.going.resume && self.ledger.as_deref().is_some_and(is_open);
        if let Some(output) = output.filter(|_| self.target.layout == Layout::Folder && !goes_on) {
            outputs::is_empty_folder(output)?;
        }
        self.judge_quarantine(goes_on)?;
        if args.going.resume && output.is_none_or(is_device) {
            return Err(Cause::NotResumable("it keeps nothing to go on with: name a file after -o".to_owned()).of("stdout"));
        }
        if args.going.resume && self.files.iter().any(|path| is_stream(path)) {
            return Err(Cause::NotResumable("it is gone once it is read: name a file".to_owned()).of("stdin"));
        }
        let partial = |path: &Path| Some(partial_place(path)).filter(|path| path.exists());
        match output.into_iter().chain(args.beside()).find_map(partial) {
            // A run into a pipe that was killed has left files that nobody goes on with.
            Some(partial) if !has_ledger && (self.ledger.is_some() || partial.is_dir()) => Err(Cause::Exists.of(name(&partial))),
            _ => Ok(()),
        }
    }

    /// Refuses a quarantine that could not hold the records of each input.
    fn judge_quarantine(&self, goes_on: bool) -> Result<(), Failure> {
        let Some(quarantine) = &self.args.keeping.quarantine else { return Ok(()) };
        match (is_folder(quarantine), self.is_alone()) {
            (true, _) => {
                self.have_names_of_their_own()?;
                if goes_on { Ok(()) } else { outputs::is_empty_folder(quarantine) }
            }
            (false, true) => Ok(()),
            (false, false) => Err(Cause::FolderForMany.of(name(quarantine))),
        }
    }

    /// Sees that the records of each file go to a file of its own in the quarantine.
    fn have_names_of_their_own(&self) -> Result<(), Failure> {
        let mut names = HashSet::new();
        match self.files.iter().find(|path| !names.insert(place(&self.args.files, path))) {
            Some(path) => {
                let help = Some("convert them in runs of their own".to_owned());
                Err(Cause::wrong("would get the same name in the quarantine as another file", help).of(name(path)))
            }
            None => Ok(()),
        }
    }

    /// Whether the input is one file that is named.
    fn is_alone(&self) -> bool {
        lone(self.args, &self.files).is_some()
    }

    /// Where the outputs go.
    pub(super) fn places(&self) -> Places<'run> {
        let keeping = &self.args.keeping;
        let quarantine = keeping.quarantine.as_deref();
        Places {
            output: self.args.output.as_deref().filter(|output| !is_stream(output)),
            is_folder: self.target.layout == Layout::Folder,
            quarantine,
            puts_into_folder: quarantine.is_some_and(is_folder),
            reasons: keeping.reasons.as_deref(),
            losses: keeping.losses.as_deref(),
            folders: self.args.files.clone(),
        }
    }

    /// Says what is read and written, where that is asked for.
    pub(super) fn say(&self, inputs: &[String]) {
        if self.args.verbose {
            for input in inputs {
                io::tell(&format!("reads {input}"));
            }
            let output = self.args.output.as_deref().map_or_else(|| "stdout".to_owned(), name);
            io::tell(&format!("writes {output}: {}", self.target));
        }
    }
}

/// What carries records over.
pub(super) fn carrier<'run>(args: &'run Convert, configs: &'run Configs, target: Target, verifies: bool) -> Carrier<'run> {
    let judge = Judge {
        wanted: Wanted::by([(ReportLayout::Text, Style::default())]),
        sources: args.sources.as_deref(),
        as_of: None,
        configs,
        holds: Some(Severity::Error),
        baseline: None,
    };
    let keeping = &args.keeping;
    Carrier { judge, target, folders: &args.files, is_forced: keeping.force, denies_loss: keeping.deny_loss, verifies }
}

/// The files to read: what the run itself writes is not among them.
fn files(args: &Convert, configs: &mut Configs) -> Result<Files, Failure> {
    let own: Vec<PathBuf> = args.own().map(|path| real(&path)).collect();
    let is_own = |path: &Path| {
        let is_called = |own: &PathBuf| path.components().any(|part| Some(part.as_os_str()) == own.file_name());
        own.iter().any(|own| is_called(own) && real(path).starts_with(own))
    };
    Files::find(&args.files, &mut |path| !is_own(path) && configs.takes(path)).complete(&args.files)
}

/// The one file that is named, if nothing else is.
fn lone<'files>(args: &Convert, files: &'files [PathBuf]) -> Option<&'files PathBuf> {
    match (files, &args.files[..]) {
        ([path], [argument]) if !argument.is_dir() => Some(path),
        _ => None,
    }
}

/// Opens the one file; nothing where it is empty and may be.
fn opened(path: &Path, opening: Opening, progress: &Progress) -> Result<Option<(Opened, Arc<Reading>)>, Failure> {
    match open(path, opening, &progress.counter(), None) {
        Ok(open) => Ok(Some(open)),
        Err((Failure { cause: Cause::Empty, .. }, _)) if opening.kind(path) == Some(Kind::Lines) => Ok(None),
        Err((failure, _)) => Err(failure),
    }
}

/// Where an output that is called so is written before it has its name.
fn partial_place(path: &Path) -> PathBuf {
    let path = without_slash(path);
    partial_path(&behind_links(&path).unwrap_or(path))
}

/// A folder's name as a file of the same name would have it.
fn without_slash(path: &Path) -> PathBuf {
    path.components().collect()
}

impl Convert {
    /// Where the ledger is kept: nowhere where the output is a pipe and none is named.
    fn ledger_path(&self) -> Option<PathBuf> {
        let beside = || {
            let output = self.output.as_deref().filter(|output| !is_stream(output) && !is_device(output))?;
            Some(beside(&without_slash(output), ".ledger"))
        };
        self.going.ledger.clone().or_else(beside)
    }

    /// All that a run writes, under its names and under those that it has until then.
    fn own(&self) -> impl Iterator<Item = PathBuf> {
        let (keeping, output) = (&self.keeping, &self.output);
        let named = [output, &keeping.quarantine, &keeping.reasons, &keeping.losses]
            .into_iter()
            .flatten()
            .filter(|path| !is_stream(path));
        let of_output = |path: &PathBuf| {
            [Some(without_slash(path)), Some(path).filter(|path| !is_device(path)).map(|path| partial_place(path))]
        };
        named.flat_map(of_output).flatten().chain(self.ledger_path())
    }
}
