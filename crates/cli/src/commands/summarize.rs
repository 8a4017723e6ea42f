//! `statemark summarize`.

use statemark_render::summary::Summary;
use statemark_render::{markdown, text};

use crate::args::{Summarize, SummaryFormat};
use crate::error::Failure;
use crate::findings;
use crate::io::{self, Input};
use crate::status::Status;

pub(crate) fn run(args: &Summarize) -> Result<Status, Failure> {
    let input = Input::open(&args.file, None)?;
    let document = input.format.read(&input.bytes);
    let Some(statement) = &document.statement else {
        findings::tell(&input, &document);
        return Ok(Status::Wrong);
    };
    let summary = Summary::new(statement);
    io::report(&match args.format {
        SummaryFormat::Text => text::to_string(&summary),
        SummaryFormat::Md => markdown::to_string(&summary),
    })?;
    Ok(Status::Right)
}
