//! The arguments of `statemark digest`.

use std::num::NonZero;
use std::path::PathBuf;

use crate::bulk::files::Kind;
use crate::convert::target::source;

/// Print digests, by which two ends of a pipe see whether they hold the same statements
///
/// Of each statement a line: the SHA-256 of its canonical JSON, two spaces, its id. The digest is the same from any spelling. With --set one line for all: the SHA-256 of those digests, sorted, each with a line feed; and how many there are. What stands twice counts twice, in whatever spelling it stands.
///
/// Takes what validate takes; an empty stdin and an empty NDJSON are a set of none. What is wrong in form is told on stderr and has no digest, and the exit code is 1; with what cannot be read it is 2, and no digest of the set is printed. A set needs memory of 32 bytes a statement.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark digest resolution.statemark.json
  statemark digest --set day.ndjson
  statemark digest '*.statemark.xml' | cut -c1-64 | LC_ALL=C sort | sha256sum
  statemark digest --set --from ndjson - < day.ndjson")]
pub(crate) struct Digest {
    /// Files, folders and patterns such as '**/*.xml'; `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Print one digest for all statements, whatever their order
    #[arg(long)]
    pub(crate) set: bool,
    /// What is in files whose name tells nothing, such as stdin: json, ndjson, xml, md or yaml [default: told by their content]
    #[arg(long, value_name = "SPELLING", value_parser = source)]
    pub(crate) from: Option<Kind>,
    /// How many threads to work on [default: as many as the machine has]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
}
