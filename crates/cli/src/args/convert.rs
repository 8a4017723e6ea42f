//! The arguments of `convert`.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use super::Configuring;
use super::validate::folder;
use crate::bulk::files::Kind;
use crate::convert::target::{Named, source};

/// Convert statements into another spelling, with nothing lost
///
/// Takes one document, or any number: files, folders, NDJSON, JSON lists, XML collections and streams of Markdown, packed by gzip or zstd or not, documents of Akoma Ntoso and TEI that were made of statements, and tables of Parquet and Arrow. What the output is, the name after -o tells (.json, .ndjson, .xml, .md, .yaml, .akn.xml, .tei.xml, also with .gz or .zst; .parquet, .arrow), or --to. A folder gets a file a statement, named after its id.
///
/// What validate calls an error is not converted. One document that has any is refused: its findings go to stderr, and nothing is written. Of many, those records go to --quarantine as they are, the others go on, and the exit code is 1. The last line tells how many went where.
///
/// One document is read back before it is written, and must be the same statement; --verify does so with many. Files and folders get their names when they are whole; until then they end in .partial, with a ledger beside them, and --resume goes on where a run was stopped.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark convert resolution.statemark.json --to md
  statemark convert resolution.statemark.json -o resolution.statemark.xml
  statemark convert day.ndjson -o day.xml.gz --quarantine bad.ndjson
  statemark convert '*.statemark.xml' --to md -o markdown/ --threads 2
  statemark convert day.ndjson --to akn -o akn/
  statemark convert '*.statemark.json' -o all.ndjson.zst --verify --resume
  statemark convert - --from ndjson --to xml < day.ndjson")]
pub(crate) struct Convert {
    /// Files, folders and patterns such as '**/*.xml'; `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What the input is: json, ndjson, xml, md or yaml, akn or tei, parquet or arrow [default: told by its name, else by its content]
    #[arg(long, value_name = "SPELLING", value_parser = source)]
    pub(crate) from: Option<Kind>,
    /// What the output is: json, ndjson, xml, md or yaml, akn (Akoma Ntoso) or tei, also with .gz or .zst behind it; parquet or arrow [default: told by the name after -o]
    #[arg(long, value_name = "SPELLING")]
    pub(crate) to: Option<Named>,
    /// Where to write: a file, or a folder that is empty or not there yet [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// How many threads to work on [default: as many as the machine has]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
    /// Say on stderr what is read and written
    #[arg(short, long)]
    pub(crate) verbose: bool,
    /// The folder that source files lie below [default: the document's own]
    #[arg(long, value_name = "DIR", value_parser = folder)]
    pub(crate) sources: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) keeping: Keeping,
    #[command(flatten)]
    pub(crate) going: Going,
    #[command(flatten)]
    pub(crate) configuring: Configuring,
}

/// What becomes of what cannot be converted.
#[derive(clap::Args)]
#[command(next_help_heading = "Nothing lost")]
pub(crate) struct Keeping {
    /// Write the records that are not converted here, byte for byte; of many files, to this folder
    #[arg(long, value_name = "FILE")]
    pub(crate) quarantine: Option<PathBuf>,
    /// Write here, a line each, the findings that put them there
    #[arg(long, value_name = "FILE")]
    pub(crate) reasons: Option<PathBuf>,
    /// Write here, a line each, what the output does not carry: comments, `$schema`, what --force dropped
    #[arg(long, value_name = "FILE")]
    pub(crate) losses: Option<PathBuf>,
    /// Refuse what the output does not carry all of
    #[arg(long)]
    pub(crate) deny_loss: bool,
    /// Convert also what has errors: what no statement can hold is dropped, and told as a loss
    #[arg(long, conflicts_with = "deny_loss")]
    pub(crate) force: bool,
    /// Read back all that is written, and compare it, before it gets its name
    #[arg(long)]
    pub(crate) verify: bool,
}

/// How a run of many goes on.
#[derive(clap::Args)]
#[command(next_help_heading = "Runs of many")]
pub(crate) struct Going {
    /// Keep the ledger of the run here [default: beside the output, with .ledger behind its name]
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
    /// Go on where the last run with this output was stopped; from the beginning where there was none
    #[arg(long, conflicts_with = "fail_fast")]
    pub(crate) resume: bool,
    /// Stop at the first record that cannot be converted, and write nothing
    #[arg(long)]
    pub(crate) fail_fast: bool,
}

impl Convert {
    /// What is written, beside the output itself.
    pub(crate) fn beside(&self) -> impl Iterator<Item = &Path> {
        let Keeping { quarantine, reasons, losses, .. } = &self.keeping;
        [quarantine, reasons, losses, &self.going.ledger].into_iter().flatten().map(PathBuf::as_path)
    }

    /// Whether something is asked for that only a run of many has.
    pub(crate) fn is_of_many(&self) -> bool {
        self.keeping.quarantine.is_some() || self.going.ledger.is_some() || self.going.resume || self.going.fail_fast
    }
}
