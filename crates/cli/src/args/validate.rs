//! The arguments of `validate`, and those of every command that reports findings.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use statemark::date::Date;
use statemark_validate::finding::Severity;
use statemark_validate::report::{Layout, Style, Totals};

use super::fix::Fixing;
use super::{Configuring, QuarantineArgs};
use crate::io;
use crate::levels::LevelArgs;
use crate::status::Status;

/// Check documents: their form and their meaning
///
/// Prints each finding with its place and how to mend it, then a line that sums up. Findings of severity error make the exit code 1; those of other severities do not, unless --fail-on says so.
///
/// A file is JSON (one document or a list), NDJSON, XML (one statement or a collection), Markdown (one document or many, one behind the other) or YAML; .gz and .zst are unpacked. A file that is named is always read. Of a folder, and of the folders in it, all files named *.statemark.*, *.ndjson and *.jsonl are read, and of the other JSON, XML, Markdown and YAML files those that begin as a statement does; files that are hidden or in .gitignore are not, and how many others were passed over is said.
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
  statemark validate *.statemark.json --report sarif=out.sarif
  statemark validate *.statemark.json --format github --report junit=out.xml
  statemark validate day.ndjson --pass good.ndjson --quarantine bad.ndjson
  statemark validate *.statemark.json --no-config
  statemark validate resolution.statemark.json --diff
  statemark validate resolution.statemark.json --fix
  statemark validate drafts --watch
  cat resolution.statemark.json | statemark validate -
  statemark validate *.statemark.md --write-baseline known.json
  statemark validate *.statemark.md --baseline known.json --prune-baseline")]
pub(crate) struct Validate {
    /// Files, folders and patterns such as '**/*.xml'; `-` for stdin [default: the paths of statemark.toml]
    #[arg(value_name = "FILE")]
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
    #[command(flatten)]
    pub(crate) quarantine: QuarantineArgs,
    /// The folder that source files lie below [default: the document's own]
    #[arg(long, value_name = "DIR", value_parser = folder)]
    pub(crate) sources: Option<PathBuf>,
    /// Stay, and check again whenever a file changes; Ctrl-C ends with what the last run came to
    #[arg(long, conflicts_with_all = ["write_baseline", "prune_baseline", "pass", "quarantine", "fix"])]
    pub(crate) watch: bool,
    /// The day that counts as today: a later date lies in the future [default: the latest of a document's provenance]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<Date>,
    #[command(flatten)]
    pub(crate) configuring: Configuring,
    #[command(flatten)]
    pub(crate) baseline: BaselineArgs,
    #[command(flatten)]
    pub(crate) fixing: Fixing,
}

impl Validate {
    /// The files that the arguments name beside documents.
    pub(crate) fn outputs(&self) -> Vec<&Path> {
        self.written().into_iter().chain(self.baseline.file()).collect()
    }

    /// Those of them that are written; folders first, as others may not lie in them.
    pub(crate) fn written(&self) -> Vec<&Path> {
        let baseline = self.baseline.file().filter(|_| self.baseline.is_written());
        let reports = self.report.reports.iter().map(|(_, path)| path.as_path());
        self.quarantine.outputs().into_iter().chain(baseline).chain(reports).collect()
    }
}

/// Which findings are known.
#[derive(clap::Args)]
#[command(next_help_heading = "Known findings")]
pub(crate) struct BaselineArgs {
    /// Keep quiet about the findings that FILE knows: only new ones are told and count
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Take out of the baseline what is mended
    #[arg(long, requires = "baseline")]
    pub(crate) prune_baseline: bool,
    /// Write all that is found into FILE, as known; reasons that stand in it are kept
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub(crate) write_baseline: Option<PathBuf>,
    /// Why what is new in the baseline is not mended
    #[arg(long, value_name = "TEXT", requires = "write_baseline", conflicts_with = "baseline")]
    pub(crate) reason: Option<String>,
}

