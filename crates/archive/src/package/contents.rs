//! The files of one statement in a package: its spellings, its sources, and what is told of them.

mod names;

use statemark::json;
use statemark::statement::Statement;
use statemark_convert::file_name;
use statemark_convert::xml;

pub use self::names::names;
use super::paths::{Unfit, shown};
use super::sum::{Algorithm, Sum};
use super::{mets, readback};
use crate::{akn, page, tei};

/// The folder that the statements lie in, each in a folder of its own.
pub const STATEMENTS: &str = "data/statements/";

/// What the canonical JSON of a statement is called, behind the name that its id gives.
pub const JSON: &str = ".statemark.json";
/// The XML of the format.
pub const XML: &str = ".statemark.xml";
/// Akoma Ntoso.
pub const AKN: &str = ".akn.xml";
/// TEI.
pub const TEI: &str = ".tei.xml";
/// The page.
pub const PAGE: &str = ".statemark.html";
/// What is told of the files of a statement.
pub const METS: &str = "METS.xml";

/// How many files of a statement, the first, are spellings of it; then follow its page, its sources and METS.
pub const SPELLINGS: usize = 4;

/// What a file of a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The statement itself, in canonical JSON.
    Statement,
    /// The same in the XML of the format.
    Xml,
    /// The same in Akoma Ntoso.
    AkomaNtoso,
    /// The same in TEI.
    Tei,
    /// The same as a page for people.
    Page,
    /// A text that it quotes.
    Source,
    /// What is told of the others.
    Mets,
}

/// A file of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path in the folder of the statement.
    pub path: String,
    /// What it is.
    pub role: Role,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Its checksums, by [`Algorithm::OWN`].
    pub sums: Vec<Sum>,
}

/// When a package is made, and by what.
#[derive(Debug, Clone, Copy)]
pub struct Making<'caller> {
    /// The day, if the caller tells it: there is no clock here.
    pub date: Option<&'caller str>,
    /// The name of the program.
    pub program: &'caller str,
    /// Its version.
    pub version: &'caller str,
}

impl Making<'_> {
    /// The program with its version, as one word for it.
    ///
    /// ```
    /// use statemark_archive::package::contents::Making;
    /// assert_eq!(Making { date: None, program: "statemark", version: "1.0.0" }.agent(), "statemark 1.0.0");
    /// ```
    pub fn agent(&self) -> String {
        format!("{} {}", self.program, self.version)
    }
}

/// Why a statement cannot be put into a package.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A source file cannot be called so.
    #[error("the source file `{}` {unfit}", shown(file))]
    Path {
        /// As the statement names it.
        file: String,
        /// Why.
        unfit: Unfit,
    },
    /// A `%` in a path is read in two ways by programs for bags.
    #[error("the source file `{}` has `%` in its name, which programs for bags read in different ways", shown(.0))]
    Percent(String),
    /// Two files of the statement would have one name.
    #[error("the source file `{}` has the name of another file of the statement, at least where capitals count for nothing", shown(.0))]
    Clash(String),
    /// What was written does not read back as the statement.
    #[error("its {0} would not read back as the same statement: please report this")]
    NotAsWritten(&'static str),
}

