//! The Markdown spelling on the coded statements of the outside corpora.
#![allow(clippy::disallowed_methods, reason = "tests read the corpora")]

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use statemark::json;
use statemark_convert::markdown;
use statemark_specimens::shared;

fn main() -> ExitCode {
    shared::run(vec![("coded_statements_come_back_byte_by_byte", coded)])
}

fn coded(folder: &Path) {
    let mut count = 0;
    for file in fs::read_dir(folder.join("coded")).unwrap().map(|entry| entry.unwrap().path()) {
        if !file.to_string_lossy().ends_with(".statemark.json") {
            continue;
        }
        let statement = json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let text = markdown::to_string(&statement);
        let document = markdown::read(text.as_bytes());
        assert!(document.faults.is_empty(), "{}: {:#?}", file.display(), document.faults);
        assert_eq!(
            json::to_string_pretty(&document.statement.unwrap()),
            json::to_string_pretty(&statement),
            "{}",
            file.display()
        );
        if std::env::var_os("STATEMARK_LOOK").is_some() {
            fs::write(std::env::temp_dir().join(file.file_name().unwrap()).with_extension("md"), &text).unwrap();
        }
        count += 1;
    }
    assert_eq!(count, 15);
}
