//! From a file to the bytes of a statement.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use statemark::document::{SIZE_LIMIT, VALUE_LIMIT};
use statemark::id::StatementId;
use statemark::json;
use statemark::statement::Statement;
use statemark_archive::foreign::{self, Foreign};
use statemark_archive::standard::Standard;
use statemark_import::characters::decoded;
use statemark_import::draft::{Draft, Given, Origin, draft};
use statemark_import::encoding::Declares;
use statemark_import::error::ImportError;
use statemark_import::html::PAGE_LIMIT;
use statemark_import::kind::Kind;
use statemark_import::xml::Names;

use super::left_out;
use crate::args::{Import, TextKind};
use crate::bulk::files;
use crate::convert::target::{Layout, Target};
use crate::error::{Cause, Failure};
use crate::io;
use crate::status::Status;

/// What the statements say that they were made by.
const AGENT: &str = concat!("statemark ", env!("CARGO_PKG_VERSION"));

/// How many bytes tell what a text is.
const HEAD: usize = 64 * 1024;

/// A text that became a statement.
pub(super) struct Imported {
    /// The file, as messages name it.
    pub(super) name: String,
    pub(super) id: StatementId,
    /// The statement, as it is written.
    pub(super) bytes: Vec<u8>,
    /// What is in no clause, as lines; nothing where nobody asks for it.
    pub(super) left_out: Vec<u8>,
}

/// A text that did not, and how bad that is.
pub(super) struct Refused {
    pub(super) failure: Failure,
    pub(super) status: Status,
}

/// Reads texts.
pub(super) struct Reader {
    kind: Option<Kind>,
    /// The standard of archives that the texts are said to be in.
    standard: Option<Standard>,
    encoding: Option<String>,
    element: Option<String>,
    names: Names,
    given: Given,
    tells_left_out: bool,
    pub(super) target: Target,
}

impl Reader {
    pub(super) fn new(args: &Import, target: Target) -> Self {
        let kind = args.from.map(Kind::from);
        let (encoding, element) = (args.encoding.clone(), args.element.clone());
        Self {
            kind,
            standard: args.from.and_then(TextKind::standard),
            encoding,
            element,
            names: args.names(),
            given: args.given(),
            tells_left_out: args.left_out.is_some(),
            target,
        }
    }

    /// Reads a file and makes a statement of it.
    pub(super) fn import(&self, path: &Path) -> Result<Imported, Refused> {
        let name = io::name(path);
        let wrong = |cause: Cause| Refused { failure: cause.of(&name), status: Status::Wrong };
        let is_page = self.kind.or_else(|| Kind::from_name(path)) == Some(Kind::Html);
        let bytes = io::bytes_within(path, if is_page { PAGE_LIMIT } else { SIZE_LIMIT }).map_err(|cause| {
            let status = if matches!(cause, Cause::TooLarge | Cause::LargerThan(_)) { Status::Wrong } else { Status::Failed };
            Refused { failure: cause.of(&name), status }
        })?;
        is_for_here(path, &bytes).map_err(wrong)?;
        let standard = self.standard.or_else(|| self.kind.is_none().then(|| named_standard(path)).flatten());
        let drafted = match standard {
            Some(standard) => self.foreign(path, &bytes, standard),
            None => self.draft(path, &bytes).map(|draft| (draft, BTreeMap::new())).map_err(|error| told(&error)),
        };
        let (Draft { statement, left_out }, markup) = drafted.map_err(wrong)?;
        fits(&statement).map_err(wrong)?;
        let mut left_out = if self.tells_left_out { left_out::lines(&name, &statement, &left_out) } else { Vec::new() };
        if self.tells_left_out {
            left_out::add_markup(&mut left_out, &name, &statement, &markup);
        }
        let mut bytes = Vec::new();
        self.target.append(&mut bytes, &statement);
        if matches!(self.target.layout, Layout::One | Layout::Folder) {
            let told = |why| Refused { failure: Cause::Unreadable(why).of(&name), status: Status::Failed };
            self.target.reads_back(&bytes, &statement, false).map_err(told)?;
        }
        Ok(Imported { name, id: statement.id, bytes, left_out })
    }

    /// Makes a statement of a document of others, and tells what its markup says beyond its words.
    fn foreign(&self, path: &Path, bytes: &[u8], standard: Standard) -> Result<(Draft, BTreeMap<String, usize>), Cause> {
        let Foreign { page, markup } =
            foreign::read(standard, bytes).map_err(|refusal| Cause::wrong(refusal.message, Some(refusal.help)))?;
        let (name, kind) = (named(path), standard.to_string());
        let origin = Origin { name: &name, kind: &kind, agent: AGENT };
        Ok((draft(&page, &self.given, origin).map_err(|error| told(&error))?, markup))
    }

    fn draft(&self, path: &Path, bytes: &[u8]) -> Result<Draft, ImportError> {
        let kind = self.kind.or_else(|| Kind::from_name(path));
        let text = |kind: Kind| decoded(bytes, self.encoding.as_deref(), kind.declares());
        let (kind, text) = if let Some(kind) = kind {
            (kind, text(kind)?)
        } else {
            // What it is, its first bytes tell in any encoding; the declaration counts where it is a page or XML.
            let kind = Kind::from_content(&String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]));
            let text = text(kind)?;
            (if kind.declares() == Declares::Nothing { Kind::from_content(&text) } else { kind }, text)
        };
        let text = text.as_ref();
        let page = kind.read(text, &self.names, self.element.as_deref())?;
        draft(&page, &self.given, Origin { name: &named(path), kind: &kind.describe(text), agent: AGENT })
    }
}

/// The name of a file, for `provenance`.
fn named(path: &Path) -> Cow<'_, str> {
    path.file_name().filter(|_| !io::is_stream(path)).map_or("stdin".into(), |name| name.to_string_lossy())
}

/// Why a text is not imported.
fn told(error: &ImportError) -> Cause {
    Cause::wrong(error.to_string(), Some(error.help()))
}

/// The standard of archives that a file's name tells.
fn named_standard(path: &Path) -> Option<Standard> {
    match files::Kind::from_name(path) {
        Some(files::Kind::Archive(standard)) => Some(standard),
        _ => None,
    }
}

/// Refuses a statement that no reader would take: the text stands in it as the source, as evidence and as clauses.
fn fits(statement: &Statement) -> Result<(), Cause> {
    let json = json::to_vec(statement);
    // What is shorter cannot pass a limit.
    match (json.len() > VALUE_LIMIT).then(|| json::read(&json).faults.into_iter().next()).flatten() {
        None => Ok(()),
        Some(fault) => Err(Cause::wrong(
            format!("makes too long a statement: {}", fault.message),
            Some("cut the text into parts".to_owned()),
        )),
    }
}

/// Refuses what is no text, and what is a statement already.
fn is_for_here(path: &Path, bytes: &[u8]) -> Result<(), Cause> {
    if let Some(what) = io::packed(bytes) {
        let help = if what == "a PDF" {
            "make text of it first, as `pdftotext -layout FILE` does"
        } else {
            "unpack it first, or save it as text"
        };
        return Err(Cause::wrong(format!("is {what}, not text"), Some(help.to_owned())));
    }
    if path.file_name().is_some_and(|name| name.to_string_lossy().contains(".statemark.")) {
        return Err(Cause::wrong(
            "is a Statemark document already",
            Some("`statemark convert` writes it in another spelling".to_owned()),
        ));
    }
    Ok(())
}
