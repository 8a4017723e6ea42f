//! The arguments of `archive`.

use std::num::NonZero;
use std::path::PathBuf;

use clap::Subcommand;
use statemark::date::Date;

use super::Configuring;
use super::validate::{day, folder};
use crate::bulk::files::Kind;
use crate::convert::target::source;

/// Keep statements for decades: packages that explain themselves, as bags (BagIt 1.0)
///
/// A package holds each statement in canonical JSON, in XML, in Akoma Ntoso and in TEI, the texts that it quotes, METS with PREMIS, the schemas and the specification of the format, and checksums of all. It is a folder, or a zip archive by its name. docs/packages.md tells what lies where.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark archive create resolution.statemark.json -o bag
  statemark archive create r*.json -o a.zip && statemark archive verify a.zip")]
pub(crate) struct Archive {
    #[command(subcommand)]
    pub(crate) command: ArchiveCommand,
}

#[derive(Subcommand)]
pub(crate) enum ArchiveCommand {
    Create(Box<Create>),
    Verify(Verify),
    Extract(Extract),
}

/// Make a package of statements
///
/// Takes what validate takes. A statement that validate finds an error in, by the configuration or without it, one whose source file is missing, and one whose id came before keep the package from being made: all of them are told, nothing is written, and the exit code is 1. A statement in several spellings that lie side by side under one name is taken once, if all say the same.
///
/// The same statements give the same package, byte for byte: no clock is asked. What is to be known of the day, --date tells. The package gets its name when it is whole; an interrupted run leaves none.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark archive create resolution.statemark.json -o bag
  statemark archive create 'r*.json' -o bag.zip --date 2026-11-23")]
pub(crate) struct Create {
    /// Files, folders and patterns such as '**/*.xml'; `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// What to make: a zip archive if the name ends in .zip, else a folder, which is empty or not there yet
    #[arg(short, long, value_name = "BAG", required = true)]
    pub(crate) output: PathBuf,
    /// The day on which the package is made: it then tells of that, and of what was checked
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) date: Option<Date>,
    /// What is in files whose name tells nothing, such as stdin: json, ndjson, xml, md or yaml [default: told by their content]
    #[arg(long, value_name = "SPELLING", value_parser = source)]
    pub(crate) from: Option<Kind>,
    /// How many threads to work on [default: as many as the machine has]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
    /// The folder that source files lie below [default: the document's own]
    #[arg(long, value_name = "DIR", value_parser = folder)]
    pub(crate) sources: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) configuring: Configuring,
}

/// Check a package: whether it is complete, unchanged, and says what it said
///
/// Every file must be listed in every manifest, be there, and have the checksums that stand there; the statements must be valid. A package of ours must hold what its statements make, byte for byte, and nothing else. Bags that others made are checked by sha224, sha256, sha384 and sha512; what is not checked is said.
///
/// Each finding is told with its file, and the exit code is 1; where only something could not be found out it is 2.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark archive create r*.json -o bag && statemark archive verify bag")]
pub(crate) struct Verify {
    /// The package: a folder or a zip archive
    #[arg(value_name = "BAG")]
    pub(crate) bag: PathBuf,
    /// How many threads to work on [default: as many as the machine has]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
}

/// Take the statements out of a package, with the texts that they quote
///
/// The package is verified first: nothing is taken out of one in which something is found. Each statement gets a folder with its canonical JSON, byte for byte as it went in, and its source files.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark archive create r*.json -o a && statemark archive extract a -o out")]
pub(crate) struct Extract {
    /// The package: a folder or a zip archive
    #[arg(value_name = "BAG")]
    pub(crate) bag: PathBuf,
    /// Where to write: a folder that is empty or not there yet
    #[arg(short, long, value_name = "FOLDER", required = true)]
    pub(crate) output: PathBuf,
    /// How many threads to work on [default: as many as the machine has]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
}
