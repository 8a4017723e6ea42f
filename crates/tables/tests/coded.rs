//! The law through Parquet and Arrow on real statements.
#![allow(clippy::disallowed_methods, reason = "the statements are files")]

mod through;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use statemark::json;
use statemark::statement::Statement;
use statemark_specimens::shared;

fn main() -> ExitCode {
    shared::run(vec![("coded_statements_obey_the_law", coded_statements_obey_the_law)])
}

fn coded_statements_obey_the_law(shared: &Path) {
    let paths = fs::read_dir(shared.join("coded")).unwrap().map(|entry| entry.unwrap().path());
    let statements: Vec<Statement> = paths
        .filter(|path| path.to_string_lossy().ends_with(".statemark.json"))
        .map(|path| json::from_slice(&fs::read(path).unwrap()).unwrap())
        .collect();
    assert_eq!(statements.len(), 15);
    through::check(&statements.iter().collect::<Vec<_>>()).unwrap();
}
