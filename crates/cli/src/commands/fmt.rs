//! `statemark fmt`.

use std::path::Path;

use statemark::complete;
use statemark::document::Document;
use statemark_convert::losses::losses;

use crate::args::Fmt;
use crate::error::{Cause, Failure};
use crate::findings;
use crate::io::{self, Input, Sources};
use crate::status::Status;

pub(crate) fn run(args: &Fmt) -> Status {
    let status = |path| {
        format(path, args).unwrap_or_else(|failure| {
            io::tell(&failure.to_string());
            Status::Failed
        })
    };
    args.files.iter().map(|path| status(path)).max().unwrap_or(Status::Right)
}

fn format(path: &Path, args: &Fmt) -> Result<Status, Failure> {
    let input = Input::open(path, None)?;
    let document = completed(input.format.read(&input.bytes), path, args);
    let Some(statement) = &document.statement else {
        findings::tell(&input, &document);
        return Ok(Status::Wrong);
    };
    let comment = || losses(input.format, &document).into_iter().find(|loss| loss.kind.is_comment());
    if !args.drop_comments
        && let Some(comment) = comment()
    {
        return Err(Cause::Comments(document.place(comment.span.start).line).of(input.name));
    }
    let bytes = io::spelled(input.format, statement)?;
    let same = bytes == input.bytes;
    if args.check {
        if !same {
            io::report(&format!("{}\n", input.name))?;
        }
        return Ok(if same { Status::Right } else { Status::Wrong });
    }
    if io::is_stream(path) || !same {
        io::deliver(Some(path), &bytes)?;
    }
    Ok(Status::Right)
}

/// The document with the ids and offsets that were asked for.
fn completed<'input>(document: Document<'input>, path: &Path, args: &Fmt) -> Document<'input> {
    if !args.ids && !args.locate {
        return document;
    }
    let sources = Sources::new(args.sources.as_deref(), path);
    document.revise(|node| {
        if args.ids {
            complete::ids(node);
        }
        if args.locate { complete::offsets(node, &|file| sources.read(file)) } else { Vec::new() }
    })
}