/// The files of a statement: given the bytes of its source files, each with the path that the statement has for it.
///
/// ```
/// # let text = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "On rain", "language": "en", "date": "2025",
/// #     "issuers": ["x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
/// #     "sections": [{"clauses": [{"id": "rain", "text": "X welcomes the rain."}]}]}"#;
/// # let statement = statemark::json::from_str(text)?;
/// use statemark_archive::package::contents::{Making, files, folder};
/// let making = Making { date: None, program: "statemark", version: "1.0.0" };
/// let files = files(&statement, Vec::new(), making).unwrap();
/// assert_eq!(folder(&statement.id), "data/statements/a/");
/// assert_eq!(files[0].path, "a.statemark.json");
/// # Ok::<(), statemark::error::Error>(())
/// ```
///
/// # Errors
/// When a source file has a name that not every system takes, or what was written does not read back.
pub fn files(statement: &Statement, sources: Vec<(String, Vec<u8>)>, making: Making<'_>) -> Result<Vec<File>, Refusal> {
    names(statement)?;
    let stem = file_name::stem(&statement.id);
    let canonical = json::to_vec_pretty(statement);
    let mut files = Vec::new();
    let mut add = |path: String, role: Role, bytes: Vec<u8>| files.push(File::new(path, role, bytes));
    let spellings: [(&str, Role, Vec<u8>); 3] = [
        (XML, Role::Xml, xml::to_vec(statement)),
        (AKN, Role::AkomaNtoso, akn::to_vec(statement)),
        (TEI, Role::Tei, tei::to_vec(statement)),
    ];
    add(format!("{stem}{JSON}"), Role::Statement, canonical.clone());
    for (ending, role, bytes) in spellings {
        readback::spelled(ending, &bytes, &canonical).map_err(|_| Refusal::NotAsWritten(role.name()))?;
        add(format!("{stem}{ending}"), role, bytes);
    }
    add(format!("{stem}{PAGE}"), Role::Page, page::to_string(statement).into_bytes());
    files.extend(sources.into_iter().map(|(file, bytes)| File::new(file, Role::Source, bytes)));
    files.push(File::new(METS.to_owned(), Role::Mets, mets::document(statement, &files, making)));
    Ok(files)
}

/// The folder of the statement with an id.
pub fn folder(id: &statemark::id::StatementId) -> String {
    format!("{STATEMENTS}{}/", file_name::stem(id))
}

impl Refusal {
    /// How to mend it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotAsWritten(_) => "leave the statement out until it is mended",
            _ => "give the file another name, in the statement as well",
        }
    }
}

impl File {
    fn new(path: String, role: Role, bytes: Vec<u8>) -> Self {
        let sums = Algorithm::own_sums(&bytes);
        Self { path, role, bytes, sums }
    }
}

impl Role {
    /// What it is, in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statement => "canonical JSON",
            Self::Xml => "XML",
            Self::AkomaNtoso => "Akoma Ntoso",
            Self::Tei => "TEI",
            Self::Page => "page",
            Self::Source => "source",
            Self::Mets => "METS",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Statement => "application/json",
            Self::Xml | Self::Mets => "application/xml",
            Self::AkomaNtoso => "application/akn+xml",
            Self::Tei => "application/tei+xml",
            Self::Page => "text/html",
            Self::Source => "text/plain",
        }
    }

    /// The name of the format, its version, and the key that the registry PRONOM has for it or for what it is written in.
    pub(super) fn format(self) -> (&'static str, Option<&'static str>, &'static str) {
        match self {
            Self::Statement => ("Statemark, JSON", Some("1.0"), "fmt/817"),
            Self::Xml => ("Statemark, XML", Some("1.0"), "fmt/101"),
            Self::AkomaNtoso => ("Akoma Ntoso", Some("3.0"), "fmt/101"),
            Self::Tei => ("TEI P5", Some("4.12.0"), "fmt/101"),
            Self::Page => ("HTML", Some("5"), "fmt/471"),
            Self::Source => ("plain text in UTF-8", None, "x-fmt/111"),
            Self::Mets => ("METS", Some("1.12.1"), "fmt/101"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::names::tests::quoting;
    use super::*;

    const MAKING: Making<'_> = Making { date: Some("2026-11-23"), program: "statemark", version: "1.0.0" };

    fn with(sources: &[&str]) -> Result<Vec<File>, Refusal> {
        let read = sources.iter().map(|file| ((*file).to_owned(), b"rain".to_vec())).collect();
        files(&quoting(sources), read, MAKING)
    }

    #[test]
    fn every_file_lies_under_its_name_with_its_checksums() {
        let files = with(&["article.txt", "texts/article.txt"]).unwrap();
        assert_eq!(files.last().map(|file| file.role), Some(Role::Mets));
        let article = files.iter().find(|file| file.path == "texts/article.txt").unwrap();
        assert_eq!((article.role, &article.sums[1]), (Role::Source, &Algorithm::Sha512.of(b"rain")));
        assert_eq!(with(&["article.txt"]), with(&["article.txt"]));
        let paths: Vec<String> = files.into_iter().map(|file| file.path).collect();
        assert_eq!(names(&quoting(&["article.txt", "texts/article.txt", "article.txt"])), Ok(paths));
    }
}
