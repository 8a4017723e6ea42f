//! `statemark convert`.

use statemark_convert::format::Format;
use statemark_convert::losses::losses;

use crate::args::Convert;
use crate::error::{Cause, Failure};
use crate::findings;
use crate::io::{self, Input};
use crate::status::Status;
use crate::target;

pub(crate) fn run(args: &Convert) -> Result<Status, Failure> {
    let to = target(args)?;
    let input = Input::open(&args.file, args.from.map(Format::from))?;
    let document = input.format.read(&input.bytes);
    let Some(statement) = &document.statement else {
        findings::tell(&input, &document);
        return Ok(Status::Wrong);
    };
    if let Some(comment) = losses(input.format, &document).into_iter().find(|loss| loss.kind.is_comment()) {
        let line = document.place(comment.span.start).line;
        io::tell(&format!("warning: {} has comments, the first in line {line}, which no conversion keeps", input.name));
    }
    let bytes = if args.compact { io::on_one_line(statement)? } else { io::spelled(to, statement)? };
    io::deliver(args.output.as_deref(), &bytes)?;
    Ok(Status::Right)
}

/// The spelling to write.
fn target(args: &Convert) -> Result<Format, Failure> {
    let to = match target::format(args.to, args.output.as_deref())? {
        Some(to) => to,
        None if args.compact => Format::Json,
        None => return Err(Cause::NoTarget.of(io::name(&args.file))),
    };
    if args.compact && to != Format::Json { Err(Cause::OnlyJson.of("--compact")) } else { Ok(to) }
}
