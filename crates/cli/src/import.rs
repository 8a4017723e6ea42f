//! Imports: of one text, or of any number as a stream, over threads to outputs that are whole or absent.

mod left_out;
mod reading;
mod records;
mod sink;

use std::collections::HashSet;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::thread;

use statemark::id::StatementId;
use statemark_batch::Ended;

use self::left_out::LeftOutFile;
use self::reading::{Imported, Reader, Refused};
use self::sink::Sink;
use crate::args::Import;
use crate::bulk::files::Files;
use crate::bulk::{self, tell_passed_over};
use crate::convert::target::{Named, Target, is_folder};
use crate::error::{Cause, Failure};
use crate::io::{self, is_stream, name};
use crate::outputs;
use crate::status::Status;

/// Does what the arguments say.
pub(crate) fn run(args: &Import) -> Result<Status, Failure> {
    if let Some(mapping) = &args.records.mapping {
        return records::run(args, mapping);
    }
    if let Some(id) = args.repeated_issuer() {
        let help = Some("give each an id of its own".to_owned());
        return Err(Cause::wrong(format!("names two with the id `{id}`"), help).of("--issuer"));
    }
    let mut files = Files::texts(&args.files);
    let mut status = Status::Right;
    for failure in files.failures.drain(..) {
        io::tell(&failure.to_string());
        status = Status::Failed;
    }
    tell_passed_over(files.passed_over);
    if files.paths.is_empty() {
        let help = "name files, or folders with .txt, .md, .html or .xml in them";
        return Err(Cause::wrong("holds no text", Some(help.to_owned())).of(io::names(&args.files)));
    }
    if let Some((option, kind)) = args.of_no_file(&files.paths) {
        let help = Some(format!("leave it out, or say that they are {kind} with --from"));
        return Err(Cause::wrong(format!("is for {kind}, and none of the texts is"), help).of(option));
    }
    let is_many = files.paths.len() > 1 || args.files.iter().any(|path| !is_stream(path) && path.is_dir());
    if let Some(option) = args.of_one().filter(|_| is_many) {
        let help = Some("import that text in a run of its own".to_owned());
        return Err(Cause::wrong("is that of one statement, and there are many", help).of(option));
    }
    let target = target(args, is_many)?;
    let written = [&args.output, &args.left_out].into_iter().flatten().map(PathBuf::as_path);
    outputs::judge_places(&files.paths, &args.files, written.filter(|path| !is_stream(path)))?;
    let reader = Reader::new(args, target);
    let course = if is_many { many(args, &reader, files.paths) } else { one(args, &reader, &files.paths[0]) };
    Ok(course?.max(status))
}

/// What is written: of one text a document, of many NDJSON, unless something else is asked for.
fn target(args: &Import, is_many: bool) -> Result<Target, Failure> {
    let output = args.output.as_deref();
    let is_named = output.is_some_and(|output| !is_stream(output) && !is_folder(output));
    let default = if output.is_some_and(is_folder) || !is_many { "json" } else { "ndjson" };
    let to: Option<Named> = args.to.or_else(|| default.parse().ok().filter(|_| !is_named));
    let target = Target::find(to, output, &io::names(&args.files), is_many)?;
    if target.is_table() {
        let help = Some("write .ndjson; `statemark convert` makes a table of it".to_owned());
        return Err(Cause::wrong("would be a table, which an import is not", help).of(output.map_or("--to".to_owned(), name)));
    }
    Ok(target)
}

/// Imports one text. Nothing is written where that cannot be done.
fn one(args: &Import, reader: &Reader, path: &Path) -> Result<Status, Failure> {
    let imported = match reader.import(path) {
        Ok(imported) => imported,
        Err(Refused { failure, status: Status::Failed }) => return Err(failure),
        Err(Refused { failure, status }) => {
            io::tell(&failure.to_string());
            return Ok(status);
        }
    };
    let mut left_out = LeftOutFile::begin(args.left_out.as_deref())?;
    let mut sink = Sink::begin(args.output.as_deref(), reader.target)?;
    left_out.add(&imported.left_out)?;
    sink.add(&imported)?;
    left_out.keep()?;
    sink.keep()?;
    Ok(Status::Right)
}

/// Imports many, each on any thread; their order is that of the files.
fn many(args: &Import, reader: &Reader, paths: Vec<PathBuf>) -> Result<Status, Failure> {
    let threads = args.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let mut course = Course {
        left_out: LeftOutFile::begin(args.left_out.as_deref())?,
        sink: Sink::begin(args.output.as_deref(), reader.target)?,
        ids: HashSet::new(),
        status: Status::Right,
        read: 0,
        written: 0,
    };
    let stop = bulk::stop()?;
    let supply = paths.into_iter().map(Ok::<_, Failure>);
    let ended =
        statemark_batch::run(threads, supply, |path: PathBuf| reader.import(&path), |imported| course.take(imported), &stop)?;
    course.end(ended == Ended::Whole)
}

/// Takes what comes, in its order.
struct Course {
    left_out: LeftOutFile,
    sink: Sink,
    /// Two statements of one id would be one.
    ids: HashSet<StatementId>,
    status: Status,
    read: u64,
    written: u64,
}

impl Course {
    fn take(&mut self, imported: Result<Imported, Refused>) -> Result<(), Failure> {
        self.read += 1;
        let imported = imported.and_then(|imported| {
            if self.ids.insert(imported.id.clone()) {
                return Ok(imported);
            }
            let help = Some("give it another with --id, in a run of its own".to_owned());
            let cause = Cause::wrong(format!("would have the id `{}`, as another has", imported.id), help);
            Err(Refused { failure: cause.of(imported.name), status: Status::Wrong })
        });
        match imported {
            Ok(imported) => {
                self.written += 1;
                self.left_out.add(&imported.left_out)?;
                self.sink.add(&imported)
            }
            Err(Refused { failure, status }) => {
                io::tell(&failure.to_string());
                self.status = self.status.max(status);
                Ok(())
            }
        }
    }

    fn end(self, is_whole: bool) -> Result<Status, Failure> {
        if !is_whole {
            let written = if self.sink.is_stream() { "what was written is no whole" } else { "nothing was written" };
            io::tell(&format!("interrupted: {} of the texts were read, {written}", self.read));
            return Ok(Status::Failed);
        }
        if self.written > 0 {
            self.left_out.keep()?;
            self.sink.keep()?;
        }
        let texts = if self.read == 1 { "text" } else { "texts" };
        io::tell(&format!("{} {texts} = {} imported + {} refused", self.read, self.written, self.read - self.written));
        Ok(self.status)
    }
}
