//! What keeps the tool from doing its work: which file, why, and how to mend it. Bad data is no failure but a finding.

use std::fmt;
use std::io;

use statemark::document::SIZE_LIMIT;
use statemark_tables::lossless;
use statemark_validate::baseline::Wrong;
use statemark_validate::report::json::Unread;

/// A failure: exit code 2.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What was asked for: a file's name, `stdin`, an option.
    pub(crate) name: String,
    pub(crate) cause: Cause,
}

/// Why the tool could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Cause {
    #[error("cannot be read: {}", reason(.0))]
    Read(#[source] io::Error),
    #[error("cannot be written: {}", reason(.0))]
    Write(#[source] io::Error),
    #[error("is a folder, not a file")]
    Folder,
    #[error("is empty")]
    Empty,
    #[error("is larger than {} MiB, the limit for one document", SIZE_LIMIT / 1024 / 1024)]
    TooLarge,
    #[error("is larger than {} MiB", .0 / 1024 / 1024)]
    LargerThan(usize),
    #[error("is {0}, not text")]
    Binary(&'static str),
    #[error("is in a spelling that neither its name nor its content tells")]
    UnknownSpelling,
    #[error("stands for the output, but its name tells no spelling")]
    UnknownTarget,
    #[error("is to be converted, but into what?")]
    NoTarget,
    #[error("has a comment in line {0}, which would vanish")]
    Comments(usize),
    #[error("is {named} by its name, but --to says {to}")]
    Contradiction { named: String, to: String },
    #[error("is a folder, whose name tells no spelling")]
    NoSpelling,
    #[error("is a folder, and NDJSON is one file")]
    LinesInFolder,
    #[error("holds many statements, and {0} holds one")]
    ManyInOne(&'static str),
    #[error("was changed while it was read")]
    Changed,
    #[error("cannot be gone on with: {0}")]
    NotResumable(String),
    #[error("is not what was written: {0}")]
    NotAsWritten(String),
    #[error("is no ledger: {0}")]
    NoLedger(String),
    #[error("is the ledger of a run that is still at work")]
    Locked,
    #[error("does not hold as many records as were read")]
    NotAddedUp,
    #[error("has a record that cannot be converted")]
    StoppedAtFirst,
    #[error("is not empty: what lies there would mix with what is written")]
    NotEmpty,
    #[error("is one file, but the records of many are to be put aside")]
    FolderForMany,
    #[error("is a folder: the document needs the name of a file")]
    TargetFolder,
    #[error("is no rule")]
    UnknownRule,
    #[error("could not be read again: {0}")]
    Unreadable(String),
    #[error("is no command")]
    UnknownCommand,
    #[error("exists already")]
    Exists,
    #[error("is a pattern that matches no file")]
    NoMatch,
    #[error("is no pattern: {0}")]
    Pattern(String),
    #[error("holds no statement")]
    NoStatement,
    #[error("has no file that the configuration does not exclude")]
    AllExcluded,
    #[error("is an input of this run, and would be lost")]
    OverInput,
    #[error("is named for two outputs")]
    TwoOutputs,
    #[error("lies in a folder that is not there")]
    NoFolder,
    #[error("is no baseline: {0}")]
    NoBaseline(Wrong),
    #[error("is no file that could be a baseline")]
    NoBaselineFile,
    #[error("was not written, since not all was read")]
    NotWhole,
    #[error("is the baseline, and to be checked as well")]
    BaselineIsInput,
    #[error("{message}")]
    Wrong { message: String, help: Option<String> },
    #[error("name nothing to read")]
    NothingNamed,
    #[error("has no statemark.toml beside or above it, which could have a profile `{0}`")]
    NoProfiles(String),
    #[error("stands beside {0}: only one of them can count")]
    TwoConfigs(String),
    #[error("{0}, and cannot be mended as it is")]
    Unfixable(&'static str),
    #[error("goes alone where something is to be mended")]
    NotAlone,
    #[error("was interrupted: files that were mended are, the others are as they were")]
    Interrupted,
    #[error("cannot be watched")]
    Watch,
    #[error("goes with --format text only")]
    OnlyText,
}

impl Cause {
    /// What is wrong in words of its own.
    pub(crate) fn wrong(message: impl Into<String>, help: Option<String>) -> Self {
        Self::Wrong { message: message.into(), help }
    }

    pub(crate) fn of(self, name: impl Into<String>) -> Failure {
        Failure { name: name.into(), cause: self }
    }

    /// How to mend it.
    pub(crate) fn help(&self) -> Option<&str> {
        match self {
            Self::Read(_) | Self::Write(_) | Self::NotWhole => None,
            Self::Folder => Some("name the files in it"),
            Self::Empty => Some("`statemark new` writes a document to start from"),
            Self::LargerThan(_) => Some("cut it into pieces"),
            Self::TooLarge => Some("split it, or keep long sources as files beside it"),
            Self::Binary(_) => Some("unpack or export it as JSON, XML, Markdown or YAML first"),
            Self::UnknownSpelling => Some("let the name end in .json, .xml, .md or .yaml; `convert` also takes --from"),
            Self::UnknownTarget => Some(
                "let the name end in .json, .ndjson, .xml, .md or .yaml, or for a table in .parquet or .arrow, or add --to with one of these",
            ),
            Self::NoTarget => {
                Some("add --to json, ndjson, xml, md or yaml, or parquet or arrow, or -o FILE with a name that tells it")
            }
            Self::Comments(_) => Some("take the comments out, or add --drop-comments"),
            Self::NoSpelling => Some("add --to json, xml, md or yaml"),
            Self::LinesInFolder => Some("name a file, or add --to json"),
            Self::ManyInOne(_) => Some("name a folder after -o, or choose another spelling"),
            Self::Changed => Some("run it again when nobody writes there"),
            Self::NotResumable(_) => Some("run it without --resume, from the beginning"),
            Self::NotAsWritten(_) => Some("look after the disk, and run it again"),
            Self::NoLedger(_) => Some("take it away, or name another file after --ledger"),
            Self::Locked => Some("wait for its end, or write elsewhere"),
            Self::NotAddedUp => Some("this is a bug of statemark: please report it"),
            Self::StoppedAtFirst => Some("leave --fail-fast out to convert the others"),
            Self::NotEmpty => Some("name an empty folder, or one that is not there yet"),
            Self::FolderForMany => Some("name a folder, with a slash at its end if it is not there yet"),
            Self::Contradiction { .. } => Some("leave --to out, or let the name end as it says"),
            Self::TargetFolder => Some("add the name of a file in it, such as -o FOLDER/NAME.statemark.json"),
            Self::UnknownRule => Some("`statemark rules` lists them"),
            Self::Unreadable(_) => Some("choose another spelling, or keep long sources as files beside the document"),
            Self::UnknownCommand => Some("`statemark --help` lists them"),
            Self::NoMatch => Some("write a pattern such as folder/**/*.statemark.json, or name a folder"),
            Self::Pattern(_) => Some("`*` stands for any characters, `?` for one, `**` for any folders"),
            Self::NoStatement => {
                Some("name files, or folders with *.statemark.json, *.statemark.xml, *.statemark.md or *.ndjson in them")
            }
            Self::AllExcluded => Some("name the files themselves, or give --no-config"),
            Self::OverInput | Self::TwoOutputs => Some("give each output a place of its own, beside what is read"),
            Self::NoFolder => Some("make the folder first"),
            Self::NoBaseline(_) => Some("mend it, or take it away and write a new one with --write-baseline"),
            Self::NoBaselineFile => Some("give the name of a file, such as baseline.json"),
            Self::BaselineIsInput => Some("give the baseline a name that is not among the documents"),
            Self::Wrong { help, .. } => help.as_deref(),
            Self::NothingNamed => Some("name files or folders, or write `paths` into statemark.toml; see `validate --help`"),
            Self::NoProfiles(_) => Some("write one, name one with --config, or leave --profile out"),
            Self::TwoConfigs(_) => Some("take one of them away"),
            Self::Unfixable(_) => Some("write it as a plain file of UTF-8 text first; from stdin comes one statement"),
            Self::NotAlone => Some("name the files in another run"),
            Self::Interrupted => Some("run it again: what is mended stays as it is"),
            Self::Watch => Some("name files or folders, or leave --watch out"),
            Self::OnlyText => Some("leave --format out"),
            Self::Exists => Some("choose another name, or take the file away"),
        }
    }
}

impl Failure {
    /// Whether a reader of the output has gone away.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(&self.cause, Cause::Write(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

impl From<lossless::Error> for Cause {
    fn from(error: lossless::Error) -> Self {
        Self::wrong(error.to_string(), Some(error.help().to_owned()))
    }
}

impl From<Failure> for Unread {
    fn from(Failure { name, cause }: Failure) -> Self {
        Self { file: name, reason: cause.to_string(), help: cause.help().map(str::to_owned) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error: {} {}", self.name, self.cause)?;
        self.cause.help().map_or(Ok(()), |help| write!(formatter, "\n  = help: {help}"))
    }
}

/// The commonest reasons in plain words, the others as the system says them.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::BrokenPipe => "its reader has gone away".to_owned(),
        _ => error.to_string(),
    }
}
