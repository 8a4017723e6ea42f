//! `statemark validate`.

use std::io::ErrorKind;
use std::path::Path;

use statemark_validate::report::Origin;
use statemark_validate::report::json::Unread;
use statemark_validate::report::part::Part;
use statemark_validate::report::stream::Stream;
use statemark_validate::{Options, validate};

use crate::args::Validate;
use crate::error::{Cause, Failure};
use crate::findings;
use crate::io::{self, Input, Sources};
use crate::set::{Placed, Set};
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
    let (layout, style) = (args.report.layout(), args.report.style());
    let mut worst = Status::Right;
    let mut set = Set::default();
    for path in &args.files {
        match Input::open(path, None) {
            Ok(input) => stream.part(&part(&input, path, args, &mut set))?,
            Err(failure) => {
                io::tell(&failure.to_string());
                worst = Status::Failed;
                stream.unread(Unread::from(failure));
            }
        }
    }
    for Placed { name, text, report } in set.findings(&args.report.levels.0) {
        stream.part(&Part::new(&Origin::new(&name, &text), &report, layout, style).counted())?;
    }
    let totals = stream.finish(false)?;
    Ok(worst.max(args.report.status(&totals)))
}

fn part<'run>(input: &Input, path: &'run Path, args: &Validate, set: &mut Set<'run>) -> Part {
    let document = input.format.read(&input.bytes);
    let sources = Sources::new(args.sources.as_deref(), path);
    let options = Options {
        sources: &|file| sources.read(file.as_str()).ok(),
        refused: &|file| sources.refusal(file.as_str()),
        as_of: args.as_of.as_ref(),
        levels: &args.report.levels.0,
    };
    let report = validate(&document, &options);
    set.add(path, &document);
    findings::part(&input.name, input.format, &document, &report, args.report.layout(), args.report.style())
}
