//! Coded records to statements, by a mapping: each row is in a statement, or put aside with the reason.
#![allow(clippy::disallowed_methods, reason = "the records are opened here")]

use std::fs::File;
use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

use serde::Serialize;
use statemark::json;
use statemark_import::mapping::{Batch, Format, Mapping, Objection, Reason, RecordsError, Row};
use statemark_validate::finding::Severity;
use statemark_validate::{Options, validate};

use crate::args::Import;
use crate::bulk;
use crate::bulk::unpack::unpacked;
use crate::convert::target::Target;
use crate::error::{Cause, Failure};
use crate::io::{self, Replacement, is_stream, name};
use crate::outputs;
use crate::status::Status;

/// Makes statements of the rows of a file, as a mapping says.
pub(super) fn run(args: &Import, path: &Path) -> Result<Status, Failure> {
    let [input] = args.files.as_slice() else {
        return Err(Cause::wrong("are several, and a mapping goes with one file of records", Some("name one".to_owned()))
            .of(io::names(&args.files)));
    };
    if let Some(option) = args.of_texts() {
        let help = Some(
            "leave it out: the mapping says what the records are; the output is NDJSON, which `convert` turns into others"
                .to_owned(),
        );
        return Err(Cause::wrong("is for texts, not for records", help).of(option));
    }
    let outputs = [&args.output, &args.records.quarantine, &args.records.reasons];
    let written = outputs.into_iter().flatten().map(PathBuf::as_path).filter(|path| !is_stream(path));
    outputs::judge_places(&[input.clone(), path.to_owned()], &args.files, written)?;
    is_lines(args.output.as_deref(), input)?;
    let mapping = mapping(path)?;
    let records = open(input)?;
    let mut rows = mapping.import(records).map_err(|error| failure(error, input, path))?.judged_by(errors);
    let mut course = Course::begin(args, &mapping, input)?;
    course.header(rows.header())?;
    let stop = bulk::stop()?;
    for batch in &mut rows {
        if stop.load(Ordering::Relaxed) {
            io::tell("interrupted: no file was written");
            return Ok(Status::Failed);
        }
        course.take(batch.map_err(|error| failure(error, input, path))?)?;
    }
    if course.made > 0 {
        rows.unseen().iter().for_each(|way| io::tell(&format!("warning: {}: {way}", name(path))));
    }
    course.end()
}

/// Refuses an output that its name says to be something else than NDJSON.
fn is_lines(output: Option<&Path>, input: &Path) -> Result<(), Failure> {
    let Some(output) = output else { return Ok(()) };
    if Target::find("ndjson".parse().ok(), Some(output), &name(input), true).is_ok() {
        return Ok(());
    }
    let help = Some("name a file such as all.ndjson; `statemark convert` makes others of it".to_owned());
    Err(Cause::wrong("is no NDJSON by its name, and that is what a mapping makes", help).of(name(output)))
}

fn mapping(path: &Path) -> Result<Mapping, Failure> {
    let bytes = io::bytes(path).map_err(|cause| cause.of(name(path)))?;
    let text =
        String::from_utf8(bytes).map_err(|_| Cause::wrong("is not UTF-8", Some("save it as UTF-8".to_owned())).of(name(path)))?;
    Mapping::read(&text).map_err(|error| Cause::wrong(format!("is no mapping that can be used:\n{error}"), None).of(name(path)))
}

/// The records, unpacked where they are packed.
fn open(input: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    let opened = if is_stream(input) {
        unpacked(BufReader::new(std::io::stdin()), false)
    } else if input.is_dir() {
        return Err(Cause::Folder.of(name(input)));
    } else {
        File::open(input).and_then(|file| unpacked(BufReader::new(file), false))
    };
    opened.map_err(|error| Cause::Read(error).of(name(input)))
}

fn failure(error: RecordsError, input: &Path, mapping: &Path) -> Failure {
    match error {
        RecordsError::Read(error) => Cause::Read(error).of(name(input)),
        RecordsError::Columns(_) => Cause::wrong(format!("does not fit these records:\n{error}"), None).of(name(mapping)),
        error => Cause::wrong(format!("cannot be read as the mapping says: {error}"), None).of(name(input)),
    }
}

/// Why a row is put aside, as a line of the reasons.
#[derive(Serialize)]
struct Told<'row> {
    file: &'row str,
    from: From,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<To<'row>>,
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'row str>,
    message: &'row str,
    help: &'row str,
}

/// Which row, and its bytes in the records.
#[derive(Serialize)]
struct From {
    record: u64,
    start: u64,
    end: u64,
}

/// The same bytes in the quarantine.
#[derive(Serialize)]
struct To<'row> {
    file: &'row str,
    start: u64,
    end: u64,
}

/// Where something goes: nowhere, to a pipe, to a file that has its name when it is whole.
struct Sink {
    name: String,
    out: Out,
    written: u64,
}

enum Out {
    Nowhere,
    Stdout(Box<dyn Write>),
    File(Box<Replacement>),
}

