//! The files of one statement in a package: its spellings, its sources, and what is told of them.

mod names;

use statemark::json;
use statemark::statement::Statement;
use statemark_convert::file_name;
use statemark_convert::xml;

pub use self::names::names;
use super::finding::StatementFault;
use super::format::Role;
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

/// A file of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path in the folder of the statement.
    pub path: String,
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
    #[error("its {spelling} would not read back as the same statement: it {fault}")]
    NotAsWritten {
        /// Which spelling.
        spelling: &'static str,
        /// What is found when it is read: that it is too large, say.
        fault: StatementFault,
    },
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
    let mut files = own(statement)?;
    files.extend(sources.into_iter().map(|(path, bytes)| (Role::Source, File::new(path, bytes))));
    let mets = File::new(METS.to_owned(), mets::document(statement, &files, making));
    Ok(files.into_iter().map(|(_, file)| file).chain([mets]).collect())
}

/// The statement in all its spellings, its canonical JSON first, and as a page.
fn own(statement: &Statement) -> Result<Vec<(Role, File)>, Refusal> {
    let stem = file_name::stem(&statement.id);
    let canonical = json::to_vec_pretty(statement);
    let spellings: [(&str, Role, Vec<u8>); 3] = [
        (XML, Role::Xml, xml::to_vec(statement)),
        (AKN, Role::AkomaNtoso, akn::to_vec(statement)),
        (TEI, Role::Tei, tei::to_vec(statement)),
    ];
    for (ending, role, bytes) in &spellings {
        readback::spelled(ending, bytes, &canonical).map_err(|fault| Refusal::NotAsWritten { spelling: role.name(), fault })?;
    }
    let page = (PAGE, Role::Page, page::to_string(statement).into_bytes());
    let all = std::iter::once((JSON, Role::Statement, canonical)).chain(spellings).chain([page]);
    Ok(all.map(|(ending, role, bytes)| (role, File::new(format!("{stem}{ending}"), bytes))).collect())
}

/// The folder of the statement with an id.
pub fn folder(id: &statemark::id::StatementId) -> String {
    format!("{STATEMENTS}{}/", file_name::stem(id))
}

impl Refusal {
    /// How to mend it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotAsWritten { .. } => "split the statement where it is too large; else leave it out, and please report this",
            _ => "give the file another name, in the statement as well",
        }
    }
}

impl File {
    fn new(path: String, bytes: Vec<u8>) -> Self {
        let sums = Algorithm::own_sums(&bytes);
        Self { path, bytes, sums }
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
        assert_eq!(files.last().map(|file| &*file.path), Some(METS));
        let article = files.iter().find(|file| file.path == "texts/article.txt").unwrap();
        assert_eq!(article.sums[1], Algorithm::Sha512.of(b"rain"));
        assert_eq!(with(&["article.txt"]), with(&["article.txt"]));
        let paths: Vec<String> = files.into_iter().map(|file| file.path).collect();
        assert_eq!(names(&quoting(&["article.txt", "texts/article.txt", "article.txt"])), Ok(paths));
    }
}
