//! From arguments to files: files, folders, and patterns that the shell did not expand.
#![allow(clippy::disallowed_methods, reason = "this looks into the files of folders")]

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;
use statemark_archive::standard::Standard;
use statemark_convert::format::Format;
use statemark_tables::lossless::Container;

use super::open::BYTE_ORDER_MARK;
use super::table;
use crate::error::{Cause, Failure};
use crate::io::{self, is_stream};

/// How much of a file in a folder is looked at to see whether it is a statement.
const HEAD: u64 = 64 * 1024;

/// The files that arguments name, in their order.
#[derive(Default)]
pub(crate) struct Files {
    pub(crate) paths: Vec<PathBuf>,
    /// How many files in folders are no statements.
    pub(crate) passed_over: usize,
    /// How many files in folders are excluded.
    pub(crate) excluded: usize,
    /// What a file holds whose name tells nothing, if the caller knows.
    pub(crate) kind: Option<Kind>,
    /// Whether all bytes are to be given, also those of records that are too long.
    pub(crate) keeps_all: bool,
    /// What could not be looked for.
    pub(crate) failures: Vec<Failure>,
}

impl Files {
    /// Finds them. Those of a folder or a pattern are sorted by the bytes of their paths, and only those are there that are taken.
    pub(crate) fn find(arguments: &[PathBuf], takes: &mut dyn FnMut(&Path) -> bool) -> Self {
        Self::taken(arguments, takes, is_statement)
    }

    /// Finds texts that are no statements yet; those of a folder are told by their names.
    pub(crate) fn texts(arguments: &[PathBuf]) -> Self {
        Self::taken(arguments, &mut |_| true, is_text)
    }

    /// All files that arguments name, whatever those in folders hold.
    pub(crate) fn all(arguments: &[PathBuf]) -> Vec<PathBuf> {
        Self::taken(arguments, &mut |_| true, |_| true).paths
    }

    /// Itself, where all could be looked for and there is something to read; these were the arguments.
    pub(crate) fn complete(mut self, arguments: &[PathBuf]) -> Result<Self, Failure> {
        if let Some(last) = self.failures.pop() {
            self.failures.iter().for_each(|failure| io::tell(&failure.to_string()));
            return Err(last);
        }
        if self.paths.is_empty() {
            let cause = if self.excluded > 0 { Cause::AllExcluded } else { Cause::NoStatement };
            return Err(cause.of(io::names(arguments)));
        }
        Ok(self)
    }

    fn taken(arguments: &[PathBuf], takes: &mut dyn FnMut(&Path) -> bool, is_right: fn(&Path) -> bool) -> Self {
        let mut files = Self::default();
        for argument in arguments {
            if !is_stream(argument) && argument.is_dir() {
                files.folder(argument, takes, is_right);
            } else if argument.symlink_metadata().is_err() && has_pattern(argument) {
                files.pattern(argument, takes);
            } else {
                files.paths.push(argument.clone());
            }
        }
        files
    }

    fn folder(&mut self, folder: &Path, takes: &mut dyn FnMut(&Path) -> bool, is_right: fn(&Path) -> bool) {
        let mut all = self.walk(folder);
        let found = all.len();
        all.retain(|path| takes(path));
        let count = all.len();
        self.excluded += found - count;
        let statements: Vec<PathBuf> = all.into_iter().filter(|path| is_right(path)).collect();
        self.passed_over += count - statements.len();
        self.paths.extend(statements);
    }

    fn pattern(&mut self, pattern: &Path, takes: &mut dyn FnMut(&Path) -> bool) {
        let text = pattern.to_string_lossy();
        let glob = match GlobBuilder::new(text.strip_prefix("./").unwrap_or(&text)).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => return self.failures.push(Cause::Pattern(error.kind().to_string()).of(text)),
        };
        let base: PathBuf = pattern.components().take_while(|part| !has_pattern(Path::new(part))).collect();
        let is_relative = base.as_os_str().is_empty();
        let all = self.walk(if is_relative { Path::new(".") } else { &base });
        let all = all.into_iter().map(|path| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path));
        let matching: Vec<PathBuf> = all.filter(|path| glob.is_match(path)).collect();
        if matching.is_empty() {
            self.failures.push(Cause::NoMatch.of(text));
        }
        let found = self.paths.len() + matching.len();
        self.paths.extend(matching.into_iter().filter(|path| takes(path)));
        self.excluded += found - self.paths.len();
    }

    /// All files below a folder that are neither hidden nor ignored by git.
    fn walk(&mut self, folder: &Path) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        for entry in WalkBuilder::new(folder).git_global(false).require_git(false).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| !kind.is_dir()) => paths.push(entry.into_path()),
                Ok(_) => {}
                Err(error) => self.failures.push(unwalked(error, folder)),
            }
        }
        paths.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
        paths
    }
}

