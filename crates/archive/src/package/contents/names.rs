//! What the files of a statement are called in its folder.

use std::collections::HashSet;

use statemark::statement::Statement;
use statemark_convert::file_name;

use super::{AKN, JSON, METS, PAGE, Refusal, TEI, XML};
use crate::package::paths;

/// What the files of a statement are called, in the order in which they are packed.
///
/// # Errors
/// When a source file has a name that not every system takes, or that of another file.
pub fn names(statement: &Statement) -> Result<Vec<String>, Refusal> {
    let stem = file_name::stem(&statement.id);
    let mut names: Vec<String> = [JSON, XML, AKN, TEI, PAGE].map(|ending| format!("{stem}{ending}")).into();
    let mut taken: HashSet<String> = names.iter().map(|name| paths::folded(name)).chain([paths::folded(METS)]).collect();
    let (mut folders, mut sources) = (HashSet::new(), HashSet::new());
    for file in statement.sources.iter().filter_map(|source| source.file.as_ref()).map(AsRef::as_ref) {
        if sources.insert(file) {
            sees_path(file, &mut taken, &mut folders)?;
            names.push(file.to_owned());
        }
    }
    names.push(METS.to_owned());
    Ok(names)
}

/// Sees that a source file can lie under its name among others, whose paths and folders are taken.
fn sees_path(file: &str, taken: &mut HashSet<String>, folders: &mut HashSet<String>) -> Result<(), Refusal> {
    if file.contains('%') {
        return Err(Refusal::Percent(file.to_owned()));
    }
    paths::check(file).map_err(|unfit| Refusal::Path { file: file.to_owned(), unfit })?;
    let folded = paths::folded(file);
    let within: Vec<&str> = folded.match_indices('/').map(|(at, _)| &folded[..at]).collect();
    if folders.contains(&folded) || within.iter().any(|folder| taken.contains(*folder)) || taken.contains(&folded) {
        return Err(Refusal::Clash(file.to_owned()));
    }
    folders.extend(within.into_iter().map(str::to_owned));
    taken.insert(folded);
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use statemark::source::Source;
    use statemark::web::RelativePath;
    use statemark_specimens::examples;

    use super::*;

    /// The first example, which quotes these files.
    pub(in crate::package::contents) fn quoting(sources: &[&str]) -> Statement {
        let mut statement = examples::examples().swap_remove(0).statement;
        let source = statement.sources[0].clone();
        statement.sources = sources.iter().map(|file| with_file(source.clone(), file)).collect();
        statement
    }

    fn with_file(mut source: Source, file: &str) -> Source {
        source.text = None;
        source.file = Some(RelativePath::new(file).unwrap());
        source
    }

    #[test]
    fn source_files_with_names_that_not_every_system_takes_are_refused() {
        let statement = &examples::examples()[0].statement;
        let own = format!("{}{JSON}", file_name::stem(&statement.id)).to_uppercase();
        for (sources, told) in [
            (&["a%20b.txt"][..], "has `%` in its name"),
            (&["con.txt"], "is a device on Windows"),
            (&["a?.txt"], "has the character '?'"),
            (&["a\u{202E}txt.exe"], "the source file `a\\u{202e}txt.exe` has the invisible character U+202E"),
            (&["A.txt", "a.txt"], "`a.txt` has the name of another file of the statement"),
            (&["σ.txt", "ς.txt"], "`ς.txt` has the name of another file of the statement"),
            (&["ſ.txt", "s.txt"], "`s.txt` has the name of another file of the statement"),
            (&["a", "a/b.txt"], "`a/b.txt` has the name of another file of the statement"),
            (&["A/b/c.txt", "a/B"], "`a/B` has the name of another file of the statement"),
            (&["mets.XML"], "has the name of another file of the statement"),
            (&[&own], "has the name of another file of the statement"),
        ] {
            let refusal = names(&quoting(sources)).unwrap_err();
            assert!(refusal.to_string().contains(told), "{refusal}");
        }
    }
}