impl BaselineArgs {
    /// The file of the baseline, if there is one.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.baseline.as_deref().or(self.write_baseline.as_deref())
    }

    /// Whether it may be written.
    pub(crate) fn is_written(&self) -> bool {
        self.write_baseline.is_some() || self.prune_baseline
    }
}

/// How findings are judged and printed.
#[derive(clap::Args)]
pub(crate) struct Reporting {
    /// How to print the findings
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ReportFormat,
    /// Write a report to a file as well, whole or not at all; may be repeated
    #[arg(long = "report", value_name = "FORMAT=FILE", value_parser = report)]
    pub(crate) reports: Vec<(ReportFormat, PathBuf)>,
    /// Whether to colour text; `NO_COLOR` is heeded
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// Say of each finding why it matters
    #[arg(short, long)]
    pub(crate) verbose: bool,
    #[command(flatten)]
    pub(crate) levels: LevelArgs,
    /// The least severity that makes the exit code 1 [default: that of statemark.toml, else error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<FailOn>,
    /// Exit with 0 whatever is found; 2 stays for what could not be done
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

impl Reporting {
    /// What is chosen of the layout, where a configuration says from which severity on findings fail.
    pub(crate) fn style(&self, configured: Option<Severity>) -> Style {
        let color = match self.color {
            Color::Auto => io::has_colors(),
            Color::Always => true,
            Color::Never => false,
        };
        Style { color, why: self.verbose, fails: self.fails(configured) }
    }

    /// The least severity that makes a run fail: what the arguments say counts more than a configuration.
    fn fails(&self, configured: Option<Severity>) -> Severity {
        match self.fail_on {
            Some(FailOn::Error) => Severity::Error,
            Some(FailOn::Warning) => Severity::Warning,
            None => configured.unwrap_or_default(),
        }
    }

    /// What findings come to, where those of this severity and worse ones fail.
    pub(crate) fn status(&self, totals: &Totals, fails: Severity) -> Status {
        if totals.at_least(fails) == 0 || self.exit_zero { Status::Right } else { Status::Wrong }
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
    /// SARIF 2.1.0 for code scanning: the 25,000 worst findings
    Sarif,
    /// Annotations of GitHub Actions, and a summary of the step
    Github,
    /// Code Quality of GitLab: the 25,000 worst findings
    Gitlab,
    /// JUnit XML: a test case a document, or a finding
    Junit,
}

impl From<ReportFormat> for Layout {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Text => Self::Text,
            ReportFormat::Json => Self::Json,
            ReportFormat::Ndjson => Self::Ndjson,
            ReportFormat::Sarif => Self::Sarif,
            ReportFormat::Github => Self::Github,
            ReportFormat::Gitlab => Self::Gitlab,
            ReportFormat::Junit => Self::Junit,
        }
    }
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
pub(crate) fn day(text: &str) -> Result<Date, String> {
    let day = Date::new(text).ok().filter(|date| date.as_str().len() == 10 && date.earliest() == date.latest());
    day.filter(|date| date.impossible().is_none()).ok_or_else(|| "write a day, such as 2026-01-31".to_owned())
}

/// A report, and the file that it goes to.
fn report(text: &str) -> Result<(ReportFormat, PathBuf), String> {
    let (format, file) =
        text.split_once('=').filter(|(_, file)| !file.is_empty()).ok_or("write FORMAT=FILE, such as sarif=out.sarif")?;
    if io::is_stream(Path::new(file)) {
        return Err("a report to stdout is what --format prints".to_owned());
    }
    let names =
        || ReportFormat::value_variants().iter().filter_map(|format| Some(format.to_possible_value()?.get_name().to_owned()));
    let format = ReportFormat::from_str(format, false)
        .map_err(|_| format!("the formats are {}", names().collect::<Vec<_>>().join(", ")))?;
    Ok((format, PathBuf::from(file)))
}
