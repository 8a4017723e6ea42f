//! The Markdown spelling on the examples.
#![allow(clippy::disallowed_methods, reason = "tests read the examples")]

use std::fs;
use std::path::PathBuf;

use statemark::json;
use statemark_convert::markdown;
use statemark_specimens::shared;

fn examples() -> Vec<PathBuf> {
    let folders = fs::read_dir(shared::project().join("examples")).unwrap().map(|entry| entry.unwrap().path());
    let files =
        folders.filter(|path| path.is_dir()).flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.to_string_lossy().ends_with(".statemark.json")).collect();
    files.sort();
    files
}

#[test]
fn examples_come_back_byte_by_byte() {
    let files = examples();
    assert!(files.len() >= 3);
    for file in files {
        let statement = json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let text = markdown::to_string(&statement);
        if std::env::var_os("STATEMARK_LOOK").is_some() {
            fs::write(std::env::temp_dir().join(file.file_name().unwrap()).with_extension("md"), &text).unwrap();
        }
        let document = markdown::read(text.as_bytes());
        assert!(document.faults.is_empty(), "{}: {:#?}", file.display(), document.faults);
        assert_eq!(
            json::to_string_pretty(&document.statement.unwrap()),
            json::to_string_pretty(&statement),
            "{}",
            file.display()
        );
    }
}
