//! `statemark.toml`: found upward from each file; the nearest counts, and no other.
#![allow(clippy::disallowed_methods, reason = "configurations are looked for here")]

mod codelist;
mod keys;
mod load;
mod profiles;
mod read;
#[cfg(test)]
mod schema;
mod unused;

use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::ops::Range;
use std::path::{Path, PathBuf};

use globset::GlobSet;
use statemark::document::Document;
use statemark_validate::finding::Severity;
use statemark_validate::levels::Levels;
use statemark_validate::profile::Profile;
use statemark_validate::profile::suppression::Suppression;
use statemark_validate::report::Report;
use statemark_validate::rule::{Category, Rule};
use statemark_validate::rules;

use crate::args::Configuring;
use crate::error::{Cause, Failure};
use crate::{findings, io};

/// The names that a configuration can have.
const NAMES: [&str; 2] = ["statemark.toml", ".statemark.toml"];

/// The JSON Schema of a configuration, as committed in `schema/config.schema.json`.
pub(crate) const SCHEMA: &str = include_str!("../schema/config.schema.json");

/// What a file is judged by.
#[derive(Default)]
pub(crate) struct Config {
    /// How bad the findings of each rule are, by the arguments and else by the configuration.
    pub(crate) levels: Levels,
    /// What is asked beyond the format.
    pub(crate) profile: Option<Profile>,
    pub(crate) max_findings: Option<u64>,
    pub(crate) threads: Option<NonZero<usize>>,
    fail_on: Option<Severity>,
    /// What to read where nothing is named, each with its place in the text.
    paths: Vec<(usize, PathBuf)>,
    exclude: GlobSet,
    suppressions: Vec<(Suppression, Range<usize>)>,
    /// Where it stands; nowhere if nobody wrote one.
    file: Option<File>,
}

/// The file of a configuration.
struct File {
    name: String,
    text: String,
    /// The folder that it is for, without links.
    folder: PathBuf,
}

impl Config {
    /// What is judged by where nobody has written a configuration.
    pub(crate) fn of_levels(levels: Levels) -> Self {
        Self { levels, ..Self::default() }
    }

    /// Whether a rule is checked.
    fn checks(&self, rule: &Rule) -> bool {
        let is_asked = || self.profile.as_ref().is_some_and(|profile| profile.asks(rule));
        self.levels.of(rule).is_some() && (rule.category != Category::Profile || is_asked())
    }

    /// Takes what the team lives with out of the report on a statement.
    pub(crate) fn suppress(&self, document: &Document<'_>, report: &mut Report) {
        if !self.suppressions.is_empty() && !report.findings.is_empty() {
            let statement = findings::statement_id(document);
            Suppression::apply(self.suppressions.iter().map(|(suppression, _)| suppression), statement, report);
        }
    }
}

/// What the arguments say that configurations say too: the arguments win.
pub(super) struct Asked {
    pub(super) levels: Levels,
    pub(super) profile: Option<String>,
}

/// The configurations of a run. The first is that of files for which there is none.
pub(crate) struct Configs {
    all: Vec<Config>,
    asked: Asked,
    /// The one configuration for all files, where the arguments say so.
    only: Option<usize>,
    /// The folder that each folder is without links, and its configuration.
    folders: HashMap<PathBuf, (PathBuf, usize)>,
    /// Those by which files are judged.
    used: HashSet<usize>,
    /// The configurations, and all that they name to judge by.
    files: Vec<PathBuf>,
    failures: Vec<Failure>,
}

impl Configs {
    /// Those that the arguments ask for.
    pub(crate) fn new(args: &Configuring, levels: &Levels) -> Self {
        let asked = Asked { levels: levels.clone(), profile: args.profile.clone() };
        let none = Config::of_levels(levels.clone());
        let (folders, used) = (HashMap::new(), HashSet::new());
        let mut configs = Self { all: vec![none], asked, only: None, folders, used, files: Vec::new(), failures: Vec::new() };
        if let Some(path) = &args.config {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = folder.canonicalize().unwrap_or_default();
            configs.only = Some(configs.load(path, folder));
        } else if args.no_config {
            configs.only = Some(0);
        }
        configs
    }

    /// What a file is judged by: it must have been found before.
    pub(crate) fn of(&self, path: &Path) -> &Config {
        &self.all[self.index(path)]
    }

    fn index(&self, path: &Path) -> usize {
        let found = self.only.or_else(|| self.folders.get(parent(path)).map(|(_, config)| *config));
        found.unwrap_or_default()
    }

    /// The configuration of the folder in which the run was started: it says what the run as a whole does.
    pub(crate) fn of_run(&mut self) -> &Config {
        self.find(Path::new(""));
        self.of(Path::new(""))
    }

    /// The files to read: those that are named, else those of the configuration.
    pub(crate) fn arguments(&mut self, named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
        if !named.is_empty() {
            return Ok(named.to_vec());
        }
        let config = self.of_run();
        let Some(file) = config.file.as_ref().filter(|_| !config.paths.is_empty()) else {
            self.ready(&[])?;
            return Err(Cause::NothingNamed.of("the arguments"));
        };
        for (at, path) in &config.paths {
            if !path.to_string_lossy().contains(['*', '?', '[', '{']) && path.symlink_metadata().is_err() {
                let place = statemark::place::Lines::new(&file.text).place(*at);
                let name = format!("{}:{}:{}:", file.name, place.line, place.column);
                let message = format!("`{}` is not there", path.display());
                return Err(Cause::wrong(message, Some("write a path relative to the configuration".to_owned())).of(name));
            }
        }
        Ok(config.paths.iter().map(|(_, path)| path.clone()).collect())
    }

