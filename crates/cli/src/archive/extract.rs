//! `statemark archive extract`: the statements of a package in which nothing is found, byte for byte, with the texts that they quote.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use statemark::document::SIZE_LIMIT;
use statemark::json;
use statemark_archive::package::bag::PAYLOAD;
use statemark_archive::package::contents::STATEMENTS;
use statemark_archive::package::paths::{self, shown};

use super::check::{Checked, check};
use super::store::Store;
use super::{count, statements, verify};
use crate::args::Extract;
use crate::bulk::progress::{Line, Progress};
use crate::bulk::stop;
use crate::convert::tree::Tree;
use crate::error::{Cause, Failure};
use crate::io;
use crate::outputs;
use crate::status::Status;

pub(super) fn run(args: &Extract) -> Result<Status, Failure> {
    let output: PathBuf = args.output.components().collect();
    outputs::judge_places(std::slice::from_ref(&args.bag), std::slice::from_ref(&args.bag), [output.as_path()].into_iter())?;
    if io::real(&output).starts_with(io::real(&args.bag)) {
        let help = Some("name a folder beside it".to_owned());
        return Err(Cause::wrong("lies in the package, and would change it", help).of(io::name(&args.output)));
    }
    outputs::is_empty_folder(&args.output)?;
    let store = match Store::open(&args.bag) {
        Ok(store) => store,
        Err((failure, status)) => {
            io::tell(&failure.to_string());
            return Ok(status);
        }
    };
    let checked = check(&store, args.threads)?;
    let (name, status) = (io::name(&args.output), verify::status(&checked));
    if status != Status::Right {
        io::report(&verify::told(&store, &checked))?;
        let why = if status == Status::Wrong { "something is wrong with" } else { "not all could be checked of" };
        io::tell(&format!("error: {name} was not written: {why} {}", store.name));
        return Ok(status);
    }
    let mut tree = Tree::apart(&args.output)?;
    let written = Extraction::new(&store, &checked, &mut tree).and_then(Extraction::run).and_then(|()| tree.settle());
    match written {
        Ok(()) => {
            tree.publish()?;
            io::report(&format!("{name}: {}\n", count(checked.statements.len() as u64, "statement")))?;
            Ok(Status::Right)
        }
        Err(failure) => {
            tree.discard();
            Err(failure)
        }
    }
}

/// The statements of a package, on their way into a folder.
struct Extraction<'run> {
    store: &'run Store,
    checked: &'run Checked,
    tree: &'run mut Tree,
    /// The files that are written, by what they are called where capitals count for nothing.
    written: HashMap<String, String>,
    line: Line,
    progress: Progress,
    read: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
}

impl<'run> Extraction<'run> {
    fn new(store: &'run Store, checked: &'run Checked, tree: &'run mut Tree) -> Result<Self, Failure> {
        let bytes = checked.statements.iter().filter_map(|path| store.size(path)).fold(0, u64::saturating_add);
        let line = Line::default();
        let progress = Progress::of(bytes, line.clone());
        let (read, stop) = (progress.counter(), stop()?);
        Ok(Self { store, checked, tree, written: HashMap::new(), line, progress, read, stop })
    }

    /// Writes all statements.
    fn run(mut self) -> Result<(), Failure> {
        let written = self.checked.statements.iter().try_for_each(|path| self.statement(path));
        self.line.clear();
        written
    }

    fn statement(&mut self, path: &str) -> Result<(), Failure> {
        self.progress.show();
        let json = self.copy(path)?;
        self.read.fetch_add(json.len() as u64, Ordering::Relaxed);
        let document = json::read(&json);
        let statement = document.statement.as_ref().ok_or_else(|| Cause::Changed.of(self.name(path)))?;
        for file in statement.sources.iter().filter_map(|source| source.file.as_ref()) {
            // A bag of others need not have them.
            if let Some(source) = statements::source(self.store, &self.checked.bag, path, file.as_str()) {
                self.copy(&source)?;
            }
        }
        Ok(())
    }

    /// Copies a file, which must be what its manifests say, and gives its bytes.
    fn copy(&mut self, path: &str) -> Result<Vec<u8>, Failure> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(Cause::wrong("was not written to its end: the run was interrupted", None).of(&self.tree.name));
        }
        let below = path.strip_prefix(if self.checked.bag.is_own { STATEMENTS } else { PAYLOAD }).unwrap_or(path);
        paths::check(below).map_err(|unfit| Cause::wrong(unfit.to_string(), None).of(self.name(path)))?;
        let bytes = self.store.bytes(path, SIZE_LIMIT).map_err(|error| Cause::Read(error).of(self.name(path)))?;
        let number = self.store.find(path).ok_or_else(|| Cause::Changed.of(self.name(path)))?;
        let bag = &self.checked.bag;
        let sums: Vec<_> = bag.algorithms(number).into_iter().map(|algorithm| algorithm.of(&bytes)).collect();
        if bag.compare(number, path, &sums).is_some() {
            return Err(Cause::Changed.of(self.name(path)));
        }
        match self.written.insert(paths::folded(below), path.to_owned()) {
            None if self.tree.put(Path::new(below), &bytes)? => Ok(bytes),
            None => Err(Cause::Exists.of(format!("{}/{}", self.tree.name, shown(below)))),
            // Two statements may quote one file.
            Some(before) if before == path => Ok(bytes),
            Some(before) => {
                let message = format!("would be one file with {} where capitals count for nothing", shown(&before));
                Err(Cause::wrong(message, Some("take the statements out by other tools".to_owned())).of(self.name(path)))
            }
        }
    }

    /// A file as messages name it.
    fn name(&self, path: &str) -> String {
        format!("{}/{}", self.store.name, shown(path))
    }
}
