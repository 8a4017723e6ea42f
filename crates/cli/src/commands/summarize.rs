//! `statemark summarize`.

use crate::args::Summarize;
use crate::error::Failure;
use crate::findings;
use crate::io::Input;
use crate::status::Status;

pub(crate) fn run(args: &Summarize) -> Result<Status, Failure> {
    let input = Input::open(&args.file, None)?;
    let document = input.format.read(&input.bytes);
    let Some(_statement) = &document.statement else {
        findings::tell(&input, document);
        return Ok(Status::Wrong);
    };
    Ok(Status::Right)
}
