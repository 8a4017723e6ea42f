//! Files, stdin, stdout and stderr: the only place that touches them.
#![allow(clippy::disallowed_methods, reason = "this is the one place for input and output")]

mod replacement;
pub(crate) mod settle;

use std::cell::OnceCell;
use std::fs::{self, File};
use std::io::{self, ErrorKind, IsTerminal, Read, Write};
use std::path::{Component, Path, PathBuf};

use statemark::document::{SIZE_LIMIT, VALUE_LIMIT};
use statemark::statement::Statement;
use statemark_convert::format::Format;
use statemark_tables::lossless::Container;

pub(crate) use self::replacement::{Replacement, behind_links, real, temporary, temporary_folder};
use crate::bulk::files::Kind;
use crate::bulk::progress::{Above, Line};
use crate::error::{Cause, Failure};

/// Stands for stdin and stdout in place of a file's name.
const STREAM: &str = "-";

/// What messages call stdin.
pub(crate) const STDIN: &str = "stdin";

/// A document's bytes, before they are read.
pub(crate) struct Input {
    /// The file's name as given, or `stdin`.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) format: Format,
}

impl Input {
    /// Takes a file, or stdin for `-`. Its spelling is the one given, else told by its name, else by its content.
    pub(crate) fn open(path: &Path, format: Option<Format>) -> Result<Self, Failure> {
        let name = name(path);
        let bytes = bytes(path).map_err(|cause| cause.of(&name))?;
        if bytes.is_empty() {
            return Err(Cause::Empty.of(name));
        }
        if let Some(what) = packed(&bytes) {
            return Err(Cause::Binary(what).of(name));
        }
        if let Some(container) = Container::from_content(&bytes) {
            let help = "`statemark convert` makes documents of it";
            return Err(Cause::wrong(format!("is {container}, a table of statements"), Some(help.to_owned())).of(name));
        }
        if let Some(Kind::Archive(standard)) = Kind::from_name(path).filter(|_| format.is_none()) {
            let help = "`statemark convert` makes documents of it";
            return Err(Cause::wrong(format!("is {standard} by its name"), Some(help.to_owned())).of(name));
        }
        match format.or_else(|| Format::from_name(path)).or_else(|| Format::from_content(&bytes)) {
            Some(format) => Ok(Self { name, bytes, format }),
            None if bytes.contains(&0) => Err(Cause::Binary("binary data").of(name)),
            None => Err(Cause::UnknownSpelling.of(name)),
        }
    }
}

/// A file as messages name it.
pub(crate) fn name(path: &Path) -> String {
    if is_stream(path) { STDIN.to_owned() } else { path.display().to_string() }
}

/// Several of them.
pub(crate) fn names(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| name(path)).collect();
    names.join(", ")
}

/// Whether a path stands for stdin or stdout.
pub(crate) fn is_stream(path: &Path) -> bool {
    path.as_os_str() == STREAM
}

/// The bytes of a file, or of stdin for `-`.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Cause> {
    bytes_within(path, SIZE_LIMIT)
}

/// The same, where there may be so many.
pub(crate) fn bytes_within(path: &Path, limit: usize) -> Result<Vec<u8>, Cause> {
    let too_large = || if limit == SIZE_LIMIT { Cause::TooLarge } else { Cause::LargerThan(limit) };
    let limited = |reader: &mut dyn Read| {
        let mut bytes = Vec::new();
        reader.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(Cause::Read)?;
        if bytes.len() > limit { Err(too_large()) } else { Ok(bytes) }
    };
    if is_stream(path) {
        return limited(&mut io::stdin().lock());
    }
    let mut file = File::open(path).map_err(Cause::Read)?;
    let about = file.metadata().map_err(Cause::Read)?;
    if about.is_dir() {
        return Err(Cause::Folder);
    }
    // A file that says its size is refused before a byte of it is in memory.
    if about.len() > limit as u64 {
        return Err(too_large());
    }
    limited(&mut file)
}

/// What kind of binary file this is, if its first bytes tell one that people mistake for a document.
pub(crate) fn packed(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 6] = [
        (b"\x1F\x8B", "packed by gzip"),
        (b"\x28\xB5\x2F\xFD", "packed by zstd"),
        (b"BZh", "packed by bzip2"),
        (b"\xFD7zXZ\0", "packed by xz"),
        (b"PK\x03\x04", "a zip archive or an office document"),
        (b"%PDF-", "a PDF"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, kind)| kind)
}

/// The folder that a document's source files lie below.
pub(crate) struct Sources {
    folder: PathBuf,
    /// The folder without links, once it was asked for.
    real: OnceCell<PathBuf>,
}

/// How many bytes the source files of one document may have together: many sources can name one file.
pub(crate) const SOURCES_LIMIT: usize = 2 * SIZE_LIMIT;

impl Sources {
    /// The folder given, else the one that the document lies in.
    pub(crate) fn new(folder: Option<&Path>, document: &Path) -> Self {
        let folder = folder.or_else(|| document.parent()).filter(|folder| !folder.as_os_str().is_empty());
        Self { folder: folder.unwrap_or(Path::new(".")).to_owned(), real: OnceCell::new() }
    }

    /// Why a source file is not given, where that is not because there is none, and so many bytes may still be read.
    pub(crate) fn refusal(&self, file: &str, left: usize) -> Option<String> {
        self.find(file, left).err().as_ref().and_then(refusal)
    }

    /// The bytes of a source file.
    pub(crate) fn read(&self, file: &str) -> io::Result<Vec<u8>> {
        self.read_up_to(file, SOURCES_LIMIT)
    }

