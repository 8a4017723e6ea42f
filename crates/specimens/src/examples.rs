//! The example documents of the project.
#![allow(clippy::disallowed_methods, reason = "the examples are files, and this crate serves tests only")]

use std::fs;

use statemark::json;
use statemark::statement::Statement;

/// An example document.
#[derive(Debug, Clone)]
pub struct Example {
    /// The name of its folder.
    pub name: String,
    /// The statement.
    pub statement: Statement,
}

/// All example documents, in the order of their names.
pub fn examples() -> Vec<Example> {
    let folders = fs::read_dir(crate::shared::project().join("examples")).expect("the project has examples");
    let mut examples: Vec<Example> = folders
        .map(|folder| folder.expect("the folder can be read").path())
        .filter(|path| path.is_dir() && !path.ends_with("profiles") && !path.ends_with("mappings"))
        .map(|path| {
            let name = path.file_name().expect("a folder has a name").to_string_lossy().into_owned();
            let bytes = fs::read(path.join(format!("{name}.statemark.json"))).expect("each example is there in JSON");
            let statement = json::from_slice(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            Example { name, statement }
        })
        .collect();
    examples.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!examples.is_empty(), "there are no examples");
    examples
}
