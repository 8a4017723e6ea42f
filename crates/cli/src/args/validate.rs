//! The arguments of `validate`, and those of every command that reports findings.

use std::num::NonZero;
use std::path::PathBuf;

use clap::ValueEnum;
use statemark::date::Date;
use statemark_validate::finding::Severity;
use statemark_validate::report::{Layout, Style, Totals};

use crate::io;
use crate::levels::LevelArgs;
use crate::status::Status;

/// Check documents: their form and their meaning
///
/// Prints each finding with its place and how to mend it, then a line that sums up. Findings of severity error make the exit code 1; those of other severities do not, unless --fail-on says so.
///
/// A file is JSON (one document or a list), NDJSON, XML (one statement or a collection) or Markdown; .gz and .zst are unpacked. A file that is named is always read. Of a folder, and of the folders in it, all files named *.statemark.*, *.ndjson and *.jsonl are read, and of the other JSON, XML and Markdown files those that begin as a statement does; files that are hidden or in .gitignore are not, and how many others were passed over is said.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  statemark validate resolution.statemark.json
  statemark validate *.statemark.json --format json
  statemark validate china-pakistan-2025.statemark.json --sources texts
  statemark validate resolution.statemark.json --as-of 2026-01-31
  statemark validate '**/*.statemark.xml' --threads 2 --max-findings 100
  statemark validate *.statemark.json --ignore words --warn evidence,actors
  statemark validate *.statemark.json --format ndjson --exit-zero
  statemark validate drafts --watch
  cat resolution.statemark.json | statemark validate -")]
pub(crate) struct Validate {
    /// Files, folders and patterns such as '**/*.xml'; `-` for stdin
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// How many threads to work on [default: as many as the machine has]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZero<usize>>,
    /// Print no findings and no progress, only the line that sums up, on stderr
    #[arg(short, long)]
    pub(crate) quiet: bool,
    /// Print so many findings at most; what is left out is counted
    #[arg(long, value_name = "N")]
    pub(crate) max_findings: Option<u64>,
    #[command(flatten)]
    pub(crate) report: Reporting,
    /// The folder that source files lie below [default: the document's own]
    #[arg(long, value_name = "DIR", value_parser = folder)]
    pub(crate) sources: Option<PathBuf>,
    /// Stay, and check again whenever a file changes; Ctrl-C ends with what the last run came to
    #[arg(long)]
    pub(crate) watch: bool,
    /// The day that counts as today: a later date lies in the future [default: the latest of a document's provenance]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Date>,
}

/// How findings are judged and printed.
#[derive(clap::Args)]
pub(crate) struct Reporting {
    /// How to print the findings
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReportFormat,
    /// Whether to colour text; `NO_COLOR` is heeded
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// Say of each finding why it matters
    #[arg(short, long)]
    pub(crate) verbose: bool,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value = "error")]
    pub(crate) fail_on: FailOn,
    /// Exit with 0 whatever is found; 2 stays for what could not be done
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

impl Reporting {
    /// How the report is laid out.
    pub(crate) fn layout(&self) -> Layout {
        match self.format {
            ReportFormat::Text => Layout::Text,
            ReportFormat::Json => Layout::Json,
            ReportFormat::Ndjson => Layout::Ndjson,
        }
    }

    /// How its text is printed.
    pub(crate) fn style(&self) -> Style {
        let color = match self.color {
            Color::Auto => io::has_colors(),
            Color::Always => true,
            Color::Never => false,
        };
        Style { color, why: self.verbose }
    }

    /// What findings come to.
    pub(crate) fn status(&self, totals: &Totals) -> Status {
        let least = match self.fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
        };
        if totals.at_least(least) == 0 || self.exit_zero { Status::Right } else { Status::Wrong }
    }
}

/// How findings are printed.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people: each finding with its line
    Text,
    /// One JSON document; `schema --kind report` prints its schema
    Json,
    /// One finding a line, and a last line with the totals
    Ndjson,
}

/// When text is coloured.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

/// From which severity on findings make a run fail.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum FailOn {
    Error,
    Warning,
}

/// A folder that is there: a misspelt one would leave every quote unchecked.
pub(super) fn folder(name: &str) -> Result<PathBuf, String> {
    Some(PathBuf::from(name)).filter(|path| path.is_dir()).ok_or_else(|| "there is no such folder".to_owned())
}

/// One day of the calendar.
fn day(text: &str) -> Result<Date, String> {
    let day = Date::new(text).ok().filter(|date| date.as_str().len() == 10 && date.earliest() == date.latest());
    day.filter(|date| date.impossible().is_none()).ok_or_else(|| "write a day, such as 2026-01-31".to_owned())
}
