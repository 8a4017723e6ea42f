//! A sample of the outside texts: no word is lost. `.ci/imports.py` proves it of all of them, by code of its own.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

mod judge;

use std::path::Path;
use std::process::ExitCode;

use statemark_import::kind::Kind;
use statemark_specimens::shared;

fn main() -> ExitCode {
    shared::run(vec![("no_word_of_outside_texts_is_lost", no_word_of_outside_texts_is_lost)])
}

fn no_word_of_outside_texts_is_lost(shared: &Path) {
    for (corpus, step) in [
        ("whitehouse-md", 6),
        ("unsc-resolutions-txt", 34),
        ("unga-resolutions-pdftext", 1),
        ("australia-pm-xml", 2),
        ("dfat-md", 3),
        ("udhr-xml", 2),
    ] {
        let folder = std::fs::read_dir(shared.join("corpora/texts").join(corpus)).unwrap();
        let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.iter().step_by(step) {
            let text = std::fs::read_to_string(file).unwrap();
            let kind = Kind::from_name(file).unwrap_or_else(|| Kind::from_content(&text));
            let made = judge::import(kind, &text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            assert_eq!(judge::wrong(&text, kind, &made), None, "{}", file.display());
            assert!(!judge::clauses(&made.statement).is_empty(), "{}", file.display());
        }
    }
}
