//! Every document of `tests/invalid`, with the report that a person reads. One snapshot a document, in `tests/invalid/findings`.
#![allow(clippy::disallowed_methods, reason = "tests read the documents that stand beside the project's code")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use statemark::node::Span;
use statemark::pointer::Pointer;
use statemark_convert::format::Format;
use statemark_convert::{markdown, xml};
use statemark_validate::report::entry::Page;
use statemark_validate::report::{self, Origin, Style, text};
use statemark_validate::rule::Category;
use statemark_validate::{Options, rules, validate};

/// The folder of the documents.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/invalid")
}

/// The files of a folder and of those below it, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn documents() -> Vec<(PathBuf, Format)> {
    files(&folder()).into_iter().filter_map(|path| Format::from_name(&path).map(|format| (path, format))).collect()
}

/// The folder of a document, which is its spelling, and its name: the rule that finds its one cause, a dot, the cause.
fn names(path: &Path) -> (&str, &str) {
    (path.parent().unwrap().file_name().unwrap().to_str().unwrap(), path.file_stem().unwrap().to_str().unwrap())
}

#[test]
fn every_document_has_the_report_that_was_read() {
    let (mut wrong, mut shown) = (Vec::new(), BTreeSet::new());
    for (path, format) in documents() {
        let (spelling, name) = names(&path);
        let bytes = fs::read(&path).unwrap();
        let document = format.read(&bytes);
        let report = validate(
            &document,
            &Options { sources: &|file| fs::read(path.with_file_name(file.as_str())).ok(), ..Options::default() },
        );

        let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
        // A name may begin with the rule that finds the cause, and a dot.
        let as_named = name.split_once('.').is_none_or(|(rule, _)| found.first() == Some(&rule));
        if !as_named || found.len() != 1 {
            wrong.push(format!("{spelling}/{name}: {found:?}"));
        }
        shown.extend(found);

        let file = path.file_name().unwrap().to_str().unwrap();
        let path = |pointer: &Pointer, span: Span| match format {
            Format::Json | Format::Yaml => None,
            Format::Xml => Some(report::Path::XPath(xml::xpath(&document, pointer, span, None))),
            Format::Markdown => markdown::heading_path(&document, pointer).map(report::Path::Headings),
        };
        let origin = Origin { path: &path, ..Origin::new(file, &document.text) };
        let page = Page::new(&origin);
        let findings = report.findings.iter().map(|finding| text::finding(&page.entry(finding), Some(&page), Style::default()));
        let report = format!("{}\n{}\n", findings.collect::<Vec<_>>().join("\n"), text::summary(&report.totals()));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(format!("../../../tests/invalid/findings/{spelling}"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, report));
    }
    assert_eq!(wrong, Vec::<String>::new(), "one document, one cause, one finding");
    // The rules over sets have their documents in `dataset`.
    let rules = rules::every().filter(|rule| !matches!(rule.category, Category::Dataset | Category::Profile));
    let rules: Vec<&str> = rules.map(|rule| rule.name).filter(|name| !shown.contains(*name)).collect();
    // `quote` is what `fmt --locate` says, not a reader.
    assert_eq!(rules, ["quote"], "every rule has a document that breaks it");
}

#[test]
fn every_snapshot_has_its_document() {
    let documents = documents();
    let known: BTreeSet<_> = documents.iter().map(|(path, _)| names(path)).collect();
    let snapshots = files(&folder().join("findings"));
    let snapshots = snapshots.iter().map(|path| names(path)).filter(|(spelling, _)| *spelling != "dataset");
    let left: Vec<_> = snapshots.filter(|snapshot| !known.contains(snapshot)).collect();
    assert_eq!(left, [], "snapshots without a document");
}