/// The path of a file below the one of these folders in which it was found, else as it was given.
pub(crate) fn below(folders: &[PathBuf], path: &Path) -> PathBuf {
    let given: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    let is_below = given.components().all(|part| matches!(part, Component::Normal(_)));
    match folders.iter().find_map(|folder| path.strip_prefix(folder).ok().filter(|below| !below.as_os_str().is_empty())) {
        Some(below) => below.to_owned(),
        None if is_below => given,
        None => given.file_name().map(PathBuf::from).unwrap_or_default(),
    }
}

/// What could not be looked into, by its own name.
fn unwalked(error: ignore::Error, folder: &Path) -> Failure {
    match error {
        ignore::Error::WithDepth { err, .. } => unwalked(*err, folder),
        ignore::Error::WithPath { path, err } => unwalked(*err, &path),
        ignore::Error::Io(error) => Cause::Read(error).of(io::name(folder)),
        other => Cause::Read(std::io::Error::other(other.to_string())).of(io::name(folder)),
    }
}

/// Whether a path has characters of a pattern.
fn has_pattern(path: &Path) -> bool {
    path.components().any(|part| matches!(part, Component::Normal(name) if name.to_string_lossy().contains(['*', '?', '[', '{'])))
}

/// The kind of file that a name tells, whether packed or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A statement a line.
    Lines,
    /// In one of the spellings.
    Spelled(Format),
    /// A table, a row a statement.
    Table(Container),
    /// One document in a standard of archives.
    Archive(Standard),
}

impl Kind {
    /// The kind that a name tells, also behind `.gz` or `.zst`.
    pub(crate) fn from_name(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "gz" | "zst" => Self::from_name(Path::new(path.file_stem()?)),
            "ndjson" | "jsonl" => Some(Self::Lines),
            extension if let Some(container) = Container::from_extension(extension) => Some(Self::Table(container)),
            "xml" if let Some(standard) = standard(path.file_stem()?) => Some(Self::Archive(standard)),
            _ => Format::from_name(path).map(Self::Spelled),
        }
    }
}

/// The standard of archives that a name tells, by its own ending.
fn standard(name: &OsStr) -> Option<Standard> {
    Standard::from_code(&Path::new(name).extension()?.to_str()?.to_ascii_lowercase())
}

/// The name of a file without the endings that tell its spelling and its packing.
pub(crate) fn stem(path: &Path) -> PathBuf {
    let is_packed =
        path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz") || ending.eq_ignore_ascii_case("zst"));
    match Kind::from_name(path) {
        Some(_) if is_packed => path.with_extension("").with_extension(""),
        Some(_) => path.with_extension(""),
        None => path.to_owned(),
    }
}

/// Whether no bytes at all are a set of none: as lines they are, and so is an empty part of a divided set that comes through a pipe.
pub(crate) fn may_be_empty(name: &str, from: Option<Kind>) -> bool {
    name == io::STDIN || Kind::from_name(Path::new(name)).or(from) == Some(Kind::Lines)
}

/// Whether a file in a folder is a text to be imported, by its name.
fn is_text(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_ascii_lowercase();
    let is_statement = path.file_name().is_some_and(|name| name.to_string_lossy().contains(".statemark."));
    matches!(&*extension, "txt" | "text" | "md" | "markdown" | "html" | "htm" | "xhtml" | "xml")
        && !is_statement
        && path.metadata().is_ok_and(|about| about.is_file())
}

/// Whether a file in a folder is taken: by its name, or by what it begins with where the name is that of any JSON, XML, Markdown or YAML.
pub(crate) fn is_statement(path: &Path) -> bool {
    let Some(kind) = Kind::from_name(path) else { return false };
    // A pipe would wait for ever.
    if path.metadata().is_ok_and(|about| !about.is_file()) {
        return false;
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match kind {
        Kind::Lines => true,
        Kind::Spelled(_) | Kind::Table(_) if name.contains(".statemark.") => true,
        // Most tables are about something else.
        Kind::Table(container) => table::is_of_statements(path, container),
        Kind::Spelled(format) => begins(path, |head| begins_as_statement(format, head)),
        // Other documents of the standard do not speak of Statemark.
        Kind::Archive(_) => begins(path, |head| begins_as_statement(Format::Xml, head)),
    }
}

/// Whether a file begins so. What cannot be read is told where it is read.
fn begins(path: &Path, is_so: impl FnOnce(&[u8]) -> bool) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_err() || is_so(&head)
}

fn begins_as_statement(format: Format, head: &[u8]) -> bool {
    let has = |words: &[u8]| memchr::memmem::find(head, words).is_some();
    match format {
        Format::Json => {
            let key = b"\"statemark\"";
            memchr::memmem::find_iter(head, key).any(|at| {
                let rest = head[at + key.len()..].trim_ascii_start();
                rest.strip_prefix(b":").is_some_and(|value| value.trim_ascii_start().starts_with(b"\"1."))
            })
        }
        Format::Xml => has(statemark_convert::xml::NAMESPACE.as_bytes()),
        Format::Markdown => {
            let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
            text.trim_ascii_start().starts_with(b"---") && (has(b"\nstatemark:") || has(b"\rstatemark:"))
        }
        Format::Yaml => Format::from_content(head) == Some(format) || has(b"\nstatemark:"),
    }
}
