//! The files of `JSONTestSuite`, each in place of a value of `ext`.
#![allow(clippy::disallowed_methods, reason = "the suite is files")]

use std::fs;
use std::path::Path;

use statemark::fault::FaultKind;

/// Right JSON that is refused: a key given twice, and characters that XML cannot carry.
pub const REFUSED: &[(&str, FaultKind)] = &[
    ("y_object_duplicated_key.json", FaultKind::DuplicateKey),
    ("y_object_duplicated_key_and_value.json", FaultKind::DuplicateKey),
    ("y_object_escaped_null_in_key.json", FaultKind::Character),
    ("y_string_allowed_escapes.json", FaultKind::Character),
    ("y_string_escaped_control_character.json", FaultKind::Character),
    ("y_string_escaped_noncharacter.json", FaultKind::Character),
    ("y_string_nonCharacterInUTF-8_U+FFFF.json", FaultKind::Character),
    ("y_string_null_escape.json", FaultKind::Character),
    ("y_string_unicode_U+FFFE_nonchar.json", FaultKind::Character),
];

/// The files of the suite whose names begin so, each inside a valid document.
pub fn documents(shared: &Path, start: &str) -> Vec<(String, Vec<u8>)> {
    let frame = r#"{"statemark": "1.0", "id": "a", "type": "statement", "title": "T", "language": "en", "date": "2025", "issuers": ["x"],
        "entities": [{"id": "x", "kind": "state", "name": "X"}], "sections": [{"heading": "H"}], "ext": {"value": HERE}}"#;
    let (before, after) = frame.split_once("HERE").expect("it stands there");
    let files = fs::read_dir(shared.join("corpora/suites/JSONTestSuite/test_parsing")).expect("the suite is files");
    let mut documents: Vec<(String, Vec<u8>)> = files
        .map(|entry| entry.expect("the suite is files"))
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(name, _)| name.starts_with(start))
        .map(|(name, path)| (name, [before.as_bytes(), &fs::read(path).expect("the suite is files"), after.as_bytes()].concat()))
        .collect();
    documents.sort();
    documents
}
