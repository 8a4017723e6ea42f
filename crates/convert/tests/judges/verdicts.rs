//! What xmllint and jing find wrong with documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::schema;

/// The files that a program finds fault with, with what it says of each. The program is given them all at once.
pub(crate) fn complaints(command: &[&str], schema_name: &str, paths: &[PathBuf]) -> BTreeMap<PathBuf, Vec<String>> {
    let (program, options) = command.split_first().unwrap();
    let output = Command::new(program).args(options).arg(schema(schema_name)).args(paths).output().unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    let mut complaints: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    for line in said.lines() {
        // xmllint does not say the place of all that it finds.
        let without_place = || line.strip_suffix(".xml fails to validate").map(|path| (path, "fails to validate"));
        if let Some((path, complaint)) = line.split_once(".xml:").or_else(without_place) {
            complaints.entry(Path::new(&format!("{path}.xml")).to_owned()).or_default().push(complaint.to_owned());
        }
    }
    // A program that fails for another reason, such as a schema that it cannot read, is no judge.
    assert_eq!(output.status.success(), complaints.is_empty(), "{command:?}: {said}");
    assert!(complaints.keys().all(|path| paths.contains(path)), "{command:?}: {said}");
    complaints
}

/// The same, by an XSD, but for ids that are given twice and references that lead nowhere: the schema knows these, the reader does not.
pub(crate) fn complaints_of_form(command: &[&str], schema_name: &str, paths: &[PathBuf]) -> BTreeMap<PathBuf, Vec<String>> {
    let mut complaints = complaints(command, schema_name, paths);
    for of_file in complaints.values_mut() {
        let said = |complaint: &str| complaint != "fails to validate";
        of_file.retain(|complaint| {
            said(complaint) && !complaint.contains("key-sequence") && !complaint.contains("identity constraint")
        });
    }
    complaints.retain(|_, of_file| !of_file.is_empty());
    complaints
}
