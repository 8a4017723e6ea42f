//! A second opinion: another reader of YAML sees in what we write the very JSON that it stands for.

mod node;

use serde_json::Value;
use statemark::json;
use statemark_convert::yaml;
use statemark_specimens::{campaign, document, examples};

#[test]
fn other_readers_of_yaml_see_the_same_json() {
    let examples = examples::examples().into_iter().map(|example| example.statement);
    let generated = (0..campaign::cases().min(500)).map(|case| document::statement(campaign::seed().wrapping_add(case)));
    let statements: Vec<_> = examples.chain(generated).collect();
    let texts: Vec<String> = statements.iter().map(yaml::to_string).collect();
    let Some(seen) = node::node("yaml.mjs", &[], &texts) else { return };
    for ((statement, text), seen) in statements.iter().zip(&texts).zip(&seen) {
        let seen: Value = serde_json::from_str(seen).unwrap();
        let ours: Value = serde_json::from_str(&json::to_string(statement)).unwrap();
        if let Some(difference) = difference(&seen, &ours, "") {
            panic!("{difference}\nin\n{text}");
        }
    }
}

/// The first place where two values differ.
fn difference(seen: &Value, ours: &Value, place: &str) -> Option<String> {
    match (seen, ours) {
        (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
            a.iter().zip(b).find_map(|((key, a), (_, b))| difference(a, b, &format!("{place}/{key}")))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(index, (a, b))| difference(a, b, &format!("{place}/{index}")))
        }
        _ => (seen != ours).then(|| format!("at {place}: {seen} for {ours}")),
    }
}