    /// The same, where so many bytes may still be read.
    pub(crate) fn read_up_to(&self, file: &str, left: usize) -> io::Result<Vec<u8>> {
        let (file, most) = self.find(file, left)?;
        let mut bytes = Vec::new();
        file.take(most as u64 + 1).read_to_end(&mut bytes)?;
        if bytes.len() > most { Err(io::Error::other("it grows while it is read")) } else { Ok(bytes) }
    }

    /// A source file, and how many bytes of it may be read. A path that leads out of the folder, also by a symbolic link, is refused.
    fn find(&self, file: &str, left: usize) -> io::Result<(File, usize)> {
        let outside = || io::Error::new(ErrorKind::PermissionDenied, "it lies outside the folder of the sources");
        let relative = Path::new(file);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(outside());
        }
        let folder = match self.real.get() {
            Some(folder) => folder,
            None => self.real.get_or_init({
                let folder = self.folder.canonicalize()?;
                move || folder
            }),
        };
        let path = folder.join(relative).canonicalize()?;
        if !path.starts_with(folder) {
            return Err(outside());
        }
        // A pipe or a device would wait for ever, or never end.
        let about = fs::metadata(&path)?;
        if !about.is_file() {
            return Err(io::Error::other("it is no file"));
        }
        if about.len() > SIZE_LIMIT as u64 {
            return Err(io::Error::other("it is larger than 32 MiB"));
        }
        if about.len() > left as u64 {
            return Err(io::Error::other("it is not read: the source files of one document may hold 64 MiB together"));
        }
        Ok((File::open(path)?, left.min(SIZE_LIMIT)))
    }
}

/// Why a file that is there is not given, as the end of a sentence that begins with its name.
fn refusal(error: &io::Error) -> Option<String> {
    let words = error.to_string();
    match (error.kind(), words.strip_prefix("it ")) {
        (ErrorKind::NotFound, _) => None,
        (_, Some(words)) => Some(words.to_owned()),
        (ErrorKind::PermissionDenied, None) => Some("cannot be read: permission denied".to_owned()),
        (_, None) => Some(format!("cannot be read: {words}")),
    }
}

/// A statement in a spelling, as a file holds it.
pub(crate) fn spelled(format: Format, statement: &Statement) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    format.write(&mut bytes, statement).map_err(|error| Cause::Write(error).of(format!("the {format}")))?;
    readable(format, bytes)
}

/// What was written, if it can be read again: what one spelling holds may pass a limit of another.
fn readable(format: Format, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    // Each limit on what a document may hold is about so many things of a byte or more.
    if bytes.len() > VALUE_LIMIT
        && let Some(fault) = format.read(&bytes).faults.into_iter().next()
    {
        return Err(Cause::Unreadable(fault.message).of(format!("the {format}")));
    }
    Ok(bytes)
}

/// Where reports are printed, in large pieces, above a line that shows how far the run is.
pub(crate) fn stdout(line: Line) -> impl Write {
    // What goes elsewhere leaves the line where it is.
    let line = if io::stdout().is_terminal() { line } else { Line::default() };
    io::BufWriter::with_capacity(64 * 1024, Above(io::stdout().lock(), line))
}

/// Where results go that are no report: whatever a terminal shows above them.
pub(crate) fn result() -> impl Write + Send {
    io::BufWriter::with_capacity(256 * 1024, io::stdout())
}

/// A device or a pipe with a name.
pub(crate) fn device(path: &Path) -> Result<Box<dyn Write>, Failure> {
    match File::options().write(true).open(path) {
        Ok(file) => Ok(Box::new(io::BufWriter::with_capacity(256 * 1024, file))),
        Err(error) => Err(Cause::Write(error).of(name(path))),
    }
}

/// Where the person at the terminal is told what is no result.
pub(crate) fn stderr() -> impl Write {
    // Not locked: a thread that panics has to be heard.
    io::BufWriter::new(io::stderr())
}

/// Whether stdout is a terminal that takes colours, and nobody wishes for none. An empty `NO_COLOR` is no wish.
pub(crate) fn has_colors() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let forced = std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    !set("NO_COLOR") && (forced || (io::stdout().is_terminal() && !is_dumb))
}

/// Prints a report. That its reader goes away before the end is no failure.
pub(crate) fn report(text: &str) -> Result<(), Failure> {
    match print(text.as_bytes()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| Cause::Write(error).of("stdout")),
    }
}

/// Writes a document to a file, or to stdout for `-` or none: whole, or it is a failure.
pub(crate) fn deliver(target: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match target.filter(|target| !is_stream(target)) {
        None => print(bytes).map_err(|error| Cause::Write(error).of("stdout")),
        Some(path) if path.is_dir() => Err(Cause::TargetFolder.of(name(path))),
        Some(path) => replacement::replace(path, bytes).map_err(|error| Cause::Write(error).of(name(path))),
    }
}

/// Makes a folder, and those that it lies in, where they are missing.
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| Cause::Write(error).of(name(path)))
}

/// Writes a file that does not exist yet.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() && !is_stream(path) && !path.is_dir() {
        return Err(Cause::Exists.of(name(path)));
    }
    deliver(Some(path), bytes)
}

fn print(bytes: &[u8]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes)?;
    stdout.flush()
}

/// Adds to the end of a file.
pub(crate) fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    File::options().append(true).create(true).open(path)?.write_all(bytes)
}

/// Tells the person at the terminal. If even that fails, nobody is left to tell.
pub(crate) fn tell(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
