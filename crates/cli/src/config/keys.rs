//! What stands in `statemark.toml`. The doc comments are the one place where a key is explained: its schema and its page are made of them.

use statemark_validate::finding::Severity;

use super::read::{ByField, Faults, Named, Placed, Read, Table, Value, table};

table! {
    /// The configuration of `statemark validate` for the folder in which it stands and those below.
    pub(super) struct Keys {
        /// Says that nothing above this folder counts. So it is in any case, as the nearest configuration is the only one that counts.
        #[expect(dead_code, reason = "it tells readers what holds in any case")]
        root: bool,
        /// Files, folders and patterns to read when none are named on the command line.
        #[cfg_attr(test, schemars(example = ["statements", "archive/**/*.ndjson"]))]
        paths: Vec<Placed<String>>,
        /// Patterns of files and folders that are not read, unless a file is named itself.
        #[cfg_attr(test, schemars(example = ["drafts", "**/*.old.*"]))]
        exclude: Vec<Placed<String>>,
        /// Rules and categories whose findings are errors.
        #[cfg_attr(test, schemars(example = ["invalid-url"]))]
        error: Vec<Placed<String>>,
        /// Rules and categories whose findings are warnings.
        #[cfg_attr(test, schemars(example = ["actors", "series-gap"]))]
        warn: Vec<Placed<String>>,
        /// Rules and categories that are not checked.
        #[cfg_attr(test, schemars(example = ["topic-unused"]))]
        ignore: Vec<Placed<String>>,
        /// The least severity that makes the exit code 1. Of several configurations in one run the strictest counts.
        #[cfg_attr(test, schemars(example = &"warning"))]
        fail_on: FailOn,
        /// Print so many findings at most; what is left out is counted.
        #[cfg_attr(test, schemars(example = 200))]
        max_findings: u32,
        /// How many threads to work on.
        #[cfg_attr(test, schemars(example = 2, range(min = 1)))]
        threads: Placed<u32>,
        /// The profile that is on.
        #[cfg_attr(test, schemars(example = &"newsroom"))]
        profile: Placed<String>,
        /// Profiles by name: what is asked of documents beyond the format.
        profiles: Named<ProfileKeys>,
        /// The codes that a field may have, by its path: a CSV file whose first line names the columns, one of them `code` (another: `FILE.csv#COLUMN`); or a JSON file with a list of strings, or of objects with a `code`.
        codelists: ByField<Placed<String>>,
        /// A JSON Schema for `ext`, by the path of the `ext`.
        ext_schemas: ByField<Placed<String>>,
        /// Findings that are kept quiet, each with the reason.
        suppress: Vec<Placed<SuppressKeys>>,
    }
}

table! {
    /// What is asked of documents beyond the format.
    pub(super) struct ProfileKeys {
        /// Another profile, which this one adds to. What both say, this one says.
        #[cfg_attr(test, schemars(example = &"archive"))]
        extends: Placed<String>,
        /// Whether every clause without sub-clauses has an act and those who do it, its own or from the clause around it; what stands in editorial sections, annexes and closings need not.
        #[cfg_attr(test, schemars(example = true))]
        coded: bool,
        /// How many quotes every clause has at least.
        #[cfg_attr(test, schemars(example = 1))]
        quotes: u32,
        /// The fields that are filled, by their paths.
        #[cfg_attr(test, schemars(example = ["rights", "sources.url", "clauses.topics"]))]
        required: Vec<Placed<String>>,
        /// The values that a field may have, by its path.
        only: ByField<Placed<Vec<Placed<String>>>>,
    }
}

table! {
    /// A finding that is kept quiet.
    pub(super) struct SuppressKeys {
        /// The id of the statement; `*` stands for any characters, `?` for one.
        #[cfg_attr(test, schemars(required, example = &"cn-pk-2025-02-06"))]
        statement: String,
        /// The rule.
        #[cfg_attr(test, schemars(required, example = &"future-date"))]
        rule: Placed<String>,
        /// The JSON Pointer of the finding, or of what it stands in.
        #[cfg_attr(test, schemars(example = &"/sections/0/clauses/3"))]
        pointer: Placed<String>,
        /// Why the team lives with it.
        #[cfg_attr(test, schemars(required, example = &"announced for next year"))]
        reason: String,
    }
}

/// From which severity on findings make a run fail.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub(super) enum FailOn {
    Error,
    Warning,
}

impl Read for FailOn {
    fn read(value: &Value<'_>, key: &str, faults: &mut Faults) -> Option<Self> {
        match String::read(value, key, faults)?.as_str() {
            "error" => Some(Self::Error),
            "warning" => Some(Self::Warning),
            other => {
                faults.add(value.span().start, format!("`{key}` is `{other}`"), "write error or warning");
                None
            }
        }
    }
}

impl From<FailOn> for Severity {
    fn from(least: FailOn) -> Self {
        match least {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
        }
    }
}
