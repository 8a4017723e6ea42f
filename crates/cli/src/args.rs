//! The arguments, as a person reads them in `--help`.

mod archive;
mod config;
mod convert;
mod digest;
mod fix;
mod import;
mod quarantine;
mod tables;
mod validate;

use std::num::NonZero;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum, builder::PossibleValue};
use clap_complete::Shell;
use statemark::statement::StatementType;
use statemark_convert::format::Format;

pub(crate) use self::archive::{Archive, ArchiveCommand, Create, Extract, Verify};
pub(crate) use self::config::Configuring;
pub(crate) use self::convert::Convert;
pub(crate) use self::digest::Digest;
pub(crate) use self::import::{Import, TextKind};
pub(crate) use self::quarantine::QuarantineArgs;
pub(crate) use self::tables::{TableFormat, Tables};
pub(crate) use self::validate::{BaselineArgs, ReportFormat, Reporting, Validate};
use crate::levels::RuleName;

/// Reads, checks, converts, sums up and counts public statements in the Statemark format.
///
/// A statement has three equal spellings, JSON, XML and Markdown; a single one may be YAML too. Each command reads all of them; which one a file is in, its name tells (.json, .xml, .md, .yaml), else its content. `-` stands for stdin.
#[derive(Parser)]
#[command(name = "statemark", version, term_width = 80, after_help = AFTER_HELP)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Exit codes:
  0  nothing is wrong: no finding of severity error, or with --exit-zero
  1  something is wrong: at least one; with --fail-on warning, also a warning
  2  the work could not be done: wrong arguments, a file that cannot be read …

Examples:
  statemark validate resolution.statemark.json
  statemark convert resolution.statemark.json --to md
  statemark summarize resolution.statemark.json";

#[derive(Subcommand)]
pub(crate) enum Command {
    Validate(Box<Validate>),
    Rules(Rules),
    Explain(Explain),
    Convert(Box<Convert>),
    Summarize(Summarize),
    Stats(Stats),
    Tables(Box<Tables>),
    Digest(Digest),
    Fmt(Fmt),
    Schema(Schema),
    New(New),
    Import(Box<Import>),
    Archive(Archive),
    Completions(Completions),
    Man(Man),
}

/// List the rules: what validate looks for
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark rules
  statemark rules --format json")]
pub(crate) struct Rules {
    /// How to print them
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}

/// Teach a rule: what it finds, why that is bad, how to mend it
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark explain unknown-reference")]
pub(crate) struct Explain {
    /// The name of the rule, as findings give it
    #[arg(value_name = "RULE", value_parser = RuleName { or_category: false }, hide_possible_values = true)]
    pub(crate) rule: String,
}

/// Sum up a document: who says what to whom, and what is to be done
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark summarize resolution.statemark.json
  statemark summarize resolution.statemark.json --format md > summary.md")]
pub(crate) struct Summarize {
    /// The document; `-` for stdin
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// How to print the summary
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: SummaryFormat,
}

/// Count statements: by type, year, language, issuer and act, and how far they are coded
///
/// Takes what validate takes, and needs memory for the different values only. A statement in several spellings that lie side by side under one name counts once. An issuer is told from others by its country if it is a state, else by the first of its identifiers, else by its name. The year is that in which the date begins.
///
/// What is wrong in form is not counted, and the exit code is 1; with what cannot be read it is 2. Text shows the first fifteen rows of a list, JSON all; `schema --kind statistics` prints its schema.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark stats resolution.statemark.json
  statemark stats '*.statemark.xml' --threads 2
  statemark stats '*.statemark.md' --format json > statistics.json")]
pub(crate) struct Stats {
    /// Files, folders and patterns such as '**/*.xml'; `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// How many threads to work on [default: as many as the machine has]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
    /// How to print the statistics
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}

