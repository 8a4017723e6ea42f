//! In which spelling to write.

use std::path::Path;

use statemark_convert::format::Format;

use crate::args::Spelling;
use crate::error::{Cause, Failure};
use crate::io;

/// The spelling that `--to` or the name after `-o` tells, or nothing where neither is given. Where both are, they must agree.
pub(crate) fn format(to: Option<Spelling>, output: Option<&Path>) -> Result<Option<Format>, Failure> {
    let to = to.map(Format::from);
    let Some(output) = output.filter(|output| !io::is_stream(output)) else { return Ok(to) };
    match (to, Format::from_name(output)) {
        (Some(to), Some(named)) if to != named => {
            Err(Cause::Contradiction { named: named.to_string(), to: to.to_string() }.of(io::name(output)))
        }
        (None, None) => Err(Cause::UnknownTarget.of(io::name(output))),
        (to, named) => Ok(to.or(named)),
    }
}
