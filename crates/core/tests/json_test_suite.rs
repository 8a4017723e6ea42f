//! `JSONTestSuite`: every file of it in place of a value of `ext`. What is right JSON is kept, as another reader sees it, or refused for a
//! documented reason; what is no JSON is refused.

use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;
use statemark::json;
use statemark_specimens::json_test_suite::{REFUSED, documents};
use statemark_specimens::shared;

fn main() -> ExitCode {
    shared::run(vec![
        ("right_json_is_kept_and_wrong_json_is_refused", suite),
        ("what_may_be_either_is_read_without_panic", either),
    ])
}

fn suite(shared: &Path) {
    let (right, wrong) = (documents(shared, "y_"), documents(shared, "n_"));
    assert_eq!((right.len(), wrong.len()), (95, 188));
    let mut refused = Vec::new();
    for (name, document) in right {
        match json::from_slice(&document) {
            Ok(statement) => {
                let before: Value = serde_json::from_slice(&document).unwrap();
                let after: Value = serde_json::from_str(&json::to_string(&statement)).unwrap();
                assert_eq!(as_doubles(before["ext"]["value"].clone()), as_doubles(after["ext"]["value"].clone()), "{name}");
                let again = json::from_str(&json::to_string(&statement)).unwrap();
                assert_eq!(json::to_vec(&again), json::to_vec(&statement), "{name}");
            }
            Err(error) => refused.push((name, error.kind())),
        }
    }
    let expected: Vec<_> = REFUSED.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
    assert_eq!(refused, expected);
    for (name, document) in wrong {
        let error = json::from_slice(&document).err().unwrap_or_else(|| panic!("{name} is read"));
        assert!(error.faults().iter().all(|fault| fault.help.is_some()), "{name}: {error}");
    }
}

fn either(shared: &Path) {
    for (name, document) in documents(shared, "i_") {
        if let Err(error) = json::from_slice(&document) {
            assert!(!error.to_string().is_empty(), "{name}");
        }
    }
}

/// The same value with all numbers as doubles, since 1 and 1.0 are one number.
fn as_doubles(value: Value) -> Value {
    match value {
        // −0 is written 0.
        Value::Number(number) => (number.as_f64().unwrap_or(f64::NAN) + 0.0).into(),
        Value::Array(items) => items.into_iter().map(as_doubles).collect(),
        Value::Object(entries) => entries.into_iter().map(|(key, value)| (key, as_doubles(value))).collect(),
        other => other,
    }
}
