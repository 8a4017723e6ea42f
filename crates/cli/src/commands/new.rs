//! `statemark new`.

use statemark::statement::StatementType;
use statemark_convert::format::Format;
use statemark_convert::markdown;

use crate::args::New;
use crate::error::Failure;
use crate::io;
use crate::status::Status;
use crate::target;

const STATEMENT: &str = include_str!("../starter/statement.md");
const RESOLUTION: &str = include_str!("../starter/resolution.md");

pub(crate) fn run(args: &New) -> Result<Status, Failure> {
    let to = target::format(args.to, args.output.as_deref())?.unwrap_or(Format::Markdown);
    let starter = starter(args.kind);
    let bytes = if to == Format::Markdown {
        starter.into_bytes()
    } else {
        let statement = markdown::from_slice(starter.as_bytes()).expect("the starters are right: the tests read them");
        io::spelled(to, &statement)?
    };
    match &args.output {
        Some(output) => io::create(output, &bytes)?,
        None => io::report(&String::from_utf8_lossy(&bytes))?,
    }
    Ok(Status::Right)
}

/// The document to start from: for the types that have numbered paragraphs in two parts, and for the others.
fn starter(kind: StatementType) -> String {
    let text = match kind {
        StatementType::Resolution | StatementType::Decision => RESOLUTION,
        _ => STATEMENT,
    };
    text.replace("TYPE", kind.code())
}