impl Sink {
    fn begin(path: Option<&Path>, default: Out) -> Result<Self, Failure> {
        let out = match path {
            None => default,
            Some(path) if is_stream(path) => Out::Stdout(Box::new(io::result())),
            Some(path) => Out::File(Box::new(Replacement::new(path).map_err(|cause| cause.of(name(path)))?)),
        };
        Ok(Self { name: path.filter(|path| !is_stream(path)).map_or("stdout".to_owned(), name), out, written: 0 })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.out {
            Out::Nowhere => Ok(()),
            Out::Stdout(out) => out.write_all(bytes),
            Out::File(file) => file.write_all(bytes),
        };
        self.written += bytes.len() as u64;
        written.map_err(|error| Cause::Write(error).of(&self.name))
    }

    fn keep(self) -> Result<(), Failure> {
        let kept = match self.out {
            Out::Nowhere => Ok(()),
            Out::Stdout(mut out) => out.flush(),
            Out::File(file) => file.keep(),
        };
        kept.map_err(|error| Cause::Write(error).of(self.name))
    }
}

/// What becomes of the rows, in their order.
struct Course {
    input: String,
    format: Format,
    statements: Sink,
    quarantine: Sink,
    reasons: Sink,
    /// Whether rows that are put aside are told on stderr, since nothing else tells of them.
    tells: bool,
    read: u64,
    used: u64,
    made: u64,
    aside: u64,
}

impl Course {
    fn begin(args: &Import, mapping: &Mapping, input: &Path) -> Result<Self, Failure> {
        for (option, path) in [("--quarantine", &args.records.quarantine), ("--reasons", &args.records.reasons)] {
            if path.as_deref().is_some_and(is_stream) {
                return Err(
                    Cause::wrong("cannot go to stdout, where the statements go", Some("name a file".to_owned())).of(option)
                );
            }
        }
        Ok(Self {
            input: name(input),
            format: mapping.format(),
            statements: Sink::begin(args.output.as_deref(), Out::Stdout(Box::new(io::result())))?,
            quarantine: Sink::begin(args.records.quarantine.as_deref(), Out::Nowhere)?,
            reasons: Sink::begin(args.records.reasons.as_deref(), Out::Nowhere)?,
            tells: args.records.reasons.is_none(),
            read: 0,
            used: 0,
            made: 0,
            aside: 0,
        })
    }

    /// The quarantine is a file of the same kind as the records, so that it can be mended and imported again.
    fn header(&mut self, header: &[u8]) -> Result<(), Failure> {
        self.quarantine.write(if self.format == Format::Json { b"[" } else { header })
    }

    fn take(&mut self, batch: Batch) -> Result<(), Failure> {
        let Batch { rows, json } = batch;
        self.read += rows.len() as u64;
        if let Some(json) = json {
            self.statements.write(&json)?;
            self.statements.write(b"\n")?;
            self.made += 1;
            self.used += rows.iter().filter(|row| row.reasons.is_empty()).count() as u64;
        }
        rows.iter().filter(|row| !row.reasons.is_empty()).try_for_each(|row| self.put_aside(row))
    }

    fn put_aside(&mut self, row: &Row) -> Result<(), Failure> {
        self.aside += 1;
        if self.format == Format::Json {
            self.quarantine.write(if self.aside > 1 { b",\n" } else { b"\n" })?;
        }
        let start = self.quarantine.written;
        self.quarantine.write(&row.bytes)?;
        let end = self.quarantine.written;
        if self.format != Format::Json && !row.bytes.ends_with(b"\n") {
            self.quarantine.write(b"\n")?;
        }
        for Reason { column, message, help } in &row.reasons {
            let to = (!matches!(self.quarantine.out, Out::Nowhere)).then_some(To { file: &self.quarantine.name, start, end });
            let from = From { record: row.number, start: row.start, end: row.start + row.bytes.len() as u64 };
            let line = Told { file: &self.input, from, to, line: row.line, column: column.as_deref(), message, help };
            let mut line = serde_json::to_vec(&line).unwrap_or_default();
            line.push(b'\n');
            self.reasons.write(&line)?;
            if self.tells {
                let column = column.as_ref().map(|column| format!(", column `{column}`")).unwrap_or_default();
                io::tell(&format!("{}:{}: row {}{column}: {message}\n  = help: {help}", self.input, row.line, row.number));
            }
        }
        Ok(())
    }

    /// Gives the outputs their names: the statements last.
    fn end(mut self) -> Result<Status, Failure> {
        if self.read != self.used + self.aside {
            return Err(Cause::NotAddedUp.of("the output"));
        }
        if self.format == Format::Json {
            self.quarantine.write(b"\n]\n")?;
        }
        self.reasons.keep()?;
        self.quarantine.keep()?;
        // Where nothing was made nothing is written, as with texts.
        if self.made > 0 || self.aside == 0 {
            self.statements.keep()?;
        }
        let noun = |count: u64, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
        let line =
            format!("{} = {} in {} + {} put aside", noun(self.read, "row"), self.used, noun(self.made, "statement"), self.aside);
        io::tell(&line);
        Ok(if self.aside > 0 { Status::Wrong } else { Status::Right })
    }
}

/// What the rules call an error in a statement.
fn errors(json: &[u8]) -> Vec<Objection> {
    let report = validate(&json::read(json), &Options::default());
    let errors = report.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
    let objection = |finding: statemark_validate::finding::Finding| Objection {
        pointer: finding.pointer.to_string(),
        message: finding.message,
        help: finding.help.unwrap_or_else(|| format!("`statemark explain {}` says more", finding.rule)),
    };
    errors.map(objection).collect()
}
