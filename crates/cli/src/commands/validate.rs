//! `statemark validate`.

use std::io::ErrorKind;
use std::path::Path;

use statemark_validate::report::json::Unread;
use statemark_validate::report::part::Part;
use statemark_validate::report::stream::Stream;
use statemark_validate::{Options, validate};

use crate::args::Validate;
use crate::error::{Cause, Failure};
use crate::findings;
use crate::io::{self, Input, Sources};
use crate::status::Status;

pub(crate) fn run(args: &Validate) -> Result<Status, Failure> {
    match print(args) {
        // That the reader goes away before the end is no failure.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Status::Right),
        result => result.map_err(|error| Cause::Write(error).of("stdout")),
    }
}

fn print(args: &Validate) -> std::io::Result<Status> {
    let mut stream = Stream::new(io::stdout(), args.report.layout(), args.report.style(), None);
    let mut worst = Status::Right;
    for path in &args.files {
        match Input::open(path, None) {
            Ok(input) => stream.part(&part(&input, path, args))?,
            Err(failure) => {
                io::tell(&failure.to_string());
                worst = Status::Failed;
                stream.unread(Unread::from(failure));
            }
        }
    }
    let totals = stream.finish(false)?;
    Ok(worst.max(args.report.status(&totals)))
}

fn part(input: &Input, path: &Path, args: &Validate) -> Part {
    let document = input.format.read(&input.bytes);
    let sources = Sources::new(args.sources.as_deref(), path);
    let options = Options {
        sources: &|file| sources.read(file.as_str()).ok(),
        refused: &|file| sources.refusal(file.as_str()),
        levels: &args.report.levels.0,
        ..Options::default()
    };
    let report = validate(&document, &options);
    findings::part(&input.name, input.format, &document, &report, args.report.layout(), args.report.style())
}