/// Put documents into canonical form, in place and in their own spelling
///
/// A file with a fault of form, and one whose comments would vanish, stays as it is. The `$schema` of a JSON file is no part of the statement, and goes. `-` reads stdin and writes stdout.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark fmt resolution.statemark.json
  statemark fmt --check *.statemark.json
  statemark fmt --ids --locate resolution.statemark.json
  statemark new | statemark fmt - --drop-comments")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct Fmt {
    /// The documents; `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Write nothing; list the files that would change, and exit with 1 if any would
    #[arg(long)]
    pub(crate) check: bool,
    /// Give each clause without an id one, made of its words
    #[arg(long)]
    pub(crate) ids: bool,
    /// Find quotes in their sources, and set their offsets
    #[arg(long)]
    pub(crate) locate: bool,
    /// The folder that source files lie below [default: the document's own]
    #[arg(long, value_name = "DIR", requires = "locate", value_parser = validate::folder)]
    pub(crate) sources: Option<PathBuf>,
    /// Format also where comments of YAML or XML vanish by it
    #[arg(long)]
    pub(crate) drop_comments: bool,
}

/// Print the schemas of the format and the table of acts
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark schema > statement.schema.json
  statemark schema --kind json-draft-07
  statemark schema --kind acts
  statemark schema --kind xsd -o schemas")]
pub(crate) struct Schema {
    /// Which one
    #[arg(long, value_enum, default_value = "json")]
    pub(crate) kind: SchemaKind,
    /// Write it into this folder instead, with the files that it imports
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
}

/// Write a document to start from, with comments that explain it
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark new -o draft.statemark.md
  statemark new --type resolution
  statemark new --to json | statemark validate -")]
pub(crate) struct New {
    /// What kind of statement
    #[arg(long = "type", value_name = "TYPE", default_value = "joint-statement", value_parser = statement_type(), hide_possible_values = true)]
    pub(crate) kind: StatementType,
    /// In which spelling; the comments are in Markdown's [default: told by the name after -o, else md]
    #[arg(long, value_name = "SPELLING")]
    pub(crate) to: Option<Spelling>,
    /// Where to write; never over a file that is there [default: stdout]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Print a script that completes the arguments in a shell
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark completions bash > statemark.bash
  statemark completions fish > statemark.fish")]
pub(crate) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

/// Print the manual page
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark man > statemark.1
  statemark man validate > statemark-validate.1")]
pub(crate) struct Man {
    /// Of this command [default: the page of all]
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}

/// A spelling, as an argument names it.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Spelling {
    Json,
    Xml,
    Md,
    Yaml,
}

impl From<Spelling> for Format {
    fn from(spelling: Spelling) -> Self {
        match spelling {
            Spelling::Json => Self::Json,
            Spelling::Xml => Self::Xml,
            Spelling::Md => Self::Markdown,
            Spelling::Yaml => Self::Yaml,
        }
    }
}

/// How a list is printed.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ListFormat {
    Text,
    Json,
}

/// How a summary is printed.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum SummaryFormat {
    Text,
    Md,
}

/// What describes the format.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum SchemaKind {
    /// JSON Schema 2020-12
    Json,
    /// The same in draft 07, for editors that know no newer one
    #[value(name = "json-draft-07")]
    JsonDraft07,
    /// RELAX NG of the XML, compact
    Rnc,
    /// RELAX NG of the XML
    Rng,
    /// XML Schema 1.0 of the XML
    Xsd,
    /// JSON Schema of a report of validate
    Report,
    /// JSON Schema of a baseline of validate
    Baseline,
    /// JSON Schema of statemark.toml
    Config,
    /// JSON Schema of what stats counts
    Statistics,
    /// The acts, one a line, as tab-separated values
    Acts,
}

/// Takes the types of statement by their codes, so that a wrong one is told with those that are right.
fn statement_type() -> impl clap::builder::TypedValueParser<Value = StatementType> {
    use clap::builder::TypedValueParser;
    let codes = StatementType::ALL.iter().map(|kind| PossibleValue::new(kind.code()));
    clap::builder::PossibleValuesParser::new(codes).try_map(|code| StatementType::from_code(&code).ok_or("an unknown type"))
}
