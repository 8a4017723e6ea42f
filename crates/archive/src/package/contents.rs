//! The files of one statement in a package: its spellings, its sources, and what is told of them.

use statemark::json;
use statemark::statement::Statement;
use statemark_convert::file_name;
use statemark_convert::xml;

use super::format::Role;
use super::paths::{self, Unfit};
use super::sum::{Algorithm, Hashers, Sum};
use super::taken::Taken;
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

/// Why a statement cannot be put into a package.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A source file cannot be called so.
    #[error("the source file `{file}` {unfit}")]
    Path {
        /// As the statement names it.
        file: String,
        /// Why.
        unfit: Unfit,
    },
    /// A `%` in a path is read in two ways by programs for bags.
    #[error("the source file `{0}` has `%` in its name, which programs for bags read in different ways")]
    Percent(String),
    /// Two files of the statement would have one name.
    #[error("the source file `{0}` has the name of another file of the statement, at least where capitals count for nothing")]
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
    let mut files = own(statement)?;
    let mut taken = Taken::default();
    for path in std::iter::once(METS).chain(files.iter().map(|(_, file)| &*file.path)) {
        taken.take(path);
    }
    for (path, bytes) in sources {
        sees_path(&path, &mut taken)?;
        files.push((Role::Source, File::new(path, bytes)));
    }
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
        readback::spelled(ending, bytes, &canonical).map_err(|_| Refusal::NotAsWritten(role.name()))?;
    }
    let page = (PAGE, Role::Page, page::to_string(statement).into_bytes());
    let all = std::iter::once((JSON, Role::Statement, canonical)).chain(spellings).chain([page]);
    Ok(all.map(|(ending, role, bytes)| (role, File::new(format!("{stem}{ending}"), bytes))).collect())
}

/// The folder of the statement with an id.
pub fn folder(id: &statemark::id::StatementId) -> String {
    format!("{STATEMENTS}{}/", file_name::stem(id))
}

/// Sees that a source file can lie among the others under its name.
fn sees_path(file: &str, taken: &mut Taken) -> Result<(), Refusal> {
    if file.contains('%') {
        return Err(Refusal::Percent(file.to_owned()));
    }
    paths::check(file).map_err(|unfit| Refusal::Path { file: file.to_owned(), unfit })?;
    if taken.take(file) { Ok(()) } else { Err(Refusal::Clash(file.to_owned())) }
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
    fn new(path: String, bytes: Vec<u8>) -> Self {
        let mut hashers = Hashers::new(Algorithm::OWN);
        hashers.update(&bytes);
        Self { path, bytes, sums: hashers.finish() }
    }
}

#[cfg(test)]
mod tests {
    use statemark_specimens::examples;

    use super::*;

    const MAKING: Making<'_> = Making { date: Some("2026-11-23"), program: "statemark", version: "1.0.0" };

    fn with(sources: &[&str]) -> Result<Vec<File>, Refusal> {
        let statement = &examples::examples()[0].statement;
        files(statement, sources.iter().map(|file| ((*file).to_owned(), b"rain".to_vec())).collect(), MAKING)
    }

    #[test]
    fn every_file_lies_under_its_name_with_its_checksums() {
        let files = with(&["article.txt", "texts/article.txt"]).unwrap();
        assert_eq!(files.last().map(|file| &*file.path), Some(METS));
        let article = files.iter().find(|file| file.path == "texts/article.txt").unwrap();
        assert_eq!(article.sums[1], Algorithm::Sha512.of(b"rain"));
        assert_eq!(with(&["article.txt"]), with(&["article.txt"]));
    }

    #[test]
    fn source_files_with_names_that_not_every_system_takes_are_refused() {
        let statement = &examples::examples()[0].statement;
        let own = format!("{}{JSON}", file_name::stem(&statement.id)).to_uppercase();
        for (sources, told) in [
            (&["a%20b.txt"][..], "has `%` in its name"),
            (&["con.txt"], "is a device on Windows"),
            (&["a?.txt"], "has the character '?'"),
            (&["A.txt", "a.txt"], "`a.txt` has the name of another file of the statement"),
            (&["a", "a/b.txt"], "`a/b.txt` has the name of another file of the statement"),
            (&["mets.XML"], "has the name of another file of the statement"),
            (&[&own], "has the name of another file of the statement"),
        ] {
            let refusal = with(sources).unwrap_err();
            assert!(refusal.to_string().contains(told), "{refusal}");
        }
    }
}