    /// The files that would be read, whether all of them are there or not.
    pub(crate) fn named(&mut self, named: &[PathBuf]) -> Vec<PathBuf> {
        let config = self.of_run();
        if named.is_empty() { config.paths.iter().map(|(_, path)| path.clone()).collect() } else { named.to_vec() }
    }

    /// Whether a file in a folder, or one of a pattern, is to be read.
    pub(crate) fn takes(&mut self, path: &Path) -> bool {
        self.find(path);
        let config = self.of(path);
        let Some(file) = config.file.as_ref().filter(|_| !config.exclude.is_empty()) else { return true };
        let folder = match self.folders.get(parent(path)) {
            Some((folder, _)) => folder.clone(),
            None => canonical(parent(path)).unwrap_or_default(),
        };
        let whole = folder.join(path.file_name().unwrap_or_default());
        let Ok(relative) = whole.strip_prefix(&file.folder) else { return true };
        !relative.ancestors().any(|path| config.exclude.is_match(path))
    }

    /// Finds the configuration of each file. All that is wrong with any of them is told, and nothing else is done.
    pub(crate) fn ready(&mut self, paths: &[PathBuf]) -> Result<(), Failure> {
        for path in paths {
            self.find(path);
            self.used.insert(self.index(path));
            if let Some(profile) =
                self.asked.profile.as_ref().filter(|_| self.of(path).file.is_none() && self.failures.is_empty())
            {
                let name = io::name(path);
                return Err(Cause::NoProfiles(profile.clone()).of(name));
            }
        }
        let Some(last) = self.failures.pop() else { return Ok(()) };
        self.failures.iter().for_each(|failure| io::tell(&failure.to_string()));
        Err(last)
    }

    /// Leaves only errors to be found.
    pub(crate) fn only_errors(&mut self) {
        for config in &mut self.all {
            config.levels = std::mem::take(&mut config.levels).only(Severity::Error);
        }
    }

    /// The files of configurations, with the codelists and schemas that they name.
    pub(crate) fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// Where a configuration would count that is not there yet.
    pub(crate) fn unwritten(&self) -> impl Iterator<Item = PathBuf> {
        let folders = self.folders.values().map(|(folder, _)| folder).filter(|_| self.only.is_none());
        let folders: HashSet<&PathBuf> = folders.collect();
        folders.into_iter().flat_map(|folder| NAMES.map(|name| shown(&folder.join(name))))
    }

    /// The least severity that makes a run fail, by the strictest of the configurations that files are judged by.
    pub(crate) fn fail_on(&self) -> Option<Severity> {
        self.used.iter().filter_map(|&config| self.all[config].fail_on).max()
    }

    /// The rules that are checked in all files that are judged: any other is off.
    pub(crate) fn everywhere(&self) -> Levels {
        let mut levels = Levels::new();
        for rule in rules::every().filter(|rule| self.used.iter().any(|&config| !self.all[config].checks(rule))) {
            // Only what is wrong in form cannot be off, and that is checked everywhere.
            let _ = levels.set(rule.name, None);
        }
        levels
    }

    /// Finds the configuration of a file.
    pub(crate) fn find(&mut self, path: &Path) {
        let folder = parent(path);
        if self.only.is_some() || self.folders.contains_key(folder) {
            return;
        }
        // What is not there has no configuration either.
        let Some(canonical) = canonical(folder) else { return };
        let config = self.upward(&canonical);
        self.folders.insert(folder.to_owned(), (canonical, config));
    }

    /// The nearest configuration of a folder and those above it.
    fn upward(&mut self, folder: &Path) -> usize {
        let mut passed = Vec::new();
        let mut found = 0;
        for folder in folder.ancestors() {
            if let Some((_, config)) = self.folders.get(folder) {
                found = *config;
                break;
            }
            passed.push(folder);
            let here: Vec<PathBuf> =
                NAMES.iter().map(|name| folder.join(name)).filter(|path| path.symlink_metadata().is_ok()).collect();
            if let Some(path) = here.first() {
                found = self.load(&shown(path), folder.to_owned());
                if let Some(other) = here.get(1) {
                    self.failures.push(Cause::TwoConfigs(io::name(&shown(path))).of(io::name(&shown(other))));
                }
                break;
            }
        }
        for folder in passed {
            self.folders.insert(folder.to_owned(), (folder.to_owned(), found));
        }
        found
    }

    fn load(&mut self, path: &Path, folder: PathBuf) -> usize {
        self.files.push(path.to_owned());
        match load::load(path, folder, &self.asked, &mut self.files) {
            Ok(config) => self.all.push(config),
            Err(failures) => {
                self.failures.extend(failures);
                self.all.push(Config::default());
            }
        }
        self.all.len() - 1
    }
}

/// The folder of a file as it was named: of stdin, the one in which the run was started.
fn parent(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

fn canonical(folder: &Path) -> Option<PathBuf> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.canonicalize().ok()
}

/// A path as a person would write it from where the run was started.
fn shown(path: &Path) -> PathBuf {
    let Some(here) = canonical(Path::new("")) else { return path.to_owned() };
    if let Ok(below) = path.strip_prefix(&here) {
        return below.to_owned();
    }
    let above = here.ancestors().enumerate().skip(1).find_map(|(steps, above)| {
        let is_root = above.parent().is_none();
        // From the root on, the whole path is the shorter one.
        path.strip_prefix(above).ok().filter(|rest| !is_root && rest.components().count() == 1).map(|rest| (steps, rest))
    });
    above.map_or(path.to_owned(), |(steps, rest)| std::iter::repeat_n("..", steps).collect::<PathBuf>().join(rest))
}
